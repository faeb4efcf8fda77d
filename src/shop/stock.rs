//! Units in: by paste, by file, by import; each line once in the whole shop.

use serde::{Deserialize, Serialize};

use super::batch;
use super::context::{Ctx, Done};
pub use super::import::{Import, Imported, Setup};
use super::{revision, waiter};
use crate::domain::act::Act;
use crate::domain::batch::Source;
use crate::domain::id::{BatchId, ProductId, UnitId};
use crate::domain::product::{Kind, NoProduct, Product};
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::domain::stock::{Fate, Reject, Unit, fitted, unit};
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table};

/// What taking in stock came to. Lines are told by their place in what was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    pub added: u32,
    /// Of these, so many lay with a product that was taken off the shelf, and have left it.
    pub moved: u32,
    /// In stock already, or twice in what was sent.
    pub doubled: Vec<u64>,
    /// Sold before, or given back by a buyer: somebody knows them.
    pub sold: Vec<u64>,
    /// On the shelf as another product's.
    pub elsewhere: Vec<Elsewhere>,
    pub refused: Vec<(u64, Reject)>,
}

/// Lines that another product has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elsewhere {
    pub number: u32,
    pub name: String,
    pub lines: Vec<u64>,
}

impl Tally {
    /// Lines that somewhere are known already.
    pub fn known(&self) -> usize {
        let elsewhere: usize = self.elsewhere.iter().map(|it| it.lines.len()).sum();
        self.doubled.len() + self.sold.len() + elsewhere
    }

    /// Counts one line; whether it is to be taken, and what of.
    fn count(&mut self, at: u64, twin: Option<&Twin>) {
        match twin {
            None => self.added += 1,
            Some(Twin::Archived(_)) => {
                self.added += 1;
                self.moved += 1;
            }
            Some(Twin::Here) => self.doubled.push(at),
            Some(Twin::Sold) => self.sold.push(at),
            Some(Twin::Elsewhere(product)) => {
                let (number, name) = (product.number, product.name.as_str());
                match self.elsewhere.iter_mut().find(|it| it.number == number) {
                    Some(known) => known.lines.push(at),
                    None => {
                        let (name, lines) = (name.to_owned(), vec![at]);
                        self.elsewhere.push(Elsewhere { number, name, lines });
                    }
                }
            }
        }
    }
}

/// Where a line is that the shop has already.
pub(super) enum Twin {
    Here,
    Sold,
    Elsewhere(Product),
    /// Unsold, with a product that is off the shelf: it can be had from there.
    Archived(Unit),
}

/// All that is taken in at once is a batch; where nothing was, there is none.
pub(super) fn take_in<'t>(
    ctx: &mut Ctx,
    by: By,
    product: ProductId,
    source: Source,
    lines: impl Iterator<Item = (u64, &'t str)>,
) -> Done<(Tally, Option<BatchId>)> {
    let mut tally = Tally::default();
    let mut lines = lines.peekable();
    let named = match lines.peek() {
        Some(_) => named_parts(&ctx.tx.need(product.0)?)?,
        None => return Ok((tally, None)),
    };
    let begun = match source {
        Source::Import => batch::being_imported(ctx, by, product)?,
        Source::Paste | Source::File => None,
    };
    let id = match &begun {
        Some(batch) => batch.id,
        None => batch::next(ctx)?,
    };
    for (at, line) in lines {
        let content = match unit(line) {
            Ok(Some(content)) => content,
            Ok(None) => continue,
            Err(reject) => {
                tally.refused.push((at, reject));
                continue;
            }
        };
        let content = match fitted(content.to_owned(), named) {
            Ok(content) => content,
            Err(reject) => {
                tally.refused.push((at, reject));
                continue;
            }
        };
        let twin = twin(&ctx.tx, Some(product), &content)?;
        tally.count(at, twin.as_ref());
        put_unit(ctx, product, id, content, twin)?;
    }
    let Tally { added, moved, .. } = tally;
    if added == 0 {
        return Ok((tally, None));
    }
    let count = begun.map_or(0, |batch| batch.count) + added;
    batch::keep(ctx, by, id, product, source, (count, false))?;
    revision::act(ctx, by, Act::StockIn { product, added, moved })?;
    waiter::restocked(ctx, product, added.into())?;
    Ok((tally, Some(id)))
}

/// How many parts the units of a product have names for, or that it has no lines for units.
fn named_parts(product: &Product) -> Result<usize, Refusal> {
    match &product.kind {
        Kind::Unit { fields } => Ok(fields.len()),
        Kind::File | Kind::Shared { .. } | Kind::Manual { .. } => {
            Err(Refusal::Product(NoProduct::NotInUnits))
        }
    }
}

/// Puts a line on the shelf that the shop does not have yet, or has where it can be had from.
pub(super) fn put_unit(
    ctx: &mut Ctx,
    product: ProductId,
    into: BatchId,
    content: String,
    twin: Option<Twin>,
) -> Result<(), Fault> {
    let batch = Some(into);
    match twin {
        None => {
            let id = UnitId(ctx.tx.next(Table::Unit)?);
            let (digest, fate) = (digest(&ctx.tx, &content), Fate::Available);
            let (file, made) = (None, None);
            ctx.tx.put(&Unit { id, product, content, digest, fate, batch, file, made })
        }
        Some(Twin::Archived(unit)) => {
            let before = unit.batch;
            ctx.tx.put(&Unit { product, batch, ..unit })?;
            super::batch::forget_empty(ctx, before)
        }
        Some(_) => Ok(()),
    }
}

/// A keyed digest of a line, the same in whichever product it stands.
pub(super) fn digest(read: &impl Read, content: &str) -> u64 {
    read.seal().digest(&[b"unit", content.as_bytes()])
}

pub(super) fn twin(
    read: &impl Read,
    product: Option<ProductId>,
    content: &str,
) -> Result<Option<Twin>, Fault> {
    for id in read.list(Index::UnitDigest, digest(read, content), Direction::Oldest, usize::MAX)? {
        // One that cannot be read may have been sold: its line does not come in a second time, and
        // the others do.
        let Some(unit) = read.passable::<Unit>(id)? else { return Ok(Some(Twin::Here)) };
        if unit.content != content {
            continue;
        }
        return Ok(Some(match unit.fate {
            Fate::Sold(_) | Fate::Returned(_) => Twin::Sold,
            _ if Some(unit.product) == product => Twin::Here,
            fate => {
                let owner: Product = read.need(unit.product.0)?;
                match (fate, owner.on_shelf) {
                    (Fate::Available, false) => Twin::Archived(unit),
                    _ => Twin::Elsewhere(owner),
                }
            }
        }));
    }
    Ok(None)
}
