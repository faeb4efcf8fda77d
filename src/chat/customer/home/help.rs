//! How to order, with the way to a person under it.

use crate::chat::contact;
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

pub fn render(ctx: &Ctx, w: Words) -> Done<Screen> {
    Ok(contact::with(Screen::new(w.help_order(&ctx.shop.name)), contact::button(ctx, w)?))
}
