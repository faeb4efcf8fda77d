//! A shop that was brought back from a copy sells nothing twice: what may have been handed out
//! since is kept from sale until somebody has looked, and payments are asked about once more.

use std::collections::HashMap;

use super::context::{Ctx, Done};
use super::{batch, file, payment, revision, unclaimed, waiter};
use crate::domain::act::Act;
use crate::domain::effect::Lane;
use crate::domain::fact::RestoreFact;
use crate::domain::id::{PaymentId, ProductId};
use crate::domain::limit::{
    DETAINED_FACTOR, DETAINED_MIN, LATE_PAYMENT, NUMBERS_LEFT_OUT, PACE_SPAN_MIN, PACE_WITHIN,
    PRODUCTS_MAX, RESTORED_ASKED_MAX, RESTORED_LOOK,
};
use crate::domain::order::{Line, Order, State};
use crate::domain::payment::{Payment, PaymentState};
use crate::domain::restore::{Restore, Restored};
use crate::domain::revision::By;
use crate::domain::stock::{Fate, Unit};
use crate::domain::time::{Span, Timestamp};
use crate::domain::timer::{RESTORED, Timer, What};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Table};
use crate::store::seek::{each_within, first_since};

/// What people know by a number of its own, from messages and papers of the lost moments. Orders
/// and their payments have theirs by how fast the shop sells.
const NUMBERED: [Table; 10] = [
    Table::Category,
    Table::Product,
    Table::Unit,
    Table::Batch,
    Table::Coupon,
    Table::Intake,
    Table::File,
    Table::OwnButton,
    Table::Account,
    Table::Unclaimed,
];

/// The shop was brought back. Word of the same that comes again changes nothing.
pub fn restored(ctx: &mut Ctx, word: &Restored) -> Done {
    let before = newest(&ctx.tx)?;
    if before.as_ref().is_some_and(|it| it.is(word)) {
        return Ok(());
    }
    let (mut products, mut units) = (0, 0);
    if !word.complete {
        let lost = word.at.since(word.upto);
        let pace = Pace::of(&ctx.tx, word.upto, lost)?;
        leave_numbers_out(ctx, &pace)?;
        for (product, free) in ctx.tx.counts(Index::UnitsAvailable, PRODUCTS_MAX)? {
            let count = pace.may_be_gone(Some(ProductId(product))).min(free);
            let detained = detain(ctx, ProductId(product), count as usize)?;
            products += u32::from(detained > 0);
            units += detained;
        }
    }
    let asked = ask_again(ctx, word.upto)?;
    // What an earlier one has left to look after came along.
    let lasts = !word.complete || before.is_some_and(|it| it.lasts());
    let over = (!lasts).then_some(ctx.now);
    let Restored { upto, at, ref from, complete } = *word;
    let from = from.clone();
    ctx.tx.put(&Restore { upto, at, from, complete, products, units, asked, over })?;
    if lasts {
        ctx.wind(Timer { id: RESTORED, at: ctx.now.after(RESTORED_LOOK), what: What::Restored })?;
    }
    revision::act(ctx, By::Machine, Act::Restored { units })?;
    ctx.fact(RestoreFact::Back);
    Ok(())
}

/// How much the shop sold within as long a time as is lost, when it sold most.
struct Pace {
    sold: HashMap<Option<ProductId>, u64>,
    /// As many such times fit into what was lost, beyond what was looked at.
    times: u64,
}

impl Pace {
    fn of(read: &impl Read, upto: Timestamp, lost: Span) -> Result<Pace, Fault> {
        let span = Span(lost.0.clamp(PACE_SPAN_MIN.0, PACE_WITHIN.0));
        let mut sales: HashMap<Option<ProductId>, Vec<(Timestamp, u64)>> = HashMap::new();
        let time = upto.before(PACE_WITHIN)..upto.after(Span::millis(1));
        each_within(
            read,
            &time,
            |order: &Order| order.at,
            |order| {
                // Orders that were not paid have numbers too.
                sales.entry(None).or_default().push((order.at, 1));
                if order.paid() {
                    for line in &order.lines {
                        let sold = (order.at, line.quantity.into());
                        sales.entry(Some(line.product)).or_default().push(sold);
                    }
                }
                Ok(())
            },
        )?;
        let sold = sales.into_iter().map(|(of, sales)| (of, most_within(sales, span))).collect();
        Ok(Pace { sold, times: lost.0.div_ceil(span.0).max(1) })
    }

    /// So many of a product may be gone; without one: so many orders may have been begun.
    fn may_be_gone(&self, of: Option<ProductId>) -> u64 {
        let sold = self.sold.get(&of).copied().unwrap_or(0);
        let more = sold.saturating_mul(DETAINED_FACTOR).saturating_mul(self.times);
        more.max(DETAINED_MIN)
    }
}

/// The most that was sold within any such time.
fn most_within(mut sales: Vec<(Timestamp, u64)>, span: Span) -> u64 {
    sales.sort_unstable();
    let (mut first, mut sum, mut most) = (0, 0, 0);
    for &(at, count) in &sales {
        sum += count;
        while at.since(sales[first].0) >= span {
            sum -= sales[first].1;
            first += 1;
        }
        most = most.max(sum);
    }
    most
}

/// A number that somebody has on a screen or a paper never comes to mean something else.
fn leave_numbers_out(ctx: &mut Ctx, pace: &Pace) -> Result<(), Fault> {
    for table in NUMBERED {
        ctx.tx.skip(table, NUMBERS_LEFT_OUT)?;
    }
    ctx.tx.skip(Table::Order, pace.may_be_gone(None).max(NUMBERS_LEFT_OUT))
}

/// Keeps units from sale, in the order in which they would be sold.
fn detain(ctx: &mut Ctx, product: ProductId, count: usize) -> Result<u32, Fault> {
    let mut detained = 0;
    for id in ctx.tx.list(Index::UnitsAvailable, product.0, Direction::Oldest, count)? {
        // One that cannot be read is sold to nobody.
        if let Some(unit) = ctx.tx.passable::<Unit>(id)? {
            ctx.tx.put(&Unit { fate: Fate::Detained, ..unit })?;
            detained += 1;
        }
    }
    Ok(detained)
}

/// Asks about all payments that may have been made since, those that could be paid then.
fn ask_again(ctx: &mut Ctx, upto: Timestamp) -> Done<Option<(PaymentId, PaymentId)>> {
    let since = upto.before(LATE_PAYMENT);
    let first = first_since(&ctx.tx, since, |payment: &Payment| payment.at)?;
    let mut payable: Vec<Payment> = ctx.tx.legible(first, usize::MAX)?;
    payable.retain(|it| !it.done() && it.txn.is_some());
    let more = payable.len().saturating_sub(RESTORED_ASKED_MAX);
    let newest = payable.split_off(more);
    let asked = newest.first().zip(newest.last()).map(|(first, last)| (first.id, last.id));
    for payment in newest {
        let lane = match payment.state {
            PaymentState::Open(_) => Lane::Goods,
            _ => Lane::Bulk,
        };
        payment::ask(ctx, payment, lane)?;
    }
    Ok(asked)
}

/// The newest word that the shop was brought back.
pub fn newest(read: &impl Read) -> Result<Option<Restore>, Fault> {
    read.get(ALL)
}

/// Units that are kept from sale, in all.
pub fn detained(read: &impl Read) -> Result<u64, Fault> {
    read.count(Index::Detained, ALL)
}

/// The same of one product.
pub fn detained_of(read: &impl Read, product: ProductId) -> Result<u64, Fault> {
    read.count(Index::UnitsDetained, product.0)
}

/// The products that have any, and how many.
pub fn products(read: &impl Read) -> Result<Vec<(ProductId, u64)>, Fault> {
    let counts = read.counts(Index::UnitsDetained, usize::MAX)?;
    Ok(counts.into_iter().map(|(product, count)| (ProductId(product), count)).collect())
}

/// Those of a product that would be sold first.
pub fn first_of(read: &impl Read, product: ProductId, count: usize) -> Result<Vec<Unit>, Fault> {
    let mut units = Vec::new();
    for id in read.list(Index::UnitsDetained, product.0, Direction::Oldest, count)? {
        units.extend(read.passable::<Unit>(id)?);
    }
    Ok(units)
}

/// What becomes of a unit that an order gives back. One of before the copy may have been given back
/// and sold to somebody else since.
pub(super) fn fate_back(read: &impl Read, order: &Order, unit: &Unit) -> Result<Fate, Fault> {
    let fate = batch::fate_back(read, unit)?;
    let doubtful = newest(read)?.is_some_and(|it| it.lasts() && order.at <= it.upto);
    Ok(match (fate, doubtful) {
        (Fate::Available, true) => Fate::Detained,
        (fate, _) => fate,
    })
}

/// How many of a line's own units an order may have again that are kept from sale. It had them when
/// the shop was brought back, and money for it came after all: so it had been the buyer's.
pub(super) fn own(read: &impl Read, order: &Order, line: &Line) -> Result<u32, Fault> {
    let since = newest(read)?.map(|it| it.at);
    match (order.state, since) {
        (State::Ended { at, .. }, Some(since)) if at >= since => {}
        _ => return Ok(0),
    }
    let mut own = 0;
    for unit in &line.units {
        let unit = read.passable::<Unit>(unit.0)?;
        let there = |it: &Unit| it.fate == Fate::Detained && it.product == line.product;
        own += u32::from(unit.as_ref().is_some_and(there));
    }
    Ok(own)
}

/// Units of a product are sold again.
pub fn release(ctx: &mut Ctx, by: Staff, product: ProductId) -> Done<u32> {
    let (mut count, mut back) = (0, 0);
    for unit in first_of(&ctx.tx, product, usize::MAX)? {
        let fate = batch::fate_back(&ctx.tx, &unit)?;
        count += 1;
        back += u64::from(fate == Fate::Available);
        ctx.tx.put(&Unit { fate, ..unit })?;
    }
    if count > 0 {
        revision::act(ctx, by, Act::Loosed { product, count, gone: false })?;
        waiter::restocked(ctx, product, back)?;
    }
    end(ctx)?;
    Ok(count)
}

pub fn release_all(ctx: &mut Ctx, by: Staff) -> Done<u32> {
    let mut count = 0;
    for (product, _) in products(&ctx.tx)? {
        count += release(ctx, by, product)?;
    }
    Ok(count)
}

/// They were sold in the moments that are lost: they leave the shop.
pub fn sold_before(ctx: &mut Ctx, by: Staff, product: ProductId) -> Done<u32> {
    let mut count = 0;
    for unit in first_of(&ctx.tx, product, usize::MAX)? {
        ctx.tx.remove::<Unit>(unit.id.0)?;
        if let Some(kept) = unit.file {
            file::forget(ctx, kept)?;
        }
        batch::forget_empty(ctx, unit.batch)?;
        count += 1;
    }
    if count > 0 {
        revision::act(ctx, by, Act::Loosed { product, count, gone: true })?;
    }
    end(ctx)?;
    Ok(count)
}

/// Has all been looked after?
pub fn look(ctx: &mut Ctx) -> Done {
    end(ctx)?;
    match newest(&ctx.tx)? {
        Some(it) if it.lasts() => {
            let at = ctx.now.after(RESTORED_LOOK);
            Ok(ctx.wind(Timer { id: RESTORED, at, what: What::Restored })?)
        }
        _ => Ok(()),
    }
}

/// Ends it where nothing is kept from sale, nothing that was under way at the copy can still be,
/// and the gateway has answered.
fn end(ctx: &mut Ctx) -> Done {
    let Some(it) = newest(&ctx.tx)?.filter(Restore::lasts) else { return Ok(()) };
    let kept = detained(&ctx.tx)? > 0 || under_way(&ctx.tx, &it)?;
    if kept || unclaimed::asking(&ctx.tx)? || unanswered(&ctx.tx, &it)? {
        return Ok(());
    }
    ctx.tx.remove::<Timer>(RESTORED.0)?;
    ctx.tx.put(&Restore { over: Some(ctx.now), ..it })?;
    ctx.fact(RestoreFact::Over);
    Ok(())
}

/// Whether an order of before the copy is still open, whose units may come back.
fn under_way(read: &impl Read, it: &Restore) -> Result<bool, Fault> {
    let oldest = read.list(Index::OrdersOpen, ALL, Direction::Oldest, 1)?;
    let Some(id) = oldest.first() else { return Ok(false) };
    Ok(read.need::<Order>(*id)?.at <= it.upto)
}

/// Whether an answer about one of the payments is still under way.
fn unanswered(read: &impl Read, it: &Restore) -> Result<bool, Fault> {
    let Some((first, last)) = it.asked else { return Ok(false) };
    let mut from = first.0;
    loop {
        let some: Vec<Payment> = read.legible(from, RESTORED_ASKED_MAX)?;
        let Some(end) = some.last().map(|it| it.id) else { return Ok(false) };
        if some.iter().any(|it| it.id <= last && it.asking && !it.done()) {
            return Ok(true);
        }
        if end >= last {
            return Ok(false);
        }
        from = end.0 + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_within_a_time_is_found_wherever_it_begins() {
        let at = |minute: u64, count| (Timestamp(minute * 60_000), count);
        let sales = vec![at(0, 1), at(50, 2), at(70, 3), at(110, 4), at(300, 5)];
        assert_eq!(most_within(sales.clone(), Span::hours(1)), 7);
        assert_eq!(most_within(sales.clone(), Span::minutes(1)), 5);
        assert_eq!(most_within(sales, Span::hours(24)), 15);
        assert_eq!(most_within(Vec::new(), Span::hours(1)), 0);
    }
}
