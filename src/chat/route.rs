//! What was said, plus what was being talked about, to what is meant. No reading, no writing.
//!
//! The order is fixed: a command, then a button, then a key of the keyboard, then the answer to
//! an open wizard, then free text. The first three leave any wizard, so nobody can be stuck in
//! one, and no menu key is ever taken for data.

use serde::{Deserialize, Serialize};

use super::action::{Action, Manner};
use super::codec;
use super::command::Command;
use super::incoming::Said;
use super::typed;
use super::wizard::Wizard;
use crate::domain::evidence::{Unfit, legible};
use crate::domain::id::OrderId;
use crate::domain::limit::{PASTE_UNITS_HALF, PASTE_UNITS_MAX};
use crate::domain::message::{FileKind, Sent};
use crate::domain::stock::{Foreign, Form};
use crate::shop::browse::Part;
use crate::words::{Dictionary, Key};

#[derive(Debug)]
pub enum Intent {
    Command(Command, Attached),
    Press(Action, Manner),
    Answer(Wizard, Answer),
    /// A product's number, typed or as a key.
    Number(u32),
    Order(OrderId),
    /// Somebody to ask.
    Contact,
    Search(String),
    /// What a text means of which Telegram may have cut off the rest.
    Long(Length, Box<Intent>),
    /// A button that means nothing any more.
    OldButton,
    /// A photo or document that nobody asked for in words, with its caption.
    File(Attached, String),
    /// A sticker, a voice: something that is no use.
    Unclear,
}

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
    Choice(super::action::Choice),
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
            Answer::Text(_) | Answer::Choice(_) | Answer::Other => None,
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

impl Document {
    fn sent(&self) -> Result<Sent, Unfit> {
        match self.legible {
            true => Ok(Sent { file: self.file.clone(), kind: FileKind::Document }),
            false => Err(Unfit),
        }
    }
}

pub fn route(dictionary: &Dictionary, open: Option<Wizard>, said: &Said) -> Intent {
    match said {
        Said::Button { data, .. } => match codec::decode(data) {
            Some((Action::Wizard(choice), _)) => match open {
                Some(wizard) => Intent::Answer(wizard, Answer::Choice(choice)),
                None => Intent::OldButton,
            },
            Some((action, manner)) => Intent::Press(action, manner),
            None => Intent::OldButton,
        },
        Said::Text(text) => {
            let intent = route_text(dictionary, open, text);
            match Length::of(text) {
                Some(length) => Intent::Long(length, Box::new(intent)),
                None => intent,
            }
        }
        Said::Photo { file, caption } => {
            let attached = Attached::Photo { file: file.clone() };
            match (Command::parse(caption), open) {
                (Some(command), _) => Intent::Command(command, attached),
                (None, Some(wizard)) => {
                    Intent::Answer(wizard, Answer::Photo { file: file.clone() })
                }
                (None, None) => Intent::File(attached, caption.clone()),
            }
        }
        Said::Document { file, name, mime, bytes, caption } => {
            let legible = legible(mime.as_deref(), name);
            let form = Form::named(name);
            let document = Document { file: file.clone(), bytes: *bytes, legible, form };
            match (Command::parse(caption), open) {
                (Some(command), _) => Intent::Command(command, Attached::Document(document)),
                (None, Some(wizard)) => Intent::Answer(wizard, Answer::Document(document)),
                (None, None) => Intent::File(Attached::Document(document), caption.clone()),
            }
        }
        Said::Other(_) => match open {
            Some(wizard) => Intent::Answer(wizard, Answer::Other),
            None => Intent::Unclear,
        },
        // These are no words: they have been seen to before.
        Said::OfAlbum { .. }
        | Said::Edited
        | Said::Blocked
        | Said::Unblocked
        | Said::GroupMoved { .. } => Intent::Unclear,
    }
}

fn route_text(dictionary: &Dictionary, open: Option<Wizard>, text: &str) -> Intent {
    if let Some(command) = Command::parse(text) {
        return Intent::Command(command, Attached::Nothing);
    }
    if let Some(key) = dictionary.key(text) {
        return behind(key);
    }
    match open {
        // Where a number is asked for, a word that means something is no answer.
        Some(wizard) => typed::word(dictionary, text)
            .filter(|_| wizard.asks_number())
            .unwrap_or_else(|| Intent::Answer(wizard, Answer::Text(text.to_owned()))),
        None => typed::route(dictionary, text),
    }
}

pub(super) fn behind(key: Key) -> Intent {
    let action = match key {
        Key::Cancel => return Intent::Command(Command::Leave, Attached::Nothing),
        Key::AllProducts => Action::Catalogue { part: Part::All, page: 0 },
        Key::Stock => Action::StockList { page: 0 },
        Key::Deposit => Action::Deposit,
        Key::Account => Action::Account,
        Key::HowToOrder => Action::Help,
        Key::MyOrders => Action::Orders { page: 0 },
        Key::Cart => Action::Cart,
        Key::Admin => Action::Admin,
        Key::Products => Action::AdminProducts { page: 0 },
        Key::Home => Action::Home,
    };
    Intent::Press(action, Manner::Below)
}
