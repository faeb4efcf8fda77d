//! `warung backup` at a real shop, open and closed: a copy is made, looked at, and practised with.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Output};
use std::time::{Duration, Instant};

use secrecy::ExposeSecret;
use serde_json::Value;
use tempfile::TempDir;
use tokio::task::spawn_blocking;
use warung::demo::world::World;

use crate::setup::machine::{Machine, free_port, run, told};

/// A shop that has been set up, with a place for its copies.
pub struct Kept {
    pub machine: Machine,
    pub there: TempDir,
}

impl Kept {
    pub fn new(world: &World) -> Kept {
        let machine = Machine::new();
        let outside = world.config(&machine.at("unused"), "127.0.0.1:1".parse().unwrap());
        let mut command = machine.command(&["setup", "toko", "--yes", "--title", "Toko Sari"]);
        command.args(["--token-file", "-", "--api-key-file", "-"]);
        command.args(["--api-url", &outside.telegram.api_url]);
        command.args(["--base-url", &outside.gateway.base_url]);
        command.args(["--project", &outside.gateway.project, "--port", &free_port()]);
        let secrets = [&outside.telegram.token, &outside.gateway.api_key];
        let secrets = secrets.map(ExposeSecret::expose_secret).join("\n") + "\n";
        let done = run(command, &secrets);
        assert_eq!(done.status.code(), Some(0), "{}", told(&done));
        let kept = Kept { machine, there: tempfile::tempdir().unwrap() };
        kept.adds(&format!(
            "\n[[backup]]\nname = \"usb\"\nkind = \"folder\"\npath = \"{}\"\nsame_disk = true\n",
            kept.there.path().display()
        ));
        kept
    }

    pub fn adds(&self, text: &str) {
        let path = self.machine.at("etc/warung/toko.toml");
        fs::write(&path, fs::read_to_string(&path).unwrap() + text).unwrap();
    }

    pub fn backup(&self, args: &[&str]) -> Output {
        run(self.machine.command(&[&["backup"], args].concat()), "")
    }

    /// Exit code, and what programs are told.
    fn status(&self) -> (i32, Value) {
        let output = self.backup(&["status", "--json"]);
        let status = serde_json::from_slice(&output.stdout);
        let status = status.unwrap_or_else(|error| panic!("{error}: {}", told(&output)));
        (output.status.code().unwrap(), status)
    }

    pub fn objects(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.there.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false if path.extension().is_some_and(|end| end == "age") => found.push(path),
                    false => {}
                }
            }
        }
        found
    }

    pub fn open(&self) -> Child {
        let daemon = self.machine.command(&["run"]).stderr(std::process::Stdio::null()).spawn();
        let daemon = daemon.unwrap();
        let socket = self.machine.at("var/lib/warung/toko/warung.sock");
        let began = Instant::now();
        while std::os::unix::net::UnixStream::connect(&socket).is_err() {
            assert!(began.elapsed() < Duration::from_secs(30), "it does not open");
            std::thread::sleep(Duration::from_millis(20));
        }
        daemon
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_is_made_looked_at_and_practised_with_open_and_closed() {
    let world = World::start(0).await.unwrap();
    spawn_blocking(move || {
        let kept = Kept::new(&world);
        let (code, status) = kept.status();
        assert_eq!((code, &status["key_confirmed"]), (1, &Value::Bool(false)), "{status}");
        assert_eq!(status["targets"][0]["name"], "usb");
        assert_eq!(status["targets"][0]["ok"], false, "{status}");
        assert!(status["last_drill"].is_null(), "{status}");
        let early = kept.backup(&["drill"]);
        assert_eq!(early.status.code(), Some(0), "{}", told(&early));
        // Closed.
        let now = kept.backup(&["now"]);
        assert_eq!(now.status.code(), Some(0), "{}", told(&now));
        assert!(told(&now).contains("usb: all of it is there"), "{}", told(&now));
        let (_, status) = kept.status();
        let target = &status["targets"][0];
        assert_eq!((&target["ok"], &target["kind"]), (&Value::Bool(true), &"folder".into()));
        assert!(target["snapshot_at"].is_string() && target["last_error"].is_null(), "{status}");
        assert_eq!(target["objects"], kept.objects().len());
        // Open.
        let mut daemon = kept.open();
        let before = kept.objects().len();
        let now = kept.backup(&["now"]);
        assert_eq!(now.status.code(), Some(0), "{}", told(&now));
        assert!(kept.objects().len() > before);
        let drill = kept.backup(&["drill"]);
        assert_eq!(drill.status.code(), Some(0), "{}", told(&drill));
        assert!(told(&drill).contains("usb: the shop could be had back"), "{}", told(&drill));
        let (code, status) = kept.status();
        assert_eq!(code, 1, "nobody has confirmed the key: {status}");
        let target = &status["targets"][0];
        assert!(target["ok"] == true && target["behind_seconds"].as_u64() < Some(60), "{status}");
        assert_eq!(status["last_drill"]["ok"], true, "{status}");
        let key = kept.machine.command(&["key", "new", "toko", "--yes"]);
        assert_eq!(run(key, "").status.code(), Some(0));
        let human = told(&kept.backup(&["status"]));
        assert!(human.contains("NOT confirmed") && human.contains("usb"), "{human}");
        let stop = rustix::process::Pid::from_child(&daemon);
        rustix::process::kill_process(stop, rustix::process::Signal::TERM).unwrap();
        assert!(daemon.wait().unwrap().success());
        // Its last word is elsewhere as well.
        let signs = kept.objects().into_iter().filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.starts_with("log-")
        });
        assert!(signs.count() > 0);
        let list = told(&kept.backup(&["target", "list"]));
        assert!(list.contains("usb") && list.contains("folder"), "{list}");
        let tried = kept.backup(&["target", "test", "usb"]);
        assert_eq!(tried.status.code(), Some(0), "{}", told(&tried));
        assert_eq!(kept.backup(&["target", "test", "other"]).status.code(), Some(64));
    })
    .await
    .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_that_takes_nothing_is_named_and_ends_with_one() {
    let world = World::start(0).await.unwrap();
    spawn_blocking(move || {
        let kept = Kept::new(&world);
        kept.adds(
            "\n[[backup]]\nname = \"jauh\"\nkind = \"webdav\"\nurl = \"http://127.0.0.1:9\"\n\
             user = \"sari\"\npassword = \"rahasia\"\n",
        );
        let mode = fs::Permissions::from_mode(0o600);
        fs::set_permissions(kept.machine.at("etc/warung/toko.toml"), mode).unwrap();
        let now = kept.backup(&["now"]);
        assert_eq!(now.status.code(), Some(1), "{}", told(&now));
        assert!(told(&now).contains("1 of the places"), "{}", told(&now));
        assert!(!kept.objects().is_empty(), "the other one has it");
        let (_, status) = kept.status();
        assert_eq!(status["targets"][1]["ok"], false);
        assert!(status["targets"][1]["last_error"].is_string(), "{status}");
        let drill = kept.backup(&["drill"]);
        assert_eq!(drill.status.code(), Some(0), "{}", told(&drill));
        assert!(!told(&drill).contains("rahasia"));
    })
    .await
    .unwrap();
}

/// The other one was only tried, and is gone: the shop goes on with its copies.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_place_is_claimed_back_from_a_server_that_is_gone() {
    let world = World::start(0).await.unwrap();
    spawn_blocking(move || {
        let kept = Kept::new(&world);
        let nobody = kept.backup(&["target", "claim", "usb", "--yes"]);
        assert_eq!(nobody.status.code(), Some(1), "{}", told(&nobody));
        assert!(told(&nobody).contains("nobody else ships"), "{}", told(&nobody));
        assert_eq!(kept.backup(&["target", "claim", "other", "--yes"]).status.code(), Some(64));
        let marks = kept.there.path().join("toko/owner");
        let strange = |name: &str| {
            let line = "server-coba, since 2026-11-29T03:00:00.000Z\n";
            fs::write(marks.join(name), line).unwrap();
        };
        strange("0f00000000000000000000000000000a");
        // Closed, and then open.
        let now = kept.backup(&["now"]);
        assert!(told(&now).contains("server-coba"), "{}", told(&now));
        let claimed = kept.backup(&["target", "claim", "usb", "--yes"]);
        assert_eq!(claimed.status.code(), Some(0), "{}", told(&claimed));
        let now = kept.backup(&["now"]);
        assert_eq!(now.status.code(), Some(0), "{}", told(&now));
        strange("0f00000000000000000000000000000b");
        let mut daemon = kept.open();
        let answered = kept.backup(&["target", "claim", "usb", "--yes"]);
        assert_eq!(answered.status.code(), Some(0), "{}", told(&answered));
        daemon.kill().unwrap();
        daemon.wait().unwrap();
        // It is remembered, whatever ended the shop.
        let now = kept.backup(&["now"]);
        assert_eq!(now.status.code(), Some(0), "{}", told(&now));
    })
    .await
    .unwrap();
}

/// By the shop's own bot, at its pace, and at once for whoever waits.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_channel_alone_gets_copies_and_check_asks_for_one_more_place() {
    const CHAT: i64 = -1_001_234_567_890;
    let world = World::start(0).await.unwrap();
    world.telegram.channel(CHAT, "Cadangan toko");
    spawn_blocking(move || {
        let kept = Kept::new(&world);
        let documents = || {
            let all = world.telegram.chat(CHAT);
            all.iter().filter(|it| !it.deleted && it.attachment.is_some()).count()
        };
        let well = |args: &[&str]| {
            let done = kept.backup(args);
            assert_eq!(done.status.code(), Some(0), "{args:?}: {}", told(&done));
            told(&done)
        };
        let link = "https://t.me/c/1234567890/1";
        well(&["target", "add", "kanal", "--yes", "--chat-id", link]);
        well(&["target", "remove", "usb", "--yes"]);
        let mut daemon = kept.open();
        for _ in 0..2 {
            let before = documents();
            let now = well(&["now"]);
            assert!(now.contains("kanal") && documents() > before, "{now}");
        }
        assert!(well(&["drill"]).contains("kanal: the shop could be had back"));
        let (_, status) = kept.status();
        let target = &status["targets"][0];
        assert_eq!((&target["ok"], &target["kind"]), (&Value::Bool(true), &"telegram".into()));
        let check = told(&run(kept.machine.command(&["check"]), ""));
        let line = check.lines().find(|line| line.contains("backup  ")).unwrap();
        assert!(line.contains("warn") && line.contains("every few minutes"), "{check}");
        let stop = rustix::process::Pid::from_child(&daemon);
        rustix::process::kill_process(stop, rustix::process::Signal::TERM).unwrap();
        assert!(daemon.wait().unwrap().success());
        // Closed, it is looked at by the list beside its data; and that goes with the data.
        let (_, status) = kept.status();
        assert_eq!(status["targets"][0]["ok"], true, "{status}");
        let list = kept.machine.at("var/lib/warung/toko/channels/1001234567890.json");
        assert_eq!(fs::metadata(&list).unwrap().permissions().mode() & 0o777, 0o600);
        let gone = run(kept.machine.command(&["remove", "toko", "--yes", "--data"]), "toko\n");
        assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
        assert!(!kept.machine.at("var/lib/warung/toko").exists());
    })
    .await
    .unwrap();
}
