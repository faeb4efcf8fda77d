//! Rows that no noun of the domain stands for: what was seen, pictures, codes, what broke.

use serde::{Deserialize, Serialize};

use super::{Index, Record, Table};
use crate::domain::id::CustomerId;
use crate::domain::staff::Role;
use crate::domain::time::Timestamp;

/// An update of Telegram that has been applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub update: u64,
    pub sequence: u64,
}

impl Record for Seen {
    const TABLE: Table = Table::Seen;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.update
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::SeenSequence, self.sequence)]
    }
}

/// A picture the seller sent: ours to keep, because Telegram's name of it dies with the token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub id: u64,
    /// How Telegram calls it, once it has been shown: saves sending the bytes again.
    pub file: Option<String>,
    pub pieces: u32,
}

impl Record for Picture {
    const TABLE: Table = Table::Picture;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PicturePiece {
    pub id: u64,
    pub bytes: Vec<u8>,
}

impl Record for PicturePiece {
    const TABLE: Table = Table::PicturePiece;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id
    }
}

/// A pairing code that has been given out, known only by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairing {
    pub digest: u64,
    pub role: Role,
    pub until: Timestamp,
    /// Who gave it out; nobody, if it was made on the shop's own machine.
    pub by: Option<CustomerId>,
}

impl Record for Pairing {
    const TABLE: Table = Table::Pairing;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.digest
    }
}

/// An input that broke something, kept for whoever mends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarantined {
    pub id: u64,
    pub at: Timestamp,
    /// As JSON.
    pub input: Vec<u8>,
    pub why: String,
}

impl Record for Quarantined {
    const TABLE: Table = Table::Quarantine;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id
    }
}
