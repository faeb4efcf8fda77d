//! One text being filled in: each value is formatted for people, and foreign words are escaped.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

use super::format::{self, Deadline};
use super::{Html, Words};
use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::product::ENDLESS;
use crate::domain::time::Timestamp;

/// Fluent counts in floating point, which is exact up to here.
const COUNT_MAX: u64 = 1 << 53;

/// A text of the files, on its way to a person.
pub(super) struct Text<'a> {
    words: &'a Words<'a>,
    key: &'static str,
    escaped: bool,
    values: FluentArgs<'a>,
}

impl Words<'_> {
    /// A text that becomes Telegram's HTML.
    pub(super) fn message(&self, key: &'static str) -> Text<'_> {
        Text { words: self, key, escaped: true, values: FluentArgs::new() }
    }

    /// A text that is shown as it is: a label, a toast, the name of a file.
    pub(super) fn plain(&self, key: &'static str) -> Text<'_> {
        Text { words: self, key, escaped: false, values: FluentArgs::new() }
    }
}

impl<'a> Text<'a> {
    fn set(mut self, name: &'static str, value: impl Into<FluentValue<'a>>) -> Text<'a> {
        self.values.set(name, value);
        self
    }

    pub fn text(self, name: &'static str, value: &'a str) -> Text<'a> {
        let value = if self.escaped { format::escape(value) } else { Cow::Borrowed(value) };
        self.set(name, value)
    }

    pub fn html(self, name: &'static str, value: Html<'a>) -> Text<'a> {
        self.set(name, value.0)
    }

    /// The shop's admin, and how to reach them if the operator has said so.
    pub fn admin(self, name: &'static str) -> Text<'a> {
        let words = self.words;
        let admin = match words.contact {
            Some(contact) => words.plain_admin_at(contact),
            None => words.plain_admin(),
        };
        let admin = if self.escaped { format::escape(&admin).into_owned() } else { admin };
        self.set(name, admin)
    }

    pub fn money(self, name: &'static str, value: Rupiah) -> Text<'a> {
        self.set(name, value.to_string())
    }

    /// What nobody counts has a word in its place.
    pub fn count(self, name: &'static str, value: u64) -> Text<'a> {
        if value == u64::from(ENDLESS) {
            let endless = self.words.plain_endless();
            return self.set(name, endless);
        }
        self.set(name, value.min(COUNT_MAX))
    }

    pub fn number(self, name: &'static str, value: u64) -> Text<'a> {
        self.set(name, value.to_string())
    }

    pub fn order(self, name: &'static str, value: OrderId) -> Text<'a> {
        self.set(name, value.to_string())
    }

    pub fn moment(self, name: &'static str, value: Timestamp) -> Text<'a> {
        let moment = self.words.moment(value);
        self.set(name, moment)
    }

    pub fn date(self, name: &'static str, value: Timestamp) -> Text<'a> {
        let date = self.words.date(value);
        self.set(name, date)
    }

    pub fn clock(self, name: &'static str, value: Timestamp) -> Text<'a> {
        let clock = self.words.clock(value);
        self.set(name, clock)
    }

    pub fn deadline(self, name: &'static str, value: Deadline) -> Text<'a> {
        let until = self.words.deadline(value);
        self.set(name, until)
    }

    pub fn done(self) -> String {
        let own = self.words.own.filled(self.words.language(), self.key, &self.values);
        if let Some(own) = own {
            return own;
        }
        let bundle = &self.words.tongue.bundle;
        let message = bundle.get_message(self.key);
        // The build has proved that the key is there and that nothing it needs is missing; were
        // it otherwise, a person would read a key, and nothing would break.
        let Some(pattern) = message.and_then(|message| message.value()) else {
            return self.key.to_owned();
        };
        bundle.format_pattern(pattern, Some(&self.values), &mut Vec::new()).into_owned()
    }
}

/// Fluent's own numbers have no thousands: `1250` becomes `1.250`.
pub(super) fn grouped<M>(value: &FluentValue, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.value >= 0.0 && number.value.fract() == 0.0 => {
            Some(format::grouped(number.value as u64))
        }
        _ => None,
    }
}
