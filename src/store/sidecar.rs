//! Small files beside the database: which store's it is, and which layout it has.

use std::fs;
use std::io;
use std::path::Path;

use super::durable;
use super::refused::OpenError;
use crate::domain::time::Timestamp;

/// For their owner alone.
const PRIVATE: u32 = 0o600;
/// The name of the store whose data it is.
const STORE: &str = "store";
/// The number of the layout: an installer looks at it before it puts an older program there.
const LAYOUT: &str = "schema";
/// That the clock has been ahead.
const CLOCK: &str = "clock";

/// The machine's clock was ahead, and somebody has vouched for it since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// What was noted up to here may have been ahead of its time.
    pub upto: Timestamp,
    /// What it showed when it was vouched for.
    pub right: Timestamp,
}

/// Refuses data that is another store's. Data that is nobody's yet is anybody's.
pub fn claimed(folder: &Path, store: &str) -> Result<(), OpenError> {
    match read(&folder.join(STORE)) {
        Some(owner) if owner != store => {
            Err(OpenError::Foreign { folder: folder.to_owned(), owner, store: store.to_owned() })
        }
        _ => Ok(()),
    }
}

/// Whether a shop was open here before.
pub fn noted(folder: &Path) -> io::Result<bool> {
    there(&folder.join(LAYOUT))
}

/// Whether anything has this name. A link that leads nowhere now may lead somewhere later.
pub fn there(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Notes both. On a full disk the shop opens without: they are written the next time.
pub fn note(folder: &Path, layout: u64, store: Option<&str>) {
    let layout = layout.to_string();
    for (name, text) in [(LAYOUT, Some(&*layout)), (STORE, store)] {
        let (path, Some(text)) = (folder.join(name), text) else { continue };
        if read(&path).as_deref() == Some(text) {
            continue;
        }
        if let Err(error) = durable::put(&path, format!("{text}\n").as_bytes(), PRIVATE) {
            tracing::warn!(%error, name, "cannot be written beside the database");
        }
    }
}

/// What is known of a clock that was ahead; nothing where it never was.
pub fn ahead(folder: &Path) -> Option<Ahead> {
    let text = read(&folder.join(CLOCK))?;
    let mut moments = text.split_whitespace().map(|word| word.parse().ok().map(Timestamp));
    Some(Ahead { upto: moments.next()??, right: moments.next()?? })
}

/// Without it the question comes up again at the next start.
pub fn note_ahead(folder: &Path, Ahead { upto, right }: Ahead) {
    let line = format!("{} {}\n", upto.0, right.0);
    if let Err(error) = durable::put(&folder.join(CLOCK), line.as_bytes(), PRIVATE) {
        tracing::warn!(%error, name = CLOCK, "cannot be written beside the database");
    }
}

/// A file that is empty was being made when the power went.
fn read(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
