//! A screen as plain data: text, picture or file, and keys under it.

use serde::{Deserialize, Serialize};

use super::id::{FileId, PictureId};
use super::report::Report;

/// A message of ours in a chat, and whether it carries a picture: text cannot be edited into
/// a picture nor back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRef {
    pub id: i32,
    pub media: bool,
}

/// How much of a picture is wanted: some are megabytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// Telegram's name of it, if it has one: a row.
    Name,
    /// Its bytes as well.
    Bytes,
}

/// A picture that the shop keeps, and the name Telegram knows it by since it was first shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    pub file: Option<String>,
    pub bytes: Vec<u8>,
}

/// A file in a chat, by the name that Telegram knows it by. Telegram takes it only as what it
/// was sent as.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub file: String,
    pub kind: FileKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    Photo,
    Document,
}

impl std::fmt::Debug for Sent {
    /// Whoever knows the name and the bot's token can fetch the file.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Sent({:?})", self.kind)
    }
}

/// One message to show. `html` is Telegram's HTML, already escaped and within its limits.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screen {
    pub html: String,
    pub media: Media,
    pub keys: Keys,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Media {
    None,
    /// A QR code in a picture, drawn when it is sent.
    Qr(Qr),
    /// A picture that the shop keeps.
    Picture(PictureId),
    File {
        name: String,
        bytes: Vec<u8>,
    },
    /// A file that somebody sent, shown to somebody else.
    Sent(Sent),
    /// A file of the books, made when it is sent: a month of them may be large.
    Report(Report),
    /// A file that the shop keeps and sells.
    Kept(FileId),
}

/// What a picture to be paid by says. The words stand around the code, a line each, so that a
/// picture that was saved still tells what it is for; an empty one is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qr {
    /// What a scanner reads.
    pub code: String,
    pub shop: String,
    /// `Invoice W-000004`
    pub order: String,
    /// `Bayar Rp90.940`
    pub total: String,
    /// `Sebelum 22 November 2026, 21.28 WIB`
    pub until: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Keys {
    None,
    /// Buttons under the message.
    Inline(Vec<Vec<Button>>),
    /// Keys instead of the phone's keyboard.
    Reply(Vec<Vec<String>>),
    /// The same, and they stay when the phone's keyboard is put away.
    Staying(Vec<Vec<String>>),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    pub label: String,
    pub does: Press,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// An encoded action, at most 64 bytes.
    Data(String),
    /// Opens a page.
    Url(String),
}

impl Screen {
    pub fn new(html: impl Into<String>) -> Screen {
        Screen { html: html.into(), media: Media::None, keys: Keys::None }
    }

    pub fn with(mut self, media: Media) -> Screen {
        self.media = media;
        self
    }

    /// Adds a row of buttons under the message.
    pub fn buttons(mut self, row: Vec<Button>) -> Screen {
        match &mut self.keys {
            Keys::Inline(rows) => rows.push(row),
            keys => *keys = Keys::Inline(vec![row]),
        }
        self
    }
}

impl std::fmt::Debug for Screen {
    /// A screen may show goods: only its size is told.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let media = match &self.media {
            Media::None => "text",
            Media::Qr(_) => "qr",
            Media::Picture(_) => "picture",
            Media::File { .. } => "file",
            Media::Sent(_) => "sent on",
            Media::Report(_) => "report",
            Media::Kept(_) => "kept file",
        };
        write!(out, "Screen({media}, {} bytes)", self.html.len())
    }
}
