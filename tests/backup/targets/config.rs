//! `[[backup]]` in the operator's file: what is right is read, what is wrong is told by line.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use secrecy::ExposeSecret;
use tempfile::TempDir;
use warung::config::Config;
use warung::config::backup::{Folder, Target};
use warung::domain::shop::Language;

use super::programs::KEY;

const OTHER: &str = "987654321:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
/// Eight lines: what follows begins on the ninth.
pub const SHOP: &str = r#"[store]
name = "Toko Sari"
[telegram]
token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
[gateway]
project = "toko-sari"
api_key = "rahasia"

"#;

pub fn put(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
}

pub fn load(folder: &TempDir, text: &str) -> Result<Config, Vec<String>> {
    let path = folder.path().join("toko.toml");
    fs::write(&path, text).unwrap();
    let credentials = folder.path().join("credentials");
    let given = credentials.exists().then_some(credentials.as_path());
    let loaded = Config::load(&path, &[Language::INDONESIAN], given);
    let before = format!("{}:", path.display());
    loaded.map_err(|told| {
        told.to_string().lines().map(|line| line.replace(&before, "")).collect::<Vec<_>>()
    })
}

pub fn wrong(backups: &str) -> Vec<String> {
    load(&tempfile::tempdir().unwrap(), &format!("{SHOP}{backups}")).unwrap_err()
}

#[test]
fn a_shop_without_places_is_a_shop() {
    let config = load(&tempfile::tempdir().unwrap(), SHOP).unwrap();
    assert!(config.backups.is_empty());
}

/// A secret of each comes in each of the ways that secrets come.
#[test]
fn every_kind_is_read_with_its_secrets_wherever_they_lie() {
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "akses", "AKSES\n");
    put(&folder, "token", OTHER);
    put(&folder, "credentials/backup_r2_secret_key", "kunci+/rahasia=\n");
    put(&folder, "toko.secrets/backup_awan_password", "kata sandi: ini\n");
    let text = r#"
[[backup]]
name = "usb"
kind = "folder"
path = "/mnt/usb/warung/"
[[backup]]
name = "r2"
kind = "s3"
endpoint = "https://ACCOUNT.r2.example/"
bucket = "toko-sari"
access_key_file = "akses"
[[backup]]
name = "B2_kedua"
kind = "s3"
endpoint = "https://s3.eu.b2.example"
bucket = "toko-sari"
prefix = "warung/sari/"
region = "eu-central-003"
path_style = false
access_key = "AKSES2"
secret_key = "kunci-lain"
[[backup]]
name = "awan"
kind = "webdav"
url = "https://cloud.example/remote.php/dav/files/sari/warung/"
user = "sari@toko"
[[backup]]
name = "kanal"
kind = "telegram"
chat_id = -1001234567890
[[backup]]
name = "kanal2"
kind = "telegram"
chat_id = -1001234567891
token_file = "token"
"#;
    let config = load(&folder, &format!("{SHOP}{text}")).unwrap();
    let names: Vec<(&str, &str)> =
        config.backups.iter().map(|it| (it.name.as_str(), it.target.kind())).collect();
    let expected = [
        ("usb", "folder"),
        ("r2", "s3"),
        ("B2_kedua", "s3"),
        ("awan", "webdav"),
        ("kanal", "telegram"),
        ("kanal2", "telegram"),
    ];
    assert_eq!(names, expected);
    let [usb, r2, b2, awan, ours, own] = config.backups.as_slice() else { panic!() };
    let Target::Folder(usb) = &usb.target else { panic!() };
    assert_eq!(*usb, Folder { path: "/mnt/usb/warung".into(), same_disk: false });
    let Target::S3(r2) = &r2.target else { panic!() };
    assert_eq!((r2.endpoint.as_str(), r2.prefix.as_str()), ("https://ACCOUNT.r2.example", ""));
    assert_eq!((r2.region.as_str(), r2.path_style), ("auto", true));
    assert_eq!(r2.access_key.expose_secret(), "AKSES");
    assert_eq!(r2.secret_key.expose_secret(), "kunci+/rahasia=");
    let Target::S3(b2) = &b2.target else { panic!() };
    assert_eq!((b2.prefix.as_str(), b2.region.as_str()), ("warung/sari", "eu-central-003"));
    assert!(!b2.path_style);
    assert_eq!(b2.secret_key.expose_secret(), "kunci-lain");
    let Target::Webdav(awan) = &awan.target else { panic!() };
    assert_eq!(awan.url, "https://cloud.example/remote.php/dav/files/sari/warung");
    assert_eq!(awan.user, "sari@toko");
    assert_eq!(awan.password.expose_secret(), "kata sandi: ini");
    // The shop's bot writes there, or another one.
    let (Target::Telegram(ours), Target::Telegram(own)) = (&ours.target, &own.target) else {
        panic!()
    };
    assert_eq!((ours.chat_id, ours.own, own.own), (-1_001_234_567_890, false, true));
    assert_eq!(ours.token.expose_secret(), config.telegram.token.expose_secret());
    assert_eq!(own.token.expose_secret(), OTHER);
    assert_eq!(ours.api_url, "https://api.telegram.org");

    let debug = format!("{config:?}");
    for secret in ["AKSES", "kunci", "kata sandi", "AAHdq", "BBHdq"] {
        assert!(!debug.contains(secret), "{debug}");
    }
    // They are in the file, and so it is not for everybody.
    assert!(config.exposed);
}

#[test]
fn the_examples_places_are_right_when_they_are_not_commented_out() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/warung.toml");
    let example = fs::read_to_string(example).unwrap();
    let (_, places) = example.split_once("\n# [[backup]]").unwrap();
    let lines = places.lines().map(|line| line.trim_start_matches("# "));
    let text = format!("[[backup]]{}", lines.collect::<Vec<_>>().join("\n"));
    let folder = tempfile::tempdir().unwrap();
    put(&folder, "warung-key", KEY);
    put(&folder, "rclone", "[drive]\ntype = drive\n");
    let text = text.replace("/root/", &format!("{}/", folder.path().display()));
    let config = load(&folder, &format!("{SHOP}{}", text.replace('…', "x"))).unwrap();
    let kinds: Vec<&str> = config.backups.iter().map(|it| it.target.kind()).collect();
    assert_eq!(kinds, ["folder", "s3", "webdav", "telegram", "sftp", "rclone"]);
}

#[test]
fn all_mistakes_are_told_at_once() {
    let told = wrong(
        r#"[[backup]]
name = "a/b"
kind = "folder"
path = "usb"
same_disk = "no"
[[backup]]
name = "r2"
kind = "s3"
endpoint = "http://r2.example"
bucket = "a b"
prefix = "../x"
region = "eu central"
path_style = 1
access_key = "a/b"
secret_key_file = "nowhere"
[[backup]]
name = "awan"
kind = "webdav"
url = "https://sari:rahasia@cloud.example"
user = "a:b"
[[backup]]
name = "kanal"
kind = "telegram"
chat_id = -100123
token = "rahasia"
"#,
    );
    let start = "9: backup.";
    assert!(told[0].starts_with("10: backup.name: must be a short name, as usb: "), "{told:?}");
    let expected = [
        "12: backup.path: must be a folder's whole path, as /mnt/usb/warung",
        "13: backup.same_disk: must be true or false, not text",
        "17: backup.endpoint: would send secrets in the clear; use https://",
        "18: backup.bucket: must be a bucket's name: letters, digits, -, _ and . alone",
        "19: backup.prefix: must be plain folders, as warung/: letters, digits, -, _ and .",
        "20: backup.region: must be a region, as eu-central-1, or \"auto\"",
        "21: backup.path_style: must be true or false, not a number",
        "22: backup.access_key: is no access key: it has spaces, / , or =",
    ];
    assert_eq!(told[1..=expected.len()], expected, "{start}");
    let rest = &told[expected.len() + 1..];
    assert!(rest[0].starts_with("23: backup.secret_key_file: "), "{rest:?}");
    assert_eq!(
        rest[1..],
        [
            "24: backup.password: is missing; give it, or password_file, or the credential \
             backup_awan_password",
            "27: backup.url: must be a plain address: no spaces, no ?, # or @",
            "28: backup.user: must be the name that signs in there, without a colon",
            "32: backup.chat_id: must be a channel's id, as -1001234567890",
            "33: backup.token: is no bot token, as 123456789:AAH…",
        ]
    );
    assert!(!told.concat().contains("rahasia"), "{told:?}");
}

#[test]
fn kinds_and_their_keys_are_told_apart() {
    for kind in ["Telegram", "ssh", "ftp", "S3", ""] {
        let told = wrong(&format!(
            "[[backup]]\nname = \"x\"\nkind = \"{kind}\"\npath = \"/x\"\nbucket = \"b\"\n"
        ));
        let line = "11: backup.kind: ";
        let known = "folder, s3, webdav, telegram, sftp, rclone";
        let what = format!("{line}\"{kind}\" is no kind of place; there are: {known}");
        assert_eq!(told, [what]);
    }
    let told = wrong(
        "[[backup]]\nname = \"usb\"\nkind = \"folder\"\npath = \"/mnt/usb\"\nbucket = \"b\"\n\
         password = \"rahasia\"\nsame_disc = true\n",
    );
    assert_eq!(
        told,
        [
            "13: backup.bucket: is a key of kind \"s3\", not of \"folder\"",
            "14: backup.password: is a key of kind \"webdav\", not of \"folder\"",
            "15: backup.same_disc: no such key; did you mean \"same_disk\"?",
        ]
    );
    let told = wrong("[[backup]]\nnmae = \"usb\"\nknd = \"folder\"\npath = \"/mnt/usb\"\n");
    assert_eq!(
        told,
        [
            "9: backup.name: is missing",
            "9: backup.kind: is missing",
            "10: backup.nmae: no such key; did you mean \"name\"?",
            "11: backup.knd: no such key; did you mean \"kind\"?",
        ]
    );
    assert_eq!(wrong("[backup]\nname = \"x\"\n"), ["9: backup: must be written as [[backup]]"]);
}

#[test]
fn two_are_not_one() {
    let folder = |name: &str, path: &str| {
        format!("[[backup]]\nname = \"{name}\"\nkind = \"folder\"\npath = \"{path}\"\n")
    };
    let told = wrong(&(folder("usb", "/mnt/a") + &folder("USB", "/mnt/b")));
    assert_eq!(told, ["14: backup.name: \"USB\" is the name of another [[backup]] already"]);
    let told = wrong(&(folder("a", "/mnt/a") + &folder("b", "/mnt/a/")));
    let what = "16: backup.path: is the place of another [[backup]] already: no second copy";
    assert_eq!(told, [what]);
    let channel = |name: &str, id: &str| {
        format!("[[backup]]\nname = \"{name}\"\nkind = \"telegram\"\nchat_id = {id}\n")
    };
    let link = "\"https://t.me/c/1234567890/7\"";
    let told = wrong(&(channel("a", "-1001234567890") + &channel("b", link)));
    let what = "16: backup.chat_id: is the place of another [[backup]] already: no second copy";
    assert_eq!(told, [what]);
    let inside = "/var/lib/warung/toko/copies";
    let what = "12: backup.path: lies in data_dir: what becomes of the shop becomes of it";
    assert_eq!(wrong(&folder("a", inside)), [what]);
}

#[test]
fn a_server_on_this_machine_may_speak_plainly_and_dots_do_not_fit_into_a_host() {
    let s3 = |endpoint: &str, bucket: &str, style: bool| {
        let text = format!(
            "{SHOP}[[backup]]\nname = \"x\"\nkind = \"s3\"\nendpoint = \"{endpoint}\"\n\
             bucket = \"{bucket}\"\npath_style = {style}\naccess_key = \"a\"\nsecret_key = \"b\"\n"
        );
        load(&tempfile::tempdir().unwrap(), &text)
    };
    assert!(s3("http://127.0.0.1:9000", "toko.sari", true).is_ok());
    assert!(s3("https://s3.example", "toko-sari", false).is_ok());
    let told = s3("https://s3.example", "toko.sari", false).unwrap_err();
    assert!(told[0].contains("backup.bucket: cannot be part of a host's name"), "{told:?}");
}
