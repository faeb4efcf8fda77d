//! The operator's one file: raw keys in, checked Config out, every mistake reported at once.

pub mod answer;
pub mod backup;
pub mod channel;
mod check;
pub mod copies;
mod distress;
mod mark;
mod mistake;
mod near;
mod outline;
mod overlay;
mod paper;
pub mod placed;
mod portable;
mod secret;
mod section;
pub mod shop_file;
mod table;

use std::cell::Cell;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

pub use backup::Backup;
pub use check::is_here;
pub use copies::{Copies, Practice};
pub use distress::Distress;
pub use mark::Mark;
pub use mistake::{Mistakes, Notes};
pub use near::near;
pub use outline::{Outline, timezone_in};
pub use overlay::{Overlaid, overlay, with_data_dir};
pub use paper::{Paper, read_within, text_of};
pub use portable::Portable;
pub use secret::{Given, folder_of};
pub use section::{TELEGRAM_URL, gateway_url};
pub use table::{Table, text, whole};

use crate::domain::limit::CONFIG_BYTES_MAX;
use crate::domain::shop::{Language, Shop};
use secret::Places;

/// What the file said, checked and complete.
#[derive(Clone, Debug)]
pub struct Config {
    /// What the machine calls the shop: the file's own name.
    pub store: String,
    pub shop: Shop,
    /// IANA name, known to exist: `Asia/Jakarta`.
    pub timezone: String,
    pub data_dir: PathBuf,
    /// The key that seals goods; made at the first start.
    pub key_file: PathBuf,
    pub telegram: Telegram,
    pub gateway: Gateway,
    pub web: Web,
    pub alert: Alert,
    /// Where copies lie, in the file's order.
    pub backups: Vec<Backup>,
    /// How they are made.
    pub copies: Copies,
    /// The file holds secrets, and everybody on the machine can read it.
    pub exposed: bool,
    /// Says that the store has been open.
    pub mark: Mark,
}

#[derive(Clone, Debug)]
pub struct Telegram {
    pub token: SecretString,
    /// Without a slash at the end.
    pub api_url: String,
    /// Where a Bot API server of our own on this machine keeps files. Without it none is read
    /// off the disk.
    pub files_dir: Option<PathBuf>,
    pub mode: Mode,
}

/// How updates are to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By webhook where there is a public address and it works, else by polling.
    Auto,
    Polling,
    Webhook,
}

#[derive(Clone, Debug)]
pub struct Web {
    /// Where hooks are received.
    pub listen: SocketAddr,
    /// How the outside reaches `listen`, without a slash at the end.
    pub public_url: Option<String>,
    /// Whether we speak TLS ourselves, with a certificate of our own making.
    pub self_signed: bool,
    /// Reverse proxies whose word on a caller's address is believed.
    pub proxies: Vec<IpAddr>,
    /// Where health, readiness and metrics are shown besides the local socket.
    pub watch: Option<SocketAddr>,
}

/// The bot that warns the owners.
#[derive(Clone, Debug)]
pub struct Alert {
    /// Without one of its own, the shop's bot warns.
    pub token: Option<SecretString>,
}

#[derive(Clone, Debug)]
pub struct Gateway {
    pub api: Api,
    /// Without a slash at the end.
    pub base_url: String,
    pub project: String,
    pub api_key: SecretString,
    pub webhook_secret: Option<SecretString>,
    pub sandbox: bool,
}

/// Which of the gateway's protocols the project speaks. Never changed by ourselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    V1,
    V2,
}

impl Config {
    /// Reads and checks the file. `languages` are those the shop has texts in, `credentials`
    /// the folder in which systemd hands over secrets.
    pub fn load(
        path: &Path,
        languages: &[Language],
        credentials: Option<&Path>,
    ) -> Result<Config, Mistakes> {
        let bytes = read_within(path, CONFIG_BYTES_MAX).map_err(|why| Mistakes::of(path, why))?;
        let bytes = Zeroizing::new(bytes);
        let text = text_of(&bytes).map_err(|(line, why)| Mistakes::at(path, line, why))?;
        Config::read(text, path, languages, credentials, &[])
    }

    /// The same of a text that is to be the file, with the secrets that are to lie beside it.
    pub fn read(
        text: &str,
        path: &Path,
        languages: &[Language],
        credentials: Option<&Path>,
        given: Given<'_>,
    ) -> Result<Config, Mistakes> {
        let paper = Paper::new(text);
        let base = path.parent().unwrap_or(Path::new(""));
        let (beside, inline) = (folder_of(path), Cell::default());
        let places = Places { base, credentials, beside, given, inline };
        let config = section::config(paper.root(), store_of(path), &places, languages);
        let exposed = places.inline.get() && secret::is_open(path);
        let mark = Mark::of(path, credentials);
        let config = config.map(|config| {
            let shop = Shop { file: path.display().to_string(), ..config.shop };
            Config { exposed, mark, shop, ..config }
        });
        paper.finish(path, config)
    }

    /// Where updates may be brought; nothing if they are to be fetched.
    pub fn webhook_url(&self) -> Option<&str> {
        self.web.public_url.as_deref().filter(|_| self.telegram.mode != Mode::Polling)
    }

    /// Where the running shop listens for the commands of its own machine.
    pub fn socket(&self) -> PathBuf {
        socket_in(&self.data_dir)
    }
}

impl Web {
    /// The name or address by which the outside knows us.
    pub fn host(&self) -> Option<&str> {
        check::host_of(self.public_url.as_deref()?)
    }
}

/// The name of the store whose configuration it is: `sari` of `/etc/warung/sari.toml`.
pub fn store_of(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The same of the folder that holds a shop's data.
pub fn socket_in(data_dir: &Path) -> PathBuf {
    data_dir.join("warung.sock")
}
