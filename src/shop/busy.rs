//! How much one of the staff may change within an hour. An input counts once, however many rows
//! it changes; the machine's own commands are not counted.

use super::context::{Ctx, Done};
use crate::domain::limit::{ACTS_AN_HOUR_MAX, BUSY_SPAN};
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::domain::staff::Busy;
use crate::store::fault::Fault;
use crate::store::read::Read;

/// Counts an input of somebody's, or refuses it.
pub(super) fn count(ctx: &mut Ctx, by: By) -> Done {
    let By::Staff(person) = by else { return Ok(()) };
    if ctx.counted(person) {
        return Ok(());
    }
    let before = lately(ctx, person.0)?;
    let (count, since) = before.map_or((0, ctx.now), |it| (it.count, it.since));
    if count >= ACTS_AN_HOUR_MAX {
        let until = since.after(BUSY_SPAN);
        return Err(Refusal::Busy { max: ACTS_AN_HOUR_MAX, until }.into());
    }
    ctx.tx.discard::<Busy>(person.0);
    Ok(ctx.tx.put(&Busy { person, count: count + 1, since })?)
}

/// What they have done within the hour. A count that cannot be read, or was begun by a clock that
/// ran ahead, begins anew.
fn lately(ctx: &Ctx, person: u64) -> Result<Option<Busy>, Fault> {
    let lasts = |it: &Busy| (it.since..it.since.after(BUSY_SPAN)).contains(&ctx.now);
    Ok(ctx.tx.passable::<Busy>(person)?.filter(lasts))
}
