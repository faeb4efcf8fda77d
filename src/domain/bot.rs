//! The bot a shop is: who Telegram says that it is, and whom it may become.

use serde::{Deserialize, Serialize};

/// A bot of Telegram, as it tells of itself. Another token of the same bot changes nothing here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bot {
    pub id: u64,
    pub name: String,
    pub username: String,
}

/// The bot that a shop has been so far, and the one it has been told to become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    pub bot: Bot,
    /// The operator agreed that the bot with this number takes over.
    pub agreed: Option<u64>,
}

/// What ties a shop to its bot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ties {
    /// Nothing, if the shop was never open.
    pub bot: Option<Bot>,
    pub customers: u64,
    /// People who joined as owners; those of the configuration are not among them.
    pub owners: u64,
}

impl Bot {
    /// The number that a token begins with.
    pub fn id_of(token: &str) -> Option<u64> {
        token.split_once(':')?.0.parse().ok()
    }

    /// How people call it: `@toko_bot`.
    pub fn handle(&self) -> String {
        format!("@{}", self.username)
    }

    /// Opens a chat with the bot that hands it this word.
    pub fn link(&self, start: &str) -> String {
        format!("https://t.me/{}?start={start}", self.username)
    }
}

impl Ties {
    /// Whether this bot would be a stranger to the shop's customers.
    pub fn strange(&self, id: u64) -> bool {
        self.customers > 0 && self.bot.as_ref().is_some_and(|bot| bot.id != id)
    }
}
