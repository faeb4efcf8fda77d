//! The operator's one file: raw keys in, checked Config out, every mistake reported at once.

use std::net::SocketAddr;
use std::path::PathBuf;

use secrecy::SecretString;

use crate::domain::shop::Shop;

/// What the file said, checked and complete.
#[derive(Clone, Debug)]
pub struct Config {
    pub shop: Shop,
    /// IANA name, known to exist: `Asia/Jakarta`.
    pub timezone: String,
    pub data_dir: PathBuf,
    /// The key that seals goods; made at the first start.
    pub key_file: PathBuf,
    pub telegram: Telegram,
    pub gateway: Gateway,
    pub listen: SocketAddr,
}

#[derive(Clone, Debug)]
pub struct Telegram {
    pub token: SecretString,
    /// Without a slash at the end.
    pub api_url: String,
    pub messages_per_second: u32,
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
