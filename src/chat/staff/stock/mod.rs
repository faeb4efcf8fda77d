//! Units onto the shelf, however they come.

pub mod answer;
pub mod commands;
pub mod files;
pub mod fill;
pub mod forgotten;
pub mod gather;
pub mod look;
pub mod of;
pub mod pick;
pub mod rest;
pub mod send;
pub mod shared;
pub mod unasked;
pub mod which;

use serde::{Deserialize, Serialize};

use crate::chat::said::Document;
use crate::domain::id::{FileId, IntakeId, ProductId};
use crate::domain::intake::Parted;
use crate::domain::staff::Right;
use crate::domain::stock::Pasted;
use crate::domain::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// Which product's?
    Pick {
        page: u32,
    },
    Fill(ProductId),
    /// How much there is of a product, and what can be done with it.
    Of(ProductId),
    /// What was sent, as it stands.
    Look(IntakeId),
    Take(IntakeId, Parted),
    Drop(IntakeId),
    /// Files that were sent for a product, as they stand.
    Files(ProductId),
    TakeFiles(ProductId),
    DropFiles(ProductId),
    /// A file for every buyer of a product, as they will get it.
    LookShared(FileId),
    Share(FileId),
    /// It is not wanted.
    LeaveShared(FileId),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Stock
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Pick { page: u32 },
    Of(ProductId),
    Look(IntakeId),
    Files(ProductId),
    Shared(FileId),
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Stock
    }
}

/// A paste so long that Telegram may have split it, as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gather {
    pub product: ProductId,
    pub pieces: Vec<Pasted>,
    /// When the last of them came.
    pub at: Timestamp,
}

/// Files of stock of which nobody has said which product they are for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Which {
    pub first: Document,
    /// Sent before the question was answered: an album, most often.
    pub more: Vec<Document>,
    pub page: u32,
}

/// What became of a long text, behind which more of it may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rest {
    /// It may be cut off, and nothing of it was taken.
    Refused,
    /// It was whole; there may be more.
    Heard,
}

/// What every buyer of a product is to get, looked at before it takes effect.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sharing {
    pub product: ProductId,
    pub text: String,
}

impl std::fmt::Debug for Sharing {
    /// What buyers get is in no log.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Sharing(product {}, {} bytes)", self.product.0, self.text.len())
    }
}
