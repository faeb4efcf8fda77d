//! One chunk of a payload after the other, sealed and opened in the order of their numbers.

use std::io;

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce, Tag};
use secrecy::zeroize::Zeroize;

use super::super::derive::derive;
use super::header::FileKey;

/// What a chunk holds: all but the last are full.
pub const CHUNK_BYTES: usize = 64 << 10;
pub const TAG_BYTES: usize = 16;
pub const NONCE_BYTES: usize = 16;

/// Whether others follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Middle,
    Last,
}

pub struct Chunks {
    cipher: ChaCha20Poly1305,
    number: u64,
}

impl Chunks {
    pub fn new(file: &FileKey, nonce: &[u8; NONCE_BYTES]) -> Chunks {
        let mut key = Key::from(*derive(&file[..], nonce, b"payload"));
        let cipher = ChaCha20Poly1305::new(&key);
        key.zeroize();
        Chunks { cipher, number: 0 }
    }

    /// Seals the next chunk where it lies.
    pub fn seal(&mut self, place: Place, chunk: &mut [u8]) -> io::Result<[u8; TAG_BYTES]> {
        let nonce = self.nonce(place);
        let tag = self.cipher.encrypt_inout_detached(&nonce, b"", chunk.into());
        let tag = tag.map_err(|_| io::Error::other("the chunk is too long to be sealed"))?;
        self.number += 1;
        Ok(tag.into())
    }

    /// Opens the next chunk where it lies, if it is that one and nobody has touched it; else it
    /// stays as it was. What comes next is another only if this one was opened.
    pub fn open(&mut self, place: Place, sealed: &mut [u8]) -> Option<usize> {
        let nonce = self.nonce(place);
        let bytes = sealed.len().checked_sub(TAG_BYTES)?;
        let (chunk, tag) = sealed.split_at_mut(bytes);
        let tag = Tag::try_from(&*tag).ok()?;
        self.cipher.decrypt_inout_detached(&nonce, b"", chunk.into(), &tag).ok()?;
        self.number += 1;
        Some(bytes)
    }

    /// Eleven bytes of number, and one that says whether it is the last. Eight bytes of chunks
    /// are more than any disk has.
    fn nonce(&self, place: Place) -> Nonce {
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&self.number.to_be_bytes());
        nonce[11] = u8::from(place == Place::Last);
        nonce.into()
    }
}
