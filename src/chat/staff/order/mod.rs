//! Orders as the staff see them.

pub mod answer;
pub mod card;
pub mod gist;
pub mod told;
pub mod undelivered;
pub mod unit_pick;

use serde::{Deserialize, Serialize};

use crate::domain::id::{OrderId, UnitId};
use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Card(OrderId),
    Undelivered,
    UndeliveredList {
        page: u32,
    },
    /// From the list of what is not delivered.
    SendAgain(OrderId),
    /// The same from the order's card.
    Resend(OrderId),
    PickUnit {
        order: OrderId,
        purpose: Purpose,
        page: u32,
    },
    /// Sure? Then `Replace`.
    AskReplace {
        order: OrderId,
        unit: UnitId,
    },
    Replace {
        order: OrderId,
        unit: UnitId,
    },
}

impl Press {
    pub fn needs(&self) -> Right {
        match self {
            Press::Card(_) => Right::Orders,
            Press::Undelivered
            | Press::UndeliveredList { .. }
            | Press::SendAgain(_)
            | Press::Resend(_) => Right::Resend,
            Press::PickUnit { purpose, .. } => purpose.needs(),
            Press::AskReplace { .. } | Press::Replace { .. } => Right::Replace,
        }
    }
}

/// What a unit of an order is picked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    Refund,
    Replace,
}

impl Purpose {
    fn needs(self) -> Right {
        match self {
            Purpose::Refund => Right::Refund,
            Purpose::Replace => Right::Replace,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Card(OrderId),
    Undelivered { page: u32 },
    PickUnit { order: OrderId, purpose: Purpose, page: u32 },
    Replace { order: OrderId, unit: UnitId },
}

impl Place {
    pub fn needs(&self) -> Right {
        match self {
            Place::Card(_) => Right::Orders,
            Place::Undelivered { .. } => Right::Resend,
            Place::PickUnit { purpose, .. } => purpose.needs(),
            Place::Replace { .. } => Right::Replace,
        }
    }
}
