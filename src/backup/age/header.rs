//! The head of a file: its own key, once for each recipient, and a MAC over all of it.

use std::io::{self, BufRead, Read};

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce, Tag};
use hmac::{Hmac, Mac};
use secrecy::zeroize::{Zeroize, Zeroizing};
use sha2::Sha256;

use super::super::derive::{KEY_BYTES, derive, keyed};
use super::chunk::TAG_BYTES;
use super::key::{Identity, Recipient};
use super::refused::Refused;
use crate::domain::limit::AGE_HEADER_BYTES_MAX;

pub const FILE_KEY_BYTES: usize = 16;
/// A file's own, that nothing else is sealed with.
pub type FileKey = Zeroizing<[u8; FILE_KEY_BYTES]>;

const FAMILY: &str = "age-encryption.org/";
const VERSION: &str = "age-encryption.org/v1";
const KIND: &str = "X25519";
const PASSPHRASE: &str = "scrypt";
const PURPOSE: &[u8] = b"age-encryption.org/v1/X25519";
/// A body's lines have as many; one that has fewer is its last.
const COLUMNS: usize = 64;
const WRAPPED_BYTES: usize = FILE_KEY_BYTES + TAG_BYTES;
const MAC_BYTES: usize = 32;

/// One recipient's share of a header: for which kind of key, with what, and what is sealed.
struct Stanza {
    kind: String,
    arguments: Vec<String>,
    body: Vec<u8>,
}

pub fn write(key: &FileKey, recipients: &[Recipient]) -> io::Result<Vec<u8>> {
    if recipients.is_empty() {
        return Err(Refused::NoRecipient.into());
    }
    let mut text = format!("{VERSION}\n");
    for recipient in recipients {
        let (share, body) = wrap(key, recipient)?;
        // One line: what is sealed is shorter than a full one.
        let (share, body) = (BASE64.encode(share), BASE64.encode(body));
        text.push_str(&format!("-> {KIND} {share}\n{body}\n"));
    }
    text.push_str("---");
    let mac = BASE64.encode(mac(key, text.as_bytes()).finalize().into_bytes());
    text.push_str(&format!(" {mac}\n"));
    match text.len() > AGE_HEADER_BYTES_MAX {
        true => Err(Refused::HeaderTooLong.into()),
        false => Ok(text.into_bytes()),
    }
}

/// The file's key, if one of these opens it. The source is then at the end of the header.
pub fn read(source: &mut impl BufRead, identities: &[&Identity]) -> io::Result<FileKey> {
    let mut lines = Lines { source, text: Vec::new() };
    lines.version()?;
    let mut stanzas = Vec::new();
    let found = loop {
        let line = lines.next()?;
        if let Some(head) = line.strip_prefix("-> ") {
            stanzas.push(lines.stanza(head)?);
            continue;
        }
        let mac = line.strip_prefix("--- ").ok_or(Refused::Header)?;
        break BASE64.decode(mac).map_err(|_| Refused::Header)?;
    };
    // A passphrase is somebody's alone; beside keys it would be a second way in.
    let phrase = stanzas.iter().any(|stanza| stanza.kind == PASSPHRASE) && stanzas.len() > 1;
    if found.len() != MAC_BYTES || stanzas.is_empty() || phrase {
        return Err(Refused::Header.into());
    }
    let key = unwrap(&stanzas, identities)?.ok_or(Refused::WrongKey)?;
    // Up to the three dashes.
    let told = lines.text.len() - " \n".len() - BASE64.encode(&found).len();
    match mac(&key, &lines.text[..told]).verify_slice(&found) {
        Ok(()) => Ok(key),
        Err(_) => Err(Refused::HeaderChanged.into()),
    }
}

fn mac(key: &FileKey, text: &[u8]) -> Hmac<Sha256> {
    let mut mac = keyed(&*derive(&key[..], b"", b"header"));
    mac.update(text);
    mac
}

/// The file's key sealed for a recipient, and what they need to open it.
fn wrap(
    key: &FileKey,
    recipient: &Recipient,
) -> io::Result<([u8; KEY_BYTES], [u8; WRAPPED_BYTES])> {
    // Of one use: whoever learns it later learns one file.
    let once = Identity::fresh()?;
    let share = *once.recipient().bytes();
    let shared = once.shared(recipient).ok_or(Refused::WeakRecipient)?;
    let mut sealed = [0; WRAPPED_BYTES];
    sealed[..FILE_KEY_BYTES].copy_from_slice(&key[..]);
    let (body, tag) = sealed.split_at_mut(FILE_KEY_BYTES);
    let cipher = cipher(shared.as_bytes(), &share, recipient);
    let made = cipher.encrypt_inout_detached(&Nonce::default(), b"", body.into());
    // Sixteen bytes are never too long.
    tag.copy_from_slice(&made.map_err(|_| Refused::Header)?);
    Ok((share, sealed))
}

fn unwrap(stanzas: &[Stanza], identities: &[&Identity]) -> Result<Option<FileKey>, Refused> {
    // Those of other kinds are other people's.
    for stanza in stanzas.iter().filter(|stanza| stanza.kind == KIND) {
        let [share] = &stanza.arguments[..] else { return Err(Refused::Header) };
        let share = BASE64.decode(share).map_err(|_| Refused::Header)?;
        let share: [u8; KEY_BYTES] = share.try_into().map_err(|_| Refused::Header)?;
        let body: &[u8; WRAPPED_BYTES] =
            stanza.body.as_slice().try_into().map_err(|_| Refused::Header)?;
        for identity in identities {
            let shared = identity.shared(&Recipient::of_bytes(share)).ok_or(Refused::Header)?;
            let cipher = cipher(shared.as_bytes(), &share, &identity.recipient());
            let (sealed, tag) = body.split_at(FILE_KEY_BYTES);
            let mut key: FileKey = Zeroizing::new([0; FILE_KEY_BYTES]);
            key.copy_from_slice(sealed);
            let tag = Tag::try_from(tag).map_err(|_| Refused::Header)?;
            let buffer = key.as_mut_slice().into();
            if cipher.decrypt_inout_detached(&Nonce::default(), b"", buffer, &tag).is_ok() {
                return Ok(Some(key));
            }
        }
    }
    Ok(None)
}

/// Its key seals once, so that its nonce may be zero.
fn cipher(shared: &[u8], share: &[u8; KEY_BYTES], recipient: &Recipient) -> ChaCha20Poly1305 {
    let salt = [&share[..], recipient.bytes()].concat();
    let mut key = Key::from(*derive(shared, &salt, PURPOSE));
    let cipher = ChaCha20Poly1305::new(&key);
    key.zeroize();
    cipher
}

/// Whole lines of a header, and all that was read of it.
struct Lines<'s, R> {
    source: &'s mut R,
    text: Vec<u8>,
}

impl<R: BufRead> Lines<'_, R> {
    fn next(&mut self) -> io::Result<String> {
        let (from, room) = (self.text.len(), AGE_HEADER_BYTES_MAX - self.text.len());
        let mut source = self.source.by_ref().take(room as u64);
        source.read_until(b'\n', &mut self.text)?;
        match self.text[from..].strip_suffix(b"\n") {
            Some(line) if line.is_ascii() => {
                Ok(line.iter().map(|sign| char::from(*sign)).collect())
            }
            Some(_) => Err(Refused::Header.into()),
            None if self.text.len() == AGE_HEADER_BYTES_MAX => Err(Refused::HeaderTooLong.into()),
            None => Err(Refused::Cut { good: 0 }.into()),
        }
    }

    fn version(&mut self) -> io::Result<()> {
        // What is no age file may have no lines, or very long ones.
        let begins = |text: &[u8]| {
            let known = FAMILY.as_bytes();
            text.iter().zip(known).all(|(sign, known)| sign == known)
        };
        let line = self.next();
        let sound = begins(&self.text);
        match line {
            Ok(line) if line == VERSION => Ok(()),
            Ok(_) if sound && self.text.len() > FAMILY.len() => Err(Refused::Version.into()),
            Err(error) if sound || Refused::of(&error).is_none() => Err(error),
            _ => Err(Refused::NotAge.into()),
        }
    }

    /// A stanza whose first line, without its arrow, has just been read.
    fn stanza(&mut self, head: &str) -> io::Result<Stanza> {
        let mut words = head.split(' ').map(str::to_owned);
        let kind = words.next().unwrap_or_default();
        let arguments: Vec<String> = words.collect();
        let plain =
            |word: &String| !word.is_empty() && word.bytes().all(|sign| sign.is_ascii_graphic());
        if !plain(&kind) || !arguments.iter().all(plain) {
            return Err(Refused::Header.into());
        }
        let mut body = Vec::new();
        loop {
            let line = self.next()?;
            if line.len() > COLUMNS {
                return Err(Refused::Header.into());
            }
            body.extend(BASE64.decode(&line).map_err(|_| Refused::Header)?);
            if line.len() < COLUMNS {
                return Ok(Stanza { kind, arguments, body });
            }
        }
    }
}
