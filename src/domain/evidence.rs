//! A transfer by hand: where it was to go, what the buyer sent in evidence, what was doubted.

use serde::{Deserialize, Serialize};

use super::id::{CustomerId, OrderId};
use super::message::Sent;
use super::time::Timestamp;

/// What there is about one order that is paid to the seller's own account. Sealed on disk.
///
/// The pictures themselves stay with Telegram, and we keep its names of them. Those die with the
/// bot's token; but evidence is looked at within the hour and forgotten within weeks, what
/// decides is the seller's account and not a picture, and a copy of somebody's bank papers is
/// something we would rather not have. Should a name die before anybody has looked, the words
/// and the buttons still arrive, and the buyer may send the picture again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub order: OrderId,
    pub customer: CustomerId,
    /// Where the buyer was told to transfer to, whatever the seller writes there later.
    pub account: String,
    /// In the order in which they came.
    pub pieces: Vec<Piece>,
    /// How often it was not enough, and why.
    pub doubts: Vec<Doubted>,
    /// How many nights the shop had had when the end of its keeping came near.
    pub leaves: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub sent: Sent,
    pub at: Timestamp,
    /// The look that it came for. Clocks go back; rounds do not.
    pub round: Round,
}

/// A document that shows no transfer, whatever is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit;

/// Whether a document can be looked at as evidence: a picture or a PDF, by what the sender's
/// program calls it, or by its name where it is called nothing in particular.
pub fn legible(mime: Option<&str>, name: &str) -> bool {
    let named = |mime: &String| !matches!(mime.as_str(), "" | "application/octet-stream");
    match mime.map(str::to_ascii_lowercase).filter(named) {
        Some(mime) => mime.starts_with("image/") || mime == "application/pdf",
        None => name.rsplit_once('.').is_some_and(|(_, end)| {
            LEGIBLE_ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known))
        }),
    }
}

/// What phones and banks make.
const LEGIBLE_ENDINGS: [&str; 8] = ["pdf", "jpg", "jpeg", "png", "webp", "heic", "heif", "gif"];

/// Somebody of the staff was not convinced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubted {
    pub by: CustomerId,
    pub at: Timestamp,
    pub why: Doubt,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    NotArrived,
    OtherAmount,
    Unclear,
    /// In somebody's own words.
    Typed(String),
}

/// The doubts that are a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommonDoubt {
    NotArrived,
    OtherAmount,
    Unclear,
}

impl From<CommonDoubt> for Doubt {
    fn from(doubt: CommonDoubt) -> Doubt {
        match doubt {
            CommonDoubt::NotArrived => Doubt::NotArrived,
            CommonDoubt::OtherAmount => Doubt::OtherAmount,
            CommonDoubt::Unclear => Doubt::Unclear,
        }
    }
}

impl CommonDoubt {
    pub const ALL: [CommonDoubt; 3] =
        [CommonDoubt::NotArrived, CommonDoubt::OtherAmount, CommonDoubt::Unclear];
}

/// Which look at an order's evidence: a new one begins after each doubt. A decision names it, so
/// that a button under old evidence cannot decide about newer evidence that nobody has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Round(pub u8);

impl Evidence {
    pub fn round(&self) -> Round {
        Round(u8::try_from(self.doubts.len()).unwrap_or(u8::MAX))
    }

    /// Pieces that came for the look that is due.
    pub fn fresh(&self) -> usize {
        self.pieces.iter().filter(|piece| piece.round == self.round()).count()
    }

    /// Whether the piece that came so many before the newest is the first for this look.
    pub fn is_first(&self, back: u8) -> bool {
        self.fresh() == usize::from(back) + 1
    }
}

/// Why there is nothing to decide about a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoReview {
    /// None by that number is there to look at.
    None,
    /// Somebody of the staff was faster.
    Approved(OrderId),
    Doubted(OrderId),
    Ended(OrderId),
    /// Newer evidence has come than what the button stands under.
    Newer(OrderId),
    /// Their own transfer is for somebody else to approve.
    Own(OrderId),
}

/// Why evidence of a transfer is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoEvidence {
    /// The seller takes no transfers by hand.
    NoTransfers,
    /// It comes as a photo or PDF.
    Neither(OrderId),
    /// Nothing can be seen in a document of that kind.
    Unfit(OrderId),
    Enough {
        order: OrderId,
        max: u64,
    },
    /// The order it is for has ended.
    Late(OrderId),
}
