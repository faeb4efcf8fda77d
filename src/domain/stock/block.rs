//! Accounts that are written over several lines, with a blank line or a rule between them, or each
//! beginning with the same field.

use super::Reject;
use super::label::label;
use super::line::{lines, unit};
use crate::domain::limit::UNIT_BYTES_MAX;
use crate::domain::text::invisible;

/// A block of lines as one unit, or why it can be none.
pub type Block = (u64, Result<String, Reject>);

/// The blocks of numbered lines, each with the line that it begins on. `cut` are lines that may be
/// halves. Nothing, where each would be one line.
pub fn blocks(lines: &[(u64, &str)], cut: &[u64]) -> Vec<Block> {
    let mut groups: Vec<Vec<(u64, &str)>> = vec![Vec::new()];
    for (at, line) in lines {
        let line = line.trim_matches(invisible);
        match groups.last_mut() {
            Some(group) if !parts(line) => group.push((*at, line)),
            _ => groups.push(Vec::new()),
        }
    }
    groups.retain(|group| !group.is_empty());
    if let [one] = &groups[..] {
        groups = by_field(one);
    }
    match groups.iter().any(|group| group.len() > 1) {
        true => groups.iter().map(|group| block(group, cut)).collect(),
        false => Vec::new(),
    }
}

/// Whether it stands between two of them: blank, or a rule.
fn parts(line: &str) -> bool {
    let rule = line.chars().count() > 2 && !line.contains(char::is_alphanumeric);
    line.is_empty() || rule
}

/// Where all of them hang together, each begins with the field that the first begins with.
fn by_field<'t>(lines: &[(u64, &'t str)]) -> Vec<Vec<(u64, &'t str)>> {
    let mut groups: Vec<Vec<(u64, &str)>> = Vec::new();
    let Some(first) = lines.first().and_then(|(_, line)| label(line)) else { return groups };
    for (at, line) in lines {
        let begins = label(line).as_ref() == Some(&first);
        match groups.last_mut() {
            Some(group) if !begins => group.push((*at, line)),
            _ => groups.push(vec![(*at, line)]),
        }
    }
    groups
}

fn block(lines: &[(u64, &str)], cut: &[u64]) -> Block {
    let at = lines.first().map(|(at, _)| *at).unwrap_or_default();
    if lines.iter().any(|(at, _)| cut.contains(at)) {
        return (at, Err(Reject::Cut));
    }
    (at, whole(lines.iter().map(|(_, line)| *line)).map(Option::unwrap_or_default))
}

/// All lines of a text as one unit; `None`: there is nothing to see in it.
pub fn account(text: &str) -> Result<Option<String>, Reject> {
    whole(lines(text))
}

fn whole<'t>(lines: impl Iterator<Item = &'t str>) -> Result<Option<String>, Reject> {
    let lines: Result<Vec<&str>, Reject> =
        lines.filter_map(|line| unit(line).transpose()).collect();
    let text = lines?.join("\n");
    match text.len() {
        0 => Ok(None),
        1..=UNIT_BYTES_MAX => Ok(Some(text)),
        _ => Err(Reject::TooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Block> {
        blocks(&(1..).zip(lines(text)).collect::<Vec<_>>(), &[])
    }

    fn texts(text: &str) -> Vec<String> {
        read(text).into_iter().filter_map(|(_, block)| block.ok()).collect()
    }

    #[test]
    fn blocks_are_parted_by_blank_lines_by_rules_and_by_their_first_field() {
        let two = ["Email: a\nPass: p", "Email: b\nPass: q"];
        assert_eq!(texts("Email: a\n  Pass: p\n\n\nEmail: b\nPass: q\n"), two);
        assert_eq!(texts("Email: a\nPass: p\n---\nEmail: b\nPass: q"), two);
        assert_eq!(texts("Email: a\nPass: p\nEmail: b\nPass: q"), two);
        assert_eq!(texts("a@x\nsandi\n\nb@x\nsandi\nPIN 1"), ["a@x\nsandi", "b@x\nsandi\nPIN 1"]);
        assert_eq!(read("a|1\nb|2\n\nc|3").len(), 2);
        // Nothing says where one ends.
        assert_eq!(read("a@x.id\nsandi\nb@x.id\nsandi"), []);
        assert_eq!(read("a|1\n\nb|2\n"), []);
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_block_that_can_be_no_unit_is_told_with_its_line() {
        let (lines, cut) = ([(1, "a"), (2, "b"), (3, ""), (4, "c"), (5, "8,99E+15")], [1]);
        assert_eq!(blocks(&lines, &cut), [(1, Err(Reject::Cut)), (4, Err(Reject::Ruin))]);
        let long = format!("Akun: a\n{}\n{}", "x".repeat(4_000), "y".repeat(200));
        assert_eq!(read(&long), [(1, Err(Reject::TooLong))]);
    }
}
