//! Places for copies, added and let go of by command and at setup: tried before they are written.

mod answers;
mod foreign;
mod program;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::Output;

use crate::backup::targets::servers::{PASSWORD, USER, nanio, rclone};
use crate::backup::targets::telegram::{CHAT, Channel, TOKEN};
use crate::setup::machine::{Machine, Manager, run, told};

/// Where the package puts the unit, and where ours lets it write.
pub const UNIT: &str = "usr/lib/systemd/system/warung@.service";
pub const RIGHT: &str = "etc/systemd/system/warung@toko.service.d/backup.conf";
const CONFIG: &str = "etc/warung/toko.toml";
const SECRETS: &str = "etc/warung/toko.secrets";
/// Nobody listens there.
const NOWHERE: &str = "http://127.0.0.1:9/dav";

fn machine() -> Machine {
    let machine = Machine::new();
    machine.store("toko", 1);
    let text = format!("# kata saya\n{}[staff]\nowners = [111] # saya\n", machine.read(CONFIG));
    fs::write(machine.at(CONFIG), text).unwrap();
    machine
}

/// The shop is the service's user's, whose copies and programs are theirs: where we are root.
fn is_somebodys(machine: &Machine) -> bool {
    let root = rustix::process::geteuid().is_root();
    if root {
        let data = machine.at("var/lib/warung/toko");
        let inside = fs::read_dir(&data).unwrap().map(|it| it.unwrap().path());
        for path in inside.chain([data.clone()]) {
            chown(path, Some(65534), Some(65534)).unwrap();
        }
        fs::set_permissions(machine.root(), fs::Permissions::from_mode(0o755)).unwrap();
    }
    root
}

fn target(machine: &Machine, arguments: &[&str], input: &str) -> Output {
    run(machine.command(&[&["backup", "target"], arguments].concat()), input)
}

fn refused(machine: &Machine, arguments: &[&str], code: i32, words: &str) {
    let before = machine.read(CONFIG);
    let output = target(machine, arguments, "");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", told(&output));
    assert!(told(&output).contains(words), "{arguments:?}: {}", told(&output));
    assert_eq!(machine.read(CONFIG), before, "{arguments:?}");
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[test]
fn a_folder_is_made_tried_and_opened_to_the_unit() {
    let machine = machine();
    let manager = Manager::of(&machine, "");
    fs::create_dir_all(machine.at(UNIT).parent().unwrap()).unwrap();
    fs::write(machine.at(UNIT), "").unwrap();
    let root = is_somebodys(&machine);
    fs::create_dir(machine.at("USB 50%")).unwrap();
    let usb = machine.at("USB 50%/warung");
    let before = machine.read(CONFIG);
    let add = ["backup", "target", "add", "usb", "--path", &shown(&usb), "--same-disk", "--yes"];
    let added = run(manager.serves(machine.command(&add)), "");
    assert_eq!(added.status.code(), Some(0), "{}", told(&added));
    let table = format!(
        "\n[[backup]]\nname = \"usb\"\nkind = \"folder\"\npath = \"{}\"\nsame_disk = true\n",
        usb.display()
    );
    assert_eq!(machine.read(CONFIG), before + &table);
    assert_eq!((machine.mode(CONFIG), machine.mode("USB 50%/warung")), (0o644, 0o700));
    assert!(usb.join("warung-copies-lie-here").exists());
    if root {
        assert_eq!(fs::metadata(&usb).unwrap().uid(), 65534);
    }
    let path = shown(&usb).replace('%', "%%");
    let right = machine.read(RIGHT);
    assert!(right.ends_with(&format!("[Service]\nReadWritePaths=\"-{path}\"\n")), "{right}");
    // A shop that runs learns of it, and stays as it was at the next start of the machine.
    let calls = manager.told();
    let (reload, restart) = (calls.find("daemon-reload\n"), calls.find("restart warung@toko"));
    assert!(reload.is_some() && reload < restart && !calls.contains("enable"), "{calls}");

    let list = told(&target(&machine, &["list"], ""));
    assert_eq!(list, format!("usb       folder  {}\n", usb.display()));
    let remove = ["backup", "target", "remove", "usb", "--yes"];
    let gone = run(manager.serves(machine.command(&remove)), "");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    assert!(told(&gone).contains("tidak dihapus") && usb.exists(), "{}", told(&gone));
    assert!(!machine.read(CONFIG).contains("backup") && machine.read(CONFIG).contains("# saya"));
    assert!(!machine.at(RIGHT).parent().unwrap().exists());
    assert!(manager.told().contains("daemon-reload\n"));
}

#[test]
fn where_copies_cannot_lie_is_one_sentence_each_and_changes_nothing() {
    let machine = machine();
    fs::create_dir(machine.at("usb")).unwrap();
    let usb = shown(&machine.at("usb"));
    let data = shown(&machine.at("var/lib/warung/toko/copies"));
    fn add<'a>(name: &'a str, path: &'a str) -> [&'a str; 6] {
        ["add", name, "--yes", "--same-disk", "--path", path]
    }
    let added = target(&machine, &add("usb", &usb), "");
    assert_eq!(added.status.code(), Some(0), "{}", told(&added));
    let other = shown(&machine.at("lain"));
    refused(&machine, &add("USB", &other), 64, "bernama \"usb\"");
    refused(&machine, &add("dua", &usb), 64, "sudah menjadi tempat \"usb\"");
    refused(&machine, &add("dua", &data), 64, "di dalam folder data toko");
    refused(&machine, &add("a b", &other), 64, "huruf, angka");
    refused(&machine, &add("dua", &shown(&machine.at("x/y"))), 64, "folder di atasnya juga tidak");
    refused(&machine, &["add", "dua", "--yes", "--path", &other], 64, "disk yang sama");
    refused(&machine, &["add", "dua", "--yes", "--path", &other], 64, "--same-disk");
    refused(&machine, &["add", "--yes", "--same-disk", "--path", &other], 64, "NAME");
    refused(&machine, &["add", "dua", "--yes"], 64, "--kind");
    refused(&machine, &["add", "dua", "--yes", "--kind", "s3"], 64, "--endpoint");
    let mixed = ["add", "dua", "--kind", "s3", "--path", &other];
    refused(&machine, &mixed, 64, "--path is of a place of kind folder, and not of kind s3");
    refused(&machine, &["remove", "dua", "--yes"], 64, "there are: usb");
    assert!(!machine.at("lain").exists());
    // What a link leads to is looked at, and what a unit does not see.
    std::os::unix::fs::symlink(machine.at("var/lib/warung/toko"), machine.at("tautan")).unwrap();
    refused(&machine, &add("dua", &shown(&machine.at("tautan/x"))), 64, "folder data toko");
    fs::create_dir_all(machine.at(UNIT).parent().unwrap()).unwrap();
    fs::write(machine.at(UNIT), "").unwrap();
    fs::create_dir_all(machine.at("home/sari")).unwrap();
    let hidden = shown(&machine.at("home/sari"));
    refused(&machine, &add("dua", &hidden), 64, "tidak terlihat oleh toko");
}

#[test]
fn a_place_that_does_not_work_is_not_written_down_by_a_script() {
    let machine = machine();
    let webdav = ["--url", NOWHERE, "--user", "sari", "--password-file", "-", "--yes"];
    let before = machine.read(CONFIG);
    let output = target(&machine, &[&["add", "awan"][..], &webdav].concat(), "rahasia\n");
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("putting something there"), "{}", told(&output));
    assert!(!told(&output).contains("rahasia"));
    assert_eq!(machine.read(CONFIG), before);
    assert!(!machine.at(SECRETS).join("backup_awan_password").exists());
    // A folder that was made for it goes again.
    fs::write(machine.at("berkas"), "").unwrap();
    let beneath = shown(&machine.at("berkas/x"));
    refused(&machine, &["add", "dua", "--yes", "--path", &beneath], 64, "Folder itu tidak ada");
}

#[test]
fn servers_are_tried_and_their_secrets_lie_beside_the_file() {
    let machine = machine();
    let Some(server) = rclone(&[]) else { return };
    let url = format!("{}/cadangan", server.url);
    let webdav = ["add", "awan", "--yes", "--url", &url, "--user", USER, "--password-file", "-"];
    let wrong = target(&machine, &webdav, "salah\n");
    assert!(wrong.status.code() == Some(1) && told(&wrong).contains("refuses"), "{}", told(&wrong));
    let added = target(&machine, &webdav, &format!("{PASSWORD}\n"));
    assert_eq!(added.status.code(), Some(0), "{}", told(&added));
    let password = format!("{SECRETS}/backup_awan_password");
    assert_eq!(machine.read(&password), format!("{PASSWORD}\n"));
    assert_eq!((machine.mode(&password), machine.mode(SECRETS)), (0o600, 0o700));
    let text = machine.read(CONFIG);
    assert!(text.contains(&format!("url = \"{url}\"")) && !text.contains(PASSWORD), "{text}");
    let list = told(&target(&machine, &["list"], ""));
    assert!(list.contains(&url) && !list.contains(PASSWORD), "{list}");
    assert_eq!(target(&machine, &["test", "awan"], "").status.code(), Some(0));
    let gone = target(&machine, &["remove", "awan", "--yes"], "");
    assert_eq!(gone.status.code(), Some(0), "{}", told(&gone));
    assert!(!machine.at(&password).exists() && !machine.read(CONFIG).contains("awan"));

    let Some(nanio) = nanio() else { return };
    let (access, secret) = (machine.at("access"), machine.at("secret"));
    fs::write(&access, &nanio.all.access).unwrap();
    fs::write(&secret, &nanio.all.secret).unwrap();
    let (access, secret) = (shown(&access), shown(&secret));
    let mut s3 = vec!["add", "r2", "--yes", "--endpoint", &nanio.server.url, "--bucket", "toko"];
    s3.extend(["--prefix", "warung/", "--region", "us-east-1"]);
    s3.extend(["--access-key-file", &access, "--secret-key-file", &secret]);
    let added = target(&machine, &s3, "");
    assert_eq!(added.status.code(), Some(0), "{}", told(&added));
    for name in ["backup_r2_access_key", "backup_r2_secret_key"] {
        assert_eq!(machine.mode(&format!("{SECRETS}/{name}")), 0o600);
    }
    let text = machine.read(CONFIG);
    assert!(text.contains("prefix = \"warung\"") && !text.contains(&nanio.all.secret), "{text}");
}

/// A configuration of the operator's own keeps its rights, and what it holds.
#[test]
fn a_configuration_elsewhere_keeps_its_rights() {
    let machine = machine();
    let own = machine.root().join("own");
    fs::create_dir(&own).unwrap();
    let path = own.join("toko.toml");
    let token = machine.read(&format!("{SECRETS}/telegram_token"));
    let key = machine.read(&format!("{SECRETS}/gateway_api_key"));
    let text = machine
        .read(CONFIG)
        .replace("[telegram]\n", &format!("[telegram]\ntoken = \"{}\"\n", token.trim()));
    let text = text.replace("[gateway]\n", &format!("[gateway]\napi_key = \"{}\"\n", key.trim()));
    fs::write(&path, &text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    fs::set_permissions(&own, fs::Permissions::from_mode(0o750)).unwrap();
    let usb = shown(&machine.at("usb"));
    let config = shown(&path);
    let add = ["add", "usb", "--config", &config, "--same-disk", "--path", &usb, "--yes"];
    let added = target(&machine, &add, "");
    assert_eq!(added.status.code(), Some(0), "{}", told(&added));
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(&own)), (0o600, 0o750));
    assert!(fs::read_to_string(&path).unwrap().starts_with(&text));
    assert!(!own.join("toko.secrets").exists());
}

/// All may read the file: a place's secret that stands in it goes beside, whatever is set.
#[test]
fn no_secret_of_a_place_stays_in_the_file() {
    let machine = machine();
    let text = format!(
        "{}\n[[backup]]\nname = \"awan\"\nkind = \"webdav\"\nurl = \"{NOWHERE}\"\n\
         user = \"sari\"\npassword = \"rahasia\"\n",
        machine.read(CONFIG)
    );
    fs::write(machine.at(CONFIG), &text).unwrap();
    fs::set_permissions(machine.at(CONFIG), fs::Permissions::from_mode(0o600)).unwrap();
    let set = run(machine.command(&["setup", "--timezone", "WITA"]), "");
    assert_eq!(set.status.code(), Some(0), "{}", told(&set));
    let password = format!("{SECRETS}/backup_awan_password");
    assert_eq!((machine.mode(&password), machine.mode(CONFIG)), (0o600, 0o644));
    assert_eq!(machine.read(&password), "rahasia\n");
    let left = machine.read(CONFIG);
    assert!(left.contains("user = \"sari\"") && !left.contains("rahasia"), "{left}");
    // And goes with its place.
    let gone = target(&machine, &["remove", "awan", "--yes"], "");
    assert!(gone.status.success() && !machine.at(&password).exists(), "{}", told(&gone));
}

/// By its number, or by the link that the app copies.
#[test]
fn a_channel_is_tried_and_its_bot_needs_no_second_token() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (machine, channel) = (machine(), runtime.block_on(Channel::new()));
    let secret = machine.at("secret");
    fs::write(&secret, TOKEN).unwrap();
    let text = machine.read(CONFIG);
    let (before, after) = text.split_once("\napi_url = \"").unwrap();
    let (_, after) = after.split_once('"').unwrap();
    let text = format!("{before}\napi_url = \"{}\"{after}", channel.api_url());
    fs::write(machine.at(CONFIG), text).unwrap();
    let telegram = &channel.world.telegram;
    let id = CHAT.to_string();
    // The shop's bot is another than the channel's.
    refused(&machine, &["add", "kanal", "--yes", "--chat-id", &id], 1, "token is no good");
    refused(&machine, &["add", "kanal", "--yes", "--chat-id", "@toko"], 64, "tautan pesan");
    refused(&machine, &["add", "kanal", "--yes", "--kind", "telegram"], 64, "--chat-id");
    let link = "https://t.me/c/1234567890/7";
    let add = ["add", "kanal", "--yes", "--chat-id", link, "--token-file", &shown(&secret)];
    telegram.change_channel(CHAT, |it| it.delete = false);
    refused(&machine, &add, 1, "the bot may not delete messages there; give it the right");
    telegram.change_channel(CHAT, |it| it.delete = true);
    let added = target(&machine, &add, "");
    assert_eq!(added.status.code(), Some(0), "{}", told(&added));
    let token = format!("{SECRETS}/backup_kanal_token");
    assert_eq!((machine.read(&token), machine.mode(&token)), (format!("{TOKEN}\n"), 0o600));
    let text = machine.read(CONFIG);
    assert!(text.ends_with(&format!("kind = \"telegram\"\nchat_id = {CHAT}\n")), "{text}");
    assert!(channel.documents().is_empty(), "what was tried is gone again");
    assert!(told(&target(&machine, &["test", "kanal"], "")).contains("copies can lie there"));
    let list = told(&target(&machine, &["list"], ""));
    assert!(list.contains(&id) && !list.contains(TOKEN), "{list}");
    assert_eq!(target(&machine, &["remove", "kanal", "--yes"], "").status.code(), Some(0));
    assert!(!machine.at(&token).exists());
}
