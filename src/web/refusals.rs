//! Refused requests are counted, and told to the log at most once a minute for each reason.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use hyper::StatusCode;

use crate::domain::limit::REFUSAL_GAP;

/// Why a request was turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// No secret is configured, so nobody can know it.
    NoSecret,
    WrongSecret,
    TooBig,
    Slow,
    Malformed,
    /// The writer has stopped, or cannot keep up.
    Busy,
    /// The input broke something of ours.
    Broken,
}

impl Reason {
    pub fn status(self) -> StatusCode {
        match self {
            Reason::NoSecret | Reason::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Reason::WrongSecret => StatusCode::UNAUTHORIZED,
            Reason::TooBig => StatusCode::PAYLOAD_TOO_LARGE,
            Reason::Slow => StatusCode::REQUEST_TIMEOUT,
            Reason::Malformed => StatusCode::BAD_REQUEST,
            Reason::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

const REASONS: usize = Reason::Broken as usize + 1;

/// How often each reason came up since it was last told.
#[derive(Default)]
pub struct Refusals(Mutex<[Tally; REASONS]>);

#[derive(Clone, Copy, Default)]
struct Tally {
    count: u64,
    told: Option<Instant>,
}

impl Refusals {
    pub fn count(&self, reason: Reason) {
        if let Some(count) = self.due(reason, Instant::now()) {
            tracing::warn!(?reason, count, "requests refused");
        }
    }

    /// Counts one more; the sum, if it is time to tell it.
    fn due(&self, reason: Reason, now: Instant) -> Option<u64> {
        let mut tallies = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let tally = &mut tallies[reason as usize];
        tally.count += 1;
        let recent = |told: Instant| now.saturating_duration_since(told) < REFUSAL_GAP.std();
        if tally.told.is_some_and(recent) {
            return None;
        }
        let count = tally.count;
        *tally = Tally { count: 0, told: Some(now) };
        Some(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_is_one_line_a_minute_and_a_reason() {
        let refusals = Refusals::default();
        let start = Instant::now();
        assert_eq!(refusals.due(Reason::TooBig, start), Some(1));
        for _ in 0..1000 {
            assert_eq!(refusals.due(Reason::TooBig, start), None);
        }
        assert_eq!(refusals.due(Reason::Slow, start), Some(1));
        assert_eq!(refusals.due(Reason::TooBig, start + REFUSAL_GAP.std()), Some(1001));
    }
}
