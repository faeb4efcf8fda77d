//! Single answers, held to what the file would take, and where the file has them.

use std::path::PathBuf;

use toml::de::DeValue;

pub use super::check::zone;
use super::secret::{self, Name, Shape};
use super::{Api, backup, channel, check, section};

/// A secret of the file: its table, its key, and what it is called in the folder beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    Token,
    ApiKey,
    WebhookSecret,
    AlertToken,
}

impl Secret {
    pub const ALL: [Secret; 4] =
        [Secret::Token, Secret::ApiKey, Secret::WebhookSecret, Secret::AlertToken];

    /// The name of its file, and of the credential.
    pub fn name(self) -> &'static str {
        self.names().credential
    }

    /// Table and keys under which the file may have it.
    pub fn keys(self) -> (&'static str, [&'static str; 2]) {
        let table = match self {
            Secret::Token => "telegram",
            Secret::ApiKey | Secret::WebhookSecret => "gateway",
            Secret::AlertToken => "alert",
        };
        let Name { key, file_key, .. } = self.names();
        (table, [key, file_key])
    }

    /// Whether it looks like one. Says nothing of the secret.
    pub fn check(self, secret: &str, api: Api) -> Result<(), &'static str> {
        let shape: Shape = match (self, api) {
            (Secret::Token | Secret::AlertToken, _) => secret::token,
            (Secret::WebhookSecret, Api::V1) => secret::segment,
            (Secret::ApiKey | Secret::WebhookSecret, _) => secret::header,
        };
        if secret.is_empty() {
            return Err("is empty");
        }
        shape(secret)
    }

    fn names(self) -> &'static Name<'static> {
        match self {
            Secret::Token => &section::TOKEN,
            Secret::ApiKey => &section::API_KEY,
            Secret::WebhookSecret => &section::WEBHOOK_SECRET,
            Secret::AlertToken => &section::ALERT_TOKEN,
        }
    }
}

pub fn shop_name(text: &str) -> Result<String, String> {
    check::shop_name(&value(text))
}

pub fn project(text: &str) -> Result<String, String> {
    check::project(&value(text))
}

pub fn public_url(text: &str) -> Result<String, String> {
    check::public_url(&value(text))
}

pub fn contact(text: &str) -> Result<String, String> {
    check::contact(&value(text))
}

/// The address of a server; an ending slash is taken off.
pub fn url(text: &str) -> Result<String, String> {
    check::url(&value(text))
}

/// What a place for copies is called.
pub fn place_name(text: &str) -> Result<String, String> {
    backup::name(&value(text))
}

/// A folder for copies, by its whole path; an ending slash is taken off.
pub fn folder(text: &str) -> Result<PathBuf, String> {
    backup::path(&value(text))
}

pub fn bucket(text: &str) -> Result<String, String> {
    backup::bucket(&value(text), true)
}

/// The slashes at its ends are taken off.
pub fn prefix(text: &str) -> Result<String, String> {
    backup::prefix(&value(text))
}

pub fn region(text: &str) -> Result<String, String> {
    backup::region(&value(text))
}

/// Who signs in at a place.
pub fn user(text: &str) -> Result<String, String> {
    backup::user(&value(text))
}

/// A channel's number, or a link to a message in it.
pub fn channel(text: &str) -> Result<i64, String> {
    channel::id(&value(text))
}

/// What opens a place.
pub fn access_key(secret: &str) -> Result<(), &'static str> {
    filled(secret).and_then(|()| secret::scope(secret))
}

pub fn secret_key(secret: &str) -> Result<(), &'static str> {
    filled(secret).and_then(|()| secret::header(secret))
}

pub fn token(secret: &str) -> Result<(), &'static str> {
    filled(secret).and_then(|()| secret::token(secret))
}

pub fn password(secret: &str) -> Result<(), &'static str> {
    filled(secret).and_then(|()| secret::password(secret))
}

pub fn host(text: &str) -> Result<String, String> {
    backup::host(&value(text))
}

/// Who signs in by ssh.
pub fn ssh_user(text: &str) -> Result<String, String> {
    backup::ssh_user(&value(text))
}

/// A folder at somebody else's; an ending slash is taken off.
pub fn there(text: &str) -> Result<String, String> {
    backup::there(&value(text))
}

pub fn host_key(text: &str) -> Result<String, String> {
    backup::host_key(&value(text))
}

pub fn remote(text: &str) -> Result<String, String> {
    backup::remote(&value(text))
}

pub fn private_key(secret: &str) -> Result<(), &'static str> {
    filled(secret).and_then(|()| secret::private_key(secret))
}

pub fn rclone_config(secret: &str) -> Result<(), &'static str> {
    filled(secret).and_then(|()| secret::rclone_config(secret))
}

fn filled(secret: &str) -> Result<(), &'static str> {
    if secret.is_empty() { Err("is empty") } else { Ok(()) }
}

pub fn api(text: &str) -> Result<Api, String> {
    check::api(&value(text))
}

fn value(text: &str) -> DeValue<'_> {
    DeValue::String(text.into())
}
