//! Evidence of transfers: looked at and decided.

pub mod answer;
pub mod card;
pub mod doubt;
pub mod list;
pub mod told;

use serde::{Deserialize, Serialize};

use crate::domain::evidence::{CommonDoubt, Round};
use crate::domain::id::OrderId;
use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List,
    Card {
        order: OrderId,
        /// So many pieces of evidence before the newest.
        back: u8,
    },
    Approve {
        order: OrderId,
        round: Round,
    },
    DoubtWhy {
        order: OrderId,
        round: Round,
    },
    Doubt {
        order: OrderId,
        round: Round,
        why: CommonDoubt,
    },
    DoubtTyped {
        order: OrderId,
        round: Round,
    },
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Orders
    }
}

/// What is to be pressed under evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    Decision,
    /// It is not enough: why?
    Doubt,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List,
    Card { order: OrderId, back: u8, ask: Ask },
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Orders
    }
}
