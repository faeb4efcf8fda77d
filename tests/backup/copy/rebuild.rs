//! What was copied comes back, to the byte, as of the moment that is wanted.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use warung::backup::object::snapshot::Contents;
use warung::backup::object::{Header, KIT_KEY, Listing, What, snapshot};
use warung::backup::plan::{Plan, generations};
use warung::backup::rebuild::{Progress, Rebuilt};
use warung::domain::time::Span;
use warung::shop::invariants::prove;
use warung::store::open::Store;
use warung::store::schema::{SCHEMA, Table};

use super::{SHOP, STORE, Shop, TOKEN, raw};
use crate::counter::{ADMIN, SARI};

/// A shop with a snapshot and two logs after it, a minute between any two.
pub fn copied() -> Shop {
    let mut shop = Shop::new();
    shop.snapshot();
    for (product, title) in [(2, "Kopi"), (1, "Teh")] {
        shop.counter.pass(Span::minutes(1));
        shop.counter.say(SARI, "/start");
        shop.counter.stock(title, 9_000 + product, &["a", "b"]);
        shop.counter.pass(Span::minutes(1));
        shop.ship();
    }
    shop
}

#[test]
fn a_shop_comes_back_to_the_byte_and_sells_on() {
    let shop = copied();
    let plan = shop.plan(None);
    assert_eq!((plan.logs.len(), plan.upto, plan.missing), (2, shop.counter.now, None));
    let (report, rebuilt, to) = shop.finished(&plan);
    shop.store().checkpoint().unwrap();
    assert_eq!(rebuilt, raw(shop.folder.path()));
    let snap = shop.store().snap().unwrap();
    assert_eq!(report.orders, snap.size(Table::Order).unwrap());
    assert_eq!(report.units, snap.size(Table::Unit).unwrap());
    assert!(report.orders >= 3 && report.units > 9 && report.bytes > 10_000);
    assert_eq!(report.position, shop.store().position());
    assert_eq!(report.generation, shop.store().generation());
    assert_eq!((report.upto, report.layout), (shop.counter.now, SCHEMA));
    assert_eq!((report.shop.as_str(), report.findings), (SHOP, Some(vec![])));
    // The kit is where it was wanted, and nobody else's.
    let kit = to.path().join("kit");
    assert_eq!(fs::read(kit.join(TOKEN)).unwrap(), b"123:rahasia");
    for name in [KIT_KEY, TOKEN] {
        let mode = fs::metadata(kit.join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let again = Store::open(&to.path().join("data"), &kit.join(KIT_KEY)).unwrap();
    assert_ne!(again.generation(), shop.store().generation());
    let mut again = shop.counter.reopened(Arc::new(again));
    again.checkout(SARI, 2, 1);
    again.prove();
}

#[test]
fn a_moment_in_the_middle_of_a_log_comes_back() {
    let mut shop = Shop::new();
    shop.snapshot();
    let first = (shop.counter.now, shop.store().position());
    for minute in 0..6 {
        shop.counter.pass(Span::minutes(1));
        shop.counter.stock(&format!("Barang {minute}"), 5_000, &["x"]);
        if minute % 3 == 2 {
            shop.counter.pass(Span::secs(10));
            shop.ship();
        }
    }
    let records = shop.store().records_after(&first.1, usize::MAX).unwrap();
    let later = records.iter().map(|(record, _)| (record.at, record.position));
    let all: Vec<_> = std::iter::once(first).chain(later).collect();
    assert!(all.len() > 20 && all.is_sorted_by_key(|(at, _)| *at));
    for seconds in [0, 1, 59, 60, 61, 119, 120, 150, 180, 185, 190, 191, 250, 310, 369, 380] {
        let until = first.0.after(Span::secs(seconds));
        let (_, expected) = all.iter().rfind(|(at, _)| *at <= until).unwrap();
        let (report, ..) = shop.finished(&shop.plan(Some(until)));
        assert_eq!(report.position, *expected, "{seconds} s");
        assert_eq!((report.upto, report.findings), (until, Some(vec![])));
    }
    // Of the second log nothing is opened for a moment of the first.
    let logs = |seconds| shop.plan(Some(first.0.after(Span::secs(seconds)))).logs.len();
    assert_eq!([0, 1, 190, 191].map(logs), [0, 1, 1, 2]);
}

#[test]
fn a_snapshot_is_of_one_moment_while_commits_go_on() {
    let mut shop = Shop::new();
    let snap = shop.store().snap().unwrap();
    let place = shop.store().place(&snap);
    shop.store().checkpoint().unwrap();
    let then = raw(shop.folder.path());
    let header = Header::snapshot(&shop.about(), &place);
    let contents = Contents { header, kit: &super::kit(), snap: &snap };
    let (recipients, mut told, mut later) = ([shop.key.recipient()], Vec::new(), Vec::new());
    let counter = &mut shop.counter;
    let mut upto = place.last;
    let root = shop.elsewhere.path();
    let bytes = snapshot::keep(root, &recipients, &contents, &mut |cells| {
        counter.say(ADMIN, "/stock");
        counter.stock(&format!("Sambil {cells}"), 7_000, &["s"]);
        let store = counter.core.store();
        later.extend(store.records_after(&upto, usize::MAX).unwrap());
        upto = store.position();
        store.checkpoint().unwrap();
        told.push(cells);
        true
    });
    assert!(bytes.unwrap() > 1_000);
    assert!(told.len() > 5 && told.is_sorted(), "{told:?}");
    shop.upto = place;
    let (report, rebuilt, _to) = shop.finished(&shop.plan(None));
    assert_eq!(report.position, place.last);
    assert_eq!(rebuilt, then);
    // And what went on meanwhile follows it.
    shop.counter.pass(Span::millis(1));
    shop.ship_these(&later);
    let (report, rebuilt, _to) = shop.finished(&shop.plan(None));
    assert_eq!(report.position, shop.store().position());
    assert_eq!(rebuilt, raw(shop.folder.path()));
}

#[test]
fn nothing_new_is_told_by_a_sign_of_life() {
    let mut shop = copied();
    shop.counter.now = shop.counter.now.after(Span::minutes(5));
    let sign = shop.ship();
    assert!(sign.what.is_sign_of_life());
    let plan = shop.plan(None);
    assert_eq!((plan.upto, plan.logs.last()), (shop.counter.now, Some(&sign)));
    let (report, ..) = shop.finished(&plan);
    assert_eq!((report.upto, report.position), (shop.counter.now, shop.store().position()));
    // It is of this chain and no other.
    let found = generations(&shop.names());
    assert_eq!((found.len(), found[0].upto, found[0].snapshots), (1, shop.counter.now, 1));
}

#[test]
fn doubles_and_overlaps_are_passed_over() {
    let mut shop = copied();
    let all = shop.plan(None);
    let (_, rebuilt, _to) = shop.finished(&all);
    // Both logs once more as one, as after an answer that was lost; and a snapshot between.
    let names = shop.names();
    let snapshot = names.iter().find(|name| name.what.is_snapshot()).unwrap();
    let (object, _) = super::object::open(&shop, snapshot);
    shop.upto = object.header().place();
    let double = shop.ship();
    assert!(matches!(double.what, What::Log { from, .. } if from == snapshot.upto() + 1));
    let plan = shop.plan(None);
    assert_eq!(plan.logs, [double]);
    assert!(shop.finished(&plan).1 == rebuilt);
    // An overlap: it begins before what is there ends.
    fs::remove_file(shop.path(&all.logs[1])).unwrap();
    fs::rename(shop.path(&double), shop.elsewhere.path().join("away")).unwrap();
    let late = Plan { logs: vec![all.logs[0], double], ..plan };
    fs::rename(shop.elsewhere.path().join("away"), shop.path(&double)).unwrap();
    assert!(shop.finished(&late).1 == rebuilt);
}

#[test]
fn others_files_are_passed_over_and_counted() {
    let shop = copied();
    let names = shop.names();
    let aside = format!("{STORE}/{}.new", names[0]);
    for path in ["owner", "toko/readme.txt", &aside, "lain/sini/snap-1-2.age"] {
        let path = shop.elsewhere.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
    }
    let listing = Listing::of_folder(shop.elsewhere.path()).unwrap();
    assert_eq!(listing.foreign, 4);
    assert_eq!(listing.of_store(STORE), names);
    assert_eq!((listing.stores.len(), listing.of_store("lain").len()), (1, 0));
}

#[test]
fn one_who_waits_sees_how_far_it_is() {
    let shop = copied();
    let told = Arc::new(std::sync::Mutex::new(Vec::new()));
    let (hear, to) = (told.clone(), tempfile::tempdir().unwrap());
    let hear = Arc::new(move |progress| {
        hear.lock().unwrap().push(progress);
        true
    });
    let plan = shop.plan(None);
    let Rebuilt { building, .. } = shop.rebuild_as(&shop.key, &plan, to.path(), hear).unwrap();
    assert_eq!(prove(&building.store().snap().unwrap()).unwrap(), [""; 0]);
    building.give_up(&to.path().join("data")).unwrap();
    let told = told.lock().unwrap();
    let bytes = fs::metadata(shop.path(&plan.snapshot)).unwrap().len();
    assert!(told.contains(&Progress::Snapshot { done: bytes, of: bytes }));
    assert!(told.contains(&Progress::Logs { done: 2, of: 2 }));
    assert!(matches!(told.last(), Some(Progress::Proof { rows }) if *rows > 100));
}
