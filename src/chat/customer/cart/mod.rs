//! What has been picked.

pub mod answer;
pub mod basket;
pub mod coupon;
pub mod quantity;

use serde::{Deserialize, Serialize};

use crate::domain::cart::Pick;
use crate::domain::id::ProductId;
use crate::shop::cart::Change;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Open,
    Clear,
    Set { product: ProductId, pick: Pick },
    AskQuantity(ProductId),
    UseCoupon,
    DropCoupon,
}

impl Press {
    /// Whether it leads to a new order.
    pub fn buys(&self) -> bool {
        match self {
            Press::Set { pick, .. } => matches!(pick, Pick::Just(1..) | Pick::More),
            Press::AskQuantity(_) => true,
            Press::Open | Press::Clear | Press::UseCoupon | Press::DropCoupon => false,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// With what has changed since it was last looked at.
    Cart { changes: Vec<Change> },
}
