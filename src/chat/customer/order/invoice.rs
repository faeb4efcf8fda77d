//! The invoice: being made, to be paid, and each of its ends.

use super::deposit_invoice;
use crate::chat::action::{BalancePress, OrderPress, PaymentPress, ShelfPress};
use crate::chat::contact;
use crate::chat::layout::{below, button, fitting, link};
use crate::chat::place::OrderPlace;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::effect::Lane;
use crate::domain::evidence::Evidence;
use crate::domain::id::OrderId;
use crate::domain::limit::{CAPTION_UNITS_MAX, MESSAGE_UNITS_MAX};
use crate::domain::message::{Button, Media, Qr, Screen};
use crate::domain::money::Rupiah;
use crate::domain::order::{End, NoOrder, Order, State};
use crate::domain::payment::{Invoice, Payment, PaymentMethod, PaymentState};
use crate::domain::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::shop::browse::Part;
use crate::shop::context::{Ctx, Done};
use crate::shop::{browse, evidence, ledger, payment};
use crate::words::format::{Deadline, units};
use crate::words::{Html, Words, args};

/// Lines shown in the caption of the QR; the rest is counted.
const LINES_SHOWN: usize = 6;
/// What a message keeps for all but an order's lines, in the seller's words too.
const LINES_LEAVE: usize = 1_500;
/// What a notice's own words take beside them.
const PAID_TAKES: usize = 560;
/// What tells that there are more of them takes, in the seller's words too.
const MORE_TAKES: usize = 40;

pub struct View {
    /// What the shop is called.
    shop: String,
    pub order: Order,
    payment: Option<Payment>,
    /// What the buyer may spend now.
    pub balance: Rupiah,
    /// Where to transfer by hand, and what became of it so far.
    evidence: Option<Evidence>,
    /// The money came after the invoice's end.
    pub late: bool,
    /// The gateway keeps us waiting.
    slow: bool,
    now: Timestamp,
    /// To a person, where the shop can do no more.
    contact: Option<Button>,
}

pub fn load(ctx: &Ctx, id: OrderId, w: Words) -> Done<View> {
    let (order, payment) = browse::order_and_payment(&ctx.tx, id)?;
    let balance = ledger::free(&ctx.tx, order.customer)?;
    let evidence = evidence::of(&ctx.tx, id)?;
    let shop = ctx.shop.name.clone();
    let contact = contact::button(ctx, w)?;
    let (late, slow, now) = (false, false, ctx.now);
    Ok(View { shop, order, payment, balance, evidence, late, slow, now, contact })
}

impl View {
    pub fn late(self, late: bool) -> View {
        View { late, ..self }
    }

    /// Why the last evidence of a transfer was not enough.
    fn doubt(&self, w: Words) -> Option<String> {
        let last = self.evidence.as_ref()?.doubts.last()?;
        Some(w.doubt(&last.why))
    }

    fn deadline(&self, until: Timestamp) -> Deadline {
        Deadline { until, now: self.now }
    }

    /// A screen after which only a person can help.
    pub fn asking(&self, screen: Screen) -> Screen {
        contact::with(screen, self.contact.clone())
    }

    pub fn slow(self) -> View {
        View { slow: true, ..self }
    }
}

pub fn render(v: &View, w: Words) -> Screen {
    let id = v.order.id;
    let deposit = v.order.deposit();
    let bill = v.payment.as_ref().map(|payment| &payment.state);
    match (v.order.state, bill) {
        (_, Some(PaymentState::Credited { received, .. })) => credited(v, *received, w),
        (State::AwaitingPayment { until }, Some(PaymentState::Open(invoice))) => {
            unpaid(v, invoice, until, w)
        }
        (State::AwaitingInvoice { until } | State::AwaitingPayment { until }, _) => {
            let until = v.deadline(until);
            let text = match (v.slow, deposit) {
                (true, true) => w.invoice_slow_deposit(id, until),
                (true, false) => w.invoice_slow(id, until),
                (false, _) => w.invoice_making(id),
            };
            Screen::new(text).buttons(vec![cancel(&v.order, w)])
        }
        (State::AwaitingTransfer { until }, _) => transfer(v, until, w),
        (State::InReview { .. }, _) => v.asking(Screen::new(w.invoice_in_review(id))),
        (State::Paid { at, .. }, _) if deposit => deposit_invoice::paid(v, at, w),
        (State::Paid { at, .. }, _) => paid(v, at, w),
        (State::Ended { why, .. }, _) if deposit && v.order.method != PaymentMethod::Transfer => {
            deposit_invoice::ended(v, why, w)
        }
        (State::Ended { why, .. }, _) => ended(v, why, w),
    }
}

pub fn cancel(order: &Order, w: Words) -> Button {
    let label = match order.deposit() {
        true => w.button_cancel_deposit(),
        false => w.button_cancel_purchase(),
    };
    button(label, OrderPress::Cancel(order.id))
}

/// The way back into the shop after an invoice that came to nothing.
pub fn again(v: &View, w: Words) -> Vec<Button> {
    match v.order.deposit() {
        true => vec![button(w.button_deposit(), BalancePress::Deposit)],
        false => {
            vec![button(w.button_order_again(), ShelfPress::Catalogue { part: Part::All, page: 0 })]
        }
    }
}

/// Money came and could not pay the order: it is on the balance.
fn credited(v: &View, received: Rupiah, w: Words) -> Screen {
    let id = v.order.id;
    let asked = v.payment.as_ref().map_or(received, |payment| payment.amount);
    if v.order.deposit() {
        return deposit_invoice::credited(v, asked, received, w);
    }
    let text = match asked == received {
        true => {
            w.invoice_credited(args::InvoiceCredited { balance: v.balance, order: id, received })
        }
        false => w.invoice_wrong_amount(args::InvoiceWrongAmount {
            balance: v.balance,
            expected: asked,
            order: id,
            received,
        }),
    };
    let text = match v.order.state {
        State::Ended { why: End::WrongAmount, .. } => with_balance_back(text, &v.order, w),
        // It was told of when the invoice ended.
        _ => text,
    };
    v.asking(Screen::new(text).buttons(again(v, w)).buttons(vec![history(w)]))
}

/// To where money that came is written down.
pub fn history(w: Words) -> Button {
    below(w.button_history(), BalancePress::History { page: 0 })
}

fn paid(v: &View, at: Timestamp, w: Words) -> Screen {
    let id = v.order.id;
    let mut rows = rows(&v.order, w);
    rows.push(match (v.order.method, v.order.rest()) {
        (PaymentMethod::Qris, rest) => by_qris(rest, v.payment.as_ref(), w),
        (PaymentMethod::Transfer, rest) => w.invoice_row_transfer(rest),
        (PaymentMethod::Balance, rest) => w.invoice_row_total(rest),
    });
    let rows = rows.join("\n");
    let text = match v.late {
        true => w.invoice_paid_late(id, Html(&rows)),
        false => w.invoice_paid(id, at, Html(&rows)),
    };
    Screen::new(text).buttons(vec![below(w.button_order(), OrderPress::Order(id))])
}

/// What the buyer's bank took, of which the gateway added a part for its service.
fn by_qris(rest: Rupiah, payment: Option<&Payment>, w: Words) -> String {
    let taken = payment.and_then(|it| it.txn.as_ref()).map_or(rest, |txn| txn.payable);
    match taken.minus(rest) {
        Some(fee) if fee > Rupiah::ZERO => {
            w.invoice_row_qris_fee(args::InvoiceRowQrisFee { fee, total: taken })
        }
        _ => w.invoice_row_qris(taken),
    }
}

fn ended(v: &View, why: End, w: Words) -> Screen {
    let id = v.order.id;
    let by_hand = v.order.method == PaymentMethod::Transfer;
    let (text, next) = match why {
        End::NoInvoice => {
            let retry = vec![button(w.button_try_again(), PaymentPress::Choose)];
            (w.invoice_failed(id), retry)
        }
        End::NoTransfer => {
            let why = v.doubt(w).unwrap_or_default();
            (w.invoice_no_transfer(id, &why), again(v, w))
        }
        End::Cancelled if by_hand => (w.invoice_transfer_cancelled(id), again(v, w)),
        End::Cancelled => (w.invoice_cancelled(id), again(v, w)),
        End::Expired if by_hand => (w.invoice_transfer_expired(id), again(v, w)),
        // A wrong amount is told by the payment itself.
        End::Expired | End::WrongAmount => (w.invoice_expired(id), again(v, w)),
    };
    v.asking(Screen::new(with_balance_back(text, &v.order, w)).buttons(next))
}

/// The part of the balance is free again, and they shall not have to look.
fn with_balance_back(text: String, order: &Order, w: Words) -> String {
    match order.from_balance {
        Rupiah::ZERO => text,
        held => format!("{text}\n{}", w.invoice_balance_back(held)),
    }
}

fn unpaid(v: &View, invoice: &Invoice, until: Timestamp, w: Words) -> Screen {
    let (id, ends) = (v.order.id, v.deadline(until));
    let mut rows = rows(&v.order, w);
    if invoice.fee > Rupiah::ZERO && invoice.payable != v.order.rest() {
        rows.push(w.invoice_row_fee(invoice.fee));
    }
    let rows = rows.join("\n");
    let text = match v.order.deposit() {
        true => w.invoice_caption_deposit(id, invoice.payable, Html(&rows), ends),
        false => {
            let caption = |lines: &str| {
                w.invoice_caption(args::InvoiceCaption {
                    lines: Html(lines),
                    order: id,
                    payable: invoice.payable,
                    rows: Html(&rows),
                    until: ends,
                })
            };
            // What the caption's own words leave is for the lines.
            let taken = units(&caption(""));
            caption(&brief(&v.order, taken, w).join("\n"))
        }
    };
    let mut screen = Screen::new(text).with(Media::Qr(picture(v, invoice, until, w)));
    screen = screen.buttons(vec![button(w.button_check_status(), OrderPress::CheckStatus(id))]);
    if let Some(page) = &invoice.code.page {
        screen = screen.buttons(vec![link(w.button_pay_page(), page)]);
    }
    screen.buttons(vec![cancel(&v.order, w)])
}

/// The code, and what tells it from others that were saved. It may be looked at much later: its
/// deadline is a date, and no time from now.
fn picture(v: &View, invoice: &Invoice, until: Timestamp, w: Words) -> Qr {
    let order = match v.order.deposit() {
        true => w.plain_qr_deposit(v.order.id),
        false => w.plain_qr_invoice(v.order.id),
    };
    Qr {
        code: invoice.code.qr.clone(),
        shop: v.shop.clone(),
        order,
        total: w.plain_qr_total(invoice.payable),
        until: w.plain_qr_until(until),
    }
}

/// Where to transfer to, and how the seller learns of it.
fn transfer(v: &View, until: Timestamp, w: Words) -> Screen {
    let (id, until) = (v.order.id, v.deadline(until));
    let lines = gist(&v.order, w);
    let account = v.evidence.as_ref().map(|it| it.account.as_str()).unwrap_or_default();
    let payable = v.order.rest();
    let text = match v.doubt(w) {
        Some(why) => w.invoice_transfer_again(args::InvoiceTransferAgain {
            account,
            lines: Html(&lines),
            order: id,
            payable,
            reason: &why,
            until,
        }),
        None => w.invoice_transfer(account, Html(&lines), id, payable, until),
    };
    let screen = Screen::new(text).buttons(vec![cancel(&v.order, w)]);
    match v.doubt(w) {
        Some(_) => v.asking(screen),
        None => screen,
    }
}

/// What is paid for, and how the price becomes what is to be paid where that is not plain.
pub fn gist(order: &Order, w: Words) -> String {
    let mut lines = brief(order, PAID_TAKES, w);
    if order.deposit() || order.discount.is_some() {
        lines.extend(rows(order, w));
    }
    lines.join("\n")
}

/// How the price becomes what is to be paid.
fn rows(order: &Order, w: Words) -> Vec<String> {
    let mut rows = vec![match order.deposit() {
        true => w.invoice_row_deposit(order.price()),
        false => w.invoice_row_goods(order.price()),
    }];
    rows.extend(discount_row(order, w));
    if order.from_balance > Rupiah::ZERO {
        rows.push(w.invoice_row_balance(order.from_balance));
    }
    rows
}

/// The order's lines as a caption can hold them beside what is taken already.
fn brief(order: &Order, taken: usize, w: Words) -> Vec<String> {
    let shown = order.lines.iter().take(LINES_SHOWN);
    let mut lines: Vec<String> = shown.map(|line| line_text(line, w)).collect();
    let beyond = MESSAGE_UNITS_MAX - CAPTION_UNITS_MAX;
    lines = fitting(lines, beyond + taken + MORE_TAKES);
    let rest = order.lines.len() - lines.len();
    if rest > 0 {
        lines.push(w.invoice_more_lines(rest as u64));
    }
    lines
}

/// All lines of an order, as far as a message can hold them, and what is taken off their sum.
pub fn lines(order: &Order, w: Words) -> String {
    let texts = order.lines.iter().map(|line| line_text(line, w));
    let mut lines = fitting(texts, LINES_LEAVE);
    lines.extend(discount_row(order, w));
    lines.join("\n")
}

fn discount_row(order: &Order, w: Words) -> Option<String> {
    let discount = order.discount.as_ref()?;
    Some(w.invoice_row_discount(discount.code.as_str(), discount.amount))
}

fn line_text(line: &crate::domain::order::Line, w: Words) -> String {
    let subtotal = line.price.times(line.quantity).unwrap_or(Rupiah::ZERO);
    w.invoice_line(line.name.as_str(), line.quantity.into(), subtotal)
}

/// Shows an invoice again where the buyer is looking, whatever has become of it.
pub fn reopen(ctx: &mut Ctx, turn: &Turn, id: OrderId) -> Done<Reply> {
    let order = browse::order_of(&ctx.tx, turn.customer.id, id)?
        .ok_or(Refusal::Order(NoOrder::NotYours))?;
    Ok(match order.open() {
        true => Next::PanelBelow(id).into(),
        false => Next::go(OrderPlace::Order(id)).into(),
    })
}

/// The nervous buyer's button. It asks at most as often as the gateway allows.
pub fn check_status(ctx: &mut Ctx, turn: &Turn, id: OrderId) -> Done<Reply> {
    let w = turn.words;
    let order = browse::order_of(&ctx.tx, turn.customer.id, id)?
        .ok_or(Refusal::Order(NoOrder::NotYours))?;
    let (order, bill) = browse::order_and_payment(&ctx.tx, order.id)?;
    let toast = match order.state {
        State::Paid { .. } => w.toast_already_paid(id),
        State::Ended { .. } => w.toast_invoice_ended(id),
        State::AwaitingInvoice { .. } => w.toast_wait(),
        State::InReview { .. } => w.toast_in_review(),
        _ if bill.as_ref().is_some_and(|bill| bill.asking) => w.toast_being_checked(),
        _ => w.toast_not_paid(),
    };
    if let Some(bill) = bill.filter(|_| !order.paid()) {
        payment::ask_once(ctx, bill, Lane::Goods)?;
    }
    Ok(Next::Stay.toast(toast))
}
