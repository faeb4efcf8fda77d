//! What is sold: name, price, category, on the shelf or taken off it.

use serde::{Deserialize, Serialize};

use super::id::{CategoryId, PictureId, ProductId};
use super::limit::PRODUCT_NUMBER_MAX;
use super::money::Rupiah;
use super::refusal::{BadInput, Refusal};
use super::text::{Description, Name};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    pub id: CategoryId,
    pub name: Name,
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
