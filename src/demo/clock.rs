//! The pretend world's clock: the machine's, and as much later as somebody has skipped.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::time::{Span, Timestamp};

/// Shared by everyone who lives in the world.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    skipped: Arc<AtomicU64>,
}

impl Clock {
    pub fn now(&self) -> Timestamp {
        let machine = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(machine.as_millis() as u64).after(self.skipped())
    }

    pub fn skip(&self, span: Span) {
        self.skipped.fetch_add(span.0, Ordering::SeqCst);
    }

    /// How far ahead of the machine this clock is.
    pub fn skipped(&self) -> Span {
        Span(self.skipped.load(Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyone_skips_together() {
        let clock = Clock::default();
        let other = clock.clone();
        let before = other.now();
        clock.skip(Span::minutes(10));
        assert!(other.now().since(before) >= Span::minutes(10));
    }
}
