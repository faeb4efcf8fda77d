//! Rows whose bytes have changed: each is a fault with its name, none a panic.

use std::fmt::Debug;
use std::fs;

use redb::{Database, ReadableTable, TableDefinition};
use warung::store::check::check;
use warung::store::fault::Fault;
use warung::store::open::Store;
use warung::store::random::SeededRandom;
use warung::store::record::{Record, decode, encode};
use warung::store::schema::Table;
use warung::store::seal::Seal;
use warung::store::tx::Tx;

use crate::counter::{KEY, OPENED};
use crate::samples::{See, show};
use crate::store::raw::Raw;

struct Bender {
    seal: Seal,
    random: SeededRandom,
    bent: usize,
}

impl Bender {
    fn refused<R: Record + Debug>(&mut self, key: u64, bytes: &[u8], how: &str) {
        self.bent += 1;
        match decode::<R>(key, bytes, &self.seal) {
            Err(Fault::Corrupt { table, key: at, .. }) => {
                assert_eq!((table, at), (R::TABLE.name(), key));
            }
            other => panic!("{} with {how}: {other:?}", R::TABLE.name()),
        }
    }
}

impl See for Bender {
    fn see<R: Record + PartialEq + Debug>(&mut self, row: &R) {
        let key = row.key();
        let bytes = encode(row, &self.seal, &mut self.random).unwrap();
        assert_eq!(&decode::<R>(key, &bytes, &self.seal).unwrap(), row);
        for at in 0..bytes.len() {
            for flip in [0x01, 0x80, 0xff] {
                let mut bent = bytes.clone();
                bent[at] ^= flip;
                self.refused::<R>(key, &bent, &format!("byte {at} changed by {flip:#x}"));
            }
            self.refused::<R>(key, &bytes[..at], &format!("only {at} bytes"));
        }
        self.refused::<R>(key, &[&bytes[..], &[0]].concat(), "a byte more");
        self.refused::<R>(key.wrapping_add(1), &bytes, "another key");
    }
}

#[test]
fn a_row_that_has_changed_is_a_fault() {
    let mut bender = Bender { seal: Seal::new(&KEY), random: SeededRandom::new([3; 32]), bent: 0 };
    show(&mut bender);
    println!("{} changed rows refused", bender.bent);
    assert!(bender.bent > 10_000, "{}", bender.bent);
}

/// Puts every row into a shop.
pub struct Filler<'t, 'b>(pub &'t mut Tx<'b>);

impl See for Filler<'_, '_> {
    fn see<R: Record + PartialEq + Debug>(&mut self, row: &R) {
        self.0.put(row).unwrap();
        self.0.next(R::TABLE).unwrap();
    }
}

/// Cuts the last byte off the first row of a table, or puts it back.
fn bend(database: &Database, table: Table, back: Option<(u64, Vec<u8>)>) -> (u64, Vec<u8>) {
    let writing = database.begin_write().unwrap();
    let whole = {
        let mut rows =
            writing.open_table(TableDefinition::<u64, &[u8]>::new(table.name())).unwrap();
        let first = rows.first().unwrap().unwrap_or_else(|| panic!("no {table:?}"));
        let whole = (first.0.value(), first.1.value().to_vec());
        drop(first);
        match back {
            Some((key, bytes)) => rows.insert(key, &bytes[..]).unwrap(),
            None => rows.insert(whole.0, &whole.1[..whole.1.len() - 1]).unwrap(),
        };
        whole
    };
    writing.commit().unwrap();
    whole
}

/// One row of each kind at least, all of them in the tables.
fn filled(store: &Store) {
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([3; 32]);
    show(&mut Filler(&mut tx));
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
    store.checkpoint().unwrap();
}

#[test]
fn a_check_reads_every_row_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Store::open(folder.path(), &folder.path().join("key")).unwrap();
    filled(&open());
    let checked = || check(&open().snap().unwrap());
    assert_eq!(checked().unwrap(), [""; 0]);
    let database = || Database::open(folder.path().join("warung.redb")).unwrap();
    for table in Table::ALL {
        let whole = bend(&database(), table, None);
        match checked() {
            Err(Fault::Corrupt { table: at, .. }) => assert_eq!(at, table.name()),
            found => panic!("{}: {found:?}", table.name()),
        }
        bend(&database(), table, Some(whole));
    }
    assert_eq!(checked().unwrap(), [""; 0]);
}

/// A way that is gone, one that leads nowhere, and one in the place of another, which leaves their
/// number as it was.
#[test]
fn a_check_finds_every_way_that_leads_astray_and_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Store::open(folder.path(), &folder.path().join("key")).unwrap();
    filled(&open());
    let path = folder.path().join("warung.redb");
    let whole = Raw::of(fs::read(&path).unwrap());
    let checked = |raw: &Raw| {
        fs::write(&path, raw.image()).unwrap();
        check(&open().snap().unwrap()).unwrap()
    };
    assert_eq!(checked(&whole), [""; 0]);
    let count = whole.entries.len();
    assert!(count > 20, "{count}");
    for entry in &whole.entries {
        let mut less = whole.clone();
        less.entries.remove(entry);
        let (index, key, row) = *entry;
        let astray = (index, key, row + 1_000_000);
        let mut swapped = less.clone();
        swapped.entries.insert(astray);
        let mut more = whole.clone();
        more.entries.insert(astray);
        let way = format!("does not lead to {entry:?}");
        let told = checked(&less);
        assert!(
            matches!(&told[..], [first, second] if first.ends_with(&way)
            && second.starts_with(&format!("{} index entries", count - 1))),
            "{told:?}"
        );
        let told = checked(&swapped);
        assert!(matches!(&told[..], [one] if one.ends_with(&way)), "{told:?}");
        let told = checked(&more);
        let says = format!("{} index entries, and the rows tell of {count}", count + 1);
        assert_eq!(told, [says]);
    }
}
