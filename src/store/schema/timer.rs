//! What rings later.

use super::{Index, Record, Table};
use crate::domain::timer::Timer;

impl Record for Timer {
    const TABLE: Table = Table::Timer;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::TimerDue, self.at.0)]
    }
}
