//! Files that are made when they are sent, from what the shop knows by then.

use serde::{Deserialize, Serialize};

use super::id::{ProductId, ReconciliationId};
use super::month::Month;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Report {
    /// What was sold and what came in, a line a day.
    Turnover(Month),
    /// Every transfer of a month.
    Ledger(Month),
    /// Everything that a reconciliation has found.
    Differences(ReconciliationId),
    /// Every unsold unit of a product, as it is.
    Stock { product: ProductId, number: u32 },
    /// How the shop is set up, without its goods.
    Configuration,
}

impl Report {
    pub fn file_name(&self) -> String {
        match self {
            Report::Turnover(month) => format!("turnover-{month}.csv"),
            Report::Ledger(month) => format!("ledger-{month}.csv"),
            Report::Differences(run) => format!("reconciliation-{}.csv", run.0),
            Report::Stock { number, .. } => format!("stock-{number}.txt"),
            Report::Configuration => "warung-shop.toml".to_owned(),
        }
    }
}
