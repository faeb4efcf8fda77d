//! Everything the pretend server knows.

use std::collections::{BTreeMap, VecDeque};

use serde_json::{Value, json};

use super::chat::{Chat, ChatKind, Profile};
use super::file::Files;
use super::look::{Change, Trace};
use super::message::{Author, Content, Message};
use super::updates::Queue;
use super::weather::Weather;
use crate::domain::time::Timestamp;
use crate::engine::clock::Clock;

pub struct State {
    pub clock: Clock,
    /// Of the bot that it knows.
    pub token: String,
    pub bot: Profile,
    pub people: BTreeMap<u64, Profile>,
    pub chats: BTreeMap<i64, Chat>,
    pub files: Files,
    pub queue: Queue,
    pub queries: BTreeMap<String, Query>,
    pub toasts: Vec<Toast>,
    pub calls: VecDeque<Called>,
    pub traces: VecDeque<Trace>,
    pub commands: BTreeMap<(String, String), Value>,
    pub weather: Weather,
    /// Which upload is not read to its end, and how far.
    pub cut: Option<(usize, usize)>,
    /// How much of a file that is fetched arrives, if not all of it.
    pub short: Option<usize>,
    /// Counts what happened to messages.
    pub moment: u64,
    next_message: i32,
}

/// A pressed button that waits for its answer.
#[derive(Clone, Debug)]
pub struct Query {
    pub chat: i64,
    pub message: i32,
    pub data: String,
    pub at: Timestamp,
    pub answered: bool,
}

/// The answer to a pressed button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    pub query: String,
    pub chat: i64,
    pub text: String,
    pub alert: bool,
}

/// A line of the log: one call that did or should have done something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    pub at: Timestamp,
    pub method: String,
    pub chat: Option<i64>,
    pub outcome: Outcome,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Refused {
        code: u16,
        description: String,
    },
    /// Not carried out, and no answer.
    Unanswered,
    /// Carried out, but the answer got lost.
    Lost,
}

/// Lines of the log that are kept: a long demo forgets its beginning.
const CALLS_MAX: usize = 20_000;

impl State {
    pub fn new(token: &str, bot: Profile, clock: Clock) -> State {
        State {
            clock,
            token: token.to_owned(),
            bot,
            people: BTreeMap::new(),
            chats: BTreeMap::new(),
            files: Files::default(),
            queue: Queue::new(),
            queries: BTreeMap::new(),
            toasts: Vec::new(),
            calls: VecDeque::new(),
            traces: VecDeque::new(),
            commands: BTreeMap::new(),
            weather: Weather::default(),
            cut: None,
            short: None,
            moment: 0,
            next_message: 1,
        }
    }

    pub fn log(&mut self, method: &str, chat: Option<i64>, outcome: Outcome) {
        let at = self.clock.now();
        self.calls.push_back(Called { at, method: method.to_owned(), chat, outcome });
        if self.calls.len() > CALLS_MAX {
            self.calls.pop_front();
        }
    }

    pub fn open(&mut self, id: i64, kind: ChatKind) {
        self.chats.entry(id).or_insert_with(|| Chat::new(id, kind));
    }

    /// Counts one more change and tells its number.
    pub fn next_moment(&mut self) -> u64 {
        self.moment += 1;
        self.moment
    }

    /// Puts a new message at the end of a chat. `shape` finishes it before anyone sees it.
    pub fn post(
        &mut self,
        chat: i64,
        author: Author,
        content: Content,
        shape: impl FnOnce(&mut Message),
    ) -> Option<i32> {
        let (at, moment) = (self.clock.now(), self.next_moment());
        let place = self.chats.get_mut(&chat)?;
        let counter =
            if place.supergroup() { &mut place.next_message } else { &mut self.next_message };
        let id = *counter;
        *counter += 1;
        let mut message = Message {
            id,
            author,
            at,
            edited: None,
            edits: 0,
            deleted: false,
            topic: None,
            content,
            markup: Default::default(),
            guarded: false,
            pinned: false,
            moment,
        };
        shape(&mut message);
        place.messages.push(message);
        self.trace(chat, id, Change::Sent);
        Some(id)
    }

    pub fn message_json(&self, chat: i64, message: i32) -> Value {
        let found = self.chats.get(&chat).and_then(|chat| {
            let message = chat.messages.iter().find(|found| found.id == message)?;
            Some((chat, message))
        });
        let Some((chat, message)) = found else { return Value::Null };
        let from = match message.author {
            Author::Bot => self.bot_json(),
            Author::Person(id) => self.person_json(id),
        };
        message.json(from, chat.json(), &self.files)
    }

    pub fn person_json(&self, id: u64) -> Value {
        self.people.get(&id).map_or(Value::Null, Profile::json)
    }

    pub fn bot_json(&self) -> Value {
        let mut bot = self.bot.json();
        bot["is_bot"] = json!(true);
        bot
    }

    pub fn enqueue(&mut self, kind: &'static str, body: Value) {
        let now = self.clock.now();
        self.queue.push(kind, body, now);
    }
}
