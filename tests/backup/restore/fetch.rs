//! What a plan needs comes from a place: tried again where that helps, never twice, and whole.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use hyper::Request;
use hyper::body::Incoming;
use hyper::header::RANGE;
use tokio::sync::watch;
use tokio::time::timeout;
use warung::backup::fetch::{Fetch, FetchError, Hear, Progress, fetch, needed};
use warung::backup::object::Listing;
use warung::backup::plan::{Plan, Wanted};
use warung::backup::target::{Key, Object, Patience, Target};
use warung::config::Backup;
use warung::domain::limit::COPY_SYNC_BYTES;
use warung::engine::clock::Clock;

use crate::backup::targets::faults::{Reaction, at, fails, says, serve};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a server is today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Well,
    /// Every object's first answer is no answer.
    HangsUpFirst,
    /// Logs it does not give, but would later.
    BrokenLogs,
    /// Nothing comes of them, ever.
    SilentLogs,
}

struct Inside {
    objects: BTreeMap<String, Bytes>,
    mood: Mood,
    /// What was asked for.
    asked: Vec<String>,
}

/// A bucket with the files of a folder.
#[derive(Clone)]
pub struct Bucket {
    inside: Arc<Mutex<Inside>>,
    heard: watch::Sender<usize>,
    address: SocketAddr,
}

impl Bucket {
    pub async fn open(folder: &Path) -> Bucket {
        let mut objects = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(inside) = folders.pop() {
            for path in fs::read_dir(inside).unwrap().map(|it| it.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                objects.insert(name, Bytes::from(fs::read(path).unwrap()));
            }
        }
        Bucket::with(objects).await
    }

    async fn with(objects: BTreeMap<String, Bytes>) -> Bucket {
        let inside = Inside { objects, mood: Mood::Well, asked: Vec::new() };
        let (inside, heard) = (Arc::new(Mutex::new(inside)), watch::Sender::new(0));
        let (shared, hears) = (inside.clone(), heard.clone());
        let address = serve(move |request: Request<Incoming>| {
            let reaction = shared.lock().unwrap().answer(&request);
            hears.send_modify(|count| *count += 1);
            std::future::ready(reaction)
        })
        .await;
        Bucket { inside, heard, address }
    }

    pub fn set(&self, mood: Mood) {
        self.inside.lock().unwrap().mood = mood;
    }

    pub fn forget(&self) {
        self.inside.lock().unwrap().asked.clear();
    }

    /// How often something was asked for that is called so.
    pub fn count(&self, words: &str) -> usize {
        self.inside.lock().unwrap().asked.iter().filter(|it| it.contains(words)).count()
    }

    /// Until something was asked for that is called so.
    pub async fn hears(&self, words: &str) {
        let mut heard = self.heard.subscribe();
        let heard = async {
            while self.count(words) == 0 {
                heard.changed().await.unwrap();
            }
        };
        timeout(PATIENCE, heard).await.unwrap_or_else(|_| panic!("nobody asks for {words}"));
    }

    /// A configuration that has no more than this place, as r2.
    pub fn config(&self) -> String {
        format!(
            "[store]\ndata_dir = \"data\"\n[[backup]]\nname = \"r2\"\nkind = \"s3\"\nendpoint = \
             \"http://{}\"\nbucket = \"toko\"\naccess_key = \"AKSES\"\nsecret_key = \"kunci\"\n",
            self.address
        )
    }

    fn target(&self) -> Target {
        let backup = Backup { name: "r2".to_owned(), target: at(self.address) };
        let (clock, patience) = (Clock::new(), Patience::default());
        Target::new(&backup, &clock, Path::new("/"), patience, false).unwrap()
    }
}

impl Inside {
    fn answer(&mut self, request: &Request<Incoming>) -> Reaction {
        let path = request.uri().path().strip_prefix("/toko").unwrap().trim_start_matches('/');
        if path.is_empty() {
            return says(200, &[], self.listing());
        }
        let fresh = !self.asked.iter().any(|it| it == path);
        self.asked.push(path.to_owned());
        match self.mood {
            Mood::HangsUpFirst if fresh => return Reaction::HangUp,
            Mood::BrokenLogs if path.contains("log-") => {
                return says(503, &[("retry-after", "0")], "");
            }
            Mood::SilentLogs if path.contains("log-") => return Reaction::Silence,
            _ => {}
        }
        let Some(bytes) = self.objects.get(path) else { return fails(404, "NoSuchKey") };
        let range = request.headers().get(RANGE).and_then(|it| it.to_str().ok());
        let Some(range) = range.and_then(|it| it.strip_prefix("bytes=")) else {
            return says(200, &[], bytes.clone());
        };
        let (from, last) = range.split_once('-').unwrap();
        let (from, last): (usize, usize) = (from.parse().unwrap(), last.parse().unwrap());
        if from >= bytes.len() {
            return fails(416, "InvalidRange");
        }
        says(206, &[], bytes.slice(from..bytes.len().min(last + 1)))
    }

    fn listing(&self) -> String {
        let object = |(key, bytes): (&String, &Bytes)| {
            format!("<Contents><Key>{key}</Key><Size>{}</Size></Contents>", bytes.len())
        };
        let objects: String = self.objects.iter().map(object).collect();
        format!("<ListBucketResult>{objects}<IsTruncated>false</IsTruncated></ListBucketResult>")
    }
}

fn objects(count: u8) -> BTreeMap<String, Bytes> {
    let large = usize::try_from(COPY_SYNC_BYTES).unwrap() * 2 + 12_345;
    let mut objects: BTreeMap<String, Bytes> = (0..count)
        .map(|nth| {
            (format!("toko/gen/log-{nth:02}.age"), vec![nth; 1000 + usize::from(nth)].into())
        })
        .collect();
    let content: Vec<u8> = (0..large).map(|at| (at / 7) as u8).collect();
    objects.insert("toko/gen/snap-1.age".to_owned(), content.into());
    objects.insert("toko/gen/empty".to_owned(), Bytes::new());
    objects
}

async fn fetched(
    bucket: &Bucket,
    objects: &[Object],
    into: &Path,
    hear: Hear,
) -> Result<(), FetchError> {
    fetch(&Fetch { target: &bucket.target(), objects, into, hear }).await
}

fn files(into: &Path, objects: &BTreeMap<String, Bytes>) -> bool {
    let same = |(key, bytes): (&String, &Bytes)| {
        fs::read(into.join(key)).is_ok_and(|found| found == *bytes)
    };
    let there = fs::read_dir(into.join("toko/gen")).unwrap().count();
    there == objects.len() && objects.iter().all(same)
}

#[tokio::test]
async fn all_of_it_comes_whatever_hangs_up_and_none_of_it_twice() {
    let (objects, into) = (objects(40), tempfile::tempdir().unwrap());
    let bucket = Bucket::with(objects.clone()).await;
    bucket.set(Mood::HangsUpFirst);
    let listed = bucket.target().list(None).await.unwrap();
    let of: u64 = listed.iter().map(|object| object.bytes).sum();
    let most = Arc::new(AtomicU64::new(0));
    let seen = most.clone();
    let hear: Hear = Arc::new(move |progress: Progress| {
        assert_eq!(progress.of, of);
        seen.fetch_max(progress.done, Ordering::SeqCst);
        true
    });
    fetched(&bucket, &listed, into.path(), hear.clone()).await.unwrap();
    assert!(files(into.path(), &objects));
    assert_eq!(most.load(Ordering::SeqCst), of);
    // Three pieces of the large one, the first of them twice.
    assert_eq!((bucket.count("log-00"), bucket.count("snap-")), (2, 4));
    // What is whole is not asked for again; what is not, is.
    bucket.forget();
    bucket.set(Mood::Well);
    fs::write(into.path().join("toko/gen/log-07.age"), "cut off").unwrap();
    fetched(&bucket, &listed, into.path(), hear).await.unwrap();
    assert!(files(into.path(), &objects));
    assert_eq!(bucket.count(""), 1);
}

#[tokio::test]
async fn it_can_be_called_off_and_says_what_is_wrong() {
    let (objects, into) = (objects(3), tempfile::tempdir().unwrap());
    let bucket = Bucket::with(objects.clone()).await;
    let mut listed = bucket.target().list(None).await.unwrap();
    let halfway: Hear = Arc::new(|progress: Progress| progress.done * 2 < progress.of);
    let stopped = fetched(&bucket, &listed, into.path(), halfway).await.unwrap_err();
    assert!(matches!(stopped, FetchError::Stopped) && !stopped.again(), "{stopped}");
    assert!(!into.path().join("toko/gen/snap-1.age").exists());
    // One that is gone meanwhile, and one that is shorter than was said.
    let key = Key::parse("toko/gen/log-99.age").unwrap();
    listed.push(Object { key, bytes: 5 });
    let gone = fetched(&bucket, &listed, into.path(), Arc::new(|_| true)).await.unwrap_err();
    assert_eq!((gone.to_string(), gone.again()), ("there is no toko/gen/log-99.age".into(), false));
    listed.pop();
    listed[1].bytes += 1;
    let short = fetched(&bucket, &listed, into.path(), Arc::new(|_| true)).await.unwrap_err();
    assert!(short.to_string().ends_with("log-00.age, cut off"), "{short}");
}

#[test]
fn a_plan_needs_its_own_objects_and_no_others() {
    let generation = "0f00000000000000000000000000000a";
    let path = |file: &str| format!("toko/{generation}/{file}.age");
    let files = [
        "snap-0000000000000003-1000",
        "snap-0000000000000005-2000",
        "log-0000000000000004-0000000000000005-2000",
        "log-0000000000000006-0000000000000009-3000",
    ];
    let paths: Vec<String> = files.iter().map(|file| path(file)).collect();
    let object = |path: &String| Object { key: Key::parse(path).unwrap(), bytes: 7 };
    let listed: Vec<Object> = paths.iter().map(object).collect();
    let names = Listing::of(&paths).of_store("toko").to_vec();
    let plan = Plan::of(&names, &Wanted::default(), Clock::new().now()).unwrap();
    let needed = needed(&plan, "toko", &listed);
    assert_eq!(needed, [object(&paths[1]), object(&paths[3])]);
}
