//! What a press leads to, and what is shown where.

use super::{Place, Press, buy_now, method};
use crate::chat::turn::{Reply, Turn};
use crate::domain::message::Screen;
use crate::domain::payment::PaymentMethod;
use crate::shop::context::{Ctx, Done};

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    match press {
        Press::Choose => method::open(ctx, turn),
        // It does not say for how much.
        Press::By(PaymentMethod::Balance) => method::open(ctx, turn),
        Press::By(way) => method::pay(ctx, turn, way),
        Press::FromBalance(seen) => method::from_balance(ctx, turn, seen),
        Press::BuyNow(it) => buy_now::open(ctx, turn, it),
        Press::BuyBy(it, way) => buy_now::pay(ctx, turn, it, way),
    }
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let view = match place {
        Place::Choose => method::load(ctx, turn)?,
        Place::BuyNow(it) => method::load_express(ctx, turn, *it)?,
    };
    Ok(method::render(&view, turn.words))
}
