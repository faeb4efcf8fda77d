//! An update of the Bot API to an `Incoming`: read leniently, so that a newer API empties nothing.
//!
//! Only what we need is looked at (`wire.rs`). New fields, entities and kinds pass unseen; what
//! is no news for a shop is dropped by name, but its number still counts.

use super::content::{about_a_file, content, file, kind};
use super::entities;
use super::wire::{Callback, Chat, Membership, Message, Numbered, Update, User};
use crate::chat::incoming::{Incoming, Said};
use crate::domain::customer::Person;
use crate::domain::id::{ChatId, CustomerId};
use crate::domain::limit::ALBUM_CHARS_MAX;
use crate::domain::message::MessageRef;
use crate::domain::shop::Language;
use crate::domain::text::shorten;

/// An update: its number, and what of it concerns the shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    pub id: u64,
    pub incoming: Option<Incoming>,
}

impl Received {
    /// Reads one update. Nothing if it has no number: then there is nothing to confirm either.
    pub fn parse(raw: &str) -> Option<Received> {
        // serde reads a struct from an array too; an update is an object.
        let numbered = raw.trim_start().starts_with('{').then(|| serde_json::from_str(raw));
        let Some(Ok(Numbered { update_id: id })) = numbered else {
            tracing::warn!(bytes = raw.len(), "an update without a number is skipped");
            return None;
        };
        let incoming = match serde_json::from_str::<Update>(raw) {
            Ok(update) => update.incoming(raw),
            Err(err) => {
                // The position only: the message of the error may quote what was sent.
                let column = err.column();
                tracing::warn!(update.id = id, column, "an update that cannot be read is dropped");
                return Some(Received { id, incoming: None });
            }
        };
        if incoming.is_none() {
            tracing::debug!(update.id = id, kind = %kind(raw), "an update is none of our business");
        }
        Some(Received { id, incoming })
    }
}

impl Update {
    fn incoming(self, raw: &str) -> Option<Incoming> {
        let Update { message, edited_message, callback_query, my_chat_member } = self;
        let said = message.and_then(|message| message.incoming(raw));
        let edited = || edited_message.and_then(Message::edited);
        let pressed = || callback_query.and_then(Callback::incoming);
        let joined = || my_chat_member.and_then(Membership::incoming);
        said.or_else(edited).or_else(pressed).or_else(joined)
    }
}

impl Message {
    fn incoming(self, raw: &str) -> Option<Incoming> {
        let here = self.chat.as_ref()?.id;
        if let Some(moved) = self.moved(here) {
            return Some(moved);
        }
        let chat = self.chat.as_ref().and_then(Chat::private)?;
        let from = self.from.and_then(User::person)?;
        let formatted = self.entities.costly() || self.caption_entities.costly();
        let said = match (self.text, self.reply_to_message) {
            // A command that answers a file is as one that came with it.
            (Some(text), Some(to)) if about_a_file(&text) => {
                to.sent(text.clone()).unwrap_or(Said::Text(text))
            }
            (Some(text), _) => match entities::html(&text, &self.entities.0) {
                Some(html) => Said::Formatted { text, html },
                None => Said::Text(text),
            },
            (None, _) => {
                let caption = self.caption.unwrap_or_default();
                let document = self.document.filter(|_| self.animation.is_none());
                file(self.photo, document, caption).unwrap_or_else(|| Said::Other(content(raw)))
            }
        };
        let said = match self.media_group_id {
            Some(group) => {
                Said::OfAlbum { group: shorten(&group, ALBUM_CHARS_MAX), one: said.into() }
            }
            None => said,
        };
        Some(Incoming { chat, private: true, from, said, formatted })
    }

    /// A message was changed after it was sent. A place that moves changes all the time, and is
    /// nobody's doing.
    fn edited(self) -> Option<Incoming> {
        let chat = self.chat.as_ref().and_then(Chat::private)?;
        let written = self.text.is_some() || self.caption.is_some();
        let from = self.from.filter(|_| written || self.document.is_some() || self.photo.is_some());
        Some(Incoming {
            chat,
            private: true,
            from: from.and_then(User::person)?,
            said: Said::Edited,
            formatted: false,
        })
    }

    /// The file in it, as if it had come with this caption; nothing if a bot has sent it.
    fn sent(self, caption: String) -> Option<Said> {
        let document = self.document.filter(|_| self.animation.is_none());
        let by_person = self.from.is_some_and(|from| !from.is_bot);
        file(self.photo, document, caption).filter(|_| by_person)
    }

    /// A group that became a supergroup says so twice: in the old chat and in the new one.
    fn moved(&self, here: i64) -> Option<Incoming> {
        let (old, new) = match (self.migrate_to_chat_id, self.migrate_from_chat_id) {
            (Some(new), _) => (here, new),
            (None, Some(old)) => (old, here),
            (None, None) => return None,
        };
        let said = Said::GroupMoved { to: ChatId(new) };
        // Whoever did it is of no interest, and often an anonymous admin.
        let from = Person::new(0, "", "");
        Some(Incoming { chat: ChatId(old), private: false, from, said, formatted: false })
    }

    fn reference(&self) -> Option<MessageRef> {
        let media = self.photo.is_some() || self.document.is_some();
        self.message_id.map(|id| MessageRef { id, media })
    }
}

impl Callback {
    fn incoming(self) -> Option<Incoming> {
        let from = self.from.and_then(User::person)?;
        let message = self.message.as_ref();
        let chat = match message.and_then(|message| message.chat.as_ref()) {
            Some(chat) => chat.private()?,
            None => from.id.chat(),
        };
        let message = message.and_then(Message::reference);
        let data = self.data.unwrap_or_default();
        let said = Said::Button { callback: self.id?, message, data };
        Some(Incoming { chat, private: true, from, said, formatted: false })
    }
}

impl Membership {
    fn incoming(self) -> Option<Incoming> {
        let chat = self.chat.as_ref().and_then(Chat::private)?;
        let from = self.from.and_then(User::person)?;
        let said = match self.new_chat_member?.status?.as_str() {
            "kicked" => Said::Blocked,
            "member" => Said::Unblocked,
            _ => return None,
        };
        Some(Incoming { chat, private: true, from, said, formatted: false })
    }
}

impl Chat {
    /// A shop speaks with persons, each in their own chat.
    fn private(&self) -> Option<ChatId> {
        let private = self.kind.as_deref() == Some("private");
        private.then_some(ChatId(self.id)).filter(|chat| chat.person().is_some())
    }
}

impl User {
    fn person(self) -> Option<Person> {
        let known = !self.is_bot && CustomerId(self.id).chat().person().is_some();
        known.then(|| {
            let first = self.first_name.unwrap_or_default();
            let last = self.last_name.unwrap_or_default();
            Person {
                username: self.username,
                language: self.language_code.as_deref().and_then(Language::parse),
                ..Person::new(self.id, &first, &last)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn sari() -> Value {
        json!({
            "id": 7, "is_bot": false, "first_name": "Sari", "last_name": "Dewi",
            "username": "sari", "language_code": "id-ID", "is_premium": true,
        })
    }

    /// A message of Sari's with something in it.
    fn message(content: Value) -> Value {
        let mut message = json!({
            "message_id": 5, "date": 1, "from": sari(),
            "chat": { "id": 7, "type": "private", "first_name": "Sari" },
        });
        for (name, value) in content.as_object().unwrap() {
            message[name] = value.clone();
        }
        json!({ "update_id": 10, "message": message })
    }

    fn parse(update: &Value) -> Option<Incoming> {
        let received = Received::parse(&update.to_string()).unwrap();
        assert_eq!(received.id, 10);
        received.incoming
    }

    fn said(content: Value) -> Option<Said> {
        parse(&message(content)).map(|incoming| incoming.said)
    }

    #[test]
    fn a_person_says_something() {
        let incoming = parse(&message(json!({ "text": "halo" }))).unwrap();
        assert_eq!((incoming.chat, incoming.private), (ChatId(7), true));
        let person = Person {
            username: Some("sari".into()),
            language: Some(Language::INDONESIAN),
            ..Person::new(7, "Sari", "Dewi")
        };
        assert!((incoming.from, incoming.said) == (person, Said::Text("halo".into())));
    }

    #[test]
    fn a_newer_api_empties_nothing() {
        let text = "halo".to_owned();
        let entity = json!([{ "type": "date_time", "offset": {}, "unix": [1] }]);
        assert!(said(json!({ "text": text, "entities": entity })) == Some(Said::Text(text)));
    }

    #[test]
    fn formats_come_along_as_html() {
        let bold = json!([{ "type": "bold", "offset": 0, "length": 2 }]);
        let formatted = Said::Formatted { text: "a<b".into(), html: "<b>a&lt;</b>b".into() };
        assert!(said(json!({ "text": "a<b", "entities": bold })) == Some(formatted));
        let link = json!([{ "type": "url", "offset": 0, "length": 3 }]);
        let plain = said(json!({ "text": "a.id", "entities": link }));
        assert!(plain == Some(Said::Text("a.id".into())));
    }

    #[test]
    fn signs_that_became_a_format_are_told() {
        let formatted = |content: Value| parse(&message(content)).map(|it| it.formatted);
        let of = |kind: &str| json!([{ "type": "url" }, { "type": kind, "offset": 0 }]);
        for kind in ["bold", "italic", "underline", "strikethrough", "spoiler", "text_link"] {
            assert_eq!(formatted(json!({ "text": "a", "entities": of(kind) })), Some(true));
            let photo = json!([{ "file_id": "foto" }]);
            let caption = json!({ "photo": photo, "caption": "a", "caption_entities": of(kind) });
            assert_eq!(formatted(caption), Some(true), "{kind}");
        }
        for kind in ["code", "pre", "email", "mention", "hashtag", "bot_command", "phone_number"] {
            assert_eq!(formatted(json!({ "text": "a", "entities": of(kind) })), Some(false));
        }
        for odd in [json!(null), json!(5), json!({}), json!([5, null, {}, { "type": 7 }])] {
            let text = json!({ "text": "a", "entities": odd, "caption_entities": odd });
            assert_eq!(formatted(text), Some(false), "{odd}");
        }
        assert_eq!(formatted(json!({ "text": "a" })), Some(false));
    }

    #[test]
    fn files_are_named() {
        let photo =
            |file: &str, side: u32| json!({ "file_id": file, "width": side, "height": side });
        let photos = json!([photo("small", 90), photo("large", 800), photo("medium", 320)]);
        let large = Said::Photo { file: "large".into(), caption: "netflix".into() };
        assert!(said(json!({ "photo": photos, "caption": "netflix" })) == Some(large));
        assert!(said(json!({ "photo": [] })) == Some(Said::Other("unknown".into())));

        let mut document = json!({ "file_id": "doc", "file_name": "stok.txt", "file_size": 12 });
        let file = |mime: Option<&str>| Said::Document {
            file: "doc".into(),
            name: "stok.txt".into(),
            mime: mime.map(str::to_owned),
            bytes: 12,
            caption: String::new(),
        };
        assert!(said(json!({ "document": document })) == Some(file(None)));
        document["mime_type"] = json!("text/plain");
        assert!(said(json!({ "document": document })) == Some(file(Some("text/plain"))));
        let gif = json!({ "document": document, "animation": document });
        assert!(said(gif) == Some(Said::Other("animation".into())));
    }

    #[test]
    fn a_command_that_answers_a_file_takes_it_along() {
        let document = json!({ "file_id": "doc", "file_name": "stok.txt", "file_size": 12 });
        let answering =
            |text: &str, to: Value| said(json!({ "text": text, "reply_to_message": to }));
        let with = |caption: &str| Said::Document {
            file: "doc".into(),
            name: "stok.txt".into(),
            mime: None,
            bytes: 12,
            caption: caption.into(),
        };
        let sent = json!({ "message_id": 3, "from": sari(), "document": document });
        assert!(answering("/addstock 1", sent.clone()) == Some(with("/addstock 1")));
        for text in ["ini stok 1", "/addstock 1|akun", "/addstock 1\nakun satu"] {
            assert!(answering(text, sent.clone()) == Some(Said::Text(text.into())), "{text}");
        }
        let bot = json!({ "id": 1, "is_bot": true, "first_name": "Toko" });
        let ours = json!({ "message_id": 3, "from": bot, "document": document });
        let text = "/addstock 1";
        assert!(answering(text, ours) == Some(Said::Text(text.into())));
        let words = json!({ "message_id": 3, "from": sari(), "text": "halo" });
        assert!(answering(text, words) == Some(Said::Text(text.into())));
    }

    #[test]
    fn an_album_is_known_as_one() {
        let photo = json!([{ "file_id": "foto", "width": 9, "height": 9 }]);
        let one = Said::Photo { file: "foto".into(), caption: String::new() };
        let said = said(json!({ "photo": photo, "media_group_id": "13" }));
        assert!(said == Some(Said::OfAlbum { group: "13".into(), one: Box::new(one) }));
    }

    #[test]
    fn an_edit_is_told_and_a_place_that_moves_is_not() {
        let edit = |content: Value| {
            let mut update = message(content);
            update["edited_message"] = update["message"].take();
            parse(&update).map(|incoming| incoming.said)
        };
        assert!(edit(json!({ "text": "1|akun" })) == Some(Said::Edited));
        assert!(
            edit(json!({ "document": { "file_id": "x" }, "caption": "x" })) == Some(Said::Edited)
        );
        assert!(edit(json!({ "location": { "live_period": 60 } })).is_none());
        let group = json!({ "id": -7, "type": "supergroup" });
        assert!(edit(json!({ "text": "halo", "chat": group })).is_none());
    }

    #[test]
    fn the_rest_is_told_by_name() {
        assert!(
            said(json!({ "sticker": { "emoji": "🙂" } })) == Some(Said::Other("sticker".into()))
        );
        let venue = json!({ "location": {}, "venue": {} });
        assert!(said(venue) == Some(Said::Other("venue".into())));
        assert!(said(json!({ "hologram": 1 })) == Some(Said::Other("unknown".into())));
    }

    #[test]
    fn groups_and_bots_are_not_listened_to() {
        let group = json!({ "id": -7, "type": "supergroup" });
        assert!(said(json!({ "text": "halo", "chat": group })).is_none());
        let bot = json!({ "id": 8, "is_bot": true, "first_name": "Bot" });
        assert!(said(json!({ "text": "halo", "from": bot })).is_none());
        assert!(said(json!({ "text": "halo", "from": null })).is_none());
        let post = json!({ "update_id": 10, "channel_post": { "text": "halo" } });
        assert_eq!(parse(&post), None);
    }

    #[test]
    fn a_group_gets_a_new_number() {
        let moved = |chat: Value| parse(&message(chat)).map(|it| (it.chat, it.private, it.said));
        let group = json!({ "id": -7, "type": "group" });
        let expected = Some((ChatId(-7), false, Said::GroupMoved { to: ChatId(-1007) }));
        let told = json!({ "chat": group, "migrate_to_chat_id": -1007, "from": null });
        assert!(moved(told) == expected);
        let group = json!({ "id": -1007, "type": "supergroup" });
        let told = json!({ "chat": group, "migrate_from_chat_id": -7 });
        assert!(moved(told) == expected);
    }

    fn button(message: Value) -> Value {
        let pressed = json!({ "id": "99", "from": sari(), "message": message, "data": "a1" });
        json!({ "update_id": 10, "callback_query": pressed })
    }

    fn pressed(message: Value) -> Option<(ChatId, Option<MessageRef>)> {
        let incoming = parse(&button(message))?;
        let Said::Button { callback, message, data } = incoming.said else { return None };
        assert_eq!((callback.as_str(), data.as_str()), ("99", "a1"));
        Some((incoming.chat, message))
    }

    #[test]
    fn a_button_knows_its_message() {
        let chat = json!({ "id": 7, "type": "private" });
        let under = |media| Some((ChatId(7), Some(MessageRef { id: 5, media })));
        assert_eq!(pressed(json!({ "message_id": 5, "chat": chat, "text": "x" })), under(false));
        assert_eq!(pressed(json!({ "message_id": 5, "chat": chat, "photo": [] })), under(true));
        assert_eq!(pressed(json!({ "message_id": 5, "chat": chat, "date": 0 })), under(false));
        assert_eq!(pressed(Value::Null), Some((ChatId(7), None)));
        let group = json!({ "id": -7, "type": "group" });
        assert_eq!(pressed(json!({ "message_id": 5, "chat": group })), None);
    }

    #[test]
    fn somebody_leaves_and_comes_back() {
        let became = |status: &str, kind: &str| {
            let update = json!({ "update_id": 10, "my_chat_member": {
                "chat": { "id": 7, "type": kind }, "from": sari(),
                "new_chat_member": { "status": status, "user": { "id": 1 } },
            } });
            parse(&update).map(|incoming| incoming.said)
        };
        assert!(became("kicked", "private") == Some(Said::Blocked));
        assert!(became("member", "private") == Some(Said::Unblocked));
        assert!(became("administrator", "private").is_none());
        assert!(became("kicked", "group").is_none());
    }

    #[test]
    fn what_cannot_be_read_still_has_its_number() {
        for raw in [
            r#"{"update_id":10,"message":5}"#.to_owned(),
            r#"{"update_id":10,"message":{"text":"\ud800"}}"#.to_owned(),
            format!(r#"{{"update_id":10,"message":{}{}}}"#, "[".repeat(9000), "]".repeat(9000)),
        ] {
            let received = Received::parse(&raw);
            assert_eq!(received, Some(Received { id: 10, incoming: None }));
        }
        for raw in ["", "{}", "[]", "[0]", "null", r#"{"update_id":-1}"#, r#"{"update_id":"1"}"#] {
            assert_eq!(Received::parse(raw), None, "{raw}");
        }
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "\\PC{0,9}".prop_map(Value::from),
        ];
        let names = prop_oneof![
            Just("chat"),
            Just("from"),
            Just("id"),
            Just("type"),
            Just("photo"),
            Just("text"),
        ];
        leaf.prop_recursive(4, 32, 6, move |inner| {
            let members = prop::collection::btree_map(names.clone(), inner.clone(), 0..6);
            prop_oneof![
                prop::collection::vec(inner, 0..6).prop_map(Value::from),
                members.prop_map(|members| json!(members)),
            ]
        })
    }

    /// Puts something else in the place of the n-th value, counted from the outside in.
    fn mutate(value: &mut Value, at: &mut usize, other: &Value) {
        if *at == 0 {
            *value = other.clone();
        }
        *at = at.wrapping_sub(1);
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| mutate(item, at, other)),
            Value::Object(items) => items.values_mut().for_each(|item| mutate(item, at, other)),
            _ => {}
        }
    }

    proptest! {
        #[test]
        fn no_update_does_harm(other in any_json(), at in 0usize..24, which in 0usize..3) {
            let chat = json!({ "id": 7, "type": "private" });
            let photo = json!([{ "file_id": "a", "width": 1, "height": 1 }]);
            let mut update = [
                message(json!({ "text": "halo", "entities": [{ "type": "bold" }] })),
                message(json!({ "photo": photo, "document": { "file_id": "b" } })),
                button(json!({ "message_id": 5, "chat": chat })),
            ][which].clone();
            mutate(&mut update, &mut at.clone(), &other);
            let received = Received::parse(&update.to_string());
            prop_assert_eq!(received.map(|it| it.id), update["update_id"].as_u64());
            Received::parse(&json!({ "update_id": 1, "message": other }).to_string());
        }

        #[test]
        fn nor_does_any_text(raw in "\\PC*") {
            Received::parse(&raw);
        }
    }
}
