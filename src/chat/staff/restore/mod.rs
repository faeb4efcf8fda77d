//! After the shop was brought back from a copy: what is kept from sale, and money that nobody
//! knows the buyer of.

pub mod answer;
pub mod detained;
pub mod told;
pub mod unclaimed;

use serde::{Deserialize, Serialize};

use crate::domain::id::{CustomerId, ProductId, UnclaimedId};
use crate::domain::staff::Right;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Detained {
        page: u32,
    },
    Product(ProductId),
    /// The units of a product are sold again.
    Release(ProductId),
    /// Sure? Then `ReleaseAll`.
    AskReleaseAll,
    ReleaseAll,
    /// Sure? Then `Sold`.
    AskSold(ProductId),
    Sold(ProductId),
    Unclaimed {
        page: u32,
    },
    Card(UnclaimedId),
    /// Whose is it?
    Find(UnclaimedId),
    /// Sure? Then `Give`.
    AskGive {
        id: UnclaimedId,
        to: CustomerId,
    },
    Give {
        id: UnclaimedId,
        to: CustomerId,
    },
    /// Sure? Then `SendBack`.
    AskSendBack(UnclaimedId),
    SendBack(UnclaimedId),
    Leave(UnclaimedId),
}

impl Press {
    pub fn needs(&self) -> Right {
        match self {
            Press::Detained { .. }
            | Press::Product(_)
            | Press::Release(_)
            | Press::AskReleaseAll
            | Press::ReleaseAll
            | Press::AskSold(_)
            | Press::Sold(_) => Right::Stock,
            Press::Unclaimed { .. }
            | Press::Card(_)
            | Press::Find(_)
            | Press::AskGive { .. }
            | Press::Give { .. }
            | Press::AskSendBack(_)
            | Press::SendBack(_)
            | Press::Leave(_) => Right::Balances,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Detained { page: u32 },
    Product(ProductId),
    AskReleaseAll,
    AskSold(ProductId),
    Unclaimed { page: u32 },
    Card(UnclaimedId),
    AskGive { id: UnclaimedId, to: CustomerId },
    AskSendBack(UnclaimedId),
}

impl Place {
    pub fn needs(&self) -> Right {
        match self {
            Place::Detained { .. }
            | Place::Product(_)
            | Place::AskReleaseAll
            | Place::AskSold(_) => Right::Stock,
            Place::Unclaimed { .. }
            | Place::Card(_)
            | Place::AskGive { .. }
            | Place::AskSendBack(_) => Right::Balances,
        }
    }
}
