//! What this test program may be told: its own words, and the flags of every test program.

use super::life::Machine;

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Wish {
    /// So many lives of each sort, from this seed on.
    Run {
        from: u64,
        lives: Vec<(Machine, u64)>,
        threads: usize,
    },
    /// One life alone, told aloud.
    Replay {
        seed: u64,
        machine: Machine,
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
/// And of those in which the machine is lost.
const LOSSES: u64 = 50;

/// What `--help` says.
pub const USAGE: &str = "\
Leads invented lives of a shop, each from its seed, and checks every promise on the way.
  --seeds N   so many lives (200, and 50 in which the machine is lost)
  --losses    lives in which the machine is lost, and comes back from its copies
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
    let arguments = arguments.flat_map(|it| match it.split_once('=') {
        Some((flag, value)) if flag.starts_with('-') => vec![flag.to_owned(), value.to_owned()],
        _ => vec![it],
    });
    read(arguments).unwrap_or_else(|other| other)
}

fn read(mut arguments: impl Iterator<Item = String>) -> Result<Wish, Wish> {
    let (mut from, mut seeds, mut seed) = (1, None, None);
    let mut machine = Machine::Lasts;
    let mut threads = std::thread::available_parallelism().map_or(1, |count| count.get());
    let (mut list, mut exact, mut left_out) = (false, false, false);
    let mut filters = Vec::new();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--seeds" => seeds = Some(number(&argument, arguments.next())?),
            "--from" => from = number(&argument, arguments.next())?,
            "--seed" => seed = Some(number(&argument, arguments.next())?),
            "--test-threads" => threads = number(&argument, arguments.next())?.max(1) as usize,
            "--losses" => machine = Machine::IsLost,
            "--list" => list = true,
            "--exact" => exact = true,
            // There is no ignored test in here.
            "--ignored" => left_out = true,
            "--skip" => left_out |= arguments.next().is_some_and(|it| NAME.contains(&it)),
            "--help" | "-h" => return Err(Wish::Help),
            flag if VALUED.contains(&flag) => {
                arguments.next();
            }
            flag if IDLE.contains(&flag) => {}
            flag if flag.starts_with('-') => {
                return Err(Wish::Refuse(format!("{flag} is no flag here")));
            }
            _ => filters.push(argument),
        }
    }
    let meant = |filter: &String| if exact { NAME == filter } else { NAME.contains(filter) };
    if left_out || (!filters.is_empty() && !filters.iter().any(meant)) {
        return Ok(Wish::Nothing);
    }
    Ok(match (list, seed) {
        (true, _) => Wish::List,
        (false, Some(seed)) => Wish::Replay { seed, machine },
        (false, None) => {
            let lives = match (machine, seeds) {
                (machine, Some(seeds)) => vec![(machine, seeds)],
                (Machine::IsLost, None) => vec![(Machine::IsLost, LOSSES)],
                (Machine::Lasts, None) => {
                    vec![(Machine::Lasts, SEEDS), (Machine::IsLost, LOSSES)]
                }
            };
            Wish::Run { from, lives, threads }
        }
    })
}

fn number(flag: &str, value: Option<String>) -> Result<u64, Wish> {
    let number = value.and_then(|value| value.parse().ok());
    number.ok_or_else(|| Wish::Refuse(format!("{flag} wants a number")))
}
