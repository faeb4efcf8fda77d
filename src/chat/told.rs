//! Who hears of a fact, beside the buyer.

use crate::domain::id::CustomerId;
use crate::domain::missed::StaffAction;

#[derive(Debug, Default)]
pub struct Told {
    /// Who of the staff did it, and sees what came of it without a notice.
    pub by: Option<CustomerId>,
    /// Owners who sell nothing hear of it too: of trouble, of money moved by hand, and of who may
    /// move it.
    pub owners: bool,
    /// Nobody but the owners does: not the sellers, and not their group.
    pub alone: bool,
    /// It can wait: in the quiet hours it makes no sound.
    pub waits: bool,
    /// Whoever keeps the shelf hears of it too.
    pub keepers: bool,
    /// Whoever is on the staff does.
    pub everybody: bool,
    /// What owners who cannot be told must hear later.
    pub action: Option<StaffAction>,
}

impl Told {
    pub fn sellers() -> Told {
        Told::default()
    }

    pub fn keepers() -> Told {
        Told { keepers: true, ..Told::default() }
    }

    pub fn owners() -> Told {
        Told { owners: true, ..Told::default() }
    }

    pub fn owners_alone() -> Told {
        Told { alone: true, ..Told::owners() }
    }

    pub fn everybody() -> Told {
        Told { everybody: true, keepers: true, ..Told::owners() }
    }

    pub fn by(by: CustomerId) -> Told {
        Told { by: Some(by), ..Told::default() }
    }

    pub fn owners_by(by: CustomerId) -> Told {
        Told { owners: true, ..Told::by(by) }
    }

    pub fn waits(self) -> Told {
        Told { waits: true, ..self }
    }

    pub fn action(self, action: StaffAction) -> Told {
        Told { action: Some(action), ..self }
    }
}
