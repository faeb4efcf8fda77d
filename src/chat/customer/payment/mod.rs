//! How it is to be paid.

pub mod answer;
pub mod buy_now;
pub mod method;

use serde::{Deserialize, Serialize};

use crate::domain::id::ProductId;
use crate::domain::money::Rupiah;
use crate::domain::payment::PaymentMethod;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Choose,
    /// The cart, paid so.
    By(PaymentMethod),
    /// This alone, at once; what else is in the cart stays there.
    BuyNow(Express),
    /// The same, and how it is paid.
    BuyBy(Express, PaymentMethod),
    /// The cart, paid from the balance as long as it comes to what the buyer saw. Nothing is shown
    /// in between as an invoice is.
    FromBalance(Rupiah),
}

/// One product bought at once. The button names what the buyer saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Express {
    pub product: ProductId,
    pub quantity: u32,
    pub price: Rupiah,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Choose,
    BuyNow(Express),
}
