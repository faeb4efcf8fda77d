//! Coupons.

pub mod answer;
pub mod card;
pub mod list;
pub mod new;

use serde::{Deserialize, Serialize};

use crate::domain::coupon::{Conditions, CouponCode};
use crate::domain::id::CouponId;
use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List {
        page: u32,
    },
    Card(CouponId),
    New,
    /// Sure? Then `Withdraw`.
    AskWithdraw(CouponId),
    Withdraw(CouponId),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Coupons
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List { page: u32 },
    Card(CouponId),
    Withdraw(CouponId),
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Coupons
    }
}

/// A new coupon, as far as it is known. With what it takes off there are conditions, and a skip
/// leaves each as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub code: Option<CouponCode>,
    pub conditions: Option<Conditions>,
}
