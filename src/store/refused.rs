//! Why a shop's data does not open, each in one sentence that says what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use redb::DatabaseError;

use super::fault::{Fault, is_damage, is_full};
use super::guard::caught;
use super::schema::SCHEMA;
use super::seal::NoKey;

#[derive(Debug)]
pub enum OpenError {
    /// Another process has the shop open.
    Held {
        pid: Option<u32>,
    },
    /// It is another store's.
    Foreign {
        folder: PathBuf,
        owner: String,
        store: String,
    },
    /// Of an older layout, which only a shop that opens takes over.
    Behind {
        found: u64,
    },
    /// Written by a warung of before the first release.
    Older {
        found: u64,
    },
    /// Written by a newer warung.
    Newer {
        found: u64,
    },
    Key(NoKey),
    /// There is no room left to open it.
    Full {
        folder: PathBuf,
    },
    /// A shop was open here, and its database is somewhere else now.
    Gone {
        folder: PathBuf,
    },
    /// A shop is in the folder in which one was to be built.
    Taken {
        folder: PathBuf,
    },
    /// The log is not beside its database.
    LogGone {
        folder: PathBuf,
    },
    /// This store has been open, and its data is not where it should be: a disk that is not
    /// mounted, or a folder that was moved.
    Vanished {
        folder: PathBuf,
        /// Which file says that it has been open.
        mark: PathBuf,
    },
    /// Bytes are missing or have changed.
    Damaged {
        folder: PathBuf,
        why: String,
    },
    Io(PathBuf, io::Error),
    Fault(Fault),
}

impl OpenError {
    /// What the disk said about a path.
    pub(super) fn at(path: &Path, error: io::Error) -> OpenError {
        match is_full(&error) {
            true => OpenError::Full { folder: path.to_owned() },
            false => OpenError::Io(path.to_owned(), error),
        }
    }

    pub(super) fn of(folder: &Path) -> impl Fn(Fault) -> OpenError {
        move |fault| match fault {
            Fault::Full => OpenError::Full { folder: folder.to_owned() },
            Fault::Damaged(why) => OpenError::Damaged { folder: folder.to_owned(), why },
            fault => OpenError::Fault(fault),
        }
    }

    /// Opens something; what the engine breaks on is damage.
    pub(super) fn within<T>(
        folder: &Path,
        work: impl FnOnce() -> Result<T, OpenError>,
    ) -> Result<T, OpenError> {
        let folder = folder.to_owned();
        caught(work).unwrap_or_else(|why| Err(OpenError::Damaged { folder, why }))
    }

    /// What the engine said when it was to open a file.
    pub(super) fn damaged(folder: &Path) -> impl Fn(DatabaseError) -> OpenError {
        move |error| match redb::Error::from(error) {
            error @ (redb::Error::Corrupted(_) | redb::Error::UpgradeRequired(_)) => {
                OpenError::Damaged { folder: folder.to_owned(), why: error.to_string() }
            }
            redb::Error::Io(error) if is_damage(&error) => {
                OpenError::Damaged { folder: folder.to_owned(), why: error.to_string() }
            }
            error => OpenError::of(folder)(error.into()),
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OpenError::Held { pid: Some(pid) } => {
                write!(out, "this shop is already running, as process {pid}")
            }
            OpenError::Held { pid: None } => out.write_str("this shop is already running"),
            OpenError::Foreign { folder, owner, store } => write!(
                out,
                "the data in {0} is of the store \"{owner}\", and this is \"{store}\"; give this \
                 one a data_dir of its own, or, if it was renamed, remove the file {0}/store",
                folder.display()
            ),
            OpenError::Behind { found } => write!(
                out,
                "the data still has layout {found}, and this version reads {SCHEMA}; it is taken \
                 over when the shop opens, after a copy of it was made"
            ),
            OpenError::Older { found } => write!(
                out,
                "the data has layout {found} of a trial version, which this one (layout {SCHEMA}) \
                 cannot read; give another data_dir"
            ),
            OpenError::Newer { found } => write!(
                out,
                "the data was written by a newer warung (layout {found}, this one knows \
                 {SCHEMA}); install that version again"
            ),
            OpenError::Key(error) => write!(out, "{error}"),
            OpenError::Full { folder } => {
                write!(
                    out,
                    "the disk is full, and no shop opens in {}; make room",
                    folder.display()
                )
            }
            OpenError::Gone { folder } => write!(
                out,
                "the database in {0} is gone; put it back, or, to begin with an empty shop, \
                 remove the file {0}/schema",
                folder.display()
            ),
            OpenError::Taken { folder } => {
                write!(out, "there is a shop in {} already, and it stays", folder.display())
            }
            OpenError::LogGone { folder } => write!(
                out,
                "the file {0}/warung.log is gone, and what was sold last may be in it alone; put \
                 it back, or, where it is lost for good, create the file {0}/warung.log.lost",
                folder.display()
            ),
            OpenError::Vanished { folder, mark } => write!(
                out,
                "this store has been open before, and there is no data in {}; mount its disk, or \
                 put the folder back; to begin with an empty shop, remove the file {}",
                folder.display(),
                mark.display()
            ),
            OpenError::Damaged { folder, why } => write!(
                out,
                "the database in {0} is damaged ({why}); keep a copy of {0} as it is, look after \
                 the disk, and put back the last good copy",
                folder.display()
            ),
            OpenError::Io(path, error) => write!(out, "{}: {error}", path.display()),
            OpenError::Fault(fault) => write!(out, "the database does not open: {fault}"),
        }
    }
}

impl std::error::Error for OpenError {}
