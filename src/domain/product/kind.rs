//! What is sold of a product, and how it gets to its buyer.

use serde::{Deserialize, Serialize};

use super::NoProduct;
use crate::domain::limit::{
    CART_QUANTITY_MAX, ORDER_FILES_MAX, PART_CHARS_MAX, PARTS_MAX, TODO_WITHIN,
};
use crate::domain::refusal::Refusal;
use crate::domain::stock::{BETWEEN, BETWEENS};
use crate::domain::text::Name;
use crate::domain::time::Span;

/// As many as anybody may want, told in words: what is made for each buyer has no bound.
pub const ENDLESS: u32 = u32::MAX;

/// Variants are appended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Units of stock, each sold once. `fields`: what the parts of each are called, in their order;
    /// none: a unit is one text.
    Unit { fields: Vec<Name> },
    /// Files, each sold once.
    File,
    /// One text or file that every buyer gets. `quota`: how many may ever get it; `None`: any
    /// number.
    Shared { quota: Option<u64> },
    /// What the staff do by hand for each buyer.
    Manual { quota: Option<u64>, terms: Terms },
}

/// What a buyer is promised of what is done by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// From the moment on at which the staff have all that they need.
    pub within: Span,
    /// What the buyer is asked once they have paid.
    pub question: Option<String>,
}

impl Default for Terms {
    fn default() -> Terms {
        Terms { within: TODO_WITHIN, question: None }
    }
}

impl Default for Kind {
    fn default() -> Kind {
        Kind::Unit { fields: Vec::new() }
    }
}

impl Kind {
    /// What is sold is made for each buyer; nothing of it lies in stock.
    pub fn made(&self) -> bool {
        match self {
            Kind::Unit { .. } | Kind::File => false,
            Kind::Shared { .. } | Kind::Manual { .. } => true,
        }
    }

    pub fn is_file(&self) -> bool {
        matches!(self, Kind::File)
    }

    /// The most that one order may have of it, whatever the seller says.
    pub fn most(&self) -> u32 {
        match self {
            Kind::File => ORDER_FILES_MAX,
            Kind::Unit { .. } | Kind::Shared { .. } | Kind::Manual { .. } => CART_QUANTITY_MAX,
        }
    }

    /// What the parts of a unit are called; nothing where it has no parts.
    pub fn parts(&self) -> &[Name] {
        match self {
            Kind::Unit { fields } => fields,
            Kind::File | Kind::Shared { .. } | Kind::Manual { .. } => &[],
        }
    }

    /// The same with another quota; what lies in stock has none.
    pub fn with_quota(self, quota: Option<u64>) -> Kind {
        match self {
            kind @ (Kind::Unit { .. } | Kind::File) => kind,
            Kind::Shared { .. } => Kind::Shared { quota },
            Kind::Manual { terms, .. } => Kind::Manual { quota, terms },
        }
    }

    /// How many may ever be sold of what is made for each buyer.
    pub fn quota(&self) -> Option<u64> {
        match self {
            Kind::Unit { .. } | Kind::File => None,
            Kind::Shared { quota } | Kind::Manual { quota, .. } => *quota,
        }
    }
}

/// Reads `email|sandi|pin`.
pub fn parts_named(text: &str) -> Result<Vec<Name>, Refusal> {
    let refuse = || Refusal::Product(NoProduct::Parts { max: PARTS_MAX });
    let mut fields: Vec<Name> = Vec::new();
    // Whoever writes it another way means the same.
    let between = BETWEENS.into_iter().find(|sign| text.contains(*sign)).unwrap_or(BETWEEN);
    for part in text.split(between) {
        let name = Name::parse(part).map_err(|_| refuse())?;
        let twice = fields.iter().any(|field| field.folded() == name.folded());
        if twice || name.as_str().chars().count() > PART_CHARS_MAX {
            return Err(refuse());
        }
        fields.push(name);
    }
    match fields.len() {
        1..=PARTS_MAX => Ok(fields),
        _ => Err(refuse()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_as_a_line_has_them() {
        let named = |text| parts_named(text).map(|it| it.len());
        assert_eq!(named("email|sandi|pin|profil"), Ok(4));
        assert_eq!(named(" email | sandi "), Ok(2));
        for text in ["email;sandi", "email, sandi", "email\tsandi"] {
            assert_eq!(named(text), Ok(2), "{text}");
        }
        for text in ["", "|", "a|", "a|a", "a|A", "a|b|c|d|e|f|g|h|i|j|k", &"x".repeat(25)] {
            assert!(parts_named(text).is_err(), "{text}");
        }
    }
}
