//! Programs that are not what they are taken for: as whom they run, and those that do not go.

use std::fs;
use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::yield_now;
use std::time::{Duration, Instant};

use warung::backup::offsite::socket;
use warung::backup::recovery::Code;
use warung::config::{Backup, Outline};

use super::program::Serves;
use super::{CONFIG, SECRETS, is_somebodys, machine};
use crate::backup::targets::programs::{HOST_KEY, KEY};
use crate::backup::targets::servers::find;
use crate::setup::machine::{Machine, run, told};
use crate::skip::skip;

/// Whose the programs are that nobody of ours may end.
const OTHER: &str = "54321";
/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A shop with a place by ssh, which is a program of the test's own.
struct Foreign {
    machine: Machine,
    backup: Backup,
}

impl Foreign {
    /// `Ssh`: lines of a shell.
    fn new(ssh: &str) -> Foreign {
        let machine = machine();
        is_somebodys(&machine);
        let table = format!(
            "\n[[backup]]\nname = \"pusat\"\nkind = \"sftp\"\nhost = \"h.example\"\nuser = \"sari\"\n\
             host_key = \"{HOST_KEY}\"\n"
        );
        fs::write(machine.at(CONFIG), machine.read(CONFIG) + &table).unwrap();
        let secret = machine.at(SECRETS).join("backup_pusat_key");
        fs::write(&secret, KEY).unwrap();
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
        let outline = Outline::load(&machine.at(CONFIG)).unwrap();
        let backup = outline.carried(None).unwrap().remove(0);
        fs::create_dir(machine.at("bin")).unwrap();
        fs::write(machine.at("told"), "").unwrap();
        fs::set_permissions(machine.at("told"), fs::Permissions::from_mode(0o666)).unwrap();
        let text = format!("#!/bin/sh\ncd {}\n{ssh}\n", machine.root().display());
        fs::write(machine.at("bin/ssh"), text).unwrap();
        fs::set_permissions(machine.at("bin/ssh"), fs::Permissions::from_mode(0o755)).unwrap();
        Foreign { machine, backup }
    }

    /// One that becomes somebody whom we may not end before it does `then`: as in a unit, which may
    /// end nobody. It takes root to make such a one.
    fn stubborn(then: &str) -> Option<Foreign> {
        let foreign = Foreign::new(&format!(
            "exec ./bin/become --reuid={OTHER} --regid={OTHER} --clear-groups sh -c '{then}'"
        ));
        let setpriv = find("setpriv").filter(|_| rustix::process::geteuid().is_root());
        let Some(setpriv) = setpriv else {
            skip("nobody here can make a program that we may not end: that takes root and setpriv");
            return None;
        };
        let become_other = foreign.machine.at("bin/become");
        fs::copy(setpriv, &become_other).unwrap();
        fs::set_permissions(become_other, fs::Permissions::from_mode(0o4755)).unwrap();
        Some(foreign)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.machine.command(arguments);
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", self.machine.at("bin").display()));
        command
    }

    fn socket(&self) -> PathBuf {
        self.machine.at("var/lib/warung/toko/offsite").join(socket(&self.backup))
    }

    fn carried(&self) -> Serves {
        let carries = self.command(&["offsite"]).stderr(Stdio::piped()).spawn().unwrap();
        soon("nobody listens", || self.socket().exists());
        Serves(carries)
    }

    fn line(&self) -> UnixStream {
        let mut line = UnixStream::connect(self.socket()).unwrap();
        line.set_read_timeout(Some(PATIENCE)).unwrap();
        line.write_all(b"x").unwrap();
        line
    }
}

fn soon(what: &str, mut there: impl FnMut() -> bool) {
    let began = Instant::now();
    while !there() {
        assert!(began.elapsed() < PATIENCE, "{what}");
        yield_now();
    }
}

fn said(serves: &mut Serves) -> String {
    let mut said = String::new();
    serves.0.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    said
}

#[test]
fn root_leaves_nothing_of_itself_to_a_program() {
    if !rustix::process::geteuid().is_root() {
        return skip("nobody but root has to become somebody else");
    }
    let foreign =
        Foreign::new("grep -E '^(Uid|Gid|Groups|CapPrm)' /proc/self/status > told; exit 1");
    let seen = || {
        let told = fs::read_to_string(foreign.machine.at("told")).unwrap();
        fs::write(foreign.machine.at("told"), "").unwrap();
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let nothing_of = |it: &str, gid: &str| {
        format!("Uid: {it} {it} {it} {it} Gid: {gid} {gid} {gid} {gid} Groups: CapPrm: {:016}", 0)
    };
    // Whoever has the shop's folder.
    for by_hand in [&["backup", "target", "test", "pusat"][..], &["backup", "drill"]] {
        let output = run(foreign.command(by_hand), "");
        assert_eq!(seen(), nothing_of("65534", "65534"), "{by_hand:?}: {}", told(&output));
    }
    // On an empty machine, whoever is to have it, or nobody.
    let restore = |known: bool| {
        let (mine, code) = (foreign.machine.at("mine.toml"), Code::fresh().unwrap());
        let text = foreign.machine.read(CONFIG).replace("/warung/toko", "/warung/lain");
        fs::write(&mine, text).unwrap();
        let _ = fs::rename(foreign.machine.at(SECRETS), foreign.machine.at("mine.secrets"));
        if known {
            let users = "warung:x:12345:12346::/var/lib/warung:/bin/false\n";
            fs::write(foreign.machine.at("etc/passwd"), users).unwrap();
        }
        let from = ["restore", "--yes", "--key-file", "-", "--from", "pusat", "--config"];
        let from = [&from[..], &[mine.to_str().unwrap()]].concat();
        let output = run(foreign.command(&from), &format!("{}\n", *code.text()));
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    };
    restore(false);
    assert_eq!(seen(), nothing_of("65534", "65534"));
    restore(true);
    assert_eq!(seen(), nothing_of("12345", "12346"));
}

#[test]
fn a_flood_of_lines_that_come_to_nothing_is_one_line_of_the_log() {
    let foreign = Foreign::new("echo 'Permission denied (publickey).' >&2; exit 255");
    let mut carries = foreign.carried();
    for _ in 0..20 {
        let mut word = String::new();
        foreign.line().read_to_string(&mut word).unwrap();
        assert_eq!(word, "no Permission denied (publickey).\n");
    }
    assert!(carries.stop());
    let log = said(&mut carries);
    assert_eq!(log.matches("no line").count(), 1, "{log}");
}

#[test]
fn a_carrier_whose_programs_do_not_go_ends_itself() {
    let Some(foreign) = Foreign::stubborn("echo $$ >> told; echo; exec sleep 300") else { return };
    let mut carries = foreign.carried();
    for _ in 0..4 {
        let mut word = [0; 4];
        foreign.line().read_exact(&mut word).unwrap();
        assert_eq!(&word, b"ok\n\n");
    }
    let log = said(&mut carries);
    let pids = fs::read_to_string(foreign.machine.at("told")).unwrap();
    Command::new("kill").arg("-9").args(pids.split_whitespace()).status().unwrap();
    assert!(log.contains("4 programs were told to go and did not"), "{log}");
    assert_eq!(carries.0.wait().unwrap().code(), Some(1), "so that it is started anew");
}

#[test]
fn a_program_that_is_not_listened_to_ends_although_nobody_may_end_it() {
    let busy =
        "trap \"\" TERM; echo $$ > told; while echo xxxxxxxxxxxxxxxx; do :; done 2>/dev/null";
    let Some(foreign) = Foreign::stubborn(busy) else { return };
    let mut carries = foreign.carried();
    let mut line = foreign.line();
    let mut word = [0; 8];
    line.read_exact(&mut word).unwrap();
    let told = fs::read_to_string(foreign.machine.at("told")).unwrap();
    let program = PathBuf::from("/proc").join(told.trim()).join("exe");
    assert!(fs::symlink_metadata(&program).is_ok(), "it runs");
    let began = Instant::now();
    drop(line);
    soon("it runs for ever", || fs::symlink_metadata(&program).is_err());
    // Its ends are closed before it is waited for.
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    assert!(carries.stop());
}
