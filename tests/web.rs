//! The doors, over real sockets: what strangers send, and how it ends.

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
                .map(|it| Some(Input::Hint(it)))
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
        assert!(matches!(&letter.input, Input::Hint(found) if found.as_str() == REFERENCE));
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
async fn the_slow_are_sent_away() {
    let moment = Duration::from_millis(100);
    let house = House::with(v2(), |web| {
        web.patience.head = moment;
        web.patience.body = moment;
    });
    let house = house.await;
    let mut silent = house.connect().await;
    assert_eq!(rest(&mut silent).await, "");
    let answer = house.raw("GET /healthz HTTP/1.1\r\nhost: x\r\nx").await;
    assert!([0, 408].contains(&status(&answer)), "{answer}");
    let body = format!(
        "POST /webhooks/pakasir HTTP/1.1\r\nhost: x\r\nx-secret: {SECRET}\r\n\
         content-length: 100\r\n\r\n{{"
    );
    assert_eq!(status(&house.raw(body).await), 408);
    let idle = house.raw("GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(status(&idle), 200);
}

#[tokio::test]
async fn a_connection_serves_again_but_not_for_ever() {
    let life = Duration::from_millis(200);
    let house = House::with(v2(), |web| web.patience.life = life).await;
    let mut stream = house.connect().await;
    let mut answers = 0;
    let asked = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    let mut seen = [0; 1024];
    while stream.write_all(asked.as_bytes()).await.is_ok() {
        match stream.read(&mut seen).await {
            Ok(bytes) if bytes > 0 => answers += 1,
            _ => break,
        }
    }
    assert!(answers > 1, "{answers}");
}

#[tokio::test]
async fn a_crowd_waits_in_line() {
    let moment = Duration::from_millis(300);
    let house = House::with(v2(), |web| {
        web.patience.head = moment;
        web.places = CONNECTIONS_MAX + 300;
    });
    let house = house.await;
    let mut idle = Vec::new();
    for _ in 0..CONNECTIONS_MAX {
        idle.push(house.connect().await);
    }
    let mut crowd = JoinSet::new();
    for _ in 0..300 - CONNECTIONS_MAX {
        crowd.spawn(raw(house.address.clone(), get("/healthz")));
    }
    let answers = crowd.join_all().await;
    assert!(answers.iter().all(|answer| status(answer) == 200));
}

#[tokio::test]
async fn one_address_holds_its_share_and_no_more() {
    let house = House::with(v2(), |web| web.places = 8).await;
    let mut held = Vec::new();
    for _ in 0..8 {
        let mut stream = house.connect().await;
        // Inside, not only in the kernel's line.
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
        assert!(stream.read(&mut [0; 256]).await.unwrap() > 0);
        held.push(stream);
    }
    for _ in 0..50 {
        assert_eq!(house.raw(get("/healthz")).await, "");
    }
    // Whose address it is does not change by what they say of themselves.
    let forged = get("/healthz").replace("host: x", "host: x\r\nx-forwarded-for: 203.0.113.9");
    assert_eq!(house.raw(&forged).await, "");
    drop(held.pop());
    let again = async { while status(&house.raw(get("/healthz")).await) != 200 {} };
    timeout(Duration::from_secs(5), again).await.expect("the place stays taken");
}

/// Connections that say nothing, or begin a word and never end it, from five addresses.
async fn besiege(address: &str, begun: &[u8]) -> Vec<TcpStream> {
    let door: std::net::SocketAddr = address.parse().unwrap();
    let mut held = Vec::new();
    for count in 0..64 * 5 {
        let from = format!("127.0.0.{}:0", 2 + count % 5).parse().unwrap();
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind(from).unwrap();
        let mut stream = socket.connect(door).await.unwrap();
        // Who was sent away already hears nothing.
        let _ = stream.write_all(begun).await;
        held.push(stream);
    }
    held
}

#[tokio::test]
async fn five_addresses_that_say_nothing_delay_no_notice() {
    for begun in [&b""[..], b"POST /webhooks/pakasir HTTP/1.1\r\nhost: x\r\nx-slow:"] {
        let mut house = House::open(v2()).await;
        let mut inputs = house.writer(Reply::Done);
        let _held = besiege(&house.address, begun).await;
        for _ in 0..20 {
            let began = Instant::now();
            assert_eq!(status(&house.notice(paid()).await), 200);
            assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
            assert!(heard(&mut inputs));
        }
    }
}

#[tokio::test]
async fn nor_do_five_that_never_agree_on_tls() {
    let folder = tempfile::tempdir().unwrap();
    let now = std::time::SystemTime::now();
    let tls = warung::web::tls::Tls::keep(folder.path(), "localhost", now).unwrap();
    let mut house = House::behind(v2(), |_| {}, Some(tls.acceptor)).await;
    let mut inputs = house.writer(Reply::Done);
    let _held = besiege(&house.address, b"\x16\x03\x01").await;
    let certificate = reqwest::Certificate::from_pem(tls.pem.as_bytes()).unwrap();
    let client = reqwest::Client::builder().add_root_certificate(certificate).build().unwrap();
    let port = house.address.rsplit(':').next().unwrap();
    let url = format!("https://localhost:{port}/webhooks/pakasir");
    let began = Instant::now();
    let notice = client.post(url).header("x-secret", SECRET).body(paid()).send().await.unwrap();
    assert_eq!(notice.status().as_u16(), 200);
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert!(heard(&mut inputs));
}

#[tokio::test]
async fn behind_a_proxy_each_caller_has_their_own_share() {
    let mut house = House::with(v2(), |web| {
        web.proxies = vec!["127.0.0.1".parse().unwrap()];
        web.places = 2;
    })
    .await;
    let mut letters = house.letters.take().unwrap();
    let body = paid();
    let ask = |forwarded: &str| {
        format!(
            "POST /webhooks/pakasir HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-secret: {SECRET}\r\n\
             x-forwarded-for: {forwarded}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        )
    };
    // Two requests of one caller wait for their commit; what they invent stands on the left.
    let mut waiting = JoinSet::new();
    let mut under_way = Vec::new();
    for invented in ["1.1.1.1", "2.2.2.2"] {
        let ask = ask(&format!("{invented}, 203.0.113.9"));
        waiting.spawn(raw(house.address.clone(), ask));
        under_way.push(letters.letters.recv().await.unwrap());
    }
    assert_eq!(status(&house.raw(ask("3.3.3.3, 203.0.113.9")).await), 429);
    waiting.spawn(raw(house.address.clone(), ask("203.0.113.9, 198.51.100.1")));
    under_way.push(letters.letters.recv().await.unwrap());
    for letter in under_way {
        letter.answer.unwrap().send(Reply::Done).unwrap();
    }
    let answers = waiting.join_all().await;
    assert!(answers.iter().all(|answer| status(answer) == 200), "{answers:?}");
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

#[tokio::test]
async fn a_stop_lets_those_inside_finish() {
    let mut house = House::open(v2()).await;
    let mut letters = house.letters.take().unwrap();
    let idle = house.connect().await;
    let (answer, ()) = tokio::join!(house.notice(paid()), async {
        let letter = letters.letters.recv().await.unwrap();
        house.stop.cancel();
        letter.answer.unwrap().send(Reply::Done).unwrap();
    });
    assert_eq!(status(&answer), 200);
    let since = Instant::now();
    house.serving.await.unwrap();
    assert!(since.elapsed() < STOP_GRACE.std());
    assert!(!house.socket.exists());
    assert!(TcpStream::connect(&house.address).await.is_err());
    drop(idle);
}

#[tokio::test]
async fn a_stop_waits_for_nobody_for_long() {
    let mut house = House::open(v2()).await;
    let mut letters = house.letters.take().unwrap();
    let since = Instant::now();
    let (answer, _kept) = tokio::join!(house.notice(paid()), async {
        let letter = letters.letters.recv().await.unwrap();
        house.stop.cancel();
        letter
    });
    house.serving.await.unwrap();
    assert_eq!(status(&answer), 0);
    assert!(since.elapsed() < STOP_GRACE.std() + Duration::from_secs(1));
}

#[tokio::test]
async fn commands_go_through_the_local_door() {
    let mut house = House::open(v2()).await;
    let mut inputs = house.writer(Reply::Code("7KQ2XM".to_owned()));
    let mode = std::fs::metadata(&house.socket).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert!(is_running(&house.socket).unwrap());
    let reply = ask(&house.socket, &Ask::Pair(Role::Admin)).await.unwrap();
    assert_eq!(reply, Reply::Code("7KQ2XM".to_owned()));
    assert!(matches!(inputs.recv().await, Some(Input::Pair(Role::Admin))));
    let batch = Batch { products: Vec::new(), dry_run: true };
    ask(&house.socket, &Ask::Import(batch.clone())).await.unwrap();
    assert!(matches!(inputs.recv().await, Some(Input::Import(found)) if found == batch));

    let mut local = UnixStream::connect(&house.socket).await.unwrap();
    let bad = "POST /input HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}";
    local.write_all(bad.as_bytes()).await.unwrap();
    let answer = rest(&mut local).await;
    assert!(status(&answer) == 400 && answer.contains("another version"), "{answer}");
}

#[tokio::test]
async fn a_closed_local_door_is_told_plainly() {
    let mut house = House::open(v2()).await;
    drop(house.letters.take());
    let refused = ask(&house.socket, &Ask::Pair(Role::Owner)).await.unwrap_err();
    assert_eq!(refused.to_string(), "the running shop refused: the writer has stopped");
    house.stop.cancel();
    house.serving.await.unwrap();
    assert!(!is_running(&house.socket).unwrap());
    let nobody = ask(&house.socket, &Ask::Pair(Role::Owner)).await.unwrap_err();
    assert!(matches!(nobody, Unanswered::Nobody));
    assert_eq!(nobody.to_string(), "no daemon is running");
}

#[tokio::test]
async fn the_socket_of_the_dead_is_taken_over_and_of_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let any = "127.0.0.1:0".parse().unwrap();
    let stale = folder.path().join("stale.sock");
    drop(std::os::unix::net::UnixListener::bind(&stale).unwrap());
    assert!(stale.exists());
    let doors = Doors::open(any, &stale).await.unwrap();
    let second = Doors::open(any, &stale).await.err().unwrap().to_string();
    assert!(second.contains("another process answers there"), "{second}");
    drop(doors);
    assert!(!stale.exists());

    let file = folder.path().join("file");
    std::fs::write(&file, "keep me").unwrap();
    assert!(Doors::open(any, &file).await.is_err());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "keep me");
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
        },
        machine: Machine::default(),
        room: Room { free_bytes: 1 << 30, enough, database_bytes: 1 << 20 },
        backup: Some(now),
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

#[tokio::test]
async fn readiness_says_what_is_lacking() {
    for (up, enough, code, end) in [
        (true, true, 200, "{\"ok\":true}"),
        (false, true, 503, "{\"lacks\":[\"telegram\"],\"ok\":false}"),
        (true, false, 503, "{\"lacks\":[\"disk\"],\"ok\":false}"),
    ] {
        let house = watched(vitals(up, enough)).await;
        for answer in [house.watch(get("/readyz")).await, house.local(get("/readyz")).await] {
            assert_eq!(status(&answer), code, "{answer}");
            assert!(answer.ends_with(end), "{answer}");
        }
    }
    // A writer that does not answer, and a shop whose data cannot be read.
    let house = House::with(v2(), |web| web.status = Arc::new(|| Ok(vitals(true, true)))).await;
    let answer = house.watch(get("/readyz")).await;
    assert!(answer.ends_with("{\"lacks\":[\"writer\"],\"ok\":false}"), "{answer}");
    let mut house = House::open(v2()).await;
    let _inputs = house.writer(Reply::Done);
    assert!(house.watch(get("/readyz")).await.contains("[\"database\"]"));
    assert_eq!(status(&house.watch(get("/metrics")).await), 500);
}

#[tokio::test]
async fn each_door_shows_only_what_is_meant_for_it() {
    let house = watched(vitals(true, true)).await;
    for (path, public, watch, local) in [
        ("/healthz", 200, 200, 200),
        ("/readyz", 404, 200, 200),
        ("/metrics", 404, 200, 200),
        ("/status", 404, 404, 200),
        ("/input", 404, 404, 405),
        ("/webhooks/pakasir", 405, 404, 404),
    ] {
        let ask = get(path);
        assert_eq!(status(&house.raw(&ask).await), public, "{path} outside");
        assert_eq!(status(&house.watch(&ask).await), watch, "{path} for those who watch");
        assert_eq!(status(&house.local(&ask).await), local, "{path} inside");
    }
    let posted = get("/metrics").replace("GET", "POST");
    assert_eq!(status(&house.watch(posted).await), 405);
}

/// Every name is documented, and no name of the document is missing.
#[tokio::test]
async fn metrics_are_what_the_document_says() {
    let house = watched(vitals(true, true)).await;
    let answer = house.watch(get("/metrics")).await;
    assert!(answer.contains("content-type: application/openmetrics-text"), "{answer}");
    let (_, page) = answer.split_once("\r\n\r\n").unwrap();
    assert!(page.ends_with("# EOF\n"), "{page}");
    for line in [
        "warung_build_info{version=\"1.2.3\"} 1",
        "warung_state{state=\"trouble\"} 1",
        "warung_state{state=\"selling\"} 0",
        "warung_orders_paid 120",
        "warung_waiting_oldest_seconds 2.5",
        "warung_opened_timestamp_seconds 1795327500.0",
        "warung_trouble{trouble=\"gateway\"} 1",
        "warung_log_lines_total{level=\"error\"} 1",
        "warung_webhook 1",
        "warung_telegram_up 1",
    ] {
        assert!(page.lines().any(|it| it == line), "no {line:?} in\n{page}");
    }
    assert!(!page.contains("Sari") && !page.contains("rahasia"), "{page}");
    // A family that is told twice spoils the page for whoever reads strictly.
    let families: Vec<&str> = page.lines().filter(|line| line.starts_with("# TYPE")).collect();
    let once: BTreeSet<&str> = families.iter().copied().collect();
    assert_eq!(families.len(), once.len(), "{families:?}");
    let shown: BTreeSet<&str> = page
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split(['{', ' ']).next().unwrap())
        .collect();
    let document = include_str!("../docs/METRICS.md");
    let named: BTreeSet<&str> = document
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split(['`', '{']).next())
        .filter(|name| name.starts_with("warung_"))
        .collect();
    let absent = BTreeSet::from(["warung_update_timestamp_seconds"]);
    assert_eq!(&named - &shown, absent, "documented and not shown: no update has come");
    assert_eq!(&shown - &named, BTreeSet::new(), "shown and not documented");
}
