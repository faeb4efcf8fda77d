//! Products: the lists, one of them with all its fields, a new one, off the shelf and back.

pub mod answer;
pub mod card;
pub mod commands;
pub mod field;
pub mod kind;
pub mod limits;
pub mod list;
pub mod lower;
pub mod manual;
pub mod new;
pub mod picture;
pub mod prices;
pub mod promo;
pub mod shelf;
pub mod told;

use serde::{Deserialize, Serialize};

use crate::chat::choice::Fingerprint;
use crate::domain::coupon::{Off, Period};
use crate::domain::id::{CategoryId, ProductId};
use crate::domain::money::Rupiah;
use crate::domain::product::{Kind, NewProduct, Rule, SoldOut, Step, Terms};
use crate::domain::staff::Right;
use crate::domain::text::{Description, Name};
use crate::shop::inventory::Which;
use crate::shop::undo::Act;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// Everything on the shelf.
    List {
        page: u32,
    },
    New,
    Of {
        which: Which,
        page: u32,
    },
    Find,
    Card(ProductId),
    Edit(ProductId, Editable),
    /// How few, how many, when it is low, and what becomes of it when it is sold out.
    Limits(ProductId),
    SoldOut(ProductId, Option<SoldOut>),
    Hide(ProductId),
    Unhide(ProductId),
    /// Sure? Then it is off the shelf.
    Archive(ProductId),
    BringBack(ProductId),
    Undo(ProductId, Act),
    /// What kind of goods it is, and what belongs to that kind.
    Kind(ProductId),
    SetKind(ProductId, KindPick),
    EditKind(ProductId, KindField),
    /// What it costs besides its price.
    Prices(ProductId),
    /// A lower price is to be set.
    Lower(ProductId, Rule),
    /// It is taken away.
    Lift(ProductId, Rule),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Shelf
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List {
        which: Which,
        page: u32,
    },
    /// With what has just been done to it, which can be taken back.
    Card {
        product: ProductId,
        undo: Option<Act>,
    },
    Limits {
        product: ProductId,
        undo: Option<Act>,
    },
    Kind {
        product: ProductId,
        undo: Option<Act>,
    },
    Prices {
        product: ProductId,
        undo: Option<Act>,
    },
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Shelf
    }

    /// All of the shelf, from its beginning.
    pub fn shelf() -> Place {
        Place::List { which: Which::Shelf, page: 0 }
    }

    /// A product as it stands.
    pub fn card(product: ProductId) -> Place {
        Place::Card { product, undo: None }
    }
}

/// What of a product is changed by one answer. Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Editable {
    Name,
    Price,
    Category,
    Description,
    Picture,
    Least,
    Most,
    LowMark,
}

/// A field of a product that is being changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub product: ProductId,
    pub field: Editable,
    /// The value as they saw it when they were asked.
    pub seen: Fingerprint,
    /// Of the categories to choose from.
    pub page: u32,
    /// A price so much lower that they are asked once more.
    pub sure: Option<Rupiah>,
}

/// A kind of goods to choose. Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KindPick {
    Unit,
    File,
    Shared,
    Manual,
}

impl KindPick {
    /// Whether a product is of that kind.
    pub fn is(self, kind: &Kind) -> bool {
        self == match kind {
            Kind::Unit { .. } => KindPick::Unit,
            Kind::File => KindPick::File,
            Kind::Shared { .. } => KindPick::Shared,
            Kind::Manual { .. } => KindPick::Manual,
        }
    }

    /// The kind as it begins.
    pub fn kind(self) -> Kind {
        match self {
            KindPick::Unit => Kind::default(),
            KindPick::File => Kind::File,
            KindPick::Shared => Kind::Shared { quota: None },
            KindPick::Manual => Kind::Manual { quota: None, terms: Terms::default() },
        }
    }
}

/// What belongs to a kind and is changed by one answer. Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KindField {
    /// What the parts of a unit are called.
    Parts,
    /// How many more may be sold.
    Quota,
    /// The time within which it is promised.
    Within,
    /// What the buyer is asked.
    Question,
    /// What every buyer got when it was shared before: it is sold again with the kind.
    Old,
}

/// One of these that is being changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindEdit {
    pub product: ProductId,
    pub field: KindField,
    /// The kind as they saw it when they were asked.
    pub seen: Fingerprint,
}

/// What buyers are promised of a product that is to be done by hand, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManualDraft {
    pub product: ProductId,
    pub terms: Terms,
}

/// What a promo is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PromoOf {
    Product(ProductId),
    Category(CategoryId),
}

/// A promo, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromoDraft {
    pub of: PromoOf,
    /// The prices as they saw them when they were asked.
    pub seen: Fingerprint,
    pub off: Option<Off>,
    pub period: Period,
}

/// A lower price that one answer sets, once it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LowerOf {
    Steps(Option<Vec<Step>>),
    Reseller(Option<Rupiah>),
}

/// The same with whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LowerDraft {
    pub product: ProductId,
    pub of: LowerOf,
    /// The prices as they saw them when they were asked.
    pub seen: Fingerprint,
}

/// A new product, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub name: Option<Name>,
    pub price: Option<Rupiah>,
    pub category: Option<Name>,
    pub description: Description,
}

/// What is asked before something goes off the shelf or comes back onto it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shelving {
    /// Off the shelf, with so many units that nobody has bought?
    TakeOff { product: ProductId, unsold: u32 },
    /// A new product has the number or the name of one which was taken off.
    Archived { product: ProductId, new: NewProduct },
}
