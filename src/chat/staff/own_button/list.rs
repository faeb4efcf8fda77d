//! All buttons of the seller's own, in the order in which they stand.

use super::Press;
use crate::chat::action::{SettingPress, WordingPress};
use crate::chat::layout::{button, paragraphs};
use crate::domain::id::OwnButtonId;
use crate::domain::limit::OWN_BUTTONS_MAX;
use crate::domain::message::Screen;
use crate::domain::own_button::OwnButton;
use crate::domain::settings::{KeyRow, Setting};
use crate::shop::context::{Ctx, Done};
use crate::shop::{own_button, settings};
use crate::words::Words;

pub struct View {
    buttons: Vec<OwnButton>,
    /// The keyboard has a place for them.
    shown: bool,
    undo: Option<(OwnButtonId, u64)>,
}

pub fn load(ctx: &Ctx, undo: Option<(OwnButtonId, u64)>) -> Done<View> {
    let shown = settings::settings(&ctx.tx)?.keyboard_rows.contains(&KeyRow::Own);
    Ok(View { buttons: own_button::all(&ctx.tx)?, shown, undo })
}

pub fn render(v: &View, w: Words) -> Screen {
    let note = match v.undo {
        Some(_) => w.product_saved(),
        None => String::new(),
    };
    let list = match v.buttons.is_empty() {
        true => w.own_buttons_none(OWN_BUTTONS_MAX as u64),
        false => w.own_buttons(OWN_BUTTONS_MAX as u64),
    };
    let away = match v.shown || v.buttons.is_empty() {
        true => String::new(),
        false => w.own_buttons_away(),
    };
    let mut screen = Screen::new(paragraphs([note, list, away]));
    if let Some((id, number)) = v.undo {
        screen = screen.buttons(vec![button(w.button_undo(), Press::Undo { id, number })]);
    }
    for (at, it) in v.buttons.iter().enumerate() {
        let open = button(it.label.as_str(), Press::Card(it.id));
        let up = (at > 0).then(|| button(w.button_up(), Press::Raise(it.id)));
        screen = screen.buttons([open].into_iter().chain(up).collect());
    }
    if v.buttons.len() < OWN_BUTTONS_MAX {
        screen = screen.buttons(vec![button(w.button_own_new(), Press::New)]);
    }
    let rows = button(w.plain_setting_rows(), SettingPress::Of(Setting::KeyboardRows));
    screen.buttons(vec![rows]).buttons(vec![button(w.button_back(), WordingPress::Open)])
}
