//! The few fields of an update that a shop looks at, each of them possibly absent.

use serde::Deserialize;
use serde::de::IgnoredAny;

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
    pub caption: Option<String>,
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
