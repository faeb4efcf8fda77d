//! Who may open a shop, and what others find who only have its file.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use redb::{Database, TableDefinition};
use tempfile::TempDir;
use warung::shop::invariants::prove;
use warung::store::open::{OpenError, Store};
use warung::store::schema::SCHEMA;
use warung::store::seal::NoKey;

use crate::counter::{ADMIN, Counter, SARI, shop};

fn open(folder: &TempDir) -> Result<Store, OpenError> {
    Store::open(folder.path(), &folder.path().join("warung.key"))
}

fn shop_in(folder: &TempDir) -> Counter {
    Counter::over(open(folder).unwrap(), shop())
}

/// Whether any file of a shop, the ballast apart, has these bytes.
fn found(folder: &Path, text: &str) -> bool {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files = files.filter(|path| path.file_name().unwrap() != "ballast");
    files.any(|path| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}

#[test]
fn goods_never_lie_in_the_file_as_they_are() {
    const GOODS: &str = "akun-rahasia-Zx81";
    let folder = tempfile::tempdir().unwrap();
    let mut counter = shop_in(&folder);
    let sealed = |when: &str| {
        assert!(found(folder.path(), "Netflix 1 bulan"), "not even the name is found {when}");
        assert!(!found(folder.path(), GOODS), "goods in the clear {when}");
    };
    counter.stock("Netflix 1 bulan", 50_000, &[&format!("{GOODS}|1"), &format!("{GOODS}|2")]);
    sealed("in stock");
    // Pasted in the wrong place, and now part of an open conversation.
    for text in ["/admin", "🛒 Kelola Produk"] {
        counter.say(ADMIN, text);
    }
    counter.press(ADMIN, "Tambah Produk");
    for text in ["Spotify", "25000", "Musik"] {
        counter.say(ADMIN, text);
    }
    assert!(counter.say(ADMIN, GOODS).screen.html.contains(GOODS));
    sealed("in a conversation");
    counter.checkout(SARI, 1, 1);
    sealed("held");
    counter.pay(1);
    counter.notify(1);
    let question = counter.due()[0];
    counter.carry(question);
    assert!(counter.order(1).paid() && !counter.due().is_empty());
    sealed("in the outbox");
    counter.settle();
    assert!(counter.text(SARI).contains(GOODS));
    sealed("delivered");
    drop(counter);
    sealed("after closing");
}

#[test]
fn a_wrong_key_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut counter = shop_in(&folder);
    counter.stock("Voucher", 20_000, &["satu"]);
    drop(counter);
    let key = folder.path().join("warung.key");
    let right = fs::read_to_string(&key).unwrap();
    fs::write(&key, "5".repeat(64)).unwrap();
    assert!(matches!(open(&folder), Err(OpenError::Key(NoKey::Wrong))));
    fs::write(&key, right).unwrap();
    let counter = shop_in(&folder);
    assert_eq!(counter.units()[0].content, "satu");
    counter.prove();
}

#[test]
fn a_lost_key_is_never_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    drop(shop_in(&folder));
    let key = folder.path().join("warung.key");
    fs::remove_file(&key).unwrap();
    assert!(matches!(open(&folder), Err(OpenError::Key(NoKey::Lost))));
    assert!(!key.exists());
}

#[test]
fn a_shop_is_held_by_one_process() {
    let folder = tempfile::tempdir().unwrap();
    let held = open(&folder).unwrap();
    let us = std::process::id();
    assert!(matches!(open(&folder), Err(OpenError::Held { pid: Some(pid) }) if pid == us));
    drop(held);
    assert!(open(&folder).is_ok());
}

#[test]
fn a_newer_layout_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(&folder).unwrap());
    let meta = TableDefinition::<&str, u64>::new("meta");
    let database = Database::open(folder.path().join("warung.redb")).unwrap();
    let writing = database.begin_write().unwrap();
    writing.open_table(meta).unwrap().insert("schema", SCHEMA + 1).unwrap();
    writing.commit().unwrap();
    drop(database);
    assert!(matches!(open(&folder), Err(OpenError::Newer { found }) if found == SCHEMA + 1));
}

/// The power went while the very first start made its database.
#[test]
fn a_database_that_was_never_finished_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("warung.redb.new"), [0; 8192]).unwrap();
    let store = open(&folder).unwrap();
    assert_eq!(prove(&store.snap().unwrap()).unwrap(), [""; 0]);
    assert!(!folder.path().join("warung.redb.new").exists());
}

/// A file that is no database is somebody else's: it is neither opened nor overwritten.
#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(open(&folder).unwrap());
    let path = folder.path().join("warung.redb");
    fs::write(&path, "not a database").unwrap();
    assert!(matches!(open(&folder), Err(OpenError::Damaged { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"not a database");
}

/// A shop that was open once is not begun anew because its database is somewhere else just now.
#[test]
fn a_database_that_is_gone_is_not_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut counter = shop_in(&folder);
    counter.stock("Voucher", 20_000, &["satu"]);
    drop(counter);
    let (path, aside) = (folder.path().join("warung.redb"), folder.path().join("bad"));
    fs::rename(&path, &aside).unwrap();
    let told = open(&folder).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(told.contains("is gone") && told.contains("schema"), "{told}");
    assert!(!path.exists());
    fs::rename(&aside, &path).unwrap();
    assert_eq!(shop_in(&folder).units()[0].content, "satu");
    // Whoever wants to begin anew says so.
    fs::remove_file(&path).unwrap();
    fs::remove_file(folder.path().join("schema")).unwrap();
    assert_eq!(shop_in(&folder).units(), []);
}

/// What is not there now, on a disk that is not mounted yet, is not nothing.
#[test]
fn a_link_that_leads_nowhere_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("warung.redb");
    symlink(folder.path().join("away/warung.redb"), &path).unwrap();
    assert!(open(&folder).is_err());
    assert!(path.is_symlink());
}
