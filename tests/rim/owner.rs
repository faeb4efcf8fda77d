//! The bot that warns, over real HTTP: a second bot beside the shop's, with chats of its own.

use std::fs;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use tempfile::TempDir;
use tokio::time::timeout;
use warung::app::App;
use warung::demo::person::Person;
use warung::demo::telegram::Trouble as Weather;
use warung::demo::telegram::chat::Profile;
use warung::demo::world::{ALERT_TOKEN, RINA, SARI, World};
use warung::domain::effect::Effect;
use warung::domain::incident::{Sight, Trouble};
use warung::domain::limit::{ALERT_PAUSE_MAX, NEWS_GAP, NEWS_WAIT};
use warung::domain::time::{Span, Timestamp};
use warung::engine::clock::Clock;
use warung::engine::input::{Input, Reply};
use warung::engine::journal::{Journal, Level, Line};
use warung::store::read::Read;
use warung::telegram::mode::Pace;

use crate::daemon::Daemon;

const MORNING: Timestamp = Timestamp(1_795_331_100_000);
const PATIENCE: Duration = Duration::from_secs(20);
const ANYWHERE: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 0);

struct House {
    world: World,
    app: App,
    /// The owner in front of the bot that warns, which she has found.
    rina: Person,
    _folder: TempDir,
}

impl House {
    async fn open() -> House {
        let world = World::with_clock(0, Clock::stopped(MORNING)).await.unwrap();
        world.alert.join(Profile::new(RINA, "Bu Rina", "id"));
        let folder = tempfile::tempdir().unwrap();
        let mut config = world.config(folder.path(), ANYWHERE);
        (config.alert.token, config.shop.alert_bot) = (Some(ALERT_TOKEN.into()), true);
        let journal = Journal::default();
        for number in 1..=30 {
            let text = format!("baris <{number}>");
            journal.note(Line { at: MORNING, level: Level::Info, text });
        }
        let app =
            App::start_with(config, world.clock.clone(), Pace::default(), journal).await.unwrap();
        let rina = Person::new(world.alert.clone(), RINA);
        House { world, app, rina, _folder: folder }
    }

    async fn observed(&self, trouble: Trouble, sight: Sight) {
        let reply = self.app.handle().submit(Input::Observed { trouble, sight }).await.unwrap();
        assert_eq!(reply, Reply::Done);
    }

    async fn began(&self, trouble: Trouble) {
        let since = self.world.clock.now();
        self.observed(trouble, Sight::Began { since, figure: 9 }).await;
    }

    async fn settled(&self) {
        if timeout(PATIENCE, self.app.settled()).await.is_err() {
            let effects: Vec<Effect> = self.app.store().snap().unwrap().all(0, 100).unwrap();
            panic!("at {:?} the shop does not come to rest: {effects:#?}", self.world.clock.now());
        }
    }

    /// Time goes by in small steps, as it would.
    async fn pass(&self, span: Span) {
        let mut left = span.0;
        while left > 0 {
            let step = left.min(5_000);
            self.settled().await;
            self.world.clock.advance(Span(step));
            left -= step;
        }
        self.settled().await;
    }

    fn told(&self) -> Vec<String> {
        let messages = self.world.alert.chat(RINA as i64).into_iter();
        messages.filter(|it| it.from_bot()).map(|it| it.text).collect()
    }

    async fn close(self) {
        self.app.close().await.unwrap();
        self.world.stop();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_talks_with_the_bot_that_warns() {
    let house = House::open().await;
    house.rina.say("/start");
    house.rina.see("/mute 2h").await.unwrap();
    house.rina.say("/status");
    house.rina.see("🟢 Berjualan").await.unwrap();
    house.rina.say("/check");
    house.rina.see("Data utuh").await.unwrap();
    house.rina.say("/log 2");
    let log = house.rina.see("baris <30>").await.unwrap();
    assert!(log.text.contains("baris <29>") && !log.text.contains("baris <28>"), "{}", log.text);
    // One chat takes a few messages at once, and then one a second.
    house.pass(Span::secs(10)).await;
    house.rina.say("/pause");
    house.rina.see("Toko dijeda").await.unwrap();
    house.rina.say("/resume");
    house.rina.see("Toko buka lagi").await.unwrap();
    house.began(Trouble::Disk).await;
    house.pass(NEWS_WAIT).await;
    house.rina.see("Disk server hampir penuh").await.unwrap();
    house.pass(Span::secs(10)).await;
    house.rina.say("/ack");
    house.rina.see("tidak diingatkan lagi").await.unwrap();
    let commands = house.world.alert.commands(RINA as i64, "id");
    assert!(commands.iter().any(|(name, _)| name == "mute"), "{commands:?}");
    // The shop's own bot has said nothing of all this.
    assert_eq!(house.world.telegram.chat(RINA as i64).len(), 0);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn news_are_kept_while_telegram_is_away_and_told_as_one() {
    let house = House::open().await;
    house.world.alert.trouble(Weather::Unavailable);
    for trouble in [Trouble::Telegram, Trouble::Disk, Trouble::Cpu, Trouble::Memory] {
        house.began(trouble).await;
        house.pass(Span::minutes(1)).await;
    }
    house.pass(Span::minutes(10)).await;
    assert_eq!(house.told(), [""; 0]);
    house.world.alert.trouble(Weather::None);
    house.observed(Trouble::Telegram, Sight::Over).await;
    house.pass(ALERT_PAUSE_MAX).await;
    house.pass(NEWS_GAP).await;
    let told = house.told();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].starts_with("🏪 Warung Demo"));
    for words in ["Sudah beres: Telegram", "Disk server", "Prosesor server", "Memori server"] {
        assert!(told[0].contains(words), "{words} in {}", told[0]);
    }
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_whose_messages_wait_still_warns() {
    let house = House::open().await;
    let sari = house.world.person(SARI);
    sari.say("/start");
    sari.see("Hai, Sari").await.unwrap();
    // The shop's bot is out of breath for an hour; the one that warns is not.
    house.world.telegram.trouble(Weather::TooMany { retry_after: 3_600 });
    sari.say("/katalog");
    timeout(PATIENCE, house.world.telegram.idle()).await.expect("updates wait");
    house.began(Trouble::Queue).await;
    house.pass(NEWS_WAIT).await;
    house.rina.see("Pesan keluar tertahan").await.unwrap();
    let waiting: Vec<Effect> = house.app.store().snap().unwrap().all(0, 100).unwrap();
    assert!(!waiting.is_empty(), "the buyer's answer waits");
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_owner_who_has_not_found_the_bot_is_told_by_the_shops() {
    let house = House::open().await;
    let rina = house.world.person(RINA);
    rina.say("/start");
    rina.see("Hai, Bu Rina").await.unwrap();
    house.world.alert.block(RINA);
    house.began(Trouble::Disk).await;
    house.pass(NEWS_WAIT).await;
    house.pass(NEWS_WAIT).await;
    house.pass(NEWS_GAP).await;
    assert!(rina.sees("Disk server hampir penuh"));
    assert_eq!(house.told(), [""; 0]);
    house.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_warning_bots_token_is_dead_the_shops_bot_warns() {
    let house = House::open().await;
    let rina = house.world.person(RINA);
    rina.say("/start");
    rina.see("Hai, Bu Rina").await.unwrap();
    house.world.alert.trouble(Weather::Revoked);
    house.began(Trouble::Disk).await;
    house.pass(NEWS_WAIT).await;
    house.pass(NEWS_WAIT).await;
    house.pass(NEWS_GAP).await;
    rina.see("Disk server hampir penuh").await.unwrap();
    house.close().await;
}

/// What the owner's own process does: it ends, and once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_ends_the_process_in_good_order_and_once() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    daemon.start();
    let rina = world.person(RINA);
    rina.say("/restart");
    let ended = daemon.ended().await;
    assert_eq!(ended.code(), Some(0), "{}", daemon.printed());
    daemon.start();
    rina.see("🟢 Berjualan").await.unwrap();
    timeout(PATIENCE, world.telegram.idle()).await.expect("updates wait");
    assert!(rina.sees("dimulai ulang"));
    assert!(daemon.terminate().0.success(), "it had not ended once more");
    // For the day on which it cannot start.
    let kept = daemon.config.data_dir.join("owners");
    let mode = fs::metadata(&kept).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600, "whose they are is nobody's business");
    let owners = fs::read_to_string(&kept).unwrap();
    assert_eq!(owners, format!("{RINA}\n"));
    world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_hear_that_the_shop_cannot_start() {
    let world = World::start(0).await.unwrap();
    let daemon = Daemon::new(&world, &[]);
    fs::create_dir_all(&daemon.config.data_dir).unwrap();
    // Somebody who became an owner by pairing, as the shop has kept it when it was open.
    fs::write(daemon.config.data_dir.join("owners"), format!("{SARI}\n")).unwrap();
    let daemon = std::sync::Arc::new(daemon);
    let alert = async |reason: &'static str| {
        let daemon = daemon.clone();
        let run = move || daemon.command(&["alert", "--reason", reason]);
        tokio::task::spawn_blocking(run).await.unwrap()
    };
    let told = |person: u64| {
        let messages = world.telegram.chat(person as i64).into_iter();
        messages.filter(|it| it.text.contains("Toko tidak bisa berjalan")).count()
    };
    let first = alert("oom-kill").await;
    assert!(first.status.success(), "{first:?}");
    assert_eq!((told(RINA), told(SARI)), (1, 1));
    let rina = world.person(RINA).last().unwrap().text;
    assert!(rina.starts_with("🏪 Warung Demo") && rina.contains("memori server habis"), "{rina}");
    // At every failed try anew, and still only once.
    for reason in ["oom-kill", "oom-kill", "watchdog"] {
        assert!(alert(reason).await.status.success());
    }
    assert_eq!((told(RINA), told(SARI)), (1, 1));
    // Nobody could be told: it is tried again the next time.
    fs::remove_file(daemon.config.data_dir.join("alerted")).unwrap();
    world.telegram.block(RINA);
    world.telegram.block(SARI);
    let none = alert("oom-kill").await;
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8(none.stderr).unwrap().contains("Telegram took no message"));
    assert!(!daemon.config.data_dir.join("alerted").exists());
    world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_do_not_hear_of_a_shop_that_has_only_stumbled() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    daemon.start();
    let rina = world.person(RINA);
    rina.say("/start");
    rina.see("Hai, Bu Rina").await.unwrap();
    let config = daemon.folder().join("warung.toml");
    let mut alert = std::process::Command::new(env!("CARGO_BIN_EXE_warung"));
    alert.args(["alert", "--config"]).arg(config);
    // As a unit is called.
    alert.envs([("INVOCATION_ID", "1"), ("MONITOR_SERVICE_RESULT", "signal")]);
    let ended = tokio::task::spawn_blocking(move || alert.status().unwrap()).await.unwrap();
    assert!(ended.success());
    assert!(!rina.sees("Toko tidak bisa berjalan"));
    daemon.terminate();
    world.stop();
}

/// The configuration may be what is wrong: whatever can be read of it must do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn owners_hear_of_a_configuration_that_is_wrong() {
    let world = World::start(0).await.unwrap();
    let daemon = Daemon::new(&world, &[]);
    fs::create_dir_all(&daemon.config.data_dir).unwrap();
    let file = daemon.folder().join("warung.toml");
    let good = fs::read_to_string(&file).unwrap();
    let told = || {
        let messages = world.telegram.chat(RINA as i64).into_iter();
        messages.filter(|it| it.text.contains("Toko tidak bisa berjalan")).count()
    };
    let wrong = [
        format!("{good}\ncolour = \"red\"\n"),
        good.replace("[gateway]", "[gateway\nsandbox = 3"),
        good.replace("name = ", "timezone = 7\nname = 7 # "),
    ];
    for (at, wrong) in wrong.iter().enumerate() {
        assert_ne!(*wrong, good);
        fs::write(&file, wrong).unwrap();
        let _ = fs::remove_file(daemon.config.data_dir.join("alerted"));
        let run = daemon.command(&["alert", "--reason", "exit-code"]);
        assert!(run.status.success(), "{run:?}");
        assert_eq!(told(), at + 1, "{wrong}");
    }
    world.stop();
}
