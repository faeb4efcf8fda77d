//! What can be sold of a product now: units that lie in stock, or what is made for each buyer.

use super::context::Ctx;
use crate::domain::id::{OrderId, ProductId, UnitId};
use crate::domain::product::{ENDLESS, Kind, Product};
use crate::domain::stock::{Fate, Made, Unit};
use crate::domain::time::Timestamp;
use crate::domain::todo::Todo;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table};

/// How many of a product can be bought now.
pub fn left(read: &impl Read, product: &Product) -> Result<u32, Fault> {
    let id = product.id.0;
    let count = match &product.kind {
        Kind::Unit { .. } | Kind::File => read.count(Index::UnitsAvailable, id)?,
        // As long as nobody has said what it is, or nobody can read it, there is nothing to be had.
        Kind::Shared { .. } if !can_be_shared(read, product.id)? => 0,
        Kind::Shared { quota: None } | Kind::Manual { quota: None, .. } => return Ok(ENDLESS),
        Kind::Shared { quota: Some(quota) } | Kind::Manual { quota: Some(quota), .. } => {
            quota.saturating_sub(read.count(Index::UnitsMade, id)?)
        }
    };
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The same of one that may not be readable: its units can be sold all the same.
pub fn left_of(read: &impl Read, id: ProductId) -> Result<u32, Fault> {
    match read.passable::<Product>(id.0)? {
        Some(product) => left(read, &product),
        None => {
            let count = read.count(Index::UnitsAvailable, id.0)?;
            Ok(u32::try_from(count).unwrap_or(u32::MAX))
        }
    }
}

/// How many can still be sold of what has a quota, whether there is something to hand out or not.
pub fn quota_left(read: &impl Read, product: &Product) -> Result<Option<u64>, Fault> {
    let Some(quota) = product.kind.quota() else { return Ok(None) };
    let made = read.count(Index::UnitsMade, product.id.0)?;
    Ok(Some(quota.saturating_sub(made)))
}

fn can_be_shared(read: &impl Read, product: ProductId) -> Result<bool, Fault> {
    let Some(unit) = shared(read, product)? else { return Ok(false) };
    Ok(read.passable::<Unit>(unit.0)?.is_some())
}

/// The unit that every buyer of a product gets.
pub fn shared(read: &impl Read, product: ProductId) -> Result<Option<UnitId>, Fault> {
    let found = read.list(Index::UnitsShared, product.0, Direction::Oldest, 1)?;
    Ok(found.first().copied().map(UnitId))
}

/// Takes so many off the shelf for an order, the oldest first, or makes them.
pub(super) fn hold(
    ctx: &mut Ctx,
    order: OrderId,
    product: &Product,
    count: u32,
) -> Result<Vec<UnitId>, Fault> {
    let (id, wanted) = (product.id, count as usize);
    if product.kind.made() {
        return make(ctx, product, Fate::Held(order), wanted);
    }
    let units = ctx.tx.list(Index::UnitsAvailable, id.0, Direction::Oldest, wanted)?;
    if units.len() < wanted {
        return Err(Fault::Broken(format!("product {} has fewer units than counted", id.0)));
    }
    for &id in &units {
        let unit = ctx.tx.need::<Unit>(id)?;
        ctx.tx.put(&Unit { fate: Fate::Held(order), ..unit })?;
    }
    Ok(units.into_iter().map(UnitId).collect())
}

/// Makes units of a product of which nothing lies in stock.
pub(super) fn make(
    ctx: &mut Ctx,
    product: &Product,
    fate: Fate,
    count: usize,
) -> Result<Vec<UnitId>, Fault> {
    let made = match &product.kind {
        Kind::Unit { .. } | Kind::File => {
            return Err(Fault::Broken(format!("product {} has its units in stock", product.id.0)));
        }
        Kind::Shared { .. } => Made::Shared,
        Kind::Manual { terms, .. } => Made::Manual(Todo::of(terms)),
    };
    let mut units = Vec::new();
    for _ in 0..count {
        let id = UnitId(ctx.tx.next(Table::Unit)?);
        let unit = Unit {
            id,
            product: product.id,
            content: String::new(),
            digest: 0,
            fate: Fate::Withheld,
            batch: None,
            file: None,
            made: Some(made.clone()),
        };
        let unit = match fate {
            Fate::Sold(order) => sold(unit, order, ctx.now),
            fate => Unit { fate, ..unit },
        };
        ctx.tx.put(&unit)?;
        units.push(id);
    }
    Ok(units)
}

/// A unit once it is paid for: what is to be done by hand can begin, unless the buyer has still to
/// say something.
pub(super) fn sold(unit: Unit, order: OrderId, now: Timestamp) -> Unit {
    let made = unit.made.map(|made| match made {
        Made::Manual(todo) if todo.question.is_none() => {
            Made::Manual(Todo { ready: todo.ready.or(Some(now)), ..todo })
        }
        made => made,
    });
    Unit { fate: Fate::Sold(order), made, ..unit }
}
