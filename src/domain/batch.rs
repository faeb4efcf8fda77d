//! A batch: units that came onto the shelf together, from where, by whom, and what is done with
//! all of them.

use serde::{Deserialize, Serialize};

use super::id::{BatchId, CustomerId, ProductId};
use super::money::Rupiah;
use super::revision::By;
use super::text::Reason;
use super::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    pub id: BatchId,
    pub product: ProductId,
    pub by: By,
    pub at: Timestamp,
    pub source: Source,
    /// Units that came in it.
    pub count: u32,
    /// What one of them has cost the seller.
    pub cost: Option<Rupiah>,
    pub note: Option<Reason>,
    /// None of its units is sold: what comes back from an order is frozen as well.
    pub frozen: bool,
    /// More of its units are on their way in.
    pub coming: bool,
    /// What is under way with its units.
    pub work: Option<Work>,
}

/// Where units came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    Paste,
    File,
    /// A catalogue, on the shop's own machine.
    Import,
}

/// Something that is done with all units of a batch, a step at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    pub doing: Doing,
    pub by: CustomerId,
    /// What buyers' refunds say.
    pub why: Option<Reason>,
    /// Units before this one have had their turn.
    pub from: u64,
    pub done: u32,
    /// Units with which it could not be done.
    pub left_out: u32,
}

/// Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Doing {
    /// What nobody has bought is not sold any more, and can be again.
    Freeze,
    Thaw,
    /// What nobody has bought leaves the shop.
    TakeBack,
    /// Each buyer gets another unit.
    Replace,
    /// Each buyer gets the money back onto their balance.
    Refund,
}

/// Why nothing is done with a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoBatch {
    /// All of it was taken back.
    Gone,
    /// Something else is being done with it.
    Busy,
    /// Its unsold units would make up for its faulty ones: they are to be frozen first.
    Selling,
    /// There is no unit that it could be done with.
    Nothing,
}
