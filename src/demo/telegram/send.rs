//! New messages: sendMessage, sendPhoto, sendDocument.

use serde_json::Value;

use super::call::Call;
use super::chat::ChatKind;
use super::file::FileKind;
use super::html::Rich;
use super::markup::Markup;
use super::message::{Author, Content, Media};
use super::refused::Refused;
use super::state::State;
use crate::domain::limit::{CAPTION_UNITS_MAX, MESSAGE_UNITS_MAX};

impl State {
    pub fn send_message(&mut self, call: &Call) -> Result<Value, Refused> {
        let (html, rich) = text(call)?;
        if rich.units() > MESSAGE_UNITS_MAX {
            return Err(Refused::bad("message is too long"));
        }
        self.send(call, |_| Ok(Content { html, rich, media: Media::None }))
    }

    pub fn send_photo(&mut self, call: &Call) -> Result<Value, Refused> {
        let (html, rich) = caption(call)?;
        self.send(call, |state| {
            let media = state.media(call, "photo", call.text("photo"), FileKind::Photo)?;
            Ok(Content { html, rich, media })
        })
    }

    pub fn send_document(&mut self, call: &Call) -> Result<Value, Refused> {
        let (html, rich) = caption(call)?;
        self.send(call, |state| {
            let media = state.media(call, "document", call.text("document"), FileKind::Document)?;
            Ok(Content { html, rich, media })
        })
    }

    /// The content is made last, so that a refused message keeps no file.
    fn send(
        &mut self,
        call: &Call,
        content: impl FnOnce(&mut State) -> Result<Content, Refused>,
    ) -> Result<Value, Refused> {
        let markup = Markup::read(call)?;
        let id = self.address(call)?;
        self.may_post(id)?;
        let topic = self.topic(id, call)?;
        let (now, strict) = (self.clock.now(), self.weather.strict);
        if let Some(chat) = self.chats.get_mut(&id) {
            let crowded = chat.pace.count(now);
            if strict {
                crowded?;
            }
        }
        let content = content(self)?;
        self.lay_keyboard(id, &markup);
        let message = self.post(id, Author::Bot, content, |message| {
            message.topic = topic;
            message.markup = markup;
            message.guarded = call.flag("protect_content");
        });
        Ok(self.message_json(id, message.unwrap_or_default()))
    }

    fn lay_keyboard(&mut self, chat: i64, markup: &Markup) {
        let Some(chat) = self.chats.get_mut(&chat) else { return };
        match markup {
            Markup::Reply(keyboard) => chat.keyboard = Some(keyboard.clone()),
            Markup::Remove => chat.keyboard = None,
            Markup::None | Markup::Inline(_) | Markup::Force => {}
        }
    }

    /// The chat a call is about, if the bot may write there.
    pub fn address(&self, call: &Call) -> Result<i64, Refused> {
        let id = match call.number("chat_id") {
            Some(id) => id,
            None if call.text("chat_id").is_none_or(str::is_empty) => {
                return Err(Refused::bad("chat_id is empty"));
            }
            None => return Err(Refused::bad("chat not found")),
        };
        let chat = self.chats.get(&id).ok_or_else(|| Refused::bad("chat not found"))?;
        self.reaches(id)?;
        match chat.moved_to {
            Some(to) => Err(Refused::moved(to)),
            None if chat.blocked => Err(Refused::forbidden("bot was blocked by the user")),
            None => Ok(id),
        }
    }

    /// Whether it has been thrown out of there.
    pub fn reaches(&self, id: i64) -> Result<(), Refused> {
        match self.channel(id).is_some_and(|channel| !channel.member) {
            true => Err(Refused::forbidden("bot was kicked from the channel chat")),
            false => Ok(()),
        }
    }

    fn topic(&self, chat: i64, call: &Call) -> Result<Option<i32>, Refused> {
        let Some(wanted) = call.number("message_thread_id").filter(|id| *id != 0) else {
            return Ok(None);
        };
        let found = i32::try_from(wanted).ok().filter(|id| {
            let kind = self.chats.get(&chat).map(|chat| &chat.kind);
            matches!(kind, Some(ChatKind::Group { topics, .. }) if topics.contains(id))
        });
        found.map(Some).ok_or_else(|| Refused::bad("message thread not found"))
    }

    /// A file of a call: uploaded with it, or one that is known already.
    pub fn media(
        &mut self,
        call: &Call,
        field: &str,
        value: Option<&str>,
        kind: FileKind,
    ) -> Result<Media, Refused> {
        let file = match (call.upload(field, value), value) {
            (Some(upload), _) => self.files.keep(kind, &upload.name, upload.bytes.clone())?,
            (None, Some(id)) if id.starts_with("http") => {
                return Err(Refused::bad("failed to get HTTP URL content"));
            }
            (None, Some(id)) if !id.is_empty() => self.files.again(kind, id)?,
            (None, _) => return Err(Refused::bad(format!("there is no {field} in the request"))),
        };
        Ok(match kind {
            FileKind::Photo => Media::Photo(file),
            _ => Media::Document(file),
        })
    }
}

/// The text of a message, which must be one.
pub fn text(call: &Call) -> Result<(String, Rich), Refused> {
    let source = call.text("text").unwrap_or_default();
    if source.is_empty() {
        return Err(Refused::bad("message text is empty"));
    }
    let rich = rich(source, call.text("parse_mode"))?;
    match rich.text.is_empty() {
        true => Err(Refused::bad("text must be non-empty")),
        false => Ok((source.to_owned(), rich)),
    }
}

pub fn caption(call: &Call) -> Result<(String, Rich), Refused> {
    bounded_caption(call.text("caption").unwrap_or_default(), call.text("parse_mode"))
}

pub fn bounded_caption(source: &str, mode: Option<&str>) -> Result<(String, Rich), Refused> {
    let rich = rich(source, mode)?;
    match rich.units() > CAPTION_UNITS_MAX {
        true => Err(Refused::bad("message caption is too long")),
        false => Ok((source.to_owned(), rich)),
    }
}

fn rich(source: &str, mode: Option<&str>) -> Result<Rich, Refused> {
    match mode.unwrap_or_default().to_ascii_lowercase().as_str() {
        "" => Ok(Rich::plain(source)),
        "html" => {
            Rich::parse(source).map_err(|why| Refused::bad(format!("can't parse entities: {why}")))
        }
        _ => Err(Refused::bad("unsupported parse_mode")),
    }
}
