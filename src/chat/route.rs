//! What was said, plus what was being talked about, to what is meant. No reading, no writing.
//!
//! The order is fixed: a command, then a button, then a key of the keyboard, then the answer to
//! an open wizard, then free text. The first three leave any wizard, so nobody can be stuck in
//! one, and no menu key is ever taken for data.

use super::action::{Action, Manner};
use super::codec;
use super::command::Command;
use super::incoming::Said;
use super::said::{Answer, Attached, Document, Length};
use super::typed;
use super::wizard::Wizard;
use crate::chat::action::{
    BalancePress, CartPress, HomePress, MenuPress, OrderPress, ProductPress, ShelfPress,
};
use crate::domain::evidence::legible;
use crate::domain::id::OrderId;
use crate::domain::stock::Form;
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
    /// A button of a question that is over.
    OldAnswer,
    /// A button that means nothing any more.
    OldButton,
    /// A photo or document that nobody asked for in words, with its caption.
    File(Attached, String),
    /// A sticker, a voice: something that is no use.
    Unclear,
}

pub fn route(dictionary: &Dictionary, open: Option<Wizard>, said: &Said) -> Intent {
    match said {
        Said::Button { data, .. } => match codec::decode(data) {
            Some((Action::Answer(choice, question), _)) => match open {
                Some(wizard) => Intent::Answer(wizard, Answer::Choice(choice, question)),
                None => Intent::OldAnswer,
            },
            Some((action, manner)) => Intent::Press(action, manner),
            None => Intent::OldButton,
        },
        Said::Text(text) | Said::Formatted { text, .. } => {
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
            let (file, name, bytes) = (file.clone(), name.clone(), *bytes);
            let document = Document { file, name, bytes, legible, form };
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
    // A button of the seller's own is as one of ours; its words alone are no answer to anything.
    let own = dictionary.own();
    let said = || open.is_none().then(|| own.button_said(text)).flatten();
    if let Some(id) = own.button(text).or_else(said) {
        return Intent::Press(HomePress::Own(id).into(), Manner::Below);
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
    let action: Action = match key {
        Key::Cancel => return Intent::Command(Command::Leave, Attached::Nothing),
        Key::AllProducts => ShelfPress::Catalogue { part: Part::All, page: 0 }.into(),
        Key::Stock => ShelfPress::StockList { page: 0 }.into(),
        Key::Deposit => BalancePress::Deposit.into(),
        Key::Account => HomePress::Account.into(),
        Key::HowToOrder => HomePress::Help.into(),
        Key::MyOrders => OrderPress::List { page: 0 }.into(),
        Key::Cart => CartPress::Open.into(),
        Key::Admin => MenuPress::Menu.into(),
        Key::Products => ProductPress::List { page: 0 }.into(),
        Key::Home => HomePress::Home.into(),
    };
    Intent::Press(action, Manner::Below)
}
