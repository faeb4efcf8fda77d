//! The parts of a unit whose product has names for them: `email|sandi|pin`, or a line each.

use super::Reject;

/// What stands between two parts on one line.
pub const BETWEEN: char = '|';

/// The parts of a unit, where there are so many and none of them is empty.
pub fn parts(content: &str, count: usize) -> Option<Vec<&str>> {
    let parted = split(content);
    let sound = parted.len() == count && parted.iter().all(|part| !part.is_empty());
    sound.then_some(parted)
}

/// Why a unit is none of a product that names so many parts, if it is not.
pub fn misfit(content: &str, named: usize) -> Option<Reject> {
    let right = named == 0 || parts(content, named).is_some();
    let whole = |part: &&str| !part.is_empty();
    let found = split(content).into_iter().filter(whole).count() as u32;
    (!right).then_some(Reject::Parts { found, named: named as u32 })
}

/// As many as there are. An account of several lines has a part on each.
pub fn split(content: &str) -> Vec<&str> {
    match content.contains(BETWEEN) {
        true => content.split(BETWEEN).map(str::trim).collect(),
        false => content.split('\n').map(str::trim).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_on_one_line_or_on_one_each() {
        let named = Some(vec!["a@x", "s:3", "12"]);
        assert_eq!(parts("a@x|s:3|12", 3), named);
        assert_eq!(parts(" a@x | s:3 |12", 3), named);
        assert_eq!(parts("a@x\ns:3\n12", 3), named);
        assert_eq!(parts("satu", 1), Some(vec!["satu"]));
        for (content, count) in
            [("a|b", 3), ("a|b|c|d", 3), ("a||c", 3), ("a|b|", 3), ("", 1), ("a\nb|c", 3)]
        {
            assert_eq!(parts(content, count), None, "{content:?}");
        }
    }
}
