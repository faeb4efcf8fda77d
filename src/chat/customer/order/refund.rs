//! Money back, as its buyer hears of it.

use crate::chat::action::OrderPress;
use crate::chat::layout::below;
use crate::domain::id::OrderId;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::domain::order::{Order, RefundTo};
use crate::domain::refund::NoRefund;
use crate::domain::refusal::Refusal;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, ledger};
use crate::words::{Words, args};

pub struct View {
    order: OrderId,
    amount: Rupiah,
    to: RefundTo,
    /// What the buyer may spend now.
    balance: Rupiah,
}

pub fn load(ctx: &Ctx, id: OrderId, part: u16) -> Done<View> {
    let order = browse::order(&ctx.tx, id)?;
    let refund = order.refund(part).ok_or(Refusal::Refund(id, NoRefund::Unknown))?;
    let balance = ledger::free(&ctx.tx, order.customer)?;
    Ok(View { order: id, amount: refund.amount, to: refund.to, balance })
}

/// One message with the number, the amount and where the money is.
pub fn render(v: &View, w: Words) -> Screen {
    let text = match v.to {
        RefundTo::Balance => w.refund_on_balance(args::RefundOnBalance {
            amount: v.amount,
            balance: v.balance,
            order: v.order,
        }),
        RefundTo::Outside { paid: None } => w.refund_promised(v.amount, v.order),
        RefundTo::Outside { paid: Some(_) } => w.refund_paid_out(v.amount, v.order),
    };
    Screen::new(text).buttons(vec![below(w.button_order(), OrderPress::Order(v.order))])
}

/// What of an order has been given back, in a line for each place it went to.
pub fn lines(order: &Order, w: Words) -> String {
    let sum = |at: fn(RefundTo) -> bool| {
        let there = order.refunds.iter().filter(|refund| at(refund.to));
        Rupiah(there.map(|refund| refund.amount.0).sum())
    };
    let balance = sum(|to| to == RefundTo::Balance);
    let promised = sum(|to| to == RefundTo::Outside { paid: None });
    let paid = sum(|to| matches!(to, RefundTo::Outside { paid: Some(_) }));
    let lines = [
        (balance, w.order_refund_balance(balance)),
        (promised, w.order_refund_promised(promised)),
        (paid, w.order_refund_paid(paid)),
    ];
    let some = lines.into_iter().filter(|(amount, _)| *amount > Rupiah::ZERO);
    some.map(|(_, line)| line).collect::<Vec<_>>().join("\n")
}
