//! Someone in a chat with the bot: says, presses, sees.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;

use super::telegram::act::Pressed;
use super::telegram::refused::Refused;
use super::telegram::{Shown, Telegram, Toast};

/// How long somebody looks at a chat before giving up.
const PATIENCE: Duration = Duration::from_secs(10);

/// A person, through whose eyes and fingers a test uses the shop.
#[derive(Clone)]
pub struct Person {
    telegram: Telegram,
    pub id: u64,
    /// What is newer than this came after the person's last act.
    since: Arc<AtomicU64>,
}

/// What was waited for did not come; the chat tells what came instead.
pub struct NotSeen {
    wanted: String,
    chat: Vec<Shown>,
}

impl Person {
    pub fn new(telegram: Telegram, id: u64) -> Person {
        Person { telegram, id, since: Arc::default() }
    }

    pub fn chat(&self) -> i64 {
        self.id as i64
    }

    pub fn say(&self, text: &str) -> i32 {
        self.turn();
        self.telegram.say(self.id, text)
    }

    pub fn send_photo(&self, bytes: impl Into<Bytes>, caption: &str) -> Result<i32, Refused> {
        self.turn();
        self.telegram.send_photo(self.id, bytes.into(), caption)
    }

    pub fn send_document(
        &self,
        name: &str,
        bytes: impl Into<Bytes>,
        caption: &str,
    ) -> Result<i32, Refused> {
        self.turn();
        self.telegram.send_document(self.id, name, bytes.into(), caption)
    }

    pub fn block(&self) {
        self.turn();
        self.telegram.block(self.id);
    }

    pub fn unblock(&self) {
        self.turn();
        self.telegram.unblock(self.id);
    }

    /// Presses the newest button with that label, or the key of the keyboard. Waits until there
    /// is one.
    pub async fn press(&self, label: &str) -> Result<(), NotSeen> {
        enum Place {
            Under(i32),
            Keyboard,
        }
        let place = self.wait(label, |person, chat| {
            let under = |message: &&Shown| message.labels().contains(&label);
            let message = chat.iter().rev().filter(|message| !message.deleted).find(under);
            let key = || person.keyboard().iter().flatten().any(|key| key == label);
            message.map(|message| Place::Under(message.id)).or(key().then_some(Place::Keyboard))
        });
        let place = place.await?;
        self.turn();
        match place {
            Place::Keyboard => drop(self.telegram.press_key(self.id, label)),
            // Gone between looking and pressing: nothing happens, as on a phone.
            Place::Under(message) => drop(self.telegram.press(self.id, message, label)),
        }
        Ok(())
    }

    /// Presses a button of one message.
    pub fn press_on(&self, message: i32, wanted: &str) -> Result<Pressed, NotSeen> {
        self.turn();
        let pressed = self.telegram.press(self.id, message, wanted);
        pressed.map_err(|none| self.not_seen(&none.wanted))
    }

    /// Waits for a message of the bot that says this, new or changed since the last act.
    pub async fn see(&self, text: &str) -> Result<Shown, NotSeen> {
        let since = self.since.load(Ordering::SeqCst);
        let says = |message: &&Shown| message.moment > since && says(message, text);
        self.wait(text, |_, chat| chat.iter().rev().find(says).cloned()).await
    }

    /// Waits for the answer of a pressed button, new since the last act or not.
    pub async fn see_toast(&self, text: &str) -> Result<Toast, NotSeen> {
        let says = |toast: &Toast| toast.chat == self.id as i64 && toast.text.contains(text);
        self.wait(text, |person, _| person.telegram.toasts().into_iter().rev().find(says)).await
    }

    /// Waits for a picture of the bot, new or changed since the last act.
    pub async fn see_picture(&self) -> Result<Bytes, NotSeen> {
        let since = self.since.load(Ordering::SeqCst);
        let new = |message: &&Shown| message.from_bot() && message.moment > since;
        let shown = self.wait("(a picture)", |_, chat| {
            let message = chat.iter().rev().filter(|message| !message.deleted).find(new)?;
            message.attachment.as_ref().map(|attachment| attachment.bytes.clone())
        });
        shown.await
    }

    /// Whether a standing message of the bot says this, without waiting.
    pub fn sees(&self, text: &str) -> bool {
        self.telegram.chat(self.chat()).iter().any(|message| says(message, text))
    }

    /// The newest message of the bot.
    pub fn last(&self) -> Option<Shown> {
        let chat = self.telegram.chat(self.chat());
        chat.into_iter().rev().find(|message| message.from_bot() && !message.deleted)
    }

    pub fn messages(&self) -> Vec<Shown> {
        self.telegram.chat(self.chat())
    }

    /// The keys that stand in the place of the keyboard now.
    pub fn keyboard(&self) -> Vec<Vec<String>> {
        let keyboard = self.telegram.summary(self.chat()).and_then(|chat| chat.keyboard);
        keyboard.map(|keyboard| keyboard.rows).unwrap_or_default()
    }

    fn turn(&self) {
        self.since.store(self.telegram.moment(), Ordering::SeqCst);
    }

    async fn wait<T>(
        &self,
        wanted: &str,
        look: impl Fn(&Person, &[Shown]) -> Option<T>,
    ) -> Result<T, NotSeen> {
        let mut changes = self.telegram.watch();
        let seen = async {
            loop {
                if let Some(seen) = look(self, &self.messages()) {
                    return Some(seen);
                }
                changes.changed().await.ok()?;
            }
        };
        let seen = tokio::time::timeout(PATIENCE, seen).await.ok().flatten();
        seen.ok_or_else(|| self.not_seen(wanted))
    }

    fn not_seen(&self, wanted: &str) -> NotSeen {
        NotSeen { wanted: wanted.to_owned(), chat: self.messages() }
    }
}

fn says(message: &Shown, text: &str) -> bool {
    message.from_bot() && !message.deleted && message.text.contains(text)
}

/// How much of a chat is worth reading when something is missing.
const TRANSCRIPT_MESSAGES: usize = 12;

impl fmt::Debug for NotSeen {
    /// The end of the chat, as one would read it on the phone.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(out, "{:?} was not seen in:", self.wanted)?;
        let from = self.chat.len().saturating_sub(TRANSCRIPT_MESSAGES);
        for message in &self.chat[from..] {
            let who = if message.from_bot() { "bot" } else { "   " };
            let gone = if message.deleted { " (deleted)" } else { "" };
            writeln!(out, "{who} #{}{gone}: {}", message.id, message.text)?;
            for row in &message.inline {
                let labels: Vec<_> = row.iter().map(|key| key.label.as_str()).collect();
                writeln!(out, "        [{}]", labels.join("] ["))?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for NotSeen {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} was not seen", self.wanted)
    }
}

impl std::error::Error for NotSeen {}
