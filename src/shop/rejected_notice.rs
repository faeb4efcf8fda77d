//! Notices that are none of ours: a short journal, one warning for a flood, and its end.

use super::context::{Ctx, Done};
use super::incident;
use crate::domain::alert::Alarm;
use crate::domain::fact::Fact;
use crate::domain::incident::Trouble;
use crate::domain::limit::{
    REJECTED_FLOOD, REJECTED_LOOK, REJECTED_MAX, REJECTED_QUIET, REJECTED_WINDOW,
};
use crate::domain::rejected_notice::{RejectedNotice, Why};
use crate::domain::time::{Span, Timestamp};
use crate::domain::timer::What;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Table};

/// So many came for this reason since it was last told. Nothing else in the shop changes.
pub fn note(ctx: &mut Ctx, why: Why, count: u64) -> Done {
    let id = ctx.tx.next(Table::RejectedNotice)?;
    ctx.tx.put(&RejectedNotice { id, at: ctx.now, why, count })?;
    if ctx.tx.count(Index::RejectedNotices, ALL)? > REJECTED_MAX {
        for oldest in ctx.tx.list(Index::RejectedNotices, ALL, Direction::Oldest, 1)? {
            ctx.tx.remove::<RejectedNotice>(oldest)?;
        }
    }
    if flooded(ctx, REJECTED_WINDOW)?
        && incident::failed(ctx, Trouble::RejectedNotices, 1)?.is_some()
    {
        ctx.fact(Fact::Alarm(Alarm::RejectedFlood { why }));
        ctx.timer(ctx.now.after(REJECTED_QUIET), What::RejectedQuiet)?;
    }
    Ok(())
}

/// Has the flood been over for long enough? Else it is looked at again in a while.
pub fn quiet(ctx: &mut Ctx) -> Done {
    if flooded(ctx, REJECTED_QUIET)? {
        return Ok(ctx.timer(ctx.now.after(REJECTED_LOOK), What::RejectedQuiet)?);
    }
    if let Some(before) = incident::over(ctx, Trouble::RejectedNotices)? {
        ctx.fact(Fact::Alarm(Alarm::RejectedQuiet { since: before.since }));
    }
    Ok(())
}

/// Whether too many have come within this time. Every line counts at least one, so that few
/// lines are enough to know.
fn flooded(ctx: &Ctx, within: Span) -> Result<bool, Fault> {
    let lines = lately(&ctx.tx, ctx.now, within, REJECTED_FLOOD as usize + 1)?;
    Ok(lines.iter().map(|line| line.count).sum::<u64>() > REJECTED_FLOOD)
}

/// The journal's lines of the time just past, newest first.
pub fn lately(
    read: &impl Read,
    now: Timestamp,
    within: Span,
    limit: usize,
) -> Result<Vec<RejectedNotice>, Fault> {
    let from = now.before(within);
    let mut lines = Vec::new();
    for id in read.list(Index::RejectedNotices, ALL, Direction::Newest, limit)? {
        let line = read.need::<RejectedNotice>(id)?;
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
