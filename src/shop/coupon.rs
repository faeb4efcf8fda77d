//! Make and withdraw coupons; quote one, reserve a use of it, spend it, give it back.

use super::browse::{Page, newest};
use super::context::{Ctx, Done, Stop};
use super::revision;
use crate::domain::coupon::{
    BadCoupon, Bought, Coupon, CouponCode, CouponUse, NewCoupon, NoCoupon, Period, Scope,
};
use crate::domain::id::{CategoryId, CouponId, CustomerId, OrderId};
use crate::domain::limit::COUPONS_MAX;
use crate::domain::money::Rupiah;
use crate::domain::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Table};

pub fn create(ctx: &mut Ctx, by: Staff, new: NewCoupon) -> Done<Coupon> {
    new.conditions.check(ctx.now)?;
    if ctx.tx.count(Index::Coupons, ALL)? >= COUPONS_MAX {
        return Err(Refusal::NewCoupon(BadCoupon::TooMany { max: COUPONS_MAX }).into());
    }
    untaken(&ctx.tx, &new.code)?;
    let id = CouponId(ctx.tx.next(Table::Coupon)?);
    let NewCoupon { code, conditions } = new;
    let coupon = Coupon { id, code, conditions, active: true };
    revision::put(ctx, by, &coupon)?;
    Ok(coupon)
}

/// Refuses a code that an active coupon has.
pub fn untaken(read: &impl Read, code: &CouponCode) -> Done {
    match coded(read, code)? {
        Some(coupon) => Err(Refusal::NewCoupon(BadCoupon::Taken { code: coupon.code }).into()),
        None => Ok(()),
    }
}

/// From now on nobody can use it. Orders that have a use of it keep what they were promised.
pub fn withdraw(ctx: &mut Ctx, by: Staff, id: CouponId) -> Done<Coupon> {
    let coupon = Coupon { active: false, ..known(&ctx.tx, id)? };
    revision::put(ctx, by, &coupon)?;
    Ok(coupon)
}

/// A coupon, active or not, under a number that may be anything.
pub fn known(read: &impl Read, id: CouponId) -> Done<Coupon> {
    Ok(read.get(id.0)?.ok_or(Refusal::Coupon(NoCoupon::Unknown))?)
}

/// The active coupon with a code as somebody typed it.
pub fn by_code(read: &impl Read, code: &str) -> Done<Coupon> {
    let code = CouponCode::parse(code)?;
    Ok(coded(read, &code)?.ok_or(Refusal::Coupon(NoCoupon::Unknown))?)
}

/// How many active coupons are for that category among others.
pub fn naming(read: &impl Read, category: CategoryId) -> Result<u64, Fault> {
    let index = Index::CouponCode as u16;
    let (from, to) = ((index, 0, 0), (index, u64::MAX, u64::MAX));
    let mut naming = 0;
    for (_, _, id) in read.entries(from, to, Direction::Oldest, COUPONS_MAX as usize)? {
        let coupon: Coupon = read.need(id)?;
        if let Scope::Categories(of) = coupon.conditions.scope {
            naming += u64::from(of.contains(&category));
        }
    }
    Ok(naming)
}

fn coded(read: &impl Read, code: &CouponCode) -> Result<Option<Coupon>, Fault> {
    for id in read.list(Index::CouponCode, code.digest(), Direction::Oldest, usize::MAX)? {
        let coupon: Coupon = read.need(id)?;
        if coupon.code == *code {
            return Ok(Some(coupon));
        }
    }
    Ok(None)
}

/// A coupon, and how far it is used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub coupon: Coupon,
    /// By open orders.
    pub reserved: u64,
    /// By paid ones.
    pub spent: u64,
}

pub fn standing(read: &impl Read, coupon: Coupon) -> Result<Standing, Fault> {
    let spent = read.count(Index::CouponSpent, coupon.id.0)?;
    let reserved = read.count(Index::CouponUses, coupon.id.0)?.saturating_sub(spent);
    Ok(Standing { coupon, reserved, spent })
}

/// A page of all coupons, newest first.
pub fn page(read: &impl Read, page: u32) -> Result<Page<Standing>, Fault> {
    newest(read, Index::Coupons, ALL, page)?.each(|id| standing(read, read.need(id)?))
}

/// What a coupon takes off for this buyer now, or why it takes off nothing. Whether it can be
/// used at all is said first: nobody fills a cart for a coupon that is used up.
pub fn quote(
    read: &impl Read,
    now: Timestamp,
    customer: CustomerId,
    coupon: &Coupon,
    lines: &[Bought],
) -> Done<Rupiah> {
    valid(now, coupon)?;
    unused(read, customer, coupon)?;
    let sum = coupon.conditions.scope.sum(lines);
    if sum == Rupiah::ZERO {
        return Err(Refusal::Coupon(NoCoupon::NotHere).into());
    }
    let least = coupon.conditions.least();
    if sum < least {
        return Err(Refusal::Coupon(NoCoupon::Below { least }).into());
    }
    Ok(coupon.conditions.discount(lines))
}

fn valid(now: Timestamp, coupon: &Coupon) -> Result<(), Refusal> {
    if !coupon.active {
        return Err(Refusal::Coupon(NoCoupon::Unknown));
    }
    let Period { from, until } = coupon.conditions.period;
    if let Some(from) = from.filter(|from| now < *from) {
        return Err(Refusal::Coupon(NoCoupon::Early { from }));
    }
    match until.is_some_and(|until| until <= now) {
        true => Err(Refusal::Coupon(NoCoupon::Over)),
        false => Ok(()),
    }
}

/// Whether a use is left, for all and for this buyer. Reserved ones are taken.
fn unused(read: &impl Read, customer: CustomerId, coupon: &Coupon) -> Done {
    let used = read.count(Index::CouponUses, coupon.id.0)?;
    if coupon.conditions.uses_max.is_some_and(|max| used >= u64::from(max)) {
        return Err(Refusal::Coupon(NoCoupon::UsedUp).into());
    }
    if let Some(max) = coupon.conditions.uses_per_buyer_max()
        && uses_by(read, coupon.id, customer)? >= max as usize
    {
        return Err(Refusal::Coupon(NoCoupon::UsedByYou).into());
    }
    match coupon.conditions.first_purchase && has_first_purchase(read, customer)? {
        true => Err(Refusal::Coupon(NoCoupon::FirstOnly).into()),
        false => Ok(()),
    }
}

/// Whether a buyer has bought, or has an open order at the price of a first purchase.
fn has_first_purchase(read: &impl Read, customer: CustomerId) -> Result<bool, Fault> {
    for id in read.list(Index::OrdersOpenOf, customer.0, Direction::Newest, usize::MAX)? {
        if let Some(found) = read.get::<CouponUse>(id)?
            && read.need::<Coupon>(found.coupon.0)?.conditions.first_purchase
        {
            return Ok(true);
        }
    }
    Ok(read.count(Index::OrdersPaidOf, customer.0)? > 0)
}

fn uses_by(read: &impl Read, coupon: CouponId, customer: CustomerId) -> Result<usize, Fault> {
    let digest = CouponUse::digest(coupon, customer);
    let mut uses = 0;
    for order in read.list(Index::CouponUsesOf, digest, Direction::Oldest, usize::MAX)? {
        let found: CouponUse = read.need(order)?;
        if found.coupon == coupon && found.customer == customer {
            uses += 1;
        }
    }
    Ok(uses)
}

/// Takes a use for an order that is being opened, until it is paid or ends.
pub fn reserve(ctx: &mut Ctx, order: OrderId, customer: CustomerId, coupon: CouponId) -> Done {
    if ctx.tx.get::<CouponUse>(order.0)?.is_some() {
        return Err(Fault::Broken(format!("{order} already has a use of a coupon")).into());
    }
    let found = known(&ctx.tx, coupon)?;
    valid(ctx.now, &found)?;
    unused(&ctx.tx, customer, &found)?;
    Ok(ctx.tx.put(&CouponUse { order, coupon, customer, spent: false })?)
}

/// The order is paid: its use, if it has one, never comes back.
pub fn spend(ctx: &mut Ctx, order: OrderId) -> Result<(), Fault> {
    match ctx.tx.get::<CouponUse>(order.0)? {
        Some(found) => ctx.tx.put(&CouponUse { spent: true, ..found }),
        None => Ok(()),
    }
}

/// The order has ended unpaid: its use, if it has one, is there for the next.
pub fn give_back(ctx: &mut Ctx, order: OrderId) -> Result<(), Fault> {
    match ctx.tx.get::<CouponUse>(order.0)? {
        Some(CouponUse { spent: false, .. }) => ctx.tx.remove::<CouponUse>(order.0),
        _ => Ok(()),
    }
}

/// Money came for an order that had given its use back: spends one if there still is one, and
/// says whether there was. What the invoice promised holds beyond the coupon's last day or its
/// withdrawal, but not beyond its limits. To be asked before the order counts as paid.
pub fn take_late(
    ctx: &mut Ctx,
    order: OrderId,
    customer: CustomerId,
    coupon: CouponId,
) -> Result<bool, Fault> {
    if ctx.tx.get::<CouponUse>(order.0)?.is_some() {
        spend(ctx, order)?;
        return Ok(true);
    }
    let found: Coupon = ctx.tx.need(coupon.0)?;
    match unused(&ctx.tx, customer, &found) {
        Ok(()) => {
            ctx.tx.put(&CouponUse { order, coupon, customer, spent: true })?;
            Ok(true)
        }
        Err(Stop::Refused(_)) => Ok(false),
        Err(Stop::Fault(fault)) => Err(fault),
    }
}
