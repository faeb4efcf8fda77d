//! What the seller may change while the shop runs.

use super::context::{Ctx, Done};
use super::revision;
use crate::domain::fact::SettingFact;
use crate::domain::id::{Address, ChatId};
use crate::domain::revision::By;
use crate::domain::settings::{Setting, Settings, StoredSetting};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::record::decode;
use crate::store::schema::{Table, stored_setting};

/// All of them, in one read: rows are there only for what was changed. One that cannot be read
/// hurts no other: until it is changed, its default holds.
pub fn settings(read: &impl Read) -> Result<Settings, Fault> {
    let mut settings = Settings::default();
    for (key, bytes) in read.rows(Table::Setting, 0, usize::MAX)? {
        let Some(which) = u16::try_from(key).ok().and_then(Setting::numbered) else { continue };
        let stored = decode::<StoredSetting>(key, &bytes, read.seal());
        if let Err(fault) = stored.and_then(|stored| settings.set(which, &stored)) {
            tracing::error!(%fault, setting = which.name(), "the default holds");
        }
    }
    Ok(settings)
}

pub fn change(ctx: &mut Ctx, by: impl Into<By>, change: impl FnOnce(&mut Settings)) -> Done {
    let (by, before) = (by.into(), settings(&ctx.tx)?);
    let mut after = before.clone();
    change(&mut after);
    for which in Setting::ALL {
        let row = stored_setting(&after, which)?;
        if row != stored_setting(&before, which)? {
            revision::put(ctx, by, &row)?;
        }
    }
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
    match ctx.shop.group.is_some_and(|group| group.chat == from) {
        true => change(ctx, By::Shop, |it| it.group_moved = Some((from, to))),
        false => Ok(()),
    }
}

/// Where order notices go besides the admins.
pub fn group(ctx: &Ctx) -> Result<Option<Address>, Fault> {
    let Some(group) = ctx.shop.group else { return Ok(None) };
    let moved = settings(&ctx.tx)?.group_moved.filter(|(from, _)| *from == group.chat);
    Ok(Some(moved.map_or(group, |(_, to)| Address { chat: to, ..group })))
}
