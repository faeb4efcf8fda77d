//! What this test program may be told: its own words, and the flags of every test program.

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Wish {
    /// So many lives, from this seed on.
    Run {
        from: u64,
        seeds: u64,
        threads: usize,
    },
    /// One life alone, told aloud.
    Replay {
        seed: u64,
    },
    List,
    Help,
    /// Something else was asked for.
    Nothing,
    Refuse(String),
}

/// The name of the one test in here.
pub const NAME: &str = "simulation";
/// Lives of an ordinary test run.
const SEEDS: u64 = 200;

/// What `--help` says.
pub const USAGE: &str = "\
Leads invented lives of a shop, each from its seed, and checks every promise on the way.
  --seeds N   so many lives (200)
  --from N    beginning with this seed (1)
  --seed N    this one alone, with its diary
Flags and filters of other test programs are understood as far as they mean something here.";

/// Flags of libtest that mean nothing here.
const IDLE: [&str; 8] = [
    "--nocapture",
    "--no-capture",
    "--show-output",
    "--quiet",
    "-q",
    "--test",
    "--include-ignored",
    "--shuffle",
];
/// The same of those that take a value.
const VALUED: [&str; 5] = ["--color", "--format", "--logfile", "-Z", "--shuffle-seed"];

pub fn parse(arguments: impl Iterator<Item = String>) -> Wish {
    let mut arguments = arguments.flat_map(|it| match it.split_once('=') {
        Some((flag, value)) if flag.starts_with('-') => vec![flag.to_owned(), value.to_owned()],
        _ => vec![it],
    });
    let (mut from, mut seeds, mut seed) = (1, SEEDS, None);
    let mut threads = std::thread::available_parallelism().map_or(1, |count| count.get());
    let mut filters = Vec::new();
    let (mut list, mut exact, mut left_out) = (false, false, false);
    while let Some(argument) = arguments.next() {
        let mut number = || {
            let value = arguments.next();
            let number = value.and_then(|value| value.parse::<u64>().ok());
            number.ok_or_else(|| Wish::Refuse(format!("{argument} wants a number")))
        };
        let taken = match argument.as_str() {
            "--seeds" => number().map(|it| seeds = it),
            "--from" => number().map(|it| from = it),
            "--seed" => number().map(|it| seed = Some(it)),
            "--test-threads" => number().map(|it| threads = (it as usize).max(1)),
            "--list" => {
                list = true;
                Ok(())
            }
            "--exact" => {
                exact = true;
                Ok(())
            }
            // There is no ignored test in here.
            "--ignored" => {
                left_out = true;
                Ok(())
            }
            "--skip" => {
                left_out |= arguments.next().is_some_and(|it| NAME.contains(&it));
                Ok(())
            }
            flag if VALUED.contains(&flag) => {
                drop(arguments.next());
                Ok(())
            }
            flag if IDLE.contains(&flag) => Ok(()),
            "--help" | "-h" => Err(Wish::Help),
            flag if flag.starts_with('-') => Err(Wish::Refuse(format!("{flag} is no flag here"))),
            filter => {
                filters.push(filter.to_owned());
                Ok(())
            }
        };
        if let Err(other) = taken {
            return other;
        }
    }
    let meant = |filter: &String| if exact { NAME == filter } else { NAME.contains(filter) };
    if left_out || (!filters.is_empty() && !filters.iter().any(meant)) {
        return Wish::Nothing;
    }
    match (list, seed) {
        (true, _) => Wish::List,
        (false, Some(seed)) => Wish::Replay { seed },
        (false, None) => Wish::Run { from, seeds, threads },
    }
}
