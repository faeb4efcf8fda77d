//! A length of time as people say it: `2 jam 5 menit`.

use super::Words;
use crate::domain::time::Span;

impl Words<'_> {
    /// How long something took: seconds count where there are few.
    pub fn took(&self, span: Span) -> String {
        match span < Span::minutes(2) {
            true => self.plain_seconds(span.0.div_ceil(1000).max(1)),
            false => self.span(span),
        }
    }

    /// In minutes below a day, in hours above it; at least a minute.
    pub fn span(&self, span: Span) -> String {
        let minutes = span.0.div_ceil(Span::minutes(1).0).max(1);
        let (hours, days) = (minutes / 60, minutes / (24 * 60));
        match (days, hours, minutes % 60) {
            (0, 0, minutes) => self.plain_minutes(minutes),
            (0, hours, 0) => self.plain_hours(hours),
            (0, hours, minutes) => {
                format!("{} {}", self.plain_hours(hours), self.plain_minutes(minutes))
            }
            (days, hours, _) if hours % 24 == 0 => self.plain_days(days),
            (days, hours, _) => {
                format!("{} {}", self.plain_days(days), self.plain_hours(hours % 24))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{english, indonesian, jakarta};
    use super::*;

    #[test]
    fn time_is_said_as_people_say_it() {
        let dictionary = jakarta();
        let (id, en) = (indonesian(&dictionary), english(&dictionary));
        for (span, said, english) in [
            (Span(0), "1 menit", "1 minute"),
            (Span::minutes(59), "59 menit", "59 minutes"),
            (Span::hours(1), "1 jam", "1 hour"),
            (Span::minutes(125), "2 jam 5 menit", "2 hours 5 minutes"),
            (Span::hours(24), "1 hari", "1 day"),
            (Span::hours(51), "2 hari 3 jam", "2 days 3 hours"),
        ] {
            assert_eq!((id.span(span).as_str(), en.span(span).as_str()), (said, english));
        }
        for (span, said) in [(1, "1 detik"), (95_001, "96 detik"), (120_000, "2 menit")] {
            assert_eq!(id.took(Span(span)), said);
        }
    }
}
