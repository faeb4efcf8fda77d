//! What is sold of a product, and how it gets to its buyer.

use serde::{Deserialize, Serialize};

use crate::domain::limit::TODO_WITHIN;
use crate::domain::text::Name;
use crate::domain::time::Span;

/// As many as anybody may want, shown as `∞`: what is made for each buyer has no bound.
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

    /// What the parts of a unit are called; nothing where it has no parts.
    pub fn parts(&self) -> &[Name] {
        match self {
            Kind::Unit { fields } => fields,
            Kind::File | Kind::Shared { .. } | Kind::Manual { .. } => &[],
        }
    }

    /// How many may ever be sold of what is made for each buyer.
    /// The same with another quota; what lies in stock has none.
    pub fn with_quota(self, quota: Option<u64>) -> Kind {
        match self {
            kind @ (Kind::Unit { .. } | Kind::File) => kind,
            Kind::Shared { .. } => Kind::Shared { quota },
            Kind::Manual { terms, .. } => Kind::Manual { quota, terms },
        }
    }

    pub fn quota(&self) -> Option<u64> {
        match self {
            Kind::Unit { .. } | Kind::File => None,
            Kind::Shared { quota } | Kind::Manual { quota, .. } => *quota,
        }
    }
}
