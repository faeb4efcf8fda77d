//! Why an object is not read, or none is made.

use std::error::Error;
use std::fmt;
use std::io;

use super::super::age::Refused;
use super::header::FORMAT;
use super::name::Name;
use crate::store::change_record::{ChangeError, Generation};
use crate::store::fault::{Fault, is_full};
use crate::store::schema::SCHEMA;

#[derive(Debug)]
pub enum ObjectError {
    /// None of our keys opens it.
    WrongKey,
    /// It is some other file.
    Foreign,
    /// It is not where it should be.
    Gone,
    /// It ends before its end.
    Cut,
    /// Bytes have changed, or mean nothing.
    Damaged {
        why: String,
    },
    /// Written by a warung that writes objects otherwise.
    NewerFormat {
        found: u64,
    },
    /// Of a shop whose rows this one does not know.
    NewerLayout {
        found: u64,
    },
    OtherStore {
        found: String,
        wanted: String,
    },
    OtherGeneration {
        found: Generation,
    },
    /// It is another than its name says.
    Misnamed {
        says: Name,
    },
    /// Its records are no chain, or not the one that was to come.
    Records(ChangeError),
    /// It would be sealed for nobody.
    Unsealed(Refused),
    /// What is to go with it cannot be gathered.
    Kit(String),
    /// There is no room to write it.
    Full,
    Io(io::Error),
    /// The shop that was to be copied.
    Fault(Fault),
    /// Called off by whoever had asked for it.
    Stopped,
}

/// Comes inside of an `io::Error`: the place that is read from failed, and not what was read.
#[derive(Debug)]
pub(super) struct FromSource(pub io::Error);

impl ObjectError {
    /// What the layers below said while an object was read.
    pub(super) fn read(error: io::Error) -> ObjectError {
        ObjectError::below(error).unwrap_or_else(damaged)
    }

    /// The same before anything of ours was seen: what was sealed may be some other file.
    pub(super) fn begun(error: io::Error) -> ObjectError {
        ObjectError::below(error).unwrap_or(ObjectError::Foreign)
    }

    /// What the seal said, or the place that it was read from; else it is given back.
    fn below(mut error: io::Error) -> Result<ObjectError, io::Error> {
        if let Some(refused) = Refused::of(&error) {
            return Ok(match refused {
                Refused::WrongKey => ObjectError::WrongKey,
                Refused::NotAge => ObjectError::Foreign,
                Refused::Cut { .. } => ObjectError::Cut,
                other => damaged(other),
            });
        }
        match error.get_mut().and_then(|inner| inner.downcast_mut::<FromSource>()) {
            Some(FromSource(inner)) => {
                let kind = inner.kind();
                Ok(ObjectError::Io(std::mem::replace(inner, kind.into())))
            }
            None => Err(error),
        }
    }

    /// What they said while one was written.
    pub(in crate::backup) fn written(error: io::Error) -> ObjectError {
        match Refused::of(&error) {
            Some(refused) => ObjectError::Unsealed(refused.clone()),
            None if is_full(&error) => ObjectError::Full,
            None => ObjectError::Io(error),
        }
    }
}

pub(super) fn damaged(why: impl ToString) -> ObjectError {
    ObjectError::Damaged { why: why.to_string() }
}

impl From<ChangeError> for ObjectError {
    fn from(error: ChangeError) -> ObjectError {
        ObjectError::Records(error)
    }
}

impl From<Fault> for ObjectError {
    fn from(fault: Fault) -> ObjectError {
        match fault {
            Fault::Stopped => ObjectError::Stopped,
            fault => ObjectError::Fault(fault),
        }
    }
}

impl fmt::Display for ObjectError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ObjectError::WrongKey => out.write_str("it was sealed for another key"),
            ObjectError::Foreign => out.write_str("it is no copy that warung has made"),
            ObjectError::Gone => out.write_str("it is not there"),
            ObjectError::Cut => out.write_str("it is cut off"),
            ObjectError::Damaged { why } => write!(out, "it is damaged: {why}"),
            ObjectError::NewerFormat { found } => write!(
                out,
                "it was written by a newer warung (format {found}, this one knows {FORMAT}); \
                 install that version"
            ),
            ObjectError::NewerLayout { found } => write!(
                out,
                "it was written by a newer warung (layout {found}, this one knows {SCHEMA}); \
                 install that version"
            ),
            ObjectError::OtherStore { found, wanted } => {
                write!(out, "it is of the store \"{found}\", and not of \"{wanted}\"")
            }
            ObjectError::OtherGeneration { found } => {
                write!(out, "it is of another generation, {found}")
            }
            ObjectError::Misnamed { says } => {
                write!(out, "it is not what its name says, but {says}")
            }
            ObjectError::Records(error) => write!(out, "{error}"),
            ObjectError::Kit(why) => write!(out, "what goes with it cannot be gathered: {why}"),
            ObjectError::Unsealed(refused) => write!(out, "it cannot be sealed: {refused}"),
            ObjectError::Full => out.write_str("there is no room for it; make room"),
            ObjectError::Io(error) => write!(out, "{error}"),
            ObjectError::Fault(fault) => write!(out, "{fault}"),
            ObjectError::Stopped => out.write_str("called off"),
        }
    }
}

impl Error for ObjectError {}

impl fmt::Display for FromSource {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Error for FromSource {}
