//! Looking at the pretend Telegram: chats, toasts, the log of calls.

use bytes::Bytes;

use super::Telegram;
use super::chat::{Chat, ChatKind};
use super::file::FileKind;
use super::html::Entity;
use super::markup::{InlineKey, Markup, ReplyKeyboard};
use super::message::{Author, Media, Message};
use super::state::{Called, State, Toast};
use crate::domain::time::Timestamp;

/// A message as somebody in the chat sees it.
#[derive(Clone, Debug)]
pub struct Shown {
    pub id: i32,
    pub author: Author,
    pub at: Timestamp,
    pub edits: u32,
    pub deleted: bool,
    pub topic: Option<i32>,
    /// As the bot wrote it, markup and all.
    pub html: String,
    pub text: String,
    pub entities: Vec<Entity>,
    pub attachment: Option<Attachment>,
    /// Buttons under the message.
    pub inline: Vec<Vec<InlineKey>>,
    /// Keys it brought for the place of the phone's keyboard.
    pub keyboard: Option<ReplyKeyboard>,
    pub guarded: bool,
    /// Which change of the world touched it last.
    pub moment: u64,
}

/// A file in a message.
#[derive(Clone, Debug)]
pub struct Attachment {
    pub kind: FileKind,
    pub file: String,
    pub name: String,
    pub bytes: Bytes,
}

/// Who sits in a chat, and how the chat stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub id: i64,
    pub kind: ChatKind,
    pub blocked: bool,
    pub keyboard: Option<ReplyKeyboard>,
    /// Buttons whose answer is still awaited: message and data.
    pub pending: Vec<(i32, String)>,
    /// Messages of the bot that came faster than Telegram allows.
    pub crowded: u32,
}

/// Something the bot did in a chat, and the message as it was then: later edits leave no trace
/// in the chat itself.
#[derive(Clone, Debug)]
pub struct Trace {
    pub chat: i64,
    pub what: Change,
    pub message: Shown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Sent,
    Edited,
    Deleted,
}

impl Shown {
    pub fn from_bot(&self) -> bool {
        self.author == Author::Bot
    }

    /// The labels of the buttons under it, in order.
    pub fn labels(&self) -> Vec<&str> {
        self.inline.iter().flatten().map(|key| key.label.as_str()).collect()
    }

    fn new(message: &Message, state: &State) -> Shown {
        let Message { content, markup, .. } = message;
        let file = content.media.file().and_then(|id| state.files.find(id));
        let attachment = file.map(|file| Attachment {
            kind: file.kind,
            file: file.id.clone(),
            name: file.name.clone(),
            bytes: file.bytes.clone(),
        });
        let sticker = match &content.media {
            Media::Sticker { emoji, .. } => Some(emoji.clone()),
            _ => None,
        };
        Shown {
            id: message.id,
            author: message.author,
            at: message.at,
            edits: message.edits,
            deleted: message.deleted,
            topic: message.topic,
            html: content.html.clone(),
            text: sticker.unwrap_or_else(|| content.rich.text.clone()),
            entities: content.rich.entities.clone(),
            attachment,
            inline: markup.inline().to_vec(),
            keyboard: match markup {
                Markup::Reply(keyboard) => Some(keyboard.clone()),
                _ => None,
            },
            guarded: message.guarded,
            moment: message.moment,
        }
    }
}

/// Traces that are kept: a long demo forgets its beginning.
const TRACES_MAX: usize = 20_000;

impl State {
    /// Keeps a message of the bot as it is now.
    pub(super) fn trace(&mut self, chat: i64, message: i32, what: Change) {
        let messages = self.chats.get(&chat).map(|chat| chat.messages.as_slice());
        let found = messages.unwrap_or_default().iter().rev().find(|found| found.id == message);
        let Some(message) = found.filter(|found| found.author == Author::Bot) else { return };
        let message = Shown::new(message, self);
        self.traces.push_back(Trace { chat, what, message });
        if self.traces.len() > TRACES_MAX {
            self.traces.pop_front();
        }
    }
}

impl Telegram {
    /// What the bot did after that moment, oldest first.
    pub fn traces(&self, after: u64) -> Vec<Trace> {
        let state = self.state();
        // They are kept in the order of their moments.
        let known = state.traces.partition_point(|trace| trace.message.moment <= after);
        state.traces.range(known..).cloned().collect()
    }

    /// All messages of a chat in their order, deleted ones included and marked.
    pub fn chat(&self, id: i64) -> Vec<Shown> {
        let state = self.state();
        let messages = state.chats.get(&id).map(|chat| chat.messages.as_slice());
        messages.unwrap_or_default().iter().map(|message| Shown::new(message, &state)).collect()
    }

    pub fn summary(&self, id: i64) -> Option<Summary> {
        let state = self.state();
        state.chats.get(&id).map(|chat| summary(chat, &state))
    }

    pub fn summaries(&self) -> Vec<Summary> {
        let state = self.state();
        state.chats.values().map(|chat| summary(chat, &state)).collect()
    }

    /// Everything that was called, oldest first; waiting for updates is not counted.
    pub fn calls(&self) -> Vec<Called> {
        self.state().calls.iter().cloned().collect()
    }

    /// The last lines of the log, oldest first.
    pub fn last_calls(&self, count: usize) -> Vec<Called> {
        let state = self.state();
        state.calls.iter().skip(state.calls.len().saturating_sub(count)).cloned().collect()
    }

    pub fn toasts(&self) -> Vec<Toast> {
        self.state().toasts.clone()
    }

    /// How many changes messages have gone through.
    pub fn moment(&self) -> u64 {
        self.state().moment
    }

    /// A file by its id: its name and its bytes.
    pub fn file(&self, id: &str) -> Option<(String, Bytes)> {
        let state = self.state();
        state.files.find(id).map(|file| (file.name.clone(), file.bytes.clone()))
    }

    /// The commands that a person finds in the menu of their chat.
    pub fn commands(&self, chat: i64, language: &str) -> Vec<(String, String)> {
        let state = self.state();
        let scopes = [format!("chat {chat}"), "all_private_chats".into(), "default".into()];
        let found = scopes.into_iter().find_map(|scope| {
            let of = |language: &str| state.commands.get(&(scope.clone(), language.to_owned()));
            of(language).or_else(|| of("")).cloned()
        });
        let list = found.as_ref().and_then(|list| list.as_array()).into_iter().flatten();
        let text = |of: &serde_json::Value, name: &str| of[name].as_str().map(str::to_owned);
        list.filter_map(|of| Some((text(of, "command")?, text(of, "description")?))).collect()
    }

    /// Returns once somebody waits for updates and everything before has been confirmed.
    pub async fn idle(&self) {
        let mut changes = self.watch();
        while !self.state().queue.idle() {
            if changes.changed().await.is_err() {
                return;
            }
        }
    }
}

fn summary(chat: &Chat, state: &State) -> Summary {
    let pending = state.queries.values().filter(|query| query.chat == chat.id && !query.answered);
    Summary {
        id: chat.id,
        kind: chat.kind.clone(),
        blocked: chat.blocked,
        keyboard: chat.keyboard.clone(),
        pending: pending.map(|query| (query.message, query.data.clone())).collect(),
        crowded: chat.pace.crowded,
    }
}
