//! Money moved by hand is told to every owner: to those who cannot be reached when they can be.

use super::context::{Ctx, Done};
use crate::domain::fact::Fact;
use crate::domain::id::CustomerId;
use crate::domain::missed::{Missed, StaffAction};
use crate::store::read::Read;

/// An owner could not be told.
pub fn note(ctx: &mut Ctx, owner: CustomerId, action: StaffAction) -> Done {
    let mut missed = ctx.tx.get::<Missed>(owner.0)?.unwrap_or_else(|| Missed::nothing(owner));
    missed.add(action);
    Ok(ctx.tx.put(&missed)?)
}

pub fn of(ctx: &Ctx, owner: CustomerId) -> Done<Option<Missed>> {
    Ok(ctx.tx.get(owner.0)?)
}

/// Somebody writes to us, so that they can be told what they missed. `anew`: they could not be
/// reached until now, and nothing can be on its way to them.
pub fn knock(ctx: &mut Ctx, person: CustomerId, anew: bool) -> Done {
    let Some(missed) = ctx.tx.get::<Missed>(person.0)? else { return Ok(()) };
    if anew || !missed.waiting {
        ctx.tx.put(&Missed { waiting: true, ..missed })?;
        ctx.fact(Fact::Missed(person));
    }
    Ok(())
}

/// They have read all up to that number.
pub fn told(ctx: &mut Ctx, owner: CustomerId, upto: u32) -> Done {
    let Some(mut missed) = ctx.tx.get::<Missed>(owner.0)? else { return Ok(()) };
    missed.told(upto);
    match missed.actions.is_empty() {
        true => ctx.tx.remove::<Missed>(owner.0)?,
        false => ctx.tx.put(&missed)?,
    }
    Ok(())
}

/// The message did not reach them: it is sent when they write again.
pub fn untold(ctx: &mut Ctx, owner: CustomerId) -> Done {
    if let Some(missed) = ctx.tx.get::<Missed>(owner.0)? {
        ctx.tx.put(&Missed { waiting: false, ..missed })?;
    }
    Ok(())
}

/// They are no owner any more.
pub fn forget(ctx: &mut Ctx, person: CustomerId) -> Done {
    Ok(ctx.tx.remove::<Missed>(person.0)?)
}
