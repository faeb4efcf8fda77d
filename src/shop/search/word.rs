//! One word that is looked for, held against the words of a name.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::domain::fold::{self, Folded};
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
    /// Those in words that it was held against: names share many.
    known: RefCell<HashMap<String, Option<usize>>>,
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
        let known = RefCell::default();
        Wanted {
            word: word.to_owned(),
            whole,
            number,
            mask: fold::letters(word),
            letters,
            slips,
            known,
        }
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
        if best.is_some() || quality != Quality::Lenient || self.lacks(name.letters) {
            return best;
        }
        if !self.number
            && self.letters.len() >= PIECE_LETTERS_MIN
            && name.solid.contains(&self.word)
        {
            return Some(INSIDE);
        }
        let slips = name.words().filter_map(|it| self.slips_within(it)).min();
        let across = if slips == Some(1) { None } else { self.slips_across(name) };
        slips.into_iter().chain(across).min().map(|slips| SLIP + slips as Rank)
    }

    fn slips_within(&self, word: &str) -> Option<usize> {
        // A letter is a byte at least.
        if self.slips == 0 || word.len() + self.slips < self.letters.len() {
            return None;
        }
        let mut known = self.known.borrow_mut();
        if let Some(slips) = known.get(word) {
            return *slips;
        }
        let slips = self.slips(word);
        known.insert(word.to_owned(), slips);
        slips
    }

    /// Slips from the beginning of the name on, across its words. Within the first word they were
    /// counted with it.
    fn slips_across(&self, name: &Folded) -> Option<usize> {
        let first = name.words().next()?.chars().count();
        let longer = first < self.letters.len() + self.slips;
        longer.then(|| self.slips(&name.solid)).flatten()
    }

    /// Whether it is another word but for slips of the finger, to its end.
    pub fn nearly(&self, word: &str) -> bool {
        let longer = word.chars().nth(self.letters.len() + self.slips).is_some();
        !longer && self.distances(word).is_some_and(|(whole, _)| whole <= self.slips)
    }

    /// How many slips of the finger lie between this word and another, or its beginning.
    pub fn slips(&self, word: &str) -> Option<usize> {
        let (whole, beginning) = self.distances(word)?;
        let least = match self.letters.len() >= SLIP_BEGINNING_MIN {
            true => whole.min(beginning),
            false => whole,
        };
        (least <= self.slips).then_some(least)
    }

    /// Whether so many letters are not there that no slips explain it: each takes one away at most.
    fn lacks(&self, letters: u64) -> bool {
        (self.mask & !letters).count_ones() as usize > self.slips
    }

    /// Slips to the whole of another word and to whichever beginning of it is nearest; nothing
    /// where both are certainly too many.
    fn distances(&self, word: &str) -> Option<(usize, usize)> {
        if self.slips == 0 || self.lacks(fold::letters(word)) {
            return None;
        }
        let mut other = ['\0'; WIDTH];
        let mut count = 0;
        for (place, letter) in other.iter_mut().zip(word.chars()) {
            *place = letter;
            count += 1;
            if count > self.letters.len() + self.slips {
                break;
            }
        }
        let long_enough = count + self.slips >= self.letters.len();
        long_enough.then(|| distances(&self.letters, &other[..count], self.slips))
    }
}

/// Room for a word, the most slips that are forgiven, and one letter more.
const WIDTH: usize = LETTERS_MAX + 3;

/// Letters left out, put in, taken for another or swapped with the next, from one word to the
/// whole of another and to whichever beginning of it is nearest. Exact up to `most`: what lies
/// further from the diagonal is more than that, and is not looked at.
fn distances(from: &[char], to: &[char], most: usize) -> (usize, usize) {
    const FAR: u8 = u8::MAX / 2;
    let mut before = [FAR; WIDTH + 1];
    let mut last = [FAR; WIDTH + 1];
    for (column, cell) in last.iter_mut().enumerate().take(most.min(to.len()) + 1) {
        *cell = column as u8;
    }
    for (row, letter) in from.iter().enumerate() {
        let mut next = [FAR; WIDTH + 1];
        if row < most {
            next[0] = row as u8 + 1;
        }
        for column in row.saturating_sub(most)..to.len().min(row + most + 1) {
            let taken = last[column] + u8::from(*letter != to[column]);
            let mut least = taken.min(last[column + 1] + 1).min(next[column] + 1);
            let swapped =
                row > 0 && column > 0 && *letter == to[column - 1] && from[row - 1] == to[column];
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            next[column + 1] = least.min(FAR);
        }
        (before, last) = (last, next);
    }
    let reached = &last[..=to.len()];
    let nearest = reached.iter().copied().min().unwrap_or(FAR);
    (usize::from(reached[to.len()]), usize::from(nearest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every cell, as the books have it.
    fn by_the_book(from: &[char], to: &[char]) -> (usize, usize) {
        let mut table = vec![vec![0; to.len() + 1]; from.len() + 1];
        for row in 0..=from.len() {
            for column in 0..=to.len() {
                let least = if row == 0 || column == 0 {
                    row + column
                } else {
                    let other = usize::from(from[row - 1] != to[column - 1]);
                    let taken = table[row - 1][column - 1] + other;
                    taken.min(table[row - 1][column] + 1).min(table[row][column - 1] + 1)
                };
                let swapped = row > 1
                    && column > 1
                    && from[row - 1] == to[column - 2]
                    && from[row - 2] == to[column - 1];
                let swap = if swapped { table[row - 2][column - 2] + 1 } else { least };
                table[row][column] = least.min(swap);
            }
        }
        let last = &table[from.len()];
        (last[to.len()], *last.iter().min().unwrap())
    }

    proptest! {
        #[test]
        fn what_is_near_is_told_exactly_and_what_is_far_as_far(
            from in "[abc]{1,24}", to in "[abc]{0,26}", most in 1usize..=2
        ) {
            let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
            let told = distances(&from, &to, most);
            let true_ones = by_the_book(&from, &to);
            let clipped = |(whole, beginning): (usize, usize)| {
                (whole.min(most + 1), beginning.min(most + 1))
            };
            prop_assert_eq!(clipped(told), clipped(true_ones));
        }
    }

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
