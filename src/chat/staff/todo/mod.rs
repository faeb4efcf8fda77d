//! What the staff do by hand for buyers: what waits, one of them, and that it is done.

pub mod answer;
pub mod card;
pub mod finish;
pub mod handed;
pub mod list;
pub mod told;

use serde::{Deserialize, Serialize};

use crate::domain::id::{FileId, OrderId, ProductId};
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
    /// A file that was sent for it, as its buyer will get it.
    Look(FileId),
    HandOver(FileId),
    /// It is not wanted.
    Leave(FileId),
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
    Look(FileId),
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Orders
    }
}

/// How a job ends, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finish {
    pub order: OrderId,
    pub product: ProductId,
    pub hands: Option<Hands>,
}

/// What is handed over. A file is looked at by itself, once it is here.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hands {
    /// They have been shown it as the buyer gets it.
    Text(String),
    /// They are asked once more: it cannot be taken back.
    Nothing,
}

impl std::fmt::Debug for Hands {
    /// What a buyer gets is in no log.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Hands::Text(text) => write!(out, "Text({} bytes)", text.len()),
            Hands::Nothing => out.write_str("Nothing"),
        }
    }
}
