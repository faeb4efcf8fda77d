//! An order whose money is in: units sold, balance and coupon used up, goods on their way.

use super::context::{Ctx, Done};
use super::coupon;
use super::ledger::{self, Move};
use super::{file, restore, settings, supply, todo};
use crate::domain::fact::{OrderFact, ProductFact};
use crate::domain::id::{OrderId, ProductId, UnitId};
use crate::domain::ledger::{Account, Cause, Step};
use crate::domain::money::Rupiah;
use crate::domain::order::{Goods, Kind, Line, Order, State};
use crate::domain::product::{ENDLESS, Product};
use crate::domain::stock::{Fate, Unit};
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

/// Whether the order was still open when its money came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    InTime,
    /// It had ended, and its units are on the shelf again.
    Late,
}

/// Makes an order paid. The one way there; what came from outside has been entered before.
pub(super) fn complete(ctx: &mut Ctx, order: Order, moment: Moment) -> Done {
    let late = moment == Moment::Late;
    let id = order.id;
    spend_balance(ctx, &order, moment)?;
    if order.discount.is_some() {
        coupon::spend(ctx, id)?;
    }
    let order = match moment {
        Moment::InTime => sell_held(ctx, order)?,
        Moment::Late => sell_free(ctx, order)?,
    };
    // The message of an invoice that is over may be far up, or something else by now: late news
    // of it come as a new one.
    let panel = order.panel.filter(|_| !late);
    let (goods, fact) = match order.kind {
        Kind::Goods => {
            (Goods::Sending { messages: 0, since: ctx.now }, OrderFact::Paid { order: id, late })
        }
        Kind::Deposit(_) => {
            (Goods::Delivered { at: ctx.now }, OrderFact::Deposited { order: id, late })
        }
    };
    let sold: Vec<(ProductId, u32)> =
        order.lines.iter().map(|line| (line.product, line.quantity)).collect();
    ctx.tx.put(&Order { state: State::Paid { at: ctx.now, goods }, panel, ..order })?;
    ctx.fact(fact);
    todo::begin(ctx, id)?;
    Ok(note_shrunk(ctx, &sold)?)
}

/// Notes the products of which a sale of so many has just left as few as their mark, or none: once
/// for each time that this happens, and all of them together.
pub(super) fn note_shrunk(ctx: &mut Ctx, sold: &[(ProductId, u32)]) -> Result<(), Fault> {
    let mark = settings::settings(&ctx.tx)?.low_mark;
    let mut shrunk = Vec::new();
    for (id, count) in sold {
        let left = match supply::left_of(&ctx.tx, *id)? {
            ENDLESS => continue,
            left => u64::from(left),
        };
        let held = ctx.tx.count(Index::UnitsHeld, id.0)?;
        let (after, before) = (left + held, left + held + u64::from(*count));
        let mark = match ctx.tx.get::<Product>(id.0) {
            Err(fault) if fault.fatal() => return Err(fault),
            // Nobody's money is undone for the sake of a notice.
            product => product.ok().flatten().map_or(mark, |it| it.offer.low_mark(mark)),
        };
        if after == 0 || (after..before).contains(&u64::from(mark)) {
            shrunk.push(*id);
        }
    }
    if !shrunk.is_empty() {
        ctx.fact(ProductFact::Shrunk(shrunk));
    }
    Ok(())
}

/// Whether an order that has ended can still have all that it was for, at the price it was for:
/// its units or others of the product, the part of the balance, the use of the coupon. If so, the
/// coupon is taken again.
pub(super) fn revivable(ctx: &mut Ctx, order: &Order) -> Done<bool> {
    for line in &order.lines {
        let known = ctx.tx.passable::<Product>(line.product.0)?;
        let another = known.is_some_and(|it| it.kind_since > order.id);
        let own = restore::own(&ctx.tx, order, line)?;
        let left = supply::left_of(&ctx.tx, line.product)?.saturating_add(own);
        if another || left < line.quantity {
            return Ok(false);
        }
    }
    if ledger::free(&ctx.tx, order.customer)? < order.from_balance {
        return Ok(false);
    }
    match &order.discount {
        Some(discount) => Ok(coupon::take_late(ctx, order.id, order.customer, discount.coupon)?),
        None => Ok(true),
    }
}

fn spend_balance(ctx: &mut Ctx, order: &Order, moment: Moment) -> Done {
    let amount = order.from_balance;
    if amount == Rupiah::ZERO {
        return Ok(());
    }
    let cause = match moment {
        Moment::InTime => Cause::Spending(order.id),
        Moment::Late => Cause::LateSpending(order.id),
    };
    match ledger::entry(&ctx.tx, cause, Step::Held)? {
        Some(_) => ledger::post(ctx, cause)?,
        None => {
            let (from, to) = (Account::Balance(order.customer), Account::Sales);
            ledger::enter(ctx, cause, Move { from, to, amount }, None)?
        }
    };
    Ok(())
}

/// The ordinary case: what is held becomes sold.
fn sell_held(ctx: &mut Ctx, order: Order) -> Result<Order, Fault> {
    for id in order.units() {
        let unit = ctx.tx.need::<Unit>(id.0)?;
        if unit.fate != Fate::Held(order.id) {
            return Err(Fault::Broken(format!("unit {} is not held by {}", id.0, order.id)));
        }
        let unit = supply::sold(unit, order.id, ctx.now);
        ctx.tx.put(&unit)?;
        sell_file(ctx, &unit)?;
    }
    Ok(order)
}

/// The late case: the same units where they are still free, else others of the product.
fn sell_free(ctx: &mut Ctx, mut order: Order) -> Result<Order, Fault> {
    let ended = order.clone();
    for line in &mut order.lines {
        let detained = restore::own(&ctx.tx, &ended, line)? > 0;
        let before = std::mem::take(&mut line.units);
        for id in before {
            take(ctx, order.id, line, id, detained)?;
        }
        let missing = line.quantity as usize - line.units.len();
        let product = ctx.tx.passable::<Product>(line.product.0)?;
        match product.filter(|product| product.kind.made()) {
            Some(product) => {
                let made = supply::make(ctx, &product, Fate::Sold(order.id), missing)?;
                line.units.extend(made);
            }
            None => {
                let free = ctx.tx.list(
                    Index::UnitsAvailable,
                    line.product.0,
                    Direction::Oldest,
                    missing,
                )?;
                for id in free {
                    take(ctx, order.id, line, UnitId(id), false)?;
                }
            }
        }
        if line.units.len() < line.quantity as usize {
            return Err(Fault::Broken(format!("{} came back without its goods", order.id)));
        }
    }
    Ok(order)
}

/// `detained`: also where it is kept from sale.
fn take(
    ctx: &mut Ctx,
    order: OrderId,
    line: &mut Line,
    id: UnitId,
    detained: bool,
) -> Result<(), Fault> {
    // Somebody may have removed it since, as nobody's, or put it into another product.
    let Some(unit) = ctx.tx.get::<Unit>(id.0)? else { return Ok(()) };
    let free = unit.fate == Fate::Available || (detained && unit.fate == Fate::Detained);
    if free && unit.product == line.product {
        sell_file(ctx, &unit)?;
        ctx.tx.put(&Unit { fate: Fate::Sold(order), ..unit })?;
        line.units.push(id);
    }
    Ok(())
}

/// What it is may be a file.
pub(super) fn sell_file(ctx: &mut Ctx, unit: &Unit) -> Result<(), Fault> {
    unit.file.map_or(Ok(()), |id| file::sold(ctx, id))
}
