//! What the seller may change while the shop runs. One door leads there: [`set`].

use super::context::{Ctx, Done};
use super::{incident, revision, staff};
use crate::domain::fact::SettingFact;
use crate::domain::id::{Address, ChatId};
use crate::domain::incident::{Sight, Trouble};
use crate::domain::refusal::Refusal;
use crate::domain::revision::{By, Revision, RowImage, Target};
use crate::domain::settings::{NoSetting, Own, Setting, Settings, Standing, StoredSetting, Value};
use crate::domain::shop::Shop;
use crate::domain::time::{Span, Timestamp};
use crate::shop::browse::{self, Page};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::record::decode;
use crate::store::schema::{Index, Table, row_of, stored_setting};

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

/// What a setting comes to: its value, or else what the operator's file says.
pub fn holds(settings: &Settings, shop: &Shop, which: Setting) -> Value {
    settings.value(which).unwrap_or_else(|| in_file(shop, which))
}

/// What holds where nobody has changed it.
pub fn default(shop: &Shop, which: Setting) -> Value {
    holds(&Settings::default(), shop, which)
}

/// Each that people set, as it stands.
pub fn standing(read: &impl Read, shop: &Shop) -> Result<Vec<Standing>, Fault> {
    let (now, defaults) = (settings(read)?, Settings::default());
    let stands = |which| Standing {
        which,
        value: holds(&now, shop, which),
        changed: now.value(which) != defaults.value(which),
    };
    Ok(Setting::ALL.into_iter().filter(|it| it.is_for_people()).map(stands).collect())
}

fn in_file(shop: &Shop, which: Setting) -> Value {
    match which {
        Setting::InvoiceMinutes => {
            let minutes = shop.invoice_after.0 / Span::minutes(1).0;
            Value::Count(u32::try_from(minutes).unwrap_or(u32::MAX))
        }
        Setting::Pace => Value::Count(shop.messages_per_second),
        Setting::Group => Value::Place(shop.group),
        // The file says nothing of any other.
        _ => Value::Words(shop.contact.clone()),
    }
}

/// How long an invoice stands that is made now.
pub fn invoice_after(read: &impl Read, shop: &Shop) -> Result<Span, Fault> {
    Ok(match settings(read)?.invoice_minutes {
        Own::Operator => shop.invoice_after,
        Own::Shop(minutes) => Span::minutes(minutes.into()),
    })
}

/// Changes one; `None`: it is as by default again. Says which revision that left, if it was
/// another. In force at once.
pub fn set(ctx: &mut Ctx, by: Staff, which: Setting, value: Option<Value>) -> Done<Option<u64>> {
    if !staff::holds(ctx, by.role(), which.right())? {
        return Err(Refusal::NoRight.into());
    }
    put(ctx, By::from(by), which, value)
}

/// The same by a command on the shop's own machine.
pub fn set_here(ctx: &mut Ctx, which: Setting, value: Option<Value>) -> Done<Value> {
    put(ctx, By::Machine, which, value)?;
    Ok(holds(&settings(&ctx.tx)?, ctx.shop, which))
}

fn put(ctx: &mut Ctx, by: By, which: Setting, value: Option<Value>) -> Done<Option<u64>> {
    let before = settings(&ctx.tx)?;
    let unknown = Refusal::Setting(NoSetting::Unknown);
    let kind = which.kind(&before).ok_or(unknown.clone())?;
    let value = value.map(|value| kind.fit(value)).transpose()?;
    let wanted = value.is_some();
    let after = before.clone().with(which, value).ok_or(unknown)?;
    if after == before {
        return Ok(None);
    }
    // A default may be out of the bounds that others give it by now.
    if let Some(value) = after.value(which) {
        kind.fit(value)?;
    }
    match wanted {
        true => revision::put(ctx, by, &stored_setting(&after, which)?)?,
        false => revision::remove::<StoredSetting>(ctx, by, which.number().into())?,
    }
    if which == Setting::Group {
        // What the place before has refused is no trouble of this one.
        incident::observed(ctx, Trouble::Group, Sight::Over)?;
    }
    let number = ctx.tx.last_number(Table::Revision)?;
    ctx.fact(match (which, by) {
        // Where buyers transfer to by hand is where their money goes: all of the staff hear of it.
        (Setting::TransferAccount, By::Staff(by)) => SettingFact::AccountChanged { by },
        (_, By::Staff(by)) => SettingFact::Changed { which, by: Some(by), number },
        (_, By::Machine | By::Shop) => SettingFact::Changed { which, by: None, number },
    });
    Ok(Some(number))
}

/// What a change would be taken back to, as long as it is the newest of that setting; `None`: its
/// default.
pub fn before(read: &impl Read, which: Setting, number: u64) -> Done<Option<Value>> {
    let past = || Refusal::Setting(NoSetting::Past);
    let target = Target::Setting(which.number());
    let last = revision::newest(read, target)?.filter(|last| last.number == number);
    Ok(valued(which, &last.ok_or_else(past)?.before).ok_or_else(past)?)
}

/// Whether a setting is by now what it was before that change of it: a second tap finds it done.
pub fn is_undone(read: &impl Read, which: Setting, number: u64) -> Result<bool, Fault> {
    let change = read.passable::<Revision>(number)?;
    let change = change.filter(|it| it.what == Target::Setting(which.number()));
    let Some(was) = change.and_then(|change| valued(which, &change.before)) else {
        return Ok(false);
    };
    let was = was.or_else(|| Settings::default().value(which));
    Ok(settings(read)?.value(which) == was)
}

/// What a change of that setting had made of it; `None`: its default.
pub fn was(read: &impl Read, which: Setting, number: u64) -> Done<Option<Value>> {
    let past = || Refusal::Setting(NoSetting::Past);
    let revision: Option<Revision> = read.get(number)?;
    let revision = revision.filter(|it| it.what == Target::Setting(which.number()));
    Ok(valued(which, &revision.ok_or_else(past)?.after).ok_or_else(past)?)
}

/// The value in a row as it was; its default where there was none. The outer `None`: it cannot be
/// read any more.
fn valued(which: Setting, image: &Option<RowImage>) -> Option<Option<Value>> {
    let Some(image) = image else { return Some(None) };
    let stored: StoredSetting = row_of(which.number().into(), image).ok()?;
    let mut settings = Settings::default();
    settings.set(which, &stored).ok()?;
    Some(settings.value(which))
}

/// A change of a setting, as it is told.
pub struct Change {
    pub number: u64,
    pub at: Timestamp,
    pub by: By,
    pub before: Value,
    pub after: Value,
}

/// What has become of one, newest first.
pub fn history(
    read: &impl Read,
    shop: &Shop,
    which: Setting,
    page: u32,
) -> Result<Page<Option<Change>>, Fault> {
    let key = Target::Setting(which.number()).key();
    let page = browse::newest(read, Index::RevisionsOf, key, page)?;
    page.each(|number| change_of(read, shop, which, number))
}

/// `None`: it is no change of that setting, or cannot be read.
pub fn change_of(
    read: &impl Read,
    shop: &Shop,
    which: Setting,
    number: u64,
) -> Result<Option<Change>, Fault> {
    let revision = match read.get::<Revision>(number) {
        Err(fault) if fault.fatal() => return Err(fault),
        found => found.ok().flatten(),
    };
    let told = |it: Revision| {
        let value = |image| Some(valued(which, image)?.unwrap_or_else(|| default(shop, which)));
        let (before, after) = (value(&it.before)?, value(&it.after)?);
        Some(Change { number, at: it.at, by: it.by, before, after })
    };
    Ok(revision.filter(|it| it.what == Target::Setting(which.number())).and_then(told))
}

/// The newest change of one.
pub fn latest(read: &impl Read, shop: &Shop, which: Setting) -> Result<Option<Change>, Fault> {
    match revision::newest(read, Target::Setting(which.number()))? {
        Some(last) => change_of(read, shop, which, last.number),
        None => Ok(None),
    }
}

/// Several at once, for programs: what comes of it is theirs to know.
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

/// The notice group got another number. What was set still says the old one.
pub fn group_moved(ctx: &mut Ctx, from: ChatId, to: ChatId) -> Done {
    let now = settings(&ctx.tx)?.group;
    match (now, ctx.shop.group) {
        (Own::Shop(Some(group)), _) if group.chat == from => {
            let moved = Own::Shop(Some(Address { chat: to, ..group }));
            change(ctx, By::Shop, |it| it.group = moved)
        }
        (Own::Operator, Some(group)) if group.chat == from => {
            change(ctx, By::Shop, |it| it.group_moved = Some((from, to)))
        }
        _ => Ok(()),
    }
}

/// Where notices go besides the staff.
pub fn group(ctx: &Ctx) -> Result<Option<Address>, Fault> {
    let settings = settings(&ctx.tx)?;
    if let Own::Shop(group) = settings.group {
        return Ok(group);
    }
    let Some(group) = ctx.shop.group else { return Ok(None) };
    let moved = settings.group_moved.filter(|(from, _)| *from == group.chat);
    Ok(Some(moved.map_or(group, |(_, to)| Address { chat: to, ..group })))
}
