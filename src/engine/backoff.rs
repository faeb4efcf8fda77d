//! When to try again, as a pure function of the attempt.

use crate::domain::effect::Carrier;
use crate::domain::limit::{ALERT_PAUSE_MAX, GATEWAY_PAUSE_MAX, TELEGRAM_PAUSE_MAX};
use crate::domain::time::Span;

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
