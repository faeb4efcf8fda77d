//! Who is on the staff: the list, invitations, roles, leaving.

pub mod answer;
pub mod card;
pub mod claim;
pub mod invite;
pub mod list;
pub mod role;
pub mod told;

use serde::{Deserialize, Serialize};

use crate::domain::id::CustomerId;
use crate::domain::staff::{Right, Role};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List {
        page: u32,
    },
    Card(CustomerId),
    /// As what? Then `InviteAs`.
    Invite,
    InviteAs(Role),
    /// Which? Then `GiveRole`.
    AskRole(CustomerId),
    GiveRole {
        person: CustomerId,
        /// The role that the button's card shows.
        was: Role,
        role: Role,
    },
    /// Sure? Then `Expel`.
    AskExpel(CustomerId),
    Expel {
        person: CustomerId,
        was: Role,
    },
    /// Takes back the change that has this number among all revisions.
    TakeBack {
        person: CustomerId,
        change: u64,
    },
    /// Takes back the invitation whose code has this digest.
    Uninvite(u64),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Staff
    }

    /// Where whoever pressed it looks once more at whom it is about.
    pub fn again(&self) -> Place {
        match *self {
            Press::Card(person)
            | Press::AskRole(person)
            | Press::GiveRole { person, .. }
            | Press::AskExpel(person)
            | Press::Expel { person, .. }
            | Press::TakeBack { person, .. } => Place::Card { person, undo: None },
            Press::List { .. } | Press::Invite | Press::InviteAs(_) | Press::Uninvite(_) => {
                Place::List { page: 0, undo: None }
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List {
        page: u32,
        /// Who was just taken off the staff, and by which change.
        undo: Option<(CustomerId, u64)>,
    },
    Card {
        person: CustomerId,
        /// The change that was just made, which can be taken back.
        undo: Option<u64>,
    },
    Invite,
    /// A code that was made just now.
    Invited {
        code: String,
        role: Role,
    },
    Role(CustomerId),
    Expel(CustomerId),
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Staff
    }
}
