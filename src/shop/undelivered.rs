//! Paid, and not arrived: watched while there is such an order, warned of once, and once cleared.
//!
//! One timer for the whole shop, and only while goods are under way: a thousand sales an hour
//! ring it twelve times. The incident's row says that it is set, or that people have been told.

use super::context::{Ctx, Done};
use crate::domain::alert::Alarm;
use crate::domain::fact::Fact;
use crate::domain::id::OrderId;
use crate::domain::incident::{Incident, Trouble};
use crate::domain::limit::UNDELIVERED_AFTER;
use crate::domain::order::Order;
use crate::domain::time::Timestamp;
use crate::domain::timer::What;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index};

/// How the paid orders whose goods have not arrived stand.
struct Waiting {
    /// So many wait too long.
    overdue: u64,
    /// Who waits longest, and since when.
    longest: Option<(OrderId, Timestamp)>,
}

/// Goods are on their way: somebody looks whether they arrive.
pub(super) fn watch(ctx: &mut Ctx) -> Result<(), Fault> {
    match incident(&ctx.tx)? {
        Some(_) => Ok(()),
        None => look_at(ctx, ctx.now.after(UNDELIVERED_AFTER), ctx.now),
    }
}

/// The clock's look.
pub fn look(ctx: &mut Ctx) -> Done {
    if incident(&ctx.tx)?.is_none_or(|incident| incident.told) {
        return Ok(());
    }
    let Waiting { overdue, longest } = waiting(ctx)?;
    match longest {
        Some((oldest, since)) if overdue > 0 => {
            let failures = u32::try_from(overdue).unwrap_or(u32::MAX);
            let trouble = Trouble::Undelivered;
            ctx.tx.put(&Incident { trouble, failures, since, told: true })?;
            ctx.fact(Fact::Alarm(Alarm::Undelivered { count: overdue, oldest, since }));
            Ok(())
        }
        longest => Ok(go_on(ctx, longest)?),
    }
}

/// An order waits no more. When none waits too long, those who were warned hear of it.
pub(super) fn arrived(ctx: &mut Ctx) -> Result<(), Fault> {
    if incident(&ctx.tx)?.is_none_or(|incident| !incident.told) {
        return Ok(());
    }
    let Waiting { overdue, longest } = waiting(ctx)?;
    if overdue > 0 {
        return Ok(());
    }
    ctx.fact(Fact::Alarm(Alarm::AllDelivered));
    go_on(ctx, longest)
}

/// Nothing is wrong: the next look is when the one who waits longest would have waited too long.
fn go_on(ctx: &mut Ctx, longest: Option<(OrderId, Timestamp)>) -> Result<(), Fault> {
    match longest {
        Some((_, since)) => look_at(ctx, since.after(UNDELIVERED_AFTER), since),
        None => ctx.tx.remove::<Incident>(Trouble::Undelivered as u64),
    }
}

fn look_at(ctx: &mut Ctx, at: Timestamp, since: Timestamp) -> Result<(), Fault> {
    let trouble = Trouble::Undelivered;
    ctx.tx.put(&Incident { trouble, failures: 0, since, told: false })?;
    ctx.timer(at, What::Undelivered)
}

fn incident(read: &impl Read) -> Result<Option<Incident>, Fault> {
    read.get(Trouble::Undelivered as u64)
}

fn waiting(ctx: &Ctx) -> Result<Waiting, Fault> {
    let mut waiting = Waiting { overdue: 0, longest: None };
    for id in ctx.tx.list(Index::OrdersUndelivered, ALL, Direction::Oldest, usize::MAX)? {
        let Some(since) = ctx.tx.need::<Order>(id)?.waits_since() else { continue };
        if ctx.now >= since.after(UNDELIVERED_AFTER) {
            waiting.overdue += 1;
        }
        if waiting.longest.is_none_or(|(_, longest)| since < longest) {
            waiting.longest = Some((OrderId(id), since));
        }
    }
    Ok(waiting)
}
