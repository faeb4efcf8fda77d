//! Who did what: the log, by person, kind, day and what it is about.

pub mod answer;
pub mod card;
pub mod field;
pub mod filters;
pub mod gist;
pub mod list;

use serde::{Deserialize, Serialize};

use crate::domain::staff::Right;
use crate::shop::audit::{Cut, Filter};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    List {
        filter: Filter,
        cut: Cut,
    },
    /// An entry by its number; the filter is the way back.
    Card {
        number: u64,
        filter: Filter,
    },
    AskWho {
        filter: Filter,
        page: u32,
    },
    AskKind(Filter),
    AskDay(Filter),
    Find(Filter),
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Audit
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    List { filter: Filter, cut: Cut },
    Card { number: u64, filter: Filter },
    Who { filter: Filter, page: u32 },
    Kind(Filter),
    Day(Filter),
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Audit
    }

    /// The newest of what a filter leaves.
    pub fn newest(filter: Filter) -> Place {
        Place::List { filter, cut: Cut::Newest }
    }
}
