//! Encryption of goods at rest, and the keyed digest by which a repeated line is found.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use secrecy::zeroize::{Zeroize, Zeroizing};
use sha2::Sha256;

use super::durable;
use super::random::SeededRandom;

pub const NONCE_BYTES: usize = 24;
const KEY_BYTES: usize = 32;

/// The shop's key in use. Without it the goods in the database are noise. Both halves wipe
/// themselves when they go, and so does what they were made from.
pub struct Seal {
    cipher: XChaCha20Poly1305,
    digest: Hmac<Sha256>,
}

impl Seal {
    pub fn new(key: &[u8; KEY_BYTES]) -> Seal {
        // One secret, two uses: each gets a key of its own, so that neither weakens the other.
        let derive = |purpose: &[u8]| -> Zeroizing<[u8; KEY_BYTES]> {
            let mut mac = keyed(key);
            mac.update(purpose);
            Zeroizing::new(mac.finalize().into_bytes().into())
        };
        let mut goods = Key::from(*derive(b"warung goods"));
        let cipher = XChaCha20Poly1305::new(&goods);
        goods.zeroize();
        Seal { cipher, digest: keyed(&derive(b"warung digest")) }
    }

    /// Seals bytes so that they open only in the place they were made for.
    pub fn close(&self, random: &mut SeededRandom, place: &[u8], plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE_BYTES] = random.bytes();
        let payload = Payload { msg: plain, aad: place };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload);
        // Encryption in memory fails only beyond 256 GB.
        let sealed = sealed.unwrap_or_default();
        [&nonce[..], &sealed].concat()
    }

    pub fn open(&self, place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_BYTES>()?;
        let payload = Payload { msg: sealed, aad: place };
        self.cipher.decrypt(&XNonce::from(*nonce), payload).ok()
    }

    /// Sixty-four bits that only equal contents share, and that tell nothing without the key.
    pub fn digest(&self, parts: &[&[u8]]) -> u64 {
        let mut mac = self.digest.clone();
        for part in parts {
            mac.update(&(part.len() as u64).to_le_bytes());
            mac.update(part);
        }
        let bytes: [u8; 32] = mac.finalize().into_bytes().into();
        u64::from_le_bytes(bytes.first_chunk().copied().unwrap_or_default())
    }
}

fn keyed(key: &[u8; KEY_BYTES]) -> Hmac<Sha256> {
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes a key of any length")
}

/// Why there is no key to work with.
#[derive(Debug)]
pub enum NoKey {
    /// The database is there and its key is not: a new key could open nothing.
    Lost,
    /// The database was sealed with another one.
    Wrong,
    /// Not 64 hexadecimal digits.
    Malformed,
    /// Others can read it.
    Exposed {
        mode: u32,
    },
    Io(std::io::Error),
}

/// Reads the key, or makes one for a shop that has no data yet.
pub fn load_or_make(path: &Path, fresh: bool) -> Result<Seal, NoKey> {
    match fs::read_to_string(path).map(Zeroizing::new) {
        Ok(text) => {
            let mode = fs::metadata(path).map_err(NoKey::Io)?.permissions().mode() & 0o777;
            if mode & 0o077 != 0 {
                return Err(NoKey::Exposed { mode });
            }
            Ok(Seal::new(&*parse(text.trim()).ok_or(NoKey::Malformed)?))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && fresh => make(path),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(NoKey::Lost),
        Err(error) => Err(NoKey::Io(error)),
    }
}

fn make(path: &Path) -> Result<Seal, NoKey> {
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    getrandom::fill(&mut *key).map_err(|error| NoKey::Io(error.into()))?;
    // Of its whole length from the start: what grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(KEY_BYTES * 2 + 1));
    for byte in key.iter() {
        let _ = write!(text, "{byte:02x}");
    }
    text.push('\n');
    durable::put(path, text.as_bytes(), 0o600).map_err(NoKey::Io)?;
    Ok(Seal::new(&key))
}

fn parse(text: &str) -> Option<Zeroizing<[u8; KEY_BYTES]>> {
    if text.len() != KEY_BYTES * 2 || !text.is_ascii() {
        return None;
    }
    let mut key = Zeroizing::new([0; KEY_BYTES]);
    for (byte, at) in key.iter_mut().zip((0..).step_by(2)) {
        *byte = u8::from_str_radix(&text[at..at + 2], 16).ok()?;
    }
    Some(key)
}

impl std::fmt::Display for NoKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NoKey::Lost => out.write_str(
                "the key file is gone, and without it the goods cannot be read; \
                 put it back from your backup",
            ),
            NoKey::Wrong => out.write_str(
                "the key file holds another key than the data was sealed with; \
                 put the right one back from your backup",
            ),
            NoKey::Malformed => out.write_str("the key file is not 64 hexadecimal digits"),
            NoKey::Exposed { mode } => {
                write!(out, "the key file can be read by others (mode {mode:03o}); chmod 600 it")
            }
            NoKey::Io(error) => write!(out, "the key file: {error}"),
        }
    }
}

impl std::error::Error for NoKey {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_in_its_place() {
        let seal = Seal::new(&[1; 32]);
        let mut random = SeededRandom::new([2; 32]);
        let sealed = seal.close(&mut random, b"unit 7", b"user:pass");
        assert_eq!(seal.open(b"unit 7", &sealed).as_deref(), Some(&b"user:pass"[..]));
        assert_eq!(seal.open(b"unit 8", &sealed), None);
        assert_eq!(Seal::new(&[3; 32]).open(b"unit 7", &sealed), None);
        for at in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert_eq!(seal.open(b"unit 7", &bent), None);
        }
        assert_eq!(seal.open(b"unit 7", b""), None);
    }

    #[test]
    fn a_key_is_made_once_and_never_in_place_of_a_lost_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("warung.key");
        assert!(matches!(load_or_make(&path, false), Err(NoKey::Lost)));
        let made = load_or_make(&path, true).unwrap();
        let read = load_or_make(&path, false).unwrap();
        assert_eq!(made.digest(&[b"a"]), read.digest(&[b"a"]));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(load_or_make(&path, false), Err(NoKey::Exposed { mode: 0o644 })));
    }
}
