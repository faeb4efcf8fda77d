//! What the seller may change while the shop runs.

use super::context::{Ctx, Done};
use crate::domain::fact::SettingFact;
use crate::domain::id::{Address, ChatId};
use crate::domain::settings::Settings;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::ALL;

pub fn settings(read: &impl Read) -> Result<Settings, Fault> {
    Ok(read.get(ALL)?.unwrap_or_default())
}

pub fn change(ctx: &mut Ctx, _: Staff, change: impl FnOnce(&mut Settings)) -> Done {
    let mut settings = settings(&ctx.tx)?;
    change(&mut settings);
    ctx.tx.put(&settings)?;
    Ok(())
}

/// Where buyers transfer to by hand is where their money goes: all of the staff hear of a change.
pub fn set_account(ctx: &mut Ctx, by: Staff, account: Option<String>) -> Done {
    if settings(&ctx.tx)?.transfer_account == account {
        return Ok(());
    }
    change(ctx, by, |it| it.transfer_account = account)?;
    ctx.fact(SettingFact::AccountChanged { by: by.id() });
    Ok(())
}

/// The notice group got another number. The configuration still says the old one.
pub fn group_moved(ctx: &mut Ctx, from: ChatId, to: ChatId) -> Done {
    if ctx.shop.group.is_some_and(|group| group.chat == from) {
        let settings = settings(&ctx.tx)?;
        ctx.tx.put(&Settings { group_moved: Some((from, to)), ..settings })?;
    }
    Ok(())
}

/// Where order notices go besides the admins.
pub fn group(ctx: &Ctx) -> Result<Option<Address>, Fault> {
    let Some(group) = ctx.shop.group else { return Ok(None) };
    let moved = settings(&ctx.tx)?.group_moved.filter(|(from, _)| *from == group.chat);
    Ok(Some(moved.map_or(group, |(_, to)| Address { chat: to, ..group })))
}
