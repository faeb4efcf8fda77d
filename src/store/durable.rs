//! Files that are whole or not there at all, whatever ends the process or the machine.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// Puts bytes in a file's place, with exactly these rights: written aside, synced, renamed, and
/// the folder synced. A crash leaves the old file or the new one, never half of one; a full disk
/// leaves the old one and nothing beside it.
pub fn put(path: &Path, bytes: &[u8], mode: u32) -> io::Result<()> {
    let aside = aside(path);
    // One that was left behind has who knows what rights.
    gone(&aside)?;
    let mut file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&aside)?;
    // Whatever the mask of the moment is.
    let written = file
        .set_permissions(Permissions::from_mode(mode))
        .and_then(|()| file.write_all(bytes))
        .and_then(|()| file.sync_all())
        .and_then(|()| replace(&aside, path));
    written.inspect_err(|_| drop(fs::remove_file(&aside)))
}

/// Gives what was made and synced aside its name, and makes that durable.
pub fn replace(aside: &Path, path: &Path) -> io::Result<()> {
    fs::rename(aside, path)?;
    // A bare file name has an empty folder before it: the one we are in.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    sync(folder.unwrap_or(Path::new(".")))
}

/// Makes durable which names a folder has.
pub fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Where a file is made before it is put in its place.
pub fn aside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    path.with_file_name(name)
}

/// Takes a file away, if it is there.
pub fn gone(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_put_in_its_place_whole_and_with_its_rights() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("telegram_token");
        fs::write(aside(&path), "left behind").unwrap();
        fs::write(&path, "old").unwrap();
        put(&path, b"new", 0o600).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(put(&folder.path().join("no/such"), b"", 0o600).is_err());
        // Where the name is taken by a folder, nothing is left beside it.
        fs::create_dir(folder.path().join("taken")).unwrap();
        assert!(put(&folder.path().join("taken"), b"x", 0o600).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        gone(&path).unwrap();
        gone(&path).unwrap();
    }
}
