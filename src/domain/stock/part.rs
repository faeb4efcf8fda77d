//! The parts of a unit whose product has names for them: `email|sandi|pin`, or a line each.

use super::Reject;

/// What stands between two parts on one line.
pub const BETWEEN: char = '|';

/// What may stand there too, in what was copied out of a table.
pub const BETWEENS: [char; 4] = [BETWEEN, ';', '\t', ','];

/// The parts of a unit, where there are so many and none of them is empty.
pub fn parts(content: &str, count: usize) -> Option<Vec<&str>> {
    let parted = split(content);
    let sound = parted.len() == count && parted.iter().all(|part| !part.is_empty());
    sound.then_some(parted)
}

/// A unit of a product that names so many parts, or why it is none. One whose parts stand apart in
/// another way is written in ours.
pub fn fitted(content: String, named: usize) -> Result<String, Reject> {
    if named == 0 || parts(&content, named).is_some() {
        return Ok(content);
    }
    let whole = |part: &&str| !part.is_empty();
    let found = split(&content).into_iter().filter(whole).count();
    if found == 1 && !content.contains('\n') {
        for sign in BETWEENS.into_iter().skip(1) {
            let joined = content.replace(sign, &BETWEEN.to_string());
            if parts(&joined, named).is_some() {
                return Ok(joined);
            }
        }
    }
    Err(Reject::Parts { found: found as u32, named: named as u32 })
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

    #[test]
    fn parts_that_stand_apart_in_another_way_are_written_in_ours() {
        let fit = |content: &str| fitted(content.to_owned(), 2);
        for content in ["a@x|p", "a@x;p", "a@x\tp", "a@x,p"] {
            assert_eq!(fit(content).as_deref(), Ok("a@x|p"), "{content:?}");
        }
        // What there is of ours counts, and nothing is guessed where there are too many.
        assert_eq!(fit("a;x|p").as_deref(), Ok("a;x|p"));
        for (content, found) in [("a@x;p;1", 1), ("a@x", 1), ("a|b|c", 3), ("a@x;", 1)] {
            assert_eq!(fit(content), Err(Reject::Parts { found, named: 2 }), "{content:?}");
        }
        assert_eq!(fitted("a;b".into(), 0).as_deref(), Ok("a;b"));
    }
}
