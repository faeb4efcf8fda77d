//! What came onto the shelf together: the list of a product, one of them, what is done with it.

pub mod answer;
pub mod card;
pub mod field;
pub mod list;
pub mod told;

use serde::{Deserialize, Serialize};

use crate::domain::batch::Doing;
use crate::domain::id::{BatchId, ProductId};
use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List {
        product: ProductId,
        page: u32,
    },
    Card(BatchId),
    /// Sure? Then `Do`.
    Ask(BatchId, Doing),
    Do {
        batch: BatchId,
        doing: Doing,
        /// Units that the question was about.
        seen: u32,
    },
    /// Who has bought of it.
    Buyers {
        batch: BatchId,
        page: u32,
    },
    Edit(BatchId, Editable),
}

impl Press {
    pub fn needs(&self) -> Right {
        match self {
            Press::Ask(_, doing) | Press::Do { doing, .. } => doing.needs(),
            Press::Buyers { .. } => Right::Orders,
            Press::List { .. } | Press::Card(_) | Press::Edit(..) => Right::Stock,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List { product: ProductId, page: u32 },
    Card(BatchId),
    Ask(BatchId, Doing),
    Buyers { batch: BatchId, page: u32 },
}

impl Place {
    pub fn needs(&self) -> Right {
        match self {
            Place::Ask(_, doing) => doing.needs(),
            Place::Buyers { .. } => Right::Orders,
            Place::List { .. } | Place::Card(_) => Right::Stock,
        }
    }
}

/// What of a batch is written by one answer. Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Editable {
    Cost,
    Note,
}

/// A field of a batch that is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub batch: BatchId,
    pub field: Editable,
}
