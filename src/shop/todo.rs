//! What the staff do by hand for a buyer: promised when it is paid for, reminded of, handed over
//! once. All units of one product in one order are one thing to do.

use super::context::{Ctx, Done};
use super::{delivery, revision};
use crate::domain::act::Act;
use crate::domain::fact::TodoFact;
use crate::domain::id::{CustomerId, OrderId, ProductId, UnitId};
use crate::domain::limit::{TODO_AGAIN, TODO_ANSWER_CHARS_MAX, TODOS_READ_MAX};
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

/// How many units there are that somebody has still to do.
pub fn waiting(read: &impl Read) -> Result<u64, Fault> {
    read.count(Index::UnitsToDo, ALL)
}

/// How many an order has of them.
pub fn waiting_of(read: &impl Read, order: OrderId) -> Result<u64, Fault> {
    read.count(Index::ToDoOf, order.0)
}

/// Everything that is to be done, the oldest first.
pub fn jobs(read: &impl Read) -> Result<Vec<Job>, Fault> {
    grouped(read, read.list(Index::UnitsToDo, ALL, Direction::Oldest, TODOS_READ_MAX)?)
}

/// The same of one order.
pub fn jobs_of(read: &impl Read, order: OrderId) -> Result<Vec<Job>, Fault> {
    grouped(read, read.list(Index::ToDoOf, order.0, Direction::Oldest, usize::MAX)?)
}

fn grouped(read: &impl Read, units: Vec<u64>) -> Result<Vec<Job>, Fault> {
    let mut jobs: Vec<Job> = Vec::new();
    for id in units {
        // One that cannot be read hides no other.
        let Some((unit, order, todo)) = read.passable::<Unit>(id)?.and_then(open) else { continue };
        let same = |job: &&mut Job| (job.order, job.product) == (order, unit.product);
        match jobs.iter_mut().find(same) {
            Some(job) => job.count += 1,
            None => jobs.push(Job { order, product: unit.product, count: 1, todo }),
        }
    }
    Ok(jobs)
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
        if let Some(until) = job.todo.until() {
            ready(ctx, order, job.product, until)?;
        }
    }
    Ok(())
}

fn ready(ctx: &mut Ctx, order: OrderId, product: ProductId, until: Timestamp) -> Done {
    ctx.fact(TodoFact::Ready { order, product });
    Ok(ctx.timer(until, What::Promise { order, product })?)
}

/// The time is over by which something was promised: the staff are reminded until it is done.
pub fn look(ctx: &mut Ctx, order: OrderId, product: ProductId) -> Done {
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
    let mut done = Vec::new();
    for (unit, _) in units(&ctx.tx, order, product)? {
        done.push(unit.id);
        let made = Some(Made::Manual(todo.clone()));
        ctx.tx.put(&Unit { content: text.clone(), file, made, ..unit })?;
    }
    revision::act(ctx, by, Act::Finished { order, product })?;
    delivery::settle(ctx, order)?;
    ctx.fact(TodoFact::Finished { order, product, by: by.id() });
    Ok(done)
}
