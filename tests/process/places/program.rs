//! Places that take ssh or rclone: their unit, their keys, and a shop whose copies are carried.

use std::fs;
use std::io::Write;
use std::os::unix::fs::chown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tokio::task::spawn_blocking;
use warung::demo::world::World;

use super::{CONFIG, SECRETS, is_somebodys, machine, refused, shown, target};
use crate::backup::targets::servers::find;
use crate::backup::targets::sshd::{Sshd, local, sshd};
use crate::copying::Kept;
use crate::setup::machine::{Machine, Manager, run, told};
use crate::setup::terminal::Terminal;

pub const UNIT: &str = "usr/lib/systemd/system/warung-offsite@.service";
const HANDED: &str = "etc/systemd/system/warung-offsite@toko.service.d/places.conf";

/// What a script says of it.
fn arguments(server: &Sshd, key: &Path) -> Vec<String> {
    let place = server.place();
    let mut said = vec!["add".to_owned(), "pusat".to_owned(), "--yes".to_owned()];
    for (flag, value) in [
        ("--host", place.host),
        ("--port", place.port.to_string()),
        ("--user", place.user),
        ("--path", "warung".to_owned()),
        ("--host-key", place.host_key),
        ("--key-file", key.display().to_string()),
    ] {
        said.extend([flag.to_owned(), value]);
    }
    said
}

fn strs(said: &[String]) -> Vec<&str> {
    said.iter().map(String::as_str).collect()
}

#[test]
fn a_place_by_ssh_is_tried_written_down_and_its_unit_started() {
    let Some(server) = sshd("") else { return };
    let machine = machine();
    let manager = Manager::of(&machine, "");
    fs::create_dir_all(machine.at(UNIT).parent().unwrap()).unwrap();
    fs::write(machine.at(UNIT), "").unwrap();
    let root = is_somebodys(&machine);
    let key = machine.at("kunci");
    fs::write(&key, &server.key).unwrap();
    let before = machine.read(CONFIG);
    let said = arguments(&server, &key);
    let add = [&["backup", "target"][..], &strs(&said)].concat();
    let added = run(manager.serves(machine.command(&add)), "");
    assert_eq!(added.status.code(), Some(0), "{}", told(&added));
    assert!(told(&added).contains("warung-offsite@toko.service"), "{}", told(&added));
    let place = server.place();
    let table = format!(
        "\n[[backup]]\nname = \"pusat\"\nkind = \"sftp\"\nhost = \"127.0.0.1\"\nuser = \"{}\"\n\
         path = \"warung\"\nhost_key = \"{}\"\nport = {}\n",
        place.user, place.host_key, place.port
    );
    assert_eq!(machine.read(CONFIG), before.clone() + &table);
    let secret = format!("{SECRETS}/backup_pusat_key");
    assert_eq!((machine.read(&secret).trim_end(), machine.mode(&secret)), (&*server.key, 0o600));
    // It is handed this secret, and neither the token nor the rest.
    let handed = machine.read(HANDED);
    let path = machine.at(&secret);
    let line = format!("[Service]\nLoadCredential=backup_pusat_key:{}\n", path.display());
    assert!(handed.ends_with(&line) && handed.matches("Load").count() == 1, "{handed}");
    let calls = manager.told();
    let (reload, open) = (calls.find("daemon-reload\n"), calls.find("restart warung-offsite@toko"));
    let shop = calls.find("restart warung@toko");
    assert!(reload < open && open < shop, "{calls}");
    assert!(calls.contains("enable --quiet warung-offsite@toko.service"), "{calls}");
    assert!(!server.home().join("warung/toko/probe/object").exists());

    let remove = ["backup", "target", "remove", "pusat", "--yes"];
    let gone = run(manager.serves(machine.command(&remove)), "");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    assert_eq!(machine.read(CONFIG), before);
    assert!(!machine.at(HANDED).parent().unwrap().exists() && !path.exists());
    let calls = manager.told();
    assert!(calls.contains("disable --now --quiet warung-offsite@toko.service"), "{calls}");
    // One that cannot be started is said, and all else is done.
    let refuses =
        Manager::of(&machine, "case \"$*\" in restart*offsite*) echo rusak >&2; exit 1;; esac");
    let added = run(refuses.serves(machine.command(&add)), "");
    assert_eq!(added.status.code(), Some(0), "{}", told(&added));
    let said =
        "systemd belum berhasil diatur: systemctl restart warung-offsite@toko.service: rusak";
    assert!(told(&added).contains(said), "{}", told(&added));
    assert_eq!(machine.read(CONFIG), before.clone() + &table);
    assert!(refuses.told().contains("restart warung@toko"));
    let manager = Manager::of(&machine, "");
    let gone = run(manager.serves(machine.command(&remove)), "");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    // A store that goes takes it along.
    if root {
        chown(machine.at("var/lib/warung/toko"), Some(0), Some(0)).unwrap();
    }
    let added = run(manager.serves(machine.command(&add)), "");
    assert_eq!(added.status.code(), Some(0), "{}", told(&added));
    manager.told();
    let gone = run(manager.serves(machine.command(&["remove", "toko", "--yes"])), "");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    assert!(manager.told().contains("disable --now --quiet warung-offsite@toko.service"));
    assert!(!machine.at(HANDED).exists());
}

#[test]
fn what_a_script_leaves_out_or_gets_wrong_is_one_sentence() {
    let Some(server) = sshd("") else { return };
    let machine = machine();
    let key = machine.at("kunci");
    fs::write(&key, "rahasia").unwrap();
    let said = arguments(&server, &key);
    refused(&machine, &strs(&said), 78, "is no private key");
    refused(&machine, &strs(&said[..7]), 64, "--user");
    refused(&machine, &strs(&said[..11]), 64, "--host-key");
    refused(&machine, &strs(&said[..13]), 64, "--key-file");
    let mixed = ["add", "pusat", "--yes", "--host", "h", "--bucket", "b"];
    refused(&machine, &mixed, 64, "--host is of a place of kind sftp, and not of kind s3");
    let conf = machine.at("rclone.conf");
    fs::write(&conf, "[lain]\ntype = local\n").unwrap();
    let rclone = ["add", "d", "--yes", "--remote", "drive:x", "--rclone-config-file"];
    let rclone = [&rclone[..], &[conf.to_str().unwrap()]].concat();
    refused(&machine, &rclone, 78, "has no section [drive]");
    // The wrong key is told in ssh's words, and nothing is written.
    let other = server.server.folder.path().join("host");
    let said = arguments(&server, &other);
    refused(&machine, &strs(&said), 1, "Permission denied (publickey)");
    assert!(!machine.at(SECRETS).join("backup_pusat_key").exists());
}

#[test]
fn a_seller_compares_the_servers_key_and_gets_a_new_one_to_put_there() {
    let Some(server) = sshd("") else { return };
    if find("ssh-keyscan").is_none() {
        return crate::skip::skip("there is no ssh-keyscan on this machine");
    }
    let machine = machine();
    let place = server.place();
    let mut at = Terminal::start(machine.command(&["backup", "target", "add"]));
    at.answers("Cadangan toko disimpan di mana", "5");
    at.answers("Alamat server SFTP", "-x").sees("bukan nama atau alamat");
    at.answers("Alamat server SFTP", &place.host);
    at.answers("Port [22]", &place.port.to_string());
    at.answers("Nama pengguna di server itu", &place.user);
    at.answers("Folder di server itu (\"-\": folder awal) [warung]", "");
    at.sees("cocokkan").sees("ssh-ed25519 SHA256:");
    at.answers("Apakah sama dengan", "y");
    at.answers("File kunci pribadi", "").sees("Kunci baru sudah dibuat");
    let line = at.reads("the public half", |shown| {
        let line = shown.lines().find(|line| line.trim().starts_with("ssh-ed25519 AAAA"))?;
        line.trim().strip_suffix(" warung").map(str::to_owned)
    });
    let known = server.server.folder.path().join("authorized");
    let mut known = fs::OpenOptions::new().append(true).open(known).unwrap();
    writeln!(known, "{line}").unwrap();
    at.sees("Tekan Enter").types("\r");
    at.answers("Nama singkat tempat ini [sftp]", "pusat").sees("bisa disimpan di pusat");
    at.sees("warung offsite --config");
    let (code, shown) = at.ends();
    assert!(code == 0 && !shown.contains("PRIVATE"), "{shown}");
    let text = machine.read(CONFIG);
    assert!(text.contains(&place.host_key), "{text}");
    assert!(machine.read(&format!("{SECRETS}/backup_pusat_key")).contains("OPENSSH PRIVATE"));
    let tested = target(&machine, &["test", "pusat"], "");
    assert_eq!(tested.status.code(), Some(0), "{}", told(&tested));
}

/// A process that serves, and is gone with the test.
pub struct Serves(pub Child);

impl Serves {
    pub fn stop(&mut self) -> bool {
        kill_process(Pid::from_child(&self.0), Signal::TERM).unwrap();
        self.0.wait().unwrap().success()
    }
}

impl Drop for Serves {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// One that carries to two places, whose sockets are in this folder.
fn offsite(machine: &Machine, folder: &Path) -> Serves {
    let mut command = machine.command(&["offsite"]);
    let carries = Serves(command.stderr(Stdio::null()).spawn().unwrap());
    let began = Instant::now();
    let listens = || {
        let all = fs::read_dir(folder).into_iter().flatten().flatten();
        let sockets = all.filter(|it| it.path().extension().is_some_and(|end| end == "sock"));
        sockets.filter(|it| UnixStream::connect(it.path()).is_ok()).count() == 2
    };
    while !listens() {
        assert!(began.elapsed() < Duration::from_secs(30), "nobody listens");
        std::thread::yield_now();
    }
    carries
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shop_that_sells_has_its_copies_carried() {
    let Some(server) = sshd("") else { return };
    let world = World::start(0).await.unwrap();
    spawn_blocking(move || {
        let (kept, far) = (Kept::new(&world), tempfile::tempdir().unwrap());
        let Some(remote) = local(far.path()) else { return };
        let (key, conf) = (kept.machine.at("kunci"), kept.machine.at("rclone.conf"));
        fs::write(&key, &server.key).unwrap();
        fs::write(&conf, "[lokal]\ntype = local\n").unwrap();
        let said = arguments(&server, &key);
        let conf = shown(&conf);
        let rclone = ["add", "drive", "--yes", "--remote", &remote.remote];
        let rclone = [&rclone[..], &["--rclone-config-file", &conf]].concat();
        for add in [strs(&said), rclone] {
            let added = target(&kept.machine, &add, "");
            assert_eq!(added.status.code(), Some(0), "{}", told(&added));
            assert!(told(&added).contains("warung offsite --config"), "{}", told(&added));
        }
        // Closed: whoever is there by hand starts the programs.
        let now = kept.backup(&["now"]);
        assert_eq!(now.status.code(), Some(0), "{}", told(&now));
        // Open: the shop itself starts none.
        let mut daemon = Serves(kept.open());
        let now = kept.backup(&["now"]);
        assert_eq!(now.status.code(), Some(1), "{}", told(&now));
        assert!(told(&now).contains("did not get to 2 of the places"), "{}", told(&now));
        let status = told(&kept.backup(&["status"]));
        assert_eq!(status.matches("nothing carries copies there").count(), 2, "{status}");
        let folder = kept.machine.at("var/lib/warung/toko/offsite");
        let mut carries = offsite(&kept.machine, &folder);
        let now = kept.backup(&["now"]);
        assert_eq!(now.status.code(), Some(0), "{}", told(&now));
        for name in ["pusat", "drive"] {
            assert!(told(&now).contains(&format!("{name}: all of it is there")), "{}", told(&now));
        }
        let drill = kept.backup(&["drill"]);
        assert!(drill.status.success(), "{}", told(&drill));
        assert!(server.home().join("warung/toko").is_dir());
        assert!(far.path().join("copies of töko/toko").is_dir());
        assert!(daemon.stop() && carries.stop());
        let left = fs::read_dir(&folder).unwrap().flatten();
        let left: Vec<_> = left.map(|it| it.file_name().into_string().unwrap()).collect();
        assert!(left.iter().all(|name| name.starts_with("drive.")), "{left:?}");
    })
    .await
    .unwrap();
}
