//! What a setting can hold: one shape of it for the chat, for commands and for the log.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::id::{Address, ChatId};
use crate::domain::money::Rupiah;
use crate::domain::refund::Formula;
use crate::domain::shop::Language;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    Flag(bool),
    Count(u32),
    Money(Rupiah),
    Words(Option<String>),
    Formula(Formula),
    Hours(Option<Hours>),
    Hour(Option<u8>),
    Languages(Vec<Language>),
    Place(Option<Address>),
    Rows(Vec<KeyRow>),
}

/// A row of the buyers' keyboard. On disk and on buttons: variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyRow {
    Products,
    Stock,
    Account,
    Orders,
    Numbers,
    /// Buttons of the seller's own, if there are any.
    Own,
}

impl KeyRow {
    pub const ALL: [KeyRow; 6] = [
        KeyRow::Products,
        KeyRow::Stock,
        KeyRow::Account,
        KeyRow::Orders,
        KeyRow::Own,
        KeyRow::Numbers,
    ];

    /// As commands name it.
    pub const fn name(self) -> &'static str {
        match self {
            KeyRow::Products => "products",
            KeyRow::Stock => "stock",
            KeyRow::Account => "account",
            KeyRow::Orders => "orders",
            KeyRow::Numbers => "numbers",
            KeyRow::Own => "own",
        }
    }

    pub fn named(name: &str) -> Option<KeyRow> {
        KeyRow::ALL.into_iter().find(|row| row.name() == name)
    }
}

/// Hours of the day, from the first on and up to the last; over midnight where that is smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    pub from: u8,
    pub to: u8,
}

/// What the operator's file says, unless the shop says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Own<T> {
    Operator,
    Shop(T),
}

impl Hours {
    pub fn has(self, hour: u8) -> bool {
        match self.from <= self.to {
            true => (self.from..self.to).contains(&hour),
            false => hour >= self.from || hour < self.to,
        }
    }

    /// Reads `22-6`, `22.00–06.00`, `22:00 sampai 6`: two whole hours that differ.
    pub fn parse(text: &str) -> Option<Hours> {
        let (from, to) = text.split_once(['-', '–', '—']).or_else(|| {
            ["sampai", "s/d", "to", "until"].iter().find_map(|word| text.split_once(word))
        })?;
        let hours = Hours { from: hour(from)?, to: hour(to)? };
        (hours.from != hours.to).then_some(hours)
    }
}

/// Reads `7`, `07.00`, `7:00`: a whole hour of the day.
pub(super) fn hour(text: &str) -> Option<u8> {
    let text = text.trim();
    let digits = [".00", ":00"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten().filter(|hour| *hour < 24)
}

/// A field of the settings as a value, and back.
pub(super) trait Field: Sized {
    fn value(&self) -> Option<Value>;
    fn of(value: Value) -> Option<Self>;
}

macro_rules! fields {
    ($($value:ident is $field:ty,)*) => {
        $(impl Field for $field {
            fn value(&self) -> Option<Value> {
                Some(Value::$value(self.clone()))
            }

            fn of(value: Value) -> Option<$field> {
                match value {
                    Value::$value(it) => Some(it),
                    _ => None,
                }
            }
        })*
    };
}

fields! {
    Flag is bool,
    Count is u32,
    Money is Rupiah,
    Words is Option<String>,
    Formula is Formula,
    Hours is Option<Hours>,
    Hour is Option<u8>,
    Languages is Vec<Language>,
    Place is Option<Address>,
    Rows is Vec<KeyRow>,
}

impl<T: Field> Field for Own<T> {
    fn value(&self) -> Option<Value> {
        match self {
            Own::Operator => None,
            Own::Shop(it) => it.value(),
        }
    }

    fn of(value: Value) -> Option<Own<T>> {
        T::of(value).map(Own::Shop)
    }
}

/// The shop's own, which nobody sets.
impl Field for Option<(ChatId, ChatId)> {
    fn value(&self) -> Option<Value> {
        None
    }

    fn of(_: Value) -> Option<Self> {
        None
    }
}

/// As `warung config get` prints it and `warung config set` reads it.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Flag(on) => out.write_str(if *on { "yes" } else { "no" }),
            Value::Count(count) => write!(out, "{count}"),
            Value::Money(amount) => write!(out, "{}", amount.0),
            Value::Words(Some(words)) => out.write_str(words),
            Value::Formula(Formula { days, factors }) => {
                write!(out, "{days}")?;
                factors.iter().try_for_each(|factor| write!(out, " {factor}"))
            }
            Value::Hours(Some(Hours { from, to })) => write!(out, "{from}-{to}"),
            Value::Hour(Some(hour)) => write!(out, "{hour}"),
            Value::Languages(languages) if languages.is_empty() => out.write_str("all"),
            Value::Languages(languages) => {
                let codes: Vec<&str> = languages.iter().map(Language::as_str).collect();
                out.write_str(&codes.join(","))
            }
            Value::Place(Some(Address { chat, topic: Some(topic) })) => {
                write!(out, "{}:{topic}", chat.0)
            }
            Value::Place(Some(Address { chat, topic: None })) => write!(out, "{}", chat.0),
            Value::Rows(rows) => {
                let names: Vec<&str> = rows.iter().map(|row| row.name()).collect();
                out.write_str(&names.join(","))
            }
            Value::Words(None) | Value::Hours(None) | Value::Hour(None) | Value::Place(None) => {
                out.write_str("off")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_as_people_type_them() {
        let night = Some(Hours { from: 22, to: 6 });
        for text in ["22-6", "22.00–06.00", " 22:00 - 06:00 ", "22 sampai 6", "22 to 6"] {
            assert_eq!(Hours::parse(text), night, "{text}");
        }
        for text in ["", "22", "22-22", "24-6", "22.30-6", "-", "a-b", "٣-٤", "22-6-7", "-1-5"] {
            assert_eq!(Hours::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_night_goes_over_midnight_and_a_day_does_not() {
        let in_it = |from, to| {
            let hours = Hours { from, to };
            (0..24).filter(|hour| hours.has(*hour)).collect::<Vec<u8>>()
        };
        assert_eq!(in_it(22, 2), [0, 1, 22, 23]);
        assert_eq!(in_it(9, 12), [9, 10, 11]);
    }
}
