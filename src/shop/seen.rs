//! Which updates have been applied. A set of the latest, not a highest number: Telegram begins
//! anew at random after a quiet week.

use super::context::{Ctx, Done};
use crate::domain::limit::SEEN_UPDATES;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Seen, Table};

/// What tells updates of the bot that warns from the shop's: Telegram numbers each by itself,
/// far below this.
pub const ALERT_UPDATE: u64 = 1 << 63;

/// Marks an update as applied. `false` if it was already.
pub fn first_time(ctx: &mut Ctx, update: u64) -> Done<bool> {
    if ctx.tx.get::<Seen>(update)?.is_some() {
        return Ok(false);
    }
    let sequence = ctx.tx.next(Table::Seen)?;
    ctx.tx.put(&Seen { update, sequence })?;
    if let Some(forgotten) = sequence.checked_sub(SEEN_UPDATES) {
        for old in ctx.tx.list(Index::SeenSequence, forgotten, Direction::Oldest, 1)? {
            ctx.tx.remove::<Seen>(old)?;
        }
    }
    Ok(true)
}
