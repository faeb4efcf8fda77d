//! Data of another layout, as it lies in its folder: copied aside, brought up to date, refused.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use redb::{Database, ReadableDatabase, TableDefinition};
use tempfile::TempDir;
use warung::shop::invariants::prove;
use warung::store::fault::Fault;
use warung::store::migrate::Ladder;
use warung::store::open::{Hear, OpenError, Opening, Progress, Store};
use warung::store::schema::SCHEMA;
use warung::store::seal::NoKey;

use super::next::{self, NEXT};
use super::raw::Raw;
use super::rewrite::{judge, trade};
use crate::counter::{Counter, KEY, shop};

const META: TableDefinition<&str, u64> = TableDefinition::new("meta");

/// A folder with a shop of the present layout in it, which is the older one for `NEXT`.
struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
        fs::write(folder.key_file(), key).unwrap();
        fs::set_permissions(folder.key_file(), fs::Permissions::from_mode(0o600)).unwrap();
        let store = Store::open(folder.path(), &folder.key_file()).unwrap();
        let mut counter = Counter::over(store, shop());
        trade(&mut counter);
        counter.core.store().checkpoint().unwrap();
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn database(&self) -> PathBuf {
        self.path().join("warung.redb")
    }

    fn key_file(&self) -> PathBuf {
        self.path().join("warung.key")
    }

    fn copies(&self) -> PathBuf {
        self.path().join("snapshots")
    }

    fn open(&self, ladder: &Ladder) -> Result<Store, OpenError> {
        self.open_heard(ladder, Arc::new(|_| {}))
    }

    fn open_heard(&self, ladder: &Ladder, hear: Hear) -> Result<Store, OpenError> {
        let (folder, key_file) = (self.path(), &self.key_file());
        let opening = Opening { folder, key_file, store: None, mark: None, hear };
        Store::open_as_along(&opening, ladder)
    }

    fn look(&self, ladder: &Ladder) -> Result<Store, OpenError> {
        Store::open_read_only_along(self.path(), &self.key_file(), ladder)
    }

    fn raw(&self) -> Raw {
        Raw::of(fs::read(self.database()).unwrap())
    }

    fn noted(&self) -> String {
        fs::read_to_string(self.path().join("schema")).unwrap()
    }

    /// Everything that lies there, but for the lock, which names who holds it, and the copies.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(self.path()).unwrap().map(Result::unwrap);
        let entries = entries
            .filter(|entry| entry.file_name() != "warung.lock" && entry.file_name() != "snapshots");
        let named = |entry: fs::DirEntry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        };
        let mut files: Vec<_> = entries.map(named).collect();
        files.sort();
        files
    }

    fn copy_names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.copies()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// The name of the copy that is made before a change from one layout to the newest.
fn before(from: u64, ladder: &Ladder) -> String {
    format!("before-{from}-to-{}.redb", ladder.newest())
}

fn layout(database: &Path) -> u64 {
    let database = Database::open(database).unwrap();
    let meta = database.begin_read().unwrap().open_table(META).unwrap();
    meta.get("schema").unwrap().unwrap().value()
}

fn set_layout(database: &Path, number: u64) {
    let writing = Database::open(database).unwrap().begin_write().unwrap();
    writing.open_table(META).unwrap().insert("schema", number).unwrap();
    writing.commit().unwrap();
}

#[test]
fn older_data_is_copied_and_brought_up_to_date() {
    let folder = Folder::new();
    let copy = folder.copies().join(before(SCHEMA, &NEXT));
    // Some that were cut off lie there already, and a whole one from before another cut.
    fs::create_dir(folder.copies()).unwrap();
    fs::write(copy.with_extension("new"), "half").unwrap();
    fs::write(folder.copies().join("before-1-to-2.new"), "half").unwrap();
    fs::write(&copy, "whole").unwrap();
    let (bytes, old) = (fs::read(folder.database()).unwrap(), folder.raw());
    let heard = Arc::new(Mutex::new(Vec::new()));
    let told = heard.clone();
    let hear = Arc::new(move |progress| told.lock().unwrap().push(progress));
    let store = folder.open_heard(&NEXT, hear).unwrap();
    judge(&old, &Raw::of(fs::read(folder.database()).unwrap()), &store);
    drop(store);
    // The copy is the greater part; then each step, and the end.
    let heard = heard.lock().unwrap();
    let percents: Vec<u64> = heard
        .iter()
        .map(|progress| match progress {
            Progress::Migration { percent } => *percent,
            repair => panic!("{repair:?}"),
        })
        .collect();
    assert!(percents.is_sorted(), "{percents:?}");
    assert!([90, 95, 100].iter().all(|at| percents.contains(at)), "{percents:?}");
    assert_eq!(layout(&folder.database()), NEXT.newest());
    assert_eq!(folder.noted(), format!("{}\n", NEXT.newest()));
    // The copy is what was there, to the byte, and the way back.
    assert_eq!(folder.copy_names(), [before(SCHEMA, &NEXT)]);
    assert!(fs::read(&copy).unwrap() == bytes);
    assert_eq!(layout(&copy), SCHEMA);
    // Another start finds nothing to do.
    let migrated = folder.raw();
    let again = folder.open(&NEXT).unwrap();
    assert_eq!(next::check(&again.snap().unwrap()).unwrap(), [""; 0]);
    drop(again);
    assert!(folder.raw() == migrated);
    // The way back leads there.
    fs::copy(&copy, folder.database()).unwrap();
    fs::write(folder.path().join("schema"), format!("{SCHEMA}\n")).unwrap();
    let counter = Counter::over(Store::open(folder.path(), &folder.key_file()).unwrap(), shop());
    assert!(counter.order(1).paid());
    counter.prove();
}

/// What was cut off after some steps goes on from there, and both of its copies are kept.
#[test]
fn it_goes_on_from_the_step_it_had_come_to() {
    let folder = Folder::new();
    let old = folder.raw();
    let one = Ladder { steps: &NEXT.steps[..1], ..NEXT };
    drop(folder.open(&one).unwrap());
    assert_eq!(folder.noted(), format!("{}\n", SCHEMA + 1));
    let bytes = fs::read(folder.database()).unwrap();
    let store = folder.open(&NEXT).unwrap();
    judge(&old, &Raw::of(fs::read(folder.database()).unwrap()), &store);
    assert_eq!(folder.copy_names(), [before(SCHEMA, &one), before(SCHEMA + 1, &NEXT)]);
    assert!(fs::read(folder.copies().join(before(SCHEMA + 1, &NEXT))).unwrap() == bytes);
    assert_eq!(folder.noted(), format!("{}\n", NEXT.newest()));
}

#[test]
fn only_the_newest_copies_are_kept() {
    let folder = Folder::new();
    let copies = folder.copies();
    fs::create_dir(&copies).unwrap();
    for (days, name) in [(9, "before-0-to-1"), (8, "before-1-to-2"), (7, "daily")] {
        let path = copies.join(format!("{name}.redb"));
        fs::write(&path, "old").unwrap();
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(days * 86_400);
        fs::File::open(&path).unwrap().set_modified(then).unwrap();
    }
    folder.open(&NEXT).unwrap();
    // Copies that were made for another reason are none of its business.
    let left = ["before-1-to-2.redb", &before(SCHEMA, &NEXT), "daily.redb"];
    assert_eq!(folder.copy_names(), left);
}

#[test]
fn newer_data_and_a_wrong_key_change_nothing() {
    let folder = Folder::new();
    let right = fs::read_to_string(folder.key_file()).unwrap();
    fs::write(folder.key_file(), "5".repeat(64)).unwrap();
    let before = folder.files();
    assert!(matches!(folder.open(&NEXT), Err(OpenError::Key(NoKey::Wrong))));
    assert!(folder.files() == before && !folder.copies().exists());
    fs::write(folder.key_file(), right).unwrap();
    set_layout(&folder.database(), NEXT.newest() + 1);
    let before = folder.files();
    for refused in [folder.open(&NEXT), folder.look(&NEXT)] {
        assert!(matches!(refused, Err(OpenError::Newer { found }) if found == NEXT.newest() + 1));
    }
    assert!(folder.files() == before && !folder.copies().exists());
    // So does the program from before an upgrade.
    set_layout(&folder.database(), SCHEMA);
    drop(folder.open(&NEXT).unwrap());
    let before = folder.files();
    let refused = Store::open(folder.path(), &folder.key_file());
    assert!(matches!(refused, Err(OpenError::Newer { found }) if found == NEXT.newest()));
    assert!(folder.files() == before);
}

/// No shop has ever had it: there are no steps from there, and it is left as it is.
#[test]
fn data_of_a_trial_version_is_refused() {
    let folder = Folder::new();
    for trial in 0..=3 {
        set_layout(&folder.database(), trial);
        fs::write(folder.path().join("schema"), format!("{trial}\n")).unwrap();
        let before = folder.files();
        let (path, key_file) = (folder.path(), &folder.key_file());
        for refused in [Store::open(path, key_file), Store::open_read_only(path, key_file)] {
            let refused = refused.err().unwrap();
            assert!(matches!(refused, OpenError::Older { found } if found == trial), "{refused}");
            let told = refused.to_string();
            assert!(told.contains(&format!("layout {trial} of a trial version")), "{told}");
            assert!(told.contains("give another data_dir"), "{told}");
        }
        assert!(folder.files() == before && !folder.copies().exists());
    }
    set_layout(&folder.database(), SCHEMA);
    let store = Store::open(folder.path(), &folder.key_file()).unwrap();
    assert_eq!(prove(&store.snap().unwrap()).unwrap(), [""; 0]);
}

/// The program from before opens it as if nothing had been.
#[test]
fn what_a_step_cannot_read_is_left_to_the_version_before() {
    let folder = Folder::new();
    let (bytes, old) = (fs::read(folder.database()).unwrap(), folder.raw());
    let ladder = Ladder { steps: &[next::mistaken_units], ..NEXT };
    let refused = folder.open(&ladder).err().unwrap();
    assert!(
        matches!(refused, OpenError::Fault(Fault::Unread { table: "unit", rows: 15, .. })),
        "{refused}"
    );
    let told = refused.to_string();
    assert!(told.contains("install the version again") && told.contains("snapshots/"), "{told}");
    assert!(folder.raw() == old);
    assert_eq!(folder.noted(), format!("{SCHEMA}\n"));
    assert!(fs::read(folder.copies().join(before(SCHEMA, &ladder))).unwrap() == bytes);
    let counter = Counter::over(Store::open(folder.path(), &folder.key_file()).unwrap(), shop());
    assert!(counter.order(1).paid());
    counter.prove();
}

#[test]
fn a_look_leaves_data_as_it_is() {
    let folder = Folder::new();
    // As somebody would find it who has put it there.
    let bare = |names: &[&str]| {
        names.iter().for_each(|name| drop(fs::remove_file(folder.path().join(name))));
        folder.files()
    };
    let before = bare(&["ballast", "schema", "store"]);
    let refused = folder.look(&NEXT).err().unwrap();
    assert!(matches!(refused, OpenError::Behind { found: SCHEMA }), "{refused}");
    assert!(folder.files() == before && !folder.copies().exists());
    // This program reads it as it is.
    let look = Store::open_read_only(folder.path(), &folder.key_file()).unwrap();
    assert_eq!(prove(&look.snap().unwrap()).unwrap(), [""; 0]);
    drop(look);
    assert!(folder.files() == before);
    drop(folder.open(&NEXT).unwrap());
    let before = bare(&["ballast", "schema"]);
    let look = folder.look(&NEXT).unwrap();
    assert_eq!(next::check(&look.snap().unwrap()).unwrap(), [""; 0]);
    drop(look);
    assert!(folder.files() == before);
}
