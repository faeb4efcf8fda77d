//! A look at a database that leaves its file as it is: what the engine writes stays in memory.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use redb::StorageBackend;

const PAGE: u64 = 4096;
type Page = [u8; PAGE as usize];

#[derive(Debug)]
pub struct ReadOnly {
    file: File,
    inside: Mutex<Inside>,
}

#[derive(Debug)]
struct Inside {
    length: u64,
    /// How much of the file has never been cut off.
    kept: u64,
    /// Pages that are not as the file has them.
    changed: BTreeMap<u64, Box<Page>>,
}

impl ReadOnly {
    pub fn new(path: &Path) -> io::Result<ReadOnly> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        let inside = Mutex::new(Inside { length, kept: length, changed: BTreeMap::new() });
        Ok(ReadOnly { file, inside })
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the file has of a page; nothing lies beyond its end.
    fn page(&self, inside: &Inside, number: u64) -> io::Result<Box<Page>> {
        if let Some(page) = inside.changed.get(&number) {
            return Ok(page.clone());
        }
        let mut page = Box::new([0; PAGE as usize]);
        let begin = number * PAGE;
        let there = inside.kept.saturating_sub(begin).min(PAGE) as usize;
        self.file.read_exact_at(&mut page[..there], begin)?;
        Ok(page)
    }
}

/// The pieces of some bytes, page by page: the page, where in it, and where in the bytes.
fn pieces(
    offset: u64,
    length: usize,
) -> impl Iterator<Item = (u64, usize, std::ops::Range<usize>)> {
    let mut done = 0;
    std::iter::from_fn(move || {
        let at = offset + done as u64;
        let within = (at % PAGE) as usize;
        let end = length.min(done + PAGE as usize - within);
        let piece = (done < length).then_some((at / PAGE, within, done..end));
        done = end;
        piece
    })
}

impl StorageBackend for ReadOnly {
    fn len(&self) -> io::Result<u64> {
        Ok(self.inside().length)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let inside = self.inside();
        if offset.saturating_add(out.len() as u64) > inside.length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        for (number, within, piece) in pieces(offset, out.len()) {
            let page = self.page(&inside, number)?;
            let length = piece.len();
            out[piece].copy_from_slice(&page[within..within + length]);
        }
        Ok(())
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        let mut inside = self.inside();
        inside.length = length;
        inside.kept = inside.kept.min(length);
        let _ = inside.changed.split_off(&length.div_ceil(PAGE));
        if let Some(last) = inside.changed.get_mut(&(length / PAGE)) {
            last[(length % PAGE) as usize..].fill(0);
        }
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut inside = self.inside();
        inside.length = inside.length.max(offset + data.len() as u64);
        for (number, within, piece) in pieces(offset, data.len()) {
            let mut page = self.page(&inside, number)?;
            page[within..within + piece.len()].copy_from_slice(&data[piece]);
            inside.changed.insert(number, page);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_the_file_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        let bytes: Vec<u8> = (0..10_000_u32).map(|at| (at % 251) as u8).collect();
        std::fs::write(&path, &bytes).unwrap();
        let peek = ReadOnly::new(&path).unwrap();
        let mut model = bytes.clone();
        for (at, length) in [(0, 1), (4090, 20), (100, 9000), (9_990, 5_000)] {
            let piece = vec![(at % 7) as u8; length];
            peek.write(at as u64, &piece).unwrap();
            model.resize(model.len().max(at + length), 0);
            model[at..at + length].copy_from_slice(&piece);
        }
        for (cut, grown) in [(14_000, 20_000), (5_000, 12_000)] {
            peek.set_len(cut).unwrap();
            peek.set_len(grown).unwrap();
            model.truncate(cut as usize);
            model.resize(grown as usize, 0);
        }
        assert_eq!(peek.len().unwrap(), model.len() as u64);
        let mut read = vec![0; model.len()];
        peek.read(0, &mut read).unwrap();
        assert!(read == model);
        assert!(peek.read(model.len() as u64 - 1, &mut [0; 2]).is_err());
        assert!(std::fs::read(&path).unwrap() == bytes);
    }
}
