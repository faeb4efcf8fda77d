//! Customers who pay the reseller price.

pub mod answer;
pub mod card;
pub mod list;

use serde::{Deserialize, Serialize};

use crate::domain::id::CustomerId;
use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List {
        page: u32,
    },
    /// Whom?
    Find,
    Card(CustomerId),
    Appoint(CustomerId),
    Dismiss(CustomerId),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Coupons
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List { page: u32 },
    Card(CustomerId),
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Coupons
    }
}
