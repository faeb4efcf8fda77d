//! When to try again, as a pure function of the attempt; and how long that may be at most.

use super::effect::{Carrier, Effect, EffectState, Task};
use super::limit::{
    ALERT_PAUSE_MAX, GATEWAY_PAUSE_MAX, NEWS_GAP, RETRY_AFTER_MAX, STATUS_GAP, TELEGRAM_PAUSE_MAX,
};
use super::time::Span;

/// A second, two, four …, up to a bound that suits who is waiting: an invoice is worth having
/// only for minutes, a message for days.
pub fn backoff(carrier: Carrier, attempt: u16) -> Span {
    let doubled = Span::secs(1 << attempt.saturating_sub(1).min(16));
    doubled.min(match carrier {
        Carrier::Telegram => TELEGRAM_PAUSE_MAX,
        Carrier::Gateway => GATEWAY_PAUSE_MAX,
        Carrier::Alert => ALERT_PAUSE_MAX,
    })
}

impl Effect {
    /// How long it may have to wait from any moment on, by our own pauses.
    pub fn own_pause_max(&self) -> Span {
        let EffectState::Due { attempt, .. } = self.state else { return Span(0) };
        let retry = if attempt == 0 { Span(0) } else { backoff(self.task.carrier(), attempt) };
        let first = match &self.task {
            // One question to the gateway about the same payment, one message of news to the
            // same owner: not sooner than this after the one before.
            Task::AskStatus { .. } => STATUS_GAP,
            Task::Tell { .. } => NEWS_GAP,
            _ => Span(0),
        };
        retry.max(first)
    }

    /// The same, where the outside may have asked for a pause as well.
    pub fn pause_max(&self) -> Span {
        match self.state {
            EffectState::Due { attempt: 1.., .. } => self.own_pause_max().max(RETRY_AFTER_MAX),
            _ => self.own_pause_max(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limit::SEND_ATTEMPTS_MAX;

    #[test]
    fn pauses_double_up_to_their_bound() {
        let telegram: Vec<u64> =
            (1..=5).map(|attempt| backoff(Carrier::Telegram, attempt).0).collect();
        assert_eq!(telegram, [1_000, 2_000, 4_000, 8_000, 16_000]);
        assert_eq!(backoff(Carrier::Gateway, 9), GATEWAY_PAUSE_MAX);
        assert_eq!(backoff(Carrier::Telegram, u16::MAX), TELEGRAM_PAUSE_MAX);
    }

    #[test]
    fn a_message_is_tried_for_about_two_days() {
        let all: u64 =
            (1..SEND_ATTEMPTS_MAX).map(|attempt| backoff(Carrier::Telegram, attempt).0).sum();
        assert!((Span::hours(36).0..Span::hours(72).0).contains(&all), "{all} ms");
    }
}
