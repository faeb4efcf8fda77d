//! What came onto the shelf together: looked at, frozen, taken back, replaced or refunded as one,
//! in steps between which buyers get in.

use super::browse::{self, Page};
use super::busy;
use super::context::{Ctx, Done, Stop};
use super::refund::refund;
use super::replace::replace_one;
use super::{file, revision, staff, waiter};
use crate::domain::act::Act;
use crate::domain::batch::{Batch, Doing, NoBatch, Source, Work};
use crate::domain::fact::StockFact;
use crate::domain::id::{BatchId, OrderId, ProductId, UnitId};
use crate::domain::limit::{IMPORT_LASTS, RECALL_PAUSE, RECALLS_PER_STEP, UNITS_PER_INPUT_MAX};
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

/// `coming`: more of it is on its way.
pub(super) fn keep(
    ctx: &mut Ctx,
    by: By,
    id: BatchId,
    product: ProductId,
    source: Source,
    (count, coming): (u32, bool),
) -> Result<(), Fault> {
    if let Some(begun) = ctx.tx.get::<Batch>(id.0)? {
        return ctx.tx.put(&Batch { count, coming, ..begun });
    }
    let (at, cost, note, frozen, work) = (ctx.now, None, None, false, None);
    ctx.tx.put(&Batch { id, product, by, at, source, count, cost, note, frozen, coming, work })
}

/// The batch of an import that is under way: one comes in several parts.
pub(super) fn being_imported(
    ctx: &Ctx,
    by: By,
    product: ProductId,
) -> Result<Option<Batch>, Fault> {
    let newest = ctx.tx.list(Index::BatchesOf, product.0, Direction::Newest, 1)?;
    let Some(newest) = newest.first() else { return Ok(None) };
    let same = |it: &Batch| {
        let lately = (it.at..it.at.after(IMPORT_LASTS)).contains(&ctx.now);
        it.source == Source::Import && it.by == by && lately && !it.frozen && it.work.is_none()
    };
    Ok(ctx.tx.passable::<Batch>(*newest)?.filter(same))
}

/// What becomes of a unit that an order gives back: one of a frozen batch is frozen.
pub(super) fn fate_back(read: &impl Read, unit: &Unit) -> Result<Fate, Fault> {
    let batch = match unit.batch {
        Some(batch) => read.passable::<Batch>(batch.0)?,
        None => None,
    };
    Ok(if batch.is_some_and(|it| it.frozen) { Fate::Frozen } else { Fate::Available })
}

/// A batch of which no unit is left is gone.
pub(super) fn forget_empty(ctx: &mut Ctx, id: Option<BatchId>) -> Result<(), Fault> {
    let Some(id) = id else { return Ok(()) };
    if ctx.tx.count(Index::UnitsOfBatch, id.0)? > 0 {
        return Ok(());
    }
    match ctx.tx.passable::<Batch>(id.0)? {
        Some(batch) if batch.work.is_none() && !batch.coming => ctx.tx.remove::<Batch>(id.0),
        _ => Ok(()),
    }
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

pub fn fates(read: &impl Read, id: BatchId) -> Result<Fates, Fault> {
    let count = |index| read.count(index, id.0);
    let (available, held) = (count(Index::BatchAvailable)?, count(Index::BatchHeld)?);
    let (sold, withheld) = (count(Index::BatchSold)?, count(Index::BatchWithheld)?);
    let others = available + held + sold + withheld;
    let returned = count(Index::UnitsOfBatch)?.saturating_sub(others);
    Ok(Fates { available, held, sold, returned, withheld })
}

/// Batches of a product, the newest first.
pub fn of_product(read: &impl Read, product: ProductId, page: u32) -> Done<Page<Batch>> {
    let page = browse::newest(read, Index::BatchesOf, product.0, page)?;
    Ok(page.readable(read)?)
}

/// Orders that have one of the units of it that were sold last, the newest first.
pub fn orders(read: &impl Read, id: BatchId) -> Result<Vec<OrderId>, Fault> {
    let mut orders = Vec::new();
    let sold = read.list(Index::BatchSold, id.0, Direction::Newest, UNITS_PER_INPUT_MAX)?;
    for unit in sold {
        if let Some(Unit { fate: Fate::Sold(order), .. }) = read.passable(unit)? {
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
    if batch.work.is_some() || batch.coming {
        return Err(Refusal::Batch(NoBatch::Busy).into());
    }
    let Fates { available, held, .. } = fates(&ctx.tx, id)?;
    let frozen = match doing {
        Doing::Freeze | Doing::Thaw => {
            busy::count(ctx, By::from(by))?;
            doing == Doing::Freeze
        }
        // Who buys of it meanwhile would be refunded too, or get another of its units.
        Doing::Replace | Doing::Refund if available + held > 0 && !batch.frozen => {
            return Err(Refusal::Batch(NoBatch::Selling).into());
        }
        Doing::Replace | Doing::Refund | Doing::TakeBack => batch.frozen,
    };
    let changed = frozen != batch.frozen;
    let batch = Batch { frozen, ..batch };
    let work = Work { doing, by: by.id(), why, from: 0, done: 0, left_out: 0 };
    let (work, over) = portion(ctx, by, &batch, work)?;
    if over && !changed && work.done + work.left_out == 0 {
        return Err(Refusal::Batch(NoBatch::Nothing).into());
    }
    went_on(ctx, batch, &work, over)?;
    Ok(work)
}

/// The next step of what was begun. Whoever began it must still be allowed to.
pub fn step(ctx: &mut Ctx, id: BatchId) -> Done {
    let Some(batch) = ctx.tx.get::<Batch>(id.0)? else { return Ok(()) };
    let Some(work) = batch.work.clone() else { return Ok(()) };
    let (work, over) = match staff::may(ctx, work.by, work.doing.needs())? {
        Some(by) => portion(ctx, by, &batch, work)?,
        // What has been done so far stays, and is entered.
        None => (work, true),
    };
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
    ctx.tx.put(&Batch { work: None, ..batch })?;
    Ok(forget_empty(ctx, Some(id))?)
}

/// One step, and whether it was the last. Units are taken in order of their numbers, so that none
/// has its turn twice, whatever is cut off in between.
fn portion(ctx: &mut Ctx, by: Staff, batch: &Batch, mut work: Work) -> Done<(Work, bool)> {
    let (mut room, index) = match work.doing {
        Doing::Replace | Doing::Refund => (RECALLS_PER_STEP, Index::BatchSold),
        Doing::Freeze | Doing::Thaw | Doing::TakeBack => (UNITS_PER_INPUT_MAX, Index::UnitsOfBatch),
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
        // One that cannot be read stops no other.
        let (done, left_out) = match ctx.tx.passable::<Unit>(unit)? {
            Some(unit) => one(ctx, by, &work, unit)?,
            None => (0, 1),
        };
        room -= usize::from(done + left_out > 0);
        work.done += done;
        work.left_out += left_out;
    }
    Ok((work, whole))
}

/// How many units it was done with, and with how many it could not be; none, where it is no
/// matter of this unit.
fn one(ctx: &mut Ctx, by: Staff, work: &Work, unit: Unit) -> Done<(u32, u32)> {
    match (work.doing, unit.fate) {
        (Doing::Freeze, Fate::Available) => {
            ctx.tx.put(&Unit { fate: Fate::Frozen, ..unit })?;
            Ok((1, 0))
        }
        (Doing::Thaw, Fate::Frozen) => {
            ctx.tx.put(&Unit { fate: Fate::Available, ..unit })?;
            Ok((1, 0))
        }
        (Doing::TakeBack, Fate::Available | Fate::Withheld | Fate::Frozen | Fate::Detained) => {
            ctx.tx.remove::<Unit>(unit.id.0)?;
            if let Some(file) = unit.file {
                file::forget(ctx, file)?;
            }
            Ok((1, 0))
        }
        (Doing::TakeBack, Fate::Held(_) | Fate::Sold(_)) => Ok((0, 1)),
        (Doing::Replace, Fate::Sold(order)) => {
            let mut done = 0;
            for unit in of_order(&ctx.tx, order, &unit)? {
                // A spare that is not there is missing for the others too.
                match attempt(ctx, |ctx| replace_one(ctx, by, order, unit, done > 0))? {
                    true => done += 1,
                    false => break,
                }
            }
            Ok((done, u32::from(done == 0)))
        }
        (Doing::Refund, Fate::Sold(order)) => {
            let units = of_order(&ctx.tx, order, &unit)?;
            let count = units.len() as u32;
            match attempt(ctx, |ctx| give_back(ctx, by, order, units, work.why.clone()))? {
                true => Ok((count, 0)),
                false => Ok((0, 1)),
            }
        }
        _ => Ok((0, 0)),
    }
}

/// All units of the same batch that an order has, so that its buyer is served at once.
fn of_order(read: &impl Read, id: OrderId, one: &Unit) -> Result<Vec<UnitId>, Fault> {
    let order = read.need::<Order>(id.0)?;
    let mut units = Vec::new();
    for unit in order.kept() {
        if let Some(unit) = read.passable::<Unit>(unit.0)?
            && unit.batch == one.batch
            && unit.fate == one.fate
        {
            units.push(unit.id);
        }
    }
    Ok(units)
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

/// What was paid for units, onto their buyer's balance.
fn give_back(
    ctx: &mut Ctx,
    by: Staff,
    id: OrderId,
    units: Vec<UnitId>,
    why: Option<Reason>,
) -> Done {
    let why = why.ok_or(Refusal::Input(BadInput::NoReason))?;
    let order = ctx.tx.need::<Order>(id.0)?;
    let portion = Portion::Units(units);
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
