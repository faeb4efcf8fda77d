//! Keys of the buyers' keyboard that the seller has thought of: the list, one of them, its fields.

pub mod answer;
pub mod card;
pub mod field;
pub mod list;
pub mod new;

use serde::{Deserialize, Serialize};

use crate::chat::choice::Fingerprint;
use crate::domain::id::OwnButtonId;
use crate::domain::own_button::Label;
use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List,
    New,
    Card(OwnButtonId),
    Edit {
        id: OwnButtonId,
        field: Editable,
    },
    /// The answer, as buyers get it.
    Preview(OwnButtonId),
    /// It stands one further up.
    Raise(OwnButtonId),
    Remove(OwnButtonId),
    /// Takes back the change of that number.
    Undo {
        id: OwnButtonId,
        number: u64,
    },
}

/// What of a button is asked for. Buttons carry it: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Editable {
    Label,
    Text,
    Picture,
    Link,
}

impl Editable {
    pub const ALL: [Editable; 4] =
        [Editable::Label, Editable::Text, Editable::Picture, Editable::Link];
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Wording
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `undo`: which button has just been taken away, and by which revision.
    List {
        undo: Option<(OwnButtonId, u64)>,
    },
    /// `undo`: the revision by which it was just changed.
    Card {
        id: OwnButtonId,
        undo: Option<u64>,
    },
    Preview(OwnButtonId),
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Wording
    }
}

/// A button that is being thought of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub label: Option<Label>,
    pub text: Option<String>,
}

/// A field that is being changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub id: OwnButtonId,
    pub field: Editable,
    /// The button as it was when they were asked.
    pub seen: Fingerprint,
}
