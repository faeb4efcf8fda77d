//! One of the staff, and what can be changed about them.

use super::Press;
use super::list::called;
use super::role::{meaning, role_label};
use crate::chat::layout::{button, name_of, paragraphs, person};
use crate::chat::turn::Turn;
use crate::domain::id::CustomerId;
use crate::domain::message::Screen;
use crate::domain::refusal::Refusal;
use crate::domain::staff::{Colleague, NoStaff, Role};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;
use crate::words::{Html, Words, args};

pub struct View {
    it: Colleague,
    /// A link to their chat.
    person: String,
    /// Who has invited them, by name.
    by: Option<String>,
    /// Whoever looks sees themselves.
    oneself: bool,
}

pub fn load(ctx: &Ctx, turn: &Turn, id: CustomerId, w: Words) -> Done<View> {
    let found = staff::colleague(&ctx.tx, ctx.shop, id)?;
    let it = found.ok_or(Refusal::Staff(NoStaff::Gone))?;
    let by = it.by.map(|by| name_of(ctx, by)).transpose()?;
    Ok(View { person: person(ctx, id, w)?, by, oneself: id == turn.customer.id, it })
}

pub fn render(v: &View, undo: Option<u64>, w: Words) -> Screen {
    let it = &v.it;
    let mut rows = vec![w.staff_row_role(&role_label(it.role, w))];
    rows.extend(it.since.map(|since| w.staff_row_since(since)));
    rows.push(match it.last_seen {
        _ if v.oneself => w.staff_row_seen_now(),
        Some(at) => w.staff_row_seen(at),
        None => w.staff_row_never_seen(),
    });
    rows.extend(v.by.as_ref().map(|by| w.staff_row_by(by)));
    let note = match (it.configured, v.oneself) {
        (true, _) => w.staff_configured(),
        (false, true) => w.staff_oneself(),
        (false, false) => String::new(),
    };
    let card = w.staff_card(args::StaffCard {
        id: &it.id.0.to_string(),
        buyer: Html(&v.person),
        rows: Html(&rows.join("\n")),
    });
    let mut screen = Screen::new(paragraphs([card, note]));
    if let Some(change) = undo {
        let undo = Press::TakeBack { person: it.id, change };
        screen = screen.buttons(vec![button(w.button_undo(), undo)]);
    }
    if !it.configured && !v.oneself {
        screen = screen.buttons(vec![
            button(w.button_give_role(), Press::AskRole(it.id)),
            button(w.button_expel(), Press::AskExpel(it.id)),
        ]);
    }
    screen.buttons(vec![button(w.button_back(), Press::List { page: 0 })])
}

pub fn ask_role(v: &View, w: Words) -> Screen {
    let Colleague { id: person, role: was, .. } = v.it;
    let text = w.staff_ask_role(args::StaffAskRole {
        name: &called(&v.it),
        role: &role_label(was, w),
        rows: Html(&meaning(w)),
    });
    let others = Role::ALL.into_iter().filter(|role| *role != was);
    let give = |role| vec![button(role_label(role, w), Press::GiveRole { person, was, role })];
    let screen = others.map(give).fold(Screen::new(text), Screen::buttons);
    screen.buttons(vec![button(w.button_back(), Press::Card(person))])
}

pub fn ask_expel(v: &View, w: Words) -> Screen {
    let Colleague { id: person, role: was, .. } = v.it;
    let text =
        w.staff_ask_expel(args::StaffAskExpel { name: &called(&v.it), role: &role_label(was, w) });
    Screen::new(text)
        .buttons(vec![button(w.button_confirm_expel(), Press::Expel { person, was })])
        .buttons(vec![button(w.button_back(), Press::Card(person))])
}
