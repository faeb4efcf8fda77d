//! What is told of changes of the shop itself.

use super::shown;
use super::shown::who;
use crate::chat::layout::person;
use crate::chat::told::Told;
use crate::domain::fact::SettingFact;
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::missed::StaffAction;
use crate::domain::settings::Setting;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::words::{Html, Words, args};

/// `None`: it is of no weight, and nobody is told.
pub fn told(fact: &SettingFact) -> Option<Told> {
    Some(match *fact {
        SettingFact::AccountChanged { by } => {
            Told::owners_by(by).action(StaffAction::AccountChanged { by })
        }
        SettingFact::Changed { which, .. } if !which.is_of_money() => return None,
        // Set on the shop's own machine: where buyers' money goes is for all of the staff to know.
        SettingFact::Changed { which: which @ Setting::TransferAccount, by, number } => {
            let action = StaffAction::SettingChanged { which, by, number };
            Told { by, ..Told::owners() }.action(action)
        }
        SettingFact::Changed { which, by, number } => {
            let action = StaffAction::SettingChanged { which, by, number };
            Told { by, ..Told::owners_alone() }.action(action)
        }
        SettingFact::Paused { by } | SettingFact::Resumed { by } => Told::owners_by(by),
    })
}

pub fn screen(ctx: &Ctx, w: Words, fact: &SettingFact) -> Done<Option<Screen>> {
    let text = match *fact {
        SettingFact::AccountChanged { by } => account_changed(ctx, by, w)?,
        SettingFact::Changed { which, number, .. } => match changed(ctx, w, which, number)? {
            Some(text) => text,
            None => return Ok(None),
        },
        SettingFact::Paused { by } => w.notice_paused(Html(&person(ctx, by, w)?)),
        SettingFact::Resumed { by } => w.notice_resumed(Html(&person(ctx, by, w)?)),
    };
    Ok(Some(Screen::new(text)))
}

fn account_changed(ctx: &Ctx, by: CustomerId, w: Words) -> Done<String> {
    let staff = person(ctx, by, w)?;
    Ok(match settings::settings(&ctx.tx)?.transfer_account {
        Some(account) => w.notice_account_changed(&account, Html(&staff)),
        None => w.notice_account_removed(Html(&staff)),
    })
}

/// One line, with what it was and what it is.
fn changed(ctx: &Ctx, w: Words, which: Setting, number: u64) -> Done<Option<String>> {
    let Some(change) = settings::change_of(&ctx.tx, ctx.shop, which, number)? else {
        return Ok(None);
    };
    let value = |it| match which {
        Setting::TransferAccount => shown::value(which, it, w).replace('\n', " · "),
        _ => shown::brief(which, it, w),
    };
    Ok(Some(w.notice_setting_changed(args::NoticeSettingChanged {
        end: &value(&change.after),
        name: &who(ctx, change.by, w)?,
        query: &shown::name(which, w),
        start: &value(&change.before),
    })))
}
