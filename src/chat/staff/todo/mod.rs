//! What the staff do by hand for buyers: what waits, one of them, and that it is done.

pub mod answer;
pub mod card;
pub mod finish;
pub mod list;
pub mod told;

use serde::{Deserialize, Serialize};

use crate::domain::id::{OrderId, ProductId};
use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List {
        page: u32,
    },
    Card {
        order: OrderId,
        product: ProductId,
    },
    Finish {
        order: OrderId,
        product: ProductId,
    },
    /// The buyer is asked once more for what they have not said.
    Ask {
        order: OrderId,
        product: ProductId,
    },
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Orders
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List { page: u32 },
    Card { order: OrderId, product: ProductId },
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Orders
    }
}

/// What is handed over, as far as it is known.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finish {
    pub order: OrderId,
    pub product: ProductId,
    /// What the buyer is to read; they have been shown it as the buyer gets it.
    pub text: Option<String>,
}

impl std::fmt::Debug for Finish {
    /// What a buyer gets is in no log.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Finish { order, product, text } = self;
        let bytes = text.as_ref().map(String::len);
        write!(out, "Finish({}, product {}, {bytes:?} bytes)", order, product.0)
    }
}
