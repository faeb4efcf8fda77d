//! Which bot the shop is. Its customers are one bot's chats: no other takes over unasked.

use super::context::{Ctx, Done};
use super::seen::ALERT_UPDATE;
use super::{file, picture};
use crate::domain::bot::{Bot, Identity, Ties};
use crate::domain::effect::{Effect, Task};
use crate::domain::limit::{SEEN_UPDATES, STAFF_MAX};
use crate::domain::order::Order;
use crate::domain::staff::{Member, Role};
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Seen};

pub fn ties(read: &impl Read) -> Result<Ties, Fault> {
    let identity: Option<Identity> = read.get(ALL)?;
    let mut owners = 0;
    for id in read.list(Index::Staff, ALL, Direction::Oldest, STAFF_MAX)? {
        owners += u64::from(read.need::<Member>(id)?.role == Role::Owner);
    }
    let customers = read.count(Index::Customers, ALL)?;
    Ok(Ties { bot: identity.map(|identity| identity.bot), customers, owners })
}

/// The link that opens a chat with the shop and hands it this word; nothing before it has met its
/// bot.
pub fn link(read: &impl Read, start: &str) -> Result<Option<String>, Fault> {
    let identity: Option<Identity> = read.get(ALL)?;
    Ok(identity.map(|identity| identity.bot.link(start)))
}

/// Telegram says that we are this bot. The one we have been so far comes back where this one is
/// a stranger: then nothing has changed, and nothing may be done in its name.
pub fn meet(ctx: &mut Ctx, bot: &Bot) -> Done<Option<Bot>> {
    let Some(known) = ctx.tx.get::<Identity>(ALL)? else {
        ctx.tx.put(&Identity { bot: bot.clone(), agreed: None })?;
        return Ok(None);
    };
    if known.bot == *bot {
        return Ok(None);
    }
    let another = known.bot.id != bot.id;
    if another && known.agreed != Some(bot.id) && ctx.tx.count(Index::Customers, ALL)? > 0 {
        return Ok(Some(known.bot));
    }
    if another {
        forget_the_other(ctx)?;
    }
    let agreed = known.agreed.filter(|_| !another);
    ctx.tx.put(&Identity { bot: bot.clone(), agreed })?;
    Ok(None)
}

/// The operator wants this bot to take over when it comes.
pub fn agree(ctx: &mut Ctx, bot: &Bot) -> Done {
    let known = ctx.tx.get::<Identity>(ALL)?.map_or_else(|| bot.clone(), |known| known.bot);
    ctx.tx.put(&Identity { bot: known, agreed: Some(bot.id) })?;
    Ok(())
}

/// All that only the bot before could use: its names of files, its messages, its updates. The bot
/// that warns is the same as before, and so are its updates.
fn forget_the_other(ctx: &mut Ctx) -> Done {
    picture::unname(ctx)?;
    file::unname(ctx)?;
    let seen = ctx.tx.all::<Seen>(0, SEEN_UPDATES as usize + 1)?;
    for seen in seen.iter().filter(|seen| seen.update < ALERT_UPDATE) {
        ctx.tx.remove::<Seen>(seen.update)?;
    }
    // Of the others nobody changes the message any more.
    for index in [Index::OrdersOpen, Index::OrdersUndelivered] {
        for id in ctx.tx.list(index, ALL, Direction::Oldest, usize::MAX)? {
            let order = ctx.tx.need::<Order>(id)?;
            ctx.tx.put(&Order { panel: None, ..order })?;
        }
    }
    for effect in ctx.tx.all::<Effect>(0, usize::MAX)? {
        match effect.task {
            Task::Show { to, screen, replace: Some(_) } => {
                let task = Task::Show { to, screen, replace: None };
                ctx.tx.put(&Effect { task, ..effect })?;
            }
            Task::Retire { .. } => ctx.tx.remove::<Effect>(effect.id.0)?,
            _ => {}
        }
    }
    Ok(())
}
