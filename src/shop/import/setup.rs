//! What a catalogue says of a product besides its name and price: of what kind it is, and what it
//! costs for many and for resellers.

use serde::{Deserialize, Serialize};

use super::Change;
use crate::domain::money::Rupiah;
use crate::domain::product::{Kind, Lower, NoProduct, Product, Step, Terms};
use crate::domain::refusal::Refusal;
use crate::domain::revision::By;
use crate::domain::text::Name;
use crate::domain::time::Span;
use crate::shop::context::{Ctx, Done};
use crate::shop::{kind, product};
use crate::store::read::Read;

/// What it leaves out stays as the shelf has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// Which of the choices it is on the card that its name names.
    pub variant: Option<Name>,
    pub kind: Option<Sort>,
    /// What the parts of a unit are called.
    pub parts: Option<Vec<Name>>,
    /// How many more may be sold of what has no units.
    pub left: Option<u64>,
    /// By when that is done which is done by hand.
    pub within: Option<Span>,
    /// What its buyer is asked.
    pub question: Option<String>,
    pub wholesale: Option<Vec<Step>>,
    pub reseller: Option<Rupiah>,
}

/// A kind that a table can describe: files come one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    Unit,
    Shared,
    Manual,
}

impl Sort {
    fn of(self, now: &Kind) -> Kind {
        match (self, now) {
            (Sort::Unit, Kind::Unit { .. })
            | (Sort::Shared, Kind::Shared { .. })
            | (Sort::Manual, Kind::Manual { .. }) => now.clone(),
            (Sort::Unit, _) => Kind::default(),
            (Sort::Shared, _) => Kind::Shared { quota: None },
            (Sort::Manual, _) => Kind::Manual { quota: None, terms: Terms::default() },
        }
    }
}

impl Setup {
    /// Sets a product up so; what that has changed of it.
    pub(super) fn apply(
        &self,
        ctx: &mut Ctx,
        by: By,
        known: Product,
    ) -> Done<(Product, Vec<Change>)> {
        let kind = self.kind_of(&ctx.tx, &known)?;
        let mut prices = known.prices.clone();
        if let Some(steps) = self.wholesale.clone() {
            prices = prices.with(known.price, Lower::Steps(steps))?;
        }
        if let Some(price) = self.reseller {
            prices = prices.with(known.price, Lower::Reseller(price))?;
        }
        let after = Product { kind, prices, ..known.clone() };
        let after = kind::turned(&ctx.tx, &known, after)?;
        let (was, now) = (&known.prices, &after.prices);
        let changed = [
            (known.kind != after.kind).then_some(Change::Kind),
            (was.steps != now.steps).then_some(Change::Wholesale),
            (was.reseller != now.reseller).then_some(Change::Reseller),
        ];
        let changed: Vec<Change> = changed.into_iter().flatten().collect();
        if !changed.is_empty() {
            product::put(ctx, by, &known, &after)?;
            kind::had(ctx, &known, &after)?;
        }
        Ok((after, changed))
    }

    fn kind_of(&self, read: &impl Read, known: &Product) -> Done<Kind> {
        let kind = self.kind.map_or_else(|| known.kind.clone(), |sort| sort.of(&known.kind));
        let kind = match (&self.parts, kind) {
            (None, kind) => kind,
            (Some(parts), Kind::Unit { .. }) => Kind::Unit { fields: parts.clone() },
            (Some(_), _) => return Err(Refusal::Product(NoProduct::NotInUnits).into()),
        };
        let kind = match self.left {
            None => kind,
            left => kind::with_left(read, known.id, kind, left)?,
        };
        Ok(match kind {
            Kind::Manual { quota, terms } => {
                let within = self.within.unwrap_or(terms.within);
                let question = self.question.clone().or(terms.question);
                Kind::Manual { quota, terms: Terms { within, question } }
            }
            kind => kind,
        })
    }
}
