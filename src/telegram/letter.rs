//! One message on its way: the call that shows it, and what it can do without when refused.

use teloxide::payloads::{EditMessageMedia, EditMessageText, SendDocument, SendMessage, SendPhoto};
use teloxide::types::{
    self, FileId, InputFile, InputMedia, InputMediaDocument, InputMediaPhoto, LinkPreviewOptions,
    ParseMode, Recipient, ThreadId,
};

use super::client::{ATTACHED, Call, Upload};
use super::failure::Denied;
use super::keyboard::{buttons, markup};
use super::markup::{cut, plain};
use crate::domain::id::{Address, FileId as KeptId, PictureId};
use crate::domain::limit::{CAPTION_UNITS_MAX, MESSAGE_UNITS_MAX};
use crate::domain::message::{FileKind, Keys, MessageRef, Sent};

/// Telegram's number of the topic "General", which has to be left unsaid.
const GENERAL_TOPIC: i32 = 1;

pub struct Letter {
    pub to: Address,
    pub text: Text,
    pub body: Body,
    pub keys: Keys,
    /// It comes without a sound.
    pub silent: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    Html(String),
    Plain(String),
}

/// What the text stands under.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    None,
    /// A photo, and the name Telegram may still know it by.
    Photo {
        known: Option<String>,
        upload: Upload,
    },
    Document(Upload),
    /// A file of the shop's own, by Telegram's name of it.
    KeptFile {
        id: KeptId,
        name: String,
    },
    /// A picture of the shop's own, by Telegram's name of it.
    Kept {
        id: PictureId,
        name: String,
    },
    /// What somebody sent, by Telegram's own name of it: there is nothing else to fall back on.
    Known(Sent),
}

/// Telegram does not know a file by the name we gave.
pub fn unknown_file(denied: &Denied) -> bool {
    let unknown = ["file identifier", "remote file", "file reference", "file_id"];
    unknown.iter().any(|words| denied.says(words))
}

impl Text {
    fn as_str(&self) -> &str {
        match self {
            Text::Html(text) | Text::Plain(text) => text,
        }
    }

    fn parse_mode(&self) -> Option<ParseMode> {
        matches!(self, Text::Html(_)).then_some(ParseMode::Html)
    }

    fn caption(&self) -> Option<String> {
        Some(self.as_str().to_owned()).filter(|text| !text.is_empty())
    }
}

impl Body {
    pub fn is_media(&self) -> bool {
        self.kind().is_some()
    }

    fn kind(&self) -> Option<FileKind> {
        match self {
            Body::None => None,
            Body::Photo { .. } | Body::Kept { .. } => Some(FileKind::Photo),
            Body::Document(_) | Body::KeptFile { .. } => Some(FileKind::Document),
            Body::Known(sent) => Some(sent.kind),
        }
    }

    /// How much text there is room for.
    pub fn units_max(&self) -> usize {
        if self.is_media() { CAPTION_UNITS_MAX } else { MESSAGE_UNITS_MAX }
    }

    /// How a call names the file, and the file itself if it has to come along.
    fn file(&self) -> (InputFile, Option<Upload>) {
        let (name, upload) = match self {
            Body::None => ("", None),
            Body::Known(sent) => (sent.file.as_str(), None),
            Body::Kept { name, .. } | Body::KeptFile { name, .. } => (name.as_str(), None),
            Body::Photo { known: Some(name), .. } => (name.as_str(), None),
            Body::Photo { known: None, upload } | Body::Document(upload) => {
                (ATTACHED, Some(upload.clone()))
            }
        };
        (InputFile::file_id(FileId(name.to_owned())), upload)
    }
}

impl Letter {
    /// The call that shows it as a new message.
    pub fn send(&self) -> Call {
        let (file, upload) = self.body.file();
        let call = match self.body.kind() {
            None => Call::new("sendMessage", &self.message()),
            Some(FileKind::Photo) => Call::new("sendPhoto", &self.photo(file)),
            Some(FileKind::Document) => Call::new("sendDocument", &self.document(file)),
        };
        call.with(upload)
    }

    /// Whether Telegram can put it in the place of an old message: text becomes no picture, nor
    /// the other way round, and a reply keyboard comes with a new message only.
    pub fn fits(&self, old: MessageRef) -> bool {
        !matches!(self.keys, Keys::Reply(_) | Keys::Staying(_)) && self.body.is_media() == old.media
    }

    /// The call that puts it there.
    pub fn edit(&self, old: MessageRef) -> Call {
        let id = types::MessageId(old.id);
        if !self.body.is_media() {
            let mut edit = EditMessageText::new(self.recipient(), id, self.text.as_str());
            edit.parse_mode = self.text.parse_mode();
            edit.link_preview_options = Some(no_preview());
            edit.reply_markup = buttons(&self.keys);
            return Call::new("editMessageText", &edit);
        }
        let (file, upload) = self.body.file();
        let mut edit = EditMessageMedia::new(self.recipient(), id, self.media(file));
        edit.reply_markup = buttons(&self.keys);
        Call::new("editMessageMedia", &edit).with(upload)
    }

    /// Gives up what Telegram did not like, so that this refusal cannot come again; says
    /// whether there was something to give up.
    pub fn concede(&mut self, denied: &Denied) -> bool {
        if let Body::Photo { known, .. } = &mut self.body
            && known.is_some()
            && unknown_file(denied)
        {
            *known = None;
            return true;
        }
        let unreadable =
            ["can't parse entities", "is too long", "message_too_long", "caption_too_long"];
        match &self.text {
            Text::Html(html) if unreadable.iter().any(|words| denied.says(words)) => {
                tracing::warn!(why = denied.description, "a message goes out without its markup");
                self.text = Text::Plain(cut(&plain(html), self.body.units_max()));
                true
            }
            _ => false,
        }
    }

    fn message(&self) -> SendMessage {
        let mut send = SendMessage::new(self.recipient(), self.text.as_str());
        send.message_thread_id = self.topic();
        send.disable_notification = self.silent.then_some(true);
        send.parse_mode = self.text.parse_mode();
        send.link_preview_options = Some(no_preview());
        send.reply_markup = markup(&self.keys);
        send
    }

    fn photo(&self, file: InputFile) -> SendPhoto {
        let mut send = SendPhoto::new(self.recipient(), file);
        send.message_thread_id = self.topic();
        send.disable_notification = self.silent.then_some(true);
        send.caption = self.text.caption();
        send.parse_mode = self.text.parse_mode();
        send.reply_markup = markup(&self.keys);
        send
    }

    fn document(&self, file: InputFile) -> SendDocument {
        let mut send = SendDocument::new(self.recipient(), file);
        send.message_thread_id = self.topic();
        send.disable_notification = self.silent.then_some(true);
        send.caption = self.text.caption();
        send.parse_mode = self.text.parse_mode();
        send.reply_markup = markup(&self.keys);
        send
    }

    fn media(&self, file: InputFile) -> InputMedia {
        if self.body.kind() == Some(FileKind::Document) {
            let mut media = InputMediaDocument::new(file);
            media.caption = self.text.caption();
            media.parse_mode = self.text.parse_mode();
            return InputMedia::Document(media);
        }
        let mut media = InputMediaPhoto::new(file);
        media.caption = self.text.caption();
        media.parse_mode = self.text.parse_mode();
        InputMedia::Photo(media)
    }

    fn recipient(&self) -> Recipient {
        Recipient::Id(types::ChatId(self.to.chat.0))
    }

    fn topic(&self) -> Option<ThreadId> {
        let topic = self.to.topic.filter(|&topic| topic != GENERAL_TOPIC);
        topic.map(|topic| ThreadId(types::MessageId(topic)))
    }
}

/// A shop's message is about the shop, not about the page it happens to mention.
fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ChatId;
    use serde_json::{Value, json};

    fn letter(topic: Option<i32>) -> Letter {
        Letter {
            to: Address { chat: ChatId(-7), topic },
            text: Text::Html("<b>Hi</b>".into()),
            body: Body::None,
            keys: Keys::None,
            silent: false,
        }
    }

    fn photo(known: Option<&str>) -> Body {
        let upload = Upload { name: "a.png".into(), bytes: "png".into() };
        Body::Photo { known: known.map(str::to_owned), upload }
    }

    fn no(description: &str) -> Denied {
        let description = format!("Bad Request: {description}");
        Denied { code: 400, description, retry_after: None, moved_to: None }
    }

    #[test]
    fn a_text_as_telegram_wants_it() {
        let mut letter = letter(Some(12));
        let params = json!({
            "chat_id": -7, "message_thread_id": 12, "text": "<b>Hi</b>", "parse_mode": "HTML",
            "link_preview_options": { "is_disabled": true },
        });
        let call = letter.send();
        assert_eq!((call.method, call.params), ("sendMessage", params));
        assert!(call.upload.is_none());
        letter.to.topic = Some(GENERAL_TOPIC);
        assert_eq!(letter.send().params["message_thread_id"], Value::Null);

        let call = letter.edit(MessageRef { id: 5, media: false });
        let params = json!({
            "chat_id": -7, "message_id": 5, "text": "<b>Hi</b>", "parse_mode": "HTML",
            "link_preview_options": { "is_disabled": true },
        });
        assert_eq!((call.method, call.params), ("editMessageText", params));
    }

    #[test]
    fn media_come_by_name_or_along() {
        let mut letter = Letter { body: photo(Some("AgAC")), ..letter(None) };
        let call = letter.send();
        assert_eq!((call.method, &call.params["photo"]), ("sendPhoto", &json!("AgAC")));
        assert!(call.upload.is_none());
        letter.body = photo(None);
        let call = letter.send();
        assert_eq!(call.params["photo"], ATTACHED);
        assert_eq!(call.params["caption"], "<b>Hi</b>");
        assert!(call.upload.is_some());
        let call = letter.edit(MessageRef { id: 5, media: true });
        let media = json!({
            "type": "photo", "media": ATTACHED, "caption": "<b>Hi</b>", "parse_mode": "HTML",
        });
        assert_eq!((call.method, &call.params["media"]), ("editMessageMedia", &media));
        assert!(call.upload.is_some());
        letter.body = Body::Document(Upload { name: "a.txt".into(), bytes: "x".into() });
        letter.text = Text::Html(String::new());
        let call = letter.send();
        let params = json!({ "chat_id": -7, "document": ATTACHED, "parse_mode": "HTML" });
        assert_eq!((call.method, call.params), ("sendDocument", params));
    }

    #[test]
    fn only_like_takes_the_place_of_like() {
        let (text, media) = (MessageRef { id: 5, media: false }, MessageRef { id: 5, media: true });
        let mut letter = letter(None);
        assert!(letter.fits(text) && !letter.fits(media));
        letter.body = photo(None);
        assert!(letter.fits(media) && !letter.fits(text));
        letter.keys = Keys::Reply(vec![]);
        assert!(!letter.fits(media));
    }

    #[test]
    fn each_thing_is_given_up_once() {
        let mut letter = Letter { body: photo(Some("AgAC")), ..letter(Some(12)) };
        letter.text = Text::Html("<b>a &amp; b".into());
        for words in [
            "wrong file identifier/HTTP URL specified",
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ] {
            assert!(letter.concede(&no(words)), "{words}");
            assert!(!letter.concede(&no(words)), "{words}");
        }
        assert_eq!(letter.text, Text::Plain("a & b".into()));
        assert!(letter.body == photo(None));
        // What was meant for a topic is not for all of its group.
        assert!(!letter.concede(&no("message thread not found")));
        assert_eq!(letter.to.topic, Some(12));
        assert!(!letter.concede(&no("not enough rights")));
    }

    #[test]
    fn what_is_too_long_is_cut() {
        let mut letter = letter(None);
        letter.text = Text::Html("x".repeat(5000));
        assert!(letter.concede(&no("message is too long")));
        assert_eq!(letter.text.as_str().chars().count(), MESSAGE_UNITS_MAX);
    }
}
