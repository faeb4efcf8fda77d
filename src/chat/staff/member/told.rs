//! What is told of people who join the staff, become something else in it, or leave it.

use super::role::role_name;
use crate::chat::customer::home::welcome;
use crate::chat::layout::name_of;
use crate::chat::reach::words_of;
use crate::chat::talk;
use crate::chat::told::Told;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::MemberFact;
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, staff};
use crate::words::{Dictionary, Words, args};

/// Whom it is about hears of it too, where they have not done it themselves.
pub fn person(ctx: &mut Ctx, dictionary: &Dictionary, fact: &MemberFact) -> Done {
    let (to, gone) = match *fact {
        MemberFact::Joined(_) => return Ok(()),
        MemberFact::Dismissed { person, .. } => (person, true),
        MemberFact::RoleGiven { person, .. } => (person, false),
    };
    if browse::customer(&ctx.tx, to)?.is_none_or(|known| known.away) {
        return Ok(());
    }
    let w = words_of(ctx, dictionary, to)?;
    let store = &ctx.shop.name;
    let text = match (gone, staff::role_of(ctx, to)?) {
        (false, Some(role)) => w.told_role(args::ToldRole { role: &role_name(role, w), store }),
        _ => w.told_gone(store),
    };
    // With the keys of what they are now: nobody keeps those of a work that is no longer theirs.
    let keys = welcome::keys_of(ctx, to, talk::talk(ctx, to)?.preview, w)?;
    let screen = Screen { keys, ..Screen::new(text) };
    let task = Task::Show { to: to.chat().into(), screen, replace: None };
    ctx.ask(Lane::Notice, task, About::Nothing)?;
    Ok(())
}

pub fn told(fact: &MemberFact) -> Told {
    match *fact {
        MemberFact::Joined(by) => Told::owners_by(by).waits(),
        MemberFact::RoleGiven { by, .. } => Told::owners_by(by),
        MemberFact::Dismissed { by: Some(by), .. } => Told::owners_by(by),
        MemberFact::Dismissed { by: None, .. } => Told::owners(),
    }
}

pub fn screen(ctx: &Ctx, w: Words, fact: &MemberFact) -> Done<Option<Screen>> {
    let text = match *fact {
        MemberFact::Joined(id) => role_of(ctx, w, id)?
            .map(|(name, role)| w.notice_joined(args::NoticeJoined { name: &name, role: &role })),
        MemberFact::Dismissed { person, .. } => Some(w.notice_dismissed(&name_of(ctx, person)?)),
        MemberFact::RoleGiven { person, .. } => role_of(ctx, w, person)?.map(|(name, role)| {
            w.notice_role_given(args::NoticeRoleGiven { name: &name, role: &role })
        }),
    };
    Ok(text.map(Screen::new))
}

/// What they are called, and what they are.
fn role_of(ctx: &Ctx, w: Words, id: CustomerId) -> Done<Option<(String, String)>> {
    let name = name_of(ctx, id)?;
    Ok(staff::role_of(ctx, id)?.map(|role| (name, role_name(role, w))))
}
