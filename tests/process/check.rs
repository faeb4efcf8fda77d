//! What `check` finds in good and bad worlds, what `stores` lists, and what `remove` leaves.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Output};
use std::time::{Duration, Instant};

use serde_json::Value;
use tokio::task::spawn_blocking;
use warung::demo::gateway::Mood;
use warung::demo::telegram::Trouble;
use warung::demo::world::World;

use crate::setup::machine::{Machine, PROJECT, free_port, run, token, told};

/// The checks of a store as programs read them: name, state and words of each.
struct Checks(i32, Value);

impl Checks {
    fn of(machine: &Machine) -> Checks {
        let output = run(machine.command(&["check", "--json"]), "");
        let report = serde_json::from_slice(&output.stdout);
        let report = report.unwrap_or_else(|error| panic!("{error}: {}", told(&output)));
        Checks(output.status.code().unwrap(), report)
    }

    fn state(&self, check: &str) -> &str {
        let lines = self.1["checks"].as_array().unwrap();
        let states = lines.iter().filter(|line| line["check"] == check);
        let rank = |state: &str| ["ok", "warn", "bad"].iter().position(|it| *it == state);
        let states = states.map(|line| line["state"].as_str().unwrap());
        states.max_by_key(|state| rank(state)).unwrap_or("absent")
    }

    fn says(&self, words: &str) -> bool {
        self.1.to_string().contains(words)
    }

    /// Every line that is not well says what to do.
    fn remedies(&self) -> bool {
        let lines = self.1["checks"].as_array().unwrap();
        lines.iter().all(|line| (line["state"] == "ok") == line["remedy"].is_null())
    }
}

/// Waits until the store's socket answers. Another process can only be asked again and again.
fn open(machine: &Machine) -> Child {
    let daemon = machine.command(&["run"]).stderr(std::process::Stdio::null()).spawn().unwrap();
    let socket = machine.at("var/lib/warung/toko/warung.sock");
    let began = Instant::now();
    while std::os::unix::net::UnixStream::connect(&socket).is_err() {
        assert!(began.elapsed() < Duration::from_secs(30), "it does not open");
        std::thread::sleep(Duration::from_millis(20));
    }
    daemon
}

fn stop(mut daemon: Child) {
    daemon.kill().unwrap();
    daemon.wait().unwrap();
}

fn setup(machine: &Machine, world: &World) -> Output {
    use secrecy::ExposeSecret;
    let there = world.config(&machine.at("unused"), "127.0.0.1:1".parse().unwrap());
    let mut command = machine.command(&["setup", "toko", "--yes", "--title", "Toko Sari"]);
    command.args(["--token-file", "-", "--api-key-file", "-"]);
    command.args(["--api-url", &there.telegram.api_url, "--base-url", &there.gateway.base_url]);
    command.args(["--project", &there.gateway.project, "--port", &free_port()]);
    let secrets = [&there.telegram.token, &there.gateway.api_key].map(ExposeSecret::expose_secret);
    run(command, &(secrets.join("\n") + "\n"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_store_is_looked_over_open_and_closed() {
    let world = World::start(0).await.unwrap();
    let outside = world.clone();
    spawn_blocking(move || {
        let machine = Machine::new();
        assert_eq!(setup(&machine, &world).status.code(), Some(0));
        let closed = Checks::of(&machine);
        assert_eq!(closed.0, 0, "{}", closed.1);
        for (check, state) in [
            ("config", "ok"),
            ("secrets", "ok"),
            ("shop", "warn"),
            ("data", "ok"),
            ("disk", "ok"),
            ("backup", "warn"),
            ("recovery", "warn"),
            ("timezone", "ok"),
            ("telegram", "ok"),
            ("clock", "ok"),
            ("gateway", "ok"),
            ("webhook", "ok"),
        ] {
            assert_eq!(closed.state(check), state, "{check}: {}", closed.1);
        }
        assert!(closed.says("@warung_demo_bot") && closed.remedies(), "{}", closed.1);
        let daemon = open(&machine);
        let running = Checks::of(&machine);
        assert_eq!((running.0, running.state("shop")), (0, "ok"), "{}", running.1);
        assert!(running.says(&format!("process {}", daemon.id())), "{}", running.1);
        assert_eq!(running.state("troubles"), "ok", "{}", running.1);
        let human = told(&run(machine.command(&["check"]), ""));
        assert!(human.contains("ok    telegram  answers; the bot is @warung_demo_bot"), "{human}");
        assert!(human.contains("warn  backup") && human.contains("→ name a place"), "{human}");
        let stores = told(&run(machine.command(&["stores"]), ""));
        for words in ["toko", "open", "@warung_demo_bot", "port ", "Toko Sari"] {
            assert!(stores.contains(words), "{words}: {stores}");
        }
        let still = run(machine.command(&["remove", "toko", "--yes"]), "");
        assert!(still.status.code() == Some(1) && told(&still).contains("still open"));
        assert!(machine.at("etc/warung/toko.toml").exists());
        // The outside in a bad way: whoever is to blame is named.
        outside.gateway.behave(Mood::Refusing);
        outside.telegram.trouble(Trouble::Unavailable);
        let alone = Checks::of(&machine);
        assert_eq!((alone.0, alone.state("gateway"), alone.state("telegram")), (1, "bad", "bad"));
        assert!(alone.remedies() && alone.state("shop") == "ok", "{}", alone.1);
        stop(daemon);
        outside.stop();
        // All that a running shop makes in its folder goes with it.
        let gone = run(machine.command(&["remove", "toko", "--yes", "--data"]), "toko\n");
        assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
        assert!(!machine.at("var/lib/warung/toko").exists(), "{}", told(&gone));
    })
    .await
    .unwrap();
}

#[test]
fn what_is_wrong_is_named_with_its_remedy() {
    let machine = Machine::new();
    machine.store("toko", 1);
    let file = |name: &str| machine.at(&format!("etc/warung/toko.secrets/{name}"));
    let well = Checks::of(&machine);
    assert_eq!(well.0, 0, "{}", well.1);
    fs::write(file("telegram_token"), token(99)).unwrap();
    fs::write(file("gateway_api_key"), "salah").unwrap();
    let wrong = Checks::of(&machine);
    assert_eq!((wrong.0, wrong.state("telegram"), wrong.state("gateway")), (1, "bad", "bad"));
    assert!(wrong.says("setup toko --token") && wrong.says("setup toko --api-key"), "{}", wrong.1);
    assert!(!wrong.says(&token(99)) && !wrong.says("salah"), "{}", wrong.1);
    let human = run(machine.command(&["check"]), "");
    assert_eq!(human.status.code(), Some(1));
    assert!(told(&human).contains("BAD   telegram  does not know this bot token"));
    assert!(told(&human).contains("checks are bad"), "{}", told(&human));

    // A secret in a file that all can read.
    fs::remove_file(file("telegram_token")).unwrap();
    let config = machine.read("etc/warung/toko.toml");
    let inline = format!("[telegram]\ntoken = \"{}\"\n", token(1));
    fs::write(machine.at("etc/warung/toko.toml"), config.replace("[telegram]\n", &inline)).unwrap();
    let open = Checks::of(&machine);
    assert_eq!((open.0, open.state("secrets")), (1, "bad"), "{}", open.1);
    // Closed to all but root, the service could not read it any more.
    assert!(open.says("warung setup toko") && !open.says("chmod"), "{}", open.1);
    let moved = run(machine.command(&["setup", "toko", "--yes"]), "");
    assert_eq!(moved.status.code(), Some(0), "{}", told(&moved));
    assert_eq!(Checks::of(&machine).state("secrets"), "ok");

    // The key is another one, as in the folder of another store: nothing is touched.
    let database = fs::read(machine.at("var/lib/warung/toko/warung.redb")).unwrap();
    let key = machine.read("var/lib/warung/toko/warung.key");
    fs::write(machine.at("var/lib/warung/toko/warung.key"), "ab".repeat(32)).unwrap();
    let foreign = Checks::of(&machine);
    assert_eq!((foreign.0, foreign.state("data")), (1, "bad"), "{}", foreign.1);
    fs::write(machine.at("var/lib/warung/toko/warung.key"), key).unwrap();
    assert_eq!(Checks::of(&machine).state("data"), "ok");
    fs::write(machine.at("var/lib/warung/toko/warung.redb"), &database[..4096]).unwrap();
    let cut = Checks::of(&machine);
    assert_eq!((cut.0, cut.state("data")), (1, "bad"), "{}", cut.1);
    assert_eq!(fs::read(machine.at("var/lib/warung/toko/warung.redb")).unwrap().len(), 4096);
    fs::remove_file(machine.at("var/lib/warung/toko/warung.redb")).unwrap();
    let gone = Checks::of(&machine);
    assert_eq!((gone.0, gone.state("data")), (1, "bad"), "{}", gone.1);
    assert!(gone.says("database is gone"), "{}", gone.1);
}

#[test]
fn a_configuration_that_cannot_be_read_is_all_there_is_to_tell() {
    let machine = Machine::new();
    let nothing = run(machine.command(&["check"]), "");
    assert!(nothing.status.code() == Some(64) && told(&nothing).contains("warung setup"));
    machine.store("toko", 1);
    fs::write(machine.at("etc/warung/toko.toml"), "[store]\nnmae = 1\n").unwrap();
    let broken = Checks::of(&machine);
    assert_eq!((broken.0, broken.state("config")), (78, "bad"), "{}", broken.1);
    assert!(broken.says("did you mean") && broken.1["ok"] == false, "{}", broken.1);
    let stores = run(machine.command(&["stores", "--json"]), "");
    let stores: Value = serde_json::from_slice(&stores.stdout).unwrap();
    assert!(stores[0]["wrong"].as_str().unwrap().contains("did you mean"), "{stores}");
    // One that is broken can be removed all the same, but no data by guess.
    let guessed = run(machine.command(&["remove", "toko", "--yes", "--data"]), "toko\n");
    assert_eq!(guessed.status.code(), Some(78), "{}", told(&guessed));
    assert!(told(&guessed).contains("does not say where"), "{}", told(&guessed));
    assert!(machine.at("etc/warung/toko.toml").exists());
    assert!(machine.at("etc/warung/toko.secrets/telegram_token").exists());
    let gone = run(machine.command(&["remove", "toko", "--yes"]), "");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    assert!(told(&gone).contains("Its data is kept in"), "{}", told(&gone));
    assert!(machine.at("var/lib/warung/toko/warung.redb").exists());
}

/// What opens under one name is not thrown away under another.
#[test]
fn another_stores_data_is_never_thrown_away() {
    let machine = Machine::new();
    machine.store("toko", 1);
    fs::copy(machine.at("etc/warung/toko.toml"), machine.at("etc/warung/dua.toml")).unwrap();
    let kept = run(machine.command(&["remove", "dua", "--yes", "--data"]), "dua\n");
    assert_eq!(kept.status.code(), Some(78), "{}", told(&kept));
    assert!(told(&kept).contains("is of the store \"toko\""), "{}", told(&kept));
    assert!(machine.at("etc/warung/dua.toml").exists());
    assert!(machine.at("var/lib/warung/toko/warung.redb").exists());
    // Without the data it goes, and need not close the other for it.
    let held = fs::File::open(machine.at("var/lib/warung/toko/warung.lock")).unwrap();
    held.lock().unwrap();
    let gone = run(machine.command(&["remove", "dua", "--yes"]), "");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    // A shop that is being repaired or brought up to date has the lock, and no socket yet.
    let busy = run(machine.command(&["remove", "toko", "--yes", "--data"]), "toko\n");
    assert_eq!(busy.status.code(), Some(1), "{}", told(&busy));
    assert!(told(&busy).contains("still open"), "{}", told(&busy));
    drop(held);
    assert_eq!(Checks::of(&machine).0, 0);
}

/// While anything of a store is left, it is listed and can be removed again.
#[test]
fn a_removal_that_ends_in_the_middle_is_gone_on_with() {
    let machine = Machine::new();
    machine.store("toko", 1);
    let secrets = machine.at("etc/warung/toko.secrets");
    fs::rename(&secrets, machine.at("aside")).unwrap();
    fs::write(&secrets, "no folder").unwrap();
    let stuck = run(machine.command(&["remove", "toko", "--yes"]), "");
    assert_eq!(stuck.status.code(), Some(1), "{}", told(&stuck));
    fs::remove_file(&secrets).unwrap();
    fs::rename(machine.at("aside"), &secrets).unwrap();
    let data = machine.at("var/lib/warung/toko");
    for left in [
        ".warung.key.new",
        ".schema.new",
        ".store.new",
        ".owners.new",
        ".tls.key.new",
        "warung.redb.new",
    ] {
        fs::write(data.join(left), "half of it").unwrap();
    }
    let gone = run(machine.command(&["remove", "toko", "--yes", "--data"]), "toko\n");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    assert!(!data.exists() && !secrets.exists() && !machine.at("etc/warung/toko.toml").exists());
}

#[test]
fn a_store_goes_and_its_data_stays_unless_its_name_is_typed() {
    let machine = Machine::new();
    machine.store("satu", 1);
    machine.store("dua", 2);
    let listed = run(machine.command(&["stores", "--json"]), "");
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let names: Vec<&str> =
        listed.as_array().unwrap().iter().map(|it| it["store"].as_str().unwrap()).collect();
    assert_eq!(names, ["dua", "satu"]);
    assert!(listed[0]["running"] == false && listed[0]["bot"] == "2", "{listed}");
    assert!(listed[0]["data_bytes"].as_u64().unwrap() > 0, "{listed}");

    let kept = run(machine.command(&["remove", "satu"]), "n\n");
    assert!(kept.status.code() == Some(64) && machine.at("etc/warung/satu.toml").exists());
    let gone = run(machine.command(&["remove", "satu"]), "y\n");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    assert!(!machine.at("etc/warung/satu.toml").exists());
    assert!(!machine.at("etc/warung/satu.secrets").exists());
    assert!(machine.at("var/lib/warung/satu/warung.redb").exists());
    // Set up again, the store has its data back.
    machine.store("satu", 1);
    assert_eq!(
        run(machine.command(&["check", "--store", "satu", "--data"]), "").status.code(),
        Some(0)
    );

    fs::write(machine.at("var/lib/warung/dua/catatan.txt"), "punya saya").unwrap();
    let wrong = run(machine.command(&["remove", "dua", "--yes", "--data"]), "satu\n");
    assert!(wrong.status.code() == Some(64) && machine.at("etc/warung/dua.toml").exists());
    let gone = run(machine.command(&["remove", "dua", "--yes", "--data"]), "dua\n");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    let left: Vec<_> = fs::read_dir(machine.at("var/lib/warung/dua")).unwrap().flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(machine.at("var/lib/warung/satu/warung.key").exists());
    let unknown = run(machine.command(&["remove", "dua", "--yes"]), "");
    assert!(unknown.status.code() == Some(64) && told(&unknown).contains("there are: satu"));
}

/// A service manager of our own making: what it is told is noted, and starting opens the shop.
#[test]
fn with_systemd_the_store_is_enabled_started_and_stopped_by_its_unit() {
    let machine = Machine::new();
    fs::create_dir_all(machine.at("run/systemd/system")).unwrap();
    fs::create_dir_all(machine.at("bin")).unwrap();
    let script = |name: &str, text: &str| {
        fs::write(machine.at(&format!("bin/{name}")), text).unwrap();
        let path = machine.at(&format!("bin/{name}"));
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    };
    let log = machine.at("told");
    script(
        "systemctl",
        &format!("#!/bin/sh\necho \"$@\" >> {0}\n[ ! -e {0}.fail ]\n", log.display()),
    );
    script("journalctl", "#!/bin/sh\necho 'the port is taken'\n");
    let path = format!("{}:{}", machine.at("bin").display(), std::env::var("PATH").unwrap());
    let told_it = || fs::read_to_string(&log).unwrap_or_default();
    let mut command = machine.setup(&["toko", "--yes", "--title", "T", "--project", PROJECT]);
    command.args(["--token-file", "-", "--api-key-file", "-", "--language", "en"]);
    command.env("PATH", &path);
    let output = run(command, &format!("{}\n{}\n", token(1), crate::setup::machine::KEY));
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("The shop is open."), "{}", told(&output));
    let unit = "warung@toko.service";
    assert!(told_it().contains(&format!("enable --quiet {unit}\n")), "{}", told_it());
    assert!(told_it().contains(&format!("restart {unit}\n")), "{}", told_it());
    fs::remove_file(&log).unwrap();
    let with_path = |arguments: &[&str]| {
        let mut command = machine.command(arguments);
        command.env("PATH", &path);
        command
    };
    let same = run(with_path(&["setup", "toko", "--yes", "--language", "en"]), "");
    assert_eq!(same.status.code(), Some(0), "{}", told(&same));
    assert!(told_it().contains(&format!("\nstart {unit}\n")) && !told_it().contains("restart"));
    fs::write(log.with_extension("fail"), "").unwrap();
    let fails = run(with_path(&["setup", "toko", "--language", "en", "--timezone", "WIT"]), "");
    assert_eq!(fails.status.code(), Some(1));
    assert!(told(&fails).contains("does not open") && told(&fails).contains("the port is taken"));
    fs::remove_file(log.with_extension("fail")).unwrap();
    let gone = run(with_path(&["remove", "toko", "--yes"]), "");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    assert!(told_it().contains(&format!("disable --now --quiet {unit}\n")), "{}", told_it());
}
