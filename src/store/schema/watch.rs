//! How episodes of trouble, strange notices, what the owners are to hear, and what is known of the
//! clock are found.

use super::{ALL, Index, Record, Table};
use crate::domain::alert::Desk;
use crate::domain::episode::Episode;
use crate::domain::pause::Pause;
use crate::domain::stray::Stray;
use crate::domain::time::Boot;

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

impl Record for Desk {
    const TABLE: Table = Table::AlertDesk;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        ALL
    }
}

impl Record for Pause {
    const TABLE: Table = Table::Pause;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        ALL
    }
}

impl Record for Boot {
    const TABLE: Table = Table::Boot;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        ALL
    }
}
