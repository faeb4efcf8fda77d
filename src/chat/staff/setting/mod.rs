//! Switches and numbers of the shop.

pub mod answer;
pub mod card;
pub mod deposit_bound;
pub mod refund_formula;
pub mod told;
pub mod transfer_account;

use serde::{Deserialize, Serialize};

use crate::domain::staff::Right;
use crate::shop::deposit::Bound;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    Card,
    ToggleSoldOut,
    ToggleKeyboard,
    /// One more unpaid invoice a buyer, and after the most of them one again.
    OpenInvoices,
    DepositBound(Bound),
    TransferAccount,
    RefundFormula,
}

impl Press {
    pub fn needs(&self) -> Right {
        Right::Settings
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    Card,
}

impl Place {
    pub fn needs(&self) -> Right {
        Right::Settings
    }
}

/// Where buyers may transfer to by hand, in the seller's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    pub text: Option<String>,
}

/// The seller's own numbers of the refund formula.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormulaDraft {
    pub days: Option<u32>,
    pub factors: Option<Vec<u8>>,
}
