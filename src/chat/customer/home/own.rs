//! The answer of a button of the seller's own.

use crate::chat::contact::address;
use crate::chat::layout::link;
use crate::domain::message::{Media, Screen};
use crate::domain::own_button::OwnButton;
use crate::words::Words;

pub fn render(button: &OwnButton, w: Words) -> Screen {
    let media = button.picture.map_or(Media::None, Media::Picture);
    let screen = Screen::new(button.text.clone()).with(media);
    match &button.link {
        Some(to) => screen.buttons(vec![link(w.button_own_link(), address(to.as_str()))]),
        None => screen,
    }
}
