//! What the appliance can do on this machine, beside what the machine itself can do.
//!
//! `cargo bench` measures everything, in some minutes; `cargo bench -- quick` has a look in under
//! one. Either takes names of parts: `disk inputs purchases orders search lists audit ledger daemon
//! intake standing picture copy shipping behind lost taps rush`. The last two take the program of
//! another build beside this one, `--beside PATH`, and one in the place of this one, `--program
//! PATH`.

mod appliance;
mod audit;
mod behind;
mod buyer;
mod copies;
mod daemon;
mod disk;
mod effort;
mod eyes;
mod inputs;
mod intake;
mod ledger;
mod lists;
mod lost;
mod orders;
mod picture;
mod purchases;
mod rush;
mod search;
mod settlements;
#[path = "../../tests/support/skip.rs"]
mod skip;
mod stall;
mod standing;
mod table;
mod taps;

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use tokio::runtime::Builder;

use disk::Bare;
use effort::{Effort, QUICK, WHOLE};
use table::{Row, Sample, heading, number, row};

fn main() -> anyhow::Result<()> {
    let mut words: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if let [task, folder, orders] = &words[..]
        && task == "sell-and-die"
    {
        return orders::sell_and_die(Path::new(folder), orders.parse().context("how many?")?);
    }
    if let [task, folder] = &words[..]
        && task == "add-up"
    {
        return ledger::add_up_and_tell(Path::new(folder));
    }
    let programs = programs(&mut words)?;
    let effort = if words.iter().any(|it| it == "quick") { QUICK } else { WHOLE };
    let parts: Vec<&str> = words.iter().map(String::as_str).filter(|it| *it != "quick").collect();
    let wanted = |part: &str| parts.is_empty() || parts.contains(&part);
    // As many threads as the appliance itself has.
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let folder = disk::folder()?;
    let mut bare = Bare::new(folder.path())?;
    machine(&effort)?;
    heading("The disk by itself");
    raw(&mut bare, &effort)?;
    if wanted("inputs") {
        heading("Inputs through the writer");
        inputs::figures(&runtime, &mut bare, &effort)?;
    }
    if wanted("purchases") {
        heading("Whole purchases, carried by the outbox to an outside that answers at once");
        purchases::figures(&runtime, &mut bare, &effort)?;
        settlements::figures(&runtime, &mut bare, &effort)?;
    }
    if wanted("orders") {
        heading("A shop with a past");
        orders::figures(&effort)?;
    }
    if wanted("search") {
        heading("Looking for something in a full shop");
        search::figures(&effort)?;
    }
    if wanted("lists") {
        heading("The lists of a full shop");
        lists::figures(&effort)?;
    }
    if wanted("audit") {
        heading("The log of who did what");
        audit::figures(&effort)?;
    }
    if wanted("ledger") {
        heading("The ledger");
        ledger::figures(&effort)?;
    }
    if wanted("daemon") {
        heading("warung run in the pretend world");
        daemon::figures(&runtime, &mut bare, &effort)?;
    }
    if wanted("intake") {
        heading("A stock file as long as one may be, through the chat");
        intake::figures(&runtime, &mut bare, &effort)?;
    }
    if wanted("standing") {
        heading("warung run over a shop with a past, and nobody comes");
        standing::figures(&runtime, &effort)?;
    }
    if wanted("picture") {
        heading("The picture of an invoice");
        picture::figures(&effort)?;
    }
    if wanted("copy") {
        heading("A copy of a shop with a past, and the shop that is rebuilt of it");
        copies::figures(&effort)?;
    }
    if wanted("shipping") {
        heading("What it costs that copies are carried elsewhere, of the processor");
        taps::shipping(&runtime, &mut bare, &effort)?;
    }
    if wanted("behind") {
        heading("How far behind copies are that lie elsewhere");
        behind::figures(&runtime, &effort)?;
    }
    if wanted("lost") {
        heading("A machine that is lost, and the shop on an empty one");
        lost::figures(&runtime, &effort)?;
    }
    if wanted("taps") {
        heading("What a tap costs of the processor");
        taps::figures(&runtime, &programs, &mut bare, &effort)?;
    }
    if wanted("rush") {
        heading("Floods at 30 messages a second, one sale a second, and who feels them");
        rush::figures(&runtime, &programs, &effort)?;
    }
    Ok(())
}

/// The programs to measure, each with what its figures are called by: this build's or another in
/// its place, and the one beside it.
fn programs(words: &mut Vec<String>) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let own = option(words, "--program")?;
    let own = own.unwrap_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_warung")));
    Ok(match option(words, "--beside")? {
        None => vec![(String::new(), own)],
        Some(other) => vec![(" (beside)".to_owned(), other), (" (this)".to_owned(), own)],
    })
}

/// Takes an option with a file's path out of the words.
fn option(words: &mut Vec<String>, name: &str) -> anyhow::Result<Option<PathBuf>> {
    let Some(at) = words.iter().position(|word| word == name) else { return Ok(None) };
    ensure!(at + 1 < words.len(), "{name} wants the path of a program");
    let path = PathBuf::from(words.remove(at + 1));
    words.remove(at);
    ensure!(path.is_file(), "there is no {}", path.display());
    Ok(Some(path))
}

/// Figures of a busy machine are figures of its other work too.
fn machine(effort: &Effort) -> anyhow::Result<()> {
    let load = std::fs::read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().unwrap_or_default().to_owned();
    let processors = std::thread::available_parallelism()?;
    println!("{processors} processors, load {load}; medians of {} rounds", effort.rounds);
    Ok(())
}

fn raw(bare: &mut Bare, effort: &Effort) -> anyhow::Result<()> {
    for (what, pages) in [("4 KiB + fdatasync", 1), ("8 scattered pages + fdatasync", 8)] {
        let mut rounds = Vec::new();
        for _ in 0..effort.rounds {
            rounds.push(bare.synced(pages, effort.span)?);
        }
        let rounds = Sample::of(rounds);
        let each = number(1e6 / rounds.median());
        let (measured, beside) = (rounds.told("/s"), format!("{each} us each"));
        row(Row { what: what.to_owned(), measured, beside, aim: None });
    }
    Ok(())
}
