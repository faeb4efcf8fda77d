//! Open or create: take the lock, read the key, compare the layout, then hand out the store.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

use redb::backends::FileBackend;
use redb::{
    Builder, Database, ReadableDatabase, StorageBackend, TableDefinition, WriteTransaction,
};

use super::base::{ENTRIES, TALLIES, rows_of};
use super::change_record::{ChangeRecord, Place};
use super::commit::Standing;
use super::fault::Fault;
use super::guard::{caught, guarded};
use super::lock::{Lock, hold};
use super::log::beside;
use super::log::{Log, SHAPE, Shape, note};
use super::migrate::{Ladder, SHIPPED, migrate};
use super::read_only::ReadOnly;
use super::schema::Table;
use super::seal::{self, Seal};
use super::titles::Titles;
use super::tx::Batch;
use super::{copies, disk, durable, replay, sidecar};
use crate::domain::limit::CACHE_BYTES;

pub use super::refused::OpenError;
pub use super::seal::NoKey;
pub use super::sidecar::claimed;

pub(super) const META: TableDefinition<&str, u64> = TableDefinition::new("meta");
/// Which layout the data has.
pub(super) const LAYOUT: &str = "schema";
/// A digest that only the key makes which the data was sealed with.
const KEY: &str = "key";
pub const DATABASE: &str = "warung.redb";
pub const DATABASE_ASIDE: &str = "warung.redb.new";

/// The database of one shop, held by this process alone.
pub struct Store {
    /// There until the store is dropped, which closes it with a guard around: one that is damaged
    /// may break even then.
    db: Option<Database>,
    pub(super) seal: Arc<Seal>,
    pub(super) titles: Titles,
    pub(super) standing: Standing,
    /// Held until the store goes; the kernel lets go of it even after a kill.
    _lock: Option<Lock>,
}

/// How a shop's data is to be opened.
pub struct Opening<'a> {
    pub folder: &'a Path,
    pub key_file: &'a Path,
    /// The store whose data it is to be. `None`: whoever's it is.
    pub store: Option<&'a str>,
    /// The file that says that this store has been open, if there is one: then no empty shop is
    /// made in the place of what is missing.
    pub mark: Option<&'a Path>,
    /// Is told how far it is, where that takes long.
    pub hear: Hear,
}

pub type Hear = Arc<dyn Fn(Progress) + Send + Sync>;

/// What takes long when a shop opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    Repair {
        percent: u64,
    },
    /// The copy aside and the steps after it.
    Migration {
        percent: u64,
    },
}

impl Store {
    /// Whether a folder has a shop in it.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(DATABASE).exists()
    }

    /// Whether a folder had a shop in it, whose database is not there now.
    pub fn is_gone_from(folder: &Path) -> bool {
        !Store::is_in(folder) && sidecar::noted(folder).unwrap_or(false)
    }

    /// Opens the shop in a folder, or makes one there, whoever's it is.
    pub fn open(folder: &Path, key_file: &Path) -> Result<Store, OpenError> {
        Store::open_as(&Opening {
            folder,
            key_file,
            store: None,
            mark: None,
            hear: Arc::new(|_| {}),
        })
    }

    pub fn open_as(opening: &Opening) -> Result<Store, OpenError> {
        Store::open_as_along(opening, &SHIPPED)
    }

    /// The same with other steps than the shipped ones: how tests take data through a change of
    /// the layout before there is one.
    pub fn open_as_along(opening: &Opening, ladder: &Ladder) -> Result<Store, OpenError> {
        OpenError::within(opening.folder, || Store::opened(opening, ladder))
    }

    fn opened(opening: &Opening, ladder: &Ladder) -> Result<Store, OpenError> {
        let Opening { folder, key_file, store, mark, hear } = opening;
        let at = |error| OpenError::at(folder, error);
        let gone = || Ok(!sidecar::there(&folder.join(DATABASE))? && !sidecar::noted(folder)?);
        if let Some(mark) = mark.filter(|mark| mark.exists())
            && gone().map_err(at)?
        {
            let (folder, mark) = (folder.to_path_buf(), mark.to_path_buf());
            return Err(OpenError::Vanished { folder, mark });
        }
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(at)?;
        let lock = hold(folder)?;
        store.map_or(Ok(()), |store| sidecar::claimed(folder, store))?;
        let path = folder.join(DATABASE);
        let fresh = !sidecar::there(&path).map_err(at)?;
        if fresh && sidecar::noted(folder).map_err(at)? {
            return Err(OpenError::Gone { folder: folder.to_path_buf() });
        }
        if fresh && !disk::roomy(folder) {
            return Err(OpenError::Full { folder: folder.to_path_buf() });
        }
        let seal = Arc::new(seal::load_or_make(key_file, fresh).map_err(OpenError::Key)?);
        let older = match fresh {
            true => None,
            false => agreed(&peek(&path, hear)?, &seal, folder, ladder)?,
        };
        // From here on it is ours to change.
        let copy = older.map(|older| copies::needed(folder, older, ladder.newest()));
        disk::ready(folder, copy.transpose().map_err(at)?.unwrap_or(0)).map_err(at)?;
        if fresh {
            make(folder, &seal, ladder.newest())?;
        }
        let open = || {
            let db = watched(hear).create_with_backend(backend(&path)?);
            db.map_err(OpenError::damaged(folder))
        };
        if let Some(older) = older {
            // What its log has goes into the copy, and through the steps.
            let given_up = beside::is_given_up(folder).map_err(at)?;
            if !given_up && !beside::found(&peek(&path, hear)?, folder)?.1.is_empty() {
                let store = Store::logged(open()?, folder, seal.clone())?;
                store.checkpoint().map_err(OpenError::of(folder))?;
            }
            copies::keep(folder, older, ladder.newest(), hear)?;
        }
        let db = open()?;
        if let Some(older) = older {
            let moved = migrate(&db, older, ladder, &seal, hear);
            moved.map_err(OpenError::of(folder))?;
            hear(Progress::Migration { percent: 100 });
        }
        let mut opened = Store::logged(db, folder, seal)?;
        opened.locked(lock);
        sidecar::note(folder, ladder.newest(), *store);
        Ok(opened)
    }

    /// With the log beside it.
    fn logged(db: Database, folder: &Path, seal: Arc<Seal>) -> Result<Store, OpenError> {
        let (place, medium) = beside::agreed(&db, folder)?;
        let opened = Log::open(medium, SHAPE, place.generation, &place.last);
        let (log, tail) = opened.map_err(OpenError::of(folder))?;
        Ok(Store::new(db, seal, place, Some(log), tail, SHAPE))
    }

    /// Opens the data of a shop that is closed to look at it, and leaves it as it is: what the
    /// engine writes stays in memory, an older layout is not taken over, nothing is made.
    pub fn open_read_only(folder: &Path, key_file: &Path) -> Result<Store, OpenError> {
        Store::open_read_only_along(folder, key_file, &SHIPPED)
    }

    /// The same for data whose steps are others than the shipped ones.
    pub fn open_read_only_along(
        folder: &Path,
        key_file: &Path,
        ladder: &Ladder,
    ) -> Result<Store, OpenError> {
        OpenError::within(folder, || Store::looked_at(folder, key_file, ladder))
    }

    fn looked_at(folder: &Path, key_file: &Path, ladder: &Ladder) -> Result<Store, OpenError> {
        let lock = hold(folder)?;
        let seal = seal::load_or_make(key_file, false).map_err(OpenError::Key)?;
        let hear: Hear = Arc::new(|_| {});
        let db = peek(&folder.join(DATABASE), &hear)?;
        if let Some(found) = agreed(&db, &seal, folder, ladder)? {
            return Err(OpenError::Behind { found });
        }
        let (place, tail) = beside::found(&db, folder)?;
        let mut store = Store::new(db, Arc::new(seal), place, None, tail, SHAPE);
        store.standing.shut();
        store.locked(lock);
        Ok(store)
    }

    /// Opens over any storage, without a log: each commit is a transaction of the engine's own.
    pub fn open_with(data: impl StorageBackend, seal: Seal) -> Result<Store, OpenError> {
        Store::open_along(data, seal, &SHIPPED)
    }

    /// The same with other steps than the shipped ones.
    pub fn open_along(
        data: impl StorageBackend,
        seal: Seal,
        ladder: &Ladder,
    ) -> Result<Store, OpenError> {
        let nowhere = Path::new("");
        OpenError::within(nowhere, || {
            let db = over(data, &seal, ladder)?;
            let place = replay::begun(&db, |_| Ok(())).map_err(OpenError::of(nowhere))?;
            Ok(Store::new(db, Arc::new(seal), place, None, Vec::new(), SHAPE))
        })
    }

    /// Opens over any storage, with a log in any shape: how crash tests get at the disk.
    pub fn open_logged(
        data: impl StorageBackend,
        log: impl StorageBackend,
        seal: Seal,
        shape: Shape,
    ) -> Result<Store, OpenError> {
        let nowhere = Path::new("");
        OpenError::within(nowhere, || {
            let db = over(data, &seal, &SHIPPED)?;
            let log: Arc<dyn StorageBackend> = Arc::new(log);
            let head = |generation: &_| note(&*log, &shape, generation);
            let opened = replay::begun(&db, head).and_then(|place| {
                let (generation, last) = (place.generation, &place.last);
                let (log, tail) = Log::open(log.clone(), shape, generation, last)?;
                Ok(Store::new(db, Arc::new(seal), place, Some(log), tail, shape))
            });
            opened.map_err(OpenError::of(nowhere))
        })
    }

    pub(super) fn new(
        db: Database,
        seal: Arc<Seal>,
        place: Place,
        log: Option<Log>,
        tail: Vec<ChangeRecord>,
        shape: Shape,
    ) -> Store {
        let standing = Standing::new(place, log, tail, shape);
        Store { db: Some(db), seal, titles: Titles::default(), standing, _lock: None }
    }

    /// Keeps all others out of its folder for as long as it lives.
    pub(super) fn locked(&mut self, lock: Lock) {
        self._lock = Some(lock);
    }

    /// Reads every page of a store that is only looked at, and holds it against its checksum.
    /// What is damaged can be told by this alone without being followed wherever it leads.
    pub fn verify(&mut self) -> Result<(), Fault> {
        self.standing.let_go();
        let db = self.db.as_mut().ok_or_else(closed)?;
        guarded(|| match db.check_integrity() {
            // What was not right was put right, in memory.
            Ok(_) => Ok(()),
            Err(error) => Err(error.into()),
        })
    }

    pub(super) fn db(&self) -> Result<&Database, Fault> {
        self.db.as_ref().ok_or_else(closed)
    }

    pub fn batch(&self) -> Result<Batch, Fault> {
        let (snap, titles) = self.titles.with(|| self.snap());
        Ok(Batch::new(snap?, titles, self.seal.clone()))
    }
}

fn closed() -> Fault {
    Fault::Storage("the database is closed".to_owned())
}

impl Drop for Store {
    fn drop(&mut self) {
        self.standing.let_go();
        let db = self.db.take();
        if let Err(why) = caught(|| drop(db)) {
            tracing::warn!(why, "the database did not close in good order");
        }
    }
}

pub(super) fn builder() -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE_BYTES);
    builder
}

/// The same, and tells how far a repair is.
fn watched(hear: &Hear) -> Builder {
    let (mut builder, hear) = (builder(), hear.clone());
    builder.set_repair_callback(move |session| {
        let percent = (session.progress() * 100.0) as u64;
        tracing::warn!(percent, "repairing the database");
        hear(Progress::Repair { percent });
    });
    builder
}

/// The database that is there, to be looked at. One that has lost its head is not made anew.
fn peek(path: &Path, hear: &Hear) -> Result<Database, OpenError> {
    let folder = path.parent().unwrap_or(path);
    let file = ReadOnly::new(path).map_err(|error| OpenError::at(path, error))?;
    if file.len().map_err(|error| OpenError::at(path, error))? == 0 {
        return Err(OpenError::Damaged { folder: folder.to_owned(), why: "it is empty".into() });
    }
    watched(hear).create_with_backend(file).map_err(OpenError::damaged(folder))
}

/// A database over any storage, brought up to date.
fn over(data: impl StorageBackend, seal: &Seal, ladder: &Ladder) -> Result<Database, OpenError> {
    let nowhere = Path::new("");
    let db = builder().create_with_backend(data).map_err(OpenError::damaged(nowhere))?;
    if meta(&db).map_err(OpenError::of(nowhere))?.is_none() {
        create(&db, seal, ladder.newest()).map_err(OpenError::of(nowhere))?;
    }
    if let Some(older) = agreed(&db, seal, nowhere, ladder)? {
        let hear: Hear = Arc::new(|_| {});
        let moved = migrate(&db, older, ladder, seal, &hear);
        moved.map_err(OpenError::of(nowhere))?;
    }
    Ok(db)
}

/// Makes the database aside and renames it: a crash leaves none at all or a whole one.
fn make(folder: &Path, seal: &Seal, layout: u64) -> Result<(), OpenError> {
    let (aside, path) = (folder.join(DATABASE_ASIDE), folder.join(DATABASE));
    let at = |error| OpenError::at(folder, error);
    if aside.exists() {
        fs::remove_file(&aside).map_err(at)?;
    }
    let db = builder().create_with_backend(backend(&aside)?);
    let db = db.map_err(OpenError::damaged(folder))?;
    create(&db, seal, layout).map_err(OpenError::of(folder))?;
    drop(db);
    durable::replace(&aside, &path).map_err(at)
}

pub(super) fn backend(path: &Path) -> Result<FileBackend, OpenError> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let file = options.open(path).map_err(|error| OpenError::at(path, error))?;
    // After a failed sync the kernel may show pages that never reached the disk. Reading
    // what is really there is the only way to know what was kept.
    let _ = rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed);
    FileBackend::new(file).map_err(|error| OpenError::damaged(path)(error))
}

/// Whether data, key and program go together. The layout, if it is an older one that can be
/// brought up to date.
fn agreed(
    db: &Database,
    seal: &Seal,
    folder: &Path,
    ladder: &Ladder,
) -> Result<Option<u64>, OpenError> {
    let newest = ladder.newest();
    match meta(db).map_err(OpenError::of(folder))? {
        Some((found, _)) if found > newest => Err(OpenError::Newer { found }),
        Some((found, _)) if found < ladder.oldest => Err(OpenError::Older { found }),
        Some((_, key)) if key != mark(seal) => Err(OpenError::Key(NoKey::Wrong)),
        Some((found, _)) => Ok(Some(found).filter(|found| *found < newest)),
        None => {
            let why = "it has no layout".to_owned();
            Err(OpenError::Damaged { folder: folder.to_owned(), why })
        }
    }
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

pub(super) fn create(db: &Database, seal: &Seal, layout: u64) -> Result<(), Fault> {
    let mut writing = db.begin_write()?;
    writing.set_quick_repair(true);
    make_tables(&writing)?;
    let mut meta = writing.open_table(META)?;
    meta.insert(LAYOUT, layout)?;
    meta.insert(KEY, mark(seal))?;
    drop(meta);
    Ok(writing.commit()?)
}

/// Every table is there from the beginning: whoever reads one never finds it missing.
pub(super) fn make_tables(writing: &WriteTransaction) -> Result<(), Fault> {
    for table in Table::ALL {
        writing.open_table(rows_of(table))?;
    }
    writing.open_table(ENTRIES)?;
    writing.open_table(TALLIES)?;
    Ok(())
}

/// Tells shops apart by their key, and says nothing of it.
pub(super) fn mark(seal: &Seal) -> u64 {
    seal.digest(&[b"which key"])
}
