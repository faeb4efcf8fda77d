//! Files that are whole or not there at all, whatever ends the process or the machine.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
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

/// A large file on its way to its place, made aside. Every so many bytes it waits for the disk, so
/// that others who wait for it do not wait for all of this. What is not finished goes again.
pub struct Growing {
    path: PathBuf,
    file: Option<File>,
    sync_bytes: u64,
    /// Written since the last sync, and in all.
    unsynced: u64,
    bytes: u64,
}

impl Growing {
    /// In a folder that is made where there is none; for its owner alone, as all of it is.
    pub fn begin(path: &Path, sync_bytes: u64) -> io::Result<Growing> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.map_or(Ok(()), private_folder)?;
        let aside = aside(path);
        gone(&aside)?;
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
        let path = path.to_owned();
        Ok(Growing { path, file: Some(file), sync_bytes, unsynced: 0, bytes: 0 })
    }

    /// Gives it its name, and says how long it is.
    pub fn finish(mut self) -> io::Result<u64> {
        self.open()?.sync_all()?;
        replace(&aside(&self.path), &self.path)?;
        self.file = None;
        Ok(self.bytes)
    }

    fn open(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().ok_or_else(|| ErrorKind::NotFound.into())
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.open()?.write(bytes)?;
        self.bytes += written as u64;
        self.unsynced += written as u64;
        if self.unsynced >= self.sync_bytes {
            self.unsynced = 0;
            self.open()?.sync_data()?;
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Growing {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(aside(&self.path));
        }
    }
}

/// Makes a folder for its owner alone, where there is none.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
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

    #[test]
    fn a_large_file_has_its_name_when_it_is_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/large");
        let names = || fs::read_dir(folder.path().join("a/b")).unwrap().count();
        let mut growing = Growing::begin(&path, 100).unwrap();
        growing.write_all(&[7; 250]).unwrap();
        assert!(!path.exists() && aside(&path).exists());
        drop(growing);
        assert_eq!(names(), 0);
        // One that a power cut left behind is no hindrance.
        fs::write(aside(&path), "left behind").unwrap();
        let mut growing = Growing::begin(&path, 100).unwrap();
        growing.write_all(&[7; 250]).unwrap();
        assert_eq!(growing.finish().unwrap(), 250);
        assert_eq!(fs::read(&path).unwrap(), [7; 250]);
        assert_eq!(names(), 1);
    }
}
