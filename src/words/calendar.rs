//! The shop's calendar: where its days and months begin, by the clock of its zone.

use std::ops::Range;

use jiff::civil;
use jiff::tz::TimeZone;

use super::format::instant;
use super::{Dictionary, Words, args};
use crate::domain::month::{Date, Month};
use crate::domain::time::Timestamp;

#[derive(Clone, Copy)]
pub struct Calendar<'a> {
    zone: &'a TimeZone,
}

impl Dictionary {
    pub fn calendar(&self) -> Calendar<'_> {
        Calendar { zone: &self.zone }
    }
}

impl Calendar<'_> {
    pub fn date(&self, at: Timestamp) -> Date {
        let local = self.zone.to_datetime(instant(at));
        Date { year: local.year(), month: local.month(), day: local.day() }
    }

    pub fn month(&self, at: Timestamp) -> Month {
        let Date { year, month, .. } = self.date(at);
        Month { year, month }
    }

    /// From the first moment of a month up to the first of the next.
    pub fn bounds(&self, month: Month) -> Range<Timestamp> {
        self.begin(month)..self.begin(month.next())
    }

    /// From the first moment of a day of the calendar up to the first of the next.
    pub fn bounds_of(&self, day: Date) -> Range<Timestamp> {
        let Date { year, month, day } = day;
        match civil::Date::new(year, month, day) {
            Ok(date) => self.day(self.moment(date.at(12, 0, 0, 0))),
            // A day that was read is in the calendar; of any other nothing is found.
            Err(_) => Timestamp(u64::MAX)..Timestamp(u64::MAX),
        }
    }

    /// From the first moment of this day up to the first of the next.
    pub fn day(&self, at: Timestamp) -> Range<Timestamp> {
        let today = self.zone.to_datetime(instant(at)).date();
        let begin = |date: civil::Date| self.moment(date.at(0, 0, 0, 0));
        begin(today)..today.tomorrow().map_or(Timestamp(u64::MAX), begin)
    }

    fn begin(&self, month: Month) -> Timestamp {
        // A month that was read is in the calendar; of any other nothing is found.
        let first = civil::Date::new(month.year, month.month, 1);
        first.map_or(Timestamp(u64::MAX), |first| self.moment(first.at(0, 0, 0, 0)))
    }

    /// The hour that the shop's clock shows, from 0 to 23.
    pub fn hour(&self, at: Timestamp) -> u8 {
        self.zone.to_datetime(instant(at)).hour().unsigned_abs()
    }

    /// The next time that the shop's clock shows this.
    pub fn next(&self, now: Timestamp, (hour, minute): (i8, i8)) -> Timestamp {
        let today = self.zone.to_datetime(instant(now)).date();
        let on = |date: civil::Date| self.moment(date.at(hour, minute, 0, 0));
        match on(today) {
            soon if soon > now => soon,
            _ => today.tomorrow().map_or(Timestamp(u64::MAX), on),
        }
    }

    /// `2026-11-22T14:05:00+07:00`
    pub fn iso(&self, at: Timestamp) -> String {
        // Whole seconds: nobody's books go by less.
        let at = instant(Timestamp(at.0 / 1000 * 1000));
        let offset = self.zone.to_offset_info(at).offset();
        at.display_with_offset(offset).to_string()
    }

    /// A time of day that is skipped or comes twice where summer time begins or ends is the
    /// first moment that is not before it.
    fn moment(&self, local: civil::DateTime) -> Timestamp {
        let moment = self.zone.to_timestamp(local).unwrap_or(jiff::Timestamp::MAX);
        Timestamp(u64::try_from(moment.as_millisecond()).unwrap_or(0))
    }
}

impl Words<'_> {
    /// `November 2026`
    pub fn month_of_year(&self, month: Month) -> String {
        self.pattern_month(args::PatternMonth {
            month: &self.month(month.month),
            year: &month.year.to_string(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp(text.parse::<jiff::Timestamp>().unwrap().as_millisecond() as u64)
    }

    #[test]
    fn a_month_ends_where_the_next_begins() {
        let november = Month { year: 2026, month: 11 };
        for (zone, first, next) in [
            ("Asia/Jakarta", "2026-11-01T00:00:00+07:00", "2026-12-01T00:00:00+07:00"),
            // Summer time ends on the first of November there.
            ("America/New_York", "2026-11-01T00:00:00-04:00", "2026-12-01T00:00:00-05:00"),
        ] {
            let dictionary = Dictionary::load(zone).unwrap();
            let calendar = dictionary.calendar();
            let bounds = calendar.bounds(november);
            assert_eq!(bounds, at(first)..at(next), "{zone}");
            assert_eq!(calendar.iso(bounds.start), first);
            let before = Timestamp(bounds.start.0 - 1);
            assert_eq!(calendar.month(before), Month { year: 2026, month: 10 });
            assert_eq!(calendar.date(before).to_string(), "2026-10-31");
            assert_eq!(calendar.month(bounds.start), november);
        }
    }

    #[test]
    fn a_day_ends_where_the_next_begins() {
        for (zone, now, first, next) in [
            (
                "Asia/Jakarta",
                "2026-11-22T23:59:59+07:00",
                "2026-11-22T00:00:00+07:00",
                "2026-11-23T00:00:00+07:00",
            ),
            (
                "Asia/Jayapura",
                "2026-11-22T00:00:00+09:00",
                "2026-11-22T00:00:00+09:00",
                "2026-11-23T00:00:00+09:00",
            ),
            // Twenty-five hours, when summer time ends.
            (
                "Europe/Berlin",
                "2026-10-25T12:00:00+01:00",
                "2026-10-25T00:00:00+02:00",
                "2026-10-26T00:00:00+01:00",
            ),
        ] {
            let dictionary = Dictionary::load(zone).unwrap();
            assert_eq!(dictionary.calendar().day(at(now)), at(first)..at(next), "{zone}");
        }
    }

    #[test]
    fn the_quiet_hour_comes_once_a_day() {
        let jakarta = Dictionary::load("Asia/Jakarta").unwrap();
        let next = |now: &str| jakarta.calendar().iso(jakarta.calendar().next(at(now), (3, 30)));
        assert_eq!(next("2026-11-22T14:05:00+07:00"), "2026-11-23T03:30:00+07:00");
        assert_eq!(next("2026-11-23T03:29:59+07:00"), "2026-11-23T03:30:00+07:00");
        assert_eq!(next("2026-11-23T03:30:00+07:00"), "2026-11-24T03:30:00+07:00");
        let berlin = Dictionary::load("Europe/Berlin").unwrap();
        let next = |now: &str| berlin.calendar().iso(berlin.calendar().next(at(now), (2, 30)));
        // Skipped in spring, twice in autumn.
        assert_eq!(next("2026-03-28T12:00:00+01:00"), "2026-03-29T03:30:00+02:00");
        assert_eq!(next("2026-10-25T00:30:00+02:00"), "2026-10-25T02:30:00+02:00");
        assert_eq!(next("2026-10-25T02:30:00+02:00"), "2026-10-26T02:30:00+01:00");
    }
}
