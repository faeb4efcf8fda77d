//! One button: what stands on it, what it answers, and what can be done with it.

use super::{Editable, Press};
use crate::chat::customer::home::own;
use crate::chat::layout::{button, paragraphs};
use crate::domain::id::OwnButtonId;
use crate::domain::message::Screen;
use crate::domain::own_button::OwnButton;
use crate::shop::context::{Ctx, Done};
use crate::shop::own_button;
use crate::words::Words;

pub struct View {
    button: OwnButton,
    undo: Option<u64>,
}

pub fn load(ctx: &Ctx, id: OwnButtonId, undo: Option<u64>) -> Done<View> {
    Ok(View { button: own_button::known(&ctx.tx, id)?, undo })
}

pub fn field_name(field: Editable, w: Words) -> String {
    match field {
        Editable::Label => w.plain_own_label(),
        Editable::Text => w.plain_own_text(),
        Editable::Picture => w.plain_own_picture(),
        Editable::Link => w.plain_own_link(),
    }
}

pub fn render(v: &View, w: Words) -> Screen {
    let OwnButton { id, label, text, picture, link, position: _ } = &v.button;
    let id = *id;
    let note = match v.undo {
        Some(_) => w.product_saved(),
        None => String::new(),
    };
    let link = link.as_ref().map(|link| w.own_button_link(link.as_str()));
    let rows = [picture.map(|_| w.own_button_photo()), link];
    let rows: Vec<String> = rows.into_iter().flatten().collect();
    let head = w.own_button_card(label.as_str());
    let mut screen = Screen::new(paragraphs([note, head, rows.join("\n"), text.clone()]));
    if let Some(number) = v.undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo { id, number })]);
    }
    let edit = |field: &Editable| {
        let label = w.button_edit_field(&field_name(*field, w));
        button(label, Press::Edit { id, field: *field })
    };
    for row in Editable::ALL.chunks(2) {
        screen = screen.buttons(row.iter().map(edit).collect());
    }
    screen
        .buttons(vec![
            button(w.button_wording_preview(), Press::Preview(id)),
            button(w.button_delete(), Press::Remove(id)),
        ])
        .buttons(vec![button(w.button_back(), Press::List)])
}

/// The answer as buyers get it.
pub fn preview(ctx: &Ctx, w: Words, id: OwnButtonId) -> Done<Screen> {
    let screen = own::render(&own_button::known(&ctx.tx, id)?, w);
    Ok(screen.buttons(vec![button(w.button_back(), Press::Card(id))]))
}
