//! Units in: by paste, by file, by import; each line once.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::context::{Ctx, Done};
use super::product;
use crate::domain::id::{ProductId, UnitId};
use crate::domain::product::{NewProduct, Product};
use crate::domain::refusal::Refusal;
use crate::domain::staff::Admin;
use crate::domain::stock::{Fate, Reject, Unit, vet};
use crate::store::fault::Fault;
use crate::store::read::{Order as Sort, Read};
use crate::store::schema::{Index, Table};

/// What taking in stock came to. Lines are told by their place in what was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub added: u32,
    /// In stock or sold already, or twice in what was sent.
    pub doubled: Vec<u64>,
    pub refused: Vec<(u64, Reject)>,
}

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
    /// The shelf had another price and has the file's now.
    pub repriced: bool,
    pub stock: Tally,
}

pub fn add<'t>(
    ctx: &mut Ctx,
    _: Admin,
    product: ProductId,
    lines: impl Iterator<Item = (u64, &'t str)>,
) -> Done<Tally> {
    take_in(ctx, product, lines)
}

fn take_in<'t>(
    ctx: &mut Ctx,
    product: ProductId,
    lines: impl Iterator<Item = (u64, &'t str)>,
) -> Done<Tally> {
    let mut tally = Tally::default();
    for (at, line) in lines {
        if let Err(reject) = vet(line) {
            tally.refused.push((at, reject));
            continue;
        }
        let digest = ctx.tx.seal().digest(&[&product.0.to_le_bytes(), line.as_bytes()]);
        if known(&ctx.tx, product, digest, line)? {
            tally.doubled.push(at);
            continue;
        }
        let id = UnitId(ctx.tx.next(Table::Unit)?);
        let content = line.to_owned();
        ctx.tx.put(&Unit { id, product, content, digest, fate: Fate::Available })?;
        tally.added += 1;
    }
    Ok(tally)
}

fn known(read: &impl Read, product: ProductId, digest: u64, line: &str) -> Result<bool, Fault> {
    for id in read.list(Index::UnitDigest, digest, Sort::Oldest, usize::MAX)? {
        let unit: Unit = read.need(id)?;
        if unit.product == product && unit.content == line {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Takes in one product of a catalogue: the one it names by number or by name, else a new one.
pub fn import(ctx: &mut Ctx, import: &Import) -> Done<Imported> {
    let known = existing(&ctx.tx, &import.product)?;
    let (new, product) = match known {
        Some(product) => (false, product),
        None => (true, product::put_on_shelf(ctx, import.product.clone())?),
    };
    let repriced = product.price != import.product.price;
    if repriced {
        ctx.tx.put(&Product { price: import.product.price, ..product.clone() })?;
    }
    let lines = import.units.iter().map(|(at, line)| (*at, line.as_str()));
    let stock = take_in(ctx, product.id, lines)?;
    let name = product.name.as_str().to_owned();
    Ok(Imported { number: Some(product.number), name, new, repriced, stock })
}

/// What the same import would come to. Nothing is written; units repeated within the file are
/// found as well.
pub fn rehearse(read: &impl Read, import: &Import) -> Done<Imported> {
    let product = existing(read, &import.product)?;
    let mut stock = Tally::default();
    let mut met = HashSet::new();
    for (at, line) in &import.units {
        let in_stock = match &product {
            None => false,
            Some(product) => {
                let id = product.id;
                let digest = read.seal().digest(&[&id.0.to_le_bytes(), line.as_bytes()]);
                known(read, id, digest, line)?
            }
        };
        match vet(line) {
            Err(reject) => stock.refused.push((*at, reject)),
            Ok(()) if in_stock || !met.insert(line) => stock.doubled.push(*at),
            Ok(()) => stock.added += 1,
        }
    }
    Ok(Imported {
        number: product.as_ref().map(|product| product.number).or(import.product.number),
        name: import.product.name.as_str().to_owned(),
        new: product.is_none(),
        repriced: product.is_some_and(|product| product.price != import.product.price),
        stock,
    })
}

/// The product on the shelf that a catalogue means: by its number if it gives one, else by its
/// name. A number that stands for something else is a mistake in the file, not a new name.
fn existing(read: &impl Read, wanted: &NewProduct) -> Done<Option<Product>> {
    if let Some(number) = wanted.number {
        let known = product::numbered(read, number)?;
        return match &known {
            Some(known) if known.name.folded() != wanted.name.folded() => {
                Err(Refusal::NumberTaken { number }.into())
            }
            _ => Ok(known),
        };
    }
    for id in read.list(Index::ProductName, wanted.name.digest(), Sort::Oldest, usize::MAX)? {
        let product: Product = read.need(id)?;
        if product.name.folded() == wanted.name.folded() {
            return Ok(Some(product));
        }
    }
    Ok(None)
}

impl std::fmt::Debug for Import {
    /// Goods stay out of logs.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Import({:?}, {} units)", self.product.name, self.units.len())
    }
}
