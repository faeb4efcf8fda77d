//! Opens what was sealed: the whole of each chunk is proved before a byte of it is given out.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use secrecy::zeroize::{Zeroize, Zeroizing};

use super::chunk::{CHUNK_BYTES, Chunks, NONCE_BYTES, Place, TAG_BYTES};
use super::header;
use super::key::Identity;
use super::refused::Refused;

const SEALED_BYTES: usize = CHUNK_BYTES + TAG_BYTES;

pub struct Reader<R: Read> {
    source: BufReader<R>,
    chunks: Chunks,
    /// A chunk: sealed while it is read, open while it is given out.
    chunk: Zeroizing<Vec<u8>>,
    /// What of it is still to be given out.
    from: usize,
    upto: usize,
    /// How much has been given out, or is about to be.
    good: u64,
    end: Option<Result<(), Refused>>,
}

impl<R: Read> Reader<R> {
    /// Reads the header, and proves that one of these opens it and that it is as it was written.
    pub fn open(source: R, identities: &[&Identity]) -> io::Result<Reader<R>> {
        let mut source = BufReader::new(source);
        let key = header::read(&mut source, identities)?;
        let mut nonce = [0; NONCE_BYTES];
        if fill(&mut source, &mut nonce)? < nonce.len() {
            return Err(Refused::Cut { good: 0 }.into());
        }
        let chunk = Zeroizing::new(vec![0; SEALED_BYTES]);
        let chunks = Chunks::new(&key, &nonce);
        Ok(Reader { source, chunks, chunk, from: 0, upto: 0, good: 0, end: None })
    }

    /// Opens the next chunk. Whatever is not proved leaves nothing to give out.
    fn next(&mut self) -> io::Result<Result<(), Refused>> {
        (self.from, self.upto) = (0, 0);
        let good = self.good;
        let bytes = fill(&mut self.source, &mut self.chunk)?;
        if bytes < TAG_BYTES {
            return Ok(Err(Refused::Cut { good }));
        }
        let more = bytes == SEALED_BYTES && !is_at_end(&mut self.source)?;
        let (place, other) = match more {
            true => (Place::Middle, Place::Last),
            false => (Place::Last, Place::Middle),
        };
        let sealed = &mut self.chunk[..bytes];
        let Some(open) = self.chunks.open(place, sealed) else {
            // A sound chunk that is no end where one should be, or an end that is none.
            let sound = self.chunks.open(other, sealed).is_some();
            sealed.zeroize();
            return Ok(Err(match (sound, more) {
                (true, true) => Refused::Trailing { good },
                (true, false) => Refused::Cut { good },
                (false, _) => Refused::Damaged { good },
            }));
        };
        // An empty end behind others would be a second way to write the same file.
        if open == 0 && good > 0 {
            return Ok(Err(Refused::Damaged { good }));
        }
        (self.upto, self.good) = (open, good + open as u64);
        if !more {
            self.end = Some(Ok(()));
        }
        Ok(Ok(()))
    }
}

impl<R: Read> Read for Reader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.from == self.upto && !out.is_empty() {
            match &self.end {
                Some(Ok(())) => return Ok(0),
                Some(Err(refused)) => return Err(refused.clone().into()),
                None => {
                    if let Err(refused) = self.next()? {
                        self.end = Some(Err(refused));
                    }
                }
            }
        }
        let given = out.len().min(self.upto - self.from);
        out[..given].copy_from_slice(&self.chunk[self.from..self.from + given]);
        self.from += given;
        Ok(given)
    }
}

/// As much as there is, up to all of it.
fn fill(source: &mut impl Read, out: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < out.len() {
        match source.read(&mut out[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn is_at_end(source: &mut impl BufRead) -> io::Result<bool> {
    loop {
        match source.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => return Ok(read?.is_empty()),
        }
    }
}
