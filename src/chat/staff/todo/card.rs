//! One thing to do: for whom, what they said, and by when it was promised.

use super::Press;
use crate::chat::action::{SalePress, TodoPress};
use crate::chat::layout::{button, paragraphs, person};
use crate::domain::id::{OrderId, ProductId};
use crate::domain::message::Screen;
use crate::domain::time::Timestamp;
use crate::shop::browse;
use crate::shop::context::{Ctx, Done};
use crate::shop::todo::{self, Job};
use crate::words::format::Deadline;
use crate::words::{Html, Words, args};

pub struct View {
    job: Job,
    name: String,
    buyer: String,
    now: Timestamp,
}

pub fn load(ctx: &Ctx, w: Words, order: OrderId, product: ProductId) -> Done<View> {
    let job = todo::known(&ctx.tx, order, product)?;
    let buyer = person(ctx, browse::order(&ctx.tx, order)?.customer, w)?;
    Ok(View { name: browse::product_name(&ctx.tx, product)?, job, buyer, now: ctx.now })
}

pub fn render(v: &View, w: Words) -> Screen {
    let Job { order, product, count, todo } = &v.job;
    let (order, product) = (*order, *product);
    let card = w.todo_card(Html(&v.buyer), &v.name, order, (*count).into());
    let said = match (&todo.question, &todo.answer) {
        (Some(question), Some(answer)) => {
            w.todo_answered(args::TodoAnswered { content: answer, field: question })
        }
        (Some(question), None) => w.todo_unanswered(question),
        (None, _) => String::new(),
    };
    let promised = match todo.until() {
        None => String::new(),
        Some(until) if until <= v.now => w.todo_late(until),
        Some(until) => w.todo_until(Deadline { until, now: v.now }),
    };
    let screen = Screen::new(paragraphs([card, said, promised]))
        .buttons(vec![button(w.button_todo_finish(), Press::Finish { order, product })]);
    let screen = match todo.asks() {
        Some(_) => screen.buttons(vec![button(w.button_todo_ask(), Press::Ask { order, product })]),
        None => screen,
    };
    screen
        .buttons(vec![button(w.button_sale(order), SalePress::Card(order))])
        .buttons(vec![button(w.button_back(), TodoPress::List { page: 0 })])
}
