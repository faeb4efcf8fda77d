//! Copies on their way elsewhere: they follow, stay whole, age, and are nobody else's.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;
use warung::app::copies::Carriers;
use warung::backup::keeper::Keeper;
use warung::backup::local::{Copied, Wish};
use warung::backup::object::{Listing, Name, Object, What};
use warung::backup::place::{Place, Round, Standing};
use warung::backup::plan::{Plan, Wanted};
use warung::backup::rebuild::{Rebuild, Rebuilt, rebuild};
use warung::backup::recovery::machine;
use warung::backup::target::{Patience, Target};
use warung::config::Config;
use warung::domain::copies::{Copies, Wish as Asked, Word};
use warung::domain::limit::{
    COPY_EVERY, KEPT_WHOLE, OLDER_AT_ONCE, OWNER_EVERY, TEND_EVERY, VERIFY_EVERY,
};
use warung::domain::shop::Language;
use warung::domain::time::{Span, Step, Timestamp};
use warung::engine::clock::Clock;
use warung::store::open::Store;
use warung::store::schema::Table;

use super::{SHOP, STORE, Shop, kit, raw};
use crate::counter::SARI;

/// A shop, and whoever carries its copies.
struct Carried {
    shop: Shop,
    keeper: Keeper,
    place: Place,
    clock: Clock,
    /// Where the configuration lies.
    etc: TempDir,
}

/// A place in each of these folders.
fn config(shop: &Shop, etc: &TempDir, places: &[(&str, PathBuf)]) -> Config {
    let mut text = format!(
        "[store]\nname = \"{SHOP}\"\ndata_dir = \"{}\"\n[telegram]\ntoken = \
         \"123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw\"\n[gateway]\nproject = \"toko\"\n\
         api_key = \"rahasia\"\n",
        shop.folder.path().display()
    );
    for (name, path) in places {
        text += &format!(
            "[[backup]]\nname = \"{name}\"\nkind = \"folder\"\npath = \"{}\"\nsame_disk = true\n",
            path.display()
        );
    }
    let path = etc.path().join(format!("{STORE}.toml"));
    fs::write(&path, text).unwrap();
    Config::load(&path, &[Language::INDONESIAN], None).unwrap()
}

impl Carried {
    fn new() -> Carried {
        let shop = Shop::new();
        let (etc, clock) = (tempfile::tempdir().unwrap(), Clock::stopped(shop.counter.now));
        let there = shop.elsewhere.path().to_owned();
        let config = config(&shop, &etc, &[("usb", there)]);
        let (store, words) = (shop.store().clone(), shop.counter.core.dictionary().clone());
        let copied = Copied { shop: SHOP.to_owned(), kit: Ok(kit().to_vec()), machine: true };
        let keeper = Keeper::new(&config, copied, store, words, clock.clone());
        let (shared, home) = (keeper.shared().clone(), shop.folder.path().to_owned());
        let target = &config.backups[0];
        let target = Target::new(target, &clock, &home, Patience::default(), false).unwrap();
        let place = Place::new(shared, target);
        Carried { shop, keeper, place, clock, etc }
    }

    /// So much later, whatever is due then is done.
    async fn later(&mut self, span: Span) {
        self.clock.advance(span);
        self.shop.counter.now = self.clock.now();
        self.keeper.step(Wish::Nothing).unwrap();
        self.place.round().await.unwrap();
    }

    /// As after a restart: nothing is known of the place but what is remembered.
    fn set_out_anew(&mut self) {
        let backup = config(&self.shop, &self.etc, &[("usb", self.shop.elsewhere.path().into())]);
        let backup = &backup.backups[0];
        let home = self.shop.folder.path();
        let way = Target::new(backup, &self.clock, home, Patience::default(), true).unwrap();
        self.place = Place::new(self.keeper.shared().clone(), way);
    }

    fn standing(&self) -> Standing {
        self.place.board().borrow().clone()
    }

    fn there(&self) -> Vec<Name> {
        self.shop.names()
    }

    fn path(&self, name: &Name) -> PathBuf {
        self.shop.path(name)
    }

    fn back(&self, until: Option<Timestamp>) -> (Rebuilt, TempDir) {
        let wanted = Wanted { until, generation: None };
        let plan = Plan::of(&self.there(), &wanted, self.clock.now()).unwrap();
        let to = tempfile::tempdir().unwrap();
        let machine = machine::load(self.shop.folder.path()).unwrap().unwrap();
        let rebuilt = rebuild(&Rebuild {
            objects: self.shop.elsewhere.path(),
            store: STORE,
            identities: &[&machine],
            plan: &plan,
            data: &to.path().join("data"),
            kit: &to.path().join("kit"),
            now: self.clock.now(),
            hear: Arc::new(|_| true),
        });
        (rebuilt.unwrap(), to)
    }

    /// What is there is the shop.
    fn proved(&self) {
        let (Rebuilt { building, report }, to) = self.back(None);
        assert_eq!(report.position, self.shop.store().position());
        let data = to.path().join("data");
        building.finish(&data, Some(STORE)).unwrap();
        self.shop.store().checkpoint().unwrap();
        assert_eq!(raw(&data), raw(self.shop.folder.path()));
    }
}

#[tokio::test]
async fn what_is_committed_is_elsewhere_with_the_next_step() {
    let mut carried = Carried::new();
    carried.later(COPY_EVERY).await;
    carried.proved();
    for _ in 0..5 {
        carried.shop.counter.say(SARI, "/start");
        carried.later(COPY_EVERY).await;
    }
    carried.proved();
    let standing = carried.standing();
    assert_eq!(standing.objects, carried.there().len() as u64);
    let told = standing.told(carried.clock.tick());
    assert!(told.ok && told.behind == Some(Span(0)) && told.snapshot_at.is_some(), "{told:?}");
    // Nothing is done where nothing happens, but for a sign of life.
    let before = carried.there();
    carried.later(COPY_EVERY).await;
    assert_eq!(carried.there(), before);
    carried.later(Span::minutes(5)).await;
    let new: Vec<Name> =
        carried.there().into_iter().filter(|name| !before.contains(name)).collect();
    assert!(matches!(new[..], [name] if name.what.is_sign_of_life()), "{new:?}");
}

#[tokio::test]
async fn what_was_lost_or_cut_there_is_put_once_more() {
    let mut carried = Carried::new();
    carried.later(COPY_EVERY).await;
    carried.shop.counter.say(SARI, "/start");
    carried.later(COPY_EVERY).await;
    let names = carried.there();
    for name in &names {
        let path = carried.path(name);
        let whole = fs::read(&path).unwrap();
        match name.what.is_snapshot() {
            true => fs::write(&path, &whole[..whole.len() / 2]).unwrap(),
            false => fs::remove_file(&path).unwrap(),
        }
    }
    carried.later(TEND_EVERY).await;
    assert!(names.iter().all(|name| carried.there().contains(name)));
    carried.proved();
}

#[tokio::test]
async fn a_snapshot_that_changed_there_gives_way_to_a_whole_one() {
    let mut carried = Carried::new();
    carried.later(COPY_EVERY).await;
    let snapshot = carried.there().into_iter().find(|name| name.what.is_snapshot()).unwrap();
    let path = carried.path(&snapshot);
    let whole = fs::read(&path).unwrap();
    let mut bent = whole.clone();
    let middle = bent.len() / 2;
    bent[middle] ^= 1;
    fs::write(&path, bent).unwrap();
    // Nobody has read it back yet.
    let memory = carried.keeper.shared().memory.clone();
    memory.change(|state| state.targets.clear()).unwrap();
    carried.set_out_anew();
    carried.later(COPY_EVERY).await;
    assert!(fs::read(&path).unwrap() == whole, "it is as it was");
    carried.later(COPY_EVERY).await;
    let known = memory.known("usb");
    assert!(known.verified.contains(&snapshot.to_string()), "{known:?}");
}

/// A machine that was set back to an older picture of itself would give numbers twice.
#[tokio::test]
async fn what_is_of_after_our_own_data_is_told() {
    let mut carried = Carried::new();
    carried.later(COPY_EVERY).await;
    let snapshot = carried.there().into_iter().find(|name| name.what.is_snapshot()).unwrap();
    let beyond = snapshot.what.upto() + 7;
    let beyond = Name { what: What::Snapshot { sequence: beyond }, ..snapshot };
    fs::copy(carried.path(&snapshot), carried.path(&beyond)).unwrap();
    carried.set_out_anew();
    let told = carried.place.round().await.unwrap_err().to_string();
    assert!(told.contains(&beyond.to_string()) && told.contains("warung restore"), "{told}");
}

#[tokio::test]
async fn a_new_place_has_the_newest_before_what_is_older() {
    let mut carried = Carried::new();
    carried.keeper.step(Wish::Nothing).unwrap();
    for _ in 0..30 {
        carried.shop.counter.say(SARI, "/start");
        carried.clock.advance(COPY_EVERY);
        carried.shop.counter.now = carried.clock.now();
        carried.keeper.step(Wish::Nothing).unwrap();
    }
    carried.keeper.step(Wish::Snapshot).unwrap();
    assert!(!carried.standing().told(carried.clock.tick()).looked);
    assert_eq!(carried.place.round().await, Ok(Round::More));
    let told = carried.standing().told(carried.clock.tick());
    assert!(told.looked && told.behind == Some(Span(0)), "{told:?}");
    assert_eq!(carried.there().len(), 1 + OLDER_AT_ONCE, "the newest snapshot, and a portion");
    carried.proved();
    assert_eq!(carried.place.round().await, Ok(Round::Done));
    assert_eq!(carried.place.round().await, Ok(Round::Done));
    assert_eq!(carried.there().len(), carried.keeper.shared().shelf.objects().len());
    carried.proved();
}

/// With older ones still to carry, whoever went on at once would do so for ever.
#[tokio::test]
async fn a_place_that_is_taken_over_while_it_is_filled_is_left_in_peace() {
    let mut carried = Carried::new();
    carried.keeper.step(Wish::Nothing).unwrap();
    for _ in 0..3 * OLDER_AT_ONCE {
        carried.shop.counter.say(SARI, "/start");
        carried.keeper.step(Wish::Nothing).unwrap();
    }
    carried.keeper.step(Wish::Snapshot).unwrap();
    assert_eq!(carried.place.round().await, Ok(Round::More));
    let marks = carried.shop.elsewhere.path().join(STORE).join("owner");
    fs::write(marks.join("0f00000000000000000000000000000a"), "server-baru\n").unwrap();
    let before = carried.there();
    carried.clock.advance(OWNER_EVERY);
    for _ in 0..2 {
        assert_eq!(carried.place.round().await, Ok(Round::Done));
    }
    assert!(carried.standing().stranger.is_some());
    assert_eq!(carried.there(), before);
}

/// A clock that was a year ahead is no excuse for a year without a snapshot, nor for silence.
#[tokio::test]
async fn what_a_clock_of_the_future_has_dated_is_followed_by_what_is_of_today() {
    let mut carried = Carried::new();
    carried.later(COPY_EVERY).await;
    let today = carried.standing().snapshot_at.unwrap();
    let year = Span::hours(366 * 24);
    carried.clock.set_wall(Step(year.0 as i64));
    carried.clock.take_over();
    carried.later(COPY_EVERY).await;
    let told = carried.standing().snapshot_at.unwrap();
    assert!(told.since(today) >= year, "by such a clock the night was due");
    carried.clock.set_wall(Step(-(year.0 as i64)));
    carried.clock.take_over();
    let targets = vec![carried.standing().told(carried.clock.tick())];
    let copies = Copies { targets, ..Copies::default() };
    assert_eq!(copies.snapshot_at(carried.clock.now()), None, "it says nothing of today");
    carried.later(COPY_EVERY).await;
    let now = carried.clock.now();
    assert_eq!(carried.standing().snapshot_at, Some(now));
    assert_eq!(carried.there().iter().filter(|name| name.what.is_snapshot()).count(), 3);
    // And once: what is of today is good for a night.
    carried.later(COPY_EVERY).await;
    assert_eq!(carried.there().iter().filter(|name| name.what.is_snapshot()).count(), 3);
    carried.proved();
    // Which is read back whole as well, or nothing old would go for a year.
    carried.later(VERIFY_EVERY).await;
    let (newest, known) =
        (carried.standing().snapshot_at, carried.keeper.shared().memory.known("usb"));
    let of = |name: &&Name| name.what.is_snapshot() && Some(name.at) == newest;
    let newest = carried.there().iter().find(of).unwrap().to_string();
    assert!(known.verified.contains(&newest), "{newest}: {known:?}");
}

#[tokio::test]
async fn where_another_program_ships_nothing_is_added_and_it_is_told() {
    let mut carried = Carried::new();
    carried.later(COPY_EVERY).await;
    let marks = carried.shop.elsewhere.path().join(STORE).join("owner");
    assert_eq!(fs::read_dir(&marks).unwrap().count(), 1, "our own");
    let other = "0f00000000000000000000000000000a";
    fs::write(marks.join(other), "server-baru, since 2026-11-29T03:00:00.000Z\n").unwrap();
    let before = carried.there();
    carried.shop.counter.say(SARI, "/start");
    carried.later(OWNER_EVERY).await;
    assert_eq!(carried.there(), before);
    let told = carried.standing().told(carried.clock.tick());
    assert_eq!(told.owner.as_deref(), Some("server-baru, since 2026-11-29T03:00:00.000Z"));
    assert!(!told.ok);
    // One that is known to be of our past is nobody else's.
    let memory = carried.keeper.shared().memory.clone();
    memory
        .change(|state| {
            state.ancestors.insert(other.to_owned());
        })
        .unwrap();
    carried.later(OWNER_EVERY).await;
    assert_eq!(carried.standing().told(carried.clock.tick()).owner, None);
    carried.proved();
}

/// Forty nights: any moment of a week, then ever fewer, and the chain never breaks.
#[tokio::test]
async fn what_is_old_is_thinned_out_and_what_is_young_comes_back_at_any_moment() {
    let mut carried = Carried::new();
    carried.later(COPY_EVERY).await;
    let (began, mut most) = (carried.clock.now(), 0);
    for quarter in 0..160 {
        if quarter % 3 == 0 {
            carried.shop.counter.say(SARI, "/start");
        }
        carried.later(Span::hours(6)).await;
        most = most.max(carried.there().len());
    }
    let (names, now) = (carried.there(), carried.clock.now());
    let days = now.since(began).0 / Span::hours(24).0;
    assert_eq!(days, 40);
    let snapshots: Vec<&Name> = names.iter().filter(|name| name.what.is_snapshot()).collect();
    assert!((30..=40).contains(&snapshots.len()), "{}", snapshots.len());
    let old = |name: &&Name| now.since(name.at) > Span(KEPT_WHOLE.0 + Span::hours(36).0);
    assert_eq!(names.iter().filter(|name| !name.what.is_snapshot()).filter(old).count(), 0);
    assert!(most < 90, "{most}");
    for day in 0..7 {
        let until = now.before(Span::hours(24 * day + 5));
        let (Rebuilt { building, report }, to) = carried.back(Some(until));
        assert_eq!(report.upto, until);
        building.give_up(&to.path().join("data")).unwrap();
    }
    // The shop's own folder keeps two days.
    let shelf = carried.keeper.shared().shelf.objects();
    assert!(shelf.keys().all(|name| now.since(name.at) <= Span::hours(3 * 24)));
}

#[tokio::test]
async fn the_last_word_says_that_the_shop_was_closed() {
    let mut carried = Carried::new();
    carried.later(COPY_EVERY).await;
    carried.shop.counter.say(SARI, "/start");
    let words = carried.keeper.step(Wish::Closed).unwrap();
    let machine = machine::load(carried.shop.folder.path()).unwrap().unwrap();
    let closed: Vec<bool> = words
        .iter()
        .map(|name| {
            let path = carried.keeper.shared().shelf.path(name);
            let file = fs::File::open(path).unwrap();
            Object::open(file, &[&machine], STORE, name).unwrap().header().closed
        })
        .collect();
    assert_eq!(closed, [false, true]);
    carried.place.round().await.unwrap();
    carried.proved();
}

/// Over a shop that is closed, as the command does it.
#[tokio::test]
async fn a_place_that_cannot_be_reached_keeps_no_other_from_its_copy() {
    let carried = Carried::new();
    let Carried { shop, keeper, etc, .. } = carried;
    drop(keeper);
    let file = etc.path().join("a-file");
    fs::write(&file, b"x").unwrap();
    let places = [("hilang", file.join("below")), ("usb", shop.elsewhere.path().to_owned())];
    let config = config(&shop, &etc, &places);
    let (store, words) = (shop.store().clone(), shop.counter.core.dictionary().clone());
    let clock = Clock::stopped(shop.counter.now);
    let carriers = Carriers::new(&config, store, words, &clock).unwrap();
    let (heard, board) = (Arc::new(Mutex::new(Vec::new())), carriers.board().clone());
    let told = heard.clone();
    let tell = Arc::new(move |word: Word| {
        told.lock().unwrap().push(word);
        true
    });
    carriers.once(Asked::Copy, tell).await;
    let heard = heard.lock().unwrap();
    assert!(
        matches!(heard.last(), Some(Word::Failed(why)) if why.contains("1 of the places")),
        "{heard:?}"
    );
    let targets = board.read().targets;
    assert!(targets[0].error.is_some() && !targets[0].ok, "{targets:?}");
    assert!(targets[1].ok && targets[1].snapshot_at.is_some(), "{targets:?}");
    assert!(Listing::of_folder(shop.elsewhere.path()).unwrap().of_store(STORE).len() == 1);
}

#[tokio::test]
async fn a_drill_brings_back_what_lies_elsewhere_and_leaves_nothing() {
    let carried = Carried::new();
    let Carried { shop, keeper, etc, .. } = carried;
    drop(keeper);
    let places = [("usb", shop.elsewhere.path().to_owned())];
    let config = config(&shop, &etc, &places);
    let clock = Clock::stopped(shop.counter.now);
    let wished = async |asked| {
        let (store, words) = (shop.store().clone(), shop.counter.core.dictionary().clone());
        let carriers = Carriers::new(&config, store, words, &clock).unwrap();
        let end = Arc::new(Mutex::new(None));
        let last = end.clone();
        let tell = Arc::new(move |word: Word| {
            last.lock().unwrap().replace(word);
            true
        });
        carriers.once(asked, tell).await;
        end.lock().unwrap().take().unwrap()
    };
    assert!(matches!(wished(Asked::Copy).await, Word::Done(_)));
    let Word::Done(copies) = wished(Asked::Drill).await else { panic!("it failed") };
    let drill = copies.drill.unwrap();
    let good = drill.result.unwrap();
    let orders = shop.store().snap().unwrap().size(Table::Order).unwrap();
    assert_eq!((drill.target.as_str(), good.orders), ("usb", orders));
    let left: BTreeSet<String> = fs::read_dir(shop.folder.path().join("drill"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(left, BTreeSet::from(["warung.lock".to_owned()]));
    // Bytes that changed there are found, and told.
    let snapshot = shop.names().into_iter().find(|name| name.what.is_snapshot()).unwrap();
    let path = shop.path(&snapshot);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let Word::Failed(why) = wished(Asked::Drill).await else { panic!("it went well") };
    assert!(why.contains("usb") && why.contains(&snapshot.to_string()), "{why}");
    assert!(!Store::is_in(&shop.folder.path().join("drill/drill")));
}
