//! Seals what is written, and hands it on.

use std::io::{self, Write};

use secrecy::zeroize::Zeroizing;

use super::chunk::{CHUNK_BYTES, Chunks, NONCE_BYTES, Place};
use super::header::{self, FILE_KEY_BYTES, FileKey};
use super::key::Recipient;

/// Whoever drops it without `finish` leaves a file that every reader calls cut.
pub struct Writer<W: Write> {
    pub(super) sink: W,
    chunks: Chunks,
    /// Not sealed yet: one that is full may be the last.
    waits: Zeroizing<Vec<u8>>,
    /// The sink has perhaps taken half of a chunk, and what comes behind that is noise.
    broken: bool,
}

impl<W: Write> Writer<W> {
    /// Begins a file that each of these can open.
    pub fn new(mut sink: W, recipients: &[Recipient]) -> io::Result<Writer<W>> {
        let mut key: FileKey = Zeroizing::new([0; FILE_KEY_BYTES]);
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut *key)?;
        getrandom::fill(&mut nonce)?;
        sink.write_all(&header::write(&key, recipients)?)?;
        sink.write_all(&nonce)?;
        let waits = Zeroizing::new(Vec::with_capacity(CHUNK_BYTES));
        Ok(Writer { sink, chunks: Chunks::new(&key, &nonce), waits, broken: false })
    }

    /// Seals the last chunk and gives back the sink, which has everything then.
    pub fn finish(mut self) -> io::Result<W> {
        self.seal(Place::Last)?;
        self.sink.flush()?;
        Ok(self.sink)
    }

    pub(super) fn seal(&mut self, place: Place) -> io::Result<()> {
        if std::mem::replace(&mut self.broken, true) {
            return Err(io::Error::other("the sealed file broke off before"));
        }
        let tag = self.chunks.seal(place, &mut self.waits)?;
        self.sink.write_all(&self.waits)?;
        self.sink.write_all(&tag)?;
        self.waits.clear();
        self.broken = false;
        Ok(())
    }
}

impl<W: Write> Write for Writer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.waits.len() == CHUNK_BYTES && !bytes.is_empty() {
            self.seal(Place::Middle)?;
        }
        let taken = bytes.len().min(CHUNK_BYTES - self.waits.len());
        self.waits.extend_from_slice(&bytes[..taken]);
        Ok(taken)
    }

    /// Only of whole chunks: a piece of one cannot be sealed.
    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}
