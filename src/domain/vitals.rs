//! How a shop is at one moment: what the status line, the commands and the metrics tell of.

use serde::{Deserialize, Serialize};

use super::copies::Copies;
use super::incident::{Incident, Trouble};
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
    pub room: Room,
    /// Up to when all of it lies elsewhere as well.
    pub backup: Option<Timestamp>,
    pub copies: Copies,
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

/// How a shop stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    Selling,
    /// It settles and delivers, and takes no new orders.
    Paused,
    /// Somebody should look.
    Trouble,
}

impl Vitals {
    pub fn state(&self) -> State {
        match () {
            () if !self.line.up || self.troubles().next().is_some() => State::Trouble,
            () if self.counts.paused.is_some() || !self.room.enough => State::Paused,
            () => State::Selling,
        }
    }

    /// Troubles that have lasted long enough to be told.
    pub fn troubles(&self) -> impl Iterator<Item = Trouble> {
        self.counts.troubles.iter().filter(|it| it.told).map(|it| it.trouble)
    }
}

/// The disk that the shop lies on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Room {
    /// What may still be written there.
    pub free_bytes: u64,
    /// Whether that is enough to promise anything new.
    pub enough: bool,
    /// The size of the database.
    pub database_bytes: u64,
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
    /// Timers that are due and have not rung; of very many, the first.
    pub rings: u64,
    /// Tasks that were given up.
    pub given_up: u64,
    /// Inputs that broke something of ours.
    pub set_aside: u64,
    /// Troubles that last and that people have been told of.
    pub troubles: Vec<Incident>,
    /// Since when the shop takes no orders, because somebody said so.
    pub paused: Option<Timestamp>,
    /// Units kept from sale since the shop was brought back from a copy.
    #[serde(default)]
    pub detained: u64,
    /// Payments that nobody knows the buyer of.
    #[serde(default)]
    pub unclaimed: u64,
}
