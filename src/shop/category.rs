//! Categories: made, named, put in order, hidden, joined and taken away.

use std::collections::HashMap;

use super::context::{Ctx, Done};
use super::{inventory, product, revision, variant};
use crate::domain::id::{CategoryId, ProductId};
use crate::domain::limit::{CATEGORIES_MAX, MERGED_MAX};
use crate::domain::product::{Category, NoProduct, Offer, Product};
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::domain::text::{Emoji, Name};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table};

/// A category, and how many products it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub category: Category,
    /// That buyers see.
    pub shown: u64,
    pub hidden: u64,
    /// Off the shelf.
    pub archived: u64,
}

impl Counted {
    pub fn on_shelf(&self) -> u64 {
        self.shown + self.hidden
    }
}

/// Where the products of a category are.
const WITHIN: [Index; 3] =
    [Index::CategoryProducts, Index::CategoryHidden, Index::CategoryArchived];

pub fn known(read: &impl Read, id: CategoryId) -> Done<Category> {
    Ok(read.get(id.0)?.ok_or(Refusal::Product(NoProduct::CategoryGone))?)
}

pub fn counted(read: &impl Read, id: CategoryId) -> Done<Counted> {
    let category = known(read, id)?;
    let count = |index| read.count(index, id.0);
    let [shown, hidden, archived] = WITHIN.map(count);
    Ok(Counted { category, shown: shown?, hidden: hidden?, archived: archived? })
}

/// All of them in their order.
pub fn all(read: &impl Read) -> Result<Vec<Counted>, Fault> {
    let count = |index| Ok(read.counts(index, usize::MAX)?.into_iter().collect());
    let [shown, hidden, archived]: [Result<HashMap<u64, u64>, Fault>; 3] = WITHIN.map(count);
    let (shown, hidden, archived) = (shown?, hidden?, archived?);
    let of = |counts: &HashMap<u64, u64>, id: CategoryId| counts.get(&id.0).copied().unwrap_or(0);
    let counted = |category: Category| Counted {
        shown: of(&shown, category.id),
        hidden: of(&hidden, category.id),
        archived: of(&archived, category.id),
        category,
    };
    let rows: Vec<Category> = read.legible(0, usize::MAX)?;
    let mut all: Vec<Counted> = rows.into_iter().map(counted).collect();
    all.sort_by_cached_key(|it| it.category.place());
    Ok(all)
}

/// The category of that name, made if it is new. One whose products have all left the shelf is
/// as good as gone, but keeps its number, which coupons may name.
pub(super) fn of_name(ctx: &mut Ctx, by: By, name: Name) -> Done<CategoryId> {
    let known = named(&ctx.tx, &name)?;
    if let Some(known) = known
        && [Index::CategoryProducts, Index::CategoryHidden]
            .into_iter()
            .map(|index| ctx.tx.count(index, known.0))
            .sum::<Result<u64, Fault>>()?
            > 0
    {
        return Ok(known);
    }
    room_for_one(&ctx.tx)?;
    match known {
        Some(known) => Ok(known),
        None => Ok(make(ctx, by, name)?.id),
    }
}

fn make(ctx: &mut Ctx, by: By, name: Name) -> Done<Category> {
    let category = Category::new(CategoryId(ctx.tx.next(Table::Category)?), name);
    revision::put(ctx, by, &category)?;
    Ok(category)
}

/// Those that only products off the shelf still name do not count: they come back with these.
fn room_for_one(read: &impl Read) -> Done {
    let counts = all(read)?;
    let there = counts.iter().filter(|it| it.on_shelf() > 0 || it.archived == 0).count();
    match there >= CATEGORIES_MAX {
        true => Err(Refusal::Product(NoProduct::TooManyCategories { max: CATEGORIES_MAX }).into()),
        false => Ok(()),
    }
}

pub fn named(read: &impl Read, name: &Name) -> Result<Option<CategoryId>, Fault> {
    for id in read.list(Index::CategoryName, name.digest(), Direction::Oldest, usize::MAX)? {
        let category: Category = read.need(id)?;
        if category.name.folded() == name.folded() {
            return Ok(Some(category.id));
        }
    }
    Ok(None)
}

pub fn add(ctx: &mut Ctx, by: Staff, name: Name) -> Done<Category> {
    if named(&ctx.tx, &name)?.is_some() {
        return Err(Refusal::Product(NoProduct::CategoryTaken).into());
    }
    room_for_one(&ctx.tx)?;
    make(ctx, by.into(), name)
}

pub fn rename(ctx: &mut Ctx, by: Staff, id: CategoryId, name: Name) -> Done<Category> {
    if named(&ctx.tx, &name)?.is_some_and(|other| other != id) {
        return Err(Refusal::Product(NoProduct::CategoryTaken).into());
    }
    change(ctx, by, id, |category| Category { name, ..category })
}

pub fn set_emoji(ctx: &mut Ctx, by: Staff, id: CategoryId, emoji: Option<Emoji>) -> Done<Category> {
    change(ctx, by, id, |category| Category { emoji, ..category })
}

pub fn set_hidden(ctx: &mut Ctx, by: Staff, id: CategoryId, hidden: bool) -> Done<Category> {
    change(ctx, by, id, |category| Category { hidden, ..category })
}

fn change(
    ctx: &mut Ctx,
    by: Staff,
    id: CategoryId,
    change: impl FnOnce(Category) -> Category,
) -> Done<Category> {
    let category = change(known(&ctx.tx, id)?);
    revision::put(ctx, by, &category)?;
    Ok(category)
}

/// One place towards the beginning, or towards the end; whether there was one. All that stand
/// before it get a place of their own with it.
pub fn shift(ctx: &mut Ctx, by: Staff, id: CategoryId, up: bool) -> Done<bool> {
    let mut order: Vec<Category> = all(&ctx.tx)?.into_iter().map(|it| it.category).collect();
    let at = order.iter().position(|it| it.id == id);
    let at = at.ok_or(Refusal::Product(NoProduct::CategoryGone))?;
    let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < order.len()) };
    let Some(to) = to else { return Ok(false) };
    order.swap(at, to);
    let placed = order.iter().rposition(|it| it.position > 0).unwrap_or(0).max(at).max(to);
    for (position, category) in (1..).zip(order.into_iter().take(placed + 1)) {
        revision::put(ctx, by, &Category { position, ..category })?;
    }
    Ok(true)
}

/// What joining two categories came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    pub moved: usize,
    /// More than one tap moves: they are still where they were.
    pub left: u64,
}

/// Moves the products of a category into another, as many as one transaction bears, and takes it
/// away when it is empty.
pub fn merge(ctx: &mut Ctx, by: Staff, from: CategoryId, into: CategoryId) -> Done<Merged> {
    if from == into {
        return Err(Refusal::Product(NoProduct::CategoryGone).into());
    }
    known(&ctx.tx, from)?;
    known(&ctx.tx, into)?;
    let mut moved = 0;
    for index in WITHIN {
        for id in ctx.tx.list(index, from.0, Direction::Oldest, MERGED_MAX - moved)? {
            let product: Product = ctx.tx.need(id)?;
            // A card takes its choices with it, each of which is one more to move.
            let with = variant::choices(&ctx.tx, product.id)?.len().max(1);
            if moved + with > MERGED_MAX {
                break;
            }
            product::put(ctx, by.into(), &product, &product.clone().moved_to(Some(into)))?;
            moved += with;
        }
    }
    let left = counted(&ctx.tx, from)?;
    let left = left.on_shelf() + left.archived;
    if left == 0 {
        revision::remove::<Category>(ctx, by, from.0)?;
    }
    Ok(Merged { moved, left })
}

/// Takes away a category that no product names.
pub fn delete(ctx: &mut Ctx, by: Staff, id: CategoryId) -> Done<Category> {
    let counted = counted(&ctx.tx, id)?;
    let (shelf, archived) = (counted.on_shelf(), counted.archived);
    if shelf + archived > 0 {
        return Err(Refusal::Product(NoProduct::CategoryInUse { shelf, archived }).into());
    }
    revision::remove::<Category>(ctx, by, id.0)?;
    Ok(counted.category)
}

/// A product one place up or down among those of its category; whether there was one. The two that
/// change places change what puts them there.
pub fn shift_product(ctx: &mut Ctx, by: Staff, id: ProductId, up: bool) -> Done<bool> {
    let product = variant::owner(&ctx.tx, product::on_shelf(&ctx.tx, id)?)?;
    let id = product.id;
    let Some(category) = product.category else { return Ok(false) };
    let order = inventory::ordered(&ctx.tx, category)?;
    let at = order.iter().position(|it| *it == id.0).unwrap_or(0);
    let to = if up { at.checked_sub(1) } else { Some(at + 1) };
    let Some(other) = to.and_then(|to| order.get(to)) else { return Ok(false) };
    let other: Product = ctx.tx.need(*other)?;
    let (here, there) = (place(&product), place(&other));
    let put = |ctx: &mut Ctx, product: Product, place: u32| {
        let offer = Offer { position: Some(place), ..product.offer };
        revision::put(ctx, by, &Product { offer, ..product })
    };
    match here == there {
        // Both stand in one place, in order of their rows: only one of them moves.
        true if up => put(ctx, product, there.saturating_sub(1))?,
        true => put(ctx, product, there.saturating_add(1))?,
        false => {
            put(ctx, product, there)?;
            put(ctx, other, here)?;
        }
    }
    Ok(true)
}

fn place(product: &Product) -> u32 {
    product.offer.place(product.number)
}
