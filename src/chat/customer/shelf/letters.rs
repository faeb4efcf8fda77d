//! The letters that names begin with: from a long list to its place in three taps.

use crate::chat::action::ShelfPress;
use crate::chat::layout::button;
use crate::domain::message::Screen;
use crate::shop::browse;
use crate::shop::browse::Part;
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

const LETTERS_A_ROW: usize = 4;

pub struct View {
    letters: Vec<(Option<char>, usize)>,
}

pub fn load(ctx: &Ctx) -> Done<View> {
    Ok(View { letters: browse::letters(&ctx.tx)? })
}

/// A letter as it stands on a button and over its list.
pub fn name(letter: Option<char>, w: Words) -> String {
    match letter {
        Some(letter) => letter.to_uppercase().to_string(),
        None => w.button_letter_other(),
    }
}

pub fn render(v: &View, w: Words) -> Screen {
    let list = |part| ShelfPress::Catalogue { part, page: 0 };
    let mut screen = Screen::new(w.catalogue_letters());
    for row in v.letters.chunks(LETTERS_A_ROW) {
        let letter = |(letter, count): &(Option<char>, usize)| {
            let label = format!("{} ({count})", name(*letter, w));
            button(label, list(Part::Letter(*letter)))
        };
        screen = screen.buttons(row.iter().map(letter).collect());
    }
    screen.buttons(vec![
        button(w.button_all(), list(Part::All)),
        button(w.button_categories(), ShelfPress::Categories),
    ])
}
