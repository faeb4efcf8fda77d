//! How to pay: the summary before anything counts.

use super::cart::{self, Line};
use crate::chat::action::Action;
use crate::chat::layout::{button, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;
use crate::shop::cart::Saving;
use crate::shop::context::{Ctx, Done};
use crate::words::{Html, Words};

pub struct View {
    lines: Vec<Line>,
    price: Rupiah,
    saving: Saving,
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let (lines, price) = cart::lines(ctx, turn)?;
    match lines.is_empty() {
        true => Err(Refusal::EmptyCart.into()),
        false => Ok(View { lines, price, saving: cart::saving(ctx, turn)? }),
    }
}

pub fn render(v: &View, w: Words) -> Screen {
    let lines = cart::texts(&v.lines, w).join("\n");
    let lines = paragraphs([lines, cart::savings(v.price, &v.saving, w)]);
    Screen::new(w.payment_method(Html(&lines), v.saving.off(v.price)))
        .buttons(vec![button(w.button_qris(), Action::PayQris)])
        .buttons(vec![cart::coupon_button(&v.saving, w)])
        .buttons(vec![
            button(w.button_back(), Action::Cart),
            button(w.button_cancel_purchase(), Action::CartClear),
        ])
}
