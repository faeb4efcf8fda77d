//! A message as the server keeps it, and as JSON tells of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::file::Files;
use super::html::{Entity, Kind, Rich};
use super::markup::Markup;
use crate::domain::time::Timestamp;

#[derive(Clone, Debug)]
pub struct Message {
    pub id: i32,
    pub author: Author,
    pub at: Timestamp,
    pub edited: Option<Timestamp>,
    pub edits: u32,
    pub deleted: bool,
    pub topic: Option<i32>,
    pub content: Content,
    pub markup: Markup,
    /// Neither forwarded nor saved.
    pub guarded: bool,
    pub pinned: bool,
    /// Which change of the world touched it last.
    pub moment: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    Bot,
    Person(u64),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// As the bot wrote it.
    pub html: String,
    pub rich: Rich,
    pub media: Media,
}

/// What a message carries besides text. Files by their ids.
#[derive(Clone, Debug, PartialEq)]
pub enum Media {
    None,
    Photo(String),
    Document(String),
    Sticker {
        file: String,
        emoji: String,
    },
    /// Fields of a service message.
    Service(Value),
}

impl Media {
    /// Its file has another id now.
    pub fn renumber(&mut self, ids: &BTreeMap<String, String>) {
        if let Media::Photo(file) | Media::Document(file) | Media::Sticker { file, .. } = self
            && let Some(now) = ids.get(file)
        {
            file.clone_from(now);
        }
    }

    pub fn file(&self) -> Option<&str> {
        match self {
            Media::Photo(file) | Media::Document(file) | Media::Sticker { file, .. } => Some(file),
            Media::None | Media::Service(_) => None,
        }
    }
}

impl Content {
    /// What a person typed: no markup, but commands are known as such.
    pub fn typed(text: &str) -> Content {
        let mut rich = Rich::plain(text);
        if rich.text.starts_with('/') {
            let end = rich.text.find(char::is_whitespace).unwrap_or(rich.text.len());
            let length = super::html::units(&rich.text[..end]);
            rich.entities.push(Entity { offset: 0, length, kind: Kind::Plain("bot_command") });
        }
        Content { html: String::new(), rich, media: Media::None }
    }

    pub fn with(self, media: Media) -> Content {
        Content { media, ..self }
    }
}

impl Message {
    /// The message as updates and answers carry it; `from` and `chat` are already JSON.
    pub fn json(&self, from: Value, chat: Value, files: &Files) -> Value {
        let mut message = json!({
            "message_id": self.id,
            "chat": chat,
            "date": self.at.0 / 1000,
        });
        // In a channel nobody in particular has said it.
        match message["chat"]["type"] == "channel" {
            true => message["sender_chat"] = message["chat"].clone(),
            false => message["from"] = from,
        }
        if let Some(edited) = self.edited {
            message["edit_date"] = json!(edited.0 / 1000);
        }
        if let Some(topic) = self.topic {
            message["message_thread_id"] = json!(topic);
            message["is_topic_message"] = json!(true);
        }
        if self.guarded {
            message["has_protected_content"] = json!(true);
        }
        if let Some(markup) = self.markup.json() {
            message["reply_markup"] = markup;
        }
        self.tell_content(&mut message, files);
        message
    }

    fn tell_content(&self, message: &mut Value, files: &Files) {
        let file = self.content.media.file().and_then(|id| files.find(id));
        let file = file.map_or(Value::Null, |file| file.json());
        match &self.content.media {
            Media::None => {}
            Media::Photo(_) => message["photo"] = json!([file]),
            Media::Document(_) => message["document"] = file,
            Media::Sticker { emoji, .. } => {
                message["sticker"] = file;
                for (key, value) in [
                    ("type", json!("regular")),
                    ("emoji", json!(emoji)),
                    ("is_animated", json!(false)),
                    ("is_video", json!(false)),
                ] {
                    message["sticker"][key] = value;
                }
            }
            Media::Service(fields) => {
                for (key, value) in fields.as_object().into_iter().flatten() {
                    message[key] = value.clone();
                }
            }
        }
        let (text, entities) = match self.content.media {
            Media::None => ("text", "entities"),
            _ => ("caption", "caption_entities"),
        };
        if !self.content.rich.text.is_empty() {
            message[text] = json!(self.content.rich.text);
        }
        if !self.content.rich.entities.is_empty() {
            let told: Vec<Value> = self.content.rich.entities.iter().map(Entity::json).collect();
            message[entities] = json!(told);
        }
    }
}
