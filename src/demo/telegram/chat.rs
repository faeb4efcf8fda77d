//! A chat as the server keeps it: a person's own, or a group with its topics.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::channel::Channel;
use super::markup::ReplyKeyboard;
use super::message::Message;
use super::weather::Pace;
use crate::domain::time::Span;

/// A person with a Telegram account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    pub id: u64,
    pub first_name: String,
    pub last_name: Option<String>,
    pub username: Option<String>,
    /// What the app speaks: `id`, `en-GB`.
    pub language: Option<String>,
}

pub struct Chat {
    pub id: i64,
    pub kind: ChatKind,
    pub messages: Vec<Message>,
    /// The keys that stand in the place of the phone's keyboard.
    pub keyboard: Option<ReplyKeyboard>,
    /// The person will hear nothing of the bot.
    pub blocked: bool,
    /// The group lives under this number now.
    pub moved_to: Option<i64>,
    /// How long every answer of this chat takes.
    pub slow: Option<Span>,
    pub pace: Pace,
    /// Supergroups count their messages by themselves.
    pub next_message: i32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChatKind {
    Private(Profile),
    Group { title: String, topics: BTreeSet<i32> },
    Channel(Channel),
}

impl Profile {
    pub fn new(id: u64, first_name: &str, language: &str) -> Profile {
        Profile {
            id,
            first_name: first_name.to_owned(),
            last_name: None,
            username: None,
            language: Some(language.to_owned()),
        }
    }

    /// The same person with a name that others can write to.
    pub fn named(self, username: &str) -> Profile {
        Profile { username: Some(username.to_owned()), ..self }
    }

    pub fn json(&self) -> Value {
        let mut user = self.names();
        user["is_bot"] = json!(false);
        if let Some(language) = &self.language {
            user["language_code"] = json!(language);
        }
        user
    }

    fn names(&self) -> Value {
        let mut names = json!({ "id": self.id, "first_name": self.first_name });
        if let Some(last) = &self.last_name {
            names["last_name"] = json!(last);
        }
        if let Some(username) = &self.username {
            names["username"] = json!(username);
        }
        names
    }
}

impl Chat {
    pub fn new(id: i64, kind: ChatKind) -> Chat {
        Chat {
            id,
            pace: Pace::new(!matches!(kind, ChatKind::Private(_))),
            kind,
            messages: Vec::new(),
            keyboard: None,
            blocked: false,
            moved_to: None,
            slow: None,
            next_message: 1,
        }
    }

    pub fn supergroup(&self) -> bool {
        self.id < SUPERGROUP_ABOVE
    }

    pub fn json(&self) -> Value {
        match &self.kind {
            ChatKind::Private(profile) => {
                let mut chat = profile.names();
                chat["type"] = json!("private");
                chat
            }
            ChatKind::Group { title, topics } => {
                let kind = if self.supergroup() { "supergroup" } else { "group" };
                let mut chat = json!({ "id": self.id, "title": title, "type": kind });
                if !topics.is_empty() {
                    chat["is_forum"] = json!(true);
                }
                chat
            }
            ChatKind::Channel(channel) => {
                json!({ "id": self.id, "title": channel.title, "type": "channel" })
            }
        }
    }

    /// Of several the one that was sent last.
    pub fn pinned(&self) -> Option<&Message> {
        self.messages.iter().rfind(|message| message.pinned && !message.deleted)
    }

    /// A message that still stands.
    pub fn standing(&mut self, id: i32) -> Option<&mut Message> {
        self.messages.iter_mut().find(|message| message.id == id && !message.deleted)
    }
}

/// Numbers of supergroups begin with -100.
const SUPERGROUP_ABOVE: i64 = -1_000_000_000_000;
