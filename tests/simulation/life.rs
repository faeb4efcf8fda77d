//! One life from its seed to its end, and what is told when it fails.

use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::arguments::NAME;
use super::log::{Log, Tally, Watch};
use super::world::World;

/// What becomes of the machine that the shop is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Machine {
    Lasts,
    /// Again and again all of it, but for the copies elsewhere.
    IsLost,
}

/// A promise that was broken.
pub struct Failure {
    pub seed: u64,
    machine: Machine,
    step: u64,
    what: String,
    last: String,
}

thread_local! {
    /// What this thread's latest panic said.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// A failed check is a panic: it is told once, at the end, with its seed.
pub fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|panic| SAID.set(panic.to_string())));
}

/// Leads one life to its end.
pub fn lead(seed: u64, machine: Machine, watch: Watch) -> Result<Tally, Failure> {
    let mut world = World::new(seed, machine, Log::new(watch));
    let led = catch_unwind(AssertUnwindSafe(|| {
        world.open_doors();
        for _ in 0..world.mood.steps {
            world.step();
        }
        world.forget();
        world.calm_down();
        match world.model.after {
            None => world.settle_accounts(),
            Some(_) => world.settle_aftermath(),
        }
    }));
    match led {
        Ok(()) => Ok(world.tally),
        Err(_) => {
            let (step, last) = (world.steps, world.log.last());
            Err(Failure { seed, machine, step, what: SAID.take(), last })
        }
    }
}

/// Whether a seed leads the same life whenever it is asked: without that no failure could be
/// replayed.
pub fn repeats(seed: u64, machine: Machine) -> bool {
    let lives = [Watch::Off, Watch::Last].map(|watch| lead(seed, machine, watch));
    let [first, second] = lives.map(|led| led.map_err(|failure| failure.step));
    first == second
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure { seed, machine, step, what, last } = self;
        let losses = if *machine == Machine::IsLost { " --losses" } else { "" };
        writeln!(out, "\n{last}\nseed {seed} fails at step {step}: {what}\n")?;
        write!(out, "again: cargo test --test {NAME} -- --seed {seed}{losses}")
    }
}
