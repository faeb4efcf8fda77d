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
    /// Whoever keeps the shelf hears of it too.
    pub keepers: bool,
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

    pub fn by(by: CustomerId) -> Told {
        Told { by: Some(by), ..Told::default() }
    }

    pub fn owners_by(by: CustomerId) -> Told {
        Told { owners: true, ..Told::by(by) }
    }

    pub fn action(self, action: StaffAction) -> Told {
        Told { action: Some(action), ..self }
    }
}
