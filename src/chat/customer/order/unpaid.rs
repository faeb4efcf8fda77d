//! An open QRIS invoice, for a buyer who says or shows that they have paid it: no proof is needed.

use crate::chat::action::OrderPress;
use crate::chat::contact;
use crate::chat::layout::button;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::browse;
use crate::shop::context::{Ctx, Done};

/// What to tell them; nothing where no QRIS of theirs can be paid.
pub fn hint(ctx: &Ctx, turn: &Turn) -> Done<Option<Screen>> {
    let w = turn.words;
    let Some(id) = browse::payable(&ctx.tx, turn.customer.id)? else { return Ok(None) };
    Ok(Some(Screen::new(w.unpaid_qris(id)).buttons(vec![
        button(w.button_check_status(), OrderPress::CheckStatus(id)),
        button(w.button_open_invoice(), OrderPress::Invoice(id)),
    ])))
}

/// What came is neither text nor button. Most often it is to show that a QRIS was paid.
pub fn no_use(ctx: &Ctx, turn: &Turn) -> Done<Reply> {
    let w = turn.words;
    let screen = match hint(ctx, turn)? {
        Some(hint) => hint,
        None => contact::under(ctx, turn, Screen::new(w.general_only_text()))?,
    };
    Ok(Next::Say(screen).into())
}
