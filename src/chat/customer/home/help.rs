//! How to order, with the seller's picture above it and the way to a person under it.

use crate::chat::contact;
use crate::domain::message::{Media, Screen};
use crate::domain::wording::WordingId;
use crate::shop::context::{Ctx, Done};
use crate::shop::wording;
use crate::words::Words;

pub fn render(ctx: &Ctx, w: Words) -> Done<Screen> {
    let own = wording::text(&ctx.tx, WordingId::how_to_order(w.language()))?;
    let media = own.picture.map_or(Media::None, Media::Picture);
    let screen = Screen::new(w.help_order(&ctx.shop.name)).with(media);
    Ok(contact::with(screen, contact::button(ctx, w)?))
}
