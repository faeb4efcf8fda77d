//! How a whole shop is set up, without its goods: what a file of it says.

mod product;

use serde::{Deserialize, Serialize};

use super::own_button::{Label, Link};
use super::product::{Category, Promo};
use super::settings::{Setting, Value};
use super::text::{Emoji, Name};
use super::wording::WordingId;
pub use product::{ChoiceName, OfferPart, ProductPart, VariantPart};

/// The format of the file, as its first line says.
pub const FORMAT: i64 = 1;

/// Pictures are not in it, and neither is the staff's group, which is one of this shop's alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Configuration {
    pub settings: Vec<(Setting, Value)>,
    pub categories: Vec<CategoryPart>,
    pub products: Vec<ProductPart>,
    pub texts: Vec<TextPart>,
    pub buttons: Vec<ButtonPart>,
}

/// A setting that goes along: what one shop has and another may have too.
pub fn travels(which: Setting) -> bool {
    which.is_for_people() && which != Setting::Group
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryPart {
    pub name: Name,
    pub emoji: Option<Emoji>,
    pub hidden: bool,
    pub position: u32,
    pub discount: Option<Promo>,
}

impl CategoryPart {
    pub fn of(category: &Category) -> CategoryPart {
        let Category { id: _, name, emoji, hidden, position, promo: discount } = category.clone();
        CategoryPart { name, emoji, hidden, position, discount }
    }
}

/// A text in the seller's own words, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPart {
    pub id: WordingId,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ButtonPart {
    pub label: Label,
    pub text: String,
    pub link: Option<Link>,
    pub position: u32,
}

/// What part of a shop something in the file is, by the name that people know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    Setting(Setting),
    Category(Name),
    Product(u32, Name),
    Text(WordingId),
    Button(Label),
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    Added,
    Changed,
    /// It is so already.
    Same,
}

/// A whole file, taken in or looked at. It is taken in as a whole: one part that cannot be leaves
/// everything as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub parts: Vec<(Part, Fate)>,
    pub refused: Vec<(Part, super::refusal::Refusal)>,
}

impl Taken {
    pub fn count(&self, fate: Fate) -> usize {
        self.parts.iter().filter(|(_, it)| *it == fate).count()
    }

    /// How many parts are another than before.
    pub fn changes(&self) -> usize {
        self.count(Fate::Added) + self.count(Fate::Changed)
    }
}
