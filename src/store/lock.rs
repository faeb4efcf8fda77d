//! The lock of a folder: whoever works in it keeps all others out.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::open::OpenError;

const LOCK: &str = "warung.lock";

/// Held for as long as it lives.
#[derive(Debug)]
pub struct Lock(File);

/// Keeps all others out of a folder. Our pid is written into the lock, for whoever comes second.
pub fn hold(folder: &Path) -> Result<Lock, OpenError> {
    let path = folder.join(LOCK);
    let at = |error| OpenError::at(&path, error);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let mut lock = options.open(&path).map_err(at)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let mut text = String::new();
            let _ = lock.read_to_string(&mut text);
            return Err(OpenError::Held { pid: text.trim().parse().ok() });
        }
        Err(TryLockError::Error(error)) => return Err(at(error)),
    }
    // The pid only helps people; on a full disk the lock holds without it.
    let _ = lock.set_len(0).and_then(|()| lock.rewind());
    let _ = writeln!(lock, "{}", std::process::id());
    Ok(Lock(lock))
}

impl Drop for Lock {
    /// By word, not by closing it alone: a program that is being started has a copy of every open
    /// file for a moment, and would keep the folder locked for as long.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}
