//! Paid and not delivered: empty in a healthy shop.

use super::Purpose;
use crate::chat::action::{MenuPress, SalePress};
use crate::chat::layout::{button, fitting, page_line, pager, paragraphs, person};
use crate::domain::limit::UNDELIVERED_AFTER;
use crate::domain::message::{Button, Screen};
use crate::domain::order::{Goods, Order, State};
use crate::domain::time::Timestamp;
use crate::shop::browse::{self, Page};
use crate::shop::context::{Ctx, Done};
use crate::shop::replace::replaceable;
use crate::words::{Html, Words};

pub struct View {
    list: Page<Item>,
}

struct Item {
    order: Order,
    buyer: String,
    /// The shelf has something to put in the place of its goods.
    replaceable: bool,
    /// It has been on its way for too long.
    late: bool,
}

impl Item {
    fn stuck(&self) -> bool {
        matches!(self.order.state, State::Paid { goods: Goods::Stuck { .. }, .. })
    }
}

pub fn load(ctx: &Ctx, page: u32, w: Words) -> Done<View> {
    let Page { items: orders, page, pages, total } = browse::undelivered(&ctx.tx, page)?;
    let mut items = Vec::new();
    for order in orders {
        let buyer = person(ctx, order.customer, w)?;
        let replaceable = replaceable(&ctx.tx, &order)?;
        let late = order.waits_since().is_some_and(|since| late(since, ctx.now));
        items.push(Item { order, buyer, replaceable, late });
    }
    Ok(View { list: Page { items, page, pages, total } })
}

/// Since a time that is still to come it waits by a clock that ran ahead.
pub(super) fn late(since: Timestamp, now: Timestamp) -> bool {
    !(since..since.after(UNDELIVERED_AFTER)).contains(&now)
}

fn line(item: &Item, w: Words) -> Option<String> {
    let (id, buyer) = (item.order.id, Html(&item.buyer));
    match item.order.state {
        State::Paid { at, goods: Goods::Sending { .. } } => {
            Some(w.undelivered_sending_line(buyer, id, at))
        }
        State::Paid { at, goods: Goods::Stuck { .. } } => {
            Some(w.undelivered_stuck_line(buyer, id, at))
        }
        _ => None,
    }
}

pub fn render(v: &View, w: Words) -> Screen {
    let back = vec![button(w.button_back(), MenuPress::Menu)];
    if v.list.items.is_empty() {
        return Screen::new(w.undelivered_empty()).buttons(back);
    }
    let lines = fitting(v.list.items.iter().filter_map(|item| line(item, w)), 500).join("\n\n");
    let hint = match v.list.items.iter().any(|item| item.stuck()) {
        true => w.undelivered_hint(),
        false => String::new(),
    };
    let text = [w.undelivered_title(), lines, hint, page_line(w, &v.list)];
    let mut screen = Screen::new(paragraphs(text));
    for item in &v.list.items {
        screen = screen.buttons(actions(item, w));
    }
    pager(screen, w, &v.list, |page| SalePress::UndeliveredList { page }).buttons(back)
}

/// What is under way is only looked at, until it takes too long; what is stuck is sent again,
/// replaced or refunded.
fn actions(item: &Item, w: Words) -> Vec<Button> {
    let order = item.order.id;
    let mut row = Vec::new();
    if item.stuck() || item.late {
        row.push(button(w.button_send_again(order), SalePress::SendAgain(order)));
    }
    if item.stuck() && item.replaceable {
        let pick = SalePress::PickUnit { order, purpose: Purpose::Replace, page: 0 };
        row.push(button(w.button_replace_order(order), pick));
    }
    row.push(button(w.button_sale(order), SalePress::Card(order)));
    row
}
