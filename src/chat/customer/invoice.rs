//! The invoice: being made, to be paid, and each of its ends.

use crate::chat::action::{Action, Part};
use crate::chat::layout::{below, button, fitting, link};
use crate::domain::id::OrderId;
use crate::domain::limit::CAPTION_UNITS_MAX;
use crate::domain::message::{Button, Media, Screen};
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Order, State};
use crate::domain::payment::{Invoice, Payment, PaymentState};
use crate::domain::time::Timestamp;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, ledger, settings};
use crate::words::{Html, Words};

/// Lines shown in the caption of the QR; the rest is counted.
const LINES_SHOWN: usize = 6;

pub struct View {
    order: Order,
    payment: Option<Payment>,
    /// What the buyer may spend now.
    balance: Rupiah,
    /// Where to transfer by hand.
    account: Option<String>,
    /// The money came after the invoice's end.
    late: bool,
    /// The gateway keeps us waiting.
    slow: bool,
}

pub fn load(ctx: &Ctx, id: OrderId) -> Done<View> {
    let (order, payment) = browse::order_and_payment(&ctx.tx, id)?;
    let balance = ledger::free(&ctx.tx, order.customer)?;
    let account = settings::settings(&ctx.tx)?.transfer_account;
    Ok(View { order, payment, balance, account, late: false, slow: false })
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
    let bill = v.payment.as_ref().map(|payment| &payment.state);
    match (v.order.state, bill) {
        (_, Some(PaymentState::Credited { received, .. })) => credited(v, *received, w),
        (State::AwaitingPayment { until }, Some(PaymentState::Open(invoice))) => {
            unpaid(v, invoice, until, w)
        }
        (State::AwaitingInvoice { until } | State::AwaitingPayment { until }, _) => {
            let text = match v.slow {
                true => w.invoice_slow(id, until),
                false => w.invoice_making(id),
            };
            Screen::new(text).buttons(vec![cancel(id, w)])
        }
        (State::AwaitingTransfer { until }, _) => transfer(v, until, w),
        (State::InReview { .. }, _) => Screen::new(w.invoice_in_review(id)),
        (State::Paid { at, .. }, _) => paid(v, at, w),
        (State::Ended { why, .. }, _) => ended(v, why, w),
    }
}

fn cancel(id: OrderId, w: Words) -> Button {
    button(w.button_cancel_purchase(), Action::Cancel(id))
}

/// The way back into the shop after an invoice that came to nothing.
fn again(v: &View, w: Words) -> Vec<Button> {
    match v.order.deposit() {
        true => vec![button(w.button_deposit(), Action::Deposit)],
        false => {
            vec![button(w.button_order_again(), Action::Catalogue { part: Part::All, page: 0 })]
        }
    }
}

/// Money came and could not pay the order: it is on the balance.
fn credited(v: &View, received: Rupiah, w: Words) -> Screen {
    let id = v.order.id;
    let asked = v.payment.as_ref().map_or(received, |payment| payment.amount);
    let text = match asked == received {
        true => w.invoice_credited(v.balance, id, received),
        false => w.invoice_wrong_amount(v.balance, asked, id, received),
    };
    Screen::new(text).buttons(again(v, w))
}

fn paid(v: &View, at: Timestamp, w: Words) -> Screen {
    let (id, total) = (v.order.id, v.order.total());
    if v.order.deposit() {
        let text = match v.late {
            true => w.invoice_deposited_late(total, v.balance, id),
            false => w.invoice_deposited(total, v.balance, id, at),
        };
        let browse = Action::Catalogue { part: Part::All, page: 0 };
        return Screen::new(text).buttons(vec![button(w.button_browse(), browse)]);
    }
    let text = match v.late {
        true => w.invoice_paid_late(id),
        false => {
            let mut rows = w.invoice_row_total(total);
            if v.order.from_balance > Rupiah::ZERO {
                rows = format!("{rows}\n{}", w.invoice_row_balance(v.order.from_balance));
            }
            w.invoice_paid(id, at, Html(&rows))
        }
    };
    Screen::new(text).buttons(vec![below(w.button_order(id), Action::Order(id))])
}

fn ended(v: &View, why: End, w: Words) -> Screen {
    let id = v.order.id;
    let (text, next) = match why {
        End::NoInvoice if !v.order.deposit() => {
            let retry = vec![button(w.button_try_again(), Action::PayMethod)];
            (w.invoice_failed(id), retry)
        }
        End::NoInvoice => (w.invoice_failed_deposit(id), again(v, w)),
        End::Cancelled => (w.invoice_cancelled(id), again(v, w)),
        // A wrong amount is told by the payment itself.
        End::Expired | End::WrongAmount => (w.invoice_expired(id), again(v, w)),
    };
    // The part of the balance is free again, and they shall not have to look.
    let text = match v.order.from_balance {
        Rupiah::ZERO => text,
        held => format!("{text}\n{}", w.invoice_balance_back(held)),
    };
    Screen::new(text).buttons(next)
}

fn unpaid(v: &View, invoice: &Invoice, until: Timestamp, w: Words) -> Screen {
    let id = v.order.id;
    let mut rows = rows(&v.order, w);
    if invoice.fee > Rupiah::ZERO && invoice.payable != v.order.rest() {
        rows.push(w.invoice_row_fee(invoice.fee));
    }
    let lines = brief(&v.order, w).join("\n");
    let rows = rows.join("\n");
    let text = w.invoice_caption(Html(&lines), id, invoice.payable, Html(&rows), until);
    let mut screen = Screen::new(text).with(Media::Qr(invoice.code.qr.clone()));
    screen = screen.buttons(vec![button(w.button_check_status(), Action::CheckStatus(id))]);
    if let Some(page) = &invoice.code.page {
        screen = screen.buttons(vec![link(w.button_pay_page(), page)]);
    }
    screen.buttons(vec![cancel(id, w)])
}

/// Where to transfer to, and how the seller learns of it.
fn transfer(v: &View, until: Timestamp, w: Words) -> Screen {
    let id = v.order.id;
    let lines = brief(&v.order, w).join("\n");
    let account = v.account.as_deref().unwrap_or_default();
    let text = w.invoice_transfer(account, Html(&lines), id, v.order.rest(), until);
    Screen::new(text).buttons(vec![cancel(id, w)])
}

/// How the price becomes what is to be paid.
fn rows(order: &Order, w: Words) -> Vec<String> {
    let mut rows = vec![match order.deposit() {
        true => w.invoice_row_deposit(order.price()),
        false => w.invoice_row_goods(order.price()),
    }];
    if let Some(discount) = &order.discount {
        rows.push(w.invoice_row_discount(discount.code.as_str(), discount.amount));
    }
    if order.from_balance > Rupiah::ZERO {
        rows.push(w.invoice_row_balance(order.from_balance));
    }
    rows
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
