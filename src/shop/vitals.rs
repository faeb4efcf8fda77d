//! How the shop stands, counted from a snapshot: tallies and a few rows, whatever its size.

use super::{pause, restore, unclaimed};
use crate::domain::effect::{Effect, EffectState, Task};
use crate::domain::incident::Incident;
use crate::domain::ledger::Transfer;
use crate::domain::limit::{DEAD_EFFECTS_MAX, LATE_LOOKED_AT};
use crate::domain::order::Order as Sale;
use crate::domain::time::{Span, Timestamp};
use crate::domain::vitals::Counts;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Table};
use crate::store::snap::Snap;

/// Tasks that are read at once when the first that is due is looked for.
const ERRANDS_LOOKED_AT: usize = 8;
/// Timers that are due and counted: more of them are one trouble as well.
const RINGS_COUNTED: usize = 1000;

pub fn counts(snap: &Snap, now: Timestamp) -> Result<Counts, Fault> {
    let given_up = snap.count(Index::EffectsDead, ALL)?;
    Ok(Counts {
        customers: snap.count(Index::Customers, ALL)?,
        orders_open: snap.count(Index::OrdersOpen, ALL)?,
        orders_paid: snap.count(Index::OrdersPaid, ALL)?,
        orders_undelivered: snap.count(Index::OrdersUndelivered, ALL)?,
        products: snap.count(Index::Shelf, ALL)?,
        waiting: snap.size(Table::Effect)?.saturating_sub(given_up),
        waiting_since: oldest(snap)?.map(|effect| effect.at),
        rings: due(snap, now)?,
        given_up,
        set_aside: snap.size(Table::Quarantine)?,
        troubles: troubles(snap)?,
        paused: pause::pause_of(snap)?.map(|pause| pause.since),
        detained: restore::detained(snap)?,
        unclaimed: unclaimed::waiting(snap)?,
    })
}

fn troubles(snap: &Snap) -> Result<Vec<Incident>, Fault> {
    let all: Vec<Incident> = snap.all(0, usize::MAX)?;
    Ok(all.into_iter().filter(|incident| incident.told).collect())
}

fn due(snap: &Snap, now: Timestamp) -> Result<u64, Fault> {
    let index = Index::TimerDue as u16;
    let (from, to) = ((index, 0, 0), (index, now.0, u64::MAX));
    Ok(snap.entries(from, to, Direction::Oldest, RINGS_COUNTED)?.len() as u64)
}

/// When the shop last noted a sale or a movement of money: its clock was not behind this.
pub fn newest(read: &impl Read) -> Result<Option<Timestamp>, Fault> {
    let order = read.get::<Sale>(read.last_number(Table::Order)?)?.map(|order| order.at);
    let transfer = read.get::<Transfer>(read.last_number(Table::Transfer)?)?.map(|it| it.at);
    Ok(order.max(transfer))
}

/// The task that waits longest: the rows before it are those that were given up, mostly none.
fn oldest(snap: &Snap) -> Result<Option<Effect>, Fault> {
    let mut from = 0;
    loop {
        let next: Vec<Effect> = snap.all(from, ERRANDS_LOOKED_AT)?;
        let after = next.last().map(|effect| effect.id.0 + 1);
        let due = |effect: &Effect| matches!(effect.state, EffectState::Due { .. });
        match (next.into_iter().find(due), after) {
            (None, Some(after)) => from = after,
            (found, _) => return Ok(found),
        }
    }
}

/// For how long the task that should have gone first has been waiting. News for the owners do
/// not count: a warning that fails is no reason for another one.
pub fn late(read: &impl Read, now: Timestamp) -> Result<Span, Fault> {
    let first: Vec<Effect> = read.all(0, DEAD_EFFECTS_MAX as usize + LATE_LOOKED_AT)?;
    let due = first.iter().filter_map(|effect| match (&effect.state, &effect.task) {
        (_, Task::Tell { .. }) | (EffectState::Dead { .. }, _) => None,
        (EffectState::Due { at, .. }, _) => Some(*at),
    });
    Ok(due.min().map_or(Span(0), |earliest| now.since(earliest)))
}
