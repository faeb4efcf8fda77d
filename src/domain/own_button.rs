//! Keys of the buyers' keyboard that the seller has thought of: what stands on one, and its answer.

use serde::{Deserialize, Serialize};

use super::contact::contact;
use super::fold::folded;
use super::id::{OwnButtonId, PictureId};
use super::limit::OWN_LABEL_CHARS_MAX;
use super::text::Name;

/// What stands on one: a line with a word in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Label(Name);

impl Label {
    pub fn parse(text: &str) -> Result<Label, NoButton> {
        let name = Name::parse(text).map_err(|_| NoButton::Label { max: OWN_LABEL_CHARS_MAX })?;
        let label = Label(name);
        let letters = label.words().chars().any(char::is_alphabetic);
        // A number opens a product, a command is a command.
        let fits = letters
            && label.as_str().chars().count() <= OWN_LABEL_CHARS_MAX
            && !label.as_str().starts_with('/')
            && text.trim().lines().count() == 1;
        fits.then_some(label).ok_or(NoButton::Label { max: OWN_LABEL_CHARS_MAX })
    }

    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Its words alone, as people type them. No two buttons have the same.
    pub fn words(&self) -> String {
        folded(self.0.as_str())
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnButton {
    pub id: OwnButtonId,
    pub label: Label,
    /// What is answered: Telegram's HTML.
    pub text: String,
    pub picture: Option<PictureId>,
    /// Where a button below the answer leads.
    pub link: Option<Link>,
    /// Where it stands among the others.
    pub position: u32,
}

/// `@name`, `https://…` or a phone's number, as the shop's contact is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Link(String);

impl Link {
    pub fn parse(text: &str) -> Result<Link, NoButton> {
        contact(text).map(Link).ok_or(NoButton::Link)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a button is not as it was to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoButton {
    Gone,
    /// Somebody has changed it meanwhile.
    Changed,
    /// What it was cannot be had back.
    Past,
    /// No label that a keyboard shows and people can type.
    Label {
        max: usize,
    },
    /// Another button, or a word of the shop's own, is called so.
    Taken,
    TooMany {
        max: usize,
    },
    Link,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_a_line_with_words() {
        for text in ["📞 WA Admin", "Garansi", "  FAQ  ", "ع معلومات"] {
            assert!(Label::parse(text).is_ok(), "{text}");
        }
        let long = "a".repeat(OWN_LABEL_CHARS_MAX + 1);
        for text in ["", " ", "📞", "12", "1️⃣", "/menu", "a\nb", &long] {
            assert!(Label::parse(text).is_err(), "{text}");
        }
        assert_eq!(Label::parse("📞 WA  Admin!").unwrap().words(), "wa admin");
    }
}
