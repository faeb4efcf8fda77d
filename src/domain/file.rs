//! A file that is sold: kept by us, because Telegram's name of it dies with the bot's token.

use serde::{Deserialize, Serialize};

use super::id::{CustomerId, FileId, OrderId, ProductId};
use super::limit::FILE_NAME_CHARS_MAX;
use super::staff::Right;
use super::text::{invisible, shorten};

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub id: FileId,
    pub name: String,
    pub bytes: u64,
    /// Pieces of it that are kept, as soon as it is here.
    pub pieces: u32,
    /// How Telegram calls it: saves sending the bytes again.
    pub telegram: Option<String>,
    /// A keyed digest of what is in it.
    pub digest: u64,
    pub stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Somebody of the staff has sent it, and it is fetched when its turn comes. `night`: how many
    /// there had been by then.
    Wanted { by: CustomerId, purpose: Purpose, night: u32 },
    /// It is here, and nobody has said yet that it is to be sold.
    Waiting { by: CustomerId, product: ProductId, night: u32 },
    /// A unit has it.
    Kept,
    /// A unit had it, and has another now.
    Replaced { night: u32 },
    /// It is here, and whoever sent it looks before it goes where it was sent for.
    Looked { by: CustomerId, purpose: Purpose, night: u32 },
    /// It was sold once, to one buyer, by that night. It stays as long as there is room.
    Sold { night: u32 },
    /// The same, and its room is for others now: only Telegram still has it.
    Released,
}

/// What a file was sent for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// To be sold once.
    Stock(ProductId),
    /// For every buyer.
    Shared(ProductId),
    /// For the buyer for whom something was done by hand.
    Todo { order: OrderId, product: ProductId },
}

impl Purpose {
    /// The right that whoever sends it must have.
    pub fn needs(self) -> Right {
        match self {
            Purpose::Stock(_) | Purpose::Shared(_) => Right::Stock,
            Purpose::Todo { .. } => Right::Orders,
        }
    }
}

/// A piece of one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilePiece {
    pub key: u64,
    pub bytes: Vec<u8>,
}

/// What a photo is called that is handed over: Telegram knows no name of it.
pub const PHOTO_NAME: &str = "foto.jpg";

/// A file as it comes in a message.
#[derive(Clone, PartialEq, Eq)]
pub struct Attached {
    pub telegram: String,
    pub name: String,
    pub bytes: u64,
}

impl FilePiece {
    /// Pieces of one file have neighbouring keys.
    pub fn key(file: FileId, piece: u32) -> u64 {
        file.0 << 16 | u64::from(piece)
    }
}

impl std::fmt::Debug for File {
    /// Whoever knows Telegram's name and the bot's token can fetch it.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "File({}, {} bytes, {:?})", self.id.0, self.bytes, self.stage)
    }
}

impl std::fmt::Debug for FilePiece {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "FilePiece({}, {} bytes)", self.key, self.bytes.len())
    }
}

/// A file's name as it can be shown and sent on: one line, not too long, never empty.
pub fn file_name(name: &str) -> String {
    let plain = |sign: &char| !sign.is_control() && !matches!(sign, '/' | '\\' | '"');
    let name: String = name.chars().filter(plain).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().any(|sign| !invisible(sign)) {
        true => shorten(&name, FILE_NAME_CHARS_MAX),
        false => "file".to_owned(),
    }
}

/// Why nothing is done with files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoFile {
    /// None of them waits for a decision.
    Gone,
    /// More than may wait at once.
    TooMany { max: usize },
    /// The shop keeps as much as it may.
    Full { megabytes: u64 },
    /// A picture or something else: it must come as a file.
    NotAFile,
}
