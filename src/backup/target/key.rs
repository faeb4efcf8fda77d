//! What an object is called: plain parts with slashes between, the same at every place.

use std::fmt;

use crate::domain::limit::{TARGET_PATH_CHARS_MAX, TARGET_PATH_PARTS_MAX};

/// Behind the name of an object that is still on its way: no object is called so.
pub const ASIDE: &str = ".new";

/// `STORE/GENERATION/snap-…`, or the folder of such: letters, digits, `-`, `_` and `.` in each
/// part, none of them hidden.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(String);

impl Key {
    pub fn parse(text: &str) -> Option<Key> {
        let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
        let plain =
            |part: &str| !part.is_empty() && part.bytes().all(sign) && !part.starts_with('.');
        let fits = text.len() <= TARGET_PATH_CHARS_MAX
            && text.split('/').count() <= TARGET_PATH_PARTS_MAX
            && text.split('/').all(plain)
            && !text.ends_with(ASIDE);
        fits.then(|| Key(text.to_owned()))
    }

    /// A folder or an object within this one.
    pub fn within(&self, part: &str) -> Option<Key> {
        Key::parse(&format!("{self}/{part}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders above it, the outermost first.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').map(|(at, _)| &self.0[..at])
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// One that lies there, whole.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Object {
    pub key: Key,
    pub bytes: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_leads_nowhere_else() {
        let key = Key::parse("toko-sari/9f3c/log-0001-0002.age").unwrap();
        assert_eq!(key.folders().collect::<Vec<_>>(), ["toko-sari", "toko-sari/9f3c"]);
        assert_eq!(Key::parse("toko-sari/9f3c").unwrap().within("log-0001-0002.age"), Some(key));
        for wrong in [
            "",
            "/a",
            "a/",
            "a//b",
            "../a",
            "a/..",
            "a/.b",
            "a b",
            "a%2fb",
            "a?b",
            "é",
            "a/b.new",
            "a/b/c/d/e",
        ] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Key::parse(&"a".repeat(TARGET_PATH_CHARS_MAX + 1)), None);
    }
}
