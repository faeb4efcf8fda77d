//! A secret comes in one of three ways: written down, by file, or as a systemd credential.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};

use super::check;
use super::paper::read_within;
use super::table::{Table, text};
use crate::domain::limit::SECRET_BYTES_MAX;

/// The shape a secret must have, or what to say. Never says the secret.
pub type Shape = fn(&str) -> Result<(), &'static str>;

/// One secret and the names it goes by.
pub struct Name {
    pub key: &'static str,
    /// The same with `_file` behind.
    pub file_key: &'static str,
    /// What systemd calls it.
    pub credential: &'static str,
}

/// Where secrets are looked for.
pub struct Places<'p> {
    /// Paths in the configuration start here.
    pub base: &'p Path,
    pub credentials: Option<&'p Path>,
}

impl Places<'_> {
    /// Reads a secret. The outer `None`: it is wrong, and that has been noted.
    pub fn read(
        &self,
        table: &mut Table<'_>,
        name: &Name,
        shape: Shape,
    ) -> Option<Option<SecretString>> {
        let written =
            table.optional(name.key, |value| shaped(text(value)?, shape).map_err(str::to_owned));
        let file = table.optional(name.file_key, |value| {
            from_file(&self.base.join(check::path(value)?), shape)
        });
        let credential = self.credential(name);
        self.refuse_two(table, name, credential.is_some());
        let given = match credential {
            Some(path) => match from_credential(&path, shape) {
                Ok(secret) => Some(secret),
                Err(what) => {
                    let what = format!("the credential {} {what}", name.credential);
                    table.note(table.line, name.key, what);
                    return None;
                }
            },
            None => None,
        };
        Some(written?.or(file?).or(given))
    }

    /// The same, where the shop cannot do without.
    pub fn required(
        &self,
        table: &mut Table<'_>,
        name: &Name,
        shape: Shape,
    ) -> Option<SecretString> {
        let secret = self.read(table, name, shape)?;
        if secret.is_none() {
            let Name { key, file_key, credential } = name;
            let ways = format!("; give it, or {file_key}, or the credential {credential}");
            table.missing(key, &ways);
        }
        secret
    }

    fn credential(&self, name: &Name) -> Option<PathBuf> {
        let path = self.credentials?.join(name.credential);
        path.exists().then_some(path)
    }

    /// With two, a change of one of them would silently do nothing.
    fn refuse_two(&self, table: &Table<'_>, name: &Name, credential: bool) {
        let Name { key, file_key, credential: called } = name;
        let (written, file) = (table.line_of(key), table.line_of(file_key));
        if let (Some(written), Some(file)) = (written, file) {
            let what = format!("give either {key} or {file_key}, not both");
            table.note(written.max(file), key, what);
        }
        if let (Some(line), true) = (written.or(file), credential) {
            let what = format!("is given already, by the credential {called}");
            table.note(line, key, what);
        }
    }
}

fn from_file(path: &Path, shape: Shape) -> Result<SecretString, String> {
    let facts = fs::metadata(path);
    let facts = facts.map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
    if facts.permissions().mode() & 0o077 != 0 {
        return Err(format!("{0} is open to others; chmod 600 {0}", path.display()));
    }
    from_credential(path, shape).map_err(|what| format!("{} {what}", path.display()))
}

/// systemd keeps its own files closed, with a mode of its own choosing.
fn from_credential(path: &Path, shape: Shape) -> Result<SecretString, String> {
    let bytes = read_within(path, SECRET_BYTES_MAX)?;
    let text = SecretString::from(String::from_utf8(bytes).map_err(|_| "is not UTF-8 text")?);
    let line = text.expose_secret();
    let line = line.strip_suffix('\n').unwrap_or(line);
    let line = line.strip_suffix('\r').unwrap_or(line);
    shaped(line, shape).map_err(str::to_owned)
}

fn shaped(secret: &str, shape: Shape) -> Result<SecretString, &'static str> {
    if secret.is_empty() {
        return Err("is empty");
    }
    shape(secret)?;
    Ok(SecretString::from(secret.to_owned()))
}

/// What the bot's father hands out: `123456789:AAH…`, an id and some 35 signs.
pub fn token(secret: &str) -> Result<(), &'static str> {
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let shaped = secret.split_once(':').is_some_and(|(id, tail)| {
        (1..=20).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_digit())
            && (30..=64).contains(&tail.len())
            && tail.bytes().all(sign)
    });
    shaped.then_some(()).ok_or("is no bot token, as 123456789:AAH…")
}

/// It travels in a header.
pub fn header(secret: &str) -> Result<(), &'static str> {
    let plain = secret.bytes().all(|byte| byte.is_ascii_graphic());
    plain.then_some(()).ok_or("has spaces or signs that no header can carry")
}

/// It is the last part of a path.
pub fn segment(secret: &str) -> Result<(), &'static str> {
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'~');
    let plain = secret.bytes().all(sign) && !secret.bytes().all(|byte| byte == b'.');
    plain.then_some(()).ok_or("is part of an address with v1: letters, digits, -, _, . and ~ alone")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_an_id_and_a_tail() {
        assert_eq!(token(&format!("123456789:{}", "A".repeat(35))), Ok(()));
        for wrong in ["", "123", ":AAAA", "12a:", "123456789:AAH short"] {
            assert!(token(wrong).is_err(), "{wrong}");
        }
        assert!(token(&format!("123456789:{}\n", "A".repeat(35))).is_err());
    }

    #[test]
    fn a_segment_leads_nowhere_else() {
        assert_eq!(segment("aB3-_.~"), Ok(()));
        for wrong in ["a/b", "..", "a?b", "a%2f", "a b"] {
            assert!(segment(wrong).is_err(), "{wrong}");
        }
    }
}
