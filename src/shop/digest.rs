//! The day before, summed up once a day at the hour that the seller has chosen: one timer, of a
//! number of its own.

use super::context::{Ctx, Done};
use crate::domain::fact::Fact;
use crate::domain::time::Timestamp;
use crate::domain::timer::{DIGEST, Timer, What};
use crate::store::read::Read;

/// The hour was chosen, or is no more. `next`: when the shop's clock shows it.
pub fn aim(ctx: &mut Ctx, next: Option<Timestamp>) -> Done {
    match next {
        Some(at) => ctx.wind(Timer { id: DIGEST, at, what: What::Digest })?,
        None => ctx.tx.remove::<Timer>(DIGEST.0)?,
    }
    Ok(())
}

/// The shop has opened, or its clock was set. One that was due while the shop was closed rings at
/// once; one that lies beyond the next time was set by a clock that ran ahead, or in another zone.
pub fn opened(ctx: &mut Ctx, next: Option<Timestamp>) -> Done {
    let timer = ctx.tx.get::<Timer>(DIGEST.0)?;
    match (timer, next) {
        (Some(timer), Some(next)) if timer.at <= next => Ok(()),
        (None, None) => Ok(()),
        _ => aim(ctx, next),
    }
}

/// It is the hour.
pub fn due(ctx: &mut Ctx, next: Option<Timestamp>) -> Done {
    aim(ctx, next)?;
    if next.is_some() {
        ctx.fact(Fact::Digest);
    }
    Ok(())
}
