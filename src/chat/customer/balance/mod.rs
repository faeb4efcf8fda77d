//! The buyer's own balance: deposits, and what has moved.

pub mod amount;
pub mod answer;
pub mod deposit;
pub mod history;

use serde::{Deserialize, Serialize};

use crate::domain::money::Rupiah;
use crate::domain::payment::PaymentMethod;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Deposit,
    Amount(Rupiah),
    AskAmount,
    Pay(Rupiah, PaymentMethod),
    History { page: u32 },
}

impl Press {
    /// Whether it leads to a new order.
    pub fn buys(&self) -> bool {
        !matches!(self, Press::History { .. })
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Deposit,
    /// How this much is paid in.
    Method(Rupiah),
    History {
        page: u32,
    },
}
