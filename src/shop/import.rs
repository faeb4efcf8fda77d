//! A catalogue's products in: put up where they are new, changed where the file says so.

use serde::{Deserialize, Serialize};

use super::context::{Ctx, Done};
use super::stock::{self, Tally};
use super::{browse, product};
use crate::domain::batch::Source;
use crate::domain::money::Rupiah;
use crate::domain::product::{NewProduct, NoProduct, Product};
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

/// A product with units, as a catalogue describes it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Import {
    pub product: NewProduct,
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
    Price { old: Rupiah, new: Rupiah },
    Category { old: Option<String>, new: String },
    Description,
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
    let known = existing(&ctx.tx, &import.product)?;
    let (changed, kept) = differences(&ctx.tx, known.as_ref(), &import.product)?;
    let (new, product) = match known {
        Some(product) => (false, product::describe(ctx, by, product, &import.product)?),
        None => (true, product::put_on_shelf(ctx, by, import.product.clone())?),
    };
    let lines = import.units.iter().map(|(at, line)| (*at, line.as_str()));
    let (stock, _) = stock::take_in(ctx, by, product.id, Source::Import, lines)?;
    let name = product.name.as_str().to_owned();
    Ok(Imported { number: Some(product.number), name, new, changed, kept, stock })
}

/// What the same import would come to. Nothing is written.
pub fn rehearse(read: &impl Read, import: &Import) -> Done<Imported> {
    let known = existing(read, &import.product)?;
    let (changed, kept) = differences(read, known.as_ref(), &import.product)?;
    let stock = stock::rehearse(read, known.as_ref(), &import.units)?;
    let name = known.as_ref().map_or(&import.product.name, |known| &known.name);
    Ok(Imported {
        number: known.as_ref().map(|known| known.number).or(import.product.number),
        name: name.as_str().to_owned(),
        new: known.is_none(),
        changed,
        kept,
        stock,
    })
}

/// The product on the shelf that a catalogue means: by its number if it gives one, else by its
/// name. A number that stands for something else is a mistake in the file, not a new name.
fn existing(read: &impl Read, wanted: &NewProduct) -> Done<Option<Product>> {
    if let Some(number) = wanted.number {
        let known = product::numbered(read, number)?;
        return match &known {
            Some(known) if !known.goes_by(&wanted.name) => {
                Err(Refusal::Product(NoProduct::NumberTaken { number }).into())
            }
            _ => Ok(known),
        };
    }
    for id in read.list(Index::ProductName, wanted.name.digest(), Direction::Oldest, usize::MAX)? {
        let product: Product = read.need(id)?;
        if product.goes_by(&wanted.name) {
            return Ok(Some(product));
        }
    }
    Ok(None)
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
