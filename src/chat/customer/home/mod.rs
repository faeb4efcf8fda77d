//! Where everything starts from: the welcome, who one is, how to order.

pub mod account;
pub mod answer;
pub mod help;
pub mod own;
pub mod welcome;

use serde::{Deserialize, Serialize};

use crate::domain::id::OwnButtonId;
use crate::domain::shop::Language;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Home,
    Account,
    Help,
    Speak(Language),
    /// A button of the seller's own.
    Own(OwnButtonId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Home,
    Account,
    Help,
    Own(OwnButtonId),
}
