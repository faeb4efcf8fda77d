//! What a message has in it: a file, or something by Telegram's name of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::wire::{Document, Photo};
use crate::chat::incoming::Said;

/// Telegram's names of what a person may send, in the order in which they count: a venue is a
/// location too.
const KINDS: &[&str] = &[
    "animation",
    "sticker",
    "voice",
    "video",
    "video_note",
    "audio",
    "contact",
    "venue",
    "location",
    "poll",
    "dice",
    "story",
    "game",
    "invoice",
    "successful_payment",
    "rich_message",
];

/// The names of an object's fields, without their values.
type Names<'a> = BTreeMap<Cow<'a, str>, IgnoredAny>;

/// The file of a message.
pub fn file(
    photo: Option<Vec<Photo>>,
    document: Option<Document>,
    caption: String,
) -> Option<Said> {
    let photos = photo.unwrap_or_default().into_iter();
    let largest = photos.max_by_key(|size| size.width.saturating_mul(size.height));
    if let Some(Photo { file_id: file, .. }) = largest {
        return Some(Said::Photo { file, caption });
    }
    let Document { file_id: file, file_name, mime_type: mime, file_size } = document?;
    let (name, bytes) = (file_name.unwrap_or_default(), file_size.unwrap_or_default());
    Some(Said::Document { file, name, mime, bytes, caption })
}

/// A command with one word at most: `/addstock 1`. What says more has its goods with it.
pub fn about_a_file(text: &str) -> bool {
    text.starts_with('/') && !text.contains('|') && text.split_whitespace().count() <= 2
}

/// What was said in a message we have no use for, by Telegram's name of it.
pub fn content(raw: &str) -> String {
    #[derive(Deserialize)]
    struct Frame<'a> {
        #[serde(borrow)]
        message: Names<'a>,
    }
    let names = serde_json::from_str::<Frame>(raw).map(|frame| frame.message).unwrap_or_default();
    let known = KINDS.iter().find(|kind| names.contains_key(**kind));
    known.map_or("unknown", |kind| kind).to_owned()
}

/// What kind of update it is.
pub fn kind(raw: &str) -> String {
    let names = serde_json::from_str::<Names>(raw).unwrap_or_default();
    let other = names.into_keys().find(|name| name != "update_id");
    other.map_or_else(|| "nothing".to_owned(), Cow::into_owned)
}
