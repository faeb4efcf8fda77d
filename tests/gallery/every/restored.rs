//! Every place and button of a shop that was brought back from a copy.

use warung::chat::staff::restore::{Place, Press};
use warung::domain::id::CustomerId;

use super::every;
use crate::counter::SARI;
use crate::gallery::restored::UNCLAIMED;
use crate::gallery::shop::{CANVA, NETFLIX};

pub fn places() -> Vec<Place> {
    let (id, to) = (UNCLAIMED[0], CustomerId(SARI));
    every!(Place:
        Place::Detained { .. } => [Place::Detained { page: 0 }],
        Place::Product(_) => [CANVA, NETFLIX].map(Place::Product),
        Place::AskReleaseAll => [Place::AskReleaseAll],
        Place::AskSold(_) => [Place::AskSold(CANVA)],
        Place::Unclaimed { .. } => [Place::Unclaimed { page: 0 }],
        Place::Card(_) => UNCLAIMED.map(Place::Card),
        Place::AskGive { .. } => [Place::AskGive { id, to }],
        Place::AskSendBack(_) => [Place::AskSendBack(id)],
    )
}

pub fn presses() -> Vec<Press> {
    let (id, to) = (UNCLAIMED[0], CustomerId(SARI));
    every!(Press:
        Press::Detained { .. } => [Press::Detained { page: 0 }],
        Press::Product(_) => [Press::Product(CANVA)],
        Press::Release(_) => [Press::Release(CANVA)],
        Press::AskReleaseAll => [Press::AskReleaseAll],
        Press::ReleaseAll => [Press::ReleaseAll],
        Press::AskSold(_) => [Press::AskSold(CANVA)],
        Press::Sold(_) => [Press::Sold(CANVA)],
        Press::Unclaimed { .. } => [Press::Unclaimed { page: 0 }],
        Press::Card(_) => [Press::Card(id)],
        Press::Find(_) => [Press::Find(id)],
        Press::AskGive { .. } => [Press::AskGive { id, to }],
        Press::Give { .. } => [Press::Give { id, to }],
        Press::AskSendBack(_) => [Press::AskSendBack(id)],
        Press::SendBack(_) => [Press::SendBack(id)],
        Press::Leave(_) => [Press::Leave(id)],
    )
}
