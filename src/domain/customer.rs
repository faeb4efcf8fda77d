//! Who talks to the shop: what Telegram tells of them, and what we remember.

use serde::{Deserialize, Serialize};

use super::id::CustomerId;
use super::shop::Language;
use super::text::{digest, person};
use super::time::Timestamp;

/// A person as an update describes them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: CustomerId,
    pub name: String,
    pub username: Option<String>,
    pub language: Option<Language>,
}

impl Person {
    pub fn new(id: u64, first: &str, last: &str) -> Person {
        Person { id: CustomerId(id), name: person(first, last), username: None, language: None }
    }
}

/// A person as the shop remembers them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    pub id: CustomerId,
    /// Safe to show, possibly empty.
    pub name: String,
    pub username: Option<String>,
    /// What Telegram says they read.
    pub spoken: Option<Language>,
    /// What they chose here; wins over `spoken`.
    pub chosen: Option<Language>,
    pub since: Timestamp,
    /// They blocked the bot: nothing is sent until they come back.
    pub away: bool,
    /// When they last came, to the hour (`SEEN_EVERY`).
    pub seen: Timestamp,
    /// How many nights the shop had had by then (`Broom::count`).
    pub night: u32,
}

/// What the seller has made of a person, where it is anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub id: CustomerId,
    pub level: Level,
}

/// What a person pays by. Variants are appended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Level {
    #[default]
    Usual,
    Reseller,
}

impl Customer {
    pub fn new(person: Person, now: Timestamp, night: u32) -> Customer {
        let Person { id, name, username, language } = person;
        let (spoken, chosen, since, seen) = (language, None, now, now);
        Customer { id, name, username, spoken, chosen, since, away: false, seen, night }
    }

    /// A number that equal usernames share, by which they are found; others may share it.
    /// Telegram does not tell capitals apart.
    pub fn username_digest(username: &str) -> u64 {
        digest(username.to_ascii_lowercase().bytes())
    }

    pub fn language(&self) -> Option<Language> {
        self.chosen.or(self.spoken)
    }
}
