//! Units of stock, by what became of them, the batches that they came in, and who waits for more.

use super::{ALL, Index, Record, Table};
use crate::domain::batch::Batch;
use crate::domain::intake::{Intake, Piece};
use crate::domain::stock::{Fate, Made, Unit};
use crate::domain::waiter::Waiter;

impl Record for Unit {
    const TABLE: Table = Table::Unit;
    const VERSION: u8 = 3;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let mut ways = Vec::new();
        // What was made for one order is no line that could come in again, but for what was handed
        // over by hand.
        if self.made.is_none() || self.digest != 0 {
            ways.push((Index::UnitDigest, self.digest));
        }
        if let Some(made) = &self.made {
            ways.push((Index::UnitsMade, self.product.0));
            let open = matches!(made, Made::Manual(todo) if todo.done.is_none());
            if let (true, Fate::Sold(order)) = (open, self.fate) {
                ways.extend([(Index::UnitsToDo, ALL), (Index::ToDoOf, order.0)]);
            }
        }
        ways.extend(self.batch.map(|batch| (Index::UnitsOfBatch, batch.0)));
        let (of_product, of_batch) = match self.fate {
            Fate::Available => (Index::UnitsAvailable, Index::BatchAvailable),
            Fate::Held(_) => (Index::UnitsHeld, Index::BatchHeld),
            Fate::Sold(_) => (Index::UnitsSold, Index::BatchSold),
            Fate::Detained => {
                ways.extend([(Index::UnitsDetained, self.product.0), (Index::Detained, ALL)]);
                (Index::UnitsWithheld, Index::BatchWithheld)
            }
            Fate::Withheld | Fate::Frozen => (Index::UnitsWithheld, Index::BatchWithheld),
            Fate::Returned(_) => return ways,
            Fate::Shared => {
                ways.push((Index::UnitsShared, self.product.0));
                return ways;
            }
        };
        ways.push((of_product, self.product.0));
        ways.extend(self.batch.map(|batch| (of_batch, batch.0)));
        ways
    }
}

impl Record for Batch {
    const TABLE: Table = Table::Batch;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::BatchesOf, self.product.0)]
    }
}

impl Record for Intake {
    const TABLE: Table = Table::Intake;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::IntakesOf, self.by.0)]
    }
}

impl Record for Piece {
    const TABLE: Table = Table::IntakePiece;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.key
    }
}

impl Record for Waiter {
    const TABLE: Table = Table::Waiter;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::WaitersFor, self.product.0), (Index::WaitsOf, self.person.0)]
    }
}
