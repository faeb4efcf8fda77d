//! What is told of changes of the shop itself.

use crate::chat::layout::person;
use crate::chat::told::Told;
use crate::domain::fact::SettingFact;
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::missed::StaffAction;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::words::{Html, Words};

pub fn told(fact: &SettingFact) -> Told {
    match *fact {
        SettingFact::AccountChanged { by } => {
            Told::owners_by(by).action(StaffAction::AccountChanged { by })
        }
        SettingFact::Paused { by } | SettingFact::Resumed { by } => Told::owners_by(by),
    }
}

pub fn screen(ctx: &Ctx, w: Words, fact: &SettingFact) -> Done<Option<Screen>> {
    let text = match *fact {
        SettingFact::AccountChanged { by } => account_changed(ctx, by, w)?,
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
