//! What somebody sends, as far as it matters what it is: words, files, and how long a text is.

use serde::{Deserialize, Serialize};

use super::choice::{Choice, Fingerprint};
use crate::domain::evidence::Unfit;
use crate::domain::file::{self, file_name};
use crate::domain::limit::{PASTE_UNITS_HALF, PASTE_UNITS_MAX, PHOTO_BYTES_MAX};
use crate::domain::message::{FileKind, Sent};
use crate::domain::stock::{Foreign, Form};

/// How near a text comes to the longest that Telegram lets pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// Its end may be cut off, in the middle of a line even.
    Full,
    /// It is whole, and more may come right behind it.
    Half,
}

impl Length {
    /// `None`: short enough to be all of it.
    pub fn of(text: &str) -> Option<Length> {
        match text.encode_utf16().count() {
            PASTE_UNITS_MAX.. => Some(Length::Full),
            PASTE_UNITS_HALF.. => Some(Length::Half),
            _ => None,
        }
    }
}

/// What came along with a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attached {
    Nothing,
    Photo { file: String },
    Document(Document),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub file: String,
    /// As its sender called it.
    pub name: String,
    pub bytes: u64,
    /// It can show a transfer.
    pub legible: bool,
    /// How goods would stand in it, by its name; or what it is instead.
    pub form: Result<Form, Foreign>,
}

/// What an open wizard is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Text(String),
    /// A button, and the question that it stood under.
    Choice(Choice, Fingerprint),
    Photo {
        file: String,
    },
    Document(Document),
    /// A sticker, a voice: nothing a wizard can use.
    Other,
}

impl Answer {
    /// The file it is, if it is one.
    pub fn sent(&self) -> Option<Result<Sent, Unfit>> {
        match self {
            Answer::Photo { file } => Some(Ok(photo(file))),
            Answer::Document(document) => Some(document.sent()),
            Answer::Text(_) | Answer::Choice(..) | Answer::Other => None,
        }
    }
}

impl Attached {
    /// The file that came along, if one did.
    pub fn sent(&self) -> Option<Result<Sent, Unfit>> {
        match self {
            Attached::Photo { file } => Some(Ok(photo(file))),
            Attached::Document(document) => Some(document.sent()),
            Attached::Nothing => None,
        }
    }
}

fn photo(file: &str) -> Sent {
    Sent { file: file.to_owned(), kind: FileKind::Photo }
}

/// A photo as a file that is handed over.
pub fn photo_attached(file: &str) -> file::Attached {
    let (telegram, name) = (file.to_owned(), file::PHOTO_NAME.to_owned());
    file::Attached { telegram, name, bytes: PHOTO_BYTES_MAX }
}

impl Document {
    /// As a file that is sold.
    pub fn attached(&self) -> file::Attached {
        file::Attached {
            telegram: self.file.clone(),
            name: file_name(&self.name),
            bytes: self.bytes,
        }
    }

    pub fn sent(&self) -> Result<Sent, Unfit> {
        match self.legible {
            true => Ok(Sent { file: self.file.clone(), kind: FileKind::Document }),
            false => Err(Unfit),
        }
    }
}
