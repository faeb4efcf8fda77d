//! What people type who mean something and do not press it: "menu", "admin", "no 1".

use std::collections::{HashMap, HashSet};

use super::{Dictionary, Key};
use crate::domain::fold::folded;

/// What a word means by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// What a key of the keyboard means.
    Key(Key),
    Help,
    Contact,
    Categories,
    Best,
}

/// The words of all languages, folded: people mix them, and each is understood in every shop.
#[derive(Default)]
pub(super) struct Said {
    meant: HashMap<String, Meant>,
    /// What stands before a product's number.
    number: HashSet<String>,
    /// What stands behind how many.
    unit: HashSet<String>,
    /// What is said around a name and is none.
    filler: HashSet<String>,
}

impl Said {
    pub fn of(dictionary: &Dictionary) -> Said {
        let mut said = Said::default();
        for w in dictionary.all() {
            for (words, meant) in [
                (w.plain_said_home(), Meant::Key(Key::Home)),
                (w.plain_said_account(), Meant::Key(Key::Account)),
                (w.plain_said_cart(), Meant::Key(Key::Cart)),
                (w.plain_said_orders(), Meant::Key(Key::MyOrders)),
                (w.plain_said_catalogue(), Meant::Key(Key::AllProducts)),
                (w.plain_said_stock(), Meant::Key(Key::Stock)),
                (w.plain_said_deposit(), Meant::Key(Key::Deposit)),
                (w.plain_said_help(), Meant::Help),
                (w.plain_said_contact(), Meant::Contact),
                (w.plain_said_categories(), Meant::Categories),
                (w.plain_said_best(), Meant::Best),
            ] {
                said.meant.extend(list(&words).map(|word| (word, meant)));
            }
            said.number.extend(list(&w.plain_said_number()));
            said.unit.extend(list(&w.plain_said_unit()));
            said.filler.extend(list(&w.plain_said_filler()));
        }
        said
    }
}

fn list(words: &str) -> impl Iterator<Item = String> {
    words.split(',').map(folded).filter(|word| !word.is_empty())
}

impl Dictionary {
    /// What a message means that is one such word and nothing else.
    pub fn meant(&self, typed: &str) -> Option<Meant> {
        self.said.meant.get(&folded(typed)).copied()
    }

    /// The number of `no 1`, `No.1` and `nomor 1`.
    pub fn product_number<'t>(&self, folded: &'t str) -> Option<&'t str> {
        let digits = folded.trim_start_matches(|sign: char| !sign.is_ascii_digit());
        let before = folded[..folded.len() - digits.len()].trim_end();
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        (plain && self.said.number.contains(before)).then_some(digits)
    }

    /// Whether a word says of a number that it counts: "2 pcs".
    pub fn counts(&self, word: &str) -> bool {
        self.said.unit.contains(word)
    }

    /// A folded text without what people say around a name; the same if nothing would be left.
    pub fn without_fillers(&self, folded: &str) -> String {
        let kept = folded.split(' ').filter(|word| !self.said.filler.contains(*word));
        let kept = kept.collect::<Vec<_>>().join(" ");
        if kept.is_empty() { folded.to_owned() } else { kept }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::jakarta;

    #[test]
    fn words_mean_what_they_say_in_every_language() {
        let dictionary = jakarta();
        for (typed, meant) in [
            ("menu", Meant::Key(Key::Home)),
            ("Menu!", Meant::Key(Key::Home)),
            ("BANTUAN", Meant::Help),
            ("help", Meant::Help),
            ("admin", Meant::Contact),
            ("cs", Meant::Contact),
            ("CS?", Meant::Contact),
            ("saldo", Meant::Key(Key::Account)),
            ("balance", Meant::Key(Key::Account)),
            ("keranjang", Meant::Key(Key::Cart)),
            ("cart", Meant::Key(Key::Cart)),
            ("pesanan", Meant::Key(Key::MyOrders)),
            ("orders", Meant::Key(Key::MyOrders)),
            ("kategori", Meant::Categories),
            ("terlaris", Meant::Best),
        ] {
            assert_eq!(dictionary.meant(typed), Some(meant), "{typed}");
        }
        for typed in ["", "menu netflix", "netflix", "1"] {
            assert_eq!(dictionary.meant(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_number_may_have_a_word_before_it() {
        let dictionary = jakarta();
        for typed in ["no 1", "No.1", "no. 1", "nomor 1", "#no1", "number 1"] {
            assert_eq!(dictionary.product_number(&folded(typed)), Some("1"), "{typed}");
        }
        for typed in ["", "1", "netflix 1", "no", "no 1 2", "no 1a"] {
            assert_eq!(dictionary.product_number(&folded(typed)), None, "{typed}");
        }
    }

    #[test]
    fn what_is_said_around_a_name_is_left_out() {
        let dictionary = jakarta();
        assert_eq!(dictionary.without_fillers("mau beli netflix dong kak"), "netflix");
        assert_eq!(dictionary.without_fillers("ada kak"), "ada kak");
    }
}
