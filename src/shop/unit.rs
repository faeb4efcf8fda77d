//! One unit of stock: found, looked at, put right, moved, kept from sale, removed.

use super::browse::{self, Page};
use super::context::{Ctx, Done};
use super::product;
use super::stock::digest;
use super::{batch, file, revision, staff, waiter};
use crate::domain::act::{Act, Touch};
use crate::domain::fact::StockFact;
use crate::domain::id::{CustomerId, ProductId, UnitId};
use crate::domain::limit::{UNITS_FOUND_MAX, UNITS_SEARCHED_MAX};
use crate::domain::product::{Kind, NoProduct, Product};
use crate::domain::refusal::Refusal;
use crate::domain::staff::Right;
use crate::domain::stock::{
    Fate, NoUnit, Reject, Unfit, Unit, account, commands, fitted, lines, unit,
};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

/// Which units of a product. Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Which {
    /// Those that may be sold.
    Available,
    Withheld,
    /// Of those, what is kept from sale since the shop was brought back.
    Detained,
}

pub fn known(read: &impl Read, id: UnitId) -> Done<Unit> {
    Ok(read.get::<Unit>(id.0)?.ok_or(Refusal::Unit(NoUnit::Gone))?)
}

/// One that no order has or had.
fn unsold(read: &impl Read, id: UnitId) -> Done<Unit> {
    let unit = known(read, id)?;
    match unit.fate {
        Fate::Available | Fate::Withheld | Fate::Frozen | Fate::Detained => Ok(unit),
        Fate::Held(_) | Fate::Sold(_) | Fate::Returned(_) | Fate::Shared => {
            Err(Refusal::Unit(NoUnit::Taken).into())
        }
    }
}

pub fn page(read: &impl Read, product: ProductId, which: Which, page: u32) -> Done<Page<Unit>> {
    let index = match which {
        Which::Available => Index::UnitsAvailable,
        Which::Withheld => Index::UnitsWithheld,
        Which::Detained => Index::UnitsDetained,
    };
    Ok(browse::newest(read, index, product.0, page)?.readable(read)?)
}

/// How many of a product nobody has bought and nobody can.
pub fn withheld(read: &impl Read, product: ProductId) -> Result<u64, Fault> {
    read.count(Index::UnitsWithheld, product.0)
}

/// What a search for a piece of a unit has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub units: Vec<Unit>,
    /// There may be more: not all of them were looked at, or not all that fit are told.
    pub more: bool,
}

/// Units of a product that have a piece of text in them, whatever its case, sold ones too. A
/// whole line is found among any number, a piece among the newest.
pub fn search(read: &impl Read, product: ProductId, text: &str) -> Result<Found, Fault> {
    let (text, mut found) = (text.trim(), Found::default());
    if text.is_empty() {
        return Ok(found);
    }
    for id in read.list(Index::UnitDigest, digest(read, text), Direction::Oldest, usize::MAX)? {
        let unit = read.passable::<Unit>(id)?;
        found.units.extend(unit.filter(|it| it.content == text && it.product == product));
    }
    if !found.units.is_empty() {
        return Ok(found);
    }
    let (wanted, mut room) = (text.to_lowercase(), UNITS_SEARCHED_MAX);
    for index in [Index::UnitsAvailable, Index::UnitsWithheld] {
        for id in read.list(index, product.0, Direction::Newest, room)? {
            room -= 1;
            let Some(unit) = read.passable::<Unit>(id)? else { continue };
            if unit.content.to_lowercase().contains(&wanted) {
                if found.units.len() == UNITS_FOUND_MAX {
                    found.more = true;
                    return Ok(found);
                }
                found.units.push(unit);
            }
        }
    }
    found.more = room == 0;
    Ok(found)
}

/// What stands in one. Whoever wants to see it has the right to; the look is entered in the log.
pub fn reveal(ctx: &mut Ctx, by: Staff, id: UnitId) -> Done<Unit> {
    let unit = known(&ctx.tx, id)?;
    if !revealable(ctx, by.id(), &unit)? {
        return Err(Refusal::NoRight.into());
    }
    touched(ctx, by, &unit, Touch::Seen)?;
    Ok(unit)
}

/// Whether somebody may see what stands in it: what buyers have is for whoever looks after orders.
pub fn revealable(ctx: &Ctx, person: CustomerId, unit: &Unit) -> Done<bool> {
    let reveals = staff::may(ctx, person, Right::Reveal)?.is_some();
    Ok(match unit.fate {
        Fate::Available | Fate::Withheld | Fate::Frozen | Fate::Shared | Fate::Detained => reveals,
        Fate::Held(_) | Fate::Sold(_) | Fate::Returned(_) => {
            reveals && staff::may(ctx, person, Right::Orders)?.is_some()
        }
    })
}

fn touched(ctx: &mut Ctx, by: Staff, unit: &Unit, touch: Touch) -> Done {
    let (unit, product) = (unit.id, unit.product);
    revision::act(ctx, by, Act::Unit { unit, product, touch })
}

/// Puts right what stands in a unit that nobody has bought.
pub fn correct(ctx: &mut Ctx, by: Staff, id: UnitId, text: &str) -> Done {
    let known = unsold(&ctx.tx, id)?;
    if known.file.is_some() {
        return Err(Refusal::Product(NoProduct::NotInUnits).into());
    }
    if lines(text).any(commands) {
        return Err(Refusal::Unfit(Unfit::SeveralCommands).into());
    }
    let content = match account(text) {
        Ok(Some(content)) => content,
        Ok(None) => return Err(Refusal::Unfit(Unfit::NoLines).into()),
        Err(reject) => return Err(Refusal::Unit(NoUnit::Unfit(reject)).into()),
    };
    let product = product::known(&ctx.tx, known.product)?;
    let content = fitted(content, product.kind.parts().len())
        .map_err(|why| Refusal::Unit(NoUnit::Unfit(why)))?;
    if content == known.content {
        return Ok(());
    }
    let digest = digest(&ctx.tx, &content);
    for other in ctx.tx.list(Index::UnitDigest, digest, Direction::Oldest, usize::MAX)? {
        if ctx.tx.passable::<Unit>(other)?.is_some_and(|it| it.content == content) {
            return Err(Refusal::Unit(NoUnit::Known).into());
        }
    }
    touched(ctx, by, &known, Touch::Corrected)?;
    Ok(ctx.tx.put(&Unit { content, digest, ..known })?)
}

/// Keeps it from being sold, or lets it be sold again.
pub fn withhold(ctx: &mut Ctx, by: Staff, id: UnitId, withheld: bool) -> Done {
    let unit = unsold(&ctx.tx, id)?;
    let (fate, touch) = match withheld {
        true => (Fate::Withheld, Touch::Withheld),
        false => (Fate::Available, Touch::Released),
    };
    if (unit.fate == Fate::Available) != withheld {
        return Ok(());
    }
    touched(ctx, by, &unit, touch)?;
    let (product, back) = (unit.product, u64::from(!withheld));
    ctx.tx.put(&Unit { fate, ..unit })?;
    Ok(waiter::restocked(ctx, product, back)?)
}

/// With another product from now on. Its batch was the other's.
pub fn shift(ctx: &mut Ctx, by: Staff, id: UnitId, to: ProductId) -> Done<Product> {
    let unit = unsold(&ctx.tx, id)?;
    let product = product::on_shelf(&ctx.tx, to)?;
    if unit.product == to {
        return Err(Refusal::Unit(NoUnit::There).into());
    }
    // A line stays a line, and a file a file.
    let fits = match &product.kind {
        Kind::Unit { .. } => unit.file.is_none(),
        Kind::File => unit.file.is_some(),
        Kind::Shared { .. } | Kind::Manual { .. } => false,
    };
    if !fits {
        return Err(Refusal::Product(NoProduct::NotInUnits).into());
    }
    let named = product.kind.parts().len();
    let fit = fitted(unit.content.clone(), named);
    let fit = fit.map_err(|why| Refusal::Unit(NoUnit::Unfit(why)))?;
    if fit != unit.content {
        // It moves as it is.
        let why = Reject::Parts { found: 1, named: named as u32 };
        return Err(Refusal::Unit(NoUnit::Unfit(why)).into());
    }
    revision::act(ctx, by, Act::Unit { unit: id, product: to, touch: Touch::Moved })?;
    let there = u64::from(unit.fate == Fate::Available);
    let before = unit.batch;
    ctx.tx.put(&Unit { product: to, batch: None, ..unit })?;
    batch::forget_empty(ctx, before)?;
    waiter::restocked(ctx, to, there)?;
    Ok(product)
}

pub fn remove(ctx: &mut Ctx, by: Staff, id: UnitId) -> Done<ProductId> {
    let unit = unsold(&ctx.tx, id)?;
    touched(ctx, by, &unit, Touch::Removed)?;
    ctx.tx.remove::<Unit>(id.0)?;
    if let Some(file) = unit.file {
        file::forget(ctx, file)?;
    }
    batch::forget_empty(ctx, unit.batch)?;
    Ok(unit.product)
}

/// Notes that somebody takes all unsold units of a product out as a file.
pub fn export(ctx: &mut Ctx, by: Staff, product: ProductId) -> Done {
    let available = ctx.tx.count(Index::UnitsAvailable, product.0)?;
    let count = (available + withheld(&ctx.tx, product)?) as u32;
    revision::act(ctx, by, Act::StockOut { product, count })?;
    ctx.fact(StockFact::Exported { product, by: by.id() });
    Ok(())
}

/// Unsold units of a product that are such lines, each found by all of it.
pub fn named(read: &impl Read, product: ProductId, lines: &[&str]) -> Done<Vec<UnitId>> {
    let mut units = Vec::new();
    for line in lines {
        let content = match unit(line) {
            Ok(Some(content)) => content,
            Ok(None) | Err(Reject::Lines) => continue,
            Err(reject) => return Err(Refusal::Unit(NoUnit::Unfit(reject)).into()),
        };
        for id in
            read.list(Index::UnitDigest, digest(read, content), Direction::Oldest, usize::MAX)?
        {
            let Some(unit) = read.passable::<Unit>(id)? else { continue };
            let unsold = matches!(
                unit.fate,
                Fate::Available | Fate::Withheld | Fate::Frozen | Fate::Detained
            );
            if unsold && unit.product == product && unit.content == content {
                units.push(unit.id);
            }
        }
    }
    units.sort_unstable();
    units.dedup();
    match units.is_empty() {
        true => Err(Refusal::Unit(NoUnit::NotFound).into()),
        false => Ok(units),
    }
}
