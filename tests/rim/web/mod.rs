//! The doors, over real sockets: what strangers send, and how it ends.

mod crowd;
mod local;

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use secrecy::ExposeSecret;
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpStream, UnixStream};
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use warung::domain::copies::{Copies, Drill, Good, Target};
use warung::domain::incident::{Incident, Trouble as Ailment};
use warung::domain::limit::{CONNECTIONS_MAX, HOOK_BYTES_MAX, STOP_GRACE, UPDATE_BYTES_MAX};
use warung::domain::payment::Reference;
use warung::domain::rejected_notice::Why;
use warung::domain::staff::Role;
use warung::domain::time::{Span, Timestamp};
use warung::domain::vitals::{Counts, Line, Machine, Room, Vitals, Way};
use warung::engine::handle::{Handle, Inbox};
use warung::engine::input::{Batch, Input, Reply};
use warung::engine::journal::{Level, Line as Entry};
use warung::store::fault::Fault;
use warung::telegram::hook::Gate;
use warung::telegram::link::Link;
use warung::telegram::webhook::{Address, SECRET_HEADER};
use warung::web::ask::{Ask, Unanswered, ask, is_running};
use warung::web::hook::{Hook, Lock, Sender};
use warung::web::server::Doors;
use warung::web::{Reason, Web};

const REFERENCE: &str = "W-000123-ABCDEFGH";

const SECRET: &str = "pintu-belakang";

/// The doors with nothing behind them but an inbox that the test reads.
pub struct House {
    pub address: String,
    watch: String,
    socket: PathBuf,
    alive: Arc<AtomicBool>,
    letters: Option<Inbox>,
    stop: CancellationToken,
    serving: JoinHandle<()>,
    _folder: TempDir,
}

fn hook(lock: Lock, secret: Option<&str>) -> Hook {
    Hook {
        from: Sender::Gateway,
        path: "/webhooks/pakasir".to_owned(),
        secret: secret.map(Into::into),
        lock,
        bytes_max: HOOK_BYTES_MAX,
        read: Arc::new(|body| {
            let notice: serde_json::Value =
                serde_json::from_slice(body).map_err(|_| Reason::RejectedNotice(Why::Malformed))?;
            let reference = notice["order_id"].as_str().and_then(Reference::parse);
            reference
                .map(|it| Some(Input::Hint(it.into())))
                .ok_or(Reason::RejectedNotice(Why::UnknownOrder))
        }),
    }
}

impl House {
    async fn open(hook: Hook) -> House {
        House::with(hook, |_| {}).await
    }

    async fn with(hook: Hook, change: impl FnOnce(&mut Web)) -> House {
        House::behind(hook, change, None).await
    }

    /// One that speaks TLS, with so much patience for it.
    pub async fn sealed(tls: TlsAcceptor, patience: Duration) -> House {
        House::behind(v2(), |web| web.patience.head = patience, Some(tls)).await
    }

    async fn behind(hook: Hook, change: impl FnOnce(&mut Web), tls: Option<TlsAcceptor>) -> House {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("warung.sock");
        let anywhere = "127.0.0.1:0".parse().unwrap();
        let doors = Doors::open(anywhere, &socket).await.unwrap();
        let doors = doors.watched(Some(anywhere)).await.unwrap();
        let address = doors.address().unwrap().to_string();
        let watch = doors.watch_address().unwrap().to_string();
        let doors = match tls {
            Some(tls) => doors.sealed(tls),
            None => doors,
        };
        let (handle, letters) = Handle::new();
        let alive = Arc::new(AtomicBool::new(true));
        let seen = Arc::clone(&alive);
        let alive_page = Arc::new(move || seen.load(Ordering::SeqCst));
        let status_page = Arc::new(|| Err(Fault::Broken("no shop here".into())));
        let mut web = Web::new(handle, vec![hook], alive_page, status_page, Arc::new(|_, _| {}));
        change(&mut web);
        let stop = CancellationToken::new();
        let serving = tokio::spawn(doors.serve(Arc::new(web), stop.clone()));
        let letters = Some(letters);
        House { address, watch, socket, alive, letters, stop, serving, _folder: folder }
    }

    /// Answers every input so; tells which came.
    fn writer(&mut self, reply: Reply) -> mpsc::UnboundedReceiver<Input> {
        let (told, inputs) = mpsc::unbounded_channel();
        let mut letters = self.letters.take().unwrap();
        tokio::spawn(async move {
            while let Some(letter) = letters.letters.recv().await {
                let _ = letter.answer.unwrap().send(reply.clone());
                let _ = told.send(letter.input);
            }
        });
        inputs
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).await.unwrap()
    }

    /// What the door shows to those who watch.
    async fn watch(&self, bytes: impl AsRef<[u8]>) -> String {
        raw(self.watch.clone(), bytes).await
    }

    async fn local(&self, bytes: impl AsRef<[u8]>) -> String {
        let mut stream = UnixStream::connect(&self.socket).await.unwrap();
        stream.write_all(bytes.as_ref()).await.unwrap();
        rest(&mut stream).await
    }

    async fn raw(&self, bytes: impl AsRef<[u8]>) -> String {
        raw(self.address.clone(), bytes).await
    }

    async fn post(&self, path: &str, secret: Option<&str>, body: impl AsRef<[u8]>) -> String {
        let body = body.as_ref();
        let secret = secret.map_or(String::new(), |secret| format!("X-Secret: {secret}\r\n"));
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{secret}\
             content-length: {}\r\n\r\n",
            body.len()
        );
        self.raw([head.as_bytes(), body].concat()).await
    }

    async fn notice(&self, body: impl AsRef<[u8]>) -> String {
        self.post("/webhooks/pakasir", Some(SECRET), body).await
    }
}

/// Sends these bytes on a fresh connection; what comes back until it ends.
async fn raw(address: String, bytes: impl AsRef<[u8]>) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let _ = stream.write_all(bytes.as_ref()).await;
    rest(&mut stream).await
}

async fn rest(stream: &mut (impl AsyncReadExt + Unpin)) -> String {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8(answer).unwrap()
}

/// Whether anything has come in besides the count of what was refused.
fn heard(inputs: &mut mpsc::UnboundedReceiver<Input>) -> bool {
    std::iter::from_fn(|| inputs.try_recv().ok())
        .any(|it| !matches!(it, Input::RejectedNotice { .. }))
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
}

fn paid() -> String {
    json!({"order_id": REFERENCE, "status": "completed"}).to_string()
}

fn v2() -> Hook {
    hook(Lock::Header("x-secret"), Some(SECRET))
}

#[tokio::test]
async fn a_notice_is_acknowledged_after_its_commit() {
    let mut house = House::open(v2()).await;
    let mut letters = house.letters.take().unwrap();
    let asked = async { house.notice(paid()).await };
    let committed = async {
        let letter = letters.letters.recv().await.unwrap();
        assert!(
            matches!(&letter.input, Input::Hint(found) if found.reference.as_str() == REFERENCE)
        );
        letter.answer.unwrap().send(Reply::Done).unwrap();
    };
    let (answer, ()) = tokio::join!(asked, committed);
    assert_eq!(status(&answer), 200, "{answer}");
    assert!(answer.ends_with("{\"ok\":true}"), "{answer}");
}

#[tokio::test]
async fn only_who_knows_the_secret_is_heard() {
    let mut house = House::open(v2()).await;
    let mut inputs = house.writer(Reply::Done);
    let path = "/webhooks/pakasir";
    for wrong in [None, Some(""), Some("pintu-belakanG"), Some("pintu"), Some("pintu-belakang2")] {
        assert_eq!(status(&house.post(path, wrong, paid()).await), 401, "{wrong:?}");
    }
    assert_eq!(status(&house.post("/webhooks/pakasir/x", Some(SECRET), paid()).await), 404);
    assert!(!heard(&mut inputs));

    let mut house = House::open(hook(Lock::Path, Some(SECRET))).await;
    let mut inputs = house.writer(Reply::Done);
    for wrong in ["", "/", "/x", "x", "/pintu-belakang/", "/pintu-belakang/x"] {
        let answer = house.post(&format!("{path}{wrong}"), Some(SECRET), paid()).await;
        assert_eq!(status(&answer), 404, "{wrong}");
    }
    assert!(!heard(&mut inputs));
    assert_eq!(status(&house.post(&format!("{path}/{SECRET}"), None, paid()).await), 200);
    assert!(heard(&mut inputs));
}

#[tokio::test]
async fn without_a_secret_nobody_is_heard() {
    for lock in [Lock::Header("x-secret"), Lock::Path] {
        let mut house = House::open(hook(lock, None)).await;
        let mut inputs = house.writer(Reply::Done);
        let path = "/webhooks/pakasir";
        assert_eq!(status(&house.post(path, Some(""), paid()).await), 503);
        assert!(!heard(&mut inputs));
    }
}

#[tokio::test]
async fn bad_bodies_are_refused_each_in_its_way() {
    let mut house = House::open(v2()).await;
    let mut inputs = house.writer(Reply::Done);
    let nested = "[".repeat(HOOK_BYTES_MAX);
    let bad: [&[u8]; 6] =
        [b"", b"{", b"\xff\xfe", nested.as_bytes(), b"{\"order_id\":7}", b"{\"order_id\":\"W-1\"}"];
    for body in bad {
        assert_eq!(status(&house.notice(body).await), 400);
    }
    for bytes in [HOOK_BYTES_MAX + 1, 1 << 20] {
        assert_eq!(status(&house.notice(vec![b' '; bytes]).await), 413, "{bytes}");
    }
    let chunk = format!("{:x}\r\n{}\r\n", HOOK_BYTES_MAX + 1, " ".repeat(HOOK_BYTES_MAX + 1));
    let chunked = format!(
        "POST /webhooks/pakasir HTTP/1.1\r\nhost: x\r\nx-secret: {SECRET}\r\n\
         transfer-encoding: chunked\r\n\r\n{chunk}"
    );
    assert_eq!(status(&house.raw(chunked).await), 413);
    assert!(!heard(&mut inputs));
    assert_eq!(status(&house.notice(paid()).await), 200);
}

/// Requests of strangers, one after another on one connection.
async fn strangers(address: String, count: usize) {
    let ask = |how| {
        format!("POST /webhooks/pakasir HTTP/1.1\r\nhost: x\r\n{how}content-length: 0\r\n\r\n")
    };
    let all = ask("").repeat(count - 1) + &ask("connection: close\r\n");
    let answers = raw(address, all).await;
    assert_eq!(answers.matches("HTTP/1.1 401").count(), count);
}

#[tokio::test]
async fn a_flood_of_strangers_is_a_few_lines_and_delays_nobody() {
    let gap = Duration::from_millis(300);
    let mut house = House::with(v2(), |web| web.patience.refusals = gap).await;
    let mut inputs = house.writer(Reply::Unknown);
    let mut flood = JoinSet::new();
    let since = Instant::now();
    for _ in 0..10 {
        flood.spawn(strangers(house.address.clone(), 500));
    }
    assert_eq!(status(&house.notice(paid()).await), 200);
    assert_eq!(status(&house.notice("{}").await), 400);
    flood.join_all().await;
    house.stop.cancel();
    house.serving.await.unwrap();
    let gaps = since.elapsed().as_millis() / gap.as_millis();
    let mut told: BTreeMap<Why, (u64, u128)> = BTreeMap::new();
    let mut hints = 0;
    while let Ok(input) = inputs.try_recv() {
        match input {
            Input::RejectedNotice { why, count } => {
                let (sum, lines) = told.entry(why).or_default();
                (*sum, *lines) = (*sum + count, *lines + 1);
            }
            Input::Hint(_) => hints += 1,
            other => panic!("{other:?}"),
        }
    }
    let sum = |why| told.get(&why).map(|(sum, _)| *sum);
    assert_eq!(hints, 1);
    assert_eq!(sum(Why::WrongSecret), Some(5_000));
    // A reference that nobody knows, and a body without one.
    assert_eq!(sum(Why::UnknownOrder), Some(2));
    assert!(told.values().all(|(_, lines)| *lines <= gaps + 2), "{told:?} in {gaps} gaps");
}

#[tokio::test]
async fn nonsense_harms_nobody() {
    let moment = Duration::from_millis(200);
    let mut house = House::with(v2(), |web| web.patience.head = moment).await;
    let _inputs = house.writer(Reply::Done);
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(1 << 17));
    for bytes in ["\r\n\r\n\r\n", "\u{16}\u{3}\u{1}", "GET\r\n\r\n", "EH /  HTTP/9\r\n\r\n", &long]
    {
        let code = status(&house.raw(bytes).await);
        assert!(code == 0 || (400..500).contains(&code), "{code}");
    }
    let mut cut = house.connect().await;
    let head = "POST /webhooks/pakasir HTTP/1.1\r\nhost: x\r\nx-secret: pintu-belakang\r\n\
                content-length: 100\r\n\r\n{\"order";
    cut.write_all(head.as_bytes()).await.unwrap();
    drop(cut);
    assert_eq!(status(&house.notice(paid()).await), 200);
}

#[tokio::test]
async fn every_page_has_its_door_and_its_methods() {
    let house = House::open(v2()).await;
    assert!(house.raw(get("/healthz")).await.ends_with("{\"ok\":true}"));
    house.alive.store(false, Ordering::SeqCst);
    assert_eq!(status(&house.raw(get("/healthz")).await), 503);
    for elsewhere in ["/", "/input", "/status", "/healthz/", "//healthz", "/webhooks"] {
        assert_eq!(status(&house.raw(get(elsewhere)).await), 404, "{elsewhere}");
    }
    let answer = house.raw(get("/webhooks/pakasir")).await;
    assert!(status(&answer) == 405 && answer.contains("allow: POST"), "{answer}");
    let answer = house.post("/healthz", None, "").await;
    assert!(status(&answer) == 405 && answer.contains("allow: GET, HEAD"), "{answer}");

    assert!(house.local(get("/status")).await.contains("no shop here"));
    assert_eq!(status(&house.local(get("/webhooks/pakasir")).await), 404);
}

#[tokio::test]
async fn a_stopped_or_drowned_writer_is_admitted() {
    let mut house = House::open(v2()).await;
    drop(house.letters.take());
    assert_eq!(status(&house.notice(paid()).await), 503);

    let patience = Duration::from_millis(50);
    let house = House::with(v2(), |web| web.patience.hook = patience).await;
    assert_eq!(status(&house.notice(paid()).await), 503);

    let mut house = House::open(v2()).await;
    let _inputs = house.writer(Reply::Quarantined);
    assert_eq!(status(&house.notice(paid()).await), 500);
}

#[tokio::test]
async fn telegrams_hook_takes_updates_alone_and_its_strangers_are_no_strange_notices() {
    let gate = Gate::new(Link::watched().0);
    let Address { path, secret } = Address::of(&"123456789:AAHtoken".into());
    let hook = Hook {
        from: Sender::Telegram,
        path: path.clone(),
        secret: Some(secret.clone()),
        lock: Lock::Header(SECRET_HEADER),
        bytes_max: UPDATE_BYTES_MAX,
        read: Arc::new(move |body| Ok(gate.read(body))),
    };
    let mut house = House::open(hook).await;
    let mut inputs = house.writer(Reply::Quarantined);
    let post = |secret: &str, body: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{SECRET_HEADER}: {secret}\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    let update = json!({ "update_id": 5, "message": {
        "message_id": 1, "text": "halo", "chat": { "id": 7, "type": "private" },
        "from": { "id": 7, "is_bot": false, "first_name": "Sari" },
    } })
    .to_string();
    let wrong = secret.expose_secret().replace('a', "b");
    for secret in ["", "x", &wrong] {
        assert_eq!(status(&house.raw(post(secret, &update)).await), 401);
    }
    let elsewhere = post(secret.expose_secret(), &update).replace(&path, "/telegram/x");
    assert_eq!(status(&house.raw(elsewhere).await), 404);
    let large = " ".repeat(UPDATE_BYTES_MAX + 1);
    assert_eq!(status(&house.raw(post(secret.expose_secret(), &large)).await), 413);
    // What cannot be understood, and what broke something, need not come again.
    assert_eq!(status(&house.raw(post(secret.expose_secret(), "{")).await), 200);
    assert_eq!(status(&house.raw(post(secret.expose_secret(), &update)).await), 200);
    house.stop.cancel();
    house.serving.await.unwrap();
    assert!(matches!(inputs.recv().await, Some(Input::Update { id: 5, .. })));
    assert!(inputs.recv().await.is_none());
}

fn vitals(up: bool, enough: bool) -> Vitals {
    let now = Timestamp(1_795_331_100_000);
    Vitals {
        shop: "Warung Sari".into(),
        version: "1.2.3".into(),
        now,
        opened: now.before(Span::hours(1)),
        line: Line { up, since: now, why: String::new() },
        way: Way::Webhook,
        heard: None,
        counts: Counts {
            customers: 3,
            orders_open: 2,
            orders_paid: 120,
            orders_undelivered: 1,
            products: 4,
            waiting: 5,
            waiting_since: Some(now.before(Span::millis(2_500))),
            rings: 0,
            given_up: 6,
            set_aside: 7,
            troubles: vec![Incident {
                trouble: Ailment::Gateway,
                failures: 3,
                since: now,
                told: true,
            }],
            paused: None,
            detained: 0,
            unclaimed: 0,
        },
        machine: Machine::default(),
        room: Room { free_bytes: 1 << 30, enough, database_bytes: 1 << 20 },
        backup: Some(now),
        copies: copies(now),
    }
}

fn copies(now: Timestamp) -> Copies {
    let good = Good { orders: 120, upto: now, bytes: 1 << 20 };
    Copies {
        key_confirmed: true,
        targets: vec![
            Target {
                name: "usb".into(),
                kind: "folder".into(),
                ok: true,
                behind: Some(Span::secs(3)),
                snapshot_at: Some(now.before(Span::hours(2))),
                objects: 12,
                bytes: 34_000,
                ..Target::default()
            },
            // One that nothing has reached yet has no age.
            Target { name: "r2".into(), kind: "s3".into(), ..Target::default() },
        ],
        drill: Some(Drill { at: now, target: "usb".into(), took: Span::secs(2), result: Ok(good) }),
        trouble: None,
    }
}

/// Shows these vitals, with a writer that answers.
async fn watched(vitals: Vitals) -> House {
    let mut house = House::with(v2(), |web| {
        web.status = Arc::new(move || Ok(vitals.clone()));
        web.journal.note(Entry { at: Timestamp(0), level: Level::Error, text: "rahasia".into() });
    })
    .await;
    let _inputs = house.writer(Reply::Done);
    house
}
