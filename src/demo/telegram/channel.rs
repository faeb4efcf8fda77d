//! A channel with the bot as an admin: what it may do there, pins, forwarding, and what its owner
//! does to it.

use serde_json::{Value, json};

use super::Telegram;
use super::call::Call;
use super::chat::{ChatKind, Profile};
use super::message::{Author, Content, Message};
use super::refused::Refused;
use super::state::State;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    pub title: String,
    /// The bot is in it, and is an admin.
    pub member: bool,
    pub admin: bool,
    pub post: bool,
    /// Edits messages of others, and pins.
    pub edit: bool,
    pub delete: bool,
    /// Seconds after which messages delete themselves.
    pub vanish: u64,
    pub protected: bool,
    /// What is older than two days stays, whoever wants to delete it.
    pub stays: bool,
}

impl Channel {
    fn new(title: &str) -> Channel {
        Channel {
            title: title.to_owned(),
            member: true,
            admin: true,
            post: true,
            edit: true,
            delete: true,
            vanish: 0,
            protected: false,
            stays: false,
        }
    }
}

impl Telegram {
    /// A private channel of the owner's with the bot as an admin.
    pub fn channel(&self, id: i64, title: &str) {
        self.change(|state| state.open(id, ChatKind::Channel(Channel::new(title))));
    }

    /// The owner changes something of it.
    pub fn change_channel(&self, id: i64, change: impl FnOnce(&mut Channel)) {
        self.change(|state| state.channel_mut(id).map(change));
    }

    pub fn delete_channel(&self, id: i64) {
        self.change(|state| drop(state.chats.remove(&id)));
    }

    /// Another admin writes something there.
    pub fn post_in(&self, id: i64, person: u64, text: &str) -> i32 {
        let content = Content::typed(text);
        self.change(|state| state.post(id, Author::Person(person), content, |_| {}))
            .unwrap_or_default()
    }

    /// By whoever may: the owner.
    pub fn pin(&self, chat: i64, message: i32) {
        self.change_message(chat, message, |message| message.pinned = true);
    }

    pub fn unpin(&self, chat: i64, message: i32) {
        self.change_message(chat, message, |message| message.pinned = false);
    }

    pub fn erase(&self, chat: i64, message: i32) {
        self.change_message(chat, message, |message| message.deleted = true);
    }

    /// As it is with a file some time after its last message was deleted.
    pub fn forget_file(&self, id: &str) {
        self.change(|state| state.files.forget(id));
    }

    /// What is pinned there, as the app shows it: its number and what stands below it.
    pub fn pinned(&self, chat: i64) -> Option<(i32, String)> {
        let state = self.state();
        let message = state.chats.get(&chat)?.pinned()?;
        Some((message.id, message.content.rich.text.clone()))
    }

    fn change_message(&self, chat: i64, message: i32, change: impl FnOnce(&mut Message)) {
        self.change(|state| {
            state.chats.get_mut(&chat).and_then(|it| it.standing(message)).map(change)
        });
    }

    /// The bot is banned, and its owner makes another one, which is made admin everywhere. Files
    /// have other numbers for it, and what the first one wrote is not its own.
    pub fn replace_bot(&self, token: &str, bot: Profile) {
        self.change(|state| {
            let ids = state.files.renumber();
            let before = state.bot.id;
            for message in state.chats.values_mut().flat_map(|chat| &mut chat.messages) {
                if message.author == Author::Bot {
                    message.author = Author::Person(before);
                }
                message.content.media.renumber(&ids);
            }
            token.clone_into(&mut state.token);
            state.bot = bot;
        });
    }

    /// Of the uploads from now on, this one is read to so many bytes; then the line breaks.
    pub fn cut_upload(&self, number: usize, bytes: usize) {
        self.change(|state| state.cut = Some((number, bytes)));
    }

    /// Of each file so many bytes arrive from now on; `None`: all of them.
    pub fn shorten_downloads(&self, bytes: Option<usize>) {
        self.change(|state| state.short = bytes);
    }
}

impl State {
    fn channel_mut(&mut self, id: i64) -> Option<&mut Channel> {
        match self.chats.get_mut(&id).map(|chat| &mut chat.kind) {
            Some(ChatKind::Channel(channel)) => Some(channel),
            _ => None,
        }
    }

    /// How far the upload that comes now is read, if its line breaks.
    pub fn cut(&mut self) -> Option<usize> {
        let (number, bytes) = self.cut?;
        self.cut = (number > 1).then(|| (number - 1, bytes));
        (number <= 1).then_some(bytes)
    }

    pub fn channel(&self, id: i64) -> Option<&Channel> {
        match self.chats.get(&id).map(|chat| &chat.kind) {
            Some(ChatKind::Channel(channel)) => Some(channel),
            _ => None,
        }
    }

    /// Whether the bot may post there, if it is a channel.
    pub fn may_post(&self, id: i64) -> Result<(), Refused> {
        match self.channel(id) {
            Some(Channel { admin, post, .. }) if !(*admin && *post) => {
                Err(Refused::bad("need administrator rights in the channel chat"))
            }
            _ => Ok(()),
        }
    }

    pub fn pin_message(&mut self, call: &Call) -> Result<Value, Refused> {
        let chat = self.address(call)?;
        if self.channel(chat).is_some_and(|it| !(it.admin && it.edit)) {
            return Err(Refused::bad("not enough rights to manage pinned messages in the chat"));
        }
        let id = number(call, "message_id");
        let message = self.chats.get_mut(&chat).and_then(|chat| chat.standing(id));
        let message = message.ok_or_else(|| Refused::bad("message to pin not found"))?;
        message.pinned = true;
        Ok(json!(true))
    }

    pub fn forward_message(&mut self, call: &Call) -> Result<Value, Refused> {
        let chat = self.address(call)?;
        self.may_post(chat)?;
        let from = call.number("from_chat_id").unwrap_or_default();
        let missing = || Refused::bad("message to forward not found");
        let id = number(call, "message_id");
        let message = self.chats.get_mut(&from).and_then(|chat| chat.standing(id));
        let message = message.ok_or_else(missing)?;
        let (content, guarded) = (message.content.clone(), message.guarded);
        if guarded || self.channel(from).is_some_and(|it| it.protected) {
            return Err(Refused::bad("message has protected content and can't be forwarded"));
        }
        let copy = self.post(chat, Author::Bot, content, |_| {});
        Ok(self.message_json(chat, copy.unwrap_or_default()))
    }

    pub fn get_chat_member(&self, call: &Call) -> Result<Value, Refused> {
        let chat = self.address(call)?;
        let who = call.number("user_id").unwrap_or_default();
        let Some(channel) = self.channel(chat).filter(|_| who == self.bot.id as i64) else {
            return Err(Refused::bad("user not found"));
        };
        Ok(match channel.admin {
            false => json!({ "user": self.bot_json(), "status": "member" }),
            true => json!({
                "user": self.bot_json(),
                "status": "administrator",
                "can_be_edited": false,
                "can_manage_chat": true,
                "can_post_messages": channel.post,
                "can_edit_messages": channel.edit,
                "can_delete_messages": channel.delete,
            }),
        })
    }

    /// What `getChat` says besides.
    pub fn tell_channel(&self, id: i64, told: &mut Value) {
        let Some(channel) = self.channel(id) else { return };
        if channel.vanish > 0 {
            told["message_auto_delete_time"] = json!(channel.vanish);
        }
        if channel.protected {
            told["has_protected_content"] = json!(true);
        }
        let pinned = self.chats.get(&id).and_then(|chat| chat.pinned());
        if let Some(message) = pinned {
            told["pinned_message"] = self.message_json(id, message.id);
        }
    }
}

fn number(call: &Call, name: &str) -> i32 {
    call.number(name).and_then(|id| i32::try_from(id).ok()).unwrap_or_default()
}
