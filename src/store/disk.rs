//! Room on the disk: a ballast to throw off when it is full, and how much is left.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::fault::is_full;
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
/// full, because a copy-on-write database needs space even to delete. Full is also a disk without
/// the room that is needed for something else.
pub fn ready(folder: &Path, needed: u64) -> io::Result<()> {
    let path = folder.join(BALLAST);
    let free = free_bytes(folder)?;
    // One that is shorter was being made when the power went.
    let kept = fs::metadata(&path).is_ok_and(|ballast| ballast.len() >= BALLAST_BYTES);
    if kept {
        if free < BALLAST_BYTES.max(needed) {
            tracing::error!(free_bytes = free, "the disk is full: the ballast is thrown off");
            fs::remove_file(&path)?;
        }
        return Ok(());
    }
    if free < needed.saturating_add(DISK_FREE_BYTES_MIN + BALLAST_BYTES) {
        return Ok(());
    }
    let mut options = OpenOptions::new();
    let file = options.write(true).create(true).truncate(true).mode(0o600).open(&path)?;
    match reserve(&file, BALLAST_BYTES) {
        Ok(true) => Ok(()),
        // The shop runs without.
        _ => fs::remove_file(&path),
    }
}

/// Sets room aside for a file, all of it or none. `false`: its file system cannot do that.
pub fn reserve(file: &File, bytes: u64) -> io::Result<bool> {
    let reserved = rustix::fs::fallocate(file, rustix::fs::FallocateFlags::empty(), 0, bytes);
    match reserved.map_err(io::Error::from) {
        Ok(()) => Ok(true),
        Err(error) if is_full(&error) => Err(error),
        Err(_) => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ballast_is_kept_while_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let probe = File::create(folder.path().join("probe")).unwrap();
        let can = reserve(&probe, BALLAST_BYTES).unwrap();
        drop(probe);
        fs::remove_file(folder.path().join("probe")).unwrap();
        let room = free_bytes(folder.path()).unwrap();
        assert!(room >= DISK_FREE_BYTES_MIN + BALLAST_BYTES, "no room to try it: {room}");
        let kept = || fs::metadata(folder.path().join(BALLAST)).map(|ballast| ballast.len()).ok();
        // Not where something else needs the room.
        ready(folder.path(), u64::MAX).unwrap();
        assert_eq!(kept(), None);
        for _ in 0..2 {
            ready(folder.path(), 0).unwrap();
            assert_eq!(kept(), can.then_some(BALLAST_BYTES));
        }
        ready(folder.path(), u64::MAX).unwrap();
        assert_eq!(kept(), None);
    }
}
