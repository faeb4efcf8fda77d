//! Why no shop is built, each in one sentence, with how far the copies are good.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::super::object::{Name, ObjectError};
use super::super::plan::Plan;
use crate::domain::time::Timestamp;
use crate::store::fault::{Fault, is_full};
use crate::store::open::OpenError;
use crate::words::format::utc;

/// How far those objects lead that were read before: to plan with that moment is to do without
/// what comes after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Good {
    pub upto: Timestamp,
    pub sequence: u64,
}

#[derive(Debug)]
pub enum RebuildError {
    /// An object is not what it should be. `None`: nothing is good without it.
    Object {
        name: Name,
        error: Box<ObjectError>,
        good: Option<Good>,
    },
    /// Somebody else is at work in that folder: another restore, or the shop itself.
    Busy {
        folder: PathBuf,
        pid: Option<u32>,
    },
    Open(OpenError),
    /// The kit, or a folder.
    Io(PathBuf, io::Error),
    Stopped,
}

impl Good {
    pub(super) fn of(name: &Name, plan: &Plan) -> Good {
        let upto = plan.until.map_or(name.at, |until| until.min(name.at));
        Good { upto, sequence: name.upto() }
    }
}

impl RebuildError {
    pub(super) fn object(name: Name, good: Option<Good>) -> impl Fn(ObjectError) -> RebuildError {
        move |error| match error {
            ObjectError::Stopped => RebuildError::Stopped,
            error => RebuildError::Object { name, error: Box::new(error), good },
        }
    }

    pub(super) fn open(folder: &Path, error: OpenError) -> RebuildError {
        match error {
            OpenError::Held { pid } => RebuildError::Busy { folder: folder.to_owned(), pid },
            error => RebuildError::Open(error),
        }
    }

    pub(super) fn at(path: &Path, error: io::Error) -> RebuildError {
        match is_full(&error) {
            true => OpenError::Full { folder: path.to_owned() }.into(),
            false => RebuildError::Io(path.to_owned(), error),
        }
    }
}

impl From<OpenError> for RebuildError {
    fn from(error: OpenError) -> RebuildError {
        match error {
            OpenError::Fault(Fault::Stopped) => RebuildError::Stopped,
            error => RebuildError::Open(error),
        }
    }
}

impl fmt::Display for RebuildError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RebuildError::Object { name, error, good: None } => {
                write!(out, "{name}: {error}; nothing that needs it can be brought back")
            }
            RebuildError::Object { name, error, good: Some(good) } => {
                let upto = utc(good.upto);
                write!(out, "{name}: {error}; what comes before it is good up to {upto}")
            }
            RebuildError::Busy { folder, pid: Some(pid) } => {
                write!(out, "process {pid} is at work in {} already", folder.display())
            }
            RebuildError::Busy { folder, pid: None } => {
                write!(out, "another process is at work in {} already", folder.display())
            }
            RebuildError::Open(error) => write!(out, "{error}"),
            RebuildError::Io(path, error) => write!(out, "{}: {error}", path.display()),
            RebuildError::Stopped => out.write_str("called off; nothing of it is left"),
        }
    }
}

impl Error for RebuildError {}
