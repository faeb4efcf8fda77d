//! Moments and spans of time; arithmetic only, no clock.

use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970 in UTC. Zones belong to the words people read.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub u64);

/// A length of time in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Span(pub u64);

impl Span {
    pub const fn millis(count: u64) -> Span {
        Span(count)
    }

    pub const fn secs(count: u64) -> Span {
        Span(count * 1_000)
    }

    pub const fn minutes(count: u64) -> Span {
        Span(count * 60_000)
    }

    pub const fn hours(count: u64) -> Span {
        Span(count * 3_600_000)
    }

    pub const fn std(self) -> std::time::Duration {
        std::time::Duration::from_millis(self.0)
    }
}

impl Timestamp {
    pub const fn after(self, span: Span) -> Timestamp {
        Timestamp(self.0.saturating_add(span.0))
    }

    pub const fn before(self, span: Span) -> Timestamp {
        Timestamp(self.0.saturating_sub(span.0))
    }

    /// How long from `earlier` to here; nothing if it lies in the future.
    pub const fn since(self, earlier: Timestamp) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}
