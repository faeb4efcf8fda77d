//! What the staff do by hand for a buyer: promised when it is paid for, reminded of, handed over
//! once. All units of one product in one order are one thing to do.

use std::collections::HashSet;

use super::context::{Ctx, Done};
use super::{file, revision, stock};
use crate::domain::act::Act;
use crate::domain::fact::TodoFact;
use crate::domain::file::{File, Purpose};
use crate::domain::id::{CustomerId, OrderId, ProductId, UnitId};
use crate::domain::limit::{
    ASKED_ORDERS, QUESTION_REMINDERS, TODO_AGAIN, TODO_ANSWER_CHARS_MAX, TODO_UNITS_MAX, TODOS_MAX,
    TWINS_READ_MAX,
};
use crate::domain::order::{NoOrder, Order};
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Fate, Made, Unit};
use crate::domain::text;
use crate::domain::time::Timestamp;
use crate::domain::timer::What;
use crate::domain::todo::{Handover, NoTodo, Todo};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index};

/// What is to be done for one order with one product.
#[derive(Clone, PartialEq, Eq)]
pub struct Job {
    pub order: OrderId,
    pub product: ProductId,
    pub count: u32,
    /// The same for all of its units.
    pub todo: Todo,
}

/// How many an order has of them.
pub fn waiting_of(read: &impl Read, order: OrderId) -> Result<u64, Fault> {
    read.count(Index::ToDoOf, order.0)
}

/// What is to be done, the oldest first.
pub fn jobs(read: &impl Read) -> Result<Vec<Job>, Fault> {
    let (mut jobs, mut known) = (Vec::new(), HashSet::new());
    for id in read.list(Index::UnitsToDo, ALL, Direction::Oldest, TODO_UNITS_MAX)? {
        if known.contains(&id) {
            continue;
        }
        // One that cannot be read hides no other.
        let Some((_, order, _)) = read.passable::<Unit>(id)?.and_then(open) else { continue };
        known.extend(read.list(Index::ToDoOf, order.0, Direction::Oldest, usize::MAX)?);
        jobs.extend(jobs_of(read, order)?);
        if jobs.len() >= TODOS_MAX {
            break;
        }
    }
    Ok(jobs)
}

/// What is to be done for one order.
pub fn jobs_of(read: &impl Read, id: OrderId) -> Result<Vec<Job>, Fault> {
    let waiting: HashSet<u64> =
        read.list(Index::ToDoOf, id.0, Direction::Oldest, usize::MAX)?.into_iter().collect();
    // Most orders have nothing that waits: they are not read.
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let Some(order) = read.passable::<Order>(id.0)? else { return Ok(Vec::new()) };
    let mut jobs: Vec<Job> = Vec::new();
    for line in &order.lines {
        let those: Vec<UnitId> =
            line.units.iter().filter(|unit| waiting.contains(&unit.0)).copied().collect();
        // One of them tells what all of them are.
        for unit in &those {
            let Some((_, _, todo)) = read.passable::<Unit>(unit.0)?.and_then(open) else {
                continue;
            };
            jobs.push(Job { order: id, product: line.product, count: those.len() as u32, todo });
            break;
        }
    }
    Ok(jobs)
}

/// The newest question that a buyer has not answered yet.
pub fn asked_of(read: &impl Read, customer: CustomerId) -> Result<Option<Job>, Fault> {
    for id in read.list(Index::OrdersOf, customer.0, Direction::Newest, ASKED_ORDERS)? {
        let jobs = jobs_of(read, OrderId(id))?;
        if let Some(job) = jobs.into_iter().find(|job| job.todo.asks().is_some()) {
            return Ok(Some(job));
        }
    }
    Ok(None)
}

/// A unit that is still to be done, for whom, and what.
fn open(unit: Unit) -> Option<(Unit, OrderId, Todo)> {
    let (Some(Made::Manual(todo)), Fate::Sold(order)) = (unit.made.clone(), unit.fate) else {
        return None;
    };
    todo.done.is_none().then_some((unit, order, todo))
}

/// One of them, as long as it is to be done.
pub fn known(read: &impl Read, order: OrderId, product: ProductId) -> Done<Job> {
    let found = jobs_of(read, order)?.into_iter().find(|job| job.product == product);
    Ok(found.ok_or(Refusal::Todo(NoTodo::Gone))?)
}

/// An order is paid: what can be begun is told to the staff, and somebody looks whether it is done
/// in time.
pub(super) fn begin(ctx: &mut Ctx, order: OrderId) -> Done {
    for job in jobs_of(&ctx.tx, order)? {
        match job.todo.until() {
            Some(until) => ready(ctx, order, job.product, until)?,
            None => ask_later(ctx, order, job.product, 0)?,
        }
    }
    Ok(())
}

fn ask_later(ctx: &mut Ctx, order: OrderId, product: ProductId, round: u8) -> Done {
    let Some(pause) = QUESTION_REMINDERS.get(usize::from(round)) else { return Ok(()) };
    let at = ctx.now.after(*pause);
    Ok(ctx.timer(at, What::Unanswered { order, product, round })?)
}

/// A question waits for its answer: as long as it does, the buyer is asked again, more and more
/// rarely, and in the end no more.
pub fn remind(ctx: &mut Ctx, order: OrderId, product: ProductId, round: u8) -> Done {
    legible(ctx, order)?;
    let jobs = jobs_of(&ctx.tx, order)?;
    let asks = |job: &Job| job.product == product && job.todo.asks().is_some();
    if !jobs.iter().any(asks) {
        return Ok(());
    }
    ctx.fact(TodoFact::Unanswered { order, product, round });
    ask_later(ctx, order, product, round.saturating_add(1))
}

fn ready(ctx: &mut Ctx, order: OrderId, product: ProductId, until: Timestamp) -> Done {
    ctx.fact(TodoFact::Ready { order, product });
    Ok(ctx.timer(until, What::Promise { order, product })?)
}

/// The time is over by which something was promised: the staff are reminded until it is done.
pub fn look(ctx: &mut Ctx, order: OrderId, product: ProductId) -> Done {
    legible(ctx, order)?;
    let Some(until) = promised(&ctx.tx, order, product)? else { return Ok(()) };
    let at = match until <= ctx.now {
        true => {
            ctx.fact(TodoFact::Late { order, product });
            ctx.now.after(TODO_AGAIN)
        }
        // The clock was set meanwhile, and the promise with it.
        false => until,
    };
    Ok(ctx.timer(at, What::Promise { order, product })?)
}

/// An order that cannot be read is no order without jobs: its timer rings again in an hour.
fn legible(ctx: &Ctx, order: OrderId) -> Result<(), Fault> {
    ctx.tx.get::<Order>(order.0).map(|_| ())
}

/// Until when something is promised that is still to be done.
pub(super) fn promised(
    read: &impl Read,
    order: OrderId,
    product: ProductId,
) -> Result<Option<Timestamp>, Fault> {
    let jobs = jobs_of(read, order)?;
    Ok(jobs.into_iter().find(|job| job.product == product).and_then(|job| job.todo.until()))
}

/// The units of one job.
fn units(read: &impl Read, order: OrderId, product: ProductId) -> Result<Vec<(Unit, Todo)>, Fault> {
    let mut units = Vec::new();
    for id in read.list(Index::ToDoOf, order.0, Direction::Oldest, usize::MAX)? {
        let found = read.passable::<Unit>(id)?.filter(|unit| unit.product == product);
        units.extend(found.and_then(open).map(|(unit, _, todo)| (unit, todo)));
    }
    Ok(units)
}

/// The buyer says what was asked for.
pub fn answer(
    ctx: &mut Ctx,
    customer: CustomerId,
    id: OrderId,
    product: ProductId,
    said: &str,
) -> Done<Job> {
    let order = ctx.tx.get::<Order>(id.0)?.filter(|order| order.customer == customer);
    if order.is_none() {
        return Err(Refusal::Order(NoOrder::NotYours).into());
    }
    let job = known(&ctx.tx, id, product)?;
    if job.todo.asks().is_none() {
        return Err(Refusal::Todo(NoTodo::Answered).into());
    }
    let answer = Some(text::lines(said, TODO_ANSWER_CHARS_MAX)?);
    let todo = Todo { answer, ready: Some(ctx.now), ..job.todo };
    for (unit, _) in units(&ctx.tx, id, product)? {
        ctx.tx.put(&Unit { made: Some(Made::Manual(todo.clone())), ..unit })?;
    }
    if let Some(until) = todo.until() {
        ready(ctx, id, product, until)?;
    }
    Ok(Job { todo, ..job })
}

/// It is done. What is handed over goes to the buyer; who says so twice finds it gone.
pub fn finish(
    ctx: &mut Ctx,
    by: Staff,
    order: OrderId,
    product: ProductId,
    handover: Handover,
) -> Done<Vec<UnitId>> {
    let job = known(&ctx.tx, order, product)?;
    let todo = Todo { done: Some(ctx.now), ready: job.todo.ready.or(Some(ctx.now)), ..job.todo };
    let Handover { text, file } = handover;
    let digest = match file {
        Some(file) => ctx.tx.need::<File>(file.0)?.digest,
        None if text.is_empty() => 0,
        None => stock::digest(&ctx.tx, &text),
    };
    // What lies in stock would be sold once more, each line of several.
    let mut lies = unsold(&ctx.tx, digest, &text)?;
    for line in text.lines().map(str::trim).filter(|line| file.is_none() && !line.is_empty()) {
        lies |= unsold(&ctx.tx, stock::digest(&ctx.tx, line), line)?;
    }
    if lies {
        return Err(Refusal::Todo(NoTodo::InStock).into());
    }
    let mut done = Vec::new();
    for (unit, _) in units(&ctx.tx, order, product)? {
        // All of them are the same one, and known by the first.
        let digest = if done.is_empty() { digest } else { 0 };
        done.push(unit.id);
        let made = Some(Made::Manual(todo.clone()));
        ctx.tx.put(&Unit { content: text.clone(), digest, file, made, ..unit })?;
    }
    if let Some(file) = file {
        file::sold(ctx, file)?;
    }
    file::look::forget_all(ctx, Purpose::Todo { order, product })?;
    revision::act(ctx, by, Act::Finished { order, product })?;
    ctx.fact(TodoFact::Finished { order, product, by: by.id() });
    Ok(done)
}

/// Whether somebody could still buy what is handed over. A line is in stock once, and was so before
/// it was ever handed over: the oldest with its digest tell.
fn unsold(read: &impl Read, digest: u64, text: &str) -> Result<bool, Fault> {
    if digest == 0 {
        return Ok(false);
    }
    for id in read.list(Index::UnitDigest, digest, Direction::Oldest, TWINS_READ_MAX)? {
        let Some(twin) = read.passable::<Unit>(id)? else { continue };
        let same = twin.file.is_some() || twin.content == text;
        let gone = matches!(twin.fate, Fate::Sold(_) | Fate::Returned(_) | Fate::Shared);
        if same && !gone {
            return Ok(true);
        }
    }
    Ok(false)
}
