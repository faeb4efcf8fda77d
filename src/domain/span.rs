//! A span of time as people type it.

use super::limit::TODO_WITHIN_MAX;
use super::refusal::{BadInput, Refusal};
use super::time::Span;

/// Reads `2h`, `90 menit`, `1 hari 12 jam`. A number without its unit may mean anything.
pub fn span(text: &str) -> Option<Span> {
    let text = text.trim().to_lowercase();
    let (mut rest, mut sum) = (text.as_str(), 0_u64);
    while !rest.is_empty() {
        let digits = rest.find(|sign: char| !sign.is_ascii_digit())?;
        let (number, after) = rest.split_at(digits);
        let after = after.trim_start();
        let end = after.find(|sign: char| !sign.is_alphabetic()).unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        let part = number.parse::<u64>().ok()?.checked_mul(unit_of(unit)?.0)?;
        sum = sum.checked_add(part)?;
        rest = after.trim_start();
    }
    (sum > 0).then_some(Span(sum))
}

fn unit_of(word: &str) -> Option<Span> {
    Some(match word {
        "m" | "min" | "mnt" | "menit" | "minute" | "minutes" => Span::minutes(1),
        "h" | "j" | "jam" | "hour" | "hours" => Span::hours(1),
        "d" | "hari" | "day" | "days" => Span::hours(24),
        "w" | "minggu" | "week" | "weeks" => Span::hours(7 * 24),
        _ => return None,
    })
}

/// The time within which something is promised: a minute to a month.
pub fn within(text: &str) -> Result<Span, Refusal> {
    let fits = |span: &Span| (Span::minutes(1)..=TODO_WITHIN_MAX).contains(span);
    let days = TODO_WITHIN_MAX.0 / Span::hours(24).0;
    span(text).filter(fits).ok_or(Refusal::Input(BadInput::Within { days }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_is_a_minute_to_a_month() {
        assert_eq!(within(" 2 jam "), Ok(Span::hours(2)));
        assert_eq!(within("30 hari"), Ok(TODO_WITHIN_MAX));
        for text in ["", "2", "0 jam", "31 hari", "sebentar", "-1 jam"] {
            assert!(within(text).is_err(), "{text}");
        }
    }
}
