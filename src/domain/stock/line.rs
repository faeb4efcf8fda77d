//! Lines of stock: where one ends, what of it is goods, and which are no goods at all.

use super::{Reject, ruin};
use crate::domain::limit::UNIT_BYTES_MAX;
use crate::domain::text::invisible;

/// Commands that are often typed without the blank behind them: `/addstock2|a`.
const OF_THE_SHELF: [&str; 10] = [
    "add",
    "addstock",
    "delstock",
    "exportstock",
    "setprice",
    "del",
    "undel",
    "photo",
    "stock",
    "varian",
];

/// Every sign that ends a line in some editor or system: LF, CR, VT, FF, the separators that
/// Python takes for line ends, NEL of mainframes, and the two of Unicode's own.
fn ends_line(sign: char) -> bool {
    matches!(sign, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}')
        || matches!(sign, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Every line of a text, blank ones too, without its end; CR and LF together are one end.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(at) = text.find(ends_line) else {
            rest = None;
            return Some(text);
        };
        let (line, behind) = text.split_at(at);
        let mut after = behind.chars();
        after.next();
        rest = Some(behind.strip_prefix("\r\n").unwrap_or(after.as_str()));
        Some(line)
    })
}

/// The unit a line is, without what cannot be seen at its ends and to the byte inside.
/// `None`: there is nothing to see in it; such a line separates.
pub fn unit(line: &str) -> Result<Option<&str>, Reject> {
    // The second is what programs put in the place of bytes that they could not read.
    if line.contains(['\0', '\u{fffd}']) {
        return Err(Reject::NotText);
    }
    let unit = line.trim_matches(invisible);
    if unit.is_empty() {
        return Ok(None);
    }
    if unit.contains(ends_line) {
        return Err(Reject::Lines);
    }
    if unit.len() > UNIT_BYTES_MAX {
        return Err(Reject::TooLong);
    }
    match ruin::ruined(unit) {
        true => Err(Reject::Ruin),
        false => Ok(Some(unit)),
    }
}

/// Whether a line begins as a command does, misspelt ones too. Whoever sends several commands in
/// one message does not sell them. `/home/x` and `/a1b2` begin like goods.
pub fn commands(line: &str) -> bool {
    let Some(rest) = line.trim_start_matches(invisible).strip_prefix('/') else { return false };
    let letter = |sign: char| sign.is_ascii_alphabetic() || sign == '_';
    let end = rest.find(|sign| !letter(sign)).unwrap_or(rest.len());
    let (word, behind) = rest.split_at(end);
    let known = OF_THE_SHELF.iter().any(|known| word.eq_ignore_ascii_case(known));
    let ends = behind.chars().next().is_none_or(|sign| sign == '@' || invisible(sign));
    known || (word.len() > 1 && ends)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whatever_ends_a_line_anywhere_ends_a_line() {
        for end in ["\n", "\r", "\r\n", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
            let text = format!("a|1{end}b|2{end}{end}c|3");
            let found: Vec<&str> = lines(&text).collect();
            assert_eq!(found, ["a|1", "b|2", "", "c|3"], "{end:?}");
        }
        assert_eq!(lines("\n\r").count(), 3);
        assert_eq!(lines("").collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn a_unit_has_nothing_invisible_at_its_ends_and_everything_inside() {
        for unseen in [" ", "\u{200b}", "\u{feff}", "\u{a0}", "\t", "\u{2060}", "\u{ad}", "\u{1a}"]
        {
            let line = format!("{unseen}a\u{200b} b|p{unseen}{unseen}");
            assert_eq!(unit(&line), Ok(Some("a\u{200b} b|p")), "{unseen:?}");
            assert_eq!(unit(unseen), Ok(None), "{unseen:?}");
        }
        assert_eq!(unit("a\0b"), Err(Reject::NotText));
        assert_eq!(unit("a\u{fffd}b"), Err(Reject::NotText));
        assert_eq!(unit("a\rb"), Err(Reject::Lines));
        assert_eq!(unit(&"x".repeat(UNIT_BYTES_MAX + 1)), Err(Reject::TooLong));
        assert_eq!(unit("user<1>:p&ss"), Ok(Some("user<1>:p&ss")));
    }

    #[test]
    fn commands_are_no_goods() {
        for line in [
            "/addstock 2|b",
            " \u{feff}/addstock 2|b",
            "/ADD -|a|b|1|-",
            "/addstock2|b",
            "/addstok 2|b",
            "/start",
            "/start@toko_bot",
            "/del\u{a0}1",
        ] {
            assert!(commands(line), "{line:?}");
        }
        for line in ["a /addstock 2|b", "/home/budi", "/a1b2c3", "/", "//x", "", "/x", "/p@ss|1"] {
            assert!(!commands(line), "{line:?}");
        }
    }

    proptest! {
        /// Nothing of a text gets lost between its lines, and nothing is made up.
        #[test]
        fn lines_and_their_ends_are_the_text(
            parts in prop::collection::vec(
                ("[a-c |]{0,4}", prop::sample::select(vec!["\n", "\r\n", "\u{85}", "\u{2029}"])),
                0..12,
            ),
        ) {
            let text: String = parts.iter().map(|(line, end)| format!("{line}{end}")).collect();
            let mut wanted: Vec<&str> = parts.iter().map(|(line, _)| line.as_str()).collect();
            wanted.push("");
            prop_assert_eq!(lines(&text).collect::<Vec<_>>(), wanted);
        }

        #[test]
        fn a_unit_is_one_of_itself(line in ".{0,40}") {
            if let Ok(Some(goods)) = unit(&line) {
                prop_assert!(line.contains(goods));
                prop_assert_eq!(unit(goods), Ok(Some(goods)));
            }
        }
    }
}
