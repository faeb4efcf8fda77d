//! What the package brings beside the program: units, scripts of the package, manual, example.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use warung::config::Config;
use warung::domain::shop::Language;
use warung::store::schema::SCHEMA;

use crate::skip::skip;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn units() -> Vec<PathBuf> {
    let files = fs::read_dir(root().join("systemd")).unwrap();
    let files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    assert!(files.len() >= 5, "{files:?}");
    files
}

/// Runs a program of systemd's; nothing, said in words, where there is none.
fn systemd(program: &str, prepare: impl FnOnce(&mut Command)) -> Option<Output> {
    let mut command = Command::new(program);
    prepare(&mut command);
    match command.output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            skip(&format!("there is no {program} on this machine"));
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

fn told(output: &Output) -> String {
    let out = [&output.stdout[..], &output.stderr[..]].concat();
    String::from_utf8_lossy(&out).into_owned()
}

#[test]
fn units_are_what_systemd_knows() {
    let folder = tempfile::tempdir().unwrap();
    let mut copies = Vec::new();
    for unit in units() {
        // Verifying wants the program to be there.
        let text = fs::read_to_string(&unit).unwrap().replace("=/usr/bin/warung ", "=/bin/true ");
        let copy = folder.path().join(unit.file_name().unwrap());
        fs::write(&copy, text).unwrap();
        copies.push(copy);
    }
    let verified = systemd("systemd-analyze", |command| {
        // The colon at the end: systemd's own units as well.
        command.env("SYSTEMD_UNIT_PATH", format!("{}:", folder.path().display()));
        command.args(["verify", "--man=no"]).args(&copies);
    });
    // An unknown key is a warning to systemd, and no reason to fail.
    assert_eq!(verified.map(|output| told(&output)).unwrap_or_default(), "");
}

#[test]
fn services_are_hardly_exposed() {
    /// Tenths.
    const EXPOSURE_MAX: &str = "--threshold=12";
    let mut services = units();
    services.retain(|unit| unit.extension().is_some_and(|end| end == "service"));
    for service in services {
        let looked = systemd("systemd-analyze", |command| {
            command.args(["security", "--offline=true", "--no-pager", EXPOSURE_MAX]);
            command.arg(&service);
        });
        let Some(looked) = looked else { return };
        assert!(looked.status.success(), "{}", told(&looked));
        assert!(told(&looked).contains("Overall exposure level"), "{}", told(&looked));
    }
}

#[test]
fn users_and_folders_are_what_systemd_knows() {
    let folder = tempfile::tempdir().unwrap();
    let at = format!("--root={}", folder.path().display());
    fs::create_dir_all(folder.path().join("etc")).unwrap();
    for (name, file) in [("passwd", "root:x:0:0::/:/bin/sh\n"), ("group", "root:x:0:\n")] {
        fs::write(folder.path().join("etc").join(name), file).unwrap();
    }
    let users = root().join("debian/warung.sysusers");
    let made = systemd("systemd-sysusers", |command| {
        command.arg(&at).arg(&users);
    });
    let Some(made) = made else { return };
    if !rustix::process::geteuid().is_root() {
        return skip("only root makes users and folders");
    }
    assert!(made.status.success(), "{}", told(&made));
    let passwd = fs::read_to_string(folder.path().join("etc/passwd")).unwrap();
    assert!(passwd.contains("warung:x:") && passwd.contains("nologin"), "{passwd}");
    let folders = root().join("debian/warung.tmpfiles");
    let made = systemd("systemd-tmpfiles", |command| {
        command.args([&at, "--create"]).arg(&folders);
    });
    let Some(made) = made else { return };
    assert_eq!((made.status.success(), told(&made).as_str()), (true, ""));
    for made in ["etc/warung", "var/lib/warung"] {
        let mode = fs::metadata(folder.path().join(made)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o755, "{made}");
    }
}

/// Runs a script of the package over a folder as if it were the whole machine.
fn script(name: &str, over: &Path, arguments: &[&str]) -> Output {
    let text = read(&format!("debian/{name}")).replace("#SCHEMA#", &SCHEMA.to_string());
    let path = over.join(name);
    fs::write(&path, text).unwrap();
    let mut command = Command::new("sh");
    command.arg(&path).args(arguments).env("DPKG_ROOT", over).output().unwrap()
}

fn put(over: &Path, path: &str, text: &str) {
    let path = over.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

#[test]
fn the_package_refuses_data_of_a_newer_layout() {
    // Where the package's build finds the number.
    assert!(
        read("src/store/schema.rs").contains(&format!("\npub const SCHEMA: u64 = {SCHEMA};\n"))
    );
    let machine = tempfile::tempdir().unwrap();
    let refused = |arguments: &[&str]| {
        let output = script("warung.preinst", machine.path(), arguments);
        (!output.status.success()).then(|| told(&output))
    };
    assert_eq!(refused(&["install"]), None);
    put(machine.path(), "var/lib/warung/old/schema", "1\n");
    put(machine.path(), "var/lib/warung/same/schema", &format!("{SCHEMA}\n"));
    put(machine.path(), "var/lib/warung/odd/schema", "");
    put(machine.path(), "var/lib/warung/pipe/store", "");
    let pipe = machine.path().join("var/lib/warung/pipe/schema");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    assert_eq!(refused(&["upgrade", "0.1.0"]), None);
    put(machine.path(), "var/lib/warung/sari/schema", &format!("{}\n", SCHEMA + 1));
    for arguments in [&["upgrade", "9.0.0"][..], &["install", "9.0.0"], &["install"]] {
        let why = refused(arguments).expect("went back behind its data");
        let layout = format!("the shop sari has data of layout {}", SCHEMA + 1);
        assert!(why.contains(&layout), "{why}");
    }
    // What is undone must not be refused as well.
    assert_eq!(refused(&["abort-upgrade", "9.0.0"]), None);
}

#[test]
fn purging_keeps_what_has_data() {
    let machine = tempfile::tempdir().unwrap();
    let over = machine.path();
    let config = |name: &str, data: &str| {
        put(over, &format!("etc/warung/{name}.toml"), &format!("[store]\ndata_dir = \"{data}\"\n"));
        put(over, &format!("etc/warung/{name}.secrets/telegram_token"), "1:A");
    };
    config("sari", "/var/lib/warung/sari");
    put(over, "var/lib/warung/sari/warung.redb", "x");
    put(over, "var/lib/warung/sari/schema", "2");
    put(over, "var/lib/warung/sari/store", "sari");
    config("empty", "/var/lib/warung/empty");
    put(over, "var/lib/warung/empty/warung.lock", "1");
    config("far", "/srv/far");
    put(over, "etc/systemd/system/warung.target.wants/warung@sari.service", "");
    put(over, "etc/systemd/system/warung@sari.service.wants/warung-offsite@sari.service", "");
    put(over, "etc/systemd/system/warung-offsite@sari.service.d/places.conf", "");
    put(over, "var/lib/warung/empty/offsite/drive.rclone", "x");
    let there = |path: &str| over.join(path).exists();

    let removed = script("warung.postrm", over, &["remove"]);
    assert_eq!((removed.status.success(), told(&removed).as_str()), (true, ""));
    assert!(there("var/lib/warung/empty") && there("var/lib/warung/sari/schema"));

    let purged = script("warung.postrm", over, &["purge"]);
    assert!(purged.status.success(), "{}", told(&purged));
    assert!(there("var/lib/warung/sari/warung.redb") && there("etc/warung/sari.toml"));
    // The guard against an older program, and whose data it is.
    assert!(there("var/lib/warung/sari/schema") && there("var/lib/warung/sari/store"));
    assert!(there("etc/warung/sari.secrets/telegram_token") && there("etc/warung/far.toml"));
    assert!(!there("var/lib/warung/empty") && !there("etc/warung/empty.toml"));
    assert!(!there("etc/warung/empty.secrets"));
    assert!(!there("etc/systemd/system/warung.target.wants"));
    assert!(!there("etc/systemd/system/warung@sari.service.wants"));
    assert!(!there("etc/systemd/system/warung-offsite@sari.service.d"));
    let told = told(&purged);
    assert!(told.contains("/var/lib/warung/sari ") && told.contains("/etc/warung/far.toml"));
    assert!(!told.contains("empty"), "{told}");

    for path in ["var/lib/warung/sari", "etc/warung"] {
        fs::remove_dir_all(over.join(path)).unwrap();
    }
    let purged = script("warung.postrm", over, &["purge"]);
    assert_eq!((purged.status.success(), self::told(&purged).as_str()), (true, ""));
    assert!(!there("var/lib/warung") && !there("etc/warung"));
}

fn warung(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_warung")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_command_has_a_page_and_is_completed() {
    let folder = tempfile::tempdir().unwrap();
    warung(&["man", folder.path().to_str().unwrap()]);
    let help = warung(&["--help"]);
    let commands = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands: Vec<&str> =
        commands.lines().filter_map(|it| it.split_whitespace().next()).collect();
    assert!(commands.contains(&"run") && !commands.contains(&"man"), "{commands:?}");
    for shell in ["bash", "zsh", "fish"] {
        let script = warung(&["completions", shell]);
        for command in commands.iter().filter(|command| **command != "help") {
            assert!(script.contains(command), "{shell} does not know {command}");
            let page = folder.path().join(format!("warung-{command}.1"));
            assert!(fs::read_to_string(page).unwrap().contains(".SH SYNOPSIS"));
        }
    }
    let page = fs::read_to_string(folder.path().join("warung.1")).unwrap();
    assert!(page.contains("warung\\-run(1)"), "{page}");
    assert!(!page.contains("completions"), "a hidden command is in the manual");
}

#[test]
fn the_example_is_right_and_has_every_key() {
    let path = root().join("packaging/warung.toml");
    let config = Config::load(&path, &[Language::INDONESIAN, Language(*b"en")], None);
    let config = config.unwrap_or_else(|mistakes| panic!("{mistakes}"));
    assert_eq!(config.data_dir, Path::new("/var/lib/warung/toko-sari"));
    let example = fs::read_to_string(&path).unwrap();
    let code = read("src/config/section.rs") + &read("src/config/backup.rs");
    let mut keys = Vec::new();
    let reads = [
        ".or(\"",
        ".required(\"",
        ".optional(\"",
        ".list(\"",
        " key: \"",
        ".table(\"",
        ".tables(\"",
    ];
    for reading in reads {
        let found = code.split(reading).skip(1);
        keys.extend(found.filter_map(|rest| rest.split('"').next()));
    }
    assert!(keys.len() > 20, "{keys:?}");
    for key in keys {
        let written = example.lines().any(|line| {
            let line = line.trim_start_matches("# ");
            let starts = [format!("{key} = "), format!("[{key}]"), format!("[[{key}]]")];
            starts.iter().any(|start| line.starts_with(start))
        });
        assert!(written, "{key} is not in the example");
    }
}

/// Asks over a connection of its own; the whole answer.
fn ask(address: &str, line: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let length = body.len();
    let head = format!("{line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n");
    write!(
        stream,
        "{head}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_pretend_outside_stands_alone() {
    const TOKEN: &str = "7000000042:AApretend_token_of_a_pretend_bot_0000";
    let mut command = Command::new(env!("CARGO_BIN_EXE_warung"));
    command.args(["pretend", "--port", "0", "--bot", TOKEN]).stdout(Stdio::piped());
    let mut outside = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(outside.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split('/').nth(2).unwrap().to_owned();
    let me = ask(&address, &format!("GET /telegram/bot{TOKEN}/getMe"), "");
    assert!(me.contains("warung_7000000042_bot"), "{me}");
    let said = ask(&address, "POST /world/do", r#"{"do":"say","person":710000001,"text":"hai"}"#);
    assert!(said.starts_with("HTTP/1.1 204"), "{said}");
    let update = ask(&address, &format!("POST /telegram/bot{TOKEN}/getUpdates"), "{}");
    assert!(update.contains("hai"), "{update}");
    let asked = ask(&address, "GET /pakasir/api/v2/payment-fee/50000", "");
    assert!(asked.contains("660"), "{asked}");
    outside.kill().unwrap();
    outside.wait().unwrap();
}

/// Runs what waits for the clock, with programs of systemd's that answer so.
fn waits(timedatectl: &str, systemctl: &str) -> (bool, usize) {
    let unit = read("systemd/warung-clock.service");
    let (_, program) = unit.split_once("ExecStart=-/bin/sh -c '").unwrap();
    let program = program.split_once("'\n").unwrap().0;
    let program = program.replace("\\\n", "\n").replace("$$", "$");
    let folder = tempfile::tempdir().unwrap();
    let slept = folder.path().join("slept");
    let sleep = format!("echo >> {}", slept.display());
    for (name, does) in [("timedatectl", timedatectl), ("systemctl", systemctl), ("sleep", &sleep)]
    {
        let path = folder.path().join(name);
        fs::write(&path, format!("#!/bin/sh\n{does}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut path = folder.path().as_os_str().to_owned();
    path.push(":/usr/bin:/bin");
    let ended = Command::new("sh").args(["-c", &program]).env("PATH", path).output().unwrap();
    let slept = fs::read_to_string(&slept).unwrap_or_default().lines().count();
    (ended.status.success(), slept)
}

#[test]
fn a_shop_waits_for_the_clock_a_while_and_never_for_ever() {
    let unit = read("systemd/warung@.service");
    let (wants, after): (Vec<_>, Vec<_>) = (
        unit.lines().filter(|line| line.starts_with("Wants=")).collect(),
        unit.lines().filter(|line| line.starts_with("After=")).collect(),
    );
    assert!(wants.concat().contains("warung-clock.service"), "{wants:?}");
    assert!(after.concat().contains("warung-clock.service"), "{after:?}");
    // Where somebody has that one wait for the network, it may never come.
    assert!(!after.concat().contains("time-sync.target"), "{after:?}");
    let told = |ntp, right| format!("echo NTP={ntp}; echo NTPSynchronized={right}");
    assert_eq!(waits(&told("yes", "yes"), "exit 1"), (true, 0));
    assert_eq!(waits(&told("no", "yes"), "exit 1"), (true, 0));
    assert_eq!(waits(&told("yes", "no"), "exit 0"), (true, 60));
    assert_eq!(waits(&told("no", "no"), "exit 0"), (true, 0));
    assert_eq!(waits(&told("no", "no"), "exit 1"), (true, 60));
    assert_eq!(waits("exit 1", "exit 1"), (true, 0), "nobody knows: nobody is waited for");
}
