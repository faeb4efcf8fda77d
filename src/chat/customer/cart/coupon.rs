//! Which coupon, typed.

use crate::chat::action::CartPress;
use crate::chat::layout::button;
use crate::chat::place::CartPlace;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::shop::cart;
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

pub fn ask(w: Words) -> Question {
    Question::new(w.coupon_ask()).way(button(w.button_back(), CartPress::Open)).for_good()
}

/// The cart says what the coupon came to.
pub fn take(ctx: &mut Ctx, turn: &Turn, said: &Answer) -> Done<Option<Reply>> {
    let Answer::Text(code) = said else { return Ok(None) };
    cart::apply(ctx, turn.customer.id, code)?;
    Ok(Some(Next::go(CartPlace::Cart { changes: Vec::new() }).into()))
}
