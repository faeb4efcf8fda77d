//! The waiting list: who asked is told when there are units again, in order, once, and no more
//! people than there are units.

use super::context::{Ctx, Done};
use super::prune::nights;
use super::supply;
use crate::domain::customer::Customer;
use crate::domain::fact::ProductFact;
use crate::domain::id::{CustomerId, ProductId, WaiterId};
use crate::domain::limit::{
    PRUNE_ROWS, WAIT_NIGHTS, WAITERS_MAX, WAITERS_PER_STEP, WAITS_OF_ONE_MAX,
};
use crate::domain::product::Product;
use crate::domain::refusal::Refusal;
use crate::domain::timer::What;
use crate::domain::waiter::{NoWait, Waiter};
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table};

/// Whether somebody waits for a product.
pub fn waits(read: &impl Read, person: CustomerId, product: ProductId) -> Result<bool, Fault> {
    Ok(wait_of(read, person, product)?.is_some())
}

fn wait_of(
    read: &impl Read,
    person: CustomerId,
    product: ProductId,
) -> Result<Option<Waiter>, Fault> {
    for id in read.list(Index::WaitsOf, person.0, Direction::Oldest, WAITS_OF_ONE_MAX)? {
        let wait = read.passable::<Waiter>(id)?.filter(|wait| wait.product == product);
        if wait.is_some() {
            return Ok(wait);
        }
    }
    Ok(None)
}

/// Somebody wants to be told. Twice is once.
pub fn ask(ctx: &mut Ctx, person: CustomerId, product: ProductId) -> Done {
    let known = super::product::for_sale(&ctx.tx, product)?;
    if supply::left(&ctx.tx, &known)? >= known.least() {
        return Err(Refusal::Wait(NoWait::InStock).into());
    }
    if waits(&ctx.tx, person, product)? {
        return Ok(());
    }
    let max = WAITS_OF_ONE_MAX;
    if ctx.tx.list(Index::WaitsOf, person.0, Direction::Oldest, max)?.len() >= max {
        return Err(Refusal::Wait(NoWait::TooMany { max }).into());
    }
    if ctx.tx.count(Index::WaitersFor, product.0)? >= WAITERS_MAX {
        return Err(Refusal::Wait(NoWait::Full).into());
    }
    let (id, night) = (WaiterId(ctx.tx.next(Table::Waiter)?), nights(&ctx.tx)?);
    Ok(ctx.tx.put(&Waiter { id, product, person, night })?)
}

/// They do not any more.
pub fn forget(ctx: &mut Ctx, person: CustomerId, product: ProductId) -> Done {
    match wait_of(&ctx.tx, person, product)? {
        Some(wait) => Ok(ctx.tx.remove::<Waiter>(wait.id.0)?),
        None => Ok(()),
    }
}

/// So many units can be bought again that could not.
pub(super) fn restocked(ctx: &mut Ctx, product: ProductId, count: u64) -> Result<(), Fault> {
    if count == 0 || ctx.tx.count(Index::WaitersFor, product.0)? == 0 {
        return Ok(());
    }
    step(ctx, product, count)
}

/// Buyers see it again: what there is of it is news to those who wait.
pub(super) fn shown(ctx: &mut Ctx, was: bool, product: &Product) -> Result<(), Fault> {
    match product.for_sale() && !was {
        true => {
            let there = supply::left(&ctx.tx, product)?;
            restocked(ctx, product.id, there.into())
        }
        false => Ok(()),
    }
}

/// Tells some of those who wait, and the others by the clock. Where nobody can buy it, all wait on.
pub fn step(ctx: &mut Ctx, product: ProductId, count: u64) -> Result<(), Fault> {
    let known = ctx.tx.get::<Product>(product.0)?.filter(Product::for_sale);
    let Some(known) = known else { return Ok(()) };
    let there = u64::from(supply::left(&ctx.tx, &known)?);
    if there < u64::from(known.least()) {
        return Ok(());
    }
    // Each of them needs as many as one order must have.
    let mut left = count.min(there) / u64::from(known.least());
    let waiting = ctx.tx.list(Index::WaitersFor, product.0, Direction::Oldest, WAITERS_PER_STEP)?;
    let more = waiting.len() == WAITERS_PER_STEP;
    for id in waiting {
        if left == 0 {
            return Ok(());
        }
        // One that cannot be read, or was swept as such, holds up nobody: goods that come back come
        // this way, also from an order that ends.
        let Some(wait) = ctx.tx.passable::<Waiter>(id)? else {
            ctx.tx.unlist(Index::WaitersFor, product.0, id);
            ctx.tx.discard::<Waiter>(id);
            continue;
        };
        ctx.tx.remove::<Waiter>(id)?;
        // Who cannot be reached takes nobody's place.
        let person = ctx.tx.get::<Customer>(wait.person.0)?;
        if person.is_some_and(|person| !person.away) {
            left -= 1;
            ctx.fact(ProductFact::Back { product, person: wait.person });
        }
    }
    match left > 0 && more {
        true => {
            let count = left * u64::from(known.least());
            ctx.timer(ctx.now, What::Restocked { product, count })
        }
        false => Ok(()),
    }
}

/// Waits that nobody remembers. Comes back with where to go on.
pub(super) fn sweep(ctx: &mut Ctx, from: u64) -> Result<Option<u64>, Fault> {
    let tonight = nights(&ctx.tx)?;
    let rows = ctx.tx.rows(Table::Waiter, from, PRUNE_ROWS)?;
    let last = rows.last().map(|(key, _)| *key).filter(|_| rows.len() == PRUNE_ROWS);
    for (id, _) in rows {
        match ctx.tx.get::<Waiter>(id) {
            Err(fault) if fault.fatal() => return Err(fault),
            Err(_) => ctx.tx.discard::<Waiter>(id),
            Ok(Some(wait)) if tonight.saturating_sub(wait.night) >= WAIT_NIGHTS => {
                ctx.tx.remove::<Waiter>(id)?;
            }
            Ok(_) => {}
        }
    }
    Ok(last.and_then(|last| last.checked_add(1)))
}
