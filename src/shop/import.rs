//! A catalogue's products in: put up where they are new, changed where the file says so.

mod setup;

use serde::{Deserialize, Serialize};

use super::context::{Ctx, Done};
use super::stock::{self, Tally};
use super::{browse, product, variant};
use crate::domain::batch::Source;
use crate::domain::money::Rupiah;
use crate::domain::product::{NewProduct, NoProduct, Product};
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::domain::text::Name;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;
pub use setup::{Setup, Sort};

/// A product with units, as a catalogue describes it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Import {
    pub product: NewProduct,
    pub setup: Setup,
    /// One unit each, with the line of the file it came from.
    pub units: Vec<(u64, String)>,
}

/// What an import of one product came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// `None` in a rehearsal: the number is chosen when the product is put up.
    pub number: Option<u32>,
    pub name: String,
    /// It was not on the shelf before.
    pub new: bool,
    /// What the shelf had otherwise, and has as the file says now.
    pub changed: Vec<Change>,
    /// What the file does not say, and the shelf keeps.
    pub kept: Vec<Kept>,
    pub stock: Tally,
}

/// Something of a product that was there already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    Price {
        old: Rupiah,
        new: Rupiah,
    },
    Category {
        old: Option<String>,
        new: String,
    },
    Description,
    Kind,
    Wholesale,
    Reseller,
    /// It is a choice on its card now.
    Choice,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kept {
    /// As it is written on the shelf, where the file writes it with other capitals.
    Name(String),
    Category(String),
    Description,
}

/// Takes in one product of a catalogue: the one it names by number or by name, else a new one.
pub fn import(ctx: &mut Ctx, by: By, import: &Import) -> Done<Imported> {
    let Import { product: wanted, setup, units } = import;
    let known = existing(&ctx.tx, wanted, setup.variant.as_ref())?;
    let (mut changed, kept) = differences(&ctx.tx, known.as_ref(), wanted)?;
    let new = known.is_none();
    let product = match (known, &setup.variant) {
        (Some(known), None) => product::describe(ctx, by, known, wanted)?,
        (Some(known), Some(label)) => {
            let plain = known.variant.is_none();
            changed.extend(plain.then_some(Change::Choice));
            let known = if plain { variant::begin(ctx, by, known, label.clone())? } else { known };
            product::describe(ctx, by, known, wanted)?
        }
        (None, None) => product::put_on_shelf(ctx, by, wanted.clone())?,
        (None, Some(label)) => put_choice(ctx, by, wanted, label)?,
    };
    let (product, set) = setup.apply(ctx, by, product)?;
    changed.extend(set.into_iter().filter(|_| !new));
    let lines = units.iter().map(|(at, line)| (*at, line.as_str()));
    let (stock, _) = stock::take_in(ctx, by, product.id, Source::Import, lines)?;
    let name = product.name.as_str().to_owned();
    Ok(Imported { number: Some(product.number), name, new, changed, kept, stock })
}

/// A choice that is new: on the card of that name, or on one of its own where there is none.
fn put_choice(ctx: &mut Ctx, by: By, wanted: &NewProduct, label: &Name) -> Done<Product> {
    match carded(&ctx.tx, &wanted.name)? {
        Some(head) if head.heads() => {
            variant::put_on_card(ctx, by, head, label.clone(), wanted.number, wanted.price)
        }
        Some(_) => Err(Refusal::Product(NoProduct::NoChoices).into()),
        None => {
            let head = product::put_on_shelf(ctx, by, wanted.clone())?;
            variant::begin(ctx, by, head, label.clone())
        }
    }
}

/// The product on the shelf whose card goes by that name.
fn carded(read: &impl Read, name: &Name) -> Result<Option<Product>, Fault> {
    for id in read.list(Index::ProductName, name.digest(), Direction::Oldest, usize::MAX)? {
        let product: Product = read.need(id)?;
        if product.below().is_none() && product.card().to_lowercase() == name.folded() {
            return Ok(Some(product));
        }
    }
    Ok(None)
}

/// The product on the shelf that a catalogue means: by its number if it gives one, else by its
/// name. A number that stands for something else is a mistake in the file, not a new name.
fn existing(
    read: &impl Read,
    wanted: &NewProduct,
    variant: Option<&Name>,
) -> Done<Option<Product>> {
    if let Some(number) = wanted.number {
        let known = product::numbered(read, number)?;
        return match &known {
            Some(known) if !means(known, &wanted.name, variant) => {
                Err(Refusal::Product(NoProduct::NumberTaken { number }).into())
            }
            _ => Ok(known),
        };
    }
    if let Some(label) = variant {
        let head = carded(read, &wanted.name)?.filter(Product::heads);
        let choices = head.map(|head| variant::choices(read, head.id)).transpose()?;
        return Ok(choices.into_iter().flatten().find(|it| labelled(it, label)));
    }
    for id in read.list(Index::ProductName, wanted.name.digest(), Direction::Oldest, usize::MAX)? {
        let product: Product = read.need(id)?;
        if product.goes_by(&wanted.name) {
            return Ok(Some(product));
        }
    }
    Ok(None)
}

/// Whether somebody who names it so, and its choice where it is one, means this one.
fn means(known: &Product, name: &Name, variant: Option<&Name>) -> bool {
    let Some(label) = variant else { return known.goes_by(name) };
    let named = known.card().to_lowercase() == name.folded();
    named && (known.variant.is_none() || labelled(known, label))
}

fn labelled(known: &Product, label: &Name) -> bool {
    known.variant.as_ref().is_some_and(|variant| variant.label.folded() == label.folded())
}

fn differences(
    read: &impl Read,
    known: Option<&Product>,
    wanted: &NewProduct,
) -> Result<(Vec<Change>, Vec<Kept>), Fault> {
    let (mut changed, mut kept) = (Vec::new(), Vec::new());
    let Some(known) = known else { return Ok((changed, kept)) };
    if known.name != wanted.name && known.card() != wanted.name.as_str() {
        kept.push(Kept::Name(known.name.as_str().to_owned()));
    }
    if known.price != wanted.price {
        changed.push(Change::Price { old: known.price, new: wanted.price });
    }
    let category = known.category.map(|id| browse::category_name(read, id)).transpose()?.flatten();
    // What a card has in common stands with its owner.
    let common = known.below().is_none();
    match (category, wanted.category.as_ref().filter(|_| common)) {
        (Some(old), None) => kept.push(Kept::Category(old)),
        (old, Some(new)) if old.as_ref().map(|it| it.to_lowercase()) != Some(new.folded()) => {
            changed.push(Change::Category { old, new: new.as_str().to_owned() });
        }
        _ => {}
    }
    match (known.description.as_str(), wanted.description.as_str()) {
        (old, new) if old == new || !common => {}
        (_, "") => kept.push(Kept::Description),
        _ => changed.push(Change::Description),
    }
    Ok((changed, kept))
}

impl std::fmt::Debug for Import {
    /// Goods stay out of logs.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Import({:?}, {} units)", self.product.name, self.units.len())
    }
}
