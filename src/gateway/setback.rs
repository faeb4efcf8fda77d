//! Why a task to the gateway brought no answer to build on.

use crate::domain::effect::{Never, Outcome};
use crate::domain::time::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setback {
    /// Nobody knows whether it happened. Asking again is safe: the same reference finds the
    /// same transaction.
    Unclear { after: Option<Span>, why: String },
    /// The gateway answered, but about something else than it was asked: never taken for an
    /// answer, and worth a line in the log.
    Mismatch(String),
    /// There is no such transaction: it may still come to be, where it was just made.
    Unknown(String),
    /// A definite no.
    Refused(String),
}

impl Setback {
    pub fn unclear(why: impl Into<String>) -> Setback {
        Setback::Unclear { after: None, why: why.into() }
    }

    pub fn mismatch(why: impl Into<String>) -> Setback {
        Setback::Mismatch(why.into())
    }

    /// The words of it.
    pub fn why(self) -> String {
        match self {
            Setback::Unclear { why, .. }
            | Setback::Mismatch(why)
            | Setback::Unknown(why)
            | Setback::Refused(why) => why,
        }
    }

    pub fn refused(why: impl Into<String>) -> Setback {
        Setback::Refused(why.into())
    }
}

impl From<Setback> for Outcome {
    fn from(setback: Setback) -> Outcome {
        match setback {
            Setback::Unclear { after, why } => Outcome::Later { after, why },
            Setback::Unknown(why) | Setback::Mismatch(why) => Outcome::Later { after: None, why },
            Setback::Refused(why) => Outcome::Never(Never::Refused(why)),
        }
    }
}
