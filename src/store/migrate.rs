//! The ordered list of past changes of the layout: one function, one transaction each.

pub(super) mod layout_4;
pub(super) mod layout_5;
pub(super) mod layout_6;
mod rewrite;

use redb::{Database, WriteTransaction};

use super::fault::Fault;
use super::open::{Hear, LAYOUT, META, Progress, make_tables};
use super::random::SeededRandom;
use super::replay;
use super::schema::SCHEMA;
use super::seal::Seal;

/// Data that is older than this was never in a shop.
const OLDEST: u64 = 4;

/// The steps of this program. What a step reads as it was lies beside the step.
pub(super) const SHIPPED: Ladder<'static> =
    Ladder { oldest: OLDEST, steps: &[layout_4::leave, layout_5::leave, layout_6::leave] };
const _: () = assert!(SHIPPED.newest() == SCHEMA);

/// The way from older layouts to the newest.
#[derive(Clone, Copy)]
pub struct Ladder<'s> {
    /// The oldest layout that is read.
    pub oldest: u64,
    /// The step that leads away from each layout, from the oldest on.
    pub steps: &'s [Step],
}

pub type Step = fn(&mut Migration) -> Result<(), Fault>;

impl Ladder<'_> {
    pub const fn newest(&self) -> u64 {
        self.oldest + self.steps.len() as u64
    }
}

/// A step at work: all that it writes is one transaction, with the number of its layout.
pub struct Migration<'m> {
    writing: &'m WriteTransaction,
    seal: &'m Seal,
    random: &'m mut SeededRandom,
    /// Is told that the step goes on.
    alive: &'m dyn Fn(),
}

/// Brings data from an older layout to the newest. What is cut off goes on at the next start
/// from the last step that was made. The machine is asked for chance at every start: what a step
/// that was cut off has sealed, nobody seals again under the same nonce.
pub(super) fn migrate(
    db: &Database,
    found: u64,
    ladder: &Ladder,
    seal: &Seal,
    hear: &Hear,
) -> Result<(), Fault> {
    let mut random = SeededRandom::fresh()?;
    let count = ladder.steps.len() as u64;
    for (nth, step) in (0..count).zip(ladder.steps) {
        let (from, to) = (ladder.oldest + nth, ladder.oldest + nth + 1);
        if from < found {
            continue;
        }
        // The copy aside was the greater part.
        let alive = || hear(Progress::Migration { percent: 90 + nth * 10 / count });
        let mut writing = db.begin_write()?;
        writing.set_quick_repair(true);
        // Kinds of rows that are new have their table from the first step on.
        make_tables(&writing)?;
        let (random, alive) = (&mut random, &alive);
        step(&mut Migration { writing: &writing, seal, random, alive })?;
        writing.open_table(META)?.insert(LAYOUT, to)?;
        replay::end(&writing)?;
        writing.commit()?;
        tracing::info!(from, to, "the data has a new layout");
    }
    Ok(())
}
