//! What is told of people who join the staff or leave it.

use super::claim::role_name;
use crate::chat::layout::name_of;
use crate::chat::told::Told;
use crate::domain::fact::MemberFact;
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, staff};
use crate::words::{Words, args};

pub fn told(fact: &MemberFact) -> Told {
    match *fact {
        MemberFact::Joined(by) => Told::owners_by(by),
        MemberFact::Dismissed(_) => Told::owners(),
    }
}

pub fn screen(ctx: &Ctx, w: Words, fact: &MemberFact) -> Done<Option<Screen>> {
    let text = match *fact {
        MemberFact::Joined(id) => {
            let name = browse::customer(&ctx.tx, id)?.map(|it| it.name).unwrap_or_default();
            let role = staff::role_of(ctx, id)?.map(|role| role_name(role, w));
            role.map(|role| w.notice_joined(args::NoticeJoined { name: &name, role: &role }))
        }
        MemberFact::Dismissed(id) => Some(w.notice_dismissed(&name_of(ctx, id)?)),
    };
    Ok(text.map(Screen::new))
}
