//! What the disk itself can do, in the folder where the data of the other figures lies.

use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;

const PAGE: usize = 4096;
const PAGES: u64 = 16 << 10;

/// A folder below the build's own: on a real disk, which a system's folder for temporary files
/// need not be.
pub fn folder() -> io::Result<TempDir> {
    tempfile::Builder::new().prefix("figures-").tempdir_in(env!("CARGO_TARGET_TMPDIR"))
}

/// A file whose blocks are there already, to be written over.
pub struct Bare {
    file: File,
    at: u64,
}

impl Bare {
    pub fn new(folder: &Path) -> io::Result<Bare> {
        let file = File::create(folder.join("bare"))?;
        for page in 0..PAGES {
            file.write_all_at(&[1; PAGE], page * PAGE as u64)?;
        }
        file.sync_all()?;
        Ok(Bare { file, at: 0 })
    }

    /// Writes of so many scattered pages, each made durable before the next: how many a second.
    pub fn synced(&mut self, pages: usize, span: Duration) -> io::Result<f64> {
        let began = Instant::now();
        let mut count = 0;
        while began.elapsed() < span {
            for _ in 0..pages {
                // A stride that shares no factor with the number of pages meets them all.
                self.at = (self.at + 7919) % PAGES;
                self.file.write_all_at(&[2; PAGE], self.at * PAGE as u64)?;
            }
            self.file.sync_data()?;
            count += 1;
        }
        Ok(f64::from(count) / began.elapsed().as_secs_f64())
    }
}

/// Bytes that a file really takes.
pub fn taken(path: &Path) -> io::Result<u64> {
    Ok(path.metadata()?.blocks() * 512)
}
