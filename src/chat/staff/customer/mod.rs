//! Customers' balances by hand.

pub mod answer;
pub mod correction;
pub mod told;

use serde::{Deserialize, Serialize};

use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// The very correction that the card shows, by its number.
    Confirm(u32),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Balances
    }
}
