//! Notices that are none of ours: a short journal, one warning for a flood, and its end.

use super::context::{Ctx, Done};
use super::episode;
use crate::domain::alert::Alarm;
use crate::domain::episode::Trouble;
use crate::domain::fact::Fact;
use crate::domain::limit::{STRAYS_FLOOD, STRAYS_LOOK, STRAYS_MAX, STRAYS_QUIET, STRAYS_WINDOW};
use crate::domain::stray::{Stray, Why};
use crate::domain::time::{Span, Timestamp};
use crate::domain::timer::What;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Table};

/// So many came for this reason since it was last told. Nothing else in the shop changes.
pub fn note(ctx: &mut Ctx, why: Why, count: u64) -> Done {
    let id = ctx.tx.next(Table::Stray)?;
    ctx.tx.put(&Stray { id, at: ctx.now, why, count })?;
    if ctx.tx.count(Index::Strays, ALL)? > STRAYS_MAX {
        for oldest in ctx.tx.list(Index::Strays, ALL, Direction::Oldest, 1)? {
            ctx.tx.remove::<Stray>(oldest)?;
        }
    }
    if flooded(ctx, STRAYS_WINDOW)? && episode::failed(ctx, Trouble::Strays, 1)?.is_some() {
        ctx.fact(Fact::Alarm(Alarm::StrayFlood { why }));
        ctx.timer(ctx.now.after(STRAYS_QUIET), What::StraysQuiet)?;
    }
    Ok(())
}

/// Has the flood been over for long enough? Else it is looked at again in a while.
pub fn quiet(ctx: &mut Ctx) -> Done {
    if flooded(ctx, STRAYS_QUIET)? {
        return Ok(ctx.timer(ctx.now.after(STRAYS_LOOK), What::StraysQuiet)?);
    }
    if let Some(before) = episode::over(ctx, Trouble::Strays)? {
        ctx.fact(Fact::Alarm(Alarm::StraysQuiet { since: before.since }));
    }
    Ok(())
}

/// Whether too many have come within this time. Every line counts at least one, so that few
/// lines are enough to know.
fn flooded(ctx: &Ctx, within: Span) -> Result<bool, Fault> {
    let lines = lately(&ctx.tx, ctx.now, within, STRAYS_FLOOD as usize + 1)?;
    Ok(lines.iter().map(|line| line.count).sum::<u64>() > STRAYS_FLOOD)
}

/// The journal's lines of the time just past, newest first.
pub fn lately(
    read: &impl Read,
    now: Timestamp,
    within: Span,
    limit: usize,
) -> Result<Vec<Stray>, Fault> {
    let from = now.before(within);
    let mut lines = Vec::new();
    for id in read.list(Index::Strays, ALL, Direction::Newest, limit)? {
        let line = read.need::<Stray>(id)?;
        if line.at <= from {
            break;
        }
        // One of the future was noted by a clock that has been put back.
        if line.at <= now {
            lines.push(line);
        }
    }
    Ok(lines)
}
