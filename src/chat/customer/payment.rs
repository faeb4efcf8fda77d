//! How to pay: the summary before anything counts.

use super::cart::{self, Line};
use crate::chat::action::Action;
use crate::chat::layout::{button, paragraphs};
use crate::chat::place::Place;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::{Button, Screen};
use crate::domain::money::Rupiah;
use crate::domain::order::State;
use crate::domain::refusal::Refusal;
use crate::shop::cart::{Saving, refresh};
use crate::shop::checkout::{Checkout, Means, balance_part, by_qris, checkout, outside_qris};
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::{browse, ledger, settings};
use crate::words::{Html, Words, visible};

pub struct View {
    lines: Vec<Line>,
    price: Rupiah,
    saving: Saving,
    /// What the buyer may spend.
    balance: Rupiah,
    /// The seller takes transfers by hand.
    transfer: bool,
}

impl View {
    fn total(&self) -> Rupiah {
        self.saving.off(self.price)
    }
}

pub fn load(ctx: &Ctx, turn: &Turn) -> Done<View> {
    let (lines, price) = cart::lines(ctx, turn)?;
    if lines.is_empty() {
        return Err(Refusal::EmptyCart.into());
    }
    let customer = turn.customer.id;
    let saving = cart::saving(ctx, turn)?;
    let balance = ledger::free(&ctx.tx, customer)?;
    let transfer = settings::settings(&ctx.tx)?.transfer_account.is_some();
    Ok(View { lines, price, saving, balance, transfer })
}

pub fn render(v: &View, w: Words) -> Screen {
    let lines = cart::texts(&v.lines, w).join("\n");
    let lines = paragraphs([lines, cart::savings(v.price, &v.saving, w)]);
    let mut text = w.payment_method(Html(&lines), v.total());
    if v.balance > Rupiah::ZERO {
        text = format!("{text}\n{}", w.payment_balance(v.balance));
    }
    let ways = ways(v, w);
    if ways.is_empty() {
        text = paragraphs([text, w.refusal(&outside_qris())]);
    }
    let mut screen = Screen::new(text);
    for way in ways {
        screen = screen.buttons(vec![way]);
    }
    screen = screen.buttons(vec![cart::coupon_button(&v.saving, w)]);
    screen.buttons(vec![
        button(w.button_back(), Action::Cart),
        button(w.button_cancel_purchase(), Action::CartClear),
    ])
}

/// The ways that lead to these goods. Whether they still do is decided when one is pressed.
fn ways(v: &View, w: Words) -> Vec<Button> {
    let total = v.total();
    if total == Rupiah::ZERO {
        return vec![button(w.button_pay_free(), Action::PayBalance)];
    }
    let mut ways = Vec::new();
    if by_qris(total) {
        ways.push(button(w.button_qris(), Action::PayQris));
    }
    let part = balance_part(total, v.balance);
    let rest = total.minus(part).unwrap_or(Rupiah::ZERO);
    if rest == Rupiah::ZERO {
        ways.push(button(w.button_pay_balance(total), Action::PayBalance));
    } else if part > Rupiah::ZERO && by_qris(rest) {
        ways.push(button(w.button_pay_mixed(part, rest), Action::PayBalance));
    }
    if v.transfer {
        ways.push(button(w.button_pay_transfer(), Action::PayTransfer));
    }
    ways
}

/// From the cart to the ways to pay, unless the shelf has changed meanwhile.
pub fn open(ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    let (_, changes) = refresh(ctx, turn.customer.id)?;
    Ok(match changes.is_empty() {
        true => Place::PayMethod.into(),
        false => Place::Cart { changes }.into(),
    })
}

pub fn pay(ctx: &mut Ctx, turn: &Turn, means: Means) -> Done<Reply> {
    let checkout = checkout(ctx, turn.customer.id, means, turn.pressed);
    if let Ok(Checkout::Already(_)) | Err(Stop::Refused(Refusal::EmptyCart)) = checkout
        // The second tap of a double tap: this very message has become an invoice already.
        && let Some(id) = browse::panel_of(&ctx.tx, turn.customer.id, turn.pressed)?
    {
        return Ok(Next::Panel(id).into());
    }
    Ok(match checkout? {
        // What can be paid at once, or is paid already, tells of itself.
        Checkout::Opened(id) => match browse::order(&ctx.tx, id)?.state {
            State::AwaitingInvoice { .. } => Next::Panel(id).into(),
            _ => Next::Stay.into(),
        },
        Checkout::Already(id) => {
            let why = match browse::order(&ctx.tx, id)?.state {
                State::InReview { .. } => Refusal::InReview(id),
                _ => Refusal::OpenInvoice(id),
            };
            Next::PanelBelow(id).toast(visible(&turn.words.refusal(&why)))
        }
        Checkout::Changed(changes) => Place::Cart { changes }.into(),
    })
}
