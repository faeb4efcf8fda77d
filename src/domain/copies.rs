//! How the copies of a shop stand: what commands, the status line and the alarms tell of them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::limit::CLOCK_AGREES;
use super::time::{Span, Timestamp};

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copies {
    /// Somebody has shown that they have the recovery key.
    pub key_confirmed: bool,
    /// In the order of the configuration.
    pub targets: Vec<Target>,
    pub drill: Option<Drill>,
    /// Why the copy in the shop's own folder does not follow, where it does not.
    pub trouble: Option<String>,
}

/// A place elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub name: String,
    pub kind: String,
    /// It did the last that it was asked.
    pub ok: bool,
    /// For how long it has not.
    pub failing: Span,
    /// So much of the shop's latest past is not there. `None`: nothing is, or nobody knows yet.
    pub behind: Option<Span>,
    /// So much is meant: it is gone to no more often.
    #[serde(default)]
    pub pace: Span,
    /// When the newest snapshot that lies there was taken.
    pub snapshot_at: Option<Timestamp>,
    /// All that lie there of this shop.
    pub objects: u64,
    pub bytes: u64,
    /// It lets nothing be deleted.
    pub add_only: bool,
    /// What it said, where it is not as it should be.
    pub error: Option<String>,
    /// Since the start it was asked whose it is.
    pub looked: bool,
    /// Another program has taken this shop over there.
    pub owner: Option<String>,
}

/// A restore for practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drill {
    pub at: Timestamp,
    /// The place whose copies were tried.
    pub target: String,
    pub took: Span,
    pub result: Result<Good, String>,
}

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Good {
    pub orders: u64,
    /// What the shop did after this was not in it.
    pub upto: Timestamp,
    pub bytes: u64,
}

/// What somebody wants done now, and waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wish {
    /// A snapshot, and all of it everywhere.
    Copy,
    Drill,
    /// Whoever else ships as this shop at that place is gone for good: this one goes on.
    Claim(String),
}

/// What is told while it is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Word {
    /// How far it is.
    Line(String),
    Done(Copies),
    Failed(String),
}

/// Hears each word; says whether there is still anybody to hear more.
pub type Tell = Arc<dyn Fn(Word) -> bool + Send + Sync>;

impl Copies {
    /// How far the place that is the least behind is behind; `None` without any place.
    pub fn behind(&self) -> Option<Span> {
        self.targets.iter().filter_map(|it| it.behind).min()
    }

    /// The same beyond what its own pace makes of it.
    pub fn late(&self) -> Option<Span> {
        let late = |it: &Target| Some(Span(it.behind?.0.saturating_sub(it.pace.0)));
        self.targets.iter().filter_map(late).min()
    }

    /// Whether a place follows as soon as something has happened.
    pub fn is_followed(&self) -> bool {
        self.targets.iter().any(|it| it.pace == Span(0))
    }

    /// When the newest snapshot elsewhere was taken.
    pub fn snapshot_at(&self, now: Timestamp) -> Option<Timestamp> {
        newest(now, self.targets.iter().filter_map(|it| it.snapshot_at))
    }

    /// Whoever else sells as this shop.
    pub fn owner(&self) -> Option<&str> {
        self.targets.iter().find_map(|it| it.owner.as_deref())
    }
}

/// The newest of some moments. What a clock that was ahead has dated says nothing of when that was.
pub fn newest(now: Timestamp, times: impl IntoIterator<Item = Timestamp>) -> Option<Timestamp> {
    times.into_iter().filter(|at| at.since(now) <= CLOCK_AGREES).max()
}
