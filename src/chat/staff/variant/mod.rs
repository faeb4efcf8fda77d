//! The choices on one product's card: which there are, what they are called, in what order.

pub mod answer;
pub mod card;
pub mod label;
pub mod new;

use serde::{Deserialize, Serialize};

use crate::chat::choice::Fingerprint;
use crate::domain::id::ProductId;
use crate::domain::money::Rupiah;
use crate::domain::staff::Right;
use crate::domain::text::Name;
use crate::shop::undo::Act;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// All that are on the card which the product is on.
    Of(ProductId),
    New(ProductId),
    /// By another label.
    Label(ProductId),
    Shift {
        product: ProductId,
        up: bool,
    },
    /// The only one left is a product without choices again.
    End(ProductId),
    Undo(ProductId, Act),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Shelf
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// With what has just been done, which can be taken back.
    Choices { product: ProductId, undo: Option<Act> },
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Shelf
    }
}

/// What a choice is to be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelling {
    pub product: ProductId,
    /// The choice as they saw it when they were asked.
    pub seen: Fingerprint,
    /// Where it has been the only one: the other that makes a choice of it.
    pub new: Option<Draft>,
}

/// A new choice, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub product: ProductId,
    /// What the product is called among the choices from now on, where it has been the only one.
    pub first: Option<Name>,
    pub label: Option<Name>,
    pub price: Option<Rupiah>,
    pub number: Option<u32>,
}

impl Draft {
    pub fn of(product: ProductId) -> Draft {
        Draft { product, first: None, label: None, price: None, number: None }
    }
}
