//! Units onto the shelf, however they come.

pub mod answer;
pub mod commands;
pub mod fill;
pub mod of;
pub mod pick;
pub mod rest;
pub mod send;
pub mod sure;
pub mod unasked;
pub mod which;

use serde::{Deserialize, Serialize};

use crate::chat::said::Document;
use crate::domain::id::ProductId;
use crate::domain::staff::Right;
use crate::domain::stock::{Form, Pasted, Suspect};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// Which product's?
    Pick {
        page: u32,
    },
    Fill(ProductId),
    /// How much there is of a product, and what can be done with it.
    Of(ProductId),
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
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Stock
    }
}

/// A file of stock as it is sent for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// Telegram's name of it.
    pub file: String,
    pub form: Form,
    /// They have said that every line is a unit by itself.
    pub sure: bool,
}

/// Lines that are hardly units, as one account over several: asked about, not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sure {
    pub product: ProductId,
    pub source: Source,
    pub suspects: Vec<Suspect>,
    /// Units it would make.
    pub count: u32,
}

/// What it is about: kept until they have answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    Text(Pasted),
    /// A file is fetched once more instead.
    File(Filed),
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
