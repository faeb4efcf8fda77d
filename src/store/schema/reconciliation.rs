//! How reconciliations are found.

use super::{ALL, Index, Record, Table};
use crate::domain::reconciliation::Reconciliation;

impl Record for Reconciliation {
    const TABLE: Table = Table::Reconciliation;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::Reconciliations, ALL)]
    }
}
