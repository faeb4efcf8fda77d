//! Numbers, moments and foreign words as people read them.

use std::borrow::Cow;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::{Words, args, markup};
use crate::domain::time::{Span, Timestamp};

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

/// How much of Telegram's limits a message takes: UTF-16 units of what is seen.
pub fn units(html: &str) -> usize {
    match markup::visible(html) {
        Ok(seen) => seen.encode_utf16().count(),
        Err(_) => html.encode_utf16().count(),
    }
}

/// `1.234.567`, in every language of the shop: one price, one way to write it.
pub fn grouped(number: u64) -> String {
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

/// `2026-11-22T07:05:00.123Z`, for lines that machines read too.
pub fn utc(at: Timestamp) -> String {
    format!("{:.3}", instant(at))
}

/// A moment as other machines write it: `2026-11-22T14:05:00.123456789+07:00` in their answers,
/// `Sun, 22 Nov 2026 07:05:00 GMT` in their heads.
pub fn read_moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let head = || jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    let at = text.parse::<jiff::Timestamp>().ok().or_else(head)?;
    u64::try_from(at.as_millisecond()).ok().map(Timestamp)
}

/// A moment as somebody types it: with its zone, or else by the clocks of this one, as
/// `2026-11-29 14:00`.
pub fn typed_moment(text: &str, zone: &str) -> Option<Timestamp> {
    if let Some(at) = read_moment(text) {
        return Some(at);
    }
    let civil: jiff::civil::DateTime = text.trim().parse().ok()?;
    let at = self::zone(zone)?.to_timestamp(civil).ok()?;
    u64::try_from(at.as_millisecond()).ok().map(Timestamp)
}

/// `20261122-1405`, as part of a file's name.
pub fn stamp(at: Timestamp, zone: &str) -> String {
    let zone = self::zone(zone).unwrap_or(TimeZone::UTC);
    zone.to_datetime(instant(at)).strftime("%Y%m%d-%H%M").to_string()
}

/// Until when something may be done, and the moment at which that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub until: Timestamp,
    pub now: Timestamp,
}

/// Of a deadline that is nearer, the clock alone says which day is meant.
const SOON: Span = Span::hours(12);

impl Words<'_> {
    /// `14.05 WIB (10 menit lagi)`, with its date where it is far, and plain where it is over.
    pub fn deadline(&self, Deadline { until, now }: Deadline) -> String {
        let minute = Span::minutes(1).0;
        let left = until.since(now);
        if left == Span(0) {
            return self.clock(until);
        }
        let span = self.span(Span(left.0.saturating_add(minute / 2) / minute * minute));
        match left < SOON {
            true => self.pattern_until(until, &span),
            false => self.pattern_until_later(args::PatternUntilLater {
                clock: until,
                date: until,
                span: &span,
            }),
        }
    }

    /// `22 November 2026, 14.05 WIB`
    pub fn moment(&self, at: Timestamp) -> String {
        self.pattern_moment(args::PatternMoment { clock: at, date: at })
    }

    /// `14.05 WIB`
    pub fn clock(&self, at: Timestamp) -> String {
        let at = instant(at);
        let local = self.zone.to_datetime(at);
        let (hour, minute) = (two(local.hour()), two(local.minute()));
        self.pattern_clock(args::PatternClock {
            hour: &hour,
            minute: &minute,
            zone: self.zone.to_offset_info(at).abbreviation(),
        })
    }

    /// `22 November 2026`
    pub fn date(&self, at: Timestamp) -> String {
        let local = self.zone.to_datetime(instant(at));
        let (day, year) = (local.day().to_string(), local.year().to_string());
        self.pattern_date(args::PatternDate {
            day: &day,
            month: &self.month(local.month()),
            year: &year,
        })
    }

    pub(super) fn month(&self, number: i8) -> String {
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
pub(super) fn instant(at: Timestamp) -> jiff::Timestamp {
    let millis = i64::try_from(at.0).unwrap_or(i64::MAX);
    jiff::Timestamp::from_millisecond(millis).unwrap_or(jiff::Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Rupiah;
    use crate::words::tests::{english, indonesian, jakarta};
    use crate::words::{Dictionary, Html};

    /// 22 November 2026, 07.05 in UTC.
    const AFTERNOON: Timestamp = Timestamp(1_795_331_100_000);

    #[test]
    fn moments_are_typed_by_the_clock_of_the_shop_or_with_their_zone() {
        for typed in [
            "2026-11-22 14:05",
            " 2026-11-22 14:05:00 ",
            "2026-11-22T14:05",
            "2026-11-22T07:05Z",
            "2026-11-22 07:05:00.000Z",
            "2026-11-22T15:05:00+08:00",
        ] {
            assert_eq!(typed_moment(typed, "Asia/Jakarta"), Some(AFTERNOON), "{typed}");
        }
        let midnight = AFTERNOON.before(Span::minutes(14 * 60 + 5));
        assert_eq!(typed_moment("2026-11-22", "Asia/Jakarta"), Some(midnight));
        for typed in ["", "14:05", "kemarin", "22-11-2026 14:05", "2026-11-32 14:05", "1900-01-01"]
        {
            assert_eq!(typed_moment(typed, "Asia/Jakarta"), None, "{typed}");
        }
    }

    #[test]
    fn moments_are_told_by_the_clock_of_the_shop() {
        let zones = [
            ("Asia/Jakarta", "22 November 2026, 14.05 WIB", "22 November 2026, 14:05 WIB"),
            ("Asia/Pontianak", "22 November 2026, 14.05 WIB", "22 November 2026, 14:05 WIB"),
            ("Asia/Makassar", "22 November 2026, 15.05 WITA", "22 November 2026, 15:05 WITA"),
            ("Asia/Jayapura", "22 November 2026, 16.05 WIT", "22 November 2026, 16:05 WIT"),
            ("UTC", "22 November 2026, 07.05 UTC", "22 November 2026, 07:05 UTC"),
            ("Asia/Dubai", "22 November 2026, 11.05 +04", "22 November 2026, 11:05 +04"),
        ];
        for (zone, in_indonesian, in_english) in zones {
            let dictionary = Dictionary::load(zone).unwrap();
            assert_eq!(indonesian(&dictionary).moment(AFTERNOON), in_indonesian);
            assert_eq!(english(&dictionary).moment(AFTERNOON), in_english);
        }
        let dictionary = jakarta();
        let cancelled = indonesian(&dictionary).refusal_many_unpaid(20, AFTERNOON);
        assert!(cancelled.contains("<b>14.05 WIB</b>"), "{cancelled}");
        let new_year = Timestamp(1_798_736_400_000);
        assert_eq!(indonesian(&dictionary).date(new_year), "1 Januari 2027");
    }

    #[test]
    fn a_deadline_says_how_long_there_is() {
        let dictionary = jakarta();
        let told = |words: Words, before: Span| {
            words.deadline(Deadline { until: AFTERNOON, now: AFTERNOON.before(before) })
        };
        for (before, said) in [
            (Span::minutes(10), "14.05 WIB (10 menit lagi)"),
            // The gateway took three seconds to answer.
            (Span::secs(597), "14.05 WIB (10 menit lagi)"),
            (Span::secs(560), "14.05 WIB (9 menit lagi)"),
            (Span::secs(5), "14.05 WIB (1 menit lagi)"),
            (Span::hours(1), "14.05 WIB (1 jam lagi)"),
            (Span::hours(24), "22 November 2026, 14.05 WIB (1 hari lagi)"),
            (Span(0), "14.05 WIB"),
        ] {
            assert_eq!(told(indonesian(&dictionary), before), said, "{before:?}");
        }
        let english = told(english(&dictionary), Span::minutes(10));
        assert_eq!(english, "14:05 WIB (10 minutes left)");
        let over = Deadline { until: AFTERNOON, now: AFTERNOON.after(Span::hours(30)) };
        assert_eq!(indonesian(&dictionary).deadline(over), "14.05 WIB");
    }

    #[test]
    fn numbers_have_thousands_and_names_of_things_have_none() {
        let dictionary = jakarta();
        for words in dictionary.all() {
            let shown = words.catalogue_line(args::CatalogueLine {
                name: "Pulsa",
                number: 1250,
                cost: Html(&Rupiah(1_250_000).to_string()),
                stock: 12_500,
            });
            assert!(shown.starts_with("<b>1250.</b> Pulsa\nRp1.250.000 · "), "{shown}");
            assert!(shown.contains("12.500"), "{shown}");
        }
    }
}
