//! What came onto the shelf together: looked at, frozen, taken back, replaced or refunded as one,
//! in steps between which buyers get in.

use super::browse::{self, Page};
use super::context::{Ctx, Done, Stop};
use super::refund::refund;
use super::replace::replace;
use super::{revision, staff, waiter};
use crate::domain::act::Act;
use crate::domain::batch::{Batch, Doing, NoBatch, Source, Work};
use crate::domain::fact::StockFact;
use crate::domain::id::{BatchId, OrderId, ProductId, UnitId};
use crate::domain::limit::{RECALL_PAUSE, RECALLS_PER_STEP, UNITS_PER_INPUT_MAX};
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::refund::{NewRefund, Portion, Purse};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::revision::By;
use crate::domain::staff::Right;
use crate::domain::stock::{Fate, Unit};
use crate::domain::text::Reason;
use crate::domain::time::Span;
use crate::domain::timer::What;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table};

/// The number of a batch; `keep` writes it once something of it is there, and how much.
pub(super) fn next(ctx: &mut Ctx) -> Result<BatchId, Fault> {
    Ok(BatchId(ctx.tx.next(Table::Batch)?))
}

pub(super) fn keep(
    ctx: &mut Ctx,
    by: By,
    id: BatchId,
    product: ProductId,
    source: Source,
    count: u32,
) -> Result<(), Fault> {
    if let Some(begun) = ctx.tx.get::<Batch>(id.0)? {
        return ctx.tx.put(&Batch { count, ..begun });
    }
    let (at, cost, note, work) = (ctx.now, None, None, None);
    ctx.tx.put(&Batch { id, product, by, at, source, count, cost, note, work })
}

pub fn known(read: &impl Read, id: BatchId) -> Done<Batch> {
    Ok(read.get::<Batch>(id.0)?.ok_or(Refusal::Batch(NoBatch::Gone))?)
}

pub fn there(read: &impl Read, id: BatchId) -> Result<bool, Fault> {
    Ok(read.get::<Batch>(id.0)?.is_some())
}

/// What has become of its units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fates {
    pub available: u64,
    pub held: u64,
    pub sold: u64,
    pub returned: u64,
    pub withheld: u64,
}

/// Each of its units is read: there are fifty thousand at most, and whoever asks is staff.
pub fn fates(read: &impl Read, id: BatchId) -> Result<Fates, Fault> {
    let available = read.count(Index::BatchAvailable, id.0)?;
    let mut fates = Fates { available, ..Fates::default() };
    // Where none has been sold yet, nothing is to be read.
    if read.count(Index::UnitsOfBatch, id.0)? == available {
        return Ok(fates);
    }
    fates.available = 0;
    for unit in read.list(Index::UnitsOfBatch, id.0, Direction::Oldest, usize::MAX)? {
        match read.need::<Unit>(unit)?.fate {
            Fate::Available => fates.available += 1,
            Fate::Held(_) => fates.held += 1,
            Fate::Sold(_) => fates.sold += 1,
            Fate::Returned(_) => fates.returned += 1,
            Fate::Withheld => fates.withheld += 1,
        }
    }
    Ok(fates)
}

/// Batches of a product, the newest first.
pub fn of_product(read: &impl Read, product: ProductId, page: u32) -> Done<Page<Batch>> {
    let page = browse::newest(read, Index::BatchesOf, product.0, page)?;
    Ok(page.each(|id| read.need::<Batch>(id))?)
}

/// Orders that have a unit of it, the newest first.
pub fn orders(read: &impl Read, id: BatchId) -> Result<Vec<OrderId>, Fault> {
    let mut orders = Vec::new();
    for unit in read.list(Index::UnitsOfBatch, id.0, Direction::Oldest, usize::MAX)? {
        if let Fate::Sold(order) = read.need::<Unit>(unit)?.fate {
            orders.push(order);
        }
    }
    orders.sort_unstable();
    orders.dedup();
    orders.reverse();
    Ok(orders)
}

pub fn set_cost(ctx: &mut Ctx, by: Staff, id: BatchId, cost: Option<Rupiah>) -> Done {
    let batch = known(&ctx.tx, id)?;
    write(ctx, by, Batch { cost, ..batch })
}

pub fn set_note(ctx: &mut Ctx, by: Staff, id: BatchId, note: Option<Reason>) -> Done {
    let batch = known(&ctx.tx, id)?;
    write(ctx, by, Batch { note, ..batch })
}

fn write(ctx: &mut Ctx, by: Staff, batch: Batch) -> Done {
    let act = Act::BatchNoted { batch: batch.id, product: batch.product };
    revision::act(ctx, by, act)?;
    Ok(ctx.tx.put(&batch)?)
}

/// Begins something with all units of a batch. The first step is taken at once: most batches
/// need no other.
pub fn begin(
    ctx: &mut Ctx,
    by: Staff,
    id: BatchId,
    doing: Doing,
    why: Option<Reason>,
) -> Done<Work> {
    let batch = known(&ctx.tx, id)?;
    if batch.work.is_some() {
        return Err(Refusal::Batch(NoBatch::Busy).into());
    }
    // The units that make up for its own would be its own.
    if doing == Doing::Replace && ctx.tx.count(Index::BatchAvailable, id.0)? > 0 {
        return Err(Refusal::Batch(NoBatch::Selling).into());
    }
    let work = Work { doing, by: by.id(), why, from: 0, done: 0, left_out: 0 };
    let (work, over) = portion(ctx, by, &batch, work)?;
    if over && work.done + work.left_out == 0 {
        return Err(Refusal::Batch(NoBatch::Nothing).into());
    }
    went_on(ctx, batch, &work, over)?;
    Ok(work)
}

/// The next step of what was begun. Whoever began it must still be allowed to.
pub fn step(ctx: &mut Ctx, id: BatchId) -> Done {
    let Some(batch) = ctx.tx.get::<Batch>(id.0)? else { return Ok(()) };
    let Some(work) = batch.work.clone() else { return Ok(()) };
    let Some(by) = staff::may(ctx, work.by, work.doing.needs())? else {
        return Ok(ctx.tx.put(&Batch { work: None, ..batch })?);
    };
    let (work, over) = portion(ctx, by, &batch, work)?;
    went_on(ctx, batch, &work, over)?;
    if over {
        let Work { doing, by, done, left_out, .. } = work;
        ctx.fact(StockFact::Worked { batch: id, by, doing, done, left_out });
    }
    Ok(())
}

/// Keeps how far it has come. A batch of which nothing is left goes with its last unit.
fn went_on(ctx: &mut Ctx, batch: Batch, work: &Work, over: bool) -> Done {
    let id = batch.id;
    if !over {
        ctx.tx.put(&Batch { work: Some(work.clone()), ..batch })?;
        let pause = match work.doing {
            Doing::Replace | Doing::Refund => RECALL_PAUSE,
            Doing::Freeze | Doing::Thaw | Doing::TakeBack => Span(0),
        };
        return Ok(ctx.timer(ctx.now.after(pause), What::BatchWork(id))?);
    }
    if work.done > 0 {
        let (product, doing, count) = (batch.product, work.doing, work.done);
        let act = Act::BatchWorked { batch: id, product, doing, count };
        revision::act(ctx, By::Staff(work.by), act)?;
    }
    if work.doing == Doing::Thaw {
        waiter::restocked(ctx, batch.product, work.done.into())?;
    }
    match work.doing == Doing::TakeBack && ctx.tx.count(Index::UnitsOfBatch, id.0)? == 0 {
        true => ctx.tx.remove::<Batch>(id.0)?,
        false => ctx.tx.put(&Batch { work: None, ..batch })?,
    }
    Ok(())
}

/// One step, and whether it was the last. Units are taken in order of their numbers, so that none
/// has its turn twice, whatever is cut off in between.
fn portion(ctx: &mut Ctx, by: Staff, batch: &Batch, mut work: Work) -> Done<(Work, bool)> {
    let (mut room, index) = match work.doing {
        Doing::Replace | Doing::Refund => (RECALLS_PER_STEP, Index::UnitsOfBatch),
        Doing::Freeze => (UNITS_PER_INPUT_MAX, Index::BatchAvailable),
        Doing::Thaw | Doing::TakeBack => (UNITS_PER_INPUT_MAX, Index::UnitsOfBatch),
    };
    let index = index as u16;
    let (first, last) = ((index, batch.id.0, work.from), (index, batch.id.0, u64::MAX));
    // What is passed over costs a read too.
    let entries = ctx.tx.entries(first, last, Direction::Oldest, UNITS_PER_INPUT_MAX)?;
    let whole = entries.len() < UNITS_PER_INPUT_MAX;
    for (_, _, unit) in entries {
        if room == 0 {
            return Ok((work, false));
        }
        work.from = unit + 1;
        let unit = ctx.tx.need::<Unit>(unit)?;
        if let Some(done) = one(ctx, by, &work, unit)? {
            room -= 1;
            match done {
                true => work.done += 1,
                false => work.left_out += 1,
            }
        }
    }
    Ok((work, whole))
}

/// `None`: it is no matter of this unit. `false`: it could not be done with it.
fn one(ctx: &mut Ctx, by: Staff, work: &Work, unit: Unit) -> Done<Option<bool>> {
    match (work.doing, unit.fate) {
        (Doing::Freeze, Fate::Available) => {
            ctx.tx.put(&Unit { fate: Fate::Withheld, ..unit })?;
            Ok(Some(true))
        }
        (Doing::Thaw, Fate::Withheld) => {
            ctx.tx.put(&Unit { fate: Fate::Available, ..unit })?;
            Ok(Some(true))
        }
        (Doing::TakeBack, Fate::Available | Fate::Withheld) => {
            ctx.tx.remove::<Unit>(unit.id.0)?;
            Ok(Some(true))
        }
        (Doing::TakeBack, Fate::Held(_) | Fate::Sold(_)) => Ok(Some(false)),
        (Doing::Replace, Fate::Sold(order)) => {
            attempt(ctx, |ctx| replace(ctx, by, order, unit.id).map(|_| ())).map(Some)
        }
        (Doing::Refund, Fate::Sold(order)) => {
            attempt(ctx, |ctx| give_back(ctx, by, order, unit.id, work.why.clone())).map(Some)
        }
        _ => Ok(None),
    }
}

/// What is refused for one order is no reason to leave out the others.
fn attempt(ctx: &mut Ctx, verb: impl FnOnce(&mut Ctx) -> Done) -> Done<bool> {
    let mark = ctx.mark();
    match verb(ctx) {
        Ok(()) => Ok(true),
        Err(Stop::Refused(_)) => {
            ctx.back_to(mark);
            Ok(false)
        }
        Err(fault) => Err(fault),
    }
}

/// What was paid for one unit, onto its buyer's balance.
fn give_back(ctx: &mut Ctx, by: Staff, id: OrderId, unit: UnitId, why: Option<Reason>) -> Done {
    let why = why.ok_or(Refusal::Input(BadInput::NoReason))?;
    let order = ctx.tx.need::<Order>(id.0)?;
    let portion = Portion::Units(vec![unit]);
    let amount = order.worth(&portion).min(order.refundable());
    let new = NewRefund { portion, amount, to: Purse::Balance, why };
    refund(ctx, by, id, order.next_refund(), new)?;
    Ok(())
}

impl Doing {
    /// What whoever begins it must be allowed.
    pub fn needs(self) -> Right {
        match self {
            Doing::Freeze | Doing::Thaw | Doing::TakeBack => Right::Stock,
            Doing::Replace => Right::Replace,
            Doing::Refund => Right::Refund,
        }
    }
}
