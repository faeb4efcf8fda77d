//! Paid and not delivered: empty in a healthy shop.

use crate::chat::action::Action;
use crate::chat::layout::{button, buyer, fitting, paragraphs};
use crate::domain::id::OrderId;
use crate::domain::limit::PAGE_LINES;
use crate::domain::message::Screen;
use crate::domain::order::{Goods, Order, State};
use crate::shop::browse;
use crate::shop::context::{Ctx, Done};
use crate::words::{Html, Words};

pub struct View {
    lines: Vec<String>,
    /// Those that may be sent once more.
    stuck: Vec<OrderId>,
}

pub fn load(ctx: &Ctx, w: Words) -> Done<View> {
    let mut view = View { lines: Vec::new(), stuck: Vec::new() };
    for order in browse::undelivered(&ctx.tx, PAGE_LINES)? {
        view.lines.extend(line(ctx, &order, w)?);
        if let State::Paid { goods: Goods::Stuck, .. } = order.state {
            view.stuck.push(order.id);
        }
    }
    Ok(view)
}

fn line(ctx: &Ctx, order: &Order, w: Words) -> Done<Option<String>> {
    let customer = browse::customer(&ctx.tx, order.customer)?;
    let (name, username) = match &customer {
        Some(customer) => (customer.name.as_str(), customer.username.as_deref()),
        None => ("", None),
    };
    let buyer = buyer(w, order.customer, name, username);
    Ok(match order.state {
        State::Paid { at, goods: Goods::Sending { .. } } => {
            Some(w.undelivered_sending_line(Html(&buyer), order.id, at))
        }
        State::Paid { at, goods: Goods::Stuck } => {
            Some(w.undelivered_stuck_line(Html(&buyer), order.id, at))
        }
        _ => None,
    })
}

pub fn render(v: &View, w: Words) -> Screen {
    let back = vec![button(w.button_back(), Action::Admin)];
    if v.lines.is_empty() {
        return Screen::new(w.undelivered_empty()).buttons(back);
    }
    let lines = fitting(v.lines.iter().cloned(), 200).join("\n\n");
    let mut screen = Screen::new(paragraphs([w.undelivered_title(), lines]));
    for id in &v.stuck {
        let again = button(w.button_send_again(*id), Action::SendAgain(*id));
        screen = screen.buttons(vec![again]);
    }
    screen.buttons(back)
}
