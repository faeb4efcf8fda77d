//! What a press leads to, and what is shown where.

use super::{Place, Press, basket};
use crate::chat::customer::shelf::product;
use crate::chat::field::Field;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    Ok(match press {
        Press::Open => basket::open(ctx, turn)?,
        Press::Clear => basket::clear(ctx, turn)?,
        Press::Set { product, pick } => product::pick(ctx, turn, product, pick)?,
        Press::AskQuantity(id) => Next::ask(Field::Quantity(id)).into(),
        Press::UseCoupon => Next::ask(Field::Coupon).into(),
        Press::DropCoupon => basket::drop_coupon(ctx, turn)?,
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    Ok(match place {
        Place::Cart { changes } => basket::render(&basket::load(ctx, turn, changes)?, turn.words),
    })
}
