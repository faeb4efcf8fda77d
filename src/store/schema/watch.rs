//! How incidents of trouble, strange notices, what the owners are to hear, and what is known of the
//! clock are found.

use super::{ALL, Index, Record, Table};
use crate::domain::alert::Inbox;
use crate::domain::incident::Incident;
use crate::domain::pause::Pause;
use crate::domain::rejected_notice::RejectedNotice;
use crate::domain::restore::Restore;
use crate::domain::time::Boot;

impl Record for Incident {
    const TABLE: Table = Table::Incident;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.trouble as u64
    }
}

impl Record for RejectedNotice {
    const TABLE: Table = Table::RejectedNotice;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::RejectedNotices, ALL)]
    }
}

impl Record for Inbox {
    const TABLE: Table = Table::AlertInbox;
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

impl Record for Restore {
    const TABLE: Table = Table::Restore;
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
