//! An invitation: a link and a code, for one person and ten minutes.

use super::Press;
use super::role::{meaning, role_label};
use crate::chat::command::CLAIM;
use crate::chat::layout::button;
use crate::domain::limit::PAIRING_LIFE;
use crate::domain::message::Screen;
use crate::domain::staff::Role;
use crate::shop::context::{Ctx, Done};
use crate::shop::{bot, invitation};
use crate::words::format::Deadline;
use crate::words::{Html, Words, args};

pub struct View {
    code: String,
    role: Role,
    /// Where the shop has met its bot.
    link: Option<String>,
    until: Deadline,
    key: u64,
}

pub fn ask(w: Words) -> Screen {
    let invite = |role| vec![button(role_label(role, w), Press::InviteAs(role))];
    let text = w.staff_invite(Html(&meaning(w)));
    let screen = Role::ALL.into_iter().map(invite).fold(Screen::new(text), Screen::buttons);
    screen.buttons(vec![button(w.button_back(), Press::List { page: 0 })])
}

pub fn load(ctx: &Ctx, code: &str, role: Role) -> Done<View> {
    let link = bot::link(&ctx.tx, &format!("{CLAIM}{code}"))?;
    let until = Deadline { until: ctx.now.after(PAIRING_LIFE), now: ctx.now };
    Ok(View { code: code.to_owned(), role, link, until, key: invitation::key(ctx, code) })
}

pub fn render(v: &View, w: Words) -> Screen {
    let role = role_label(v.role, w);
    let text = match &v.link {
        Some(url) => w.staff_invited_link(args::StaffInvitedLink {
            code: &v.code,
            role: &role,
            until: v.until,
            url,
        }),
        None => w.staff_invited(args::StaffInvited { code: &v.code, role: &role, until: v.until }),
    };
    Screen::new(text)
        .buttons(vec![button(w.button_uninvite(), Press::Uninvite(v.key))])
        .buttons(vec![button(w.button_back(), Press::List { page: 0 })])
}
