//! How evidence of transfers is found: by its order.

use super::{Record, Table};
use crate::domain::evidence::Evidence;

impl Record for Evidence {
    const TABLE: Table = Table::Evidence;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.order.0
    }
}
