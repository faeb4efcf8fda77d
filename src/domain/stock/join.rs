//! A long paste put together again of the pieces that Telegram's programs have made of it. What
//! stood at a seam is taken only where all other lines say how it was; else it is left out and
//! named, so that nobody is sold half a unit.

use super::Pasted;
use super::line::lines;
use crate::domain::limit::MESSAGE_UNITS_MAX;
use crate::domain::text::invisible;

/// The lines of all pieces, numbered through.
#[derive(Default)]
pub struct Joined {
    pub lines: Vec<(u64, String)>,
    /// Those that may be halves of one.
    pub cut: Vec<u64>,
    /// Where two pieces meet and their lines were taken.
    pub seams: Vec<u64>,
}

/// What all lines that stand at no seam have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// So many of that separator.
    Fields(char, usize),
    /// No separator, and so many signs.
    Signs(usize),
}

const SEPARATORS: [char; 5] = ['|', '\t', ';', ':', ','];

pub fn join(pieces: &[Pasted]) -> Joined {
    let shape = common(pieces);
    let mut joined = Joined::default();
    // A line to which the next piece may belong: whether the piece was as long as can be.
    let mut open: Option<bool> = None;
    for Pasted(piece) in pieces {
        for (nth, line) in lines(piece).enumerate() {
            match (nth, open.take()) {
                (0, Some(full)) => joined.seam(shape, full, line),
                _ => joined.push(line),
            }
        }
        let last = lines(piece).last().unwrap_or_default();
        open = (!blank(last)).then(|| piece.encode_utf16().count() >= MESSAGE_UNITS_MAX);
    }
    joined
}

impl Joined {
    fn push(&mut self, line: &str) {
        self.lines.push((self.lines.len() as u64 + 1, line.to_owned()));
    }

    /// The last line so far, and the first of the next piece.
    fn seam(&mut self, shape: Option<Shape>, full: bool, line: &str) {
        let Some((at, before)) = self.lines.last_mut().filter(|_| !blank(line)) else {
            return self.push(line);
        };
        let at = *at;
        let fits = |line: &str| shape.is_some() && Shape::of(line) == shape && !frayed(line);
        let whole = format!("{before}{line}");
        let parted = fits(before) && fits(line);
        match (parted, fits(&whole)) {
            // As many signs as there can be were cut wherever they ended.
            (false, true) if full => {
                *before = whole;
                self.seams.push(at);
            }
            // Shorter: a line end or a blank was there, and is gone.
            (true, false) if !full => {
                self.push(line);
                self.seams.extend([at, at + 1]);
            }
            _ => {
                self.push(line);
                self.cut.extend([at, at + 1]);
            }
        }
    }
}

/// Whether it begins or ends with what stands between two fields.
fn frayed(line: &str) -> bool {
    let line = line.trim_matches(invisible);
    line.starts_with(SEPARATORS) || line.ends_with(SEPARATORS)
}

fn blank(line: &str) -> bool {
    line.chars().all(invisible)
}

/// `None`: they have nothing in common, or there is none.
fn common(pieces: &[Pasted]) -> Option<Shape> {
    let (mut shape, end) = (None, pieces.len().saturating_sub(1));
    for (place, Pasted(piece)) in pieces.iter().enumerate() {
        let all: Vec<&str> = lines(piece).collect();
        let from = usize::from(place > 0);
        let to = all.len() - usize::from(place < end).min(all.len());
        for line in all.get(from..to).unwrap_or_default().iter().filter(|line| !blank(line)) {
            let this = Shape::of(line)?;
            if *shape.get_or_insert(this) != this {
                return None;
            }
        }
    }
    shape
}

impl Shape {
    fn of(line: &str) -> Option<Shape> {
        let line = line.trim_matches(invisible);
        let count = |separator: &char| line.matches(*separator).count();
        match SEPARATORS.iter().find(|separator| count(separator) > 0) {
            Some(separator) => Some(Shape::Fields(*separator, count(separator))),
            None => (!line.is_empty()).then(|| Shape::Signs(line.chars().count())),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn joined(pieces: &[&str]) -> (Vec<String>, Vec<u64>) {
        let pieces: Vec<Pasted> = pieces.iter().map(|it| Pasted((*it).to_owned())).collect();
        let Joined { lines, cut, .. } = join(&pieces);
        (lines.into_iter().map(|(_, line)| line).collect(), cut)
    }

    #[test]
    fn what_was_split_at_a_line_end_is_whole() {
        let (lines, cut) = joined(&["a|1\nb|2", "c|3\nd|4"]);
        assert_eq!((lines.join(" "), cut), ("a|1 b|2 c|3 d|4".into(), vec![]));
        let (lines, cut) = joined(&["KODE1\nKODE2", "KODE3"]);
        // Nothing tells the last from a half: it is the first of its own piece, and the only one.
        assert_eq!((lines.len(), cut), (3, vec![]));
    }

    #[test]
    fn what_was_split_within_a_line_is_one_again_or_left_out() {
        // A blank was there, and nobody knows how many.
        let (_, cut) = joined(&["a b|1\nc", "d|2\ne f|3"]);
        assert_eq!(cut, [2, 3]);
        // Lines of every kind say nothing of the one at the seam.
        let (_, cut) = joined(&["a|1\nb:2\nc", "d|4"]);
        assert_eq!(cut, [3, 4]);
        let long = |end: &str| {
            let mut text = "a|1\n".repeat(1_023);
            text.push_str(end);
            text
        };
        // As long as can be: cut within a line.
        let first = long("b|12");
        assert_eq!(first.encode_utf16().count(), MESSAGE_UNITS_MAX);
        let (lines, cut) = joined(&[&first, "345\nc|3"]);
        assert_eq!((lines[1_023].as_str(), cut.len()), ("b|12345", 0));
        // A whole line, and a whole line.
        let (_, cut) = joined(&[&first, "c|3\nd|4"]);
        assert_eq!(cut, [1_024, 1_025]);
        let first = long("bbbb");
        let (lines, cut) = joined(&[&first, "b|345\nc|3"]);
        assert_eq!((lines[1_023].as_str(), lines[1_024].as_str()), ("bbbbb|345", "c|3"));
        assert!(cut.is_empty());
    }

    #[test]
    fn a_line_end_that_is_there_parts() {
        let (lines, cut) = joined(&["a|1\nb|2\n", "c|3"]);
        assert_eq!((lines.join(" "), cut), ("a|1 b|2  c|3".into(), vec![]));
        let (lines, cut) = joined(&["a|1\nx", "\nc"]);
        assert_eq!((lines.join(" "), cut), ("a|1 x  c".into(), vec![]));
        assert_eq!(joined(&["a|1"]), (vec!["a|1".to_owned()], vec![]));
        assert_eq!(joined(&[]), (vec![], vec![]));
    }

    proptest! {
        /// However a paste was split, each of its lines is there as it was, or is named as cut.
        #[test]
        fn no_half_of_a_line_is_taken_for_one(
            units in prop::collection::vec("[a-z]{1,6}[|][0-9]{1,4}( [a-z]{1,3})?", 2..40),
            at in 1usize..400,
        ) {
            let text = units.join("\n");
            let at = at.min(text.len() - 1);
            // As programs do: what can be seen of the cut's surroundings is trimmed away.
            let (first, rest) = text.split_at(at);
            let pieces = [Pasted(first.trim().to_owned()), Pasted(rest.trim().to_owned())];
            let Joined { lines, cut, .. } = join(&pieces);
            for (at, line) in lines {
                if !cut.contains(&at) && !line.is_empty() {
                    prop_assert!(units.contains(&line), "{line:?} of {units:?}");
                }
            }
        }
    }
}
