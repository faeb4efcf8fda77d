//! Numbers, moments and foreign words as people read them.

use std::borrow::Cow;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::Words;
use crate::domain::time::Timestamp;

/// Somebody's words inside Telegram's HTML: they can neither open a tag nor close one.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '>', '&', '"']) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for sign in text.chars() {
        match sign {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            _ => safe.push(sign),
        }
    }
    Cow::Owned(safe)
}

/// `1.234.567`, in every language of the shop: one price, one way to write it.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut shown = digits[..first].to_owned();
    for place in (first..digits.len()).step_by(3) {
        if !shown.is_empty() {
            shown.push('.');
        }
        shown.push_str(&digits[place..place + 3]);
    }
    shown
}

/// The zone of that name, from the machine or else from the copy in the program.
pub(super) fn zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).or_else(|_| TimeZoneDatabase::bundled().get(name)).ok()
}

impl Words<'_> {
    /// `22 November 2026, 14.05 WIB`
    pub fn moment(&self, at: Timestamp) -> String {
        self.pattern_moment(at, at)
    }

    /// `14.05 WIB`
    pub fn clock(&self, at: Timestamp) -> String {
        let at = instant(at);
        let local = self.zone.to_datetime(at);
        let (hour, minute) = (two(local.hour()), two(local.minute()));
        self.pattern_clock(&hour, &minute, self.zone.to_offset_info(at).abbreviation())
    }

    /// `22 November 2026`
    pub fn date(&self, at: Timestamp) -> String {
        let local = self.zone.to_datetime(instant(at));
        let (day, year) = (local.day().to_string(), local.year().to_string());
        self.pattern_date(&day, &self.month(local.month()), &year)
    }

    fn month(&self, number: i8) -> String {
        match number {
            1 => self.month_1(),
            2 => self.month_2(),
            3 => self.month_3(),
            4 => self.month_4(),
            5 => self.month_5(),
            6 => self.month_6(),
            7 => self.month_7(),
            8 => self.month_8(),
            9 => self.month_9(),
            10 => self.month_10(),
            11 => self.month_11(),
            _ => self.month_12(),
        }
    }
}

fn two(number: i8) -> String {
    format!("{number:02}")
}

/// A moment as the calendar knows it; one beyond its end is its end.
fn instant(at: Timestamp) -> jiff::Timestamp {
    let millis = i64::try_from(at.0).unwrap_or(i64::MAX);
    jiff::Timestamp::from_millisecond(millis).unwrap_or(jiff::Timestamp::MAX)
}
