//! What a person did, without a trace of the Telegram library.

use serde::{Deserialize, Serialize};

use crate::domain::customer::Person;
use crate::domain::id::ChatId;
use crate::domain::message::MessageRef;

/// One thing that happened in a chat.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    pub chat: ChatId,
    /// A person's own chat with the bot. A shop never answers anywhere else.
    pub private: bool,
    pub from: Person,
    pub said: Said,
    /// Telegram's programs have made a format of signs in the text (`**`, `__`, `~~`, `||`), which
    /// are gone from it. To whoever chats that is nothing; goods are no longer what they were.
    pub formatted: bool,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    Text(String),
    /// A button under `message` was pressed. `data` is whatever the client sent.
    Button {
        callback: String,
        message: Option<MessageRef>,
        data: String,
    },
    Photo {
        file: String,
        caption: String,
    },
    Document {
        file: String,
        name: String,
        /// What the sender's program says it is.
        mime: Option<String>,
        bytes: u64,
        caption: String,
    },
    /// One of several that were sent together.
    OfAlbum {
        group: String,
        one: Box<Said>,
    },
    /// Something said before was changed. What it says now is not read.
    Edited,
    /// They blocked the bot, or let it in again.
    Blocked,
    Unblocked,
    /// A group got a new number.
    GroupMoved {
        to: ChatId,
    },
    /// Something else, by Telegram's name of it: a sticker, a voice message, a location.
    Other(String),
    /// A text with formats, and the same as HTML.
    Formatted {
        text: String,
        html: String,
    },
}

impl std::fmt::Debug for Incoming {
    /// Texts may be goods or secrets: only their kind and size are told.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} in {}", self.said.kind(), self.chat.0)
    }
}

impl Said {
    /// What was said, and the album it is part of.
    pub fn apart(&self) -> (&Said, Option<&str>) {
        match self {
            Said::OfAlbum { group, one } => (one, Some(group)),
            said => (said, None),
        }
    }

    /// A text's formats as HTML, where it has some.
    pub fn html(&self) -> Option<&str> {
        match self {
            Said::Formatted { html, .. } => Some(html),
            _ => None,
        }
    }

    /// What kind of thing was said, for logs.
    pub fn kind(&self) -> &'static str {
        match self {
            Said::Text(_) | Said::Formatted { .. } => "text",
            Said::Button { .. } => "button",
            Said::Photo { .. } => "photo",
            Said::Document { .. } => "document",
            Said::OfAlbum { one, .. } => one.kind(),
            Said::Edited => "edited",
            Said::Blocked => "blocked",
            Said::Unblocked => "unblocked",
            Said::GroupMoved { .. } => "group moved",
            Said::Other(_) => "other",
        }
    }
}
