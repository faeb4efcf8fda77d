//! What a program of others says when it fails, as one line that may be told.

use secrecy::{ExposeSecret, SecretString};

use crate::domain::limit::REFUSAL_CHARS_MAX;
use crate::domain::text::shorten;

/// Shorter parts of a secret's text are no secret: a section's name, a word.
const TELLING_CHARS: usize = 8;

/// What is no secret of rclone's sections, and belongs into a sentence.
const OPEN: [&str; 8] =
    ["type", "provider", "vendor", "url", "host", "endpoint", "region", "remote"];

/// The last line of it that says something, without times, control signs and secrets.
pub fn plain(said: &[u8], secrets: &[SecretString]) -> Option<String> {
    let said = String::from_utf8_lossy(said);
    let mut lines = said.lines().rev().map(cleaned).filter(|line| !line.is_empty());
    let line = lines.find(|line| !secrets.iter().any(|secret| repeats(line, secret)))?;
    Some(shorten(&line, REFUSAL_CHARS_MAX))
}

fn cleaned(line: &str) -> String {
    let plain: String = line.chars().filter(|sign| !sign.is_control()).collect();
    let mut line = plain.trim();
    // rclone puts a time and a word in front.
    let mut words = line.splitn(3, ' ');
    if let (Some(day), Some(time), Some(rest)) = (words.next(), words.next(), words.next())
        && is_made_of(day, '/')
        && is_made_of(time, ':')
    {
        line = rest.trim_start();
    }
    for word in ["CRITICAL:", "ERROR :", "NOTICE:", "Fatal error:"] {
        line = line.strip_prefix(word).unwrap_or(line).trim_start();
    }
    line.to_owned()
}

fn is_made_of(word: &str, between: char) -> bool {
    word.contains(between) && word.chars().all(|sign| sign.is_ascii_digit() || sign == between)
}

/// A line of the secret, or the value that stands behind its `=`.
fn repeats(line: &str, secret: &SecretString) -> bool {
    let tells = |part: &str| part.chars().count() >= TELLING_CHARS && line.contains(part);
    secret.expose_secret().lines().map(str::trim).any(|part| match part.split_once('=') {
        Some((key, _)) if OPEN.contains(&key.trim()) => false,
        Some((_, value)) => tells(value.trim()) || tells(part),
        None => tells(part),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_words_are_told_without_secrets() {
        let said = "@@@@\r\nOffending key in /run/x:1\r\nHost key verification failed.\r\n\r\n";
        assert_eq!(plain(said.as_bytes(), &[]).unwrap(), "Host key verification failed.");
        let said = b"2026/11/30 23:00:01 CRITICAL: Failed to create: no \x1b[31mtoken\n";
        assert_eq!(plain(said, &[]).unwrap(), "Failed to create: no [31mtoken");
        let secret = SecretString::from("[drive]\ntype = drive\ntoken = rahasia-sekali\n");
        let said = b"it is locked\nbad token rahasia-sekali\n";
        assert_eq!(plain(said, std::slice::from_ref(&secret)).unwrap(), "it is locked");
        assert_eq!(plain(b"type drive is no drive", &[secret]).unwrap(), "type drive is no drive");
        assert_eq!(plain(b" \n\r\n", &[]), None);
    }
}
