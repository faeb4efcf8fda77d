//! The whole database on a page: every record, its key, its indexes, its layout. A kind of row is
//! one line in `table.rs`, a way to rows one in `index.rs`, and its `Record` lies with its noun.

mod bot;
mod broom;
mod coupon;
mod effect;
mod evidence;
mod file;
mod index;
mod inner;
mod ledger;
mod missed;
mod order;
mod people;
mod product;
mod reconciliation;
mod revision;
mod settings;
mod stock;
mod table;
mod timer;
mod watch;
mod wording;

pub use index::{Index, Keeps};
pub use inner::{Pairing, Picture, PicturePiece, Quarantined, Seen};
pub use revision::{chain, image_of, known_layout, row_of, whole};
pub use settings::stored_setting;
pub use table::{EachKind, Table};

use super::record::Record;

/// The layout of the whole. An older program refuses a newer database.
pub const SCHEMA: u64 = 7;

/// The key of an index that has only one.
pub const ALL: u64 = 0;
