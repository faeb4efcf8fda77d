//! The shop has one broom: one row.

use super::{ALL, Record, Table};
use crate::domain::broom::Broom;

impl Record for Broom {
    const TABLE: Table = Table::Broom;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        ALL
    }
}
