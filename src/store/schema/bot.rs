//! The shop has one bot: one row.

use super::{ALL, Record, Table};
use crate::domain::bot::Identity;

impl Record for Identity {
    const TABLE: Table = Table::Bot;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        ALL
    }
}
