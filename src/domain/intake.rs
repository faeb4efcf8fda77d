//! What the staff have sent for the shelf, before any of it is there: read, held against the shop,
//! looked at by whoever sent it, and taken in.

use serde::{Deserialize, Serialize};

use super::batch::Source;
use super::id::{BatchId, CustomerId, IntakeId, ProductId};
use super::limit::LINES_TOLD;
use super::stock::{Reject, Suspect};
use super::time::Timestamp;

/// Sealed on disk: it has the first and the last of the goods.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    pub id: IntakeId,
    pub product: ProductId,
    pub by: CustomerId,
    pub at: Timestamp,
    /// How many nights there had been when it came.
    pub night: u32,
    pub source: Source,
    /// How it can be read: each line a unit, and several lines one, where it looks like that.
    pub ways: Vec<Way>,
    pub suspects: Vec<Suspect>,
    /// Where messages meet of which it was put together.
    pub seams: Vec<u64>,
    pub stage: Stage,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// That piece of that way is held against the shop next.
    Looking { way: u8, piece: u16 },
    /// For whoever sent it.
    Waiting,
    /// That piece is taken next.
    Taking { way: u8, piece: u16, batch: BatchId },
    /// All is in, as that batch if any of it was new.
    Done { way: u8, batch: Option<BatchId> },
}

/// One way to read it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub parted: Parted,
    /// Pieces of units that are kept meanwhile.
    pub pieces: u16,
    pub units: u32,
    /// Lines that were twice in what was sent.
    pub twice: u32,
    pub sum: Sum,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Parted {
    /// A unit a line.
    Lines,
    /// A unit of several lines.
    Blocks,
    /// A unit a line, below the heading of their column.
    Unheaded,
}

/// What would come of it, and then what has.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    pub added: u32,
    /// Of these, so many lay with a product that was taken off the shelf, and leave it.
    pub moved: u32,
    /// In stock already, or twice in what was sent.
    pub doubled: Lines,
    /// Sold before, or given back by a buyer: somebody knows them.
    pub sold: Lines,
    /// On the shelf as another product's.
    pub elsewhere: Vec<(ProductId, Lines)>,
    /// With still other products.
    pub farther: u32,
    pub refused: Vec<(u64, Reject)>,
    pub refused_count: u32,
    /// The first and the last that are new.
    pub first: Option<String>,
    pub last: Option<String>,
}

/// Lines, the first of them by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    pub count: u32,
    pub told: Vec<u64>,
}

impl Lines {
    pub fn push(&mut self, at: u64) {
        self.count += 1;
        if self.told.len() < LINES_TOLD {
            self.told.push(at);
        }
    }
}

impl Sum {
    pub fn refuse(&mut self, at: u64, why: Reject) {
        self.refused_count += 1;
        if self.refused.len() < LINES_TOLD {
            self.refused.push((at, why));
        }
    }

    /// Lines that somewhere are known already.
    pub fn known(&self) -> u32 {
        let elsewhere: u32 = self.elsewhere.iter().map(|(_, lines)| lines.count).sum();
        self.doubled.count + self.sold.count + elsewhere + self.farther
    }
}

/// Some of the units of one way, each with its line. Sealed on disk.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// `Piece::key`
    pub key: u64,
    pub units: Vec<(u64, String)>,
}

/// More pieces than the longest file has, and one bit for the way.
const PIECE_BITS: u32 = 15;

impl Piece {
    pub fn key(intake: IntakeId, way: u8, piece: u16) -> u64 {
        let place = u64::from(way & 1) << PIECE_BITS | u64::from(piece) & ((1 << PIECE_BITS) - 1);
        intake.0 << (PIECE_BITS + 1) | place
    }
}

impl std::fmt::Debug for Intake {
    /// Goods stay out of logs and panic messages.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Intake({}, product {}, {:?})", self.id.0, self.product.0, self.stage)
    }
}

impl std::fmt::Debug for Piece {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Piece({:x}, {} units)", self.key, self.units.len())
    }
}

/// Why nothing is taken of what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoIntake {
    /// It was left, or a newer one has taken its place.
    Gone,
    /// Somebody else has sent it.
    NotYours,
    /// It is still being read.
    Reading,
    /// Nothing in it is new.
    NothingNew,
}
