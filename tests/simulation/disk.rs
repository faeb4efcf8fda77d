//! A disk in memory with a store's two files on it, which outlives the process, and loses its power
//! when told to.

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};

use redb::StorageBackend;

/// One process's hold on the disk.
#[derive(Clone)]
pub struct Disk(Arc<Mutex<Inside>>);

/// Its hold on one of the files.
#[derive(Clone)]
pub struct File(Disk, usize);

#[derive(Default)]
struct Inside {
    files: [Vec<u8>; 2],
    /// The power goes at the end of so many writes and syncs.
    left: Option<u64>,
    off: bool,
}

impl Disk {
    pub fn blank() -> Disk {
        Disk(Arc::default())
    }

    /// A new one, with nothing but a database on it.
    pub fn with(data: Vec<u8>) -> Disk {
        Disk(Arc::new(Mutex::new(Inside { files: [data, Vec::new()], ..Inside::default() })))
    }

    pub fn data(&self) -> File {
        File(self.clone(), 0)
    }

    pub fn log(&self) -> File {
        File(self.clone(), 1)
    }

    pub fn cut_after(&self, writes: u64) {
        self.inside().left = Some(writes);
    }

    /// A cut is to come.
    pub fn is_doomed(&self) -> bool {
        self.inside().left.is_some()
    }

    /// The cut that was asked for does not come.
    pub fn spare(&self) {
        self.inside().left = None;
    }

    /// Cuts the power; what has been written is on the disk of the next process.
    pub fn unplugged(&self) -> Disk {
        let mut inside = self.inside();
        inside.off = true;
        let files = std::mem::take(&mut inside.files);
        Disk(Arc::new(Mutex::new(Inside { files, ..Inside::default() })))
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap()
    }

    fn powered(&self) -> io::Result<MutexGuard<'_, Inside>> {
        let inside = self.inside();
        match inside.off {
            true => Err(io::Error::other("no power")),
            false => Ok(inside),
        }
    }

    fn touch(&self) -> io::Result<MutexGuard<'_, Inside>> {
        let mut inside = self.powered()?;
        match inside.left {
            Some(0) => {
                inside.off = true;
                Err(io::Error::other("the power is gone"))
            }
            Some(left) => {
                inside.left = Some(left - 1);
                Ok(inside)
            }
            None => Ok(inside),
        }
    }
}

impl StorageBackend for File {
    fn len(&self) -> io::Result<u64> {
        Ok(self.0.powered()?.files[self.1].len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let at = offset as usize;
        let inside = self.0.powered()?;
        let found = inside.files[self.1].get(at..at + out.len());
        out.copy_from_slice(found.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.0.touch()?.files[self.1].resize(len as usize, 0);
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.touch().map(|_| ())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let at = offset as usize;
        self.0.touch()?.files[self.1][at..at + data.len()].copy_from_slice(data);
        Ok(())
    }
}

impl fmt::Debug for File {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.0.inside().files.each_ref().map(Vec::len);
        write!(out, "File({} of {bytes:?} bytes)", self.1)
    }
}
