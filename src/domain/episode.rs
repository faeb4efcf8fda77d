//! A trouble that lasts: since when, how often, and whether people have been told of it.

use serde::{Deserialize, Serialize};

use super::time::Timestamp;

/// What may go wrong for a while. The number is the row's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum Trouble {
    /// The gateway does not answer, or refuses whatever it is asked.
    Gateway = 1,
    /// Strangers knock at the door for notices.
    Strays = 2,
    /// Paid goods do not leave the shop.
    Undelivered = 3,
}

impl Trouble {
    /// For machines that watch: never changed.
    pub fn name(self) -> &'static str {
        match self {
            Trouble::Gateway => "gateway",
            Trouble::Strays => "strays",
            Trouble::Undelivered => "undelivered",
        }
    }
}

/// There is a row only while it lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Episode {
    pub trouble: Trouble,
    /// In a row.
    pub failures: u32,
    pub since: Timestamp,
    pub told: bool,
}
