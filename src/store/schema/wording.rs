//! What buyers read in the seller's own words, and the buttons of their own.

use super::{Record, Table};
use crate::domain::own_button::OwnButton;
use crate::domain::wording::OwnText;

impl Record for OwnText {
    const TABLE: Table = Table::OwnText;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.key()
    }
}

impl Record for OwnButton {
    const TABLE: Table = Table::OwnButton;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }
}
