//! The webhook at Telegram: setting it, asking how it does, and calling our own address.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::Certificate;
use reqwest::redirect::Policy;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;
use sha2::Sha256;

use super::client::{ATTACHED, Call, Client, Upload};
use super::failure::CallError;
use super::hook::{Gate, OwnCall};
use super::mode::Sight;
use crate::domain::limit::WEBHOOK_CONNECTIONS;
use crate::domain::webhook::Cut;

/// The kinds of updates we ask for. Always named: without, Telegram keeps the list of whoever
/// asked last.
pub(super) const KINDS: [&str; 4] =
    ["message", "edited_message", "callback_query", "my_chat_member"];
/// The header in which Telegram shows the secret.
pub const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";

/// Where Telegram is to bring updates, and how it shows that it is Telegram. Both are made from
/// the bot's token: they outlive a restart, need no keeping, and whoever has the token has more
/// already.
#[derive(Clone)]
pub struct Address {
    pub path: String,
    pub secret: SecretString,
}

pub struct Webhook {
    url: String,
    secret: SecretString,
    /// Of our own making, in PEM; without one, the world's authorities vouch for us.
    certificate: Option<Bytes>,
    http: reqwest::Client,
    gate: Arc<Gate>,
    calls: u64,
}

/// What we look at of `getWebhookInfo`.
#[derive(Deserialize)]
struct Info {
    #[serde(default)]
    url: String,
    #[serde(default)]
    pending_update_count: u64,
    last_error_message: Option<String>,
}

impl Address {
    pub fn of(token: &SecretString) -> Address {
        let made = |purpose: &str| {
            let key = token.expose_secret().as_bytes();
            let mac =
                <Hmac<Sha256> as KeyInit>::new_from_slice(key).map(|mac| mac.chain_update(purpose));
            let digest = mac.map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default();
            digest.iter().fold(String::new(), |mut hex, byte| {
                // Writing to a String cannot fail.
                let _ = write!(hex, "{byte:02x}");
                hex
            })
        };
        let path = format!("/telegram/{:.24}", made("warung webhook path"));
        Address { path, secret: made("warung webhook secret").into() }
    }
}

impl Webhook {
    pub fn new(
        public_url: &str,
        address: Address,
        certificate: Option<String>,
        gate: Arc<Gate>,
    ) -> Result<Webhook, reqwest::Error> {
        // As Telegram calls: no redirects, no proxy, and a certificate of our own is the only
        // one that counts.
        let http = reqwest::Client::builder().redirect(Policy::none()).no_proxy();
        let http = match &certificate {
            Some(pem) => http
                .tls_built_in_root_certs(false)
                .add_root_certificate(Certificate::from_pem(pem.as_bytes())?),
            None => http,
        };
        // Each call of ours is to find the way by itself.
        let http = http.pool_max_idle_per_host(0).build()?;
        let url = format!("{public_url}{}", address.path);
        let certificate = certificate.map(Bytes::from);
        Ok(Webhook { url, secret: address.secret, certificate, http, gate, calls: 0 })
    }

    /// Waiting updates are kept, here and at every change: nobody's message is thrown away.
    pub(super) async fn set(&self, client: &Client) -> Result<(), CallError> {
        let mut params = json!({
            "url": self.url,
            "secret_token": self.secret.expose_secret(),
            "max_connections": WEBHOOK_CONNECTIONS,
            "allowed_updates": KINDS,
            "drop_pending_updates": false,
        });
        let certificate = self.certificate.clone().map(|bytes| {
            params["certificate"] = ATTACHED.into();
            Upload { name: "warung.pem".to_owned(), bytes }
        });
        client.call::<bool>(&Call::new("setWebhook", &params).with(certificate)).await.map(drop)
    }

    /// How Telegram sees it. `heard`: an update has come since the last look.
    pub(super) async fn look(
        &self,
        client: &Client,
        heard: impl FnOnce() -> bool,
        within: Duration,
    ) -> Result<Sight, CallError> {
        let call = Call::new("getWebhookInfo", &json!({}));
        let info: Info = client.call_within(&call, within).await?;
        let words = info.last_error_message.unwrap_or_default();
        let waiting = info.pending_update_count > 0;
        if waiting && !words.is_empty() {
            tracing::debug!(words, waiting = info.pending_update_count, "Telegram of the webhook");
        }
        // Asked last: what came while Telegram answered has come.
        Ok(Sight { ours: info.url == self.url, waiting, heard: heard(), cut: Cut::read(&words) })
    }

    /// Calls our own address through the network; whether it arrived at our own door.
    pub(super) async fn call(&mut self, within: Duration) -> bool {
        self.calls += 1;
        let own = OwnCall { call: self.calls };
        let request = self.http.post(&self.url).timeout(within).json(&own);
        let request = request.header(SECRET_HEADER, self.secret.expose_secret()).send();
        let arrived = async {
            let answered = request.await.is_ok_and(|answer| answer.status().is_success());
            if answered {
                self.gate.arrived(self.calls).await;
            }
            answered
        };
        tokio::time::timeout(within, arrived).await.unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_as_telegram_wants_it_and_tells_nothing_of_the_token() {
        let token = SecretString::from("123456789:AAHtoken");
        let Address { path, secret } = Address::of(&token);
        assert_eq!(path.len(), "/telegram/".len() + 24);
        assert_eq!(secret.expose_secret().len(), 64);
        assert!(!secret.expose_secret().contains(&path["/telegram/".len()..]));
        let same = Address::of(&token);
        assert_eq!(
            (same.path, same.secret.expose_secret()),
            (path.clone(), secret.expose_secret())
        );
        assert_ne!(Address::of(&SecretString::from("123456789:AAHother")).path, path);
    }
}
