//! Money back to buyers.

pub mod answer;
pub mod new;
pub mod owed;
pub mod told;

use serde::{Deserialize, Serialize};

use crate::chat::choice::Fingerprint;
use crate::domain::id::{OrderId, UnitId};
use crate::domain::money::Rupiah;
use crate::domain::refund::{Portion, Purse};
use crate::domain::staff::Right;
use crate::domain::text::Reason;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// For the whole order, or for one unit of it.
    New {
        order: OrderId,
        unit: Option<UnitId>,
    },
    /// What the very card shows. A second tap finds the refund by its number.
    Confirm {
        order: OrderId,
        part: u16,
        asked: Fingerprint,
    },
    Owed {
        page: u32,
    },
    /// Sure? Then `Payout`, or `PayoutListed`.
    AskPayout {
        order: OrderId,
        part: u16,
        listed: bool,
    },
    Payout {
        order: OrderId,
        part: u16,
    },
    /// The same from the list of promises.
    PayoutListed {
        order: OrderId,
        part: u16,
    },
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Refund
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Owed { page: u32 },
    Payout { order: OrderId, part: u16, listed: bool },
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Refund
    }
}

/// Money to be given back, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub order: OrderId,
    pub portion: Portion,
    pub amount: Option<Rupiah>,
    pub to: Option<Purse>,
    pub why: Option<Reason>,
    /// The number it will have, drawn for the card: confirmed twice, it is done once.
    pub part: Option<u16>,
}

impl Draft {
    pub fn of(order: OrderId, portion: Portion) -> Draft {
        Draft { order, portion, amount: None, to: None, why: None, part: None }
    }
}
