//! How troubles that last are found.

use super::{Record, Table};
use crate::domain::episode::Episode;

impl Record for Episode {
    const TABLE: Table = Table::Episode;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.trouble as u64
    }
}
