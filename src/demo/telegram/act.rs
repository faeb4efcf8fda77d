//! What people do in their chats: each act becomes a message and an update.

use bytes::Bytes;
use serde_json::{Value, json};

use super::Telegram;
use super::chat::{ChatKind, Profile};
use super::file::FileKind;
use super::markup::Does;
use super::message::{Author, Content, Media};
use super::refused::Refused;
use super::state::{Query, State};

/// There is no such button under that message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoButton {
    pub message: i32,
    pub wanted: String,
}

/// What pressing a button came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// The bot gets to know, under this query id.
    Query(String),
    /// It happens on the phone: a page to open, a text to paste.
    Local(Does),
}

impl Telegram {
    /// Somebody gets an account and finds the bot.
    pub fn join(&self, profile: Profile) {
        self.change(|state| {
            let id = profile.id;
            state.people.insert(id, profile.clone());
            state.open(id as i64, ChatKind::Private(profile));
        });
    }

    /// A group with the bot in it, and topics if it is a forum.
    pub fn group(&self, id: i64, title: &str, topics: &[i32]) {
        let (title, topics) = (title.to_owned(), topics.iter().copied().collect());
        self.change(|state| state.open(id, ChatKind::Group { title, topics }));
    }

    /// A topic is deleted.
    pub fn close_topic(&self, group: i64, topic: i32) {
        self.change(|state| {
            if let Some(ChatKind::Group { topics, .. }) =
                state.chats.get_mut(&group).map(|chat| &mut chat.kind)
            {
                topics.remove(&topic);
            }
        });
    }

    /// The group becomes a supergroup under a new number.
    pub fn migrate(&self, from: i64, to: i64) {
        self.change(|state| {
            let Some(chat) = state.chats.get_mut(&from) else { return };
            chat.moved_to = Some(to);
            let kind = chat.kind.clone();
            state.open(to, kind);
            let somebody = state.people.keys().next().copied().unwrap_or_default();
            for (chat, field, other) in
                [(from, "migrate_to_chat_id", to), (to, "migrate_from_chat_id", from)]
            {
                let service = Media::Service(json!({ field: other }));
                state.tell(chat, somebody, Content::typed("").with(service));
            }
        });
    }

    /// Says something in one's own chat with the bot. Returns the message's number.
    pub fn say(&self, person: u64, text: &str) -> i32 {
        self.say_in(person as i64, person, text)
    }

    pub fn say_in(&self, chat: i64, person: u64, text: &str) -> i32 {
        self.tell(chat, person, Content::typed(text))
    }

    /// Presses a key that stands in the place of the keyboard: it says its label.
    pub fn press_key(&self, person: u64, label: &str) -> i32 {
        let said = self.say(person, label);
        self.change(|state| {
            if let Some(chat) = state.chats.get_mut(&(person as i64)) {
                chat.keyboard.take_if(|keyboard| keyboard.one_time);
            }
        });
        said
    }

    pub fn send_photo(&self, person: u64, bytes: Bytes, caption: &str) -> Result<i32, Refused> {
        self.tell_file(person, FileKind::Photo, "", bytes, caption)
    }

    pub fn send_document(
        &self,
        person: u64,
        name: &str,
        bytes: Bytes,
        caption: &str,
    ) -> Result<i32, Refused> {
        self.tell_file(person, FileKind::Document, name, bytes, caption)
    }

    fn tell_file(
        &self,
        person: u64,
        kind: FileKind,
        name: &str,
        bytes: Bytes,
        caption: &str,
    ) -> Result<i32, Refused> {
        let file = self.change(|state| state.files.keep(kind, name, bytes))?;
        let media = match kind {
            FileKind::Photo => Media::Photo(file),
            _ => Media::Document(file),
        };
        Ok(self.tell(person as i64, person, Content::typed(caption).with(media)))
    }

    pub fn sticker(&self, person: u64, emoji: &str) -> i32 {
        let bytes = Bytes::from_static(b"RIFF\x00\x00\x00\x00WEBP");
        let file = self.change(|state| state.files.keep(FileKind::Sticker, "", bytes));
        let media = Media::Sticker { file: file.unwrap_or_default(), emoji: emoji.to_owned() };
        self.tell(person as i64, person, Content::typed("").with(media))
    }

    /// Presses a button under a message of one's own chat, by its label or its data.
    pub fn press(&self, person: u64, message: i32, wanted: &str) -> Result<Pressed, NoButton> {
        self.press_in(person as i64, person, message, wanted)
    }

    pub fn press_in(
        &self,
        chat: i64,
        person: u64,
        message: i32,
        wanted: &str,
    ) -> Result<Pressed, NoButton> {
        let does = self.state().chats.get_mut(&chat).and_then(|chat| {
            let keys = chat.standing(message)?.markup.inline().iter().flatten();
            let mut keys = keys.filter(|key| {
                key.label == wanted || matches!(&key.does, Does::Data(data) if data == wanted)
            });
            keys.next().map(|key| key.does.clone())
        });
        match does {
            Some(Does::Data(data)) => Ok(Pressed::Query(self.query(chat, person, message, &data))),
            Some(local) => Ok(Pressed::Local(local)),
            None => Err(NoButton { message, wanted: wanted.to_owned() }),
        }
    }

    /// What a hostile client can do: press a button that was never there.
    pub fn press_forged(&self, person: u64, message: i32, data: &str) -> String {
        self.query(person as i64, person, message, data)
    }

    fn query(&self, chat: i64, person: u64, message: i32, data: &str) -> String {
        self.change(|state| {
            state.let_in(person);
            let id = format!("{}", 4_000_000_000_000_000_001 + state.queries.len() as u64);
            let at = state.clock.now();
            let query = Query { chat, message, data: data.to_owned(), at, answered: false };
            state.queries.insert(id.clone(), query);
            let mut body = json!({
                "id": id,
                "from": state.person_json(person),
                "chat_instance": format!("{}", chat.unsigned_abs() * 7),
                "data": data,
            });
            let known = state.chats.get_mut(&chat).is_some_and(|c| c.standing(message).is_some());
            body["message"] = match known {
                true => state.message_json(chat, message),
                // What Telegram says of a message it no longer has.
                false => json!({
                    "chat": state.chats.get(&chat).map(|chat| chat.json()),
                    "message_id": message,
                    "date": 0,
                }),
            };
            state.enqueue("callback_query", body);
            id
        })
    }

    pub fn block(&self, person: u64) {
        self.change(|state| state.membership(person, Membership::Kicked));
    }

    pub fn unblock(&self, person: u64) {
        self.change(|state| state.membership(person, Membership::Member));
    }

    fn tell(&self, chat: i64, person: u64, content: Content) -> i32 {
        self.change(|state| {
            state.let_in(person);
            state.tell(chat, person, content)
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Membership {
    Member,
    Kicked,
}

impl State {
    fn tell(&mut self, chat: i64, person: u64, content: Content) -> i32 {
        let posted = self.post(chat, Author::Person(person), content, |_| {});
        let id = posted.unwrap_or_default();
        let body = self.message_json(chat, id);
        if posted.is_some() {
            self.enqueue("message", body);
        }
        id
    }

    /// Who writes to a bot they had blocked has let it in again.
    fn let_in(&mut self, person: u64) {
        self.membership(person, Membership::Member);
    }

    fn membership(&mut self, person: u64, now: Membership) {
        let Some(chat) = self.chats.get_mut(&(person as i64)) else { return };
        let blocked = now == Membership::Kicked;
        if chat.blocked == blocked {
            return;
        }
        chat.blocked = blocked;
        let chat = chat.json();
        let bot = self.bot_json();
        let member = |status: &str| -> Value {
            let mut member = json!({ "user": bot, "status": status });
            if status == "kicked" {
                member["until_date"] = json!(0);
            }
            member
        };
        let (old, new) = match now {
            Membership::Kicked => ("member", "kicked"),
            Membership::Member => ("kicked", "member"),
        };
        self.enqueue(
            "my_chat_member",
            json!({
                "chat": chat,
                "from": self.person_json(person),
                "date": self.clock.now().0 / 1000,
                "old_chat_member": member(old),
                "new_chat_member": member(new),
            }),
        );
    }
}
