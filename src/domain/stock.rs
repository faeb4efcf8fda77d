//! One unit's life: available, held for an order, sold, given back; and how units are read off
//! what people paste and file.

mod block;
mod column;
mod file;
mod heading;
mod join;
mod label;
mod line;
mod mask;
mod parsed;
mod part;
mod resemble;
mod ruin;
mod sheet;
mod suspect;

use serde::{Deserialize, Serialize};

use super::id::{BatchId, FileId, OrderId, ProductId, UnitId};
use super::todo::Todo;
pub use block::account;
pub use column::Column;
pub use file::{Foreign, Form, Written, written};
pub use join::{Joined, join};
pub use line::{commands, lines, unit};
pub use mask::masked;
pub use parsed::{Parsed, Unfit};
pub use part::{BETWEEN, BETWEENS, fitted, parts};
pub use resemble::{has_account, may_be_goods, named_account, resembles};
pub use ruin::ruined;
pub use sheet::{Row, SheetFault, folded, sheet};
pub use suspect::{Looks, Suspect};

/// One line of stock: goods that are sold once. Sealed on disk.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub id: UnitId,
    pub product: ProductId,
    pub content: String,
    /// A keyed digest of the content, by which a repeated line is found without reading all.
    pub digest: u64,
    pub fate: Fate,
    /// What it came in, as long as that is known.
    pub batch: Option<BatchId>,
    /// What its buyer gets is this file; `content` is its name then.
    pub file: Option<FileId>,
    /// It was made for one order, and was never in stock.
    pub made: Option<Made>,
}

/// What is sold of a product that has no stock of its own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Made {
    /// Its buyer gets what the product's shared unit says by then.
    Shared,
    /// The staff do it by hand.
    Manual(Todo),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    Available,
    Held(OrderId),
    Sold(OrderId),
    /// Refunded or replaced: known to its buyer, and so never sold again.
    Returned(OrderId),
    /// Nobody has bought it, and nobody can: somebody has marked it as bad.
    Withheld,
    /// The same, because all of its batch is frozen.
    Frozen,
    /// Everybody who buys its product gets it.
    Shared,
    /// It may have been sold by the shop that this one is a copy of: kept from sale until somebody
    /// has looked.
    Detained,
}

impl std::fmt::Debug for Unit {
    /// Goods stay out of logs and panic messages.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Unit { id, product, fate, .. } = self;
        write!(out, "Unit({}, product {}, {fate:?})", id.0, product.0)
    }
}

/// Why nothing is done with a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoUnit {
    /// It is no longer in the shop.
    Gone,
    /// An order has it, or had it.
    Taken,
    /// The shop has that line already.
    Known,
    /// It lies with that product already.
    There,
    /// None of the product's unsold units is such a line.
    NotFound,
    /// More lines than one look can show.
    TooMany { max: usize },
    /// What was typed can be none.
    Unfit(Reject),
}

/// Why a line of stock was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reject {
    TooLong,
    /// A byte that no text has (NUL), or bytes that are not UTF-8.
    NotText,
    /// What a spreadsheet left of it: `8,99E+15`, `#N/A`.
    Ruin,
    /// It is several lines, and so several units or none.
    Lines,
    /// It may be half of one: Telegram has split the message there.
    Cut,
    /// It has so many parts, and its product names so many.
    Parts {
        found: u32,
        named: u32,
    },
}

/// Goods on their way into the shelf. They stay out of logs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pasted(pub String);

impl std::fmt::Debug for Pasted {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Pasted({} bytes)", self.0.len())
    }
}
