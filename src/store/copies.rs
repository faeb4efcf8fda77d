//! Whole copies of the database, kept beside it in `snapshots/`.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::beside::sync;
use super::disk;
use super::open::{DATABASE, Hear, Progress};
use super::refused::OpenError;
use crate::domain::limit::COPIES_KEPT;
use crate::domain::time::Timestamp;

/// The end of the name of a whole copy; one that is being made has another.
const WHOLE: &str = "redb";
/// How the names of copies begin that were made before a change of the layout.
const BEFORE: &str = "before-";
const PIECE: usize = 4 << 20;

pub fn folder(data: &Path) -> PathBuf {
    data.join("snapshots")
}

/// When the newest copy was made. `None`: there is none yet.
pub fn newest(data: &Path) -> Option<Timestamp> {
    let copies = all(data).ok()?;
    copies.into_iter().map(|(at, _)| at).max()
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
    let path = copies.join(format!("{BEFORE}{from}-to-{to}.{WHOLE}"));
    let aside = path.with_extension("new");
    tracing::info!(from, to, bytes = total, "the data is copied before its layout changes");
    let copied = copy(&source, &aside, |done| {
        // The steps after it take the rest.
        let percent = done.saturating_mul(90) / total.max(1);
        hear(Progress::Migration { percent });
    });
    copied.and_then(|()| fs::rename(&aside, &path)).map_err(at)?;
    sync(&copies).and_then(|()| sync(data)).map_err(at)?;
    thin_out(data).map_err(at)
}

fn copy(from: &Path, to: &Path, mut told: impl FnMut(u64)) -> io::Result<()> {
    let mut source = File::open(from)?;
    let mut options = OpenOptions::new();
    let mut copy = options.write(true).create(true).truncate(true).mode(0o600).open(to)?;
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
    let before = |path: &Path| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        name.is_some_and(|name| name.starts_with(BEFORE))
    };
    let mut copies = all(data)?;
    copies.retain(|(_, path)| before(path));
    copies.sort_unstable_by(|a, b| b.cmp(a));
    copies.into_iter().skip(COPIES_KEPT).try_for_each(|(_, path)| fs::remove_file(path))
}
