//! What is typed or pressed, recognised as a key of the reply keyboard.

use std::collections::HashMap;

use super::{Dictionary, Key};

/// Every label of every language in the forms in which people send it.
pub(super) fn labels(dictionary: &Dictionary) -> HashMap<String, Key> {
    let mut labels = HashMap::new();
    for words in dictionary.all() {
        for key in Key::ALL {
            let label = fold(&words.label(*key));
            labels.insert(without_picture(&label).to_owned(), *key);
            labels.insert(label, *key);
        }
    }
    labels
}

/// The form in which two labels count as the same: clients drop or add the sign that asks for a
/// coloured emoji (U+FE0F), people drop capitals and double their spaces.
pub(super) fn fold(label: &str) -> String {
    let plain = label.replace('\u{fe0f}', "").to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A label without the count behind its words: `🧺 keranjang` of `🧺 keranjang (2)`.
pub(super) fn without_count(label: &str) -> &str {
    let count = label.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match count {
        Some((label, count)) if count.bytes().all(|it| it.is_ascii_digit()) => label,
        _ => label,
    }
}

/// A label without the emoji before its words.
fn without_picture(label: &str) -> &str {
    match label.split_once(' ') {
        Some((picture, words)) if picture.chars().all(pictorial) => words,
        _ => label,
    }
}

/// Emoji and the symbols that are drawn as such; no script of any language lies there.
fn pictorial(sign: char) -> bool {
    matches!(sign, '\u{2100}'..='\u{2bff}' | '\u{1f000}'..='\u{1ffff}' | '\u{200d}' | '\u{20e3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::jakarta;

    #[test]
    fn labels_are_recognised_as_they_are_pressed_and_typed() {
        let dictionary = jakarta();
        for words in dictionary.all() {
            for key in Key::ALL {
                let label = words.label(*key);
                let bare = label.replace('\u{fe0f}', "");
                let spoken = bare.split_once(' ').unwrap().1.to_owned();
                for typed in
                    [&label, &bare, &spoken, &spoken.to_uppercase(), &format!("  {label}\n")]
                {
                    assert_eq!(dictionary.key(typed), Some(*key), "{typed}");
                }
            }
        }
        assert_eq!(dictionary.key("semua  produk"), Some(Key::AllProducts));
        assert_eq!(dictionary.key("my orders"), Some(Key::MyOrders));
        assert_eq!(dictionary.key("🧺 Keranjang (12)"), Some(Key::Cart));
        for typed in ["", "🛍", "semua", "semua produk murah", "3"] {
            assert_eq!(dictionary.key(typed), None, "{typed}");
        }
    }
}
