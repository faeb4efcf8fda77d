//! How one place stands, as whoever carries there says it.

use super::whose::Stranger;
use crate::domain::copies;
use crate::domain::time::{Span, Tick, Timestamp};

/// What is known of a place at the moment.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    pub(super) kind: &'static str,
    pub(super) name: String,
    /// It is gone to no more often than that.
    pub(super) pace: Span,
    /// So much was not there at that moment.
    pub(super) behind: Option<(Span, Tick)>,
    pub snapshot_at: Option<Timestamp>,
    pub objects: u64,
    pub bytes: u64,
    pub add_only: bool,
    /// What it said, and since when it has not been as it should.
    pub error: Option<(String, Tick)>,
    /// Something else lies in the place of an object, and stays; the others get there.
    pub(super) stuck: Option<(String, Tick)>,
    /// When it was asked last whose it is.
    pub(super) looked: Option<Tick>,
    pub stranger: Option<Stranger>,
    /// It has everything that was on the shelf by then.
    pub whole: Option<Tick>,
    /// How often it was gone to.
    pub rounds: u64,
}

impl Standing {
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn error(&self) -> Option<&str> {
        self.trouble().map(|(error, _)| error.as_str())
    }

    fn trouble(&self) -> Option<&(String, Tick)> {
        self.error.as_ref().or(self.stuck.as_ref())
    }

    /// Who has taken the shop over there.
    pub fn stranger(&self) -> Option<String> {
        let stranger = self.stranger.as_ref()?;
        Some(format!("another program ships as this shop there: {}", stranger.says))
    }

    /// As it is told.
    pub fn told(&self, now: Tick) -> copies::Target {
        let failing = self.trouble().map(|(_, since)| now.since(*since));
        copies::Target {
            name: self.name.clone(),
            kind: self.kind.to_owned(),
            ok: self.trouble().is_none() && self.stranger.is_none() && self.behind.is_some(),
            failing: failing.unwrap_or(Span(0)),
            behind: self.behind.map(|(span, at)| Span(span.0 + now.since(at).0)),
            pace: self.pace,
            snapshot_at: self.snapshot_at,
            objects: self.objects,
            bytes: self.bytes,
            add_only: self.add_only,
            error: self.error().map(str::to_owned),
            looked: self.looked.is_some(),
            owner: self.stranger.as_ref().map(|stranger| stranger.says.clone()),
        }
    }
}
