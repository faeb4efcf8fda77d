//! Add, change, take off the shelf.

use super::context::{Ctx, Done};
use super::revision;
use crate::domain::id::{CategoryId, ProductId};
use crate::domain::limit::{CATEGORIES_MAX, PRODUCT_NUMBER_MAX, PRODUCTS_MAX};
use crate::domain::money::Rupiah;
use crate::domain::product::{Category, NewProduct, NoProduct, Product};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::revision::By;
use crate::domain::text::Name;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Table};

/// A product that can be looked at and bought.
pub fn on_shelf(read: &impl Read, id: ProductId) -> Done<Product> {
    let product = read.get::<Product>(id.0)?.filter(|product| product.on_shelf);
    Ok(product.ok_or(Refusal::Product(NoProduct::Gone))?)
}

/// The product on the shelf under a number, if there is one.
pub fn numbered(read: &impl Read, number: u32) -> Result<Option<Product>, Fault> {
    let found = read.list(Index::ProductNumber, number.into(), Direction::Oldest, 1)?;
    found.first().map(|id| read.need(*id)).transpose()
}

pub fn by_number(read: &impl Read, number: u32) -> Done<Product> {
    Ok(numbered(read, number)?.ok_or(Refusal::Product(NoProduct::Unknown { number }))?)
}

/// The numbers on the shelf, in order.
pub fn numbers(read: &impl Read, limit: usize) -> Result<Vec<u32>, Fault> {
    let index = Index::ProductNumber as u16;
    let entries =
        read.entries((index, 0, 0), (index, u64::MAX, u64::MAX), Direction::Oldest, limit)?;
    Ok(entries.into_iter().filter_map(|(_, number, _)| u32::try_from(number).ok()).collect())
}

/// The product that was taken off the shelf under a number, the newest where there were several.
pub fn archived(read: &impl Read, number: u32) -> Result<Option<Product>, Fault> {
    let found = read.list(Index::ProductArchived, number.into(), Direction::Newest, 1)?;
    found.first().map(|id| read.need(*id)).transpose()
}

pub fn add(ctx: &mut Ctx, by: Staff, new: NewProduct) -> Done<Product> {
    put_on_shelf(ctx, by.into(), new)
}

/// The same without a person: for the operator at the command line.
pub(super) fn put_on_shelf(ctx: &mut Ctx, by: By, new: NewProduct) -> Done<Product> {
    room_for_one(&ctx.tx)?;
    let number = match new.number {
        Some(number) if numbered(&ctx.tx, number)?.is_some() => {
            return Err(Refusal::Product(NoProduct::NumberTaken { number }).into());
        }
        Some(number) => number,
        None => next_number(&ctx.tx)?,
    };
    let category = new.category.map(|name| category(ctx, by, name)).transpose()?;
    let id = ProductId(ctx.tx.next(Table::Product)?);
    let NewProduct { name, price, description, .. } = new;
    let picture = None;
    let product =
        Product { id, number, name, price, category, description, picture, on_shelf: true };
    revision::put(ctx, by, &product)?;
    Ok(product)
}

fn room_for_one(read: &impl Read) -> Done {
    match read.count(Index::Shelf, ALL)? >= PRODUCTS_MAX as u64 {
        true => Err(Refusal::Product(NoProduct::TooMany { max: PRODUCTS_MAX }).into()),
        false => Ok(()),
    }
}

/// The smallest number that no product on the shelf has.
fn next_number(read: &impl Read) -> Done<u32> {
    let taken = numbers(read, PRODUCTS_MAX)?;
    let free = (1..).zip(&taken).find(|(number, taken)| number != *taken);
    let free = free.map_or(taken.len() as u32 + 1, |(number, _)| number);
    match free <= PRODUCT_NUMBER_MAX {
        true => Ok(free),
        false => Err(Refusal::Input(BadInput::Number { max: PRODUCT_NUMBER_MAX }).into()),
    }
}

/// The category of that name, made if it is new. One whose products have all left the shelf is
/// as good as gone, but keeps its number, which coupons may name.
fn category(ctx: &mut Ctx, by: By, name: Name) -> Done<CategoryId> {
    let known = category_named(&ctx.tx, &name)?;
    if let Some(known) = known
        && ctx.tx.count(Index::CategoryProducts, known.0)? > 0
    {
        return Ok(known);
    }
    if ctx.tx.counts(Index::CategoryProducts, CATEGORIES_MAX)?.len() >= CATEGORIES_MAX {
        return Err(Refusal::Product(NoProduct::TooManyCategories { max: CATEGORIES_MAX }).into());
    }
    if let Some(known) = known {
        return Ok(known);
    }
    let id = CategoryId(ctx.tx.next(Table::Category)?);
    revision::put(ctx, by, &Category { id, name })?;
    Ok(id)
}

fn category_named(read: &impl Read, name: &Name) -> Result<Option<CategoryId>, Fault> {
    for id in read.list(Index::CategoryName, name.digest(), Direction::Oldest, CATEGORIES_MAX)? {
        let category: Category = read.need(id)?;
        if category.name.folded() == name.folded() {
            return Ok(Some(category.id));
        }
    }
    Ok(None)
}

pub fn reprice(ctx: &mut Ctx, by: Staff, number: u32, price: Rupiah) -> Done<Product> {
    let product = by_number(&ctx.tx, number)?;
    let product = Product { price, ..product };
    revision::put(ctx, by, &product)?;
    Ok(product)
}

/// Price, category and description as a catalogue gives them; what it leaves out stays.
pub(super) fn describe(
    ctx: &mut Ctx,
    by: By,
    product: Product,
    given: &NewProduct,
) -> Done<Product> {
    let category = match &given.category {
        Some(name) => Some(category(ctx, by, name.clone())?),
        None => product.category,
    };
    let description = match given.description.as_str() {
        "" => product.description,
        _ => given.description.clone(),
    };
    let product = Product { price: given.price, category, description, ..product };
    revision::put(ctx, by, &product)?;
    Ok(product)
}

/// Off the shelf: no longer listed or sold. Units, past sales and open invoices stay.
pub fn take_off(ctx: &mut Ctx, by: Staff, id: ProductId) -> Done<Product> {
    let product = Product { on_shelf: false, ..on_shelf(&ctx.tx, id)? };
    revision::put(ctx, by, &product)?;
    Ok(product)
}

/// Back onto the shelf, as it was; under another number where its own has been given away.
pub fn bring_back(ctx: &mut Ctx, by: Staff, id: ProductId) -> Done<Product> {
    let product = ctx.tx.get::<Product>(id.0)?.ok_or(Refusal::Product(NoProduct::Gone))?;
    if product.on_shelf {
        return Ok(product);
    }
    room_for_one(&ctx.tx)?;
    let number = match numbered(&ctx.tx, product.number)? {
        Some(_) => next_number(&ctx.tx)?,
        None => product.number,
    };
    let product = Product { on_shelf: true, number, ..product };
    revision::put(ctx, by, &product)?;
    Ok(product)
}
