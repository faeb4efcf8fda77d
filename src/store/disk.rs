//! Room on the disk: a ballast to throw off when it is full, and how much is left.

use std::fs::{self, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::open::DATABASE;
use crate::domain::limit::{BALLAST_BYTES, DISK_FREE_BYTES_MIN};
use crate::domain::vitals::Room;

const BALLAST: &str = "ballast";

/// Bytes that this process may still write below a folder.
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    let stat = rustix::fs::statvfs(folder)?;
    Ok(stat.f_bavail.saturating_mul(stat.f_frsize))
}

/// Whether there is room to promise anything new.
pub fn roomy(folder: &Path) -> bool {
    room(folder).enough
}

/// How the disk stands for the shop in a folder.
pub fn room(folder: &Path) -> Room {
    // A disk that cannot be asked is not taken for full.
    let free_bytes = free_bytes(folder).unwrap_or(u64::MAX);
    let database = fs::metadata(folder.join(DATABASE));
    Room {
        free_bytes,
        enough: free_bytes >= DISK_FREE_BYTES_MIN,
        database_bytes: database.map_or(0, |it| it.len()),
    }
}

/// Before opening: keeps a ballast while there is room, and throws it off when the disk is
/// full, because a copy-on-write database needs space even to delete.
pub fn ready(folder: &Path) -> io::Result<()> {
    let path = folder.join(BALLAST);
    let free = free_bytes(folder)?;
    // One that is shorter was being made when the power went.
    let kept = fs::metadata(&path).is_ok_and(|ballast| ballast.len() >= BALLAST_BYTES);
    if kept {
        if free < BALLAST_BYTES {
            tracing::error!(free_bytes = free, "the disk is full: the ballast is thrown off");
            fs::remove_file(&path)?;
        }
        return Ok(());
    }
    if free < DISK_FREE_BYTES_MIN + BALLAST_BYTES {
        return Ok(());
    }
    let mut options = OpenOptions::new();
    let file = options.write(true).create(true).truncate(true).mode(0o600).open(&path)?;
    match rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, BALLAST_BYTES) {
        Ok(()) => Ok(()),
        // Some file systems cannot set room aside; the shop runs without.
        Err(_) => fs::remove_file(&path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ballast_is_kept_while_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        assert!(free_bytes(folder.path()).unwrap() > 0);
        ready(folder.path()).unwrap();
        ready(folder.path()).unwrap();
        if let Ok(ballast) = fs::metadata(folder.path().join(BALLAST)) {
            assert_eq!(ballast.len(), BALLAST_BYTES);
        }
    }
}
