//! The operator's file: what is right is read, what is wrong is told all at once, by line.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use secrecy::ExposeSecret;
use tempfile::TempDir;
use warung::config::{Api, Config, Mode};
use warung::domain::id::{Address, ChatId, CustomerId};
use warung::domain::shop::Language;
use warung::domain::time::Span;

const LANGUAGES: &[Language] = &[Language::INDONESIAN, Language(*b"en")];
const TOKEN: &str = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
const SMALL: &str = r#"
[store]
name = "Toko Sari"
[telegram]
token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
[gateway]
project = "toko-sari"
api_key = "rahasia"
"#;

struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>, mode: u32) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path
    }

    fn load(&self, text: impl AsRef<[u8]>) -> Result<Config, String> {
        let path = self.put("warung.toml", text, 0o644);
        let credentials = self.0.path().join("credentials");
        let given = credentials.exists().then_some(credentials.as_path());
        let loaded = Config::load(&path, LANGUAGES, given);
        let folder = format!("{}/", self.0.path().display());
        loaded.map_err(|mistakes| mistakes.to_string().replace(&folder, ""))
    }
}

fn wrong(text: impl AsRef<[u8]>) -> Vec<String> {
    let told = Folder::new().load(text).expect_err("taken for right");
    told.lines().map(str::to_owned).collect()
}

#[test]
fn files_are_read_off_the_disk_for_a_server_on_this_machine_alone() {
    let with = |lines: &str| SMALL.replace("[gateway]", &format!("{lines}\n[gateway]"));
    let here = "api_url = \"http://127.0.0.1:8081\"";
    let files = "files_dir = \"/var/lib/telegram-bot-api\"";
    let config = Folder::new().load(with(&format!("{here}\n{files}"))).unwrap();
    assert_eq!(config.telegram.files_dir, Some("/var/lib/telegram-bot-api".into()));
    assert_eq!(Folder::new().load(SMALL).unwrap().telegram.files_dir, None);
    for server in ["", "api_url = \"https://bot.example.com\""] {
        let told = wrong(with(&format!("{server}\n{files}")));
        assert!(
            told[0].contains("files_dir: needs telegram.api_url of a server on this"),
            "{told:?}"
        );
    }
    for folder in ["", "files", "/", "/var/../etc", "./x"] {
        let told = wrong(with(&format!("{here}\nfiles_dir = {folder:?}")));
        assert!(told[0].contains("files_dir: must be a"), "{told:?}");
    }
}

#[test]
fn secrets_in_a_file_for_everybody_are_noticed() {
    let folder = Folder::new();
    assert!(folder.load(SMALL).unwrap().exposed);
    let loaded = |text: &str, mode| {
        let path = folder.put("warung.toml", text, mode);
        Config::load(&path, LANGUAGES, None).unwrap()
    };
    assert!(!loaded(SMALL, 0o640).exposed);
    folder.put("token", TOKEN, 0o600);
    folder.put("key", "rahasia", 0o600);
    let apart = SMALL
        .replace(&format!("token = \"{TOKEN}\""), "token_file = \"token\"")
        .replace("api_key = \"rahasia\"", "api_key_file = \"key\"");
    assert!(!loaded(&apart, 0o644).exposed);
}

#[test]
fn a_small_file_is_enough() {
    let config = Folder::new().load(SMALL).unwrap();
    assert_eq!(config.shop.name, "Toko Sari");
    assert_eq!(config.shop.language, Language::INDONESIAN);
    assert_eq!(config.shop.invoice_after, Span::minutes(10));
    assert!(config.shop.owners.is_empty() && config.shop.admins.is_empty());
    assert!(!config.shop.hooked && !config.shop.sandbox);
    assert_eq!(config.timezone, "Asia/Jakarta");
    assert_eq!(config.shop.contact, None);
    assert_eq!(config.key_file, Path::new("/var/lib/warung/warung/warung.key"));
    assert_eq!(config.socket(), Path::new("/var/lib/warung/warung/warung.sock"));
    assert_eq!(config.telegram.token.expose_secret(), TOKEN);
    assert_eq!(config.telegram.api_url, "https://api.telegram.org");
    assert_eq!(config.shop.messages_per_second, 30);
    assert_eq!(config.gateway.api, Api::V2);
    assert_eq!(config.gateway.base_url, "https://app.pakasir.com/api/v2");
    assert_eq!(config.telegram.mode, Mode::Auto);
    assert_eq!(config.web.listen.to_string(), "127.0.0.1:8080");
    assert!(config.web.public_url.is_none() && config.web.watch.is_none());
    assert!(!config.web.self_signed && config.web.proxies.is_empty());
    assert!(config.alert.token.is_none());
}

#[test]
fn the_shops_own_bot_is_no_alert_bot() {
    // Another token of the same bot is still the same bot.
    let other = format!("123456789:{}", "B".repeat(35));
    let told = wrong(format!("{SMALL}[alert]\ntoken = \"{other}\"\n"));
    let what = "alert.token: is of the shop's own bot; give another bot's, or leave it out";
    assert_eq!(told, [format!("warung.toml:10: {what}")]);
    let text = format!("{SMALL}[alert]\ntoken = \"{}\"\n", other.replace('9', "8"));
    assert!(Folder::new().load(text).unwrap().alert.token.is_some());
}

#[test]
fn every_key_is_read() {
    let folder = Folder::new();
    let text = format!(
        r#"
[store]
name = "Warung Wayan"
data_dir = "data"
timezone = "Asia/Makassar"
language = "en"
invoice_minutes = 1_5
key_file = "/etc/warung/key"
contact = "+62 812-3456-7890"
[telegram]
token = "{TOKEN}"
api_url = "http://127.0.0.1:9001/"
mode = "polling"
messages_per_second = 5
[gateway]
api = "v1"
base_url = "http://localhost:9002/api/"
project = "wayan_1"
api_key = "k"
webhook_secret = "tak-terduga"
sandbox = true
[web]
listen = "[::1]:9000"
[staff]
owners = [111, 112]
admins = []
group = "-100123:7"
"#
    );
    let config = folder.load(text).unwrap();
    assert_eq!(config.data_dir, folder.0.path().join("data"));
    assert_eq!(config.timezone, "Asia/Makassar");
    assert_eq!(config.shop.language, Language(*b"en"));
    assert_eq!(config.shop.invoice_after, Span::minutes(15));
    assert_eq!(config.key_file, Path::new("/etc/warung/key"));
    assert_eq!(config.shop.contact.as_deref(), Some("+6281234567890"));
    assert_eq!(config.telegram.api_url, "http://127.0.0.1:9001");
    assert_eq!(config.gateway.api, Api::V1);
    assert_eq!(config.gateway.base_url, "http://localhost:9002/api");
    assert!(config.shop.hooked && config.shop.sandbox);
    assert_eq!(config.shop.owners, [CustomerId(111), CustomerId(112)]);
    assert_eq!(config.shop.group, Some(Address { chat: ChatId(-100_123), topic: Some(7) }));
    assert_eq!(config.web.listen.to_string(), "[::1]:9000");
}

#[test]
fn the_outside_is_named_as_telegram_needs_it() {
    let with = |telegram: &str, web: &str| {
        let text = SMALL.replace("[telegram]", &format!("[telegram]\n{telegram}"));
        format!("{text}\n[web]\n{web}\n")
    };
    let config = Folder::new()
        .load(with("", "public_url = \"https://203.0.113.7:8443\"\nself_signed = true"))
        .unwrap();
    assert_eq!(config.webhook_url(), Some("https://203.0.113.7:8443"));
    assert_eq!(config.web.host(), Some("203.0.113.7"));
    let polling = with("mode = \"polling\"", "public_url = \"https://toko.example.com\"");
    assert_eq!(Folder::new().load(polling).unwrap().webhook_url(), None);
    for (telegram, web, what) in [
        ("mode = \"webhook\"", "", "telegram.mode: needs web.public_url"),
        ("", "public_url = \"https://toko.example.com:8081\"", "must have port 443, 80, 88"),
        ("", "public_url = \"http://toko.example.com\"", "web.public_url: "),
        ("", "self_signed = true", "web.self_signed: needs public_url"),
    ] {
        let told = wrong(with(telegram, web));
        assert!(told.len() == 1 && told[0].contains(what), "{told:?}");
    }
}

#[test]
fn the_old_protocol_has_its_own_address() {
    let config = Folder::new().load(SMALL.replace("[gateway]", "[gateway]\napi = \"v1\""));
    assert_eq!(config.unwrap().gateway.base_url, "https://app.pakasir.com/api");
}

#[test]
fn all_mistakes_are_told_at_once_and_in_order() {
    let told = wrong(
        r#"[store]
name = "\u200b"
timezone = "Asia/Jakrta"
language = "fr"
invoice_minutes = 1441
contact = "0812345678"
nama = "x"
[telegram]
token = "rahasia-yang-salah"
api_url = "http://example.com"
mode = "telepathy"
messages_per_second = 0
[gateway]
api = "v3"
project = "a b"
webhook_secret = ""
sandbox = "no"
[web]
listen = "localhost"
[staff]
owners = [0,
  1, -5]
admins = 7
group = 5
[telegrm]
"#,
    );
    let expected = [
        "2: store.name: must be a visible name of at most 80 signs",
        "3: store.timezone: \"Asia/Jakrta\" is no time zone; did you mean \"Asia/Jakarta\"?",
        "4: store.language: \"fr\" is not spoken here; there are: id, en",
        "5: store.invoice_minutes: must be between 1 and 1440",
        "6: store.contact: must be \"@username\", an https:// link, or a phone number as \
         +6281234567890",
        "7: store.nama: no such key; did you mean \"name\"?",
        "9: telegram.token: is no bot token, as 123456789:AAH…",
        "10: telegram.api_url: would send secrets in the clear; use https://",
        "11: telegram.mode: must be \"auto\", \"polling\" or \"webhook\"",
        "12: telegram.messages_per_second: must be between 1 and 10000",
        "13: gateway.api_key: is missing; give it, or api_key_file, or the credential \
         gateway_api_key",
        "14: gateway.api: must be \"v1\" or \"v2\"",
        "15: gateway.project: must be the project's slug: letters, digits, - and _ alone",
        "16: gateway.webhook_secret: is empty",
        "17: gateway.sandbox: must be true or false, not text",
        "19: web.listen: must be an address and a port, as 127.0.0.1:8080",
        "21: staff.owners: must be a Telegram id: a positive number",
        "22: staff.owners: must be a Telegram id: a positive number",
        "23: staff.admins: must be a list in [brackets]",
        "24: staff.group: must be a group's id, as -100123, or \"-100123:topic\"",
        "25: telegrm: no such key; did you mean \"telegram\"?",
    ];
    let expected: Vec<String> =
        expected.iter().map(|mistake| format!("warung.toml:{mistake}")).collect();
    assert_eq!(told, expected);
    assert!(!told.concat().contains("rahasia"));
}

#[test]
fn syntax_mistakes_hide_neither_each_other_nor_the_rest() {
    let told = wrong(
        r#"[store]
name = Toko Sari
timezone = "Asia/Jakarta
[telegram
token = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
[gateway]
project = 1979-05-27
[web]
listen = "here"
listen = "there"
[staff]
api_key "kunci-rahasia"
"#,
    );
    let expected = [
        "2: string values must be quoted, expected literal string",
        "3: invalid basic string, expected `\"`",
        "4: unclosed table, expected `]`",
        "7: gateway.project: must be \"text\", not a date",
        "9: web.listen: must be an address and a port, as 127.0.0.1:8080",
        "10: duplicate key",
        "12: key with no value, expected `=`",
    ];
    let expected: Vec<String> =
        expected.iter().map(|mistake| format!("warung.toml:{mistake}")).collect();
    assert_eq!(told, expected);
}

#[test]
fn nothing_at_all_is_told_by_key() {
    assert_eq!(
        wrong(""),
        [
            "warung.toml:1: store.name: is missing",
            "warung.toml:1: telegram.token: is missing; give it, or token_file, or the \
             credential telegram_token",
            "warung.toml:1: gateway.project: is missing",
            "warung.toml:1: gateway.api_key: is missing; give it, or api_key_file, or the \
             credential gateway_api_key",
        ]
    );
    assert_eq!(wrong(b"[store]\nname = \"\xff\""), ["warung.toml:2: is not UTF-8 text"]);
    let path = Path::new("/nowhere/warung.toml");
    let told = Config::load(path, LANGUAGES, None).unwrap_err().to_string();
    assert!(told.starts_with("/nowhere/warung.toml: cannot be read: "), "{told}");
}

#[test]
fn a_secret_may_come_by_file_or_as_a_credential() {
    let folder = Folder::new();
    folder.put("token", format!("{TOKEN}\n"), 0o600);
    folder.put("credentials/gateway_api_key", "kunci\r\n", 0o440);
    folder.put("credentials/gateway_webhook_secret", "pintu", 0o440);
    let text = "[store]\nname = \"S\"\n[telegram]\ntoken_file = \"token\"\n\
                [gateway]\nproject = \"p\"\n";
    let config = folder.load(text).unwrap();
    assert_eq!(config.telegram.token.expose_secret(), TOKEN);
    assert_eq!(config.gateway.api_key.expose_secret(), "kunci");
    let hook = config.gateway.webhook_secret.as_ref().map(ExposeSecret::expose_secret);
    assert_eq!(hook, Some("pintu"));
    let debug = format!("{config:?}");
    assert!(!debug.contains("kunci") && !debug.contains("AAHd"), "{debug}");
}

#[test]
fn a_secret_given_twice_or_open_to_others_is_a_mistake() {
    let folder = Folder::new();
    folder.put("open", TOKEN, 0o640);
    folder.put("empty", "\n", 0o600);
    folder.put("credentials/gateway_api_key", "kunci", 0o400);
    let text = format!(
        "[store]\nname = \"S\"\n[telegram]\ntoken = \"{TOKEN}\"\ntoken_file = \"open\"\n\
         [gateway]\nproject = \"p\"\napi_key = \"k\"\nwebhook_secret_file = \"empty\"\n"
    );
    let told = folder.load(text).unwrap_err();
    let expected = "\
warung.toml:5: telegram.token_file: open is open to others; chmod 600 open
warung.toml:5: telegram.token: give either token or token_file, not both
warung.toml:8: gateway.api_key: is given already, by the credential or file gateway_api_key
warung.toml:9: gateway.webhook_secret_file: empty is empty";
    assert_eq!(told, expected);
}

#[test]
fn with_the_old_protocol_the_hook_secret_is_part_of_an_address() {
    let text = SMALL.replace("[gateway]", "[gateway]\napi = \"v1\"\nwebhook_secret = \"a/b\"");
    let told = wrong(text);
    assert_eq!(told.len(), 1);
    assert!(told[0].starts_with("warung.toml:8: gateway.webhook_secret: is part of an address"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_is_in_the_file_is_answered(
        at in 0..SMALL.len(),
        cut in 0..20usize,
        put in "[\\[\\]{}=\"'.,#a-z0-9 \n\\\\-]{0,12}",
    ) {
        let end = (at + cut).min(SMALL.len());
        let text = [&SMALL[..at], &put, &SMALL[end..]].concat();
        if let Err(told) = Folder::new().load(&text) {
            prop_assert!(!told.is_empty());
            prop_assert!(told.lines().all(|line| line.starts_with("warung.toml:")), "{}", told);
            prop_assert!(!told.contains("AAHdqTcvCH1vGWJxfSeofSAs0K5"), "{}", told);
        }
    }
}
