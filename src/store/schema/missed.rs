//! What owners have missed: a row an owner, and only while there is something.

use super::{Record, Table};
use crate::domain::missed::Missed;

impl Record for Missed {
    const TABLE: Table = Table::Missed;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.owner.0
    }
}
