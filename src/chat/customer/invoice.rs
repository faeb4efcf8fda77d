//! The invoice: being made, to be paid, and each of its ends.

use crate::chat::action::{Action, Part};
use crate::chat::layout::{below, button, fitting, link};
use crate::domain::id::OrderId;
use crate::domain::limit::CAPTION_UNITS_MAX;
use crate::domain::message::{Media, Screen};
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Goods, Order, State};
use crate::domain::payment::{Invoice, Payment, PaymentState};
use crate::shop::browse;
use crate::shop::context::{Ctx, Done};
use crate::words::{Html, Words};

/// Lines shown in the caption of the QR; the rest is counted.
const LINES_SHOWN: usize = 6;

pub struct View {
    order: Order,
    payment: Payment,
    /// The money came after the invoice's end.
    late: bool,
    /// The gateway keeps us waiting.
    slow: bool,
}

pub fn load(ctx: &Ctx, id: OrderId) -> Done<View> {
    let (order, payment) = browse::order_and_payment(&ctx.tx, id)?;
    Ok(View { order, payment, late: false, slow: false })
}

impl View {
    pub fn late(self, late: bool) -> View {
        View { late, ..self }
    }

    pub fn slow(self) -> View {
        View { slow: true, ..self }
    }
}

pub fn render(v: &View, w: Words) -> Screen {
    let id = v.order.id;
    let again =
        || vec![button(w.button_order_again(), Action::Catalogue { part: Part::All, page: 0 })];
    match (v.order.state, &v.payment.state) {
        (State::AwaitingPayment { .. }, PaymentState::Open(invoice)) => unpaid(v, invoice, w),
        (State::AwaitingInvoice { until }, _) | (State::AwaitingPayment { until }, _) => {
            let text = match v.slow {
                true => w.invoice_slow(id, until),
                false => w.invoice_making(id),
            };
            let cancel = button(w.button_cancel_purchase(), Action::Cancel(id));
            Screen::new(text).buttons(vec![cancel])
        }
        (State::Paid { at, goods }, _) => {
            let text = match (goods, v.late) {
                (Goods::Owed { units }, _) => w.invoice_owed(units.into(), id),
                (_, true) => w.invoice_paid_late(id),
                (_, false) => w.invoice_paid(id, at, v.order.total()),
            };
            Screen::new(text).buttons(vec![below(w.button_order(id), Action::Order(id))])
        }
        (State::Ended { .. }, PaymentState::Misfit { received }) => {
            let text = w.invoice_wrong_amount(v.payment.amount, id, *received);
            Screen::new(text).buttons(again())
        }
        (State::Ended { why: End::NoInvoice, .. }, _) => {
            let retry = button(w.button_try_again(), Action::PayMethod);
            Screen::new(w.invoice_failed(id)).buttons(vec![retry])
        }
        (State::Ended { why: End::Cancelled, .. }, _) => {
            Screen::new(w.invoice_cancelled(id)).buttons(again())
        }
        // `WrongAmount` has its misfit above.
        (State::Ended { why: End::Expired | End::WrongAmount, .. }, _) => {
            Screen::new(w.invoice_expired(id)).buttons(again())
        }
    }
}

fn unpaid(v: &View, invoice: &Invoice, w: Words) -> Screen {
    let id = v.order.id;
    let State::AwaitingPayment { until } = v.order.state else {
        return Screen::new(w.invoice_making(id));
    };
    let mut rows = w.invoice_row_goods(v.payment.amount);
    if invoice.fee > Rupiah::ZERO && invoice.payable != v.payment.amount {
        rows = format!("{rows}\n{}", w.invoice_row_fee(invoice.fee));
    }
    let lines = brief(&v.order, w).join("\n");
    let text = w.invoice_caption(Html(&lines), id, invoice.payable, Html(&rows), until);
    let mut screen = Screen::new(text).with(Media::Qr(invoice.code.qr.clone()));
    screen = screen.buttons(vec![button(w.button_check_status(), Action::CheckStatus(id))]);
    if let Some(page) = &invoice.code.page {
        screen = screen.buttons(vec![link(w.button_pay_page(), page)]);
    }
    screen.buttons(vec![button(w.button_cancel_purchase(), Action::Cancel(id))])
}

/// The order's lines as a caption can hold them.
fn brief(order: &Order, w: Words) -> Vec<String> {
    let shown = order.lines.iter().take(LINES_SHOWN);
    let mut lines: Vec<String> = shown.map(|line| line_text(line, w)).collect();
    // The caption's own words take some 450 units; what is left is for the lines.
    let room = crate::domain::limit::MESSAGE_UNITS_MAX - CAPTION_UNITS_MAX + 500;
    lines = fitting(lines, room);
    let rest = order.lines.len() - lines.len();
    if rest > 0 {
        lines.push(w.invoice_more_lines(rest as u64));
    }
    lines
}

/// All lines of an order, as far as a message can hold them.
pub(in crate::chat) fn lines(order: &Order, w: Words) -> String {
    let texts = order.lines.iter().map(|line| line_text(line, w));
    fitting(texts, 1000).join("\n")
}

fn line_text(line: &crate::domain::order::Line, w: Words) -> String {
    let subtotal = line.price.times(line.quantity).unwrap_or(Rupiah::ZERO);
    w.invoice_line(line.name.as_str(), line.quantity.into(), subtotal)
}
