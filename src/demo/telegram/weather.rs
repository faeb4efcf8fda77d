//! What can go wrong on the way: outages, answers that get lost, a pace that is enforced.

use std::collections::VecDeque;

use super::refused::Refused;
use crate::domain::limit::GROUP_PER_MINUTE;
use crate::domain::time::{Span, Timestamp};

/// What happens to a call instead of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trouble {
    #[default]
    None,
    /// 503 with a page of HTML, as a proxy in front of the server answers.
    Unavailable,
    /// The connection is closed without a word.
    Refuse,
    /// Nothing for so long, then the connection closes. The call is not carried out.
    Hang(Span),
    TooMany {
        retry_after: u64,
    },
    /// The bot's father has revoked the token, or the bot is gone.
    Revoked,
    /// The call is carried out, but nobody hears of it.
    LoseAnswer,
}

#[derive(Default)]
pub struct Weather {
    lasting: Trouble,
    next: VecDeque<Trouble>,
    pub strict: bool,
}

impl Weather {
    pub fn set(&mut self, trouble: Trouble) {
        self.lasting = trouble;
    }

    pub fn lasting(&self) -> Trouble {
        self.lasting
    }

    /// The next calls that do something, and only those.
    pub fn next(&mut self, count: usize, trouble: Trouble) {
        self.next.extend(std::iter::repeat_n(trouble, count));
    }

    pub fn of_a_deed(&mut self) -> Trouble {
        self.next.pop_front().unwrap_or(self.lasting)
    }

    /// Waiting for updates is no act: only an outage stops it.
    pub fn of_a_poll(&self) -> Trouble {
        match self.lasting {
            Trouble::TooMany { .. } | Trouble::LoseAnswer => Trouble::None,
            outage => outage,
        }
    }
}

/// How many messages one chat takes: a bucket that fills by the second.
pub struct Pace {
    burst: f64,
    per_second: f64,
    tokens: f64,
    at: Timestamp,
    /// Messages that came too fast.
    pub crowded: u32,
}

/// Telegram tolerates short bursts without telling how short.
const CHAT_BURST: f64 = 6.0;

impl Pace {
    pub fn new(group: bool) -> Pace {
        let minute = f64::from(GROUP_PER_MINUTE);
        let (burst, per_second) = if group { (minute, minute / 60.0) } else { (CHAT_BURST, 1.0) };
        Pace { burst, per_second, tokens: burst, at: Timestamp::default(), crowded: 0 }
    }

    /// Counts a message; an error if it came too fast.
    pub fn count(&mut self, now: Timestamp) -> Result<(), Refused> {
        let passed = now.since(self.at).0 as f64 / 1000.0;
        self.tokens = (self.tokens + passed * self.per_second).min(self.burst);
        self.at = now;
        if self.tokens >= 1.0 {
            self.tokens -= 1.0;
            return Ok(());
        }
        self.crowded += 1;
        Err(Refused::too_many(((1.0 - self.tokens) / self.per_second).ceil() as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_then_one_a_second() {
        let mut pace = Pace::new(false);
        let start = Timestamp(1_000_000);
        (0..6).for_each(|_| assert_eq!(pace.count(start), Ok(())));
        assert_eq!(pace.count(start), Err(Refused::too_many(1)));
        assert_eq!(pace.count(start.after(Span::secs(1))), Ok(()));
        assert_eq!(pace.crowded, 1);
    }

    #[test]
    fn troubles_to_come_are_used_up() {
        let mut weather = Weather::default();
        weather.next(1, Trouble::LoseAnswer);
        assert_eq!(weather.of_a_poll(), Trouble::None);
        assert_eq!(weather.of_a_deed(), Trouble::LoseAnswer);
        assert_eq!(weather.of_a_deed(), Trouble::None);
    }
}
