//! Units of a product, one by one: a list that gives nothing away, one of them, what is changed.

pub mod answer;
pub mod card;
pub mod field;
pub mod list;
pub mod remove;

use serde::{Deserialize, Serialize};

use crate::domain::id::{ProductId, UnitId};
use crate::domain::staff::Right;
use crate::shop::unit::Which;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List {
        product: ProductId,
        which: Which,
        page: u32,
    },
    Card(UnitId),
    /// What stands in it.
    Reveal(UnitId),
    Edit(UnitId, Editable),
    Withhold(UnitId),
    Release(UnitId),
    /// Sure? Then `Remove`.
    AskRemove(UnitId),
    Remove(UnitId),
    Find(ProductId),
    /// Sure? Then `Export`.
    AskExport(ProductId),
    Export(ProductId),
}

impl Press {
    pub fn needs(&self) -> Right {
        match self {
            Press::Reveal(_) => Right::Reveal,
            Press::AskExport(_) | Press::Export(_) => Right::Export,
            Press::List { .. }
            | Press::Card(_)
            | Press::Edit(..)
            | Press::Withhold(_)
            | Press::Release(_)
            | Press::AskRemove(_)
            | Press::Remove(_)
            | Press::Find(_) => Right::Stock,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List {
        product: ProductId,
        which: Which,
        page: u32,
    },
    Card(UnitId),
    /// The same with what stands in it.
    Revealed(UnitId),
    AskRemove(UnitId),
    AskExport(ProductId),
}

impl Place {
    pub fn needs(&self) -> Right {
        match self {
            Place::Revealed(_) => Right::Reveal,
            Place::AskExport(_) => Right::Export,
            Place::List { .. } | Place::Card(_) | Place::AskRemove(_) => Right::Stock,
        }
    }
}

/// What of a unit is changed by one answer. Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Editable {
    Content,
    Product,
}

/// A unit that is being changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub unit: UnitId,
    pub field: Editable,
}

/// Units of a product that are being sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub product: ProductId,
}

/// Units that were named to be removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removing {
    pub product: ProductId,
    pub units: Vec<UnitId>,
}
