//! Categories: their order, their names, who sees them, and the order of products in them.

pub mod answer;
pub mod card;
pub mod field;
pub mod list;
pub mod merge;
pub mod products;
pub mod promo;

use serde::{Deserialize, Serialize};

use crate::chat::choice::Fingerprint;
use crate::domain::id::{CategoryId, ProductId};
use crate::domain::staff::Right;
use crate::shop::undo::Act;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List {
        page: u32,
    },
    New,
    /// One place up or down in the list, on a page of it.
    Shift {
        category: CategoryId,
        up: bool,
        page: u32,
    },
    Card(CategoryId),
    Rename(CategoryId),
    Emoji(CategoryId),
    Hide(CategoryId),
    Unhide(CategoryId),
    /// Into which other? Then sure? Then `Merge`.
    PickMerge {
        from: CategoryId,
        page: u32,
    },
    AskMerge {
        from: CategoryId,
        into: CategoryId,
    },
    Merge {
        from: CategoryId,
        into: CategoryId,
    },
    /// Sure? Then `Delete`.
    AskDelete(CategoryId),
    Delete(CategoryId),
    /// Its products, to be put in order.
    Products {
        category: CategoryId,
        page: u32,
    },
    ShiftProduct {
        product: ProductId,
        up: bool,
        page: u32,
    },
    Undo(Act),
    /// The promo for all that is in it.
    Promo(CategoryId),
    AskPromo(CategoryId),
    LiftPromo(CategoryId),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Shelf
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// With what has just been done, which can be taken back.
    List {
        page: u32,
        undo: Option<Act>,
    },
    Card {
        category: CategoryId,
        undo: Option<Act>,
    },
    PickMerge {
        from: CategoryId,
        page: u32,
    },
    AskMerge {
        from: CategoryId,
        into: CategoryId,
    },
    /// What joining two has come to.
    Merged {
        from: Option<CategoryId>,
        into: CategoryId,
        moved: u32,
        undo: Option<Act>,
    },
    AskDelete(CategoryId),
    Products {
        category: CategoryId,
        page: u32,
    },
    Promo {
        category: CategoryId,
        undo: Option<Act>,
    },
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Shelf
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Editable {
    Name,
    Emoji,
}

/// What of a category is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// `None`: one that is to be made.
    pub category: Option<CategoryId>,
    pub field: Editable,
    /// The value as they saw it when they were asked.
    pub seen: Fingerprint,
}
