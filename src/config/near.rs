//! What somebody probably meant: the known word nearest to the one they wrote.

/// The nearest of the known words, if it is near enough to be a slip of the fingers.
pub fn near<'w>(written: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let reach = written.chars().count().div_ceil(3);
    let steps = |word: &'w str| (distance(&written.to_lowercase(), &word.to_lowercase()), word);
    let (steps, word) = known.into_iter().map(steps).min_by_key(|(steps, _)| *steps)?;
    (steps <= reach).then_some(word)
}

/// How many letters must be put in, taken out or changed to make one word of the other.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (above, sign) in left.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], above + 1);
        for (at, other) in right.iter().enumerate() {
            let changed = corner + usize::from(sign != *other);
            corner = row[at + 1];
            row[at + 1] = changed.min(corner + 1).min(row[at] + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_understood_and_strangers_are_not() {
        let known = ["token", "token_file", "api_url", "mode"];
        assert_eq!(near("tokne", known), Some("token"));
        assert_eq!(near("tokem", known), Some("token"));
        assert_eq!(near("apiurl", known), Some("api_url"));
        assert_eq!(near("Mode", known), Some("mode"));
        assert_eq!(near("webhook", known), None);
    }

    #[test]
    fn distance_counts_single_letters() {
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("same", "same"), 0);
    }
}
