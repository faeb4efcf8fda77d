//! A faulty unit of a paid order makes way for another one from the shelf.

use super::context::{Ctx, Done};
use super::ledger::Entered;
use super::refund::known;
use super::revision;
use super::sale;
use crate::domain::act::Act;
use crate::domain::fact::RefundFact;
use crate::domain::id::{OrderId, UnitId};
use crate::domain::order::{Goods, Order};
use crate::domain::refund::NoRefund;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Fate, Unit};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

pub fn replace(ctx: &mut Ctx, by: Staff, id: OrderId, faulty: UnitId) -> Done<Entered> {
    exchange(ctx, by, id, faulty, false)
}

/// The same for one of several units of an order. `more`: another one has just been replaced, and
/// is what is under way.
pub(super) fn replace_one(
    ctx: &mut Ctx,
    by: Staff,
    id: OrderId,
    faulty: UnitId,
    more: bool,
) -> Done {
    exchange(ctx, by, id, faulty, more).map(|_| ())
}

fn exchange(ctx: &mut Ctx, by: Staff, id: OrderId, faulty: UnitId, more: bool) -> Done<Entered> {
    let mut order = known(&ctx.tx, id)?;
    let goods = order.check_refundable()?;
    let unit = ctx.tx.get::<Unit>(faulty.0)?.ok_or(Refusal::Refund(id, NoRefund::NotItsUnit))?;
    if replaced(&order, &unit) {
        return Ok(Entered::Before);
    }
    if !order.kept().any(|kept| kept == faulty) {
        return Err(Refusal::Refund(id, NoRefund::NotItsUnit).into());
    }
    if let (Goods::Sending { .. }, false) = (goods, more) {
        return Err(Refusal::Refund(id, NoRefund::StillSending).into());
    }
    let product = unit.product;
    let free = ctx.tx.list(Index::UnitsAvailable, product.0, Direction::Oldest, 1)?;
    let line = order.lines.iter_mut().find(|line| line.units.contains(&faulty));
    let line = line.ok_or(Refusal::Refund(id, NoRefund::NotItsUnit))?;
    let Some(spare) = free.first().copied().map(UnitId) else {
        return Err(
            Refusal::Refund(id, NoRefund::NoSpare { name: line.name.as_str().to_owned() }).into()
        );
    };
    for place in line.units.iter_mut().filter(|place| **place == faulty) {
        *place = spare;
    }
    ctx.tx.put(&Unit { fate: Fate::Returned(id), ..unit })?;
    let spare = ctx.tx.need::<Unit>(spare.0)?;
    let replacement = spare.id;
    sale::sell_file(ctx, &spare)?;
    ctx.tx.put(&Unit { fate: Fate::Sold(id), ..spare })?;
    ctx.tx.put(&order)?;
    revision::act(ctx, by, Act::Replaced { order: id, product, faulty, spare: replacement })?;
    ctx.fact(RefundFact::Replaced { order: id, unit: replacement, by: by.id() });
    sale::note_shrunk(ctx, &[(product, 1)])?;
    Ok(Entered::Now)
}

/// A unit that was the order's once and made way for another.
fn replaced(order: &Order, unit: &Unit) -> bool {
    unit.fate == Fate::Returned(order.id) && order.units().all(|listed| listed != unit.id)
}

/// Whether anything of an order could be replaced now.
pub fn replaceable(read: &impl Read, order: &Order) -> Result<bool, Fault> {
    for line in &order.lines {
        let kept = line.units.iter().any(|unit| !order.gave_back(*unit));
        if kept && read.count(Index::UnitsAvailable, line.product.0)? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
