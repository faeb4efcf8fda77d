//! The copy in the shop's own folder: it follows the shop, over restarts, and makes another
//! snapshot where a log would not do.

use std::fs;
use std::sync::Arc;

use tempfile::TempDir;
use warung::backup::local::{Copied, Local, Wish};
use warung::backup::object::{KIT_KEY, Listing, Name, What};
use warung::backup::plan::{Plan, Wanted};
use warung::backup::rebuild::{Rebuild, Rebuilt, rebuild};
use warung::backup::recovery::{Code, Kept, machine};
use warung::backup::shelf::{FOLDER, Shelf};
use warung::domain::time::Span;
use warung::store::log::{SHAPE, Shape};
use warung::store::open::Store;
use warung::store::seal::Seal;

use super::{SHOP, STORE, Shop, kit, raw};
use crate::counter::{Counter, KEY, SARI};
use crate::disk::{Disk, Image};

impl Shop {
    fn local(&self) -> Local {
        let copied = Copied { shop: SHOP.to_owned(), kit: Ok(kit().to_vec()), machine: true };
        let home = self.folder.path();
        let shelf = Arc::new(Shelf::new(home, STORE, self.store().generation()));
        Local::open(self.store().clone(), home, copied, shelf).unwrap()
    }

    fn step(&mut self, local: &mut Local, wish: Wish) -> Vec<Name> {
        self.counter.now = self.counter.now.after(Span::secs(5));
        local.step(self.counter.now, wish).unwrap()
    }

    fn reopened(mut self) -> Shop {
        let outside = self.counter.reopened(Arc::new(crate::counter::memory()));
        drop(self.counter);
        let key = self.folder.path().join(KIT_KEY);
        self.counter = outside.reopened(Arc::new(Store::open(self.folder.path(), &key).unwrap()));
        self
    }
}

fn kinds(names: &[Name]) -> Vec<&'static str> {
    let kind = |name: &Name| match name.what {
        What::Snapshot { .. } => "snapshot",
        What::Log { .. } if name.what.is_sign_of_life() => "alive",
        What::Log { .. } => "log",
    };
    names.iter().map(kind).collect()
}

/// A shop built from nothing but its local copy is the shop.
fn proved(shop: &Shop) {
    let to = rebuilt(shop);
    shop.store().checkpoint().unwrap();
    assert_eq!(raw(&to.path().join("data")), raw(shop.folder.path()));
}

/// The same, up to its last commit.
fn rebuilt(shop: &Shop) -> TempDir {
    let root = shop.folder.path().join(FOLDER);
    let names = Listing::of_folder(&root).unwrap().of_store(STORE).to_vec();
    let wanted = Wanted { until: None, generation: None };
    let plan = Plan::of(&names, &wanted, shop.counter.now).unwrap();
    let to = tempfile::tempdir().unwrap();
    let machine = machine::load(shop.folder.path()).unwrap().unwrap();
    let data = to.path().join("data");
    let Rebuilt { building, report } = rebuild(&Rebuild {
        objects: &root,
        store: STORE,
        identities: &[&machine],
        plan: &plan,
        data: &data,
        kit: &to.path().join("kit"),
        now: shop.counter.now,
        hear: Arc::new(|_| true),
    })
    .unwrap();
    assert_eq!(report.position, shop.store().position());
    building.finish(&data, Some(STORE)).unwrap();
    to
}

/// What comes after a snapshot that a key does not open is of no use to it.
#[test]
fn a_new_recovery_key_opens_all_of_the_shop_at_once() {
    let mut shop = Shop::new();
    let mut local = shop.local();
    assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), ["snapshot"]);
    for restarts in [false, true] {
        let recipient = Code::fresh().unwrap().identity().recipient();
        let since = shop.counter.now.after(Span::secs(1));
        Kept { recipient, since, confirmed: None }.put(shop.folder.path()).unwrap();
        if restarts {
            drop(local);
            shop = shop.reopened();
            local = shop.local();
        }
        assert!(local.is_locked());
        assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), ["snapshot"]);
        assert!(!local.is_locked());
        assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), [""; 0]);
        // Confirmed, it is the same key; over a restart too.
        let confirmed = Some(shop.counter.now);
        Kept { recipient, since, confirmed }.put(shop.folder.path()).unwrap();
        drop(local);
        shop = shop.reopened();
        local = shop.local();
        assert!(!local.is_locked());
    }
}

#[test]
fn it_follows_the_shop_and_goes_on_after_a_restart() {
    let mut shop = Shop::new();
    let mut local = shop.local();
    assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), ["snapshot"]);
    assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), [""; 0]);
    assert_eq!(kinds(&shop.step(&mut local, Wish::SignOfLife)), ["alive"]);
    shop.counter.say(SARI, "/start");
    assert_eq!(kinds(&shop.step(&mut local, Wish::SignOfLife)), ["log"]);
    proved(&shop);
    shop.counter.say(SARI, "/pesanan");
    drop(local);
    // What came last before the end lies in the log.
    let mut shop = shop.reopened();
    let mut local = shop.local();
    assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), ["log"]);
    proved(&shop);
    shop.counter.say(SARI, "/start");
    assert_eq!(kinds(&shop.step(&mut local, Wish::Snapshot)), ["log", "snapshot"]);
    shop.counter.say(SARI, "/start");
    assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), ["log"]);
    proved(&shop);
}

#[test]
fn where_the_log_has_lost_something_a_snapshot_is_made() {
    let mut shop = Shop::new();
    let mut local = shop.local();
    shop.step(&mut local, Wish::Nothing);
    drop(local);
    // Nobody copies for so long that the log is used again.
    let mut shop = shop.reopened();
    for round in 0..12 {
        let text = "x".repeat(900);
        for nth in 0..300 {
            shop.counter.say(SARI, &format!("{text} {round} {nth}"));
        }
        shop.store().checkpoint().unwrap();
    }
    let mut local = shop.local();
    assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), ["snapshot"]);
    proved(&shop);
}

/// The log of a shop that goes on waits for a copy as long as it has room.
#[test]
fn where_the_log_could_not_wait_any_longer_a_snapshot_is_made() {
    let mut shop = Shop::new();
    let disk = Disk::new(Image::default());
    let shape =
        Shape { segment_bytes: 16 << 10, segments: 3, segments_max: 6, places: 50, ..SHAPE };
    let store = Store::open_logged(disk.clone(), disk.log(), Seal::new(&KEY), shape).unwrap();
    shop.counter = Counter::over(store, crate::counter::shop());
    let mut local = shop.local();
    assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), ["snapshot"]);
    for nth in 0..200 {
        shop.counter.say(SARI, &format!("{} {nth}", "x".repeat(900)));
        shop.store().checkpoint().unwrap();
    }
    assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), ["snapshot"]);
    assert!(local.is_whole());
    rebuilt(&shop);
    // And from then on it waits again.
    shop.counter.say(SARI, "/start");
    assert_eq!(kinds(&shop.step(&mut local, Wish::Nothing)), ["log"]);
    rebuilt(&shop);
}

#[test]
fn a_copy_that_cannot_be_read_is_followed_by_another() {
    let mut shop = Shop::new();
    let mut local = shop.local();
    let [name] = shop.step(&mut local, Wish::Nothing)[..] else { panic!("not one") };
    let path = local.shelf().path(&name);
    fs::write(&path, b"garbage").unwrap();
    drop(local);
    let mut shop = shop.reopened();
    let mut local = shop.local();
    let made = shop.step(&mut local, Wish::Nothing);
    assert_eq!(kinds(&made), ["snapshot"]);
    fs::remove_file(&path).unwrap();
    proved(&shop);
}
