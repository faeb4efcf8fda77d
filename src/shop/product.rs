//! Add, change, take off the shelf.

use std::collections::BTreeSet;

use super::context::{Ctx, Done};
use super::{category, revision, variant, waiter};
use crate::domain::fold;
use crate::domain::id::{OrderId, ProductId};
use crate::domain::limit::{PRODUCT_NUMBER_MAX, PRODUCTS_MAX, SEARCH_ENTRIES_MAX};
use crate::domain::money::Rupiah;
use crate::domain::product::{Kind, NewProduct, NoProduct, Offer, Prices, Product};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::revision::By;
use crate::domain::text::Name;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Table};

/// A product on the shelf or off it.
pub fn known(read: &impl Read, id: ProductId) -> Done<Product> {
    Ok(read.get::<Product>(id.0)?.ok_or(Refusal::Product(NoProduct::Gone))?)
}

/// The same for those who only name it: nothing where it cannot be read.
pub fn legible(read: &impl Read, id: ProductId) -> Result<Option<Product>, Fault> {
    read.passable(id.0)
}

/// A product on the shelf, hidden or not.
pub fn on_shelf(read: &impl Read, id: ProductId) -> Done<Product> {
    let product = read.get::<Product>(id.0)?.filter(|product| product.on_shelf);
    Ok(product.ok_or(Refusal::Product(NoProduct::Gone))?)
}

/// A product that buyers can look at and buy.
pub fn for_sale(read: &impl Read, id: ProductId) -> Done<Product> {
    let product = read.get::<Product>(id.0)?.filter(Product::for_sale);
    Ok(product.ok_or(Refusal::Product(NoProduct::Gone))?)
}

/// The product on the shelf under a number, hidden or not, if there is one.
pub fn numbered(read: &impl Read, number: u32) -> Result<Option<Product>, Fault> {
    for index in [Index::ProductNumber, Index::VariantNumber, Index::HiddenNumber] {
        let found = read.list(index, number.into(), Direction::Oldest, 1)?;
        if let Some(id) = found.first() {
            return read.need(*id).map(Some);
        }
    }
    Ok(None)
}

pub fn by_number(read: &impl Read, number: u32) -> Done<Product> {
    Ok(numbered(read, number)?.ok_or(Refusal::Product(NoProduct::Unknown { number }))?)
}

/// The same for buyers, for whom there are no hidden ones.
pub fn for_sale_by_number(read: &impl Read, number: u32) -> Done<Product> {
    let known = numbered(read, number)?.filter(Product::for_sale);
    Ok(known.ok_or(Refusal::Product(NoProduct::Unknown { number }))?)
}

/// The numbers that buyers see, in order.
pub fn numbers(read: &impl Read, limit: usize) -> Result<Vec<u32>, Fault> {
    numbers_of(read, Index::ProductNumber, limit)
}

/// The numbers of all products on the shelf, hidden or not, in order.
pub fn numbers_on_shelf(read: &impl Read) -> Result<Vec<u32>, Fault> {
    let mut all = numbers(read, PRODUCTS_MAX)?;
    all.extend(numbers_of(read, Index::HiddenNumber, PRODUCTS_MAX)?);
    all.sort_unstable();
    Ok(all)
}

fn numbers_of(read: &impl Read, index: Index, limit: usize) -> Result<Vec<u32>, Fault> {
    let index = index as u16;
    let entries =
        read.entries((index, 0, 0), (index, u64::MAX, u64::MAX), Direction::Oldest, limit)?;
    Ok(entries.into_iter().filter_map(|(_, number, _)| u32::try_from(number).ok()).collect())
}

/// The product that was taken off the shelf under a number, the newest where there were several.
pub fn archived(read: &impl Read, number: u32) -> Result<Option<Product>, Fault> {
    let found = read.list(Index::ProductArchived, number.into(), Direction::Newest, 1)?;
    found.first().map(|id| read.need(*id)).transpose()
}

/// The product that was taken off the shelf and has that name, the newest where there are several.
pub fn archived_named(read: &impl Read, name: &Name) -> Result<Option<Product>, Fault> {
    let mut found: Option<Product> = None;
    for id in archived_with(read, name.as_str())? {
        let product: Product = read.need(id)?;
        if product.goes_by(name) {
            found = found.into_iter().chain([product]).max_by_key(|product| product.id);
        }
    }
    Ok(found)
}

/// Products off the shelf whose names have all words of a text, or words that begin with them, the
/// newest first.
pub fn archived_with(read: &impl Read, text: &str) -> Result<Vec<u64>, Fault> {
    let mut found: Option<BTreeSet<u64>> = None;
    for word in fold::words(text) {
        let (index, keys) = (Index::ArchivedWord as u16, fold::keys(&word.whole));
        let (from, to) = ((index, *keys.start(), 0), (index, *keys.end(), u64::MAX));
        let entries = read.entries(from, to, Direction::Oldest, SEARCH_ENTRIES_MAX)?;
        let with: BTreeSet<u64> = entries.into_iter().map(|(_, _, id)| id).collect();
        found = Some(match found {
            Some(found) => &found & &with,
            None => with,
        });
    }
    Ok(found.unwrap_or_default().into_iter().rev().collect())
}

pub fn add(ctx: &mut Ctx, by: Staff, new: NewProduct) -> Done<Product> {
    put_on_shelf(ctx, by.into(), new)
}

/// The same without a person: for the operator at the command line.
pub(super) fn put_on_shelf(ctx: &mut Ctx, by: By, new: NewProduct) -> Done<Product> {
    let number = number_for_new(&ctx.tx, new.number)?;
    let category = new.category.map(|name| category::of_name(ctx, by, name)).transpose()?;
    let id = ProductId(ctx.tx.next(Table::Product)?);
    let NewProduct { name, price, description, .. } = new;
    let product = Product {
        id,
        number,
        name,
        price,
        category,
        description,
        picture: None,
        on_shelf: true,
        offer: Offer::default(),
        kind: Kind::default(),
        kind_since: OrderId(0),
        prices: Prices::default(),
        variant: None,
    };
    revision::put(ctx, by, &product)?;
    Ok(product)
}

/// The number of one more product on the shelf, if there is room for it.
pub(super) fn number_for_new(read: &impl Read, wanted: Option<u32>) -> Done<u32> {
    room_for_one(read)?;
    match wanted {
        Some(number) if numbered(read, number)?.is_some() => {
            Err(Refusal::Product(NoProduct::NumberTaken { number }).into())
        }
        Some(number) => Ok(number),
        None => next_number(read),
    }
}

fn room_for_one(read: &impl Read) -> Done {
    match read.count(Index::Shelf, ALL)? >= PRODUCTS_MAX as u64 {
        true => Err(Refusal::Product(NoProduct::TooMany { max: PRODUCTS_MAX }).into()),
        false => Ok(()),
    }
}

/// The smallest number that no product on the shelf has.
fn next_number(read: &impl Read) -> Done<u32> {
    let mut taken = numbers_on_shelf(read)?;
    taken.extend(numbers_of(read, Index::VariantNumber, PRODUCTS_MAX)?);
    taken.sort_unstable();
    let free = (1..).zip(&taken).find(|(number, taken)| number != *taken);
    let free = free.map_or(taken.len() as u32 + 1, |(number, _)| number);
    match free <= PRODUCT_NUMBER_MAX {
        true => Ok(free),
        false => Err(Refusal::Input(BadInput::Number { max: PRODUCT_NUMBER_MAX }).into()),
    }
}

/// Changes a product, on the shelf or off it, as staff wish.
pub fn change(
    ctx: &mut Ctx,
    by: Staff,
    id: ProductId,
    change: impl FnOnce(Product) -> Product,
) -> Done<Product> {
    let before = known(&ctx.tx, id)?;
    let product = variant::by_hand(&ctx.tx, &before, change(before.clone()))?;
    put(ctx, by.into(), &before, &product)?;
    Ok(product)
}

/// Writes a product that was another, and with a card all its choices as they are by it.
pub(super) fn put(ctx: &mut Ctx, by: By, was: &Product, product: &Product) -> Done {
    revision::put(ctx, by, product)?;
    variant::follow(ctx, by, was, product)?;
    Ok(waiter::shown(ctx, was.for_sale(), product)?)
}

/// Into the category of that name, made if it is new.
pub fn categorise(ctx: &mut Ctx, by: Staff, id: ProductId, name: Name) -> Done<Product> {
    let category = category::of_name(ctx, by.into(), name)?;
    change(ctx, by, id, |product| product.moved_to(Some(category)))
}

pub fn reprice(ctx: &mut Ctx, by: Staff, number: u32, price: Rupiah) -> Done<Product> {
    let id = by_number(&ctx.tx, number)?.id;
    change(ctx, by, id, |product| Product { price, ..product })
}

/// Price, category and description as a catalogue gives them; what it leaves out stays. What a
/// card has in common is its owner's alone.
pub(super) fn describe(
    ctx: &mut Ctx,
    by: By,
    product: Product,
    given: &NewProduct,
) -> Done<Product> {
    if product.below().is_some() {
        let changed = Product { price: given.price, ..product.clone() };
        put(ctx, by, &product, &changed)?;
        return Ok(changed);
    }
    let was = product.clone();
    let category = match &given.category {
        Some(name) => Some(category::of_name(ctx, by, name.clone())?),
        None => product.category,
    };
    let product = product.moved_to(category);
    let description = match given.description.as_str() {
        "" => product.description,
        _ => given.description.clone(),
    };
    let product = Product { price: given.price, description, ..product };
    put(ctx, by, &was, &product)?;
    Ok(product)
}

/// Off the shelf: no longer listed or sold. Units, past sales and open invoices stay. A card takes
/// all its choices with it.
pub fn take_off(ctx: &mut Ctx, by: Staff, id: ProductId) -> Done<Product> {
    let was = on_shelf(&ctx.tx, id)?;
    let product = Product { on_shelf: false, ..was.clone() };
    put(ctx, by.into(), &was, &product)?;
    Ok(product)
}

/// Back onto the shelf, as it was; under another number where its own has been given away. A card
/// comes back with all that went with it, and a choice with its card.
pub fn bring_back(ctx: &mut Ctx, by: Staff, id: ProductId) -> Done<Product> {
    if let Some(head) = known(&ctx.tx, id)?.below()
        && ctx.tx.get::<Product>(head.0)?.is_some_and(|head| head.heads() && !head.on_shelf)
    {
        bring_back(ctx, by, head)?;
    }
    let was = known(&ctx.tx, id)?;
    if was.on_shelf {
        return Ok(was);
    }
    let product = fit_for_shelf(&ctx.tx, was.clone())?;
    put(ctx, by.into(), &was, &product)?;
    Ok(product)
}

/// A product off the shelf as it comes back.
pub(super) fn fit_for_shelf(read: &impl Read, product: Product) -> Done<Product> {
    room_for_one(read)?;
    let product = variant::fitted(read, product)?;
    let number = match numbered(read, product.number)? {
        Some(_) => next_number(read)?,
        None => product.number,
    };
    Ok(Product { on_shelf: true, number, ..product })
}
