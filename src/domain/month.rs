//! Days and months of the calendar as names, apart from any clock and zone.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `2026-11`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Month {
    pub year: i16,
    pub month: i8,
}

/// `2026-11-30`
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

    pub fn next(self) -> Month {
        match self.month {
            12 => Month { year: self.year + 1, month: 1 },
            month => Month { month: month + 1, ..self },
        }
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
}
