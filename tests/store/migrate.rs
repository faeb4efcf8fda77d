//! Data of an older layout: copied aside, brought up to date, and whole whatever happens meanwhile.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use redb::{Builder, Database, ReadableDatabase, TableDefinition, TableHandle, WriteTransaction};
use tempfile::TempDir;
use warung::shop::invariants::prove;
use warung::store::open::{OpenError, Opening, Progress, Store};
use warung::store::read::Entry;
use warung::store::schema::{Index, SCHEMA, Table};
use warung::store::seal::Seal;

use crate::counter::{Counter, KEY, SARI, shop};
use crate::disk::{Disk, Luck, Trouble};

/// The tables that data of layout 2 has, besides its meta.
const LAYOUT_2: [&str; 28] = [
    "counter",
    "customer",
    "member",
    "session",
    "cart",
    "category",
    "product",
    "unit",
    "order",
    "payment",
    "effect",
    "timer",
    "seen",
    "settings",
    "picture",
    "picture_piece",
    "pairing",
    "quarantine",
    "account",
    "transfer",
    "coupon",
    "coupon_use",
    "incident",
    "rejected_notice",
    "evidence",
    "reconciliation",
    "index",
    "tally",
];
const META: TableDefinition<&str, u64> = TableDefinition::new("meta");

/// Makes of a database one as layout 2 had it.
fn make_old(database: &Database) {
    let writing = database.begin_write().unwrap();
    let tables: Vec<String> =
        writing.list_tables().unwrap().map(|table| table.name().to_owned()).collect();
    for newer in tables.iter().filter(|name| *name != "meta" && !LAYOUT_2.contains(&name.as_str()))
    {
        writing.delete_table(TableDefinition::<u64, &[u8]>::new(newer)).unwrap();
    }
    writing.open_table(META).unwrap().insert("schema", 2).unwrap();
    unlogged(&writing);
    writing.commit().unwrap();
}

/// Layout 2 had no log of revisions: no numbers of theirs either, and no ways to them.
fn unlogged(writing: &WriteTransaction) {
    let counter: TableDefinition<u64, &[u8]> = TableDefinition::new("counter");
    writing.open_table(counter).unwrap().remove(Table::Revision as u64).unwrap();
    let entries: TableDefinition<Entry, ()> = TableDefinition::new("index");
    let tallies: TableDefinition<(u16, u64), u64> = TableDefinition::new("tally");
    let of = Index::RevisionsOf as u16;
    writing.open_table(entries).unwrap().retain(|entry, ()| entry.0 != of).unwrap();
    writing.open_table(tallies).unwrap().retain(|tally, _| tally.0 != of).unwrap();
}

fn layout(database: &Database) -> u64 {
    let meta = database.begin_read().unwrap().open_table(META).unwrap();
    meta.get("schema").unwrap().unwrap().value()
}

/// Sells something, so that most tables have rows.
fn trade(counter: &mut Counter) {
    counter.stock("Netflix", 50_000, &["satu", "dua"]);
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid());
}

/// A folder with a shop of layout 2 in it.
fn old() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), &folder.path().join("warung.key")).unwrap();
    trade(&mut Counter::over(store, shop()));
    make_old(&Database::open(folder.path().join("warung.redb")).unwrap());
    folder
}

fn copy_of(folder: &Path) -> std::path::PathBuf {
    folder.join("snapshots").join(format!("before-2-to-{SCHEMA}.redb"))
}

#[test]
fn older_data_is_copied_and_brought_up_to_date() {
    let folder = old();
    let (path, key_file) = (folder.path(), folder.path().join("warung.key"));
    // Some that were cut off lie there already, and a whole one from before another cut.
    fs::create_dir(path.join("snapshots")).unwrap();
    fs::write(copy_of(path).with_extension("new"), "half").unwrap();
    fs::write(path.join("snapshots/before-1-to-2.new"), "half").unwrap();
    fs::write(copy_of(path), "whole").unwrap();
    let before = fs::read(path.join("warung.redb")).unwrap();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let told = heard.clone();
    let hear = Arc::new(move |progress| told.lock().unwrap().push(progress));
    let store = Store::open_as(&Opening {
        folder: path,
        key_file: &key_file,
        store: None,
        mark: None,
        hear,
    });
    let counter = Counter::over(store.unwrap(), shop());
    assert!(counter.order(1).paid());
    counter.prove();
    drop(counter);
    let heard = heard.lock().unwrap();
    assert_eq!(heard.last(), Some(&Progress::Migration { percent: 100 }));
    assert!(heard.contains(&Progress::Migration { percent: 90 }), "{heard:?}");
    assert_eq!(layout(&Database::open(path.join("warung.redb")).unwrap()), SCHEMA);
    assert_eq!(fs::read_to_string(path.join("schema")).unwrap(), format!("{SCHEMA}\n"));
    // The copy is what was there, to the byte, and the way back.
    assert!(fs::read(copy_of(path)).unwrap() == before);
    assert_eq!(layout(&Database::open(copy_of(path)).unwrap()), 2);
    let names: Vec<_> = fs::read_dir(path.join("snapshots")).unwrap().collect();
    assert_eq!(names.len(), 1, "{names:?}");
    // Another start finds nothing to do.
    let again = Store::open(path, &key_file).unwrap();
    assert_eq!(prove(&again.snap().unwrap()).unwrap(), [""; 0]);
}

#[test]
fn only_the_newest_copies_are_kept() {
    let folder = old();
    let copies = folder.path().join("snapshots");
    fs::create_dir(&copies).unwrap();
    for (days, name) in [(9, "before-0-to-1"), (8, "before-1-to-2"), (7, "daily")] {
        let path = copies.join(format!("{name}.redb"));
        fs::write(&path, "old").unwrap();
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(days * 86_400);
        fs::File::open(&path).unwrap().set_modified(then).unwrap();
    }
    Store::open(folder.path(), &folder.path().join("warung.key")).unwrap();
    let mut left: Vec<String> = fs::read_dir(&copies)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    // Copies that were made for another reason are none of its business.
    assert_eq!(left, ["before-1-to-2.redb", &format!("before-2-to-{SCHEMA}.redb"), "daily.redb"]);
}

#[test]
fn newer_data_and_a_wrong_key_change_nothing() {
    let folder = old();
    let (path, key) = (folder.path().join("warung.redb"), folder.path().join("warung.key"));
    let right = fs::read_to_string(&key).unwrap();
    fs::write(&key, "5".repeat(64)).unwrap();
    let open = || Store::open(folder.path(), &key);
    assert!(matches!(open(), Err(OpenError::Key(_))));
    fs::write(&key, right).unwrap();
    assert_eq!(layout(&Database::open(&path).unwrap()), 2);
    assert!(!copy_of(folder.path()).exists());
    let database = Database::open(&path).unwrap();
    let writing = database.begin_write().unwrap();
    writing.open_table(META).unwrap().insert("schema", SCHEMA + 1).unwrap();
    writing.commit().unwrap();
    drop(database);
    let before = fs::read(&path).unwrap();
    assert!(matches!(open(), Err(OpenError::Newer { found }) if found == SCHEMA + 1));
    assert!(before == fs::read(&path).unwrap());
    assert!(!folder.path().join("snapshots").exists());
}

/// An image of a disk with a shop of layout 2 on it.
fn old_image() -> Vec<u8> {
    let disk = Disk::new(Vec::new());
    trade(&mut Counter::over(Store::open_with(disk.clone(), Seal::new(&KEY)).unwrap(), shop()));
    let disk = Disk::new(disk.remains().image(Luck::Everything));
    make_old(&Builder::new().create_with_backend(disk.clone()).unwrap());
    disk.remains().image(Luck::Everything)
}

#[test]
fn a_power_cut_at_any_moment_of_it_leaves_a_shop_that_opens() {
    let image = old_image();
    let troubles: [fn(usize) -> Trouble; 4] =
        [Trouble::CutBeforeSync, Trouble::CutAfterSync, Trouble::CutAtWrite, Trouble::FullAtWrite];
    let (mut cuts, mut layouts) = (0, Vec::new());
    for trouble in troubles {
        for at in 1.. {
            let disk = Disk::new(image.clone());
            disk.trouble(trouble(at));
            if Store::open_with(disk.clone(), Seal::new(&KEY)).is_ok() {
                break;
            }
            for luck in [Luck::Nothing, Luck::Everything, Luck::Subset(7), Luck::Torn(9)] {
                let left = disk.remains().image(luck);
                let found = Builder::new().create_with_backend(Disk::new(left.clone())).unwrap();
                layouts.push(layout(&found));
                drop(found);
                let store = Store::open_with(Disk::new(left), Seal::new(&KEY)).unwrap();
                let counter = Counter::over(store, shop());
                assert!(counter.order(1).paid(), "{trouble:?} {at}", trouble = trouble(at));
                counter.prove();
                cuts += 1;
            }
        }
    }
    assert!(cuts > 20, "{cuts}");
    assert!(layouts.contains(&2) && layouts.contains(&SCHEMA), "never on both sides of it");
}

#[test]
fn a_look_leaves_data_as_it_is() {
    let folder = old();
    let (path, key_file) = (folder.path(), folder.path().join("warung.key"));
    let files = || -> Vec<(String, Vec<u8>)> {
        let entries = fs::read_dir(path).unwrap().map(Result::unwrap);
        // The lock names who holds it; copies are in a folder of their own.
        let entries = entries
            .filter(|entry| entry.file_name() != "warung.lock" && entry.file_name() != "snapshots");
        let named = |entry: fs::DirEntry| {
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        };
        let mut files: Vec<_> = entries.map(named).collect();
        files.sort();
        files
    };
    // As somebody would find it who has put it there.
    for beside in ["ballast", "schema", "store"] {
        let _ = fs::remove_file(path.join(beside));
    }
    let before = files();
    let refused = Store::open_read_only(path, &key_file).err().unwrap();
    assert!(matches!(refused, OpenError::Behind { found: 2 }), "{refused}");
    assert!(files() == before);
    drop(Store::open(path, &key_file).unwrap());
    for beside in ["ballast", "schema"] {
        let _ = fs::remove_file(path.join(beside));
    }
    let before = files();
    assert!(
        prove(&Store::open_read_only(path, &key_file).unwrap().snap().unwrap()).unwrap().is_empty()
    );
    assert!(files() == before);
}
