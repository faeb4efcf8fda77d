//! What buyers read, in the seller's own words: the list of texts, one of them, what it has been.

pub mod answer;
pub mod card;
pub mod edit;
pub mod list;
pub mod photo;
pub mod sample;
pub mod saved;
pub mod told;
pub mod versions;

use serde::{Deserialize, Serialize};

use crate::chat::choice::Fingerprint;
use crate::domain::shop::Language;
use crate::domain::staff::Right;
use crate::domain::wording::WordingId;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// All groups, in the shop's own language.
    Open,
    Groups(Language),
    /// A group by its place in `Group::ALL`.
    Group {
        group: u8,
        language: Language,
        page: u32,
    },
    Of(WordingId),
    Edit(WordingId),
    Preview(WordingId),
    Versions {
        id: WordingId,
        page: u32,
    },
    /// As the shop comes, if it still is what the button's card showed.
    Default {
        id: WordingId,
        seen: Fingerprint,
    },
    /// What the change of that number made of it.
    Past {
        id: WordingId,
        number: u64,
        seen: Fingerprint,
    },
    /// Takes back the change of that number.
    Undo {
        id: WordingId,
        number: u64,
    },
    Photo(WordingId),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Wording
    }

    /// Where whoever pressed it looks once more at what it is about.
    pub fn again(&self) -> Option<Place> {
        match *self {
            Press::Open | Press::Groups(_) | Press::Group { .. } => None,
            Press::Of(id)
            | Press::Edit(id)
            | Press::Preview(id)
            | Press::Versions { id, .. }
            | Press::Default { id, .. }
            | Press::Past { id, .. }
            | Press::Undo { id, .. }
            | Press::Photo(id) => Some(Place::of(id)),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Groups(Language),
    Group { group: u8, language: Language, page: u32 },
    Of { id: WordingId, note: Note },
    Preview(WordingId),
    Versions { id: WordingId, page: u32 },
}

/// What has just become of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    Nothing,
    /// It was changed, by the revision of this number.
    Saved(u64),
    /// A change of it was taken back.
    Undone,
    /// It is not what whoever pressed a button saw.
    Changed,
}

impl Place {
    pub fn of(id: WordingId) -> Place {
        Place::Of { id, note: Note::Nothing }
    }

    pub fn needs(&self) -> Right {
        Right::Wording
    }
}

/// A text that is being written anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub id: WordingId,
    /// As it was when they were asked.
    pub seen: Fingerprint,
    /// What they have written, while they look at what it would be.
    pub draft: Option<String>,
}

/// A picture for a text is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    pub id: WordingId,
    pub seen: Fingerprint,
}
