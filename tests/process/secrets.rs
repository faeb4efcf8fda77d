//! A day with everything that can happen, through the real binary at its most talkative; then
//! its logs, its data and its process are searched for what they must not tell.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::time::timeout;
use warung::demo::gateway::{Forgery, Mood};
use warung::demo::telegram::Trouble;
use warung::demo::telegram::chat::Profile;
use warung::demo::world::{DEDI, RINA, SARI, World};
use warung::domain::time::Span;

use crate::daemon::Daemon;
use crate::journald::Journald;
use crate::kill::{Buyer, Chance};

/// A buyer for each part of the day: a chat takes only so much at a time.
const BUDI: u64 = 740_000_001;
const WATI: u64 = 740_000_002;
const JONO: u64 = 740_000_003;
/// Goods, each of which could be told from everything else.
const GOODS: [&str; 4] =
    ["kunci-rahasia-A1", "sandi<rahasia>&B2", "rahasia-dari-berkas-C3", "D4-rahasia"];

struct Day {
    world: World,
    daemon: Daemon,
    /// What the binary's other commands printed.
    printed: Vec<Output>,
    code: String,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_day_tells_no_secret() {
    a_day(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_day_tells_the_journal_no_secret() {
    if let Some(journald) = Journald::start() {
        a_day(Some(journald)).await;
    }
}

async fn a_day(journald: Option<Arc<Journald>>) {
    let world = World::start(0).await.unwrap();
    let mut daemon = Daemon::new(&world, &["--verbose"]);
    if let Some(journald) = journald {
        daemon.log_to(journald);
    }
    let mut day = Day { world, daemon, printed: Vec::new(), code: String::new() };
    day.open().await;
    day.sell().await;
    day.forge().await;
    day.lose_the_gateway().await;
    day.lose_telegram().await;
    day.process();
    assert!(day.daemon.terminate().0.success());
    day.search();
    day.world.stop();
}

impl Day {
    /// Imports, pairs, fills stock in every way, right and wrong.
    async fn open(&mut self) {
        let sheet = self.daemon.folder().join("katalog.csv");
        let goods =
            format!("name,price,content\nAkun,12500,{}\nAkun,12500,{}\n", GOODS[0], GOODS[0]);
        fs::write(&sheet, goods).unwrap();
        let sheet = sheet.to_str().unwrap().to_owned();
        for arguments in [&["import", &sheet, "--dry-run"][..], &["import", &sheet]] {
            self.printed.push(self.daemon.command(arguments));
        }
        self.daemon.start();
        self.daemon.up().await;
        self.printed.push(self.daemon.command(&["import", &sheet]));
        self.printed.push(self.daemon.command(&["run"]));
        // The one place where the code is meant to be seen.
        let paired = self.daemon.command(&["pair", "admin"]);
        let told = String::from_utf8(paired.stdout).unwrap();
        self.code = told.lines().next().unwrap().to_owned();
        let sari = self.world.person(SARI);
        sari.say("/claim SALAHKODE2");
        sari.say(&format!("/claim {}", self.code));
        sari.see("bergabung sebagai").await.unwrap();
        for wrong in ["/addstock 99|", "/addstock ", "/setprice "] {
            sari.say(&format!("{wrong}{}", GOODS[3]));
        }
        let (dedi, rina) = (self.world.person(DEDI), self.world.person(RINA));
        dedi.say(&format!("/addstock 1|{}\n{}", GOODS[1], GOODS[1]));
        dedi.press("✅ Masukkan").await.unwrap();
        dedi.see("Stok sekarang: 2").await.unwrap();
        dedi.send_document("stok.txt", GOODS[2].as_bytes().to_vec(), "/addstock 1").unwrap();
        dedi.see("Pertama: ").await.unwrap();
        dedi.press("✅ Masukkan").await.unwrap();
        dedi.see("Stok sekarang: 3").await.unwrap();
        let mut odd = GOODS[3].as_bytes().to_vec();
        odd.push(0xff);
        rina.send_document("odd.bin", odd, "/addstock 1").unwrap();
        rina.see("hurufnya tidak terbaca").await.unwrap();
        rina.say(&format!("/addstock 1|{}{}", GOODS[3], "x".repeat(5000)));
        rina.see("Belum ada yang masuk").await.unwrap();
        rina.press("✅ Sudah Semua").await.unwrap();
        rina.see("terlalu panjang").await.unwrap();
        rina.say(&format!("/addstock 1|{}", GOODS[3]));
        rina.press("✅ Masukkan").await.unwrap();
        rina.see("Stok sekarang: 4").await.unwrap();
    }

    /// Sells by a true notice, and shows the goods once more.
    async fn sell(&mut self) {
        for (id, name) in [(BUDI, "Budi"), (WATI, "Wati"), (JONO, "Jono")] {
            self.world.telegram.join(Profile::new(id, name, "id"));
        }
        let mut budi = Buyer::new(&self.world, BUDI, Chance::of(1), Arc::default());
        let reference = budi.order("1").await;
        self.world.gateway.pay(&reference);
        budi.goods(&reference).await;
        budi.person.say("/pesanan");
        budi.person.press("📦 Lihat pesanan").await.unwrap();
        budi.person.press("📦 Lihat Barang Lagi").await.unwrap();
        budi.person.see("Barang pesanan").await.unwrap();
    }

    /// Notices that are not true, not whole, or not notices.
    async fn forge(&mut self) {
        let gateway = &self.world.gateway;
        let paid = gateway.transactions()[0].reference.clone();
        for forgery in [Forgery::Unpaid, Forgery::ForeignProject, Forgery::WrongSecret] {
            gateway.forge(&paid, forgery);
            gateway.forge("W-000009-AAAAAAAA", forgery);
        }
        gateway.until(|gateway| gateway.posted().len() >= 7).await;
        let secret = self.secret();
        let hook = format!("http://{}/webhooks/pakasir", self.daemon.config.web.listen);
        let client = reqwest::Client::new();
        for (path, body) in [
            ("", "{".to_owned()),
            ("", format!("{{\"order_id\": \"{secret}\"}}")),
            ("", format!("{{\"deep\": {}}}", "[".repeat(500))),
            ("", "x".repeat(20_000)),
            (&*format!("/{secret}"), paid),
        ] {
            let request = client.post(format!("{hook}{path}")).header("x-secret", &secret);
            let answer = request.body(body).send().await.unwrap();
            assert!(answer.status().is_client_error(), "{path}: {}", answer.status());
        }
    }

    /// An invoice while the gateway fails in one way after the other.
    async fn lose_the_gateway(&mut self) {
        let gateway = &self.world.gateway;
        gateway.behave(Mood::Refusing);
        let wati = self.world.person(WATI);
        wati.say("1");
        for (see, press) in [
            ("Stok tersedia", "➕"),
            ("Di keranjang", "🧺 Lanjut ke Keranjang"),
            ("Keranjang Belanja", "💳 Lanjut ke Pembayaran"),
        ] {
            wati.see(see).await.unwrap();
            wati.press(press).await.unwrap();
        }
        for mood in [Mood::Closing, Mood::Garbled, Mood::Hanging(Duration::from_millis(50))] {
            let before = gateway.calls().len();
            let tried = gateway.until(|gateway| gateway.calls().len() > before);
            timeout(Duration::from_secs(20), tried).await.expect("it no longer tries");
            gateway.behave(mood);
        }
        gateway.behave(Mood::Empty);
        wati.press("❌ Batalkan Pembelian").await.unwrap();
        wati.see("dibatalkan").await.unwrap();
        gateway.behave(Mood::Well);
    }

    /// Goods on their way while Telegram fails in one way after the other.
    async fn lose_telegram(&mut self) {
        let telegram = &self.world.telegram;
        let mut jono = Buyer::new(&self.world, JONO, Chance::of(2), Arc::default());
        let reference = jono.order("1").await;
        for trouble in [
            Trouble::Unavailable,
            Trouble::Refuse,
            Trouble::LoseAnswer,
            Trouble::Hang(Span::millis(50)),
            Trouble::TooMany { retry_after: 1 },
        ] {
            telegram.trouble_next(1, trouble);
        }
        self.world.gateway.pay(&reference);
        jono.goods(&reference).await;
        // Nobody there at all, and the shop is torn down and starts again meanwhile.
        telegram.trouble(Trouble::Refuse);
        self.daemon.kill();
        self.daemon.start();
        telegram.say(SARI, "cari-sesuatu");
        self.daemon.prints("Telegram does not answer").await;
        telegram.trouble(Trouble::None);
        self.world.person(SARI).see("cari-sesuatu").await.unwrap();
        telegram.block(JONO);
        telegram.say(DEDI, "/stock");
        self.daemon.settled(&self.world).await;
    }

    /// The running process shows its command line and its environment to others.
    fn process(&self) {
        for file in ["cmdline", "environ"] {
            let path = format!("/proc/{}/{file}", self.daemon.pid());
            let bytes = fs::read(&path).unwrap();
            assert!(!bytes.is_empty());
            self.clean(&path, &bytes);
        }
    }

    fn search(&self) {
        let log = self.daemon.said();
        // "carried" is a detail, which only the talkative tell.
        for word in ["carried", "requests refused", "Telegram answers again", "stopping"] {
            assert!(log.contains(word), "the log is not what it was meant to be: no {word}\n{log}");
        }
        self.clean("the log", log.as_bytes());
        for output in &self.printed {
            self.clean("a command", &output.stdout);
            self.clean("a command", &output.stderr);
        }
        // And whoever gets hold of the disk finds no goods without the key.
        for entry in fs::read_dir(&self.daemon.config.data_dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                self.clean(&path.display().to_string(), &fs::read(&path).unwrap());
            }
        }
        self.key_is_closed(&self.daemon.config.data_dir.join("warung.key"), &log);
    }

    fn key_is_closed(&self, path: &Path, log: &str) {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o077, 0);
        let key = fs::read(path).unwrap();
        let text = String::from_utf8_lossy(&key);
        assert!(!log.contains(text.trim()), "the key is in the log");
    }

    fn secret(&self) -> String {
        let secret = self.daemon.config.gateway.webhook_secret.as_ref();
        secret.unwrap().expose_secret().to_owned()
    }

    fn clean(&self, place: &str, bytes: &[u8]) {
        let token = self.daemon.config.telegram.token.expose_secret();
        let (_, tail) = token.split_once(':').unwrap();
        let key = self.daemon.config.gateway.api_key.expose_secret();
        let secret = self.secret();
        let named = [("token", tail), ("api key", key), ("webhook secret", &secret)];
        let goods = GOODS.map(|goods| ("goods", goods));
        let code = ("pairing code", self.code.as_str());
        for (name, secret) in named.into_iter().chain(goods).chain([code]) {
            let found = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!found, "the {name} is in {place}");
        }
    }
}
