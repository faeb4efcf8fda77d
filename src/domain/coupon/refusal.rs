//! Why a coupon takes nothing off, and why a new one cannot be one.

use serde::{Deserialize, Serialize};

use super::CouponCode;
use crate::domain::money::Rupiah;
use crate::domain::time::Timestamp;

/// Why a coupon takes nothing off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoCoupon {
    /// Never there, or withdrawn: the two are told apart to nobody.
    Unknown,
    Early {
        from: Timestamp,
    },
    Over,
    /// Nothing that is being bought is what it is for.
    NotHere,
    Below {
        least: Rupiah,
    },
    UsedUp,
    UsedByYou,
    FirstOnly,
}

/// Why a new coupon cannot be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BadCoupon {
    /// Not a coupon's code by its shape.
    Code {
        max: usize,
    },
    /// Not a percentage nor an amount to take off.
    Off {
        typed: String,
    },
    Uses {
        max: u32,
    },
    /// Names no product or category, or too many.
    Scope {
        max: usize,
    },
    Date {
        typed: String,
    },
    /// A time that is over before it begins.
    PastDate,
    /// An active coupon has that code.
    Taken {
        code: CouponCode,
    },
    TooMany {
        max: u64,
    },
}
