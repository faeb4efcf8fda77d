//! How the seller wants the shop: one row.

use super::{ALL, Record, Table};
use crate::domain::settings::Settings;

impl Record for Settings {
    const TABLE: Table = Table::Settings;
    const VERSION: u8 = 3;

    fn key(&self) -> u64 {
        ALL
    }
}
