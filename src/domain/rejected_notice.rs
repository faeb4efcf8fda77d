//! Notices that concern nobody here: counted and kept for a look, and nothing else of them.

use serde::{Deserialize, Serialize};

use super::time::Timestamp;

/// A line of the journal: how many came for one reason within about a minute. Nothing of what
/// they said is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedNotice {
    pub id: u64,
    pub at: Timestamp,
    pub why: Why,
    pub count: u64,
}

/// Why a notice is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Why {
    /// The shop has no secret, so nobody can know it.
    NoSecret,
    /// The secret is wrong or missing.
    WrongSecret,
    /// Not a notice at all: no JSON, too big, or cut off.
    Malformed,
    /// About another project.
    ForeignProject,
    /// About an order that was never ours.
    UnknownOrder,
}
