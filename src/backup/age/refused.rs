//! Why a sealed file is not read, or none is made.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};

/// Comes inside of an `io::Error`, for readers and writers of bytes know no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is some other file.
    NotAge,
    /// It is of a version of age that we do not know.
    Version,
    /// Its header is not as age writes them.
    Header,
    HeaderTooLong,
    /// Its header was changed by somebody who cannot read it.
    HeaderChanged,
    /// None of our keys opens it.
    WrongKey,
    /// It would be sealed for nobody.
    NoRecipient,
    /// A recipient whose secret everybody knows.
    WeakRecipient,
    /// It ends before its end. `good` bytes of it have been given out.
    Cut {
        good: u64,
    },
    /// What comes next was changed, moved, or cut in the middle.
    Damaged {
        good: u64,
    },
    /// Something was added behind its end.
    Trailing {
        good: u64,
    },
}

impl Refused {
    /// The refusal in an error, if it is one.
    pub fn of(error: &io::Error) -> Option<&Refused> {
        error.get_ref()?.downcast_ref()
    }
}

impl From<Refused> for io::Error {
    fn from(refused: Refused) -> io::Error {
        io::Error::new(ErrorKind::InvalidData, refused)
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = match self {
            Refused::NotAge => "it is no age file",
            Refused::Version => "it is an age file of a version that is not known here",
            Refused::Header => "its header is not as age writes them",
            Refused::HeaderTooLong => "its header is longer than any of ours",
            Refused::HeaderChanged => "its header has been changed",
            Refused::WrongKey => "it was sealed for another key",
            Refused::NoRecipient => "there is nobody to seal it for",
            Refused::WeakRecipient => "the key to seal it for is no key",
            Refused::Cut { good } => {
                return write!(out, "it is cut off; its first {good} bytes are sound");
            }
            Refused::Damaged { good } => {
                return write!(out, "it is damaged or cut; its first {good} bytes are sound");
            }
            Refused::Trailing { good } => {
                return write!(
                    out,
                    "something was added behind its end; its first {good} bytes are sound"
                );
            }
        };
        out.write_str(plain)
    }
}

impl Error for Refused {}
