//! Days and months of the calendar as names, apart from any clock and zone.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `2026-11`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    pub year: i16,
    pub month: i8,
}

/// `2026-11-30`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date {
    pub year: i16,
    pub month: i8,
    pub day: i8,
}

/// Before these years there is no shop, and after them no calendar.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=9998;

impl Month {
    /// Reads a month as it is shown: four digits, a dash, two digits.
    pub fn parse(text: &str) -> Option<Month> {
        let (year, month) = text.trim().split_once('-')?;
        let digits = |part: &str, count| {
            part.len() == count && part.bytes().all(|sign| sign.is_ascii_digit())
        };
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        let month = Month { year: year.parse().ok()?, month: month.parse().ok()? };
        (YEARS.contains(&month.year) && (1..=12).contains(&month.month)).then_some(month)
    }

    fn days(self) -> i8 {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    pub fn next(self) -> Month {
        match self.month {
            12 => Month { year: self.year + 1, month: 1 },
            month => Month { month: month + 1, ..self },
        }
    }
}

impl Date {
    /// Reads `2026-11-30` as it is shown, and `30-11-2026` or `30/11/2026` as Indonesia writes it.
    pub fn parse(text: &str) -> Option<Date> {
        let parts: Vec<&str> = text.trim().split(['-', '/']).collect();
        let [first, month, last] = parts[..] else { return None };
        let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
        let digits = |part: &str, places: std::ops::RangeInclusive<usize>| {
            let plain = part.bytes().all(|sign| sign.is_ascii_digit());
            (plain && places.contains(&part.len())).then(|| part.parse::<i16>().ok()).flatten()
        };
        let (year, month) = (digits(year, 4..=4)?, digits(month, 1..=2)?);
        let day = i8::try_from(digits(day, 1..=2)?).ok()?;
        let month = Month { year, month: i8::try_from(month).ok()? };
        let sound = YEARS.contains(&month.year) && (1..=12).contains(&month.month);
        let date = Date { year, month: month.month, day };
        (sound && (1..=month.days()).contains(&day)).then_some(date)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_as_it_is_shown() {
        let november = Month { year: 2026, month: 11 };
        assert_eq!(Month::parse(" 2026-11 "), Some(november));
        assert_eq!(november.to_string(), "2026-11");
        assert_eq!(Month { year: 2026, month: 12 }.next().to_string(), "2027-01");
        for text in [
            "",
            "2026",
            "2026-",
            "2026-13",
            "2026-00",
            "2026-1",
            "26-11",
            "11-2026",
            "+026-11",
            "2026-1١",
            "1969-12",
            "9999-01",
            "2026-11-30",
            "2026/11",
        ] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let last = Date { year: 2026, month: 11, day: 30 };
        for text in ["2026-11-30", " 30-11-2026 ", "30/11/2026"] {
            assert_eq!(Date::parse(text), Some(last), "{text}");
        }
        assert_eq!(Date::parse(&last.to_string()), Some(last));
        assert_eq!(Date::parse("1-2-2028"), Some(Date { year: 2028, month: 2, day: 1 }));
        assert!(Date::parse("29-02-2028").is_some() && Date::parse("29-02-2026").is_none());
        for text in ["", "31-11-2026", "0-11-2026", "30-13-2026", "30-11-26", "30-11", "a-b-2026"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
