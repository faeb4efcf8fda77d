//! A channel of Telegram's as a place for copies, and the bot that writes there.

use secrecy::SecretString;
use toml::de::DeValue;

use super::secret::{self, Name, Places};
use super::table::{Table, text};

/// A private channel of the owner's.
#[derive(Clone, Debug)]
pub struct Channel {
    pub chat_id: i64,
    /// Of the bot that writes there, and whether it is another than the shop's.
    pub token: SecretString,
    pub own: bool,
    /// Of the Bot API, without a slash at the end.
    pub api_url: String,
}

/// Who writes into channels that have no bot of their own.
#[derive(Clone, Debug)]
pub struct Bot {
    /// `None`: nobody has said yet.
    pub token: Option<SecretString>,
    pub api_url: String,
}

/// Numbers of channels begin with -100.
const CHANNELS_BELOW: i64 = -1_000_000_000_000;

pub(super) fn channel(
    table: &mut Table<'_>,
    places: &Places<'_>,
    called: &Name<'_>,
    bot: Option<&Bot>,
) -> Option<Channel> {
    let chat_id = table.required("chat_id", id);
    let given = places.read(table, called, secret::token)?;
    // What is wrong with the shop's own has been noted where it stands.
    let bot = bot?;
    let own = given.is_some();
    let token = given.or_else(|| bot.token.clone());
    if token.is_none() {
        let Name { key, file_key, credential } = called;
        let ways = format!(
            "; give it, or {file_key}, or the credential {credential}, or the token of [telegram]"
        );
        table.missing(key, &ways);
    }
    Some(Channel { chat_id: chat_id?, token: token?, own, api_url: bot.api_url.clone() })
}

/// As the app shows it, or a link to a message of the channel: `https://t.me/c/1234567890/5`.
pub(super) fn id(value: &DeValue<'_>) -> Result<i64, String> {
    const SHAPE: &str = "must be a channel's id, as -1001234567890";
    let written = match value {
        DeValue::Integer(number) => number.as_str(),
        other => text(other)?,
    };
    let id: Option<i64> = match written.trim().split_once("t.me/c/") {
        Some((_, rest)) => {
            let inner = rest.split('/').next().and_then(|inner| inner.parse().ok());
            inner.and_then(|inner| CHANNELS_BELOW.checked_sub(inner))
        }
        None => written.trim().parse().ok(),
    };
    id.filter(|id| *id < CHANNELS_BELOW).ok_or_else(|| SHAPE.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_named_by_its_number_or_by_a_link() {
        let read = |text: &str| id(&DeValue::String(text.into()));
        for text in ["-1001234567890", "https://t.me/c/1234567890/5", " t.me/c/1234567890"] {
            assert_eq!(read(text), Ok(-1_001_234_567_890), "{text}");
        }
        for wrong in ["", "1234567890", "-100", "@toko", "https://t.me/toko/5", "t.me/c/x/5"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
