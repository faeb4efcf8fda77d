//! What a product costs besides its price: for many at once, for resellers, for a while.

use serde::{Deserialize, Serialize};

use crate::domain::coupon::{Off, Period};
use crate::domain::money::Rupiah;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prices {
    /// In order of counts, each lower than the one before.
    pub steps: Vec<Step>,
    /// For customers whom the seller has chosen.
    pub reseller: Option<Rupiah>,
    pub promo: Option<Promo>,
}

/// From so many units in one order on, each of them costs that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub from: u32,
    pub price: Rupiah,
}

/// Less for a while, for everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promo {
    pub off: Off,
    pub period: Period,
}
