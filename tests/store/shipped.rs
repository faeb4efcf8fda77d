//! Shops of the layouts before: each opens as the one of today, whatever happens meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use warung::domain::own_button::OwnButton;
use warung::domain::product::{Category, Kind, Offer, Prices, Product};
use warung::domain::revision::{Revision, Target};
use warung::domain::settings::StoredSetting;
use warung::domain::stock::{Fate, Unit};
use warung::domain::title::Title;
use warung::domain::wording::OwnText;
use warung::shop::invariants::prove;
use warung::shop::search::Finder;
use warung::store::open::Store;
use warung::store::read::{Direction, Read};
use warung::store::record::Record;
use warung::store::schema::{ALL, Index, SCHEMA, Table, image_of, row_of};
use warung::store::seal::Seal;

use super::raw::{Raw, pack, unpack};
use super::rewrite::open;
use crate::counter::{Counter, KEY, shop};
use crate::disk::{Disk, Luck, Trouble};

/// As the program of layout 4 had it.
const LAYOUT_4: &[u8] = include_bytes!("layout-4.pack");
/// As the program of layout 5 had it.
const LAYOUT_5: &[u8] = include_bytes!("layout-5.pack");
/// As the program of layout 6 had it.
const LAYOUT_6: &[u8] = include_bytes!("layout-6.pack");

#[test]
fn a_shop_of_layout_4_opens_and_is_whole() {
    let image = unpack(LAYOUT_4);
    assert!(pack(&image) == LAYOUT_4 && image.len() > 4 * LAYOUT_4.len());
    let disk = Disk::new(image);
    let store = open(&disk).unwrap();
    assert_eq!(Raw::of(disk.remains().image(Luck::Nothing)).layout(), SCHEMA);
    assert_eq!(prove(&store.snap().unwrap()).unwrap(), [""; 0]);
    let counter = Counter::over(store, shop());
    assert!(counter.order(1).paid() && counter.order(2).paid() && !counter.order(3).paid());
    let units = counter.units();
    let count = |fate: fn(&Fate) -> bool| units.iter().filter(|unit| fate(&unit.fate)).count();
    assert_eq!(count(|fate| matches!(fate, Fate::Available)), 9);
    assert_eq!(count(|fate| matches!(fate, Fate::Held(_))), 1);
    assert_eq!(count(|fate| matches!(fate, Fate::Sold(_))), 4);
    assert_eq!(count(|fate| matches!(fate, Fate::Returned(_))), 1);
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(snap.all::<StoredSetting>(0, 9).unwrap().len(), 1);
    let log: Vec<Revision> = snap.all(0, 99).unwrap();
    assert_eq!(log.iter().filter(|revision| revision.before.is_some()).count(), 2);
    assert_eq!(log.len(), 8);
    offered_as_before(&counter);
}

/// What is new of products and categories is nothing yet, and found in all its ways.
fn offered_as_before(counter: &Counter) {
    let snap = counter.core.store().snap().unwrap();
    let products: Vec<Product> = snap.all(0, 9).unwrap();
    assert_eq!(products.len(), 3);
    assert!(products.iter().all(|product| product.offer == Offer::default()));
    let category: Category = snap.need(1).unwrap();
    assert_eq!(category, Category::new(category.id, category.name.clone()));
    assert_eq!(snap.titles().unwrap().len(), 2);
    assert_eq!(snap.list(Index::Archived, ALL, Direction::Oldest, 9).unwrap(), [3]);
    assert_eq!(snap.count(Index::CategoryArchived, 1).unwrap(), 1);
    assert_eq!(snap.count(Index::CategoryProducts, 1).unwrap(), 2);
}

/// The log keeps its images as they were, byte by byte, and they are read as what they would be
/// today.
#[test]
fn images_of_layout_4_are_read_as_rows_of_today() {
    let image = unpack(LAYOUT_4);
    let old = Raw::of(image.clone());
    let disk = Disk::new(image);
    let store = open(&disk).unwrap();
    let new = Raw::of(disk.remains().image(Luck::Nothing));
    assert!(old.rows[&Table::Revision] == new.rows[&Table::Revision]);
    let snap = store.snap().unwrap();
    let log: Vec<Revision> = snap.all(0, 99).unwrap();
    let mut read = 0;
    for Revision { what, after, .. } in &log {
        let after = after.as_ref().unwrap();
        match what {
            Target::Product(id) => {
                let product: Product = row_of(id.0, after).unwrap();
                assert_eq!((after.layout, product.id, product.offer), (1, *id, Offer::default()));
                read += 1;
            }
            Target::Category(id) => {
                let category: Category = row_of(id.0, after).unwrap();
                assert_eq!(after.layout, 1);
                assert_eq!(image_of(&category).unwrap().layout, Category::VERSION);
                assert_eq!((category.id, category.hidden), (*id, false));
                read += 1;
            }
            _ => {}
        }
    }
    assert_eq!(read, 6);
    // One of a layout that never was is refused, and so are bytes that are cut off.
    let Some(found) = log.iter().find(|it| matches!(it.what, Target::Product(_))) else {
        panic!("no product in the log")
    };
    let key = found.what.row();
    let mut later = found.after.clone().unwrap();
    assert!(row_of::<Product>(key + 1, &later).is_err());
    later.bytes.pop();
    assert!(row_of::<Product>(key, &later).is_err());
    later.layout = 77;
    assert!(row_of::<Product>(key, &later).is_err());
}

/// All that is not sealed: what is sealed anew looks otherwise each time.
fn open_rows(raw: &Raw) -> BTreeMap<Table, BTreeMap<u64, Vec<u8>>> {
    let mut rows = raw.rows.clone();
    rows.remove(&Table::Unit);
    rows
}

fn units(store: &Store) -> Vec<Unit> {
    store.snap().unwrap().all(0, 999).unwrap()
}

#[test]
fn a_power_cut_on_the_way_from_layout_4_leaves_data_that_goes_on() {
    let image = unpack(LAYOUT_4);
    let troubles: [fn(usize) -> Trouble; 5] = [
        Trouble::CutBeforeSync,
        Trouble::CutAfterSync,
        Trouble::CutAtWrite,
        Trouble::BadSync,
        Trouble::FullAtWrite,
    ];
    let disk = Disk::new(image.clone());
    drop(open(&disk).unwrap());
    let right = Raw::of(disk.remains().image(Luck::Nothing));
    let units_then = units(&open(&Disk::new(right.image())).unwrap());
    let (mut cuts, mut layouts) = (0, BTreeSet::new());
    for trouble in troubles {
        for at in 1.. {
            let disk = Disk::new(image.clone());
            disk.trouble(trouble(at));
            if open(&disk).is_ok() {
                break;
            }
            for luck in [Luck::Nothing, Luck::Everything, Luck::Subset(7), Luck::Torn(9)] {
                let left = disk.remains().image(luck);
                layouts.insert(Raw::of(left.clone()).layout());
                let disk = Disk::new(left);
                let store = open(&disk).unwrap();
                assert_eq!(prove(&store.snap().unwrap()).unwrap(), [""; 0]);
                let new = Raw::of(disk.remains().image(Luck::Nothing));
                assert!(open_rows(&new) == open_rows(&right) && new.entries == right.entries);
                assert!(units(&store) == units_then);
                assert!(new.tallies == right.tallies);
                cuts += 1;
            }
        }
    }
    println!("{cuts} cuts of the way from layout 4");
    assert!(cuts > 30, "{cuts}");
    assert!(layouts.into_iter().eq(4..=SCHEMA), "never on both sides of the step");
}

/// A product that cannot be read stays as it is, and whoever searches finds the others.
#[test]
fn a_damaged_product_of_layout_4_hurts_no_search() {
    let mut old = Raw::of(unpack(LAYOUT_4));
    old.rows.get_mut(&Table::Product).unwrap().first_entry().unwrap().get_mut().pop();
    let store = Store::open_with(Disk::new(old.image()), Seal::new(&KEY)).unwrap();
    let snap = store.snap().unwrap();
    assert!(snap.get::<Product>(1).is_err());
    assert_eq!(snap.all::<Title>(0, 9).unwrap().len(), 2);
    let found = Finder::read(&snap).unwrap().search(&snap, "spotify").unwrap();
    assert_eq!(found, [2]);
}

/// The log is to the byte as it was, so that its chain holds, and found in all its ways.
#[test]
fn a_log_of_layout_5_gets_its_ways() {
    let image = unpack(LAYOUT_5);
    let old = Raw::of(image.clone());
    let found =
        |raw: &Raw, index: Index| raw.entries.iter().filter(|(of, ..)| *of == index as u16).count();
    assert_eq!((old.layout(), found(&old, Index::RevisionsTrail)), (5, 0));
    let disk = Disk::new(image);
    let store = open(&disk).unwrap();
    let new = Raw::of(disk.remains().image(Luck::Nothing));
    assert_eq!(new.layout(), SCHEMA);
    assert!(old.rows[&Table::Revision] == new.rows[&Table::Revision]);
    assert_eq!(found(&old, Index::RevisionsOf), found(&new, Index::RevisionsOf));
    let snap = store.snap().unwrap();
    assert_eq!(prove(&snap).unwrap(), [""; 0]);
    let log: Vec<Revision> = snap.all(0, 99).unwrap();
    assert!(log.len() > 5);
    let mut ways = 0;
    for entry in &log {
        for trail in entry.trails() {
            let listed =
                snap.list(Index::RevisionsTrail, trail.key(), Direction::Newest, 99).unwrap();
            assert!(listed.contains(&entry.number), "{trail:?} does not lead to {}", entry.what);
            ways += 1;
        }
    }
    assert_eq!(found(&new, Index::RevisionsTrail), ways);
}

/// One that cannot be read stays as it is, and the others get their ways.
#[test]
fn a_damaged_entry_of_layout_5_hurts_no_other() {
    let mut old = Raw::of(unpack(LAYOUT_5));
    old.rows.get_mut(&Table::Revision).unwrap().first_entry().unwrap().get_mut().pop();
    let store = Store::open_with(Disk::new(old.image()), Seal::new(&KEY)).unwrap();
    let snap = store.snap().unwrap();
    assert!(snap.get::<Revision>(1).is_err());
    let second: Revision = snap.need(2).unwrap();
    let key = second.trails()[0].key();
    let listed = snap.list(Index::RevisionsTrail, key, Direction::Oldest, 99).unwrap();
    assert_eq!(listed.first(), Some(&2));
}

/// What is new of products and units is nothing yet, whatever had become of them.
#[test]
fn a_shop_of_layout_6_opens_and_is_whole() {
    let image = unpack(LAYOUT_6);
    let old = Raw::of(image.clone());
    assert_eq!(old.layout(), 6);
    let disk = Disk::new(image);
    let store = open(&disk).unwrap();
    let new = Raw::of(disk.remains().image(Luck::Nothing));
    assert_eq!(new.layout(), SCHEMA);
    let snap = store.snap().unwrap();
    assert_eq!(prove(&snap).unwrap(), [""; 0]);
    // Their ways are the same ones.
    assert!(old.entries == new.entries && old.tallies == new.tallies);
    let products: Vec<Product> = snap.all(0, 99).unwrap();
    assert!(products.len() > 1);
    for product in &products {
        assert_eq!((&product.kind, &product.variant), (&Kind::default(), &None));
        assert_eq!(product.prices, Prices::default());
    }
    assert_eq!(snap.all::<OwnText>(0, 9).unwrap(), []);
    assert_eq!(snap.all::<OwnButton>(0, 9).unwrap(), []);
    let units = units(&store);
    assert!(units.len() > 5 && units.iter().all(|it| it.file.is_none() && it.made.is_none()));
    assert_eq!(old.rows[&Table::Unit].len(), units.len());
    let titles = snap.titles().unwrap();
    assert!(!titles.is_empty() && titles.iter().all(|title| title.head.is_none()));
    // Images of then are read as rows of today.
    let log: Vec<Revision> = snap.all(0, 999).unwrap();
    let mut read = 0;
    for Revision { what, after, .. } in &log {
        if let (Target::Product(id), Some(after)) = (what, after) {
            let product: Product = row_of(id.0, after).unwrap();
            assert_eq!((after.layout, product.id, product.variant), (2, *id, None));
            read += 1;
        }
    }
    assert!(read > 1);
}

/// A power cut at any sync on the way leaves data that goes on.
#[test]
fn a_power_cut_on_the_way_from_layout_6_leaves_data_that_goes_on() {
    let image = unpack(LAYOUT_6);
    let disk = Disk::new(image.clone());
    drop(open(&disk).unwrap());
    let right = Raw::of(disk.remains().image(Luck::Nothing));
    let mut cuts = 0;
    for at in 1.. {
        let disk = Disk::new(image.clone());
        disk.trouble(Trouble::CutBeforeSync(at));
        if open(&disk).is_ok() {
            break;
        }
        for luck in [Luck::Nothing, Luck::Everything, Luck::Torn(9)] {
            let disk = Disk::new(disk.remains().image(luck));
            let store = open(&disk).unwrap();
            assert_eq!(prove(&store.snap().unwrap()).unwrap(), [""; 0]);
            let new = Raw::of(disk.remains().image(Luck::Nothing));
            assert!(open_rows(&new) == open_rows(&right) && new.entries == right.entries);
            cuts += 1;
        }
    }
    assert!(cuts > 5, "{cuts}");
}
