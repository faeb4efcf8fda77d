//! One thing worth a line: read off tracing once, whatever becomes of it.

use std::borrow::Cow;
use std::fmt::{self, Write};

use tracing::Level;
use tracing::field::{Field, Visit};

use crate::domain::time::Timestamp;
use crate::engine::clock::Clock;
use crate::engine::journal::{self, Line};
use crate::words::format::utc;

/// Libraries that speak another language than ours: the fields their translator adds.
const TRANSLATED: &str = "log.";
const TRANSLATED_TARGET: &str = "log.target";

pub struct Event {
    pub at: Timestamp,
    pub level: Level,
    pub target: Cow<'static, str>,
    pub file: Option<&'static str>,
    pub line: Option<u32>,
    pub message: String,
    pub fields: Vec<(&'static str, String)>,
}

impl Event {
    pub fn read(event: &tracing::Event<'_>) -> Event {
        let facts = event.metadata();
        let mut read = Event {
            at: Clock::new().now(),
            level: *facts.level(),
            target: Cow::Borrowed(facts.target()),
            file: facts.file(),
            line: facts.line(),
            message: String::new(),
            fields: Vec::new(),
        };
        event.record(&mut read);
        read
    }

    /// One of our own making, said by the log itself.
    pub fn of_the_log(level: Level, message: String) -> Event {
        Event {
            at: Clock::new().now(),
            level,
            target: Cow::Borrowed(module_path!()),
            file: None,
            line: None,
            message,
            fields: Vec::new(),
        }
    }

    /// What it says, with its fields, on one line.
    pub fn text(&self) -> String {
        let mut text = self.message.clone();
        for (name, value) in &self.fields {
            // Writing to a String cannot fail.
            let _ = write!(text, " {name}={value}");
        }
        match text.contains(char::is_control) {
            true => text.chars().map(visible).collect(),
            false => text,
        }
    }

    /// For those who ask the running shop: our own words alone, so that nothing is in them that
    /// we did not put there.
    pub fn line(&self) -> Option<Line> {
        let level = match self.level {
            Level::ERROR => journal::Level::Error,
            Level::WARN => journal::Level::Warn,
            Level::INFO => journal::Level::Info,
            _ => return None,
        };
        self.is_ours().then(|| Line { at: self.at, level, text: self.text() })
    }

    fn is_ours(&self) -> bool {
        self.target == "warung" || self.target.starts_with("warung::")
    }
}

/// A line stays a line, and a terminal is told nothing.
fn visible(sign: char) -> String {
    match sign.is_control() {
        true => sign.escape_default().to_string(),
        false => sign.to_string(),
    }
}

impl Visit for Event {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.note(field, format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.note(field, value.to_owned());
    }
}

impl Event {
    fn note(&mut self, field: &Field, value: String) {
        match field.name() {
            "message" => self.message = value,
            TRANSLATED_TARGET => self.target = Cow::Owned(value),
            name if name.starts_with(TRANSLATED) => {}
            name => self.fields.push((name, value)),
        }
    }
}

impl fmt::Display for Event {
    /// `2026-11-22T07:05:00.123Z INFO text chat=7 input_id=5 duration_ms=2`
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} {:5} ", utc(self.at), self.level)?;
        if !self.is_ours() {
            write!(out, "{}: ", self.target)?;
        }
        out.write_str(&self.text())
    }
}
