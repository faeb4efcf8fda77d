//! What the real binary tells systemd, heard on a socket of the test's own.

use std::collections::VecDeque;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use secrecy::ExposeSecret;
use tempfile::TempDir;
use tokio::net::UnixDatagram;
use tokio::time::timeout;
use warung::demo::telegram::Trouble;
use warung::demo::world::{DEDI, RINA, World};

use crate::daemon::Daemon;

const PATIENCE: Duration = Duration::from_secs(30);

/// systemd's end.
pub struct Notices {
    socket: UnixDatagram,
    lines: VecDeque<String>,
    folder: TempDir,
}

impl Notices {
    pub fn new() -> Notices {
        let folder = tempfile::tempdir().unwrap();
        let socket = UnixDatagram::bind(folder.path().join("notify")).unwrap();
        Notices { socket, lines: VecDeque::new(), folder }
    }

    pub fn hear(&self, daemon: &mut Daemon) {
        daemon.env("NOTIFY_SOCKET", self.folder.path().join("notify"));
    }

    async fn next(&mut self) -> String {
        while self.lines.is_empty() {
            let mut bytes = [0; 4096];
            let length = timeout(PATIENCE, self.socket.recv(&mut bytes)).await;
            let length = length.expect("nothing more is told").unwrap();
            let text = std::str::from_utf8(&bytes[..length]).unwrap();
            self.lines.extend(text.lines().map(str::to_owned));
        }
        self.lines.pop_front().unwrap()
    }

    /// Everything up to the first line that begins so, and that line.
    pub async fn until(&mut self, begin: &str) -> Vec<String> {
        let mut told = Vec::new();
        while !told.last().is_some_and(|line: &String| line.starts_with(begin)) {
            told.push(self.next().await);
        }
        told
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn systemd_hears_how_the_shop_stands() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    let mut notices = Notices::new();
    notices.hear(&mut daemon);
    daemon.env("WATCHDOG_USEC", "900000");
    daemon.start();
    assert_eq!(notices.until("READY=1").await, ["READY=1"]);
    let selling = "STATUS=Berjualan · 0 tagihan terbuka · 0 pesan menunggu · \
                   belum ada cadangan · mode polling";
    assert_eq!(notices.until("STATUS=").await.last().unwrap(), selling);
    for _ in 0..3 {
        notices.until("WATCHDOG=1").await;
    }
    // The line is told anew when it changes, and says why.
    daemon.lose(&world).await;
    let trouble = notices.until("STATUS=").await;
    let trouble = trouble.last().unwrap();
    assert!(trouble.starts_with("STATUS=Gangguan: Telegram tidak menjawab ("), "{trouble}");
    // A trouble of Telegram's is no reason to start again.
    notices.until("WATCHDOG=1").await;
    world.telegram.trouble(Trouble::None);
    assert_eq!(notices.until("STATUS=Berjualan").await.last().unwrap(), selling);
    let ended = daemon.terminate();
    assert!(ended.0.success());
    assert_eq!(
        notices.until("STATUS=Toko ditutup").await.iter().filter(|it| *it == "STOPPING=1").count(),
        1
    );
    world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_is_ready_when_telegram_is_known_to_be_away() {
    let world = World::start(0).await.unwrap();
    world.telegram.trouble(Trouble::Refuse);
    let mut daemon = Daemon::new(&world, &[]);
    let mut notices = Notices::new();
    notices.hear(&mut daemon);
    daemon.start();
    assert_eq!(notices.until("READY=1").await, ["READY=1"]);
    let status = notices.until("STATUS=").await;
    assert!(status.last().unwrap().starts_with("STATUS=Gangguan: Telegram tidak menjawab ("));
    world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn status_tells_what_systemd_hears_and_more() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    let told = |daemon: &Daemon, arguments: &[&str]| {
        let output = daemon.command(&[&["status"], arguments].concat());
        assert!(output.stderr.is_empty(), "{output:?}");
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let down = told(&daemon, &[]);
    assert_eq!(down, (1, "warung: DOWN: no daemon is running\n".into()));
    daemon.start();
    daemon.up().await;
    world.person(DEDI).say("/admin");
    daemon.settled(&world).await;
    let (code, text) = told(&daemon, &[]);
    assert_eq!(code, 0, "{text}");
    let first = "warung: Selling · 0 open invoices · 0 messages waiting · no backup yet · \
                 polling mode";
    assert_eq!(text.lines().next(), Some(first));
    for words in ["Warung Demo, warung ", "answers since ", "1 customers", "0 waiting\n"] {
        assert!(text.contains(words), "no {words:?} in {text}");
    }
    let (code, text) = told(&daemon, &["--json"]);
    let stores: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &stores[0]["state"]), (0, &"Selling".into()));
    assert_eq!(stores[0]["vitals"]["counts"]["customers"], 1);
    daemon.lose(&world).await;
    daemon.prints("Telegram does not answer").await;
    let (code, text) = told(&daemon, &[]);
    assert_eq!(code, 1);
    assert!(text.starts_with("warung: Trouble: Telegram does not answer ("), "{text}");
    assert_eq!(told(&daemon, &["--json"]).0, 1);
    assert!(daemon.terminate().0.success());
    let (code, text) = told(&daemon, &["--json"]);
    let stores: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &stores[0]["up"]), (1, &false.into()));
    world.stop();
}

/// A copy of the shop, or a stranger with its token, that asks for updates as well.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_program_on_the_token_is_told_by_alarm_check_and_status() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    daemon.start();
    daemon.up().await;
    let owner = world.person(RINA);
    owner.say("/start");
    daemon.settled(&world).await;
    let began = Instant::now();
    let token = daemon.config.telegram.token.expose_secret();
    let url = format!("{}/bot{token}/getUpdates?timeout=50", daemon.config.telegram.api_url);
    let rival = tokio::spawn(async move {
        loop {
            let _ = reqwest::get(&url).await;
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    });
    daemon.until(|_| owner.sees("Token bot ini dipakai program lain")).await;
    assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
    assert!(owner.sees("/revoke"));
    let said = |daemon: &Daemon, arguments: &[&str]| {
        let output = daemon.command(arguments);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    for (command, words) in [
        ("status", "Trouble: another program uses this bot's token"),
        ("check", "another program uses this bot's token"),
    ] {
        let (code, text) = said(&daemon, &[command]);
        assert_eq!(code, Some(1), "{text}");
        for words in [words, "/revoke", "warung setup warung --token"] {
            assert!(text.contains(words), "no {words:?} in {text}");
        }
        assert!(!text.contains("does not answer"), "{text}");
    }
    // Closed, the shop is not there to tell: the other is found out by asking.
    assert!(daemon.terminate().0.success());
    let text = said(&daemon, &["check"]).1;
    assert!(text.contains("another program uses this bot's token"), "{text}");
    rival.abort();
    world.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn secrets_that_everybody_can_read_are_told_at_each_start() {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &[]);
    let config = daemon.folder().join("warung.toml");
    let mode = |mode| fs::set_permissions(&config, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o644);
    daemon.start();
    daemon.prints("everybody on this machine can read it").await;
    let owner = world.person(RINA);
    owner.say("/start");
    daemon.settled(&world).await;
    assert!(daemon.terminate().0.success());
    daemon.start();
    daemon.until(|_| owner.sees("Rahasia toko bisa dibaca orang lain")).await;
    // It is no trouble that lasts: the shop sells.
    let status = daemon.command(&["status"]);
    assert_eq!(status.status.code(), Some(0), "{status:?}");
    assert!(daemon.terminate().0.success());
    let before = owner.messages().len();
    mode(0o600);
    daemon.start();
    daemon.up().await;
    owner.say("/admin");
    daemon.settled(&world).await;
    let after = owner.messages().split_off(before);
    assert!(!after.iter().any(|it| it.text.contains("Rahasia toko")), "{after:?}");
    world.stop();
}
