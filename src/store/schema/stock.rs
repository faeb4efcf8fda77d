//! Units of stock, by what became of them.

use super::{Index, Record, Table};
use crate::domain::stock::{Fate, Unit};

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
