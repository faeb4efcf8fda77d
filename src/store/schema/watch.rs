//! How episodes of trouble and strange notices are found.

use super::{ALL, Index, Record, Table};
use crate::domain::episode::Episode;
use crate::domain::stray::Stray;

impl Record for Episode {
    const TABLE: Table = Table::Episode;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.trouble as u64
    }
}

impl Record for Stray {
    const TABLE: Table = Table::Stray;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::Strays, ALL)]
    }
}
