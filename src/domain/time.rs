//! Moments and spans of time; arithmetic only, no clock.

use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970 in UTC. Zones belong to the words people read.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub u64);

/// A moment of the process's own life: milliseconds since it began. Nobody sets this clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tick(pub u64);

/// What both clocks showed at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub wall: Timestamp,
    pub tick: Tick,
}

impl Moment {
    /// When something is due that a row tells by the wall's clock of then.
    pub fn due(self, at: Timestamp) -> Tick {
        self.tick.after(at.since(self.wall))
    }
}

/// By how many milliseconds a wall clock was set: forward, or back where it is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Step(pub i64);

/// One life of the machine, and what the wall showed when it began: as long as the machine lives,
/// only a step of the wall moves that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boot {
    pub id: u128,
    pub at: Timestamp,
}

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

    /// The same moment by a clock that was set.
    pub const fn shifted(self, step: Step) -> Timestamp {
        Timestamp(self.0.saturating_add_signed(step.0))
    }
}

impl Step {
    /// From what a clock showed to what it shows.
    pub const fn between(before: Timestamp, after: Timestamp) -> Step {
        Step(after.0 as i64 - before.0 as i64)
    }

    pub const fn size(self) -> Span {
        Span(self.0.unsigned_abs())
    }
}

impl Tick {
    /// Never.
    pub const NEVER: Tick = Tick(u64::MAX);

    pub const fn after(self, span: Span) -> Tick {
        Tick(self.0.saturating_add(span.0))
    }

    /// How long from `earlier` to here; nothing if it is still to come.
    pub const fn since(self, earlier: Tick) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }
}
