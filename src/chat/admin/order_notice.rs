//! What the staff hear of money that goes back and of goods that are replaced; and where they go
//! from a notice about an order.

use super::evidence::name_of;
use crate::chat::action::Action;
use crate::chat::layout::{below, person};
use crate::domain::fact::Fact;
use crate::domain::id::OrderId;
use crate::domain::ledger::{Cause, Step};
use crate::domain::message::Button;
use crate::domain::order::{Refund, RefundTo};
use crate::domain::refund::NoRefund;
use crate::domain::refusal::Refusal;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, ledger};
use crate::words::{Html, Words};

pub fn text(ctx: &Ctx, w: Words, fact: &Fact) -> Done<Option<String>> {
    Ok(match *fact {
        Fact::Refunded { order, part, .. } => Some(refunded(ctx, w, order, part)?),
        Fact::PaidOut { order, part, .. } => {
            let (refund, buyer) = refund(ctx, w, order, part)?;
            Some(w.notice_paid_out(refund.amount, Html(&buyer), order))
        }
        Fact::Replaced { order, .. } => {
            let buyer = person(ctx, browse::order(&ctx.tx, order)?.customer, w)?;
            Some(w.notice_replaced(Html(&buyer), order))
        }
        _ => None,
    })
}

/// A refund, and whose money it is.
fn refund(ctx: &Ctx, w: Words, id: OrderId, part: u16) -> Done<(Refund, String)> {
    let order = browse::order(&ctx.tx, id)?;
    let refund = order.refund(part).cloned().ok_or(Refusal::Refund(id, NoRefund::Unknown))?;
    Ok((refund, person(ctx, order.customer, w)?))
}

/// Who has given back how much, and why.
fn refunded(ctx: &Ctx, w: Words, id: OrderId, part: u16) -> Done<String> {
    let (refund, buyer) = refund(ctx, w, id, part)?;
    let entry = ledger::entry(&ctx.tx, Cause::Refund(id, part), Step::Moved)?;
    let (by, why) = match entry.and_then(|entry| entry.note) {
        Some(note) => (name_of(ctx, note.by)?, note.why),
        None => (String::new(), String::new()),
    };
    Ok(match refund.to {
        RefundTo::Balance => w.notice_refunded(refund.amount, Html(&buyer), &by, id, &why),
        RefundTo::Outside { .. } => {
            w.notice_refund_promised(refund.amount, Html(&buyer), &by, id, &why)
        }
    })
}

/// Where the staff go from a notice, if it leads anywhere.
pub fn next_step(fact: &Fact, w: Words) -> Option<Button> {
    match *fact {
        Fact::Paid { order, .. }
        | Fact::Stuck(order)
        | Fact::Credited { order, .. }
        | Fact::Refunded { order, .. }
        | Fact::Replaced { order, .. } => Some(below(w.button_desk(order), Action::Desk(order))),
        Fact::SoldOut(product) => Some(below(w.button_fill_stock(), Action::Fill(product))),
        _ => None,
    }
}
