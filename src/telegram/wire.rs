//! The few fields of an update that a shop looks at, each of them possibly absent.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Formats that the programs make of signs around a word and take these out: `**`, `__`, `~~`,
/// `||`. Underlining has none, but comes by the same ways. An address behind other words is gone
/// from the text as well. `code` and what is found in a text by itself cost nothing.
const COSTLY: [&str; 6] = ["bold", "italic", "underline", "strikethrough", "spoiler", "text_link"];

/// What of a text has a format.
#[derive(Default)]
pub struct Formats(pub Vec<Mark>);

/// One format; offset and length in UTF-16 units, as Telegram counts.
pub struct Mark {
    pub kind: String,
    pub offset: usize,
    pub length: usize,
    pub url: Option<String>,
    pub emoji: Option<String>,
}

impl Formats {
    /// Whether some of the text was given a format that costs signs.
    pub fn costly(&self) -> bool {
        self.0.iter().any(|mark| COSTLY.contains(&mark.kind.as_str()))
    }
}

/// Whatever stands there: what is no list of formats has none.
impl<'de> Deserialize<'de> for Formats {
    fn deserialize<D: Deserializer<'de>>(entities: D) -> Result<Formats, D::Error> {
        let entities = Value::deserialize(entities)?;
        let words = |entity: &Value, name: &str| entity.get(name)?.as_str().map(str::to_owned);
        let number = |entity: &Value, name: &str| {
            let number = entity.get(name).and_then(Value::as_u64);
            number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
        };
        let mark = |entity: &Value| {
            Some(Mark {
                kind: words(entity, "type")?,
                offset: number(entity, "offset"),
                length: number(entity, "length"),
                url: words(entity, "url"),
                emoji: words(entity, "custom_emoji_id"),
            })
        };
        let all = entities.as_array().map(Vec::as_slice).unwrap_or_default();
        Ok(Formats(all.iter().filter_map(mark).collect()))
    }
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
    pub entities: Formats,
    pub caption: Option<String>,
    pub caption_entities: Formats,
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
