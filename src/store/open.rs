//! Open or create: take the lock, read the key, compare the layout, then hand out the store.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redb::backends::FileBackend;
use redb::{Builder, Database, ReadableDatabase, StorageBackend, TableDefinition};

use super::disk;
use super::fault::Fault;
use super::schema::{SCHEMA, Table};
use super::seal::{self, NoKey, Seal};
use super::snap::{ENTRIES, Snap, TALLIES, rows_of};
use super::tx::Batch;
use crate::domain::limit::CACHE_BYTES;

const META: TableDefinition<&str, u64> = TableDefinition::new("meta");
/// Which layout the data has.
const LAYOUT: &str = "schema";
/// A digest that only the key makes which the data was sealed with.
const KEY: &str = "key";
pub const DATABASE: &str = "warung.redb";
pub const DATABASE_ASIDE: &str = "warung.redb.new";
const LOCK: &str = "warung.lock";

/// The database of one shop, held by this process alone.
pub struct Store {
    db: Database,
    seal: Arc<Seal>,
    /// Held until the store goes; the kernel lets go of it even after a kill.
    _lock: Option<File>,
}

#[derive(Debug)]
pub enum OpenError {
    /// Another process has the shop open.
    Held {
        pid: Option<u32>,
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
    Io(PathBuf, std::io::Error),
    Fault(Fault),
}

impl Store {
    /// Whether a folder has a shop in it.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(DATABASE).exists()
    }

    /// Opens the shop in a folder, or makes one there.
    pub fn open(folder: &Path, key_file: &Path) -> Result<Store, OpenError> {
        let at = |path: &Path| {
            let path = path.to_owned();
            move |error| OpenError::Io(path, error)
        };
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(at(folder))?;
        let lock = take_lock(&folder.join(LOCK))?;
        let path = folder.join(DATABASE);
        let fresh = !path.exists();
        let seal = seal::load_or_make(key_file, fresh).map_err(OpenError::Key)?;
        disk::ready(folder).map_err(at(folder))?;
        if fresh {
            make(folder, &seal)?;
        }
        let db = builder().create_with_backend(backend(&path)?);
        Store::prepared(db.map_err(|error| OpenError::Fault(error.into()))?, seal, Some(lock))
    }

    /// Opens over any storage: how crash tests get at the disk.
    pub fn open_with(backend: impl StorageBackend, seal: Seal) -> Result<Store, OpenError> {
        let db = builder().create_with_backend(backend);
        Store::prepared(db.map_err(|error| OpenError::Fault(error.into()))?, seal, None)
    }

    fn prepared(db: Database, seal: Seal, lock: Option<File>) -> Result<Store, OpenError> {
        let meta = meta(&db).map_err(OpenError::Fault)?;
        match meta {
            None => create(&db, &seal).map_err(OpenError::Fault)?,
            Some((SCHEMA, key)) if key == mark(&seal) => {}
            Some((SCHEMA, _)) => return Err(OpenError::Key(NoKey::Wrong)),
            Some((found, _)) if found < SCHEMA => return Err(OpenError::Older { found }),
            Some((found, _)) => return Err(OpenError::Newer { found }),
        }
        Ok(Store { db, seal: Arc::new(seal), _lock: lock })
    }

    pub fn snap(&self) -> Result<Snap, Fault> {
        Snap::new(&self.db, self.seal.clone())
    }

    pub fn batch(&self) -> Result<Batch, Fault> {
        Ok(Batch::new(self.snap()?, self.seal.clone()))
    }

    /// Makes a batch durable. When this returns `Ok`, it survives a power cut.
    ///
    /// Every commit is two-phase with the allocator's state in it: opening after a kill then
    /// takes milliseconds at any size, and a failed sync cannot take the database with it.
    pub fn commit(&self, batch: Batch) -> Result<(), Fault> {
        if batch.changes.is_empty() {
            return Ok(());
        }
        let mut writing = self.db.begin_write()?;
        writing.set_quick_repair(true);
        batch.changes.write(&writing)?;
        Ok(writing.commit()?)
    }
}

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE_BYTES);
    builder.set_repair_callback(|session| {
        tracing::warn!(progress = session.progress(), "repairing the database");
    });
    builder
}

/// Makes the database aside and renames it: a crash leaves none at all or a whole one.
fn make(folder: &Path, seal: &Seal) -> Result<(), OpenError> {
    let (aside, path) = (folder.join(DATABASE_ASIDE), folder.join(DATABASE));
    let at = |error| OpenError::Io(aside.clone(), error);
    if aside.exists() {
        fs::remove_file(&aside).map_err(at)?;
    }
    let db = builder().create_with_backend(backend(&aside)?);
    let db = db.map_err(|error| OpenError::Fault(error.into()))?;
    create(&db, seal).map_err(OpenError::Fault)?;
    drop(db);
    fs::rename(&aside, path).map_err(at)?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(at)
}

fn backend(path: &Path) -> Result<FileBackend, OpenError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let file = options.open(path).map_err(|error| OpenError::Io(path.to_owned(), error))?;
    // After a failed sync the kernel may show pages that never reached the disk. Reading
    // what is really there is the only way to know what was kept.
    let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
    FileBackend::new(file).map_err(|error| OpenError::Fault(error.into()))
}

/// Layout and key of a database that has been made.
fn meta(db: &Database) -> Result<Option<(u64, u64)>, Fault> {
    let meta = match db.begin_read()?.open_table(META) {
        Ok(meta) => meta,
        Err(redb::TableError::TableDoesNotExist(_)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let find = |name| Ok::<_, Fault>(meta.get(name)?.map_or(0, |found| found.value()));
    Ok(Some((find(LAYOUT)?, find(KEY)?)))
}

fn create(db: &Database, seal: &Seal) -> Result<(), Fault> {
    let mut writing = db.begin_write()?;
    writing.set_quick_repair(true);
    for table in Table::ALL {
        writing.open_table(rows_of(table))?;
    }
    writing.open_table(ENTRIES)?;
    writing.open_table(TALLIES)?;
    let mut meta = writing.open_table(META)?;
    meta.insert(LAYOUT, SCHEMA)?;
    meta.insert(KEY, mark(seal))?;
    drop(meta);
    Ok(writing.commit()?)
}

fn mark(seal: &Seal) -> u64 {
    seal.digest(&[b"which key"])
}

/// Takes the lock of a data folder and writes our pid into it, for whoever comes second.
fn take_lock(path: &Path) -> Result<File, OpenError> {
    let at = |error| OpenError::Io(path.to_owned(), error);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let mut lock = options.open(path).map_err(at)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => {
            let mut text = String::new();
            let _ = lock.read_to_string(&mut text);
            return Err(OpenError::Held { pid: text.trim().parse().ok() });
        }
        Err(fs::TryLockError::Error(error)) => return Err(at(error)),
    }
    // The pid only helps people; on a full disk the lock holds without it.
    let _ = lock.set_len(0).and_then(|()| lock.rewind());
    let _ = writeln!(lock, "{}", std::process::id());
    Ok(lock)
}

impl std::fmt::Display for OpenError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OpenError::Held { pid: Some(pid) } => {
                write!(out, "this shop is already running, as process {pid}")
            }
            OpenError::Held { pid: None } => out.write_str("this shop is already running"),
            OpenError::Older { found } => write!(
                out,
                "the data has layout {found} of a trial version, which this one (layout {SCHEMA}) \
                 cannot read; give another data_dir"
            ),
            OpenError::Newer { found } => write!(
                out,
                "the data was written by a newer warung (layout {found}, this one knows {SCHEMA})"
            ),
            OpenError::Key(error) => write!(out, "{error}"),
            OpenError::Io(path, error) => write!(out, "{}: {error}", path.display()),
            OpenError::Fault(fault) => write!(out, "the database does not open: {fault}"),
        }
    }
}

impl std::error::Error for OpenError {}
