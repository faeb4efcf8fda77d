//! Days as people type them, read by the clock of the shop.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Words;
use super::format::instant;
use crate::domain::coupon::{BadCoupon, Period};
use crate::domain::limit::COUPON_DAYS_MAX;
use crate::domain::refusal::Refusal;
use crate::domain::text::quoted;
use crate::domain::time::Timestamp;

impl Words<'_> {
    /// Reads how long something is valid: for `30` days, up to the end of `31-12-2026`, or from
    /// one such day to the end of another.
    pub fn period(&self, text: &str, now: Timestamp) -> Result<Period, Refusal> {
        self.read_period(text, now)
            .ok_or_else(|| Refusal::NewCoupon(BadCoupon::Date { typed: quoted(text) }))
    }

    fn read_period(&self, text: &str, now: Timestamp) -> Option<Period> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (first, last) = match words[..] {
            [only] => (None, date(only).or_else(|| self.in_days(only, now))?),
            [first, last] => (Some(date(first)?), date(last)?),
            _ => return None,
        };
        let from = match first {
            Some(first) => Some(self.begin(first)?),
            None => None,
        };
        Some(Period { from, until: Some(self.begin(last.tomorrow().ok()?)?) })
    }

    fn in_days(&self, text: &str, now: Timestamp) -> Option<Date> {
        let days = digits(text, 1..=4).map(i64::from)?;
        let today = self.zone.to_datetime(instant(now)).date();
        let days = Some(days).filter(|days| (1..=COUPON_DAYS_MAX).contains(days))?;
        today.checked_add(days.days()).ok()
    }

    /// The first moment of a day.
    fn begin(&self, day: Date) -> Option<Timestamp> {
        let begin = day.to_zoned(self.zone.clone()).ok()?;
        u64::try_from(begin.timestamp().as_millisecond()).ok().map(Timestamp)
    }
}

/// `31-12-2026` or `31/12/2026`: the day first, as Indonesia writes it. Where the year stands first
/// the day is last, in all the world: `2026-12-31`.
fn date(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['-', '/']).collect();
    let [first, month, last] = parts[..] else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let (day, month) = (digits(day, 1..=2)?, digits(month, 1..=2)?);
    let year = digits(year, 4..=4)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn digits(text: &str, places: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let plain = places.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Span;
    use crate::words::Dictionary;
    use crate::words::tests::{indonesian, jakarta};

    /// 22 November 2026, 07.05 in UTC and 14.05 in Jakarta.
    const NOW: Timestamp = Timestamp(1_795_331_100_000);
    /// The end of that day in Jakarta: 9 h 55 min later.
    const MIDNIGHT: Timestamp = NOW.after(Span::minutes(595));

    #[test]
    fn a_day_ends_where_the_shop_is() {
        for (zone, end) in [
            ("Asia/Jakarta", MIDNIGHT),
            ("Asia/Jayapura", NOW.after(Span::minutes(595 - 120))),
            ("UTC", NOW.after(Span::minutes(595 + 420))),
        ] {
            let dictionary = Dictionary::load(zone).unwrap();
            let words = indonesian(&dictionary);
            let until = Some(end);
            for text in ["22-11-2026", " 22/11/2026 ", "2026-11-22"] {
                assert_eq!(words.period(text, NOW), Ok(Period { from: None, until }), "{text}");
            }
            let last = Period { from: None, until }.last().unwrap();
            assert_eq!(words.date(last), "22 November 2026");
        }
    }

    #[test]
    fn days_are_counted_from_today() {
        let dictionary = jakarta();
        let words = indonesian(&dictionary);
        for days in [1, 30, 3650] {
            let until = Some(MIDNIGHT.after(Span::hours(24 * days)));
            let period = words.period(&days.to_string(), NOW);
            assert_eq!(period, Ok(Period { from: None, until }));
        }
        let from = Some(MIDNIGHT);
        let until = Some(MIDNIGHT.after(Span::hours(48)));
        assert_eq!(words.period("23-11-2026 24-11-2026", NOW), Ok(Period { from, until }));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        let dictionary = jakarta();
        let words = indonesian(&dictionary);
        for text in [
            "",
            "0",
            "-1",
            "3651",
            "99999",
            "1e3",
            "٣",
            "32-13-2026",
            "30-02-2027",
            "31-12-26",
            "2026-31-12",
            "226-12-31",
            "31-12-20266",
            "31-12",
            "+1-12-2026",
            "31-12-2026-",
            "besok",
            "31-12-0001",
            "1-1-2027 2-1-2027 3-1-2027",
            "1 2",
            "31-12-9999",
        ] {
            let refused = Err(Refusal::NewCoupon(BadCoupon::Date { typed: text.into() }));
            assert_eq!(words.period(text, NOW), refused, "{text}");
        }
    }
}
