//! Products: the list, a new one, off the shelf and back.

pub mod answer;
pub mod commands;
pub mod list;
pub mod new;
pub mod picture;
pub mod shelf;
pub mod told;

use serde::{Deserialize, Serialize};

use crate::domain::id::ProductId;
use crate::domain::money::Rupiah;
use crate::domain::product::NewProduct;
use crate::domain::staff::Right;
use crate::domain::text::{Description, Name};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List { page: u32 },
    New,
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Shelf
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List { page: u32 },
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Shelf
    }
}

/// A new product, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub name: Option<Name>,
    pub price: Option<Rupiah>,
    pub category: Option<Name>,
    pub description: Description,
}

/// What is asked before something goes off the shelf or comes back onto it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shelving {
    /// Off the shelf, with so many units that nobody has bought?
    TakeOff { product: ProductId, unsold: u32 },
    /// The number of a new product is that of one which was taken off.
    Archived { product: ProductId, new: NewProduct },
}
