//! One word that is looked for, held against the words of a name.

use crate::domain::fold::Folded;
use crate::domain::limit::{SLIP_LETTERS_MIN, SLIPS_LETTERS_MIN};

/// How much a word may differ from what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// Words, or their beginnings, of names alone.
    Named,
    /// The same, and of categories.
    Exact,
    /// Within words and across them as well, and with a slip of the finger.
    Lenient,
}

/// How good a match is; less is better.
pub type Rank = u16;
const WHOLE: Rank = 0;
const BEGINNING: Rank = 1;
const INSIDE: Rank = 2;
const SLIP: Rank = 3;
const IN_CATEGORY: Rank = 10;
/// In the description.
pub const ABOUT: Rank = 20;

/// Letters that a beginning, or a piece of a word, must have to mean something.
const PIECE_LETTERS_MIN: usize = 3;
/// Letters from which a slip may also be in the beginning of a longer word.
const SLIP_BEGINNING_MIN: usize = 5;
/// Longer words are compared by their beginning.
const LETTERS_MAX: usize = 24;

pub struct Wanted {
    pub word: String,
    /// Only the very word will do: it is a number, or too short to be a beginning.
    pub whole: bool,
    number: bool,
    letters: Vec<char>,
    mask: u64,
    /// Slips of the finger that are forgiven.
    slips: usize,
}

impl Wanted {
    pub fn new(word: &str) -> Wanted {
        let letters: Vec<char> = word.chars().take(LETTERS_MAX).collect();
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        let slips = match letters.len() {
            _ if number => 0,
            count if count >= SLIPS_LETTERS_MIN => 2,
            count if count >= SLIP_LETTERS_MIN => 1,
            _ => 0,
        };
        let whole = number || (letters.len() < PIECE_LETTERS_MIN && word.is_ascii());
        Wanted { word: word.to_owned(), whole, number, mask: mask(word), letters, slips }
    }

    pub fn in_category(&self, name: &Folded, quality: Quality) -> Option<Rank> {
        self.in_name(name, quality).map(|rank| IN_CATEGORY + rank)
    }

    pub fn in_name(&self, name: &Folded, quality: Quality) -> Option<Rank> {
        let exact = |word: &str| match word.strip_prefix(self.word.as_str()) {
            Some("") => Some(WHOLE),
            Some(_) if !self.number => Some(BEGINNING),
            _ => None,
        };
        let best = name.words().filter_map(exact).min();
        if best.is_some() || quality != Quality::Lenient {
            return best;
        }
        if !self.number
            && self.letters.len() >= PIECE_LETTERS_MIN
            && name.solid.contains(&self.word)
        {
            return Some(INSIDE);
        }
        let slips = name.words().chain([name.solid.as_str()]).filter_map(|it| self.slips(it));
        slips.min().map(|slips| SLIP + slips as Rank)
    }

    /// Whether it is another word but for slips of the finger, to its end.
    pub fn nearly(&self, word: &str) -> bool {
        let other: Vec<char> = word.chars().take(LETTERS_MAX + 1).collect();
        self.slips(word).is_some() && distances(&self.letters, &other).0 <= self.slips
    }

    /// How many slips of the finger lie between this word and another, or its beginning.
    pub fn slips(&self, word: &str) -> Option<usize> {
        // Each slip changes two kinds of letters at most: a cheap look before the dear one.
        if self.slips == 0 || (self.mask & !mask(word)).count_ones() as usize > self.slips {
            return None;
        }
        let other: Vec<char> = word.chars().take(self.letters.len() + self.slips + 1).collect();
        if other.len() + self.slips < self.letters.len() {
            return None;
        }
        let (whole, beginning) = distances(&self.letters, &other);
        let least = match self.letters.len() >= SLIP_BEGINNING_MIN {
            true => whole.min(beginning),
            false => whole,
        };
        (least <= self.slips).then_some(least)
    }
}

/// A bit for each letter and digit that a word has.
fn mask(word: &str) -> u64 {
    word.chars().fold(0, |mask, sign| mask | 1 << (u32::from(sign) % 64))
}

/// Letters left out, put in, taken for another or swapped with the next, from one word to the
/// whole of another and to whichever beginning of it is nearest.
fn distances(from: &[char], to: &[char]) -> (usize, usize) {
    let width = to.len() + 1;
    let mut before: Vec<usize> = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    for (row, letter) in from.iter().enumerate() {
        let mut next = vec![row + 1; width];
        for (column, other) in to.iter().enumerate() {
            let taken = last[column] + usize::from(letter != other);
            let mut least = taken.min(last[column + 1] + 1).min(next[column] + 1);
            let swapped =
                row > 0 && column > 0 && *letter == to[column - 1] && from[row - 1] == *other;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            next[column + 1] = least;
        }
        before = std::mem::replace(&mut last, next);
    }
    (last[width - 1], last.into_iter().min().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_finger_are_forgiven_as_far_as_a_word_is_long() {
        for (typed, word, slips) in [
            ("netflik", "netflix", Some(1)),
            ("spotfy", "spotify", Some(1)),
            ("nteflix", "netflix", Some(1)),
            ("metflik", "netflix", Some(2)),
            ("youtub", "youtube", Some(0)),
            ("netflx", "netflixpremium", Some(1)),
            ("cnva", "canva", Some(1)),
            ("canvaa", "canva", Some(1)),
            ("disnye", "disney", Some(1)),
            ("hbo", "hbp", None),
            ("kopi", "kota", None),
            ("2500", "2501", None),
            ("telegram", "instagram", None),
        ] {
            assert_eq!(Wanted::new(typed).slips(word), slips, "{typed} {word}");
        }
    }
}
