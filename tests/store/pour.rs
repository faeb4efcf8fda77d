//! A shop built from what a snapshot has, and from what was committed after it.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use warung::shop::invariants::prove;
use warung::store::change_record::Place;
use warung::store::fault::Fault;
use warung::store::open::{OpenError, Store};
use warung::store::pour::{self, Building, Cell};
use warung::store::read::Read;
use warung::store::schema::Table;

use super::raw::Raw;
use super::rewrite::trade;
use crate::counter::{Counter, KEY, SARI, shop};

/// The shop in the folder, its cells and its place, and then a purchase more.
fn traded(folder: &Path) -> (Counter, Vec<Cell>, Place) {
    with_key(folder);
    let mut counter = Counter::over(Store::open(folder, &key(folder)).unwrap(), shop());
    trade(&mut counter);
    let store = counter.core.store().clone();
    // Some of it in the tables, and some in the log alone.
    store.checkpoint().unwrap();
    counter.stock("Baru", 9_000, &["baru-1", "baru-2"]);
    let snap = store.snap().unwrap();
    let mut cells = Vec::new();
    pour::out(&snap, |cell| {
        cells.push(cell);
        Ok(())
    })
    .unwrap();
    let place = store.place(&snap);
    counter.say(SARI, "/start");
    (counter, cells, place)
}

fn with_key(folder: &Path) {
    let hex: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    fs::write(key(folder), hex).unwrap();
    fs::set_permissions(key(folder), fs::Permissions::from_mode(0o600)).unwrap();
}

fn key(folder: &Path) -> std::path::PathBuf {
    folder.join("warung.key")
}

fn raw(folder: &Path) -> Raw {
    let mut raw = Raw::of(fs::read(folder.join("warung.redb")).unwrap());
    raw.meta.retain(|name, _| !name.starts_with("generation") && !name.starts_with("chain"));
    raw.meta.remove("sequence");
    raw
}

fn sound(cells: &[Cell]) -> impl Iterator<Item = Result<Cell, OpenError>> + use<'_> {
    cells.iter().cloned().map(Ok)
}

#[test]
fn a_shop_is_built_from_a_snapshot_and_what_came_after() {
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (counter, cells, place) = traded(old.path());
    let store = counter.core.store();
    let later = store.records_after(&place.last, usize::MAX).unwrap();
    let later: Vec<_> = later.into_iter().map(|(record, _)| record).collect();
    assert!(!later.is_empty());
    store.checkpoint().unwrap();

    with_key(new.path());
    let building = Building::begin(new.path(), &key(new.path()), &place, sound(&cells)).unwrap();
    assert_eq!(building.replay(&later).unwrap(), later.len() as u64);
    assert_eq!(building.store().position(), store.position());
    assert_eq!(prove(&building.store().snap().unwrap()).unwrap(), [""; 0]);
    assert!(!Store::is_in(new.path()), "it has no name before it is whole");
    building.finish(new.path(), Some("toko")).unwrap();
    assert_eq!(raw(new.path()), raw(old.path()));

    // It goes on by itself, as a chain of its own.
    let again = Store::open(new.path(), &key(new.path())).unwrap();
    assert_ne!(again.generation(), store.generation());
    assert_eq!(again.position().sequence, 0);
    let mut again = counter.reopened(std::sync::Arc::new(again));
    again.say(SARI, "/start");
    again.prove();
    let taken = Building::begin(new.path(), &key(new.path()), &place, sound(&cells)).err();
    assert!(matches!(taken, Some(OpenError::Held { .. })), "{taken:?}");
    drop(again);
    let taken = Building::begin(new.path(), &key(new.path()), &place, sound(&cells)).err();
    assert!(matches!(taken, Some(OpenError::Taken { .. })), "{taken:?}");
}

#[test]
fn a_copy_that_breaks_off_leaves_no_shop() {
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (_counter, cells, place) = traded(old.path());
    let begin = |cells: Vec<Result<Cell, OpenError>>| {
        Building::begin(new.path(), &key(new.path()), &place, cells).err()
    };
    let half = || sound(&cells[..cells.len() / 2]);
    let missing = begin(half().collect());
    assert!(matches!(missing, Some(OpenError::Key(_))), "{missing:?}");
    with_key(new.path());
    let broken = || Err(OpenError::Fault(Fault::Stopped));
    let broken = begin(half().chain(std::iter::once_with(broken)).collect());
    assert!(matches!(broken, Some(OpenError::Fault(Fault::Stopped))), "{broken:?}");
    assert!(!Store::is_in(new.path()));
    // And is no hindrance to the next try, nor is one that is given up.
    let building = Building::begin(new.path(), &key(new.path()), &place, sound(&cells)).unwrap();
    let orders = building.store().snap().unwrap().rows(Table::Order, 0, 9).unwrap();
    assert!(!orders.is_empty());
    building.give_up(new.path()).unwrap();
    assert!(!new.path().join("warung.redb.new").exists() && !Store::is_in(new.path()));
}
