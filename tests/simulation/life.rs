//! One life from its seed to its end, and what is told when it fails.

use std::cell::RefCell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::arguments::NAME;
use super::log::{Log, Tally, Watch};
use super::world::World;

/// A promise that was broken.
pub struct Failure {
    pub seed: u64,
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
pub fn lead(seed: u64, watch: Watch) -> Result<Tally, Failure> {
    let mut world = World::new(seed, Log::new(watch));
    let led = catch_unwind(AssertUnwindSafe(|| {
        world.open_doors();
        for _ in 0..world.mood.steps {
            world.step();
        }
        world.calm_down();
        world.settle_accounts();
    }));
    match led {
        Ok(()) => Ok(world.tally),
        Err(_) => {
            let (step, last) = (world.steps, world.log.last());
            Err(Failure { seed, step, what: SAID.take(), last })
        }
    }
}

/// Whether a seed leads the same life whenever it is asked: without that no failure could be
/// replayed.
pub fn repeats(seed: u64) -> bool {
    let lives = [lead(seed, Watch::Off), lead(seed, Watch::Last)];
    let [first, second] = lives.map(|led| led.map_err(|failure| failure.step));
    first == second
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Failure { seed, step, what, last } = self;
        writeln!(out, "\n{last}\nseed {seed} fails at step {step}: {what}\n")?;
        write!(out, "again: cargo test --test {NAME} -- --seed {seed}")
    }
}
