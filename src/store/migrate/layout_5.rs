//! Layout 5, and the step away from it: units that know no batch, and a log with no ways through it
//! but that of each row.

use serde::{Deserialize, Serialize};

use super::{Migration, layout_6};
use crate::domain::id::{OrderId, ProductId, UnitId};
use crate::domain::revision::Revision;
use crate::store::fault::Fault;
use crate::store::record::Record;
use crate::store::schema::{Index, Table};

pub fn leave(at: &mut Migration) -> Result<(), Fault> {
    // To the byte as it was, so that the chain holds: only the ways to it are new.
    at.rewrite(|Logged(revision)| revision)?;
    at.rewrite(Unit::into_next)
}

#[derive(Serialize, Deserialize)]
pub struct Unit {
    id: UnitId,
    product: ProductId,
    content: String,
    digest: u64,
    fate: Fate,
}

#[derive(Serialize, Deserialize)]
enum Fate {
    Available,
    Held(OrderId),
    Sold(OrderId),
    Returned(OrderId),
}

impl Unit {
    fn into_next(self) -> layout_6::Unit {
        let Unit { id, product, content, digest, fate } = self;
        let fate = match fate {
            Fate::Available => layout_6::Fate::Available,
            Fate::Held(order) => layout_6::Fate::Held(order),
            Fate::Sold(order) => layout_6::Fate::Sold(order),
            Fate::Returned(order) => layout_6::Fate::Returned(order),
        };
        layout_6::Unit { id, product, content, digest, fate, batch: None }
    }
}

impl Record for Unit {
    const TABLE: Table = Table::Unit;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let fate = match self.fate {
            Fate::Available => Index::UnitsAvailable,
            Fate::Held(_) => Index::UnitsHeld,
            Fate::Sold(_) => Index::UnitsSold,
            Fate::Returned(_) => return vec![(Index::UnitDigest, self.digest)],
        };
        vec![(fate, self.product.0), (Index::UnitDigest, self.digest)]
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
struct Logged(Revision);

impl Record for Logged {
    const TABLE: Table = Table::Revision;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.0.number
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::RevisionsOf, self.0.what.key())]
    }
}
