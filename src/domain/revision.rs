//! The log of revisions: who changed what of the shop, from what to what.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::act::Act;
use super::id::{CategoryId, CouponId, CustomerId, OwnButtonId, ProductId};
use super::settings::Setting;
use super::time::Timestamp;
use super::trail::{About, Kind, Trail};
use super::wording::WordingId;

/// One change of one row, or one act. The chain makes of all of them one thing: a row that is
/// altered, removed or put elsewhere no longer fits those after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// From 1 on, without a gap. It alone says what came first: `at` is what a clock said.
    pub number: u64,
    pub at: Timestamp,
    pub by: By,
    pub what: Target,
    /// `None`: it did not exist, or it is an act.
    pub before: Option<RowImage>,
    /// `None`: it is gone, or it is an act.
    pub after: Option<RowImage>,
    /// SHA-256 of this revision with the chain of the one before it in the place of this.
    pub chain: Chain,
}

pub type Chain = [u8; 32];

/// What stands in the place of a chain before the first revision.
pub const UNCHAINED: Chain = [0; 32];

/// Who changed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum By {
    /// One of the staff, in the chat.
    Staff(CustomerId),
    /// Whoever has the shop's machine, by a command there.
    Machine,
    /// The shop by itself.
    Shop,
}

impl By {
    /// Who of the staff.
    pub fn person(self) -> Option<CustomerId> {
        match self {
            By::Staff(person) => Some(person),
            By::Machine | By::Shop => None,
        }
    }
}

/// What was changed. Variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Target {
    /// By its number: a newer program has more of them.
    Setting(u16),
    Product(ProductId),
    Category(CategoryId),
    Coupon(CouponId),
    /// Of the staff.
    Member(CustomerId),
    /// No row of these: it was done, and that is all.
    Act(Act),
    /// What a customer pays by.
    Profile(CustomerId),
    /// A text in the seller's own words.
    Text(WordingId),
    Button(OwnButtonId),
}

/// A row as it was stored, with the layout that says how to read it. None of the kinds that are
/// logged is sealed on disk, and so neither is this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowImage {
    pub layout: u8,
    pub bytes: Vec<u8>,
}

impl Revision {
    /// The ways that lead to it.
    pub fn trails(&self) -> Vec<Trail> {
        let about = self.what.about().into_iter().map(Trail::About);
        [Trail::By(self.by), Trail::Kind(self.what.kind())].into_iter().chain(about).collect()
    }
}

/// Above the bits that numbers of rows and of people take.
const KIND_SHIFT: u32 = 56;

impl Target {
    /// The key of its row; an act has none.
    pub fn row(self) -> u64 {
        match self {
            Target::Setting(number) => number.into(),
            Target::Product(id) => id.0,
            Target::Category(id) => id.0,
            Target::Coupon(id) => id.0,
            Target::Member(id) | Target::Profile(id) => id.0,
            Target::Act(_) => 0,
            Target::Text(id) => id.key(),
            Target::Button(id) => id.0,
        }
    }

    pub fn kind(self) -> Kind {
        match self {
            Target::Setting(_) => Kind::Setting,
            Target::Product(_) => Kind::Product,
            Target::Category(_) => Kind::Category,
            Target::Coupon(_) => Kind::Coupon,
            Target::Member(_) => Kind::Staff,
            Target::Profile(_) => Kind::Customer,
            Target::Act(act) => act.kind(),
            Target::Text(_) | Target::Button(_) => Kind::Wording,
        }
    }

    /// What it is about, each once.
    pub fn about(self) -> Vec<About> {
        match self {
            Target::Setting(number) => vec![About::Setting(number)],
            Target::Product(id) => vec![About::Product(id)],
            Target::Category(id) => vec![About::Category(id)],
            Target::Coupon(id) => vec![About::Coupon(id)],
            Target::Member(id) | Target::Profile(id) => vec![About::Person(id)],
            Target::Act(act) => act.about(),
            Target::Text(id) => vec![About::Text(id)],
            Target::Button(id) => vec![About::Button(id)],
        }
    }

    /// What leads to the revisions of a row: kind and row in one.
    pub fn key(self) -> u64 {
        let kind: u64 = match self {
            Target::Setting(_) => 1,
            Target::Product(_) => 2,
            Target::Category(_) => 3,
            Target::Coupon(_) => 4,
            Target::Member(_) => 5,
            Target::Act(_) => 6,
            Target::Profile(_) => 7,
            Target::Text(_) => 8,
            Target::Button(_) => 9,
        };
        kind << KIND_SHIFT | self.row() & !(u64::MAX << KIND_SHIFT)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Setting(number) => match Setting::numbered(*number) {
                Some(known) => write!(out, "setting {}", known.name()),
                None => write!(out, "setting {number}"),
            },
            Target::Product(id) => write!(out, "product {}", id.0),
            Target::Category(id) => write!(out, "category {}", id.0),
            Target::Coupon(id) => write!(out, "coupon {}", id.0),
            Target::Member(id) => write!(out, "member {}", id.0),
            Target::Profile(id) => write!(out, "customer {}", id.0),
            Target::Act(act) => act.fmt(out),
            Target::Text(id) => match id.text() {
                Some(text) => write!(out, "text {} ({})", text.key, id.language.as_str()),
                None => write!(out, "text {} ({})", id.text, id.language.as_str()),
            },
            Target::Button(id) => write!(out, "own button {}", id.0),
        }
    }
}
