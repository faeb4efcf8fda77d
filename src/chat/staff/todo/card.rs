//! One thing to do: for whom, what they said, and by when it was promised.

use super::Press;
use crate::chat::action::{SalePress, TodoPress};
use crate::chat::layout::{button, paragraphs, person};
use crate::chat::turn::Turn;
use crate::domain::file::{File, Purpose};
use crate::domain::id::{OrderId, ProductId};
use crate::domain::message::{Button, Screen};
use crate::domain::text::shorten;
use crate::domain::time::Timestamp;
use crate::shop::context::{Ctx, Done};
use crate::shop::todo::{self, Job};
use crate::shop::{browse, file};
use crate::words::format::Deadline;
use crate::words::{Html, Words, args};

/// More of a file's name does not fit a button on a phone.
const LABEL_CHARS: usize = 28;

pub struct View {
    job: Job,
    name: String,
    buyer: String,
    now: Timestamp,
    /// Files that whoever looks has sent for it and not decided about.
    files: Vec<File>,
}

pub fn load(ctx: &Ctx, turn: &Turn, order: OrderId, product: ProductId) -> Done<View> {
    let job = todo::known(&ctx.tx, order, product)?;
    let buyer = person(ctx, browse::order(&ctx.tx, order)?.customer, turn.words)?;
    let purpose = Purpose::Todo { order, product };
    let files = file::look::all_for(&ctx.tx, turn.customer.id, purpose)?;
    Ok(View { name: browse::product_name(&ctx.tx, product)?, job, buyer, now: ctx.now, files })
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
    let looks = v.files.iter().map(|it| vec![look(it, w)]);
    let screen = looks.fold(screen, Screen::buttons);
    let screen = match todo.asks() {
        Some(_) => screen.buttons(vec![button(w.button_todo_ask(), Press::Ask { order, product })]),
        None => screen,
    };
    screen
        .buttons(vec![button(w.button_sale(order), SalePress::Card(order))])
        .buttons(vec![button(w.button_back(), TodoPress::List { page: 0 })])
}

fn look(file: &File, w: Words) -> Button {
    button(w.button_file_look(&shorten(&file.name, LABEL_CHARS)), Press::Look(file.id))
}
