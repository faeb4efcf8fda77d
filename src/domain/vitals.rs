//! How a shop is at one moment: what the status line, the commands and the metrics tell of.

use serde::{Deserialize, Serialize};

use super::episode::Episode;
use super::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Vitals {
    /// The shop's own name.
    pub shop: String,
    pub version: String,
    pub now: Timestamp,
    /// When the daemon opened it.
    pub opened: Timestamp,
    pub line: Line,
    pub way: Way,
    /// When the last update came.
    pub heard: Option<Timestamp>,
    pub counts: Counts,
    pub machine: Machine,
}

/// What could be read of the machine; nothing is guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    pub cpu_percent: Option<u64>,
    pub memory_free_percent: Option<u64>,
    /// Where the data lies.
    pub disk_free_megabytes: Option<u64>,
    pub inodes_free_percent: Option<u64>,
    /// Of its own file system.
    pub journal_percent: Option<u64>,
    pub database_megabytes: Option<u64>,
}

/// The line to Telegram.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub up: bool,
    pub since: Timestamp,
    /// Why it is down; nothing when it is up.
    pub why: String,
}

/// How updates come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Way {
    /// We ask for them.
    Polling,
    /// Telegram brings them.
    Webhook,
}

/// What the shop's own rows tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub customers: u64,
    pub orders_open: u64,
    pub orders_paid: u64,
    /// Paid, and the goods have not arrived yet.
    pub orders_undelivered: u64,
    /// Products on the shelf.
    pub products: u64,
    /// Messages and questions that wait to be carried.
    pub waiting: u64,
    /// Since when the one that waits longest does.
    pub waiting_since: Option<Timestamp>,
    /// Errands that were given up.
    pub given_up: u64,
    /// Inputs that broke something of ours.
    pub set_aside: u64,
    /// Troubles that last and that people have been told of.
    pub troubles: Vec<Episode>,
    /// Since when the shop takes no orders, because somebody said so.
    pub paused: Option<Timestamp>,
}
