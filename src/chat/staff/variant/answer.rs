//! What a press leads to, and what is shown where.

use super::{Place, Press, card, label, new};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::Of(product) => Next::go(Place::Choices { product, undo: None }).into(),
        Press::New(product) => new::open(ctx, product)?.into(),
        Press::Label(product) => label::open(ctx, product)?.into(),
        Press::Shift { product, up } => card::shift(ctx, turn, by, product, up)?,
        Press::End(product) => card::end(ctx, turn, by, product)?,
        Press::Undo(product, act) => card::undo(ctx, turn, by, product, act)?,
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    match place {
        Place::Choices { product, undo } => {
            Ok(card::render(&card::load(ctx, *product, *undo)?, turn.words))
        }
    }
}
