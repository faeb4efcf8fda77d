//! The list of the staff, owners first.

use super::Press;
use super::role::role_label;
use crate::chat::action::MenuPress;
use crate::chat::layout::{button, fitting, name_of, page_line, pager, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::staff::Colleague;
use crate::shop::browse::Page;
use crate::shop::context::{Ctx, Done};
use crate::shop::invitation::{self, Invitation};
use crate::shop::staff;
use crate::words::{Html, Words, args};

pub struct View {
    list: Page<Colleague>,
    /// Who was just taken off, and the change that did it.
    gone: Option<(String, CustomerId, u64)>,
    /// Invitations that nobody has used yet, on the first page.
    invited: Vec<Invitation>,
    /// Who looks.
    oneself: CustomerId,
}

pub fn load(ctx: &Ctx, turn: &Turn, page: u32, undo: Option<(CustomerId, u64)>) -> Done<View> {
    let list = Page::cut(staff::roster(&ctx.tx, ctx.shop)?, page);
    let gone = match undo {
        Some((person, change)) => Some((name_of(ctx, person)?, person, change)),
        None => None,
    };
    let invited = if list.page == 0 { invitation::open(ctx)? } else { Vec::new() };
    Ok(View { list, gone, invited, oneself: turn.customer.id })
}

pub fn render(v: &View, w: Words) -> Screen {
    let gone = v.gone.as_ref().map_or_else(String::new, |(name, ..)| w.staff_gone(name));
    let title = w.staff_list(v.list.total as u64);
    let lines = fitting(v.list.items.iter().map(|it| line(it, v.oneself, w)), 600).join("\n");
    let invited: Vec<String> = v.invited.iter().map(|it| invited(it, w)).collect();
    let text = [gone, title, lines, invited.join("\n"), page_line(w, &v.list)];
    let mut screen = Screen::new(paragraphs(text));
    if let Some((_, person, change)) = v.gone {
        let undo = Press::TakeBack { person, change };
        screen = screen.buttons(vec![button(w.button_undo(), undo)]);
    }
    for pair in v.list.items.chunks(2) {
        let to = |it: &Colleague| button(label(it, w), Press::Card(it.id));
        screen = screen.buttons(pair.iter().map(to).collect());
    }
    for it in &v.invited {
        let label = w.button_uninvite_of(it.until, &role_label(it.role, w));
        screen = screen.buttons(vec![button(label, Press::Uninvite(it.key))]);
    }
    pager(screen, w, &v.list, |page| Press::List { page })
        .buttons(vec![button(w.button_invite(), Press::Invite)])
        .buttons(vec![button(w.button_back(), MenuPress::Menu)])
}

fn invited(it: &Invitation, w: Words) -> String {
    w.staff_open_invitation(it.until, &role_label(it.role, w))
}

/// Who it is, with the sign of what they are.
fn label(it: &Colleague, w: Words) -> String {
    let role = role_label(it.role, w);
    let sign = role.split(' ').next().unwrap_or_default();
    format!("{sign} {}", called(it))
}

fn line(it: &Colleague, oneself: CustomerId, w: Words) -> String {
    let role = role_label(it.role, w);
    let seen = match it.last_seen {
        _ if it.id == oneself => w.staff_seen_now(),
        Some(at) => w.staff_seen(at),
        None => w.staff_never_seen(),
    };
    let seen = match it.configured {
        true => format!("{seen} · {}", w.staff_named()),
        false => seen,
    };
    w.staff_line(args::StaffLine { name: &called(it), role: &role, rows: Html(&seen) })
}

/// By name, or by number where there is none.
pub fn called(it: &Colleague) -> String {
    match it.name.is_empty() {
        true => it.id.0.to_string(),
        false => it.name.clone(),
    }
}
