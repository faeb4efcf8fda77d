//! Orders whose evidence waits for somebody of the staff, oldest first.

use crate::chat::action::{MenuPress, ReviewPress};
use crate::chat::layout::{below, button, fitting, paragraphs, person};
use crate::domain::id::OrderId;
use crate::domain::limit::PAGE_LINES;
use crate::domain::message::Screen;
use crate::domain::order::{Order, State};
use crate::shop::context::{Ctx, Done};
use crate::shop::evidence;
use crate::words::{Html, Words};

pub struct View {
    waiting: u64,
    lines: Vec<String>,
    orders: Vec<OrderId>,
}

/// The oldest of them: the next ones move up as these are decided.
pub fn load(ctx: &Ctx, w: Words) -> Done<View> {
    let queue = evidence::queue(&ctx.tx, PAGE_LINES)?;
    let lines = queue.iter().map(|order| line(ctx, order, w)).collect::<Done<_>>()?;
    let orders = queue.iter().map(|order| order.id).collect();
    Ok(View { waiting: evidence::waiting(&ctx.tx)?, lines, orders })
}

fn line(ctx: &Ctx, order: &Order, w: Words) -> Done<String> {
    let since = match order.state {
        State::InReview { since } => since,
        _ => order.at,
    };
    let buyer = person(ctx, order.customer, w)?;
    Ok(w.evidence_line(since, Html(&buyer), order.id, order.rest()))
}

pub fn render(v: &View, w: Words) -> Screen {
    let back = vec![button(w.button_back(), MenuPress::Menu)];
    if v.lines.is_empty() {
        return Screen::new(w.evidence_none()).buttons(back);
    }
    let lines = fitting(v.lines.iter().cloned(), 200).join("\n\n");
    let mut screen = Screen::new(paragraphs([w.evidence_list(v.waiting), lines]));
    for id in &v.orders {
        let look = below(w.button_review(*id), ReviewPress::Card { order: *id, back: 0 });
        screen = screen.buttons(vec![look]);
    }
    screen.buttons(back)
}
