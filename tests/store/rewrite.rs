//! Rows that get another layout, sealed and indexed ones, whatever happens meanwhile.

use std::collections::BTreeSet;
use std::fmt::Debug;

use warung::domain::id::{OrderId, ProductId, UnitId};
use warung::domain::product::{Category, Product};
use warung::domain::stock::{Fate, Unit};
use warung::store::check::check;
use warung::store::fault::Fault;
use warung::store::migrate::Ladder;
use warung::store::open::{OpenError, Store};
use warung::store::record::{Record, decode};
use warung::store::schema::{Index, SCHEMA, Table};
use warung::store::seal::Seal;

use super::next::{self, NEXT, NextCategory, NextProduct, NextUnit};
use super::raw::{Raw, pack, unpack, written};
use crate::counter::{ADMIN, BUDI, Counter, KEY, OPENED, SARI, shop};
use crate::disk::{Disk, Luck, Trouble};

/// A shop's database as this layout had it, made by the program of then and never made again: a
/// file of the engine's, so that it is also seen whether the engine of today opens it. When the
/// layout changes, it stays, and another is packed beside it (`shipped.rs` has those of before).
const PACKED: &[u8] = include_bytes!("layout-7.pack");

pub fn open(disk: &Disk) -> Result<Store, OpenError> {
    Store::open_with(disk.clone(), Seal::new(&KEY))
}

fn open_next(disk: &Disk) -> Result<Store, OpenError> {
    Store::open_along(disk.clone(), Seal::new(&KEY), &NEXT)
}

fn migrated(image: Vec<u8>) -> Vec<u8> {
    written(|disk| drop(open_next(disk).unwrap()), image)
}

/// Sells this and that, so that units have every fate, conversations are open, and much of what
/// the seller decides was changed.
pub fn trade(counter: &mut Counter) {
    for (name, about) in [("Netflix", "satu perangkat"), ("Spotify", "berdua"), ("Canva", "-")] {
        counter.say(ADMIN, &format!("/add -|{name}|Langganan|50000|{about}"));
    }
    for number in 1..=3 {
        let units = (1..=5).map(|at| format!("akun{number}{at}@x|sandi{at}"));
        let units: Vec<String> = units.collect();
        counter.fill(&format!("{number}|{}", units.join("\n")));
    }
    for (order, buyer) in [(1, SARI), (2, BUDI)] {
        counter.checkout(buyer, order as u32, 2);
        counter.pay(order);
        counter.notify(order);
        counter.settle();
    }
    counter.checkout(SARI, 2, 1);
    counter.say(ADMIN, "/order 1");
    for tap in ["Ganti Barang", "1. Netflix", "Ya, Ganti"] {
        counter.press(ADMIN, tap);
    }
    counter.say(ADMIN, "/setprice 2|60000");
    counter.say(ADMIN, "/kupon HEMAT|10%");
    counter.take_transfers();
    counter.say(ADMIN, "/del 3");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Kelola Produk");
    counter.press(ADMIN, "Tambah Produk");
    counter.say(ADMIN, "Disney");
    counter.prove();
}

#[test]
#[ignore = "packs a shop of the present layout, once for each layout"]
fn a_shop_of_this_layout_is_packed() {
    let image = written(|disk| trade(&mut Counter::over(open(disk).unwrap(), shop())), vec![]);
    let packed = pack(&Raw::of(image).image());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/store");
    std::fs::write(format!("{folder}/layout-{SCHEMA}.pack"), packed).unwrap();
}

/// Each row of a kind is what its old one becomes.
pub fn became<Old: Record, New: Record + PartialEq + Debug>(
    old: &Raw,
    new: &Raw,
    convert: impl Fn(Old) -> New,
) {
    let seal = Seal::new(&KEY);
    let (old, new) = (&old.rows[&Old::TABLE], &new.rows[&New::TABLE]);
    assert!(!old.is_empty() && old.keys().eq(new.keys()));
    for (key, bytes) in old {
        let row = decode::<Old>(*key, bytes, &seal).unwrap();
        assert_eq!(decode::<New>(*key, &new[key], &seal).unwrap(), convert(row));
    }
}

/// The data has taken both steps, and everything is right.
pub fn judge(old: &Raw, new: &Raw, store: &Store) {
    assert_eq!(new.layout(), NEXT.newest());
    became::<Unit, _>(old, new, NextUnit::of);
    became::<Product, _>(old, new, NextProduct::of);
    became::<Category, _>(old, new, NextCategory::of);
    let other = |raw: &Raw| {
        let mut rows = raw.rows.clone();
        let told = [Table::Unit, Table::Product, Table::Category, Table::Title];
        rows.retain(|table, _| !told.contains(table));
        rows
    };
    assert!(other(old) == other(new), "rows of other kinds have changed");
    assert_eq!(next::check(&store.snap().unwrap()).unwrap(), [""; 0]);
}

/// The nonce of each row of some kinds that are sealed.
fn nonces(raw: &Raw, kinds: &[Table]) -> BTreeSet<Vec<u8>> {
    let rows = kinds.iter().flat_map(|kind| raw.rows[kind].values());
    rows.map(|bytes| bytes[1..25].to_vec()).collect()
}

#[test]
fn rows_are_rewritten_with_all_their_ways() {
    let image = unpack(PACKED);
    let old = Raw::of(image.clone());
    let (once, again) = (migrated(image.clone()), migrated(image));
    let (new, other) = (Raw::of(once.clone()), Raw::of(again));
    judge(&old, &new, &open_next(&Disk::new(once.clone())).unwrap());
    // Whoever had the old ways to them finds nothing there.
    let entries =
        |raw: &Raw, index: Index| raw.entries.iter().filter(|(it, ..)| *it == index as u16).count();
    assert!(entries(&old, Index::AboutWord) > 0 && entries(&new, Index::AboutWord) == 0);
    assert_eq!((new.rows[&Table::Title].len(), old.rows[&Table::Title].len()), (3, 2));
    // The same data sealed twice never has the same nonce, nor one from before.
    let sealed = [Table::Unit, Table::Category];
    let (mut all, once_sealed) = (nonces(&old, &sealed[..1]), nonces(&new, &sealed));
    let before = all.len();
    assert_eq!(once_sealed.len(), before + new.rows[&Table::Category].len());
    all.extend(nonces(&other, &sealed));
    all.extend(once_sealed.iter().cloned());
    assert_eq!(all.len(), before + 2 * once_sealed.len());
    // This program leaves it alone.
    let refused = open(&Disk::new(once)).err();
    assert!(matches!(refused, Some(OpenError::Newer { found }) if found == NEXT.newest()));
}

#[test]
fn a_power_cut_at_any_moment_of_it_leaves_data_that_goes_on() {
    let image = unpack(PACKED);
    let old = Raw::of(image.clone());
    let troubles: [fn(usize) -> Trouble; 5] = [
        Trouble::CutBeforeSync,
        Trouble::CutAfterSync,
        Trouble::CutAtWrite,
        Trouble::BadSync,
        Trouble::FullAtWrite,
    ];
    let (mut cuts, mut layouts) = (0, BTreeSet::new());
    for trouble in troubles {
        for at in 1.. {
            let disk = Disk::new(image.clone());
            disk.trouble(trouble(at));
            if open_next(&disk).is_ok() {
                break;
            }
            for luck in [Luck::Nothing, Luck::Everything, Luck::Subset(7), Luck::Torn(9)] {
                let left = disk.remains().image(luck);
                layouts.insert(Raw::of(left.clone()).layout());
                let disk = Disk::new(left);
                let store = open_next(&disk).unwrap();
                let new = Raw::of(disk.remains().image(Luck::Nothing));
                judge(&old, &new, &store);
                cuts += 1;
            }
        }
    }
    println!("{cuts} cuts of a migration");
    assert!(cuts > 60, "{cuts}");
    assert!(layouts.into_iter().eq(SCHEMA..=NEXT.newest()), "never on all sides of its steps");
}

#[test]
fn a_row_that_cannot_be_read_stays_and_the_others_go_on() {
    let mut old = Raw::of(unpack(PACKED));
    for table in [Table::Unit, Table::Product] {
        let mut first = old.rows.get_mut(&table).unwrap().first_entry().unwrap();
        first.get_mut().pop();
    }
    let (unit, product) = (old.rows[&Table::Unit].clone(), old.rows[&Table::Product].clone());
    let image = migrated(old.image());
    let whole = Raw::of(image.clone());
    assert_eq!(whole.layout(), NEXT.newest());
    for (table, old) in [(Table::Unit, unit), (Table::Product, product)] {
        let new = &whole.rows[&table];
        assert!(old.keys().eq(new.keys()));
        let same: Vec<_> = old.iter().filter(|(key, bytes)| new[*key] == **bytes).collect();
        assert_eq!(same.len(), 1, "{}", table.name());
        // The ways to it are as they were.
        let key = *same[0].0;
        let index = [Index::UnitDigest, Index::ProductName][usize::from(table == Table::Product)];
        let ways = |raw: &Raw| raw.entries.iter().any(|it| it.0 == index as u16 && it.2 == key);
        assert!(ways(&whole), "{} {key}", table.name());
    }
    let store = open_next(&Disk::new(image)).unwrap();
    let told = next::check(&store.snap().unwrap());
    assert!(matches!(told, Err(Fault::Corrupt { table: "product", key: 1, .. })), "{told:?}");
}

/// A step that is mistaken about what it finds is not made, and no other after it.
#[test]
fn a_step_that_can_read_no_row_leaves_the_data_as_it_was() {
    let image = unpack(PACKED);
    let right = NEXT.steps[0];
    for (steps, made, kind) in [
        (&[next::mistaken_units, right][..], 0, Table::Unit),
        (&[right, next::mistaken_shelf][..], 1, Table::Category),
    ] {
        let ladder = Ladder { steps, ..NEXT };
        let disk = Disk::new(image.clone());
        let refused = Store::open_along(disk.clone(), Seal::new(&KEY), &ladder).err().unwrap();
        let OpenError::Fault(Fault::Unread { table, rows, .. }) = refused else {
            panic!("{refused}")
        };
        let left = Raw::of(disk.remains().image(Luck::Nothing));
        assert_eq!((table, rows as usize), (kind.name(), left.rows[&kind].len()));
        // As the step before has left it, whatever this one had already written.
        let only = Ladder { steps: &NEXT.steps[..made], ..NEXT };
        let until = |disk: &Disk| drop(Store::open_along(disk.clone(), Seal::new(&KEY), &only));
        let before = Raw::of(written(until, image.clone()));
        assert_eq!(left.layout(), SCHEMA + made as u64);
        assert_eq!((&left.entries, &left.tallies), (&before.entries, &before.tallies));
        assert!(left.rows.iter().all(|(table, rows)| match made {
            0 => *rows == before.rows[table],
            // Sealed anew each time.
            _ => *table == Table::Unit || *rows == before.rows[table],
        }));
        // A program that is right goes on with it.
        let store = open_next(&disk).unwrap();
        judge(&Raw::of(image.clone()), &Raw::of(disk.remains().image(Luck::Nothing)), &store);
    }
}

/// More than are held in memory at once, and the first and the last that there can be.
#[test]
fn any_number_of_rows_is_rewritten() {
    const COUNT: u64 = 3_000;
    let put = |disk: &Disk| {
        let store = open(disk).unwrap();
        let mut batch = store.batch().unwrap();
        let mut tx = batch.begin([5; 32]);
        for key in (0..COUNT).chain([u64::MAX]) {
            let (id, product, content) = (UnitId(key), ProductId(key % 7), format!("akun{key}|x"));
            let fate = if key % 3 == 0 { Fate::Available } else { Fate::Returned(OrderId(1)) };
            let (digest, batch) = (key, None);
            let (file, made) = (None, None);
            tx.put(&Unit { id, product, content, digest, fate, batch, file, made }).unwrap();
        }
        let kept = tx.finish();
        batch.keep(kept);
        store.commit(batch, OPENED).unwrap();
        assert_eq!(check(&store.snap().unwrap()).unwrap(), [""; 0]);
    };
    let image = written(put, vec![]);
    let old = Raw::of(image.clone());
    let image = migrated(image);
    let new = Raw::of(image.clone());
    became::<Unit, _>(&old, &new, NextUnit::of);
    assert_eq!(nonces(&new, &[Table::Unit]).len() as u64, COUNT + 1);
    let store = open_next(&Disk::new(image)).unwrap();
    assert_eq!(next::check(&store.snap().unwrap()).unwrap(), [""; 0]);
}
