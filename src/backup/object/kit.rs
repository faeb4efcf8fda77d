//! Files that a shop needs besides its data: its key, its configuration, its secrets.

use std::fmt;

use secrecy::zeroize::Zeroizing;

use super::refused::{ObjectError, damaged};
use crate::domain::limit::{KIT_FILE_BYTES_MAX, KIT_FILES_MAX, KIT_NAME_CHARS_MAX};

/// The key with which a shop's rows are sealed. Without it nothing is rebuilt.
pub const KIT_KEY: &str = "warung.key";

#[derive(Clone, PartialEq, Eq)]
pub struct KitFile {
    pub name: String,
    pub bytes: Zeroizing<Vec<u8>>,
}

impl KitFile {
    pub fn new(name: &str, bytes: &[u8]) -> KitFile {
        KitFile { name: name.to_owned(), bytes: Zeroizing::new(bytes.to_vec()) }
    }

    /// Whether it may lie in a folder beside others: a name leads nowhere else.
    fn is_fit(&self) -> bool {
        let sign = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        (1..=KIT_NAME_CHARS_MAX).contains(&self.name.len())
            && self.name.bytes().all(sign)
            && !self.name.starts_with('.')
            && self.bytes.len() <= KIT_FILE_BYTES_MAX
    }
}

/// Whether a kit is one: few files, each once, with its key among them.
pub(super) fn is_fit(kit: &[KitFile]) -> Result<(), ObjectError> {
    let once = |file: &KitFile| kit.iter().filter(|it| it.name == file.name).count() == 1;
    if kit.len() > KIT_FILES_MAX || !kit.iter().all(|file| file.is_fit() && once(file)) {
        return Err(damaged("its files cannot lie in a folder together"));
    }
    match kit.iter().any(|file| file.name == KIT_KEY) {
        true => Ok(()),
        false => Err(damaged(format!("{KIT_KEY} is not in it"))),
    }
}

/// What is in it is nobody's to see.
impl fmt::Debug for KitFile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ({} bytes)", self.name, self.bytes.len())
    }
}
