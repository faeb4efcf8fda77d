//! Small files beside the database: which store's it is, and which layout it has.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use super::refused::OpenError;
use super::schema::SCHEMA;

/// The name of the store whose data it is.
const STORE: &str = "store";
/// The number of the layout: an installer looks at it before it puts an older program there.
const LAYOUT: &str = "schema";

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
pub fn note(folder: &Path, store: Option<&str>) {
    let layout = SCHEMA.to_string();
    for (name, text) in [(LAYOUT, Some(&*layout)), (STORE, store)] {
        let (path, Some(text)) = (folder.join(name), text) else { continue };
        if read(&path).as_deref() == Some(text) {
            continue;
        }
        if let Err(error) = write(folder, &path, text) {
            tracing::warn!(%error, name, "cannot be written beside the database");
        }
    }
}

/// Makes durable what has a new name in a folder.
pub fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// A file that is empty was being made when the power went.
fn read(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn write(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    let aside = path.with_extension("new");
    let mut options = OpenOptions::new();
    let mut file = options.write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
    writeln!(file, "{text}")?;
    file.sync_all()?;
    fs::rename(&aside, path)?;
    sync(folder)
}
