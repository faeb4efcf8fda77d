//! One order's card: everything about it, and what the staff may do.

use super::Purpose;
use super::undelivered::late;
use crate::chat::action::{Action, MenuPress, RefundPress, SalePress};
use crate::chat::customer::order::{invoice, list};
use crate::chat::layout::{button, fitting, paragraphs, person};
use crate::chat::turn::Turn;
use crate::domain::id::OrderId;
use crate::domain::ledger::{Cause, Step};
use crate::domain::message::{Button, Screen};
use crate::domain::money::Rupiah;
use crate::domain::order::{Goods, Order, Refund, RefundTo, State};
use crate::domain::payment::{Payment, PaymentMethod, PaymentState};
use crate::shop::context::{Ctx, Done};
use crate::shop::refund::known;
use crate::shop::{browse, ledger};
use crate::words::format::units;
use crate::words::{Html, Words, args};

pub struct View {
    order: Order,
    payment: Option<Payment>,
    buyer: String,
    refunds: Vec<String>,
    /// Its goods are on their way for too long.
    late: bool,
}

pub fn load(ctx: &Ctx, turn: &Turn, id: OrderId) -> Done<View> {
    let w = turn.words;
    let (order, payment) = browse::order_and_payment(&ctx.tx, known(&ctx.tx, id)?.id)?;
    let buyer = person(ctx, order.customer, w)?;
    let mut refunds = Vec::new();
    for (part, refund) in (1..).zip(&order.refunds) {
        refunds.push(refund_line(ctx, id, part, refund, w)?);
    }
    // The newest are the ones that somebody asks about.
    refunds.reverse();
    let late = order.waits_since().is_some_and(|since| late(since, ctx.now));
    Ok(View { order, payment, buyer, refunds, late })
}

/// A refund with who decided it and why, as the ledger has it.
fn refund_line(ctx: &Ctx, id: OrderId, part: u16, refund: &Refund, w: Words) -> Done<String> {
    let entry = ledger::entry(&ctx.tx, Cause::Refund(id, part), Step::Moved)?;
    let note = entry.and_then(|entry| entry.note);
    let (by, why) = note.map_or((None, String::new()), |note| (Some(note.by), note.why));
    let by = by.map(|by| person(ctx, by, w)).transpose()?.unwrap_or_default();
    let number = part.into();
    let amount = refund.amount;
    let what = match refund.to {
        RefundTo::Balance => w.sale_refund_balance(amount, refund.at, number),
        RefundTo::Outside { paid: None } => w.sale_refund_owed(amount, refund.at, number),
        RefundTo::Outside { paid: Some(paid) } => w.sale_refund_paid(amount, number, paid),
    };
    Ok(format!("{what}\n{}", w.sale_refund_note(&why, Html(&by))))
}

pub fn render(v: &View, w: Words) -> Screen {
    let order = &v.order;
    let lines = invoice::lines(order, w);
    let card = w.sale_card(order.at, Html(&v.buyer), order.id);
    let text = paragraphs([card, lines, rows(v, w).join("\n")]);
    // What one message cannot hold of the oldest refunds is in the ledger.
    let refunds = fitting(v.refunds.iter().cloned(), units(&text) + 100).join("\n");
    let mut screen = Screen::new(paragraphs([text, refunds]));
    for row in actions(order, v.late, w) {
        screen = screen.buttons(row);
    }
    screen.buttons(vec![button(w.button_back(), MenuPress::Menu)])
}

/// What it cost, how it was paid, and how far it is.
fn rows(v: &View, w: Words) -> Vec<String> {
    let order = &v.order;
    let mut rows = Vec::new();
    if order.deposit() {
        rows.push(w.invoice_row_deposit(order.price()));
    }
    rows.push(w.invoice_row_total(order.total()));
    if order.from_balance > Rupiah::ZERO {
        rows.push(w.sale_row_balance(order.from_balance));
    }
    match (order.method, &v.payment) {
        (PaymentMethod::Qris, Some(payment)) => {
            rows.push(w.sale_row_gateway(payment.reference.as_str(), order.rest()));
        }
        (PaymentMethod::Transfer, _) => rows.push(w.sale_row_transfer(order.rest())),
        _ => {}
    }
    rows.push(w.sale_row_state(&list::state(order, w)));
    match order.state {
        State::Paid { at, goods } => {
            rows.push(w.sale_row_paid(at));
            if let (Goods::Delivered { at }, false) = (goods, order.deposit()) {
                rows.push(w.sale_row_delivered(at));
            }
        }
        State::Ended { at, .. } => rows.push(w.sale_row_ended(at)),
        _ => {}
    }
    if let Some(PaymentState::Credited { received, .. }) = v.payment.as_ref().map(|it| &it.state) {
        rows.push(w.sale_row_credited(*received));
    }
    let all = order.units().count();
    let back = all - order.kept().count();
    if back > 0 && order.paid() {
        rows.push(w.sale_row_given_back(args::SaleRowGivenBack {
            count: back as u64,
            quantity: all as u64,
        }));
    }
    rows
}

/// What may be done with an order in its state.
fn actions(order: &Order, late: bool, w: Words) -> Vec<Vec<Button>> {
    let id = order.id;
    let Ok(goods) = order.check_refundable() else { return Vec::new() };
    let mut rows = Vec::new();
    let kept = order.kept().count();
    if kept > 0 && !matches!(goods, Goods::Sending { .. }) {
        let replace = SalePress::PickUnit { order: id, purpose: Purpose::Replace, page: 0 };
        rows.push(vec![
            button(w.button_resend(), SalePress::Resend(id)),
            button(w.button_replace(), replace),
        ]);
    }
    if kept > 0 && late && matches!(goods, Goods::Sending { .. }) {
        rows.push(vec![button(w.button_resend(), SalePress::Resend(id))]);
    }
    if order.refundable().0 > 0 {
        let refund: Action = match kept {
            0 | 1 => RefundPress::New { order: id, unit: None }.into(),
            _ => SalePress::PickUnit { order: id, purpose: Purpose::Refund, page: 0 }.into(),
        };
        rows.push(vec![button(w.button_refund(), refund)]);
    }
    for (part, refund) in order.owed() {
        let paid = RefundPress::AskPayout { order: id, part, listed: false };
        rows.push(vec![button(w.button_paid_out(refund.amount), paid)]);
    }
    rows
}
