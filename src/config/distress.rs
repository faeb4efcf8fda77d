//! What can still be read of a configuration that is wrong: enough to tell the owners so.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use secrecy::SecretString;

use super::paper::{Paper, read_within};
use super::secret::{self, Places, folder_of};
use super::section::{ALERT_TOKEN, DATA_DIR, DEFAULT_TIMEZONE, TELEGRAM_URL, TOKEN};
use super::{check, store_of};
use crate::domain::id::CustomerId;
use crate::domain::limit::CONFIG_BYTES_MAX;
use crate::domain::shop::Language;

/// Whatever is wrong or missing is left out; its mistakes are for those who start the shop.
#[derive(Debug)]
pub struct Distress {
    /// As people call the shop, or else as the machine does.
    pub name: String,
    pub language: Language,
    pub timezone: String,
    /// `None`: it is written down, and wrong.
    pub data_dir: Option<PathBuf>,
    pub owners: Vec<CustomerId>,
    pub admins: Vec<CustomerId>,
    /// Without a slash at the end.
    pub api_url: String,
    /// Tokens of the bots that may tell them, the alert bot first.
    pub bots: Vec<SecretString>,
}

impl Distress {
    /// Reads what there is; a file that is none is read as an empty one.
    pub fn read(path: &Path, languages: &[Language], credentials: Option<&Path>) -> Distress {
        let bytes = read_within(path, CONFIG_BYTES_MAX).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let paper = Paper::new(&text);
        let base = path.parent().unwrap_or(Path::new(""));
        let (beside, inline) = (folder_of(path), Cell::default());
        let places = Places { base, credentials, beside, given: &[], inline };
        let mut root = paper.root();
        let mut store = root.table("store");
        let mut telegram = root.table("telegram");
        let mut staff = root.table("staff");
        let alert = places.read(&mut root.table("alert"), &ALERT_TOKEN, secret::token);
        let shop = places.read(&mut telegram, &TOKEN, secret::token);
        let mut people = |key| {
            let listed = staff.list(key, check::person).unwrap_or_default();
            listed.into_iter().map(|(_, person)| person).collect()
        };
        let language = store.optional("language", |value| check::language(value, languages));
        let data_dir = store.or("data_dir", Path::new(DATA_DIR).join(store_of(path)), |value| {
            Ok(base.join(check::path(value)?))
        });
        let timezone = store.optional("timezone", check::timezone).flatten();
        let api_url = telegram.optional("api_url", check::url).flatten();
        Distress {
            name: store.optional("name", check::shop_name).flatten().unwrap_or(store_of(path)),
            language: language.flatten().unwrap_or(Language::INDONESIAN),
            timezone: timezone.unwrap_or_else(|| DEFAULT_TIMEZONE.to_owned()),
            data_dir,
            owners: people("owners"),
            admins: people("admins"),
            api_url: api_url.unwrap_or_else(|| TELEGRAM_URL.to_owned()),
            bots: [alert, shop].into_iter().flatten().flatten().collect(),
        }
    }
}
