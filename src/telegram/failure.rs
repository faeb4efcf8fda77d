//! What can go wrong in a call to Telegram, and what that means for a task.

use std::fmt;
use std::time::Duration;

use crate::domain::backoff::backoff;
use crate::domain::effect::{Carrier, Never, Outcome};
use crate::domain::id::ChatId;
use crate::domain::limit::{RETRY_AFTER_MAX, RETRY_FIRST, RETRY_MOST};
use crate::domain::time::Span;

/// Somebody else takes the updates: by asking for them as we do, or by webhook.
pub(super) const CONFLICT: u16 = 409;

/// Why a call brought nothing. Says nothing secret: no address, no token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallError {
    /// Telegram answered, and the answer is no.
    Denied(Denied),
    /// An answer that is none: not the JSON that was promised.
    Garbled { status: u16 },
    /// More came than was wanted.
    TooBig { bytes_max: usize },
    /// A file was named that is not Telegram's to give.
    Foreign,
    /// Nobody answered in time, or the line broke.
    Unreachable(String),
}

/// Telegram's no, in its own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    pub code: u16,
    pub description: String,
    pub retry_after: Option<Span>,
    /// The group's new number.
    pub moved_to: Option<i64>,
}

impl Denied {
    /// Whether a bad request was refused with these words. Telegram's case is not reliable.
    pub fn says(&self, words: &str) -> bool {
        self.code == 400 && self.description.to_lowercase().contains(words)
    }

    fn outcome(self, chat: Option<ChatId>) -> Outcome {
        let person = chat.and_then(ChatId::person).is_some();
        let gone = self.says("user is deactivated") || (person && self.says("chat not found"));
        match self.code {
            _ if self.moved_to.is_some() => {
                Outcome::Never(self.moved_to.map_or(Never::Away, Never::Moved))
            }
            403 => Outcome::Never(Never::Away),
            400 if gone => Outcome::Never(Never::Away),
            // A wrong token or a server that is not Telegram's: no message is to blame for that.
            401 | 404 => Outcome::Later { after: None, why: self.description },
            429 => Outcome::Later { after: self.retry_after, why: self.description },
            500.. => Outcome::Later { after: None, why: self.description },
            _ => Outcome::Never(Never::Refused(self.description)),
        }
    }
}

/// A rest that Telegram asked for, within its bounds: a minute at most for the first tries, later
/// as long as any pause. None is so short that all tries are over within a moment.
pub(super) fn bounded(outcome: Outcome, carrier: Carrier, attempt: u16) -> Outcome {
    match outcome {
        Outcome::Later { after: Some(after), why } => {
            let usual = backoff(carrier, attempt.saturating_add(1));
            let (least, most) = (usual.min(RETRY_AFTER_MAX), usual.max(RETRY_AFTER_MAX));
            Outcome::Later { after: Some(after.max(least).min(most)), why }
        }
        other => other,
    }
}

impl CallError {
    /// What a task to this chat came to.
    pub fn outcome(self, chat: Option<ChatId>) -> Outcome {
        match self {
            CallError::Denied(denied) => denied.outcome(chat),
            CallError::TooBig { .. } | CallError::Foreign => {
                Outcome::Never(Never::Refused(self.to_string()))
            }
            CallError::Garbled { .. } | CallError::Unreachable(_) => {
                Outcome::Later { after: None, why: self.to_string() }
            }
        }
    }

    /// Whether it is the token that is refused, whoever is written to.
    pub fn is_of_the_token(&self) -> bool {
        matches!(self.code(), Some(401 | 404))
    }

    /// The answer's code, if Telegram gave one.
    pub fn code(&self) -> Option<u16> {
        match self {
            CallError::Denied(denied) => Some(denied.code),
            _ => None,
        }
    }

    /// How long to leave Telegram alone after this many failures before this one.
    pub fn pause(&self, tries: u32) -> Duration {
        let doubled = RETRY_FIRST.std().saturating_mul(1 << tries.min(16));
        match self {
            // Asked to wait for longer, we ask again all the same: what was meant may be over.
            CallError::Denied(Denied { retry_after: Some(after), .. }) => {
                after.std().clamp(RETRY_FIRST.std(), RETRY_AFTER_MAX.std())
            }
            // Nothing but the operator's hand helps here.
            CallError::Denied(Denied { code: 401 | 404, .. }) => RETRY_MOST.std(),
            _ => doubled.min(RETRY_MOST.std()),
        }
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CallError::Denied(denied) => write!(out, "{} {}", denied.code, denied.description),
            CallError::Garbled { status } => {
                write!(out, "HTTP {status}, and no word of Telegram's")
            }
            CallError::TooBig { bytes_max } => write!(out, "more than {bytes_max} bytes"),
            CallError::Foreign => out.write_str(
                "the Bot API server named a file outside of where it keeps files \
                 (telegram.files_dir); it was not opened",
            ),
            CallError::Unreachable(why) => out.write_str(why),
        }
    }
}

impl std::error::Error for CallError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn denied(code: u16, description: &str) -> CallError {
        let description = description.to_owned();
        CallError::Denied(Denied { code, description, retry_after: None, moved_to: None })
    }

    #[test]
    fn every_no_has_its_meaning() {
        let sari = Some(ChatId(7));
        let group = Some(ChatId(-7));
        let away = Outcome::Never(Never::Away);
        let refused = |why: &str| Outcome::Never(Never::Refused(why.to_owned()));
        let later = |why: &str| Outcome::Later { after: None, why: why.to_owned() };
        let blocked = "Forbidden: bot was blocked by the user";
        let lost = "Bad Request: chat not found";
        assert_eq!(denied(403, blocked).outcome(sari), away);
        assert_eq!(denied(400, "Bad Request: user is deactivated").outcome(sari), away);
        assert_eq!(denied(400, lost).outcome(sari), away);
        assert_eq!(denied(400, lost).outcome(group), refused(lost));
        assert_eq!(denied(400, "MESSAGE_TOO_LONG").outcome(sari), refused("MESSAGE_TOO_LONG"));
        assert_eq!(denied(401, "Unauthorized").outcome(sari), later("Unauthorized"));
        assert_eq!(denied(404, "Not Found").outcome(sari), later("Not Found"));
        assert_eq!(denied(502, "Bad Gateway").outcome(sari), later("Bad Gateway"));
        assert!(matches!(CallError::TooBig { bytes_max: 1 }.outcome(sari), Outcome::Never(_)));
        assert_eq!(CallError::Unreachable("lost".into()).outcome(sari), later("lost"));
    }

    #[test]
    fn told_to_wait_and_told_the_new_number() {
        let no =
            Denied { code: 429, description: String::new(), retry_after: None, moved_to: None };
        let wait = Denied { retry_after: Some(Span::secs(7)), ..no.clone() };
        let wait = CallError::Denied(wait);
        assert_eq!(wait.pause(0), Duration::from_secs(7));
        let later = Outcome::Later { after: Some(Span::secs(7)), why: String::new() };
        assert_eq!(wait.outcome(None), later);
        let moved = CallError::Denied(Denied { code: 400, moved_to: Some(-100), ..no });
        assert_eq!(moved.outcome(Some(ChatId(-7))), Outcome::Never(Never::Moved(-100)));
    }

    #[test]
    fn no_rest_is_longer_than_asking_again_is_harmful_and_none_is_no_rest() {
        let asked = |after: Span| Denied {
            code: 429,
            description: String::new(),
            retry_after: Some(after),
            moved_to: None,
        };
        let pause = |after| CallError::Denied(asked(after)).pause(0);
        assert_eq!(pause(Span::hours(1)), RETRY_AFTER_MAX.std());
        assert_eq!(pause(Span(u64::MAX)), RETRY_AFTER_MAX.std());
        assert_eq!(pause(Span(0)), RETRY_FIRST.std());
        let rest = |after, attempt| {
            let later = CallError::Denied(asked(after)).outcome(Some(ChatId(7)));
            match bounded(later, Carrier::Telegram, attempt) {
                Outcome::Later { after, .. } => after.unwrap(),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(rest(Span::hours(1), 0), RETRY_AFTER_MAX);
        assert_eq!(rest(Span::secs(7), 0), Span::secs(7));
        // An hour's ban is not used up by tries a minute apart, nor by tries without a pause.
        let all = |after| (0..60).map(|attempt| rest(after, attempt).0).sum::<u64>();
        assert!(all(Span::hours(24)) > Span::hours(36).0);
        assert!(all(Span(0)) > Span::minutes(45).0);
    }

    #[test]
    fn pauses_grow_and_end_growing() {
        let lost = CallError::Unreachable(String::new());
        let pauses: Vec<_> = (0..8).map(|tries| lost.pause(tries).as_millis()).collect();
        assert_eq!(pauses, [500, 1000, 2000, 4000, 8000, 16000, 30000, 30000]);
        assert_eq!(lost.pause(u32::MAX), RETRY_MOST.std());
        assert_eq!(denied(401, "").pause(0), RETRY_MOST.std());
    }
}
