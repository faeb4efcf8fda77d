//! A webhook that dies and comes back: updates find their way, each once.

mod relay;

use std::net::SocketAddr;
use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use warung::app::App;
use warung::config::{Config, Mode};
use warung::demo::telegram::chat::Profile;
use warung::demo::telegram::{Called, Road};
use warung::demo::world::{RINA, SARI, World};
use warung::domain::limit::{CHANGE_MAX, NEWS_GAP, WAY_LOOK};
use warung::domain::vitals::Way;
use warung::store::read::Read;
use warung::store::schema::Seen;
use warung::telegram::mode::Pace;

use self::relay::Relay;

const DOWN: &str = "Webhook tidak berfungsi";
const UP: &str = "Webhook berfungsi lagi";

/// The real pace, some forty times as fast.
const PACE: Pace = Pace {
    look: Duration::from_millis(75),
    answer: Duration::from_millis(2_000),
    rest: Duration::from_millis(500),
    rest_max: Duration::from_secs(10),
    blind: Duration::from_millis(400),
    steady: Duration::from_secs(3),
    tell: Duration::from_millis(600),
};

/// A shop behind a proxy, in the pretend world.
struct Stage {
    world: World,
    relay: Relay,
    config: Config,
    app: App,
    way: watch::Receiver<Way>,
    _folder: TempDir,
}

impl Stage {
    async fn open(mode: Mode) -> Stage {
        Stage::with(mode, |_| {}).await
    }

    async fn with(mode: Mode, change: impl FnOnce(&mut Config)) -> Stage {
        let world = World::start(0).await.unwrap();
        let relay = Relay::start().await;
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let mut config = world.config(folder.path(), "127.0.0.1:0".parse().unwrap());
        config.shop.messages_per_second = 1000;
        config.telegram.mode = mode;
        // Of the pretend Telegram alone: the real one wants https.
        config.web.public_url = Some(format!("http://{}", relay.address));
        change(&mut config);
        let app = App::start_at(config.clone(), world.clock.clone(), PACE).await.unwrap();
        relay.open(app.address());
        let way = app.way();
        let mut stage = Stage { world, relay, config, app, way, _folder: folder };
        stage.comes_by(Way::Webhook).await;
        stage
    }

    /// Comes back when updates come that way.
    async fn comes_by(&mut self, way: Way) {
        let changed = self.way.wait_for(|now| *now == way);
        timeout(CHANGE_MAX.std(), changed).await.expect("no change in time").unwrap();
        if way == Way::Webhook {
            let mut changes = self.world.telegram.watch();
            let set = changes.wait_for(|_| self.world.telegram.webhook().is_some());
            timeout(CHANGE_MAX.std(), set).await.expect("no webhook").unwrap();
        }
    }

    async fn settled(&self) {
        timeout(Duration::from_secs(30), self.world.telegram.idle()).await.expect("updates wait");
        timeout(Duration::from_secs(30), self.app.settled()).await.expect("work waits");
    }

    /// Somebody new writes to the shop.
    fn greet(&self, people: impl Iterator<Item = u64>) {
        for id in people {
            self.world.telegram.join(Profile::new(id, "Tamu", "id"));
            self.world.telegram.say(id, "/start");
        }
    }

    /// Messages that somebody has got.
    fn answers(&self, id: u64) -> usize {
        let chat = self.world.telegram.chat(id as i64);
        chat.iter().filter(|message| message.from_bot()).count()
    }

    fn calls(&self, method: &str) -> Vec<Called> {
        let calls = self.world.telegram.calls().into_iter();
        calls.filter(|call| call.method == method).collect()
    }

    /// How often the owner has read this.
    fn told(&self, words: &str) -> usize {
        let chat = self.world.telegram.chat(RINA as i64);
        chat.iter().filter(|message| message.text.contains(words)).count()
    }

    /// Comes back when the owner reads this.
    async fn owner_reads(&self, words: &str) {
        let mut changes = self.world.telegram.watch();
        let read = changes.wait_for(|_| self.told(words) > 0);
        timeout(Duration::from_secs(30), read).await.expect("not told").unwrap();
    }

    async fn api(&self, method: &str, body: Value) -> Value {
        let telegram = &self.config.telegram;
        let url = format!("{}/bot{}/{method}", telegram.api_url, telegram.token.expose_secret());
        let answer = reqwest::Client::new().post(url).json(&body).send().await.unwrap();
        answer.json().await.unwrap()
    }

    /// Comes back when Telegram says this of the webhook.
    async fn complains(&self, words: &str) {
        let mut changes = self.world.telegram.watch();
        let info = || self.api("getWebhookInfo", json!({}));
        while info().await["result"]["last_error_message"] != words {
            timeout(CHANGE_MAX.std(), changes.changed()).await.expect("no complaint").unwrap();
        }
    }

    async fn close(self) {
        self.app.close().await.unwrap();
        self.world.stop();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_updates_across_changes_are_each_heard_once() {
    let mut stage = Stage::open(Mode::Auto).await;
    let first = 800_000_000;
    let mut ids = first..first + 1_000;
    stage.greet(ids.by_ref().take(1));
    stage.settled().await;
    let usual = stage.answers(first);
    assert!(usual >= 1);

    for round in 0..2 {
        stage.greet(ids.by_ref().take(100));
        // The proxy dies in the middle of it.
        stage.relay.shut();
        stage.greet(ids.by_ref().take(100));
        let looks = stage.calls("getWebhookInfo").len();
        stage.comes_by(Way::Polling).await;
        // As many as there is time for at the real pace.
        let looks = stage.calls("getWebhookInfo").len() - looks;
        assert!(looks as u64 <= CHANGE_MAX.0 / WAY_LOOK.0, "{looks} looks");
        stage.greet(ids.by_ref().take(100));
        if round == 0 {
            stage.settled().await;
        }
        stage.relay.open(stage.app.address());
        stage.greet(ids.by_ref().take(50));
        stage.comes_by(Way::Webhook).await;
        stage.greet(ids.by_ref().take(50));
    }
    // Telegram hears of none of these, and brings them again.
    stage.world.telegram.road(Road::AnswersLost);
    stage.greet(ids.by_ref().take(100));
    stage.complains("Read timeout expired").await;
    stage.world.telegram.road(Road::Open);
    stage.greet(ids.by_ref());
    stage.settled().await;

    let answers = (first..first + 1_000).map(|id| stage.answers(id));
    let odd: Vec<_> = answers.enumerate().filter(|(_, count)| *count != usual).collect();
    assert!(odd.is_empty(), "usual {usual}, but {odd:?}");
    let seen: Vec<Seen> = stage.app.store().snap().unwrap().all(0, 10_000).unwrap();
    assert_eq!(seen.len(), 1_000);
    // On a busy machine it may change more often than it must.
    assert!(stage.calls("setWebhook").len() >= 3);
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_owner_hears_once_that_it_fails_and_once_that_it_works() {
    let mut stage = Stage::open(Mode::Auto).await;
    let rina = stage.world.person(RINA);
    rina.say("/start");
    stage.settled().await;
    stage.relay.shut();
    stage.world.person(SARI).say("/start");
    stage.comes_by(Way::Polling).await;
    stage.owner_reads(DOWN).await;
    stage.settled().await;
    // Owners are not written to every moment.
    stage.world.levers.skip(NEWS_GAP);
    // Up and down again: the same trouble.
    stage.relay.open(stage.app.address());
    stage.comes_by(Way::Webhook).await;
    stage.relay.shut();
    stage.world.person(SARI).say("/start");
    stage.comes_by(Way::Polling).await;
    stage.relay.open(stage.app.address());
    stage.comes_by(Way::Webhook).await;
    stage.owner_reads(UP).await;
    assert_eq!((stage.told(DOWN), stage.told(UP)), (1, 1));
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_that_only_telegram_cannot_reach_is_tried_ever_more_rarely() {
    let stage = Stage::open(Mode::Auto).await;
    stage.world.person(RINA).say("/start");
    stage.settled().await;
    // Our own calls arrive: only trying it tells.
    stage.world.telegram.road(Road::Closed);
    let guests = tokio::spawn({
        let telegram = stage.world.telegram.clone();
        async move {
            // Somebody writes all the time, whichever way is tried.
            for id in 810_000_000.. {
                telegram.join(Profile::new(id, "Tamu", "id"));
                telegram.say(id, "/start");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    });
    let mut changes = stage.world.telegram.watch();
    let tried = changes.wait_for(|_| stage.calls("setWebhook").len() >= 6);
    timeout(Duration::from_secs(30), tried).await.expect("not tried again").unwrap();
    guests.abort();
    let at: Vec<_> = stage.calls("setWebhook").iter().map(|call| call.at).collect();
    let gaps: Vec<u64> = at.windows(2).skip(1).map(|pair| pair[1].since(pair[0]).0).collect();
    let rest = PACE.rest.as_millis() as u64;
    assert!((0..).zip(&gaps[1..]).all(|(times, gap)| *gap >= rest << times), "{gaps:?}");
    stage.owner_reads(DOWN).await;
    assert_eq!((stage.told(DOWN), stage.told(UP)), (1, 0));
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_fallback_the_webhook_stays_and_the_owner_is_told() {
    let stage = Stage::open(Mode::Webhook).await;
    let rina = stage.world.person(RINA);
    rina.say("/start");
    stage.settled().await;
    stage.relay.shut();
    let sari = stage.world.person(SARI);
    sari.say("/start");
    stage.owner_reads(DOWN).await;
    assert_eq!(stage.told("mode = \"auto\""), 1);
    assert_eq!(*stage.way.borrow(), Way::Webhook);
    assert!(!sari.messages().iter().any(|message| message.from_bot()));
    stage.relay.open(stage.app.address());
    stage.settled().await;
    assert!(sari.messages().iter().any(|message| message.from_bot()));
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_programs_webhook_is_replaced() {
    let mut stage = Stage::open(Mode::Auto).await;
    let ours = stage.world.telegram.webhook();
    let theirs = json!({ "url": "https://elsewhere.example.com/bot" });
    assert_eq!(stage.api("setWebhook", theirs).await["ok"], true);
    stage.comes_by(Way::Polling).await;
    stage.comes_by(Way::Webhook).await;
    assert_eq!(stage.world.telegram.webhook(), ours);
    stage.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_while_the_shop_was_closed_arrives_when_it_opens() {
    let stage = Stage::open(Mode::Auto).await;
    stage.app.close().await.unwrap();
    stage.relay.shut();
    let sari = stage.world.person(SARI);
    sari.say("/start");
    // It cannot be reached at first: the shop begins to fetch.
    let app = App::start_at(stage.config, stage.world.clock.clone(), PACE).await.unwrap();
    timeout(CHANGE_MAX.std(), stage.world.telegram.idle()).await.expect("not fetched");
    app.settled().await;
    assert!(sari.messages().iter().any(|message| message.from_bot()));
    let mut way = app.way();
    stage.relay.open(app.address());
    let found = way.wait_for(|way| *way == Way::Webhook);
    timeout(CHANGE_MAX.std(), found).await.expect("not found again").unwrap();
    app.close().await.unwrap();
    // It stays set, and Telegram keeps what comes for it.
    assert!(stage.world.telegram.webhook().is_some());
    stage.world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_of_our_own_is_believed_by_those_who_were_given_it() {
    let stage = Stage::with(Mode::Auto, |config| {
        config.web.public_url =
            config.web.public_url.take().map(|url| url.replace("http:", "https:"));
        config.web.self_signed = true;
    });
    let stage = stage.await;
    let info = stage.api("getWebhookInfo", json!({})).await;
    assert_eq!(info["result"]["has_custom_certificate"], true);
    let sari = stage.world.person(SARI);
    sari.say("/start");
    stage.settled().await;
    assert!(sari.messages().iter().any(|message| message.from_bot()));

    let pem = std::fs::read(stage.config.data_dir.join("tls.crt")).unwrap();
    let given = reqwest::Client::builder()
        .tls_built_in_root_certs(false)
        .add_root_certificate(reqwest::Certificate::from_pem(&pem).unwrap());
    let health = format!("https://{}/healthz", stage.app.address());
    let answer = given.build().unwrap().get(&health).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(reqwest::get(&health).await.is_err());
    assert!(reqwest::get(health.replace("https", "http")).await.is_err());
    stage.close().await;
}

/// Who connects and says nothing is let go, TLS or not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_handshake_has_its_time() {
    let folder = tempfile::tempdir().unwrap();
    let tls = warung::web::tls::Tls::keep(folder.path(), "127.0.0.1", std::time::SystemTime::now());
    let patience = Duration::from_millis(200);
    let house = crate::web::House::sealed(tls.unwrap().acceptor, patience).await;
    let address: SocketAddr = house.address.parse().unwrap();
    for head in [&b""[..], b"\x16\x03\x01\x02\x00", b"GET / HTTP/1.1\r\n\r\n"] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        tokio::io::AsyncWriteExt::write_all(&mut stream, head).await.unwrap();
        let mut rest = Vec::new();
        let ended = timeout(Duration::from_secs(5), stream.read_to_end(&mut rest)).await;
        assert!(ended.is_ok(), "still there after {head:?}");
        assert!(!rest.starts_with(b"HTTP"));
    }
}
