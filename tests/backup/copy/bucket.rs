//! A bucket whose server has its own mind: it lets nothing go, is slow, or is taken over meanwhile.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::{Method, Request};
use tempfile::TempDir;
use tokio::sync::watch;
use warung::backup::keeper::Keeper;
use warung::backup::local::{Copied, Wish};
use warung::backup::object::Name;
use warung::backup::place::{Place, Round};
use warung::backup::plan::{Plan, Wanted};
use warung::backup::target::{Patience, Target};
use warung::config::Config;
use warung::domain::limit::{COPY_EVERY, OWNER_EVERY, TEND_EVERY};
use warung::domain::shop::Language;
use warung::domain::time::Span;
use warung::engine::clock::Clock;
use warung::store::durable;

use super::{SHOP, STORE, Shop, kit};
use crate::backup::targets::faults::{Reaction, fails, says, serve};
use crate::counter::SARI;

const OTHER: &str = "0f00000000000000000000000000000a";
/// More than any wait of a test.
const PATIENT: Patience = Patience { answer: Span::hours(1), pace: 1 };

/// What the server has and does.
#[derive(Default)]
struct Bucket {
    objects: Mutex<BTreeMap<String, Bytes>>,
    /// What it says instead of deleting.
    keeps: Mutex<Option<(u16, &'static str)>>,
    /// A snapshot that is put waits until this is true.
    open: watch::Sender<bool>,
    held: watch::Sender<bool>,
    /// How often it was listed.
    listed: watch::Sender<u64>,
    /// Called with every object that is put.
    put: Mutex<Option<Heard>>,
}

type Heard = Box<dyn FnMut(&Bucket) + Send>;

impl Bucket {
    async fn answer(self: Arc<Self>, request: Request<Incoming>) -> Reaction {
        let (head, body) = request.into_parts();
        let path =
            head.uri.path().strip_prefix("/toko").unwrap().trim_start_matches('/').to_owned();
        let query = head.uri.query().unwrap_or_default();
        self.listed.send_modify(|count| *count += u64::from(query.contains("list-type=2")));
        match head.method {
            Method::GET if query.contains("list-type=2") => self.listing(query),
            Method::PUT => {
                let body = body.collect().await.unwrap().to_bytes();
                if path.contains("snap-") {
                    self.held.send_replace(true);
                    self.open.subscribe().wait_for(|open| *open).await.unwrap();
                }
                if self.objects.lock().unwrap().contains_key(&path) {
                    return fails(412, "PreconditionFailed");
                }
                self.objects.lock().unwrap().insert(path, body);
                let mut put = self.put.lock().unwrap().take();
                put.iter_mut().for_each(|put| put(&self));
                *self.put.lock().unwrap() = put;
                says(200, &[], "")
            }
            Method::DELETE => match *self.keeps.lock().unwrap() {
                Some((status, code)) => refuses(status, code),
                None => {
                    self.objects.lock().unwrap().remove(&path);
                    says(204, &[], "")
                }
            },
            _ => {
                let Some(whole) = self.objects.lock().unwrap().get(&path).cloned() else {
                    return fails(404, "NoSuchKey");
                };
                let part = head.headers.get("range").map(|part| part.to_str().unwrap());
                let part = part.and_then(|part| part.strip_prefix("bytes=")?.split_once('-'));
                match part.map(|(from, to)| (from.parse().unwrap(), to.parse::<usize>().unwrap())) {
                    Some((from, to)) => says(206, &[], whole.slice(from..whole.len().min(to + 1))),
                    None => says(200, &[], whole),
                }
            }
        }
    }

    fn listing(&self, query: &str) -> Reaction {
        let prefix = query.split('&').find_map(|it| it.strip_prefix("prefix=")).unwrap();
        let prefix = prefix.replace("%2F", "/");
        let mut page = "<ListBucketResult><IsTruncated>false</IsTruncated>".to_owned();
        for (key, body) in self.objects.lock().unwrap().iter() {
            if key.starts_with(&prefix) {
                let bytes = body.len();
                write!(page, "<Contents><Key>{key}</Key><Size>{bytes}</Size></Contents>").unwrap();
            }
        }
        says(200, &[], page + "</ListBucketResult>")
    }

    /// Somebody else's mark.
    fn is_taken_over(&self) {
        let key = format!("{STORE}/owner/{OTHER}");
        self.objects.lock().unwrap().insert(key, Bytes::from_static(b"server-baru\n"));
    }

    fn names(&self) -> Vec<Name> {
        self.objects.lock().unwrap().keys().filter_map(|key| Some(Name::parse(key)?.1)).collect()
    }
}

/// By a server that tells no time: its own is far from that of a test.
fn refuses(status: u16, code: &str) -> Reaction {
    says(status, &[("date", "unknown")], format!("<Error><Code>{code}</Code></Error>"))
}

/// A shop whose copies go into it.
struct Far {
    bucket: Arc<Bucket>,
    shop: Shop,
    keeper: Keeper,
    place: Place,
    clock: Clock,
    config: Config,
    _etc: TempDir,
}

impl Far {
    async fn new() -> Far {
        let bucket = Arc::new(Bucket { open: watch::Sender::new(true), ..Bucket::default() });
        let server = bucket.clone();
        let address = serve(move |request| server.clone().answer(request)).await;
        let shop = Shop::new();
        let (etc, clock) = (tempfile::tempdir().unwrap(), Clock::stopped(shop.counter.now));
        let secret = etc.path().join("secret");
        durable::put(&secret, b"rahasia-sekali\n", 0o600).unwrap();
        let text = format!(
            "[store]\nname = \"{SHOP}\"\ndata_dir = \"{}\"\n[telegram]\ntoken = \
             \"123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw\"\n[gateway]\nproject = \"toko\"\n\
             api_key = \"rahasia\"\n[[backup]]\nname = \"r2\"\nkind = \"s3\"\nendpoint = \
             \"http://{address}\"\nbucket = \"toko\"\nregion = \"auto\"\naccess_key_file = \
             \"{}\"\nsecret_key_file = \"{}\"\n",
            shop.folder.path().display(),
            secret.display(),
            secret.display(),
        );
        let path = etc.path().join(format!("{STORE}.toml"));
        fs::write(&path, text).unwrap();
        let config = Config::load(&path, &[Language::INDONESIAN], None).unwrap();
        let keeper = keeper(&config, &shop, &clock);
        let place = place(&config, &keeper, &clock);
        Far { bucket, shop, keeper, place, clock, config, _etc: etc }
    }

    /// One more log on the shelf.
    fn sells(&mut self) -> Name {
        self.shop.counter.say(SARI, "/start");
        self.clock.advance(COPY_EVERY);
        self.shop.counter.now = self.clock.now();
        let names = self.keeper.step(Wish::Nothing).unwrap();
        *names.last().expect("something was sold")
    }
}

fn keeper(config: &Config, shop: &Shop, clock: &Clock) -> Keeper {
    let (store, words) = (shop.store().clone(), shop.counter.core.dictionary().clone());
    let copied = Copied { shop: SHOP.to_owned(), kit: Ok(kit().to_vec()), machine: true };
    Keeper::new(config, copied, store, words, clock.clone())
}

fn place(config: &Config, keeper: &Keeper, clock: &Clock) -> Place {
    let home = keeper.home().to_owned();
    let way = Target::new(&config.backups[0], clock, &home, PATIENT, false).unwrap();
    Place::new(keeper.shared().clone(), way)
}

/// However it says so, and whether it means it for good or not.
#[tokio::test]
async fn what_cannot_be_deleted_keeps_nothing_new_from_getting_there() {
    let answers = [(403, "AccessDenied"), (400, "InvalidRequest"), (500, "InternalError")];
    for answer in answers {
        let mut far = Far::new().await;
        *far.bucket.keeps.lock().unwrap() = Some(answer);
        let mut names = Vec::new();
        // Twelve days: what is of the first ones may go, and does not.
        for _ in 0..48 {
            far.clock.advance(TEND_EVERY);
            names.push(far.sells());
            assert_eq!(far.place.round().await, Ok(Round::Done), "{answer:?}");
        }
        let there = far.bucket.names();
        assert!(names.iter().all(|name| there.contains(name)), "{answer:?}");
        let told = far.place.board().borrow().told(far.clock.tick());
        assert!(told.ok && told.behind == Some(Span(0)), "{answer:?}: {told:?}");
        assert_eq!(told.add_only, answer.0 == 403, "{answer:?}");
        // With the right to it they go.
        *far.bucket.keeps.lock().unwrap() = None;
        for _ in 0..3 {
            far.clock.advance(TEND_EVERY);
            assert_eq!(far.place.round().await, Ok(Round::Done), "{answer:?}");
        }
        assert!(far.bucket.names().len() < there.len(), "{answer:?}");
        assert!(!far.place.board().borrow().add_only);
    }
}

#[tokio::test]
async fn one_that_was_changed_for_good_keeps_no_other_from_getting_there() {
    for is_snapshot in [false, true] {
        one_stays(is_snapshot).await;
    }
}

async fn one_stays(is_snapshot: bool) {
    let mut far = Far::new().await;
    *far.bucket.keeps.lock().unwrap() = Some((403, "AccessDenied"));
    if !is_snapshot {
        far.keeper.step(Wish::Nothing).unwrap();
    }
    let first = far.sells();
    assert_eq!(first.what.is_snapshot(), is_snapshot);
    far.place.round().await.unwrap();
    let key = first.path(STORE);
    far.bucket.objects.lock().unwrap().insert(key, Bytes::from_static(b"something else"));
    far.place = place(&far.config, &far.keeper, &far.clock);
    let second = far.sells();
    assert_eq!(far.place.round().await, Ok(Round::Done));
    assert!(far.bucket.names().contains(&second));
    let told = || far.place.board().borrow().told(far.clock.tick());
    let why = told().error.unwrap_or_default();
    assert!(!told().ok && why.contains(&first.to_string()), "{why}");
    assert_ne!(told().behind, Some(Span(0)), "what came after it is of no use");
    // With the next snapshot it is.
    far.shop.counter.say(SARI, "/start");
    let made = far.keeper.step(Wish::Snapshot).unwrap();
    far.clock.advance(COPY_EVERY);
    assert_eq!(far.place.round().await, Ok(Round::Done));
    assert!(made.iter().all(|name| far.bucket.names().contains(name)), "{made:?}");
    let told = far.place.board().borrow().told(far.clock.tick());
    assert!(told.behind <= Some(COPY_EVERY) && told.error.is_some(), "{told:?}");
    let plan = Plan::of(&far.bucket.names(), &Wanted::default(), far.clock.now()).unwrap();
    assert_eq!((plan.sequence, plan.missing), (far.shop.store().position().sequence, None));
    // It is not given up: once it can be deleted it is as it was.
    *far.bucket.keeps.lock().unwrap() = None;
    far.clock.advance(TEND_EVERY);
    assert_eq!(far.place.round().await, Ok(Round::Done));
    assert!(far.place.board().borrow().told(far.clock.tick()).ok);
    let there = far.bucket.objects.lock().unwrap()[&first.path(STORE)].clone();
    assert_eq!(there, fs::read(far.keeper.shared().shelf.path(&first)).unwrap());
}

#[tokio::test]
async fn a_place_that_is_taken_over_between_two_objects_gets_no_third() {
    let mut far = Far::new().await;
    far.keeper.step(Wish::Nothing).unwrap();
    far.place.round().await.unwrap();
    let before = far.bucket.names().len();
    let mut names = Vec::new();
    for _ in 0..7 {
        names.push(far.sells());
    }
    let (clock, mut count) = (far.clock.clone(), 0);
    *far.bucket.put.lock().unwrap() = Some(Box::new(move |bucket| {
        count += 1;
        if count == 3 {
            bucket.is_taken_over();
            clock.advance(OWNER_EVERY);
        }
    }));
    assert_eq!(far.place.round().await, Ok(Round::Done));
    assert!(far.place.board().borrow().stranger.is_some());
    assert_eq!(far.bucket.names().len(), before + 3);
    let told = far.place.board().borrow().told(far.clock.tick());
    assert!(!told.ok, "{told:?}");
}

/// A large snapshot over a slow line takes hours, and the shop must not sell on for so long.
#[tokio::test]
async fn a_place_that_is_taken_over_under_a_long_way_there_is_seen_within_a_minute() {
    let mut far = Far::new().await;
    far.bucket.open.send_replace(false);
    far.bucket.held.send_replace(false);
    far.keeper.step(Wish::Nothing).unwrap();
    let (bucket, clock) = (far.bucket.clone(), far.clock.clone());
    let waits = async {
        // The snapshot is on its way, and is looked after when nothing is known of anybody.
        bucket.held.subscribe().wait_for(|held| *held).await.unwrap();
        let mut listed = bucket.listed.subscribe();
        let before = *listed.borrow_and_update();
        loop {
            clock.advance(OWNER_EVERY);
            tokio::task::yield_now().await;
            if *listed.borrow() >= before + 3 {
                bucket.is_taken_over();
            }
        }
    };
    let round = tokio::select! {
        round = far.place.round() => round,
        () = waits => unreachable!(),
    };
    assert_eq!(round, Ok(Round::Done));
    assert!(far.place.board().borrow().stranger.is_some());
    assert_eq!(far.bucket.names(), []);
}

/// A night's snapshot takes long where the line is slow, and what was sold before it does not wait
/// for it.
#[tokio::test]
async fn what_is_new_is_there_before_a_snapshot_that_takes_long() {
    let mut far = Far::new().await;
    far.keeper.step(Wish::Nothing).unwrap();
    far.place.round().await.unwrap();
    far.sells();
    far.place.round().await.unwrap();
    // What was committed since the last log is in one as well.
    far.shop.counter.say(SARI, "/start");
    let made = far.keeper.step(Wish::Snapshot).unwrap();
    assert!(matches!(made[..], [log, it] if !log.what.is_snapshot() && it.upto() == log.upto()));
    far.sells();
    far.bucket.open.send_replace(false);
    far.bucket.held.send_replace(false);
    let bucket = far.bucket.clone();
    tokio::select! {
        round = far.place.round() => panic!("it is not there yet: {round:?}"),
        held = async { bucket.held.subscribe().wait_for(|held| *held).await.map(drop) } => {
            held.unwrap();
        }
    }
    let standing = far.place.board().borrow().clone();
    let told = standing.told(far.clock.tick());
    assert_eq!(told.behind, Some(Span(0)), "{told:?}");
    // Who has asked for the snapshot is not told that it is there.
    assert!(standing.whole < Some(far.clock.tick()), "{:?}", standing.whole);
    // By the older snapshot and the logs all of it comes back.
    let names = far.bucket.names();
    assert!(!names.contains(&made[1]));
    let plan = Plan::of(&names, &Wanted::default(), far.clock.now()).unwrap();
    let last = far.shop.store().position().sequence;
    assert_eq!((plan.sequence, plan.missing), (last, None));
    far.bucket.open.send_replace(true);
    assert_eq!(far.place.round().await, Ok(Round::Done));
    assert_eq!(far.place.board().borrow().whole, Some(far.clock.tick()));
    assert!(far.bucket.names().contains(&made[1]));
}

/// Where the log was dropped, nothing leads on but the new snapshot: it goes first.
#[tokio::test]
async fn a_snapshot_to_which_nothing_leads_goes_before_what_follows_it() {
    let mut far = Far::new().await;
    far.keeper.step(Wish::Nothing).unwrap();
    far.place.round().await.unwrap();
    let lost = far.sells();
    let made = far.keeper.step(Wish::Snapshot).unwrap();
    durable::gone(&far.keeper.shared().shelf.path(&lost)).unwrap();
    far.keeper = keeper(&far.config, &far.shop, &far.clock);
    far.place = place(&far.config, &far.keeper, &far.clock);
    let next = far.sells();
    far.bucket.open.send_replace(false);
    far.bucket.held.send_replace(false);
    let bucket = far.bucket.clone();
    tokio::select! {
        round = far.place.round() => panic!("it is not there yet: {round:?}"),
        held = async { bucket.held.subscribe().wait_for(|held| *held).await.map(drop) } => {
            held.unwrap();
        }
    }
    assert!(!far.bucket.names().contains(&next), "it is of no use without {made:?}");
    far.bucket.open.send_replace(true);
    assert_eq!(far.place.round().await, Ok(Round::Done));
    let plan = Plan::of(&far.bucket.names(), &Wanted::default(), far.clock.now()).unwrap();
    let last = far.shop.store().position().sequence;
    assert_eq!((plan.sequence, plan.missing), (last, None));
}
