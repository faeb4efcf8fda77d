//! Wizard: which coupon, typed.

use serde::{Deserialize, Serialize};

use crate::chat::action::Action;
use crate::chat::layout::button;
use crate::chat::place::Place;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::message::Screen;
use crate::shop::cart;
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Code,
}

pub fn ask(Step::Code: &Step, w: Words) -> Screen {
    Screen::new(w.coupon_ask()).buttons(vec![button(w.button_back(), Action::Cart)])
}

/// The cart says what the coupon came to.
pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let Answer::Text(code) = said else { return Ok(Next::Open(Wizard::Coupon(step)).into()) };
    cart::apply(ctx, turn.customer.id, &code)?;
    Ok(Place::Cart { changes: Vec::new() }.into())
}
