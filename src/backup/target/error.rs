//! Why a place did not do what it was asked: what kind of trouble, and in one sentence what.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::domain::limit::REFUSAL_CHARS_MAX;
use crate::domain::text::shorten;
use crate::domain::time::{Span, Step};

/// Never tells a secret: what servers say is shortened, and left out where it repeats one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetError {
    /// No connection, no answer in time, or one that asks to come again, perhaps after a rest.
    Unreachable {
        after: Option<Span>,
        why: String,
    },
    /// Wrong credentials, or no right to do this.
    Refused(String),
    /// No room, or a quota used up.
    Full(String),
    ReadOnly(String),
    /// It takes objects and lets none go: keeping to its own rules of how long is its business.
    AddOnly(String),
    /// Signatures are refused, since the two clocks are so far apart: from theirs to ours.
    Skewed(Option<Step>),
    /// A folder that was used before, and has no mark of that now.
    NotMounted(PathBuf),
    /// A folder on the file system of the shop itself.
    SameDisk(PathBuf),
    /// There is no such object, folder or bucket.
    Missing(String),
    /// Something else lies there under this name.
    Exists(String),
    /// An answer that means nothing to us, or what makes no sense: what was said.
    Strange(String),
    /// Trouble on this machine: a file that cannot be read, an output that takes no more.
    Here(String),
}

impl TargetError {
    pub fn unreachable(why: impl Into<String>) -> TargetError {
        TargetError::Unreachable { after: None, why: why.into() }
    }

    /// Whether the same may go through by itself in a while. Everything else waits for somebody
    /// to put it right, or is so for good.
    pub fn again(&self) -> bool {
        matches!(self, TargetError::Unreachable { .. })
    }

    /// What a file of this machine says, that is no part of the place.
    pub fn here(error: &io::Error) -> TargetError {
        TargetError::Here(shorten(&error.to_string(), REFUSAL_CHARS_MAX))
    }
}

impl fmt::Display for TargetError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TargetError::Unreachable { why, .. } => write!(out, "cannot be reached: {why}"),
            TargetError::Refused(why) => write!(out, "refuses: {why}"),
            TargetError::Full(why) => write!(out, "is full: {why}"),
            TargetError::ReadOnly(why) => write!(out, "can only be read: {why}"),
            TargetError::AddOnly(why) => {
                write!(out, "lets nothing be deleted, so its own rules must do that: {why}")
            }
            TargetError::Skewed(Some(by)) => {
                let way = if by.0 > 0 { "ahead of" } else { "behind" };
                let minutes = by.size().0 / Span::minutes(1).0;
                write!(out, "this machine's clock is {minutes} minutes {way} the server's")
            }
            TargetError::Skewed(None) => {
                out.write_str("this machine's clock is too far from the server's")
            }
            TargetError::NotMounted(path) => {
                write!(out, "{} has no copies any more: not mounted?", path.display())
            }
            TargetError::SameDisk(path) => write!(
                out,
                "{} is on the disk of the shop itself and would be lost with it; another disk, or \
                 same_disk = true",
                path.display()
            ),
            TargetError::Missing(what) => write!(out, "there is no {what}"),
            TargetError::Exists(what) => write!(out, "something else lies there as {what}"),
            TargetError::Strange(what) => write!(out, "answers what makes no sense: {what}"),
            TargetError::Here(why) => write!(out, "trouble on this machine: {why}"),
        }
    }
}

impl std::error::Error for TargetError {}
