//! What a shop needs besides its data goes along, wherever it lay, and means the same elsewhere.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use secrecy::ExposeSecret;
use warung::backup::kit::{config_name, gather};
use warung::backup::object::KIT_KEY;
use warung::config::backup::Target;
use warung::config::{Config, folder_of};
use warung::domain::shop::Language;

const LANGUAGES: &[Language] = &[Language::INDONESIAN, Language(*b"en")];
const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n";
/// Secrets come in each of the ways in which they come.
const TEXT: &str = r#"# Toko Bu Sari
[store]
name = "Toko Sari"
data_dir = "/var/lib/warung/toko"
key_file = "kunci/warung.key"  # not with the data
contact = "@toko_sari"
[telegram]
token_file = "bot/token"
messages_per_second = 7
[gateway]
project = "toko-sari"
api_key = "tertulis"
[alert]
[staff]
owners = [7]

[[backup]]
name = "usb"
kind = "folder"
path = "/mnt/usb/warung"

[[backup]]
name = "r2"
kind = "s3"
endpoint = "https://r2.example"
bucket = "toko"
access_key = "AKSES"            # not so secret
secret_key_file = "r2/kunci"

[[backup]]
name = "awan"
kind = "webdav"
url = "https://cloud.example/dav"
user = "sari"

[[backup]]
name = "kanal"
kind = "telegram"
chat_id = -1001234567890

[[backup]]
name = "kanal2"
kind = "telegram"
chat_id = -1001234567891
token_file = "bot/lain"
"#;

fn put(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

/// All that it says, secrets too, but for where files lie.
fn said(config: &Config) -> Vec<String> {
    let config = config.clone();
    let mut said = vec![
        format!("{:?} {:?}", config.store, config.data_dir),
        format!("{:?} {:?} {:?}", config.shop.name, config.shop.contact, config.shop.owners),
        format!("{:?} {:?}", config.timezone, config.shop.messages_per_second),
        format!("{:?} {:?} {:?}", config.telegram, config.gateway, config.web),
        format!("{:?} {:?}", config.alert, config.backups),
    ];
    let secrets = [
        Some(config.telegram.token),
        Some(config.gateway.api_key),
        config.gateway.webhook_secret,
        config.alert.token,
    ];
    said.extend(secrets.iter().map(|it| format!("{:?}", it.as_ref().map(|it| it.expose_secret()))));
    for backup in &config.backups {
        match &backup.target {
            Target::Folder(_) => {}
            Target::S3(s3) => {
                said.push(s3.access_key.expose_secret().to_owned());
                said.push(s3.secret_key.expose_secret().to_owned());
            }
            Target::Webdav(webdav) => said.push(webdav.password.expose_secret().to_owned()),
            Target::Telegram(channel) => said.push(channel.token.expose_secret().to_owned()),
            Target::Sftp(sftp) => said.push(sftp.key.expose_secret().to_owned()),
            Target::Rclone(rclone) => said.push(rclone.config.expose_secret().to_owned()),
        }
    }
    said
}

/// On one machine, and then on another that has none of its files.
fn moved(text: &str) -> (Config, Config, String, Vec<String>) {
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let here = |name: &str| old.path().join(name);
    put(&here("toko.toml"), text);
    put(&here("kunci/warung.key"), KEY);
    put(&here("bot/token"), "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw\n");
    put(&here("bot/lain"), "987654321:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw\n");
    put(&here("r2/kunci"), "kunci+/rahasia=");
    put(&here("credentials/secret_gateway_webhook_secret"), "dari-systemd");
    put(&here("toko.secrets/alert_token"), "987654321:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw\r\n");
    put(&here("toko.secrets/backup_awan_password"), "kata sandi: ini\n");
    let credentials = here("credentials");
    let before = Config::load(&here("toko.toml"), LANGUAGES, Some(&credentials)).unwrap();
    let kit = gather(&before).unwrap();
    let path = new.path().join("toko.toml");
    for file in &kit {
        let path = match file.name.as_str() {
            KIT_KEY => new.path().join(KIT_KEY),
            name if name == config_name("toko") => path.clone(),
            name => folder_of(&path).join(name),
        };
        put(&path, std::str::from_utf8(&file.bytes).unwrap());
    }
    assert_eq!(fs::read_to_string(new.path().join(KIT_KEY)).unwrap(), KEY);
    let after = Config::load(&path, LANGUAGES, None).unwrap();
    let names = kit.into_iter().map(|file| file.name).collect();
    (before, after, fs::read_to_string(path).unwrap(), names)
}

#[test]
fn a_configuration_means_the_same_on_another_machine() {
    let (before, after, text, names) = moved(TEXT);
    assert_eq!(said(&after), said(&before));
    assert_eq!(
        names,
        [
            KIT_KEY,
            "toko.toml",
            "telegram_token",
            "gateway_webhook_secret",
            "alert_token",
            "backup_r2_secret_key",
            "backup_awan_password",
            "backup_kanal2_token",
        ]
    );
    // The key lies with the data; the seller's own words stay.
    assert_eq!(after.key_file, Path::new("/var/lib/warung/toko/warung.key"));
    for gone in ["_file", "kunci"] {
        assert!(!text.contains(gone), "{gone}:\n{text}");
    }
    for kept in ["# Toko Bu Sari\n", "\"AKSES\"            # not so secret\n", "\"tertulis\""] {
        assert!(text.contains(kept), "{kept}:\n{text}");
    }
}

#[test]
fn places_in_braces_are_places() {
    let braces = "backup = [{ name = \"r2\", kind = \"s3\", endpoint = \"https://r2.example\", \
                  bucket = \"toko\", access_key = \"AKSES\", secret_key_file = \"r2/kunci\" }]\n";
    let (text, _) = TEXT.split_once("[[backup]]").unwrap();
    let (before, after, _, names) = moved(&format!("{braces}{text}"));
    assert_eq!(said(&after), said(&before));
    assert_eq!(names.last().map(String::as_str), Some("backup_r2_secret_key"));
}

#[test]
fn what_cannot_be_read_is_told_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("toko.toml");
    let text = TEXT.replace("token_file = \"bot/token\"", "");
    let text = text.split_once("[[backup]]").unwrap().0;
    put(&path, text);
    put(&folder_of(&path).join("telegram_token"), &format!("123456789:{}", "A".repeat(35)));
    let config = Config::load(&path, LANGUAGES, None).unwrap();
    let told = |config: &Config| format!("{:#}", gather(config).unwrap_err());
    let key = folder.path().join("kunci/warung.key");
    assert!(told(&config).starts_with(&format!("{} cannot be read", key.display())));
    put(&key, KEY);
    gather(&config).unwrap();
    // It is being written anew; what it says instead is not repeated.
    put(&path, "[gateway]\napi_key = rahasia\n");
    assert_eq!(told(&config), format!("{}: is no TOML", path.display()));
    fs::remove_file(&path).unwrap();
    assert!(told(&config).starts_with(&format!("{} cannot be read", path.display())));
}
