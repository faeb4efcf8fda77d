//! How the shop stands, counted from a snapshot: tallies and a few rows, whatever its size.

use crate::domain::effect::{Effect, EffectState};
use crate::domain::ledger::Transfer;
use crate::domain::limit::DEAD_EFFECTS_MAX;
use crate::domain::order::Order as Sale;
use crate::domain::time::Timestamp;
use crate::domain::vitals::Counts;
use crate::store::fault::Fault;
use crate::store::read::{Order, Read};
use crate::store::schema::{ALL, Index, Table};
use crate::store::snap::Snap;

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
        troubles: snap.all(0, usize::MAX)?,
    })
}

fn due(snap: &Snap, now: Timestamp) -> Result<u64, Fault> {
    let index = Index::TimerDue as u16;
    let (from, to) = ((index, 0, 0), (index, now.0, u64::MAX));
    Ok(snap.entries(from, to, Order::Oldest, RINGS_COUNTED)?.len() as u64)
}

/// When the shop last noted a sale or a movement of money: its clock was not behind this.
pub fn newest(read: &impl Read) -> Result<Option<Timestamp>, Fault> {
    let order = read.get::<Sale>(read.last_number(Table::Order)?)?.map(|order| order.at);
    let transfer = read.get::<Transfer>(read.last_number(Table::Transfer)?)?.map(|it| it.at);
    Ok(order.max(transfer))
}

/// The errand that waits longest: the rows before it are those that were given up.
fn oldest(snap: &Snap) -> Result<Option<Effect>, Fault> {
    let first: Vec<Effect> = snap.all(0, DEAD_EFFECTS_MAX as usize + 1)?;
    Ok(first.into_iter().find(|effect| matches!(effect.state, EffectState::Due { .. })))
}
