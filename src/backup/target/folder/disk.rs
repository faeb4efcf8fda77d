//! The folder as a disk has it: everything here may block.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;

use super::super::error::TargetError;
use super::super::key::{ASIDE, Key, Object};
use super::super::source::Source;
use crate::domain::limit::{
    COPY_SYNC_BYTES, LIST_OBJECTS_MAX, REFUSAL_CHARS_MAX, TARGET_PATH_PARTS_MAX,
};
use crate::domain::text::shorten;

/// Says that there have been copies here: without it, the disk is not there.
const MARK: &str = "warung-copies-lie-here";
const MARK_TEXT: &str = "warung keeps copies of a shop in this folder. While this file is here, \
                         the disk counts as mounted.\n";

pub struct Disk {
    pub path: PathBuf,
    /// Agreed that it is on the file system of the shop.
    pub same: bool,
    /// Where the shop itself lies.
    pub home: PathBuf,
}

impl Disk {
    /// Before anything is looked for. `used`: there have been copies before.
    pub fn ready(&self, used: bool) -> Result<(), TargetError> {
        match fs::metadata(self.path.join(MARK)) {
            Ok(_) => return Ok(()),
            Err(error) if error.kind() == ErrorKind::NotFound && used => {
                return Err(TargetError::NotMounted(self.path.clone()));
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(self.trouble(&error)),
        }
        match fs::metadata(&self.path) {
            Ok(facts) if facts.is_dir() => Ok(()),
            Ok(_) => Err(TargetError::Strange(format!("{} is no folder", self.path.display()))),
            Err(error) => Err(self.trouble(&error)),
        }
    }

    /// Before anything is written. The first time, it is made and marked.
    pub fn ready_to_write(&self, used: bool) -> Result<(), TargetError> {
        match self.ready(used) {
            // Its last part alone: what is above it may be a disk that is not there.
            Err(TargetError::Missing(_)) => {
                let above = self.path.parent().unwrap_or(Path::new("/"));
                self.refuse_home(above)?;
                self.make_folder(&self.path)?;
            }
            ready => ready?,
        }
        self.refuse_home(&self.path)?;
        let mark = self.path.join(MARK);
        if mark.exists() {
            return Ok(());
        }
        let source = Source::Bytes(MARK_TEXT.into());
        self.write(&mark, &source, MARK_TEXT.len() as u64).map(drop)
    }

    fn refuse_home(&self, path: &Path) -> Result<(), TargetError> {
        let here = |path: &Path| fs::metadata(path).map(|facts| facts.dev());
        let home = here(&self.home).map_err(|error| TargetError::here(&error))?;
        let there = here(path).map_err(|error| self.trouble(&error))?;
        match home == there && !self.same {
            true => Err(TargetError::SameDisk(self.path.clone())),
            false => Ok(()),
        }
    }

    pub fn put(&self, key: &Key, source: &Source, bytes: u64) -> Result<(), TargetError> {
        for folder in key.folders() {
            self.make_folder(&self.path.join(folder))?;
        }
        match self.write(&self.path.join(key.as_str()), source, bytes)? {
            true => Ok(()),
            false => Err(TargetError::Exists(key.to_string())),
        }
    }

    fn make_folder(&self, path: &Path) -> Result<(), TargetError> {
        match DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => sync_above(path).map_err(|error| self.trouble(&error)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(self.trouble(&error)),
        }
    }

    /// Writes a file aside and gives it its name when all of it is on the disk. Comes back with
    /// no if something lies there already.
    fn write(&self, path: &Path, source: &Source, bytes: u64) -> Result<bool, TargetError> {
        let mut aside = path.as_os_str().to_owned();
        aside.push(ASIDE);
        let aside = PathBuf::from(aside);
        let written = self.write_aside(&aside, source, bytes).and_then(|()| {
            let renamed = rename_new(&aside, path).and_then(|new| sync_above(path).map(|()| new));
            renamed.map_err(|error| self.trouble(&error))
        });
        if !matches!(written, Ok(true)) {
            // It takes room, and nobody looks for it.
            let _ = fs::remove_file(&aside);
        }
        written
    }

    fn write_aside(&self, path: &Path, source: &Source, bytes: u64) -> Result<(), TargetError> {
        // What a crash left, or whatever else: nothing is written through a link.
        match fs::remove_file(path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(self.trouble(&error)),
            _ => {}
        }
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
        let mut file = file.map_err(|error| self.trouble(&error))?;
        let (mut waiting, mut broken) = (0, None);
        let mut put = |piece: &[u8]| {
            file.write_all(piece)?;
            waiting += piece.len() as u64;
            if waiting >= COPY_SYNC_BYTES {
                waiting = 0;
                file.sync_data()?;
            }
            Ok(())
        };
        let read = source.each(0..bytes, |piece| {
            put(piece).map_err(|error: io::Error| {
                let kind = error.kind();
                broken = Some(error);
                kind.into()
            })
        });
        match (broken, read) {
            (Some(error), _) => Err(self.trouble(&error)),
            (None, Err(error)) => Err(TargetError::here(&error)),
            (None, Ok(())) => file.sync_all().map_err(|error| self.trouble(&error)),
        }
    }

    pub fn size(&self, key: &Key) -> Result<u64, TargetError> {
        match fs::symlink_metadata(self.path.join(key.as_str())) {
            Ok(facts) if facts.is_file() => Ok(facts.len()),
            Ok(_) => Err(TargetError::Strange(format!("{key} is no file"))),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(TargetError::Missing(key.to_string()))
            }
            Err(error) => Err(self.trouble(&error)),
        }
    }

    pub fn delete(&self, key: &Key) -> Result<(), TargetError> {
        let path = self.path.join(key.as_str());
        match fs::remove_file(&path) {
            Ok(()) => sync_above(&path).map_err(|error| self.trouble(&error)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(match self.trouble(&error) {
                TargetError::Refused(why) => TargetError::AddOnly(why),
                trouble => trouble,
            }),
        }
    }

    pub fn list(&self, under: Option<&Key>) -> Result<Vec<Object>, TargetError> {
        let mut folders = vec![under.map(Key::to_string).unwrap_or_default()];
        let mut objects = Vec::new();
        while let Some(folder) = folders.pop() {
            let entries = match fs::read_dir(self.path.join(&folder)) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                entries => entries.map_err(|error| self.trouble(&error))?,
            };
            for entry in entries {
                let entry = entry.map_err(|error| self.trouble(&error))?;
                let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                // What has no name of ours was put there by somebody else, or is on its way.
                let Some(key) = Key::parse(&path).filter(|_| path != MARK) else { continue };
                let kind = entry.file_type().map_err(|error| self.trouble(&error))?;
                if kind.is_dir() && path.split('/').count() < TARGET_PATH_PARTS_MAX {
                    folders.push(path);
                } else if kind.is_file() {
                    match entry.metadata() {
                        Ok(facts) => objects.push(Object { key, bytes: facts.len() }),
                        // Deleted meanwhile.
                        Err(error) if error.kind() == ErrorKind::NotFound => {}
                        Err(error) => return Err(self.trouble(&error)),
                    }
                }
            }
            if objects.len() > LIST_OBJECTS_MAX {
                return Err(TargetError::Strange("more objects than a shop has".to_owned()));
            }
        }
        Ok(objects)
    }

    /// What the disk says, by what has to be done about it.
    pub fn trouble(&self, error: &io::Error) -> TargetError {
        let path = self.path.display();
        let why = shorten(&format!("{path}: {error}"), REFUSAL_CHARS_MAX);
        match Errno::from_io_error(error) {
            Some(Errno::NOSPC | Errno::DQUOT) => TargetError::Full(why),
            Some(Errno::ROFS) => TargetError::ReadOnly(why),
            Some(Errno::ACCESS | Errno::PERM) => TargetError::Refused(why),
            Some(Errno::NOENT) => TargetError::Missing(format!("folder {path}")),
            Some(
                Errno::IO
                | Errno::STALE
                | Errno::TIMEDOUT
                | Errno::HOSTDOWN
                | Errno::HOSTUNREACH
                | Errno::NOTCONN
                | Errno::NODEV
                | Errno::NXIO
                | Errno::BUSY,
            ) => TargetError::unreachable(why),
            _ => TargetError::Strange(why),
        }
    }
}

/// Gives a file its name unless that is taken; comes back with whether it did.
fn rename_new(from: &Path, to: &Path) -> io::Result<bool> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(true),
        Err(Errno::EXIST) => Ok(false),
        // Not every share knows how. Nobody else writes such names there: looking first will do.
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => match to.try_exists()? {
            true => Ok(false),
            false => fs::rename(from, to).map(|()| true),
        },
        Err(error) => Err(error.into()),
    }
}

/// The name itself has to be on the disk.
fn sync_above(path: &Path) -> io::Result<()> {
    let folder = File::open(path.parent().unwrap_or(Path::new("/")))?;
    match folder.sync_all() {
        // Some file systems have nothing to sync in a folder.
        Err(error) if Errno::from_io_error(&error) == Some(Errno::INVAL) => Ok(()),
        synced => synced,
    }
}
