//! The buttons of a question, and how each names the question that it belongs to.

use serde::{Deserialize, Serialize};

use crate::domain::id::{CategoryId, OrderId, ProductId};
use crate::domain::money::Rupiah;

/// What a question's button says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    Skip,
    Cancel,
    Category(CategoryId),
    NoLimit,
    FirstPurchase,
    Delete,
    Order(OrderId),
    Amount(Rupiah),
    ToBalance,
    Outside,
    /// What the card shows is right.
    Save,
    /// The other thing that the card offers.
    Other,
    /// The files that the card asks about are stock of this product.
    FilesFor(ProductId),
    Page(u32),
    /// To the question before.
    Back,
    /// This line of the card is put right; they are counted from 0.
    Edit(u8),
}

/// A question in short: its buttons carry it, and the open wizard knows the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(pub u32);

impl Fingerprint {
    /// FNV-1a. Nobody gains by two things that look alike: it only tells questions apart.
    pub fn of(bytes: &[u8]) -> Fingerprint {
        let mixed = |sum: u32, byte: &u8| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
        Fingerprint(bytes.iter().fold(0x811c_9dc5, mixed))
    }
}
