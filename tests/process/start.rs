//! Starts that cannot be: each is one clear sentence, a right exit code, and no data touched.

use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redb::{Database, TableDefinition};
use warung::app::App;
use warung::app::failure::Failure;
use warung::demo::show;
use warung::demo::world::{SARI, World};
use warung::domain::time::{Span, Timestamp};
use warung::engine::clock::Clock;
use warung::store::open::Store;
use warung::store::read::Read;
use warung::store::schema::{SCHEMA, Table};

use crate::daemon::Daemon;
use crate::kill::{Buyer, Chance};
use crate::service::Notices;

/// A shop that has been open before, and what lies in its folder.
struct Closed {
    world: World,
    daemon: Daemon,
    notices: Notices,
}

impl Closed {
    async fn new() -> Closed {
        let world = World::start(0).await.unwrap();
        let mut daemon = Daemon::new(&world, &[]);
        daemon.start();
        daemon.up().await;
        assert!(daemon.terminate().0.success());
        let notices = Notices::new();
        notices.hear(&mut daemon);
        Closed { world, daemon, notices }
    }

    fn data(&self) -> &Path {
        &self.daemon.config.data_dir
    }

    /// All files, the lock apart: whoever comes writes their number into it. Of a database that
    /// opens, what is in it: the engine keeps its own accounts of opening and closing.
    fn contents(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let paths = fs::read_dir(self.data()).unwrap().map(|entry| entry.unwrap().path());
        let files = paths.filter(|path| path.is_file() && !path.ends_with("warung.lock"));
        let content = |path: &PathBuf| match path.ends_with("warung.redb") {
            true => self.rows().unwrap_or_else(|| fs::read(path).unwrap()),
            false => fs::read(path).unwrap(),
        };
        files.map(|path| (path.clone(), content(&path))).collect()
    }

    /// Every row of a database that opens, read in a copy of it.
    fn rows(&self) -> Option<Vec<u8>> {
        let copy = tempfile::tempdir().unwrap();
        for name in ["warung.redb", "warung.key", "warung.log"] {
            fs::copy(self.data().join(name), copy.path().join(name)).ok()?;
        }
        let store = Store::open(copy.path(), &copy.path().join("warung.key")).ok()?;
        let snap = store.snap().unwrap();
        let rows = Table::ALL.map(|table| snap.rows(table, 0, usize::MAX).unwrap());
        Some(format!("{rows:?}").into_bytes())
    }

    /// Changes the configuration by hand.
    fn rewrite(&self, from: &str, to: &str) {
        let path = self.daemon.folder().join("warung.toml");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replace(from, to)).unwrap();
    }

    /// Starts it: it must end by itself with this number, and say these words in one sentence,
    /// once on the terminal and once to systemd. Nothing in its folder has changed.
    async fn refuses(&mut self, code: i32, words: &[&str]) {
        let before = self.contents();
        let printed = self.daemon.printed();
        self.daemon.start();
        let ended = self.daemon.ended().await;
        let told = self.daemon.printed().split_off(printed.len());
        assert_eq!(ended.code(), Some(code), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
        for word in words {
            assert!(told.contains(word), "no {word:?} in: {told}");
        }
        let status = self.notices.until("STATUS=").await.pop().unwrap();
        let sentence = told.trim_end();
        let sentence = sentence.strip_prefix("warung: ").unwrap_or(sentence);
        assert_eq!(status, format!("STATUS={sentence}"));
        assert!(before == self.contents(), "the data has changed");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mistakes_of_the_operator() {
    let mut shop = Closed::new().await;
    shop.rewrite("[staff]", "[staf]");
    shop.refuses(78, &["warung.toml:", "no such key", "staf"]).await;
    shop.rewrite("[staf]", "[staff]");
    // A secret in a file that others can read, and one in a file that is not there.
    let token = "token = \"7000000001:AAdemo_token_of_a_pretend_bot_000000\"";
    shop.rewrite(token, "token_file = \"rahasia\"");
    shop.refuses(78, &["rahasia cannot be read"]).await;
    let secret = shop.daemon.folder().join("rahasia");
    fs::write(&secret, "7000000001:AAdemo_token_of_a_pretend_bot_000000").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o644)).unwrap();
    shop.refuses(78, &["chmod 600"]).await;
    shop.rewrite("token_file = \"rahasia\"", token);
    // Data of another store.
    fs::write(shop.data().join("store"), "toko-lain\n").unwrap();
    shop.refuses(78, &["\"toko-lain\"", "\"warung\"", "data_dir"]).await;
    fs::write(shop.data().join("store"), "warung\n").unwrap();
    let key = fs::read(shop.data().join("warung.key")).unwrap();
    fs::write(shop.data().join("warung.key"), "5".repeat(64)).unwrap();
    shop.refuses(78, &["another key"]).await;
    fs::remove_file(shop.data().join("warung.key")).unwrap();
    shop.refuses(78, &["the key file is gone"]).await;
    fs::write(shop.data().join("warung.key"), key).unwrap();
    fs::set_permissions(shop.data().join("warung.key"), fs::Permissions::from_mode(0o600)).unwrap();
    shop.daemon.start();
    shop.daemon.up().await;
    shop.world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_is_in_the_way() {
    let mut shop = Closed::new().await;
    let listen = shop.daemon.config.web.listen;
    let port = TcpListener::bind(listen).unwrap();
    shop.refuses(75, &[&format!("cannot listen on {listen}"), "another program"]).await;
    // Also where the port of those who watch is the same.
    drop(port);
    shop.rewrite("[web]\n", &format!("[web]\nwatch = \"{listen}\"\n"));
    shop.refuses(75, &[&format!("cannot listen on {listen}")]).await;
    let mut first = Daemon::new(&shop.world, &[]);
    let data = shop.data().to_str().unwrap().to_owned();
    let own = first.config.data_dir.to_str().unwrap().to_owned();
    let config = first.folder().join("warung.toml");
    fs::write(&config, fs::read_to_string(&config).unwrap().replace(&own, &data)).unwrap();
    first.config.data_dir = data.into();
    first.start();
    first.up().await;
    let holder = format!("already running, as process {}", first.pid());
    shop.daemon.start();
    assert_eq!(shop.daemon.ended().await.code(), Some(75));
    assert!(shop.daemon.printed().ends_with(&format!("{holder}\n")), "{}", shop.daemon.printed());
    // And it has done the first no harm.
    assert!(first.due().is_some());
    shop.world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn data_that_cannot_be_read() {
    let mut shop = Closed::new().await;
    let path = shop.data().join("warung.redb");
    let whole = fs::read(&path).unwrap();
    for length in [0, 1, 100, 4096, whole.len() / 2, whole.len() - 4096, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        let folder = shop.data().display().to_string();
        shop.refuses(1, &["is damaged", &folder, "last good copy"]).await;
    }
    fs::write(&path, &whole).unwrap();
    set_layout(&path, SCHEMA + 1);
    shop.refuses(79, &["newer warung", &format!("layout {}", SCHEMA + 1)]).await;
    for trial in 1..=3 {
        set_layout(&path, trial);
        shop.refuses(78, &["trial version", &format!("layout {trial}"), "data_dir"]).await;
    }
    fs::remove_file(&path).unwrap();
    shop.refuses(78, &["is gone", &shop.data().join("schema").display().to_string()]).await;
    fs::write(&path, &whole).unwrap();
    shop.daemon.start();
    shop.daemon.up().await;
    shop.world.stop();
}

fn set_layout(path: &Path, number: u64) {
    let meta = TableDefinition::<&str, u64>::new("meta");
    let database = Database::open(path).unwrap();
    let writing = database.begin_write().unwrap();
    writing.open_table(meta).unwrap().insert("schema", number).unwrap();
    writing.commit().unwrap();
}

/// An appliance with a wrong token cannot sell. Later in its life the same answer is a trouble
/// of Telegram's, and the shop stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_telegram_does_not_know() {
    let mut shop = Closed::new().await;
    shop.rewrite("AAdemo_token", "BBdemo_token");
    shop.daemon.start();
    assert_eq!(shop.daemon.ended().await.code(), Some(78));
    let printed = shop.daemon.printed();
    assert!(printed.contains("warung: Telegram does not know this bot token (401"), "{printed}");
    let told = shop.notices.until("STATUS=Telegram").await;
    assert!(!told.contains(&"READY=1".to_owned()), "{told:?}");
    shop.world.stop();
}

/// Nothing is said in the name of a bot that may be a stranger.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_that_cannot_be_told_from_another() {
    let mut shop = Closed::new().await;
    let bots = TableDefinition::<u64, &[u8]>::new("bot");
    let database = Database::open(shop.data().join("warung.redb")).unwrap();
    let writing = database.begin_write().unwrap();
    writing.open_table(bots).unwrap().insert(0, &b"no row"[..]).unwrap();
    writing.commit().unwrap();
    drop(database);
    shop.daemon.start();
    assert_eq!(shop.daemon.ended().await.code(), Some(1));
    let printed = shop.daemon.printed();
    assert!(printed.contains("warung: the shop cannot make sure which bot"), "{printed}");
    let told = shop.notices.until("STATUS=the shop cannot make sure").await;
    assert!(!told.contains(&"READY=1".to_owned()), "{told:?}");
    shop.world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_has_lost_its_time() {
    let world = World::start(0).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let open = |clock| App::start(world.config(&data, "127.0.0.1:0".parse().unwrap()), clock);
    let told = open(Clock::stopped(Timestamp(12_000))).await.err().unwrap();
    assert!(matches!(told.downcast_ref(), Some(Failure::Clock { .. })), "{told}");
    assert!(told.to_string().contains("shows 1970-01-01T00:00:12"), "{told}");
    assert!(!data.exists(), "something was made");

    // Behind the last sale.
    let app = show::open(&world, &data).await.unwrap();
    Buyer::new(&world, SARI, Chance::of(1), Arc::default()).order("1").await;
    app.close().await.unwrap();
    let before = |span| Clock::stopped(Clock::new().now().before(span));
    let told = open(before(Span::hours(2))).await.err().unwrap();
    assert!(matches!(told.downcast_ref(), Some(Failure::Clock { .. })), "{told}");
    // Whoever only looks does not ask for the time.
    let config = world.config(&data, "127.0.0.1:0".parse().unwrap());
    drop(warung::app::open(&config).unwrap());
    // A clock that is put right by minutes is none of our business.
    open(before(Span::minutes(10))).await.unwrap().close().await.unwrap();
    world.stop();
}

/// One sale during a clock that was ahead keeps nobody's shop shut.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_was_ahead_at_the_last_sale() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    let mut sure = Daemon::new(&world, &["--clock-is-right"]);
    let config = daemon.folder().join("warung.toml");
    let key = "data_dir = \"data\"\nkey_file = \"data/key\"\n[telegram]";
    let text = fs::read_to_string(&config).unwrap().replace("[telegram]", key);
    let text: Vec<&str> = text.lines().filter(|line| !line.contains("data_dir = \"/")).collect();
    fs::write(&config, text.join("\n")).unwrap();
    let data = daemon.config.data_dir.clone();
    let elsewhere = text.join("\n").replace("\"data", &format!("\"{}", data.display()));
    fs::write(sure.folder().join("warung.toml"), elsewhere).unwrap();
    sure.config = daemon.config.clone();
    (daemon.config.store, daemon.config.key_file) = ("warung".to_owned(), data.join("key"));
    world.clock.advance(Span::hours(30));
    let app = show::open(&world, &data).await.unwrap();
    // One that is over: what is still open is aimed anew.
    let mut buyer = Buyer::new(&world, SARI, Chance::of(1), Arc::default());
    let reference = buyer.order("1").await;
    assert!(world.gateway.pay(&reference));
    buyer.goods(&reference).await;
    app.close().await.unwrap();
    fs::write(data.join("store"), "warung\n").unwrap();

    // A rehearsal's clock between the two, which nobody keeps right: the outside contradicts.
    let between = Clock::stopped(Clock::new().now().after(Span::hours(12)));
    let told = App::start(daemon.config.clone(), between).await.err().unwrap().to_string();
    assert!(told.contains("'s clock shows ") && told.contains("--clock-is-right"), "{told}");
    assert!(!data.join("clock").exists());

    // The clocks outside show the same as ours.
    daemon.start();
    daemon.up().await;
    daemon.prints("it is right now").await;
    assert!(daemon.terminate().0.success());
    let noted = fs::metadata(data.join("clock")).unwrap().permissions().mode();
    assert_eq!(noted & 0o777, 0o600);
    // It is settled, also where nobody outside can be asked.
    let url = world.url();
    world.stop();
    daemon.start();
    daemon.up().await;
    assert!(daemon.terminate().0.success());

    // A clock that is put back from there is none that is right.
    let back = Clock::stopped(Clock::new().now().before(Span::hours(3)));
    let told = App::start(daemon.config.clone(), back.clone()).await.err().unwrap();
    let told = told.to_string();
    assert!(told.contains("could be asked for the time") && !told.contains(&url), "{told}");
    // The operator has the last word: of a machine's clock, so that here it needs a new doubt.
    fs::remove_file(data.join("clock")).unwrap();
    sure.start();
    sure.prints("it is right now").await;
    assert!(sure.printed().contains("the operator"), "{}", sure.printed());
    assert!(sure.terminate().0.success());
}
