//! What is sold: name, price, category, on the shelf or taken off it.

mod kind;
mod price;
mod variant;

use serde::{Deserialize, Serialize};

use super::id::{CategoryId, OrderId, PictureId, ProductId};
use super::limit::{CART_QUANTITY_MAX, PRODUCT_NUMBER_MAX};
use super::money::Rupiah;
use super::refusal::{BadInput, Refusal};
use super::text::{Description, Emoji, Name};
pub use kind::{ENDLESS, Kind, Terms, parts_named};
pub use price::{BadPrice, Idle, Lower, Prices, Promo, Quote, Rule, Step, Tariff, Why};
pub use variant::Variant;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    pub id: CategoryId,
    pub name: Name,
    /// Shown before the name.
    pub emoji: Option<Emoji>,
    /// Not among the categories that buyers choose from. What is in it is found all the same.
    pub hidden: bool,
    /// From 1 on; 0 where nobody has put it anywhere: behind those, by name.
    pub position: u32,
    /// For all that is in it and has none of its own.
    pub promo: Option<Promo>,
}

impl Category {
    pub fn new(id: CategoryId, name: Name) -> Category {
        Category { id, name, emoji: None, hidden: false, position: 0, promo: None }
    }

    /// As buyers read it.
    pub fn label(&self) -> String {
        match &self.emoji {
            Some(emoji) => format!("{} {}", emoji.as_str(), self.name.as_str()),
            None => self.name.as_str().to_owned(),
        }
    }

    /// What categories are sorted by.
    pub fn place(&self) -> (bool, u32, String) {
        (self.position == 0, self.position, self.name.folded())
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    pub id: ProductId,
    /// What people type and see. Unique among products on the shelf.
    pub number: u32,
    pub name: Name,
    pub price: Rupiah,
    pub category: Option<CategoryId>,
    pub description: Description,
    pub picture: Option<PictureId>,
    /// Off the shelf it is neither listed nor sold; its past sales stay.
    pub on_shelf: bool,
    pub offer: Offer,
    pub kind: Kind,
    /// Orders before this one were for what it was until then.
    pub kind_since: OrderId,
    pub prices: Prices,
    /// One of several choices on one card.
    pub variant: Option<Variant>,
}

impl Product {
    /// Whether buyers see it.
    pub fn for_sale(&self) -> bool {
        self.on_shelf && !self.offer.hidden
    }

    /// The fewest units that one order may have.
    pub fn least(&self) -> u32 {
        self.offer.least().min(self.kind.most())
    }

    /// The most.
    pub fn most(&self) -> u32 {
        self.offer.most().min(self.kind.most())
    }

    /// What leads to it in the order of its category.
    pub fn place_key(&self) -> Option<u64> {
        let place = u64::from(self.offer.place(self.number));
        self.category.map(|category| Product::first_place(category) | place)
    }

    /// No place of a category comes before it, and all places of it before that of the next.
    pub fn first_place(category: CategoryId) -> u64 {
        category.0 << u32::BITS
    }

    /// The same in a category, where its number puts it if it was not there.
    pub fn moved_to(self, category: Option<CategoryId>) -> Product {
        let stays = category == self.category;
        let position = self.offer.position.filter(|_| stays);
        Product { category, offer: Offer { position, ..self.offer }, ..self }
    }
}

/// How a product is offered. The title of a product has it too, so that lists need no rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// On the shelf, and no buyer sees or orders it.
    pub hidden: bool,
    /// How few and how many one order may have; `None`: one, and as many as a cart holds.
    pub least: Option<u32>,
    pub most: Option<u32>,
    /// From how many units on it is running low; `None`: as the shop has it.
    pub low_mark: Option<u32>,
    /// `None`: as the shop has it.
    pub sold_out: Option<SoldOut>,
    /// Where it stands in its category; `None`: where its number puts it.
    pub position: Option<u32>,
}

impl Offer {
    /// The fewest units that one order may have.
    pub fn least(&self) -> u32 {
        self.least.unwrap_or(1).clamp(1, CART_QUANTITY_MAX)
    }

    /// The most.
    pub fn most(&self) -> u32 {
        self.most.unwrap_or(CART_QUANTITY_MAX).clamp(self.least(), CART_QUANTITY_MAX)
    }

    /// `shop`: the mark of what has none of its own.
    pub fn low_mark(&self, shop: u32) -> u32 {
        self.low_mark.unwrap_or(shop)
    }

    /// What products of a category are sorted by, of one with that number.
    pub fn place(&self, number: u32) -> u32 {
        self.position.unwrap_or(number.saturating_mul(PLACES_APART))
    }
}

/// Between the places that two numbers in a row give, so that one can be put between them.
const PLACES_APART: u32 = 1000;

/// Whether products that are sold out are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SoldOut {
    Shown = 0,
    Hidden = 1,
}

impl SoldOut {
    pub fn other(self) -> SoldOut {
        match self {
            SoldOut::Shown => SoldOut::Hidden,
            SoldOut::Hidden => SoldOut::Shown,
        }
    }
}

/// A product as the seller describes it, before it has a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewProduct {
    /// `None`: the next free one.
    pub number: Option<u32>,
    pub name: Name,
    pub price: Rupiah,
    pub category: Option<Name>,
    pub description: Description,
}

/// Whether a price is lowered by more than half: a slip of the hand, or worth a word to the owner.
pub fn steep(from: Rupiah, to: Rupiah) -> bool {
    to.0.saturating_mul(2) < from.0
}

/// Reads a product number: plain digits from 1 on.
pub fn parse_number(text: &str) -> Result<u32, Refusal> {
    let text = text.trim();
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = plain.then(|| text.parse().ok()).flatten();
    number
        .filter(|number| (1..=PRODUCT_NUMBER_MAX).contains(number))
        .ok_or(Refusal::Input(BadInput::Number { max: PRODUCT_NUMBER_MAX }))
}

/// Reads a product number from a key of the keyboard: `3`, `3️⃣`, `1️⃣2️⃣`, `🔟`.
pub fn parse_keycap(text: &str) -> Option<u32> {
    let text = text.trim().replace('🔟', "10");
    let digits: String =
        text.chars().filter(|sign| !matches!(sign, '\u{fe0f}' | '\u{20e3}')).collect();
    parse_number(&digits).ok()
}

/// A product number as a key: `3️⃣`.
pub fn keycap(number: u32) -> String {
    match number {
        10 => "🔟".to_owned(),
        _ => number.to_string().chars().flat_map(|digit| [digit, '\u{fe0f}', '\u{20e3}']).collect(),
    }
}

/// Why there is no such product, and no room for one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoProduct {
    /// None has that number.
    Unknown {
        number: u32,
    },
    /// It was there when the button was made.
    Gone,
    NumberTaken {
        number: u32,
    },
    TooMany {
        max: usize,
    },
    TooManyCategories {
        max: usize,
    },
    /// There is no such category any more.
    CategoryGone,
    /// Another category has that name.
    CategoryTaken,
    /// It has so many products on the shelf, and so many off it.
    CategoryInUse {
        shelf: u64,
        archived: u64,
    },
    /// What somebody saw when they began is not what it is now.
    Changed,
    /// What is to be taken back has been changed by somebody since.
    ChangedSince,
    /// It is not sold by lines of text.
    NotInUnits,
    /// Nor as files.
    NotInFiles,
    /// Its buyers do not all get the same.
    NotShared,
    /// Its kind cannot change while so many units are in stock or on their way to buyers.
    InUse {
        count: u64,
    },
    /// More parts of a unit than there can be, or twice the same.
    Parts {
        max: usize,
    },
    TooManyVariants {
        max: usize,
    },
    /// Another choice of the card has that label.
    VariantTaken,
    /// The name of the card and the label are too long together.
    VariantLong {
        max: usize,
    },
    /// No buyer sees the card that it is on.
    CardHidden,
    /// There are other choices on its card.
    VariantsLeft,
    /// In a file a choice stands below its card.
    IsChoice,
    /// A file names a choice, and the product of that name has none.
    NoChoices,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_typed_and_pressed() {
        for number in [1, 9, 10, 12, 305] {
            assert_eq!(parse_keycap(&keycap(number)), Some(number));
            assert_eq!(parse_keycap(&number.to_string()), Some(number));
        }
        for text in ["", "0", "-1", "²", "٣", "1e3", "10000", "3a"] {
            assert_eq!(parse_keycap(text), None, "{text}");
        }
    }
}
