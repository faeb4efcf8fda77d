//! Whole copies of the database, kept beside it in `snapshots/`.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::disk;
use super::durable;
use super::open::{DATABASE, Hear, Progress};
use super::refused::OpenError;
use super::sidecar::there;
use crate::domain::limit::COPIES_KEPT;
use crate::domain::time::Timestamp;

/// The end of the name of a whole copy; one that is being made has another.
const WHOLE: &str = "redb";
const ASIDE: &str = "new";
/// How the names of copies begin that were made before a change of the layout.
const BEFORE: &str = "before-";
const PIECE: usize = 4 << 20;

pub fn folder(data: &Path) -> PathBuf {
    data.join("snapshots")
}

/// Every whole copy, with the moment it was made.
pub fn all(data: &Path) -> io::Result<Vec<(Timestamp, PathBuf)>> {
    let mut copies = Vec::new();
    for entry in fs::read_dir(folder(data))? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == WHOLE) {
            let made = fs::metadata(&path)?.modified()?;
            let made = made.duration_since(UNIX_EPOCH).unwrap_or_default();
            copies.push((Timestamp(made.as_millis() as u64), path));
        }
    }
    Ok(copies)
}

/// Copies that were made for another reason are none of ours to take away.
fn is_before(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy());
    name.is_some_and(|name| name.starts_with(BEFORE))
}

fn before(data: &Path, from: u64, to: u64) -> PathBuf {
    folder(data).join(format!("{BEFORE}{from}-to-{to}.{WHOLE}"))
}

/// Takes away what earlier tries have left of a copy, and tells how much room it needs: what was
/// cut off must not be why there is none. A whole copy from before the very same step goes too;
/// the database still is what it was a copy of, or has sold since.
pub fn needed(data: &Path, from: u64, to: u64) -> io::Result<u64> {
    let whole = before(data, from, to);
    if there(&folder(data))? {
        for entry in fs::read_dir(folder(data))? {
            let path = entry?.path();
            let cut_off = is_before(&path) && path.extension().is_some_and(|end| end == ASIDE);
            if cut_off || path == whole {
                fs::remove_file(&path)?;
            }
        }
    }
    Ok(fs::metadata(data.join(DATABASE))?.len())
}

/// Keeps the database as it is before its layout changes. It must not be open meanwhile. Older
/// copies of this kind make room, the newest few apart.
pub fn keep(data: &Path, from: u64, to: u64, hear: &Hear) -> Result<(), OpenError> {
    let at = |error| OpenError::at(data, error);
    let source = data.join(DATABASE);
    let total = fs::metadata(&source).map_err(at)?.len();
    if disk::free_bytes(data).map_err(at)? < total {
        return Err(OpenError::Full { folder: data.to_owned() });
    }
    let copies = folder(data);
    DirBuilder::new().recursive(true).mode(0o700).create(&copies).map_err(at)?;
    let path = before(data, from, to);
    let aside = path.with_extension(ASIDE);
    tracing::info!(from, to, bytes = total, "the data is copied before its layout changes");
    let copied = copy(&source, &aside, |done| {
        // The steps after it take the rest.
        let percent = done.saturating_mul(90) / total.max(1);
        hear(Progress::Migration { percent });
    });
    if let Err(error) = copied.and_then(|()| durable::replace(&aside, &path)) {
        // A disk that is full is so for other shops as well.
        let _ = fs::remove_file(&aside);
        return Err(at(error));
    }
    durable::sync(data).map_err(at)?;
    thin_out(data).map_err(at)
}

fn copy(from: &Path, to: &Path, mut told: impl FnMut(u64)) -> io::Result<()> {
    let mut source = File::open(from)?;
    let mut options = OpenOptions::new();
    let mut copy = options.write(true).create(true).truncate(true).mode(0o600).open(to)?;
    // Of two shops that copy at once, one gets all the room that it needs.
    disk::reserve(&copy, source.metadata()?.len())?;
    let (mut piece, mut done) = (vec![0; PIECE], 0);
    loop {
        let read = source.read(&mut piece)?;
        if read == 0 {
            return copy.sync_all();
        }
        copy.write_all(&piece[..read])?;
        done += read as u64;
        told(done);
    }
}

fn thin_out(data: &Path) -> io::Result<()> {
    let mut copies = all(data)?;
    copies.retain(|(_, path)| is_before(path));
    copies.sort_unstable_by(|a, b| b.cmp(a));
    copies.into_iter().skip(COPIES_KEPT).try_for_each(|(_, path)| fs::remove_file(path))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn names(data: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder(data)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_was_cut_off_makes_room_before_it_is_measured() {
        let data = tempfile::tempdir().unwrap();
        let data = data.path();
        // More than there is room for, and none of it on the disk.
        let bytes = disk::free_bytes(data).unwrap() + (1 << 40);
        File::create(data.join(DATABASE)).unwrap().set_len(bytes).unwrap();
        fs::create_dir(folder(data)).unwrap();
        for name in ["before-1-to-2", "before-2-to-3", "daily"] {
            for end in [WHOLE, ASIDE] {
                fs::write(folder(data).join(name).with_extension(end), "old").unwrap();
            }
        }
        assert_eq!(needed(data, 2, 3).unwrap(), bytes);
        assert_eq!(names(data), ["before-1-to-2.redb", "daily.new", "daily.redb"]);
        let refused = keep(data, 2, 3, &(Arc::new(|_| {}) as Hear));
        assert!(matches!(refused, Err(OpenError::Full { .. })), "{refused:?}");
        assert_eq!(names(data), ["before-1-to-2.redb", "daily.new", "daily.redb"]);
    }

    #[test]
    fn a_copy_that_breaks_leaves_nothing() {
        let data = tempfile::tempdir().unwrap();
        // It opens, and cannot be read.
        fs::create_dir(data.path().join(DATABASE)).unwrap();
        let broken = keep(data.path(), 2, 3, &(Arc::new(|_| {}) as Hear));
        assert!(matches!(broken, Err(OpenError::Io(..))), "{broken:?}");
        assert_eq!(names(data.path()), [""; 0]);
    }
}
