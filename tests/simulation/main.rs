//! Thousands of invented lives of a shop, each from its seed: people, staff, a moody gateway, a
//! moody Telegram, crashes at any moment. In some of them the whole machine is lost, and the shop
//! comes back from its copies. After every step every promise must hold.
//!
//! `cargo test --test simulation -- --seeds 20000` leads more lives, `--seed 77` one alone with
//! its diary; `--losses` those whose machine is lost.

mod accounts;
mod aftermath;
mod arguments;
mod copies;
mod disk;
mod durable;
mod ending;
mod gateway;
mod kinds;
mod life;
mod log;
mod loss;
mod luck;
mod model;
mod mood;
mod outbox;
mod people;
mod prices;
mod shelf;
mod staff;
mod stock;
mod telegram;
mod variants;
mod words;
mod world;

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use arguments::{NAME, Wish};
use life::{Failure, Machine};
use log::{Tally, Watch};

/// How often a long run says how far it is.
const PROGRESS: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    life::keep_panics_quiet();
    match arguments::parse(std::env::args().skip(1)) {
        Wish::Run { from, lives, threads } => {
            let good = |(machine, seeds)| run(from, seeds, machine, threads);
            match lives.into_iter().all(good) {
                true => ExitCode::SUCCESS,
                false => ExitCode::FAILURE,
            }
        }
        Wish::Replay { seed, machine } => replay(seed, machine),
        Wish::List => {
            println!("{NAME}: test");
            ExitCode::SUCCESS
        }
        Wish::Help => {
            println!("{}", arguments::USAGE);
            ExitCode::SUCCESS
        }
        Wish::Nothing => {
            println!("\nrunning 0 tests\n\ntest result: ok. 0 passed; 1 filtered out\n");
            ExitCode::SUCCESS
        }
        Wish::Refuse(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// What the threads share.
struct Shared {
    next: AtomicU64,
    end: u64,
    machine: Machine,
    sum: Mutex<Sum>,
}

struct Sum {
    tally: Tally,
    failed: Option<Failure>,
    told: Instant,
}

fn run(from: u64, seeds: u64, machine: Machine, threads: usize) -> bool {
    let sort = match machine {
        Machine::Lasts => "",
        Machine::IsLost => ", whose machine is lost",
    };
    println!("\nsimulation: {seeds} seeds from {from}{sort}, {threads} at once");
    let began = Instant::now();
    let sum = Sum { tally: Tally::default(), failed: None, told: began };
    let end = from.saturating_add(seeds);
    let shared = Shared { next: AtomicU64::new(from), end, machine, sum: Mutex::new(sum) };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| live(&shared));
        }
    });
    let sum = shared.sum.into_inner().unwrap();
    tell(&sum.tally, began.elapsed());
    match sum.failed {
        None if seeds > 0 && !life::repeats(from, machine) => {
            println!("seed {from} leads two different lives");
            false
        }
        None => true,
        Some(failure) => {
            // Once more with a diary: the same seed leads the same life.
            let again = life::lead(failure.seed, machine, Watch::Last);
            println!("{}", again.err().unwrap_or(failure));
            false
        }
    }
}

/// One thread: life after life, until there are no more or one has failed.
fn live(shared: &Shared) {
    loop {
        let seed = shared.next.fetch_add(1, Ordering::Relaxed);
        if seed >= shared.end {
            return;
        }
        let led = life::lead(seed, shared.machine, Watch::Off);
        let mut sum = shared.sum.lock().unwrap();
        match led {
            Ok(tally) => sum.tally.add(&tally),
            Err(failure) => {
                // The smallest of several, so that a run fails the same way again.
                shared.next.store(shared.end, Ordering::Relaxed);
                let earlier = sum.failed.as_ref().is_some_and(|known| known.seed < seed);
                if !earlier {
                    sum.failed = Some(failure);
                }
                return;
            }
        }
        if sum.told.elapsed() >= PROGRESS {
            sum.told = Instant::now();
            println!("  {} seeds, {} steps", sum.tally.seeds, sum.tally.steps);
        }
    }
}

fn replay(seed: u64, machine: Machine) -> ExitCode {
    let began = Instant::now();
    match life::lead(seed, machine, Watch::Aloud) {
        Ok(tally) => {
            tell(&tally, began.elapsed());
            ExitCode::SUCCESS
        }
        Err(failure) => {
            println!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn tell(tally: &Tally, took: Duration) {
    let Tally { seeds, steps, orders, sales, refunds, crashes, losses, .. } = tally;
    let seconds = took.as_secs_f64();
    println!(
        "simulation: {seeds} seeds, {steps} steps, {orders} orders, {sales} sales, \
         {refunds} refunds, {crashes} crashes, {losses} machines lost in {seconds:.1} s"
    );
    let Tally { forgotten, twice, more, unclaimed, untold, .. } = tally;
    if *losses > 0 {
        println!(
            "  {forgotten} commits that no copy had: {twice} of their units sold again, {more} \
             orders with more than was paid for, {unclaimed} of their payments nobody's, {untold} never \
             heard of"
        );
    }
    let faults: Vec<String> =
        tally.faults().map(|(fault, count)| format!("{fault:?} {count}")).collect();
    println!("  faults: {}", faults.join(", "));
}
