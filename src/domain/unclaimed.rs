//! Money that came under a reference which no payment of the shop has: asked about, then kept
//! until somebody says whose it is.

use serde::{Deserialize, Serialize};

use super::id::{CustomerId, UnclaimedId};
use super::money::Rupiah;
use super::payment::Reference;
use super::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unclaimed {
    pub id: UnclaimedId,
    pub reference: Reference,
    /// The gateway's own number, as the notice named it.
    pub txn: String,
    /// As the notice named it, until the gateway has said how much it was.
    pub amount: Rupiah,
    /// When it was heard of; once the gateway has said so, when that was.
    pub at: Timestamp,
    pub state: Claim,
}

/// Whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Claim {
    /// Nobody knows yet whether it is there: the gateway has been asked so often.
    Asked { looks: u8 },
    /// It is there, and nobody's.
    Open,
    /// The same, and somebody has said to leave it at that for now.
    Left { by: CustomerId },
    /// On that customer's balance.
    Given { to: CustomerId, by: CustomerId, at: Timestamp },
    /// Sent back outside the shop.
    SentBack { by: CustomerId, at: Timestamp },
}

impl Unclaimed {
    /// It lies on the account of what is nobody's.
    pub fn lies(&self) -> bool {
        matches!(self.state, Claim::Open | Claim::Left { .. })
    }
}

/// Why nothing is done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoClaim {
    /// There is none of that number.
    Unknown,
    /// It is somebody's already, or was sent back.
    Done,
}
