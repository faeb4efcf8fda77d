//! A shop that was brought back from a copy: what it may have forgotten, and what is kept from
//! sale until somebody has looked.

use serde::{Deserialize, Serialize};

use super::id::PaymentId;
use super::time::Timestamp;

/// Word that the shop was brought back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// The moment of the copy: what was done later is lost.
    pub upto: Timestamp,
    pub at: Timestamp,
    /// Where the copy lay, as people call it.
    pub from: String,
    /// The shop had been closed in order, and the copy has its last word: nothing is lost.
    pub complete: bool,
}

/// The newest of them, and how far it has been looked after. One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restore {
    pub upto: Timestamp,
    pub at: Timestamp,
    pub from: String,
    pub complete: bool,
    /// So many products had units kept from sale at first, and so many units.
    pub products: u32,
    pub units: u32,
    /// The first of the payments that the gateway is asked about once more, and the last.
    pub asked: Option<(PaymentId, PaymentId)>,
    /// When all of it had been looked after.
    pub over: Option<Timestamp>,
}

impl Restore {
    pub fn is(&self, word: &Restored) -> bool {
        (self.upto, self.at) == (word.upto, word.at)
    }

    /// Something of it is still to be looked after.
    pub fn lasts(&self) -> bool {
        self.over.is_none()
    }
}
