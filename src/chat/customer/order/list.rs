//! Past orders, newest first.

use crate::chat::action::{OrderPress, ShelfPress};
use crate::chat::layout::{button, page_line, pager, paragraphs};
use crate::chat::turn::Turn;
use crate::domain::message::Screen;
use crate::domain::order::{End, Goods, Order, State};
use crate::shop::browse::{self, Page, Part};
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

const BUTTONS_A_ROW: usize = 2;

pub struct View {
    list: Page<Order>,
}

pub fn load(ctx: &Ctx, turn: &Turn, page: u32) -> Done<View> {
    Ok(View { list: browse::orders_of(&ctx.tx, turn.customer.id, page)? })
}

pub fn render(v: &View, w: Words) -> Screen {
    if v.list.items.is_empty() {
        let list = ShelfPress::Catalogue { part: Part::All, page: 0 };
        return Screen::new(w.orders_empty()).buttons(vec![button(w.button_browse(), list)]);
    }
    let line = |order: &Order| {
        let (at, id, state, total) = (order.at, order.id, state(order, w), order.total());
        match order.deposit() {
            true => w.orders_line_deposit(at, id, &state, total),
            false => w.orders_line(at, id, &state, total),
        }
    };
    let lines: Vec<String> = v.list.items.iter().map(line).collect();
    let text = paragraphs([w.orders_title(), lines.join("\n"), page_line(w, &v.list)]);
    let mut screen = Screen::new(text);
    for row in v.list.items.chunks(BUTTONS_A_ROW) {
        let one = |order: &Order| button(w.button_order_of(order.id), OrderPress::Order(order.id));
        screen = screen.buttons(row.iter().map(one).collect());
    }
    pager(screen, w, &v.list, |page| OrderPress::List { page })
}

/// An order's state in two words.
pub fn state(order: &Order, w: Words) -> String {
    match order.state {
        State::AwaitingInvoice { .. } => w.state_awaiting_invoice(),
        State::AwaitingPayment { .. } => w.state_awaiting_payment(),
        State::AwaitingTransfer { .. } => w.state_awaiting_transfer(),
        State::InReview { .. } => w.state_in_review(),
        State::Paid { goods: Goods::Sending { .. }, .. } => w.state_sending(),
        State::Paid { .. } if order.deposit() => w.state_deposited(),
        State::Paid { goods: Goods::Delivered { .. }, .. } => w.state_delivered(),
        State::Paid { goods: Goods::Stuck { .. }, .. } => w.state_stuck(),
        State::Paid { goods: Goods::Withdrawn, .. } => w.state_withdrawn(),
        State::Paid { goods: Goods::ByHand, .. } => w.state_by_hand(),
        State::Ended { why: End::Expired, .. } => w.state_expired(),
        State::Ended { why: End::Cancelled, .. } => w.state_cancelled(),
        State::Ended { why: End::NoInvoice, .. } => w.state_no_invoice(),
        State::Ended { why: End::WrongAmount, .. } => w.state_wrong_amount(),
        State::Ended { why: End::NoTransfer, .. } => w.state_no_transfer(),
    }
}
