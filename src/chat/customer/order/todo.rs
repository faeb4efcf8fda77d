//! What is done by hand for a buyer: promised once it is paid for, and asked about.

use crate::chat::action::OrderPress;
use crate::chat::field::Field;
use crate::chat::layout::below;
use crate::chat::question::Question;
use crate::chat::reach::words_of;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::effect::{About, Lane, Task};
use crate::domain::id::{OrderId, ProductId};
use crate::domain::message::Screen;
use crate::domain::refusal::Refusal;
use crate::domain::todo::NoTodo;
use crate::shop::context::{Ctx, Done};
use crate::shop::todo::{self, Job};
use crate::shop::{browse, waiting};
use crate::words::format::Deadline;
use crate::words::{Dictionary, Words, args};

/// Tells the buyer of an order what is still to be done for them, and asks what is to be asked.
pub fn promised(ctx: &mut Ctx, dictionary: &Dictionary, order: OrderId) -> Done {
    for job in todo::jobs_of(&ctx.tx, order)? {
        tell(ctx, dictionary, &job)?;
    }
    Ok(())
}

/// The staff remind the buyer of a question.
pub fn ask_again(
    ctx: &mut Ctx,
    dictionary: &Dictionary,
    order: OrderId,
    product: ProductId,
) -> Done {
    let job = asking(ctx, order, product)?;
    // A second tap while the first has not gone out says nothing more.
    let to = browse::order(&ctx.tx, order)?.customer;
    match waiting::brings_goods(&ctx.tx, to.chat())? {
        true => Ok(()),
        false => tell(ctx, dictionary, &job),
    }
}

/// The shop does, as nothing was heard for long.
pub fn remind(ctx: &mut Ctx, dictionary: &Dictionary, order: OrderId, product: ProductId) -> Done {
    let job = asking(ctx, order, product)?;
    tell(ctx, dictionary, &job)
}

fn asking(ctx: &Ctx, order: OrderId, product: ProductId) -> Done<Job> {
    let job = todo::known(&ctx.tx, order, product)?;
    match job.todo.asks() {
        Some(_) => Ok(job),
        None => Err(Refusal::Todo(NoTodo::Answered).into()),
    }
}

fn tell(ctx: &mut Ctx, dictionary: &Dictionary, job: &Job) -> Done {
    let to = browse::order(&ctx.tx, job.order)?.customer;
    let w = words_of(ctx, dictionary, to)?;
    let screen = screen(ctx, job, w)?;
    let task = Task::Show { to: to.chat().into(), screen, replace: None };
    ctx.ask(Lane::Goods, task, About::Nothing)?;
    Ok(())
}

fn screen(ctx: &Ctx, job: &Job, w: Words) -> Done<Screen> {
    let Job { order, product, todo, .. } = job;
    let (order, product) = (*order, *product);
    let name = browse::product_name(&ctx.tx, product)?;
    Ok(match (todo.asks(), todo.until()) {
        (Some(question), _) => {
            let text =
                w.told_todo_question(args::ToldTodoQuestion { name: &name, order, question });
            let answer = below(w.button_todo_answer(), OrderPress::Answer { order, product });
            Screen::new(text).buttons(vec![answer])
        }
        (None, until) => {
            let until = Deadline { until: until.unwrap_or(ctx.now), now: ctx.now };
            let text = w.told_todo(&name, order, until);
            Screen::new(text).buttons(vec![below(w.button_order(), OrderPress::Order(order))])
        }
    })
}

/// What somebody typed is nothing else: perhaps it is what they were asked.
pub fn hint(ctx: &Ctx, turn: &Turn) -> Done<Option<Screen>> {
    let job = todo::asked_of(&ctx.tx, turn.customer.id)?;
    job.map(|job| screen(ctx, &job, turn.words)).transpose()
}

/// Opens the question.
pub fn open(ctx: &Ctx, turn: &Turn, order: OrderId, product: ProductId) -> Done<Reply> {
    let job = theirs(ctx, turn, order, product)?;
    match job.todo.asks() {
        Some(_) => Ok(Next::ask(Field::Todo { order, product }).into()),
        None => Err(Refusal::Todo(NoTodo::Answered).into()),
    }
}

fn theirs(ctx: &Ctx, turn: &Turn, order: OrderId, product: ProductId) -> Done<Job> {
    match browse::order_of(&ctx.tx, turn.customer.id, order)? {
        Some(_) => todo::known(&ctx.tx, order, product),
        None => Err(Refusal::Todo(NoTodo::Gone).into()),
    }
}

pub fn ask(ctx: &Ctx, order: OrderId, product: ProductId, w: Words) -> Done<Question> {
    let job = todo::known(&ctx.tx, order, product)?;
    let question = job.todo.asks().ok_or(Refusal::Todo(NoTodo::Answered))?;
    let name = browse::product_name(&ctx.tx, product)?;
    Ok(Question::new(w.todo_question(args::TodoQuestion { name: &name, order, question })))
}

pub fn take(
    ctx: &mut Ctx,
    turn: &Turn,
    order: OrderId,
    product: ProductId,
    said: &Answer,
) -> Done<Option<Reply>> {
    let Answer::Text(text) = said else { return Ok(None) };
    let job = todo::answer(ctx, turn.customer.id, order, product, text)?;
    Ok(Some(Next::Say(screen(ctx, &job, turn.words)?).into()))
}
