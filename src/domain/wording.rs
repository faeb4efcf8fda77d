//! What buyers read in the seller's own words: which texts, in which language, and why not.

mod table;

use serde::{Deserialize, Serialize};

use super::id::PictureId;
use super::limit::{
    CAPTION_UNITS_MAX, MESSAGE_UNITS_MAX, OWN_BESIDE_UNITS, OWN_CAPTION_UNITS, OWN_CARD_UNITS,
    OWN_LINE_UNITS, OWN_PART_UNITS, OWN_WHOLE_UNITS, OWN_WORD_UNITS, TOAST_CHARS_MAX,
};
use super::shop::Language;
pub use table::{Group, Size, TEXTS, Text};

/// How to order, the one text that can have a picture.
pub const HOW_TO_ORDER: u16 = 11;

impl Text {
    pub fn numbered(number: u16) -> Option<&'static Text> {
        TEXTS.iter().find(|text| text.number == number)
    }

    pub fn takes_picture(&self) -> bool {
        self.number == HOW_TO_ORDER
    }
}

impl Size {
    /// How much a reader may see of the seller's own words in it, in UTF-16 units.
    pub fn words_max(self) -> usize {
        match self {
            Size::Whole => OWN_WHOLE_UNITS,
            Size::Card => OWN_CARD_UNITS,
            Size::Caption => OWN_CAPTION_UNITS,
            Size::Part => OWN_PART_UNITS,
            Size::Line => OWN_LINE_UNITS,
            Size::Word => OWN_WORD_UNITS,
            Size::Toast => TOAST_CHARS_MAX,
        }
    }

    /// How much with the longest values filled in.
    pub fn filled_max(self) -> usize {
        match self {
            Size::Whole | Size::Part | Size::Line => MESSAGE_UNITS_MAX,
            Size::Card => MESSAGE_UNITS_MAX - OWN_BESIDE_UNITS,
            Size::Caption => CAPTION_UNITS_MAX,
            Size::Word => OWN_WORD_UNITS,
            Size::Toast => TOAST_CHARS_MAX,
        }
    }
}

/// One text in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WordingId {
    /// `Text::number`; a newer program has more of them.
    pub text: u16,
    pub language: Language,
}

impl WordingId {
    pub fn how_to_order(language: Language) -> WordingId {
        WordingId { text: HOW_TO_ORDER, language }
    }

    pub fn text(self) -> Option<&'static Text> {
        Text::numbered(self.text)
    }

    /// The key of its row.
    pub fn key(self) -> u64 {
        let [first, second] = self.language.0;
        u64::from(self.text) << 16 | u64::from(first) << 8 | u64::from(second)
    }

    /// What a row of that key is of.
    pub fn of_key(key: u64) -> WordingId {
        let [.., high, low, first, second] = key.to_be_bytes();
        WordingId { text: u16::from_be_bytes([high, low]), language: Language([first, second]) }
    }
}

/// A text as the seller has written it. There is a row for each that is not as it comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnText {
    pub id: WordingId,
    /// As a text of `lang/` is written; `None`: the one that the shop comes with.
    pub text: Option<String>,
    pub picture: Option<PictureId>,
}

impl OwnText {
    /// As the shop comes.
    pub fn new(id: WordingId) -> OwnText {
        OwnText { id, text: None, picture: None }
    }

    /// Nothing of it is the seller's own.
    pub fn is_default(&self) -> bool {
        self.text.is_none() && self.picture.is_none()
    }
}

/// Where in a text something stands, as people count: from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    pub line: u64,
    pub sign: u64,
}

/// What is wrong with markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slip {
    /// A `<` without its `>`.
    HalfTag,
    /// A `>` or `&` by itself.
    Bare,
    /// A tag that Telegram does not know.
    Unknown(String),
    /// A tag with what it cannot have.
    Attributes(String),
    /// The end of a tag, while another one is open.
    Crossed {
        end: String,
        open: String,
    },
    Unopened(String),
    Unclosed(String),
}

/// Why a text is not taken, or nothing is changed about one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoWording {
    /// There is no such text, or no such language.
    Gone,
    /// Somebody has changed it meanwhile.
    Changed,
    /// What it was then cannot be read any more, or is not the newest.
    Past,
    Empty,
    Long {
        units: u64,
        max: u64,
    },
    /// A label or a toast has one line.
    Lines,
    /// A label or a toast has no formats.
    Plain {
        spot: Spot,
    },
    /// A brace without its other half.
    Brace {
        spot: Spot,
    },
    /// Nothing of that name can be filled in there; what can.
    Unfilled {
        name: String,
        known: String,
    },
    /// These have to be filled in.
    Missing {
        names: String,
    },
    Markup {
        spot: Spot,
        slip: Slip,
    },
    /// It is a piece of a message, and stands inside a tag.
    InTag {
        name: String,
    },
    /// Goods that do not stand in `<code>` do not arrive to the byte.
    NotMono {
        name: String,
    },
    /// There is a picture, and below it is less room.
    BelowPicture {
        units: u64,
        max: u64,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_keys_name_one_text_each() {
        for (at, text) in TEXTS.iter().enumerate() {
            assert_eq!(Text::numbered(text.number).map(|it| it.key), Some(text.key));
            assert!(TEXTS[..at].iter().all(|other| other.key != text.key), "{}", text.key);
        }
        let pictured = TEXTS.iter().find(|text| text.takes_picture());
        assert_eq!(pictured.map(|text| text.key), Some("help-order"));
        assert!(Group::ALL.iter().all(|group| TEXTS.iter().any(|it| it.group == *group)));
    }

    #[test]
    fn a_key_leads_back() {
        for text in [0, 1, 0x1234, u16::MAX] {
            let id = WordingId { text, language: Language(*b"en") };
            assert_eq!(WordingId::of_key(id.key()), id);
            assert!(id.key() < 1 << 56);
        }
    }
}
