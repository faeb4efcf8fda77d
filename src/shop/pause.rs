//! The shop takes no orders for a while. What is open can still be paid, and is delivered.

use super::context::{Ctx, Done};
use super::revision;
use crate::domain::act::Act;
use crate::domain::fact::SettingFact;
use crate::domain::id::CustomerId;
use crate::domain::incident::{Incident, Trouble};
use crate::domain::pause::Pause;
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::ALL;

pub fn pause_of(read: &impl Read) -> Result<Option<Pause>, Fault> {
    read.get(ALL)
}

/// `false` if it rests already.
pub fn pause(ctx: &mut Ctx, by: CustomerId) -> Done<bool> {
    if pause_of(&ctx.tx)?.is_some() {
        return Ok(false);
    }
    ctx.tx.put(&Pause { by, since: ctx.now })?;
    revision::act(ctx, By::Staff(by), Act::Paused)?;
    ctx.fact(SettingFact::Paused { by });
    Ok(true)
}

/// `false` if it did not rest.
pub fn resume(ctx: &mut Ctx, by: CustomerId) -> Done<bool> {
    if pause_of(&ctx.tx)?.is_none() {
        return Ok(false);
    }
    ctx.tx.remove::<Pause>(ALL)?;
    revision::act(ctx, By::Staff(by), Act::Resumed)?;
    ctx.fact(SettingFact::Resumed { by });
    Ok(true)
}

/// Whether anything new may be begun: somebody may have paused the shop, or the disk be full.
pub fn open_for_orders(ctx: &Ctx) -> Done {
    if pause_of(&ctx.tx)?.is_some() {
        return Err(Refusal::Paused.into());
    }
    // What is sold here could be sold there as well.
    if ctx.tx.get::<Incident>(Trouble::TakenOver as u64)?.is_some() {
        return Err(Refusal::Paused.into());
    }
    match ctx.roomy {
        true => Ok(()),
        false => Err(Refusal::DiskFull.into()),
    }
}
