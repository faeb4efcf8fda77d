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
