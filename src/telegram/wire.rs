//! The few fields of an update that a shop looks at, each of them possibly absent.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Formats that the programs make of signs around a word and take these out: `**`, `__`, `~~`,
/// `||`. Underlining has none, but comes by the same ways. An address behind other words is gone
/// from the text as well. `code` and what is found in a text by itself cost nothing.
const COSTLY: [&str; 6] = ["bold", "italic", "underline", "strikethrough", "spoiler", "text_link"];

/// Whatever stands there: what is no list of formats has none.
fn formatted<'de, D: Deserializer<'de>>(entities: D) -> Result<bool, D::Error> {
    let entities = Value::deserialize(entities)?;
    let costly = |entity: &Value| {
        entity.get("type").and_then(Value::as_str).is_some_and(|kind| COSTLY.contains(&kind))
    };
    Ok(entities.as_array().is_some_and(|all| all.iter().any(costly)))
}

#[derive(Deserialize)]
pub struct Numbered {
    pub update_id: u64,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Update {
    pub message: Option<Message>,
    pub edited_message: Option<Message>,
    pub callback_query: Option<Callback>,
    pub my_chat_member: Option<Membership>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Message {
    pub message_id: Option<i32>,
    pub from: Option<User>,
    pub chat: Option<Chat>,
    pub text: Option<String>,
    /// Whether some of the text was given a format that costs signs.
    #[serde(rename = "entities", deserialize_with = "formatted")]
    pub formatted: bool,
    pub caption: Option<String>,
    #[serde(rename = "caption_entities", deserialize_with = "formatted")]
    pub caption_formatted: bool,
    pub photo: Option<Vec<Photo>>,
    pub document: Option<Document>,
    /// A GIF, which comes as a document too.
    pub animation: Option<IgnoredAny>,
    /// Messages that were sent together share it.
    pub media_group_id: Option<String>,
    /// What it answers.
    pub reply_to_message: Option<Box<Message>>,
    pub migrate_to_chat_id: Option<i64>,
    pub migrate_from_chat_id: Option<i64>,
}

#[derive(Deserialize)]
pub struct User {
    pub id: u64,
    #[serde(default)]
    pub is_bot: bool,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub username: Option<String>,
    pub language_code: Option<String>,
}

#[derive(Deserialize)]
pub struct Chat {
    pub id: i64,
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

#[derive(Deserialize)]
pub struct Photo {
    pub file_id: String,
    #[serde(default)]
    pub width: u64,
    #[serde(default)]
    pub height: u64,
}

#[derive(Deserialize)]
pub struct Document {
    pub file_id: String,
    pub file_name: Option<String>,
    pub mime_type: Option<String>,
    pub file_size: Option<u64>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Callback {
    pub id: Option<String>,
    pub from: Option<User>,
    /// Its content is absent when Telegram no longer has it.
    pub message: Option<Message>,
    pub data: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Membership {
    pub chat: Option<Chat>,
    pub from: Option<User>,
    pub new_chat_member: Option<Member>,
}

#[derive(Deserialize)]
pub struct Member {
    pub status: Option<String>,
}
