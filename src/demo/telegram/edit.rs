//! Changes of messages that stand already, and their end.

use serde_json::{Value, json};

use super::call::Call;
use super::file::FileKind;
use super::look::Change;
use super::markup::Markup;
use super::message::{Author, Content, Media, Message};
use super::refused::Refused;
use super::send::{bounded_caption, caption, text};
use super::state::State;
use crate::domain::limit::MESSAGE_UNITS_MAX;
use crate::domain::time::Span;

/// Older messages stay.
const DELETABLE_FOR: Span = Span::hours(48);
const DELETABLE_AT_ONCE: usize = 100;

impl State {
    pub fn edit_text(&mut self, call: &Call) -> Result<Value, Refused> {
        let (html, rich) = text(call)?;
        if rich.units() > MESSAGE_UNITS_MAX {
            return Err(Refused::bad("MESSAGE_TOO_LONG"));
        }
        let (_, message) = self.editable(call)?;
        if message.content.media != Media::None {
            return Err(Refused::bad("there is no text in the message to edit"));
        }
        self.replace(call, Content { html, rich, media: Media::None })
    }

    pub fn edit_caption(&mut self, call: &Call) -> Result<Value, Refused> {
        let (html, rich) = caption(call)?;
        let (_, message) = self.editable(call)?;
        let media = message.content.media.clone();
        if media == Media::None {
            return Err(Refused::bad("there is no caption in the message to edit"));
        }
        self.replace(call, Content { html, rich, media })
    }

    pub fn edit_media(&mut self, call: &Call) -> Result<Value, Refused> {
        let given = call.object("media").transpose()?;
        let given = given.ok_or_else(|| Refused::bad("input media is not specified"))?;
        let field = |name: &str| given.get(name).and_then(Value::as_str);
        let kind = match field("type") {
            Some("photo") => FileKind::Photo,
            Some("document") => FileKind::Document,
            _ => return Err(Refused::bad("can't parse input media: unsupported type")),
        };
        let (html, rich) =
            bounded_caption(field("caption").unwrap_or_default(), field("parse_mode"))?;
        self.editable(call)?;
        let media = self.media(call, "media", field("media"), kind)?;
        self.replace(call, Content { html, rich, media })
    }

    pub fn edit_markup(&mut self, call: &Call) -> Result<Value, Refused> {
        let (_, message) = self.editable(call)?;
        let content = message.content.clone();
        self.replace(call, content)
    }

    /// The message a call wants to change: ours, standing, and without a reply keyboard.
    fn editable(&self, call: &Call) -> Result<(i64, &Message), Refused> {
        let chat = self.address(call)?;
        let wanted = message_id(call)?;
        let mut messages = self.chats.get(&chat).into_iter().flat_map(|chat| &chat.messages);
        let message = messages
            .find(|message| message.id == wanted && !message.deleted)
            .ok_or_else(|| Refused::bad("message to edit not found"))?;
        let ours = message.author == Author::Bot;
        let plain = matches!(message.markup, Markup::None | Markup::Inline(_));
        match ours && plain {
            true => Ok((chat, message)),
            false => Err(Refused::bad("message can't be edited")),
        }
    }

    /// Keys that are not given again go away.
    fn replace(&mut self, call: &Call, content: Content) -> Result<Value, Refused> {
        let markup = Markup::read_inline(call)?;
        let (chat, message) = self.editable(call)?;
        let id = message.id;
        let same = (message.content.rich == content.rich)
            && (message.content.media == content.media)
            && (message.markup == markup);
        if same {
            return Err(Refused::bad(
                "message is not modified: specified new message content and reply markup are \
                 exactly the same as a current content and reply markup of the message",
            ));
        }
        let (now, moment) = (self.clock.now(), self.next_moment());
        if let Some(message) = self.chats.get_mut(&chat).and_then(|chat| chat.standing(id)) {
            message.content = content;
            message.markup = markup;
            message.edited = Some(now);
            message.edits += 1;
            message.moment = moment;
        }
        self.trace(chat, id, Change::Edited);
        Ok(self.message_json(chat, id))
    }

    pub fn delete_message(&mut self, call: &Call) -> Result<Value, Refused> {
        let chat = self.address(call)?;
        self.delete(chat, message_id(call)?)
    }

    /// Those that are not there are passed over.
    pub fn delete_messages(&mut self, call: &Call) -> Result<Value, Refused> {
        let chat = self.address(call)?;
        let ids = call.object("message_ids").transpose()?.unwrap_or_default();
        let ids = ids.as_array().map(Vec::as_slice).unwrap_or_default();
        if !(1..=DELETABLE_AT_ONCE).contains(&ids.len()) {
            return Err(Refused::bad("message identifiers are not specified"));
        }
        for id in ids.iter().filter_map(Value::as_i64) {
            let id = i32::try_from(id).unwrap_or_default();
            if self.chats.get_mut(&chat).and_then(|chat| chat.standing(id)).is_some() {
                self.delete(chat, id)?;
            }
        }
        Ok(json!(true))
    }

    fn delete(&mut self, chat: i64, id: i32) -> Result<Value, Refused> {
        let (now, moment) = (self.clock.now(), self.next_moment());
        let channel = self.channel(chat).map(|it| (it.admin && it.delete, it.stays));
        let message = self.chats.get_mut(&chat).and_then(|chat| chat.standing(id));
        let message = message.ok_or_else(|| Refused::bad("message to delete not found"))?;
        let old = now.since(message.at) > DELETABLE_FOR;
        let stays = match channel {
            None => old,
            Some((delete, stays)) => !delete || (old && stays),
        };
        if stays {
            return Err(Refused::bad("message can't be deleted"));
        }
        message.deleted = true;
        message.moment = moment;
        self.trace(chat, id, Change::Deleted);
        Ok(json!(true))
    }
}

fn message_id(call: &Call) -> Result<i32, Refused> {
    let id = call.number("message_id").and_then(|id| i32::try_from(id).ok());
    id.filter(|id| *id > 0).ok_or_else(|| Refused::bad("message identifier is not specified"))
}
