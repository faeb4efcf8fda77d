//! Bringing updates to a webhook: in order for each chat, again and again until they are taken.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Duration;

use bytes::Bytes;
use hyper::Uri;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep_until};

use super::Telegram;
use super::call::Call;
use super::refused::Refused;
use super::state::State;
use super::updates::Lane;
use crate::demo::post::{Answer, Post};
use crate::domain::limit::WEBHOOK_PORTS;
use crate::domain::time::Timestamp;

/// The first pause after a failure; each further one is twice as long.
const PAUSE: Duration = Duration::from_secs(1);
const PAUSE_MAX: Duration = Duration::from_secs(60);
const SECRET_SIGNS_MAX: usize = 256;

/// How the world's roads to the webhook are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Road {
    #[default]
    Open,
    /// Nothing gets there from Telegram, though others may.
    Closed,
    /// Updates arrive, but no answer comes back.
    AnswersLost,
}

/// A webhook that is set.
pub struct Webhook {
    pub url: String,
    secret: Option<String>,
    certificate: Option<Bytes>,
    connections: usize,
    /// Which one it is: what an older one was bringing confirms nothing any more.
    round: u64,
    under_way: usize,
    lanes: HashMap<Lane, Pause>,
    failed: Option<(Timestamp, String)>,
}

#[derive(Default)]
struct Pause {
    under_way: bool,
    tries: u32,
    until: Option<Instant>,
}

/// What may go now, and when something may go again that must wait.
#[derive(Default)]
struct Due {
    updates: Vec<(Lane, i64)>,
    wake: Option<Instant>,
}

impl Webhook {
    /// Reads what is to be set; nothing if it is to be taken away.
    fn read(call: &Call, round: u64) -> Result<Option<Webhook>, Refused> {
        let url = call.text("url").unwrap_or_default().to_owned();
        if url.is_empty() {
            return Ok(None);
        }
        is_proper(&url)?;
        let secret = call.text("secret_token").filter(|secret| !secret.is_empty());
        let plain = |sign: u8| sign.is_ascii_alphanumeric() || matches!(sign, b'_' | b'-');
        if secret.is_some_and(|it| it.len() > SECRET_SIGNS_MAX || !it.bytes().all(plain)) {
            return Err(Refused::bad("secret token contains unallowed characters"));
        }
        let certificate = call.upload("certificate", call.text("certificate"));
        let connections = call.number("max_connections").unwrap_or(40).clamp(1, 100);
        Ok(Some(Webhook {
            url,
            secret: secret.map(str::to_owned),
            certificate: certificate.map(|file| file.bytes.clone()),
            connections: connections as usize,
            round,
            under_way: 0,
            lanes: HashMap::new(),
            failed: None,
        }))
    }

    fn due(&mut self, waiting: Vec<(Lane, i64)>, now: Instant) -> Due {
        let mut due = Due::default();
        for (lane, id) in waiting {
            let pause = self.lanes.entry(lane).or_default();
            match pause.until.filter(|until| *until > now) {
                Some(until) => due.wake = due.wake.into_iter().chain([until]).min(),
                None if pause.under_way || self.under_way >= self.connections => {}
                None => {
                    (pause.under_way, self.under_way) = (true, self.under_way + 1);
                    due.updates.push((lane, id));
                }
            }
        }
        due
    }

    fn post(&self, body: String) -> Post {
        let secret = self.secret.clone();
        let secret = secret.map(|secret| ("x-telegram-bot-api-secret-token", secret));
        Post { body, secret, certificate: self.certificate.clone() }
    }

    /// Whether the update was taken.
    fn back(&mut self, lane: Lane, answer: Result<Answer, String>, at: Timestamp) -> bool {
        self.under_way = self.under_way.saturating_sub(1);
        let (words, after) = match answer {
            Ok(Answer { status: 200..300, .. }) => {
                self.lanes.remove(&lane);
                return true;
            }
            Ok(Answer { status, retry_after }) => {
                (format!("Wrong response from the webhook: {status}"), retry_after)
            }
            Err(words) => (words, None),
        };
        self.failed = Some((at, words));
        let pause = self.lanes.entry(lane).or_default();
        let doubled = PAUSE.saturating_mul(1 << pause.tries.min(16)).min(PAUSE_MAX);
        let wait = after.map_or(doubled, Duration::from_secs);
        *pause =
            Pause { under_way: false, tries: pause.tries + 1, until: Some(Instant::now() + wait) };
        false
    }
}

/// The real server takes no plain http at all; in this world it is as good on one's own machine,
/// where any port will do.
fn is_proper(url: &str) -> Result<(), Refused> {
    let bad = |why: &str| Refused::bad(format!("bad webhook: {why}"));
    let url: Uri = url.parse().map_err(|_| bad("invalid URL"))?;
    let host = url.host().unwrap_or_default();
    if host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()) {
        return Ok(());
    }
    if url.scheme_str() != Some("https") {
        return Err(bad("An HTTPS URL must be provided for webhook"));
    }
    match WEBHOOK_PORTS.contains(&url.port_u16().unwrap_or(443)) {
        true => Ok(()),
        false => Err(bad("Webhook can be set up only on ports 80, 88, 443 or 8443")),
    }
}

impl State {
    pub fn webhook_info(&self) -> Value {
        let queue = &self.queue;
        let mut info = json!({
            "url": "",
            "has_custom_certificate": false,
            "pending_update_count": queue.waiting(),
        });
        if let Some(webhook) = &queue.webhook {
            info["url"] = json!(webhook.url);
            info["has_custom_certificate"] = json!(webhook.certificate.is_some());
            info["max_connections"] = json!(webhook.connections);
            if let Some((at, words)) = &webhook.failed {
                info["last_error_date"] = json!(at.0 / 1000);
                info["last_error_message"] = json!(words);
            }
        }
        info
    }
}

impl Telegram {
    /// How Telegram gets to the webhook from now on.
    pub fn road(&self, road: Road) {
        self.change(|state| state.queue.road = road);
    }

    /// The address that is set, if any is.
    pub fn webhook(&self) -> Option<String> {
        self.state().queue.webhook.as_ref().map(|webhook| webhook.url.clone())
    }

    /// Sets the webhook and begins to bring, or takes it away.
    pub(super) fn set_webhook(&self, call: &Call, wanted: bool) -> Result<Value, Refused> {
        let allowed = call.object("allowed_updates").transpose()?;
        let round = self.change(|state| {
            let queue = &mut state.queue;
            let round = queue.next_round();
            let webhook = Webhook::read(call, round)?.filter(|_| wanted);
            queue.webhook = webhook;
            queue.allow(allowed);
            if call.flag("drop_pending_updates") {
                queue.clear();
            }
            Ok(queue.webhook.as_ref().map(|webhook| webhook.round))
        })?;
        if let Some(round) = round {
            tokio::spawn(self.clone().bring(round));
        }
        Ok(json!(true))
    }

    /// Brings what waits for as long as this webhook is set.
    async fn bring(self, round: u64) {
        let mut changes = self.watch();
        loop {
            changes.borrow_and_update();
            let Some(Due { updates, wake }) = self.due(round) else { return };
            for (lane, id) in updates {
                tokio::spawn(self.clone().carry(round, lane, id));
            }
            let rest = async {
                match wake {
                    Some(wake) => sleep_until(wake).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                changed = changes.changed() => match changed {
                    Ok(()) => {}
                    Err(_) => return,
                },
                () = rest => {}
            }
        }
    }

    fn due(&self, round: u64) -> Option<Due> {
        let mut state = self.state();
        let now = state.clock.now();
        let waiting = state.queue.firsts(now);
        let webhook = state.queue.webhook.as_mut().filter(|webhook| webhook.round == round)?;
        Some(webhook.due(waiting, Instant::now()))
    }

    async fn carry(self, round: u64, lane: Lane, id: i64) {
        let parcel = {
            let state = self.state();
            let webhook = state.queue.webhook.as_ref().filter(|webhook| webhook.round == round);
            let update = state.queue.json(id);
            webhook.zip(update).map(|(webhook, update)| {
                (state.queue.road, webhook.url.clone(), webhook.post(update.to_string()))
            })
        };
        let Some((road, url, post)) = parcel else { return };
        let answer = match road {
            Road::Closed => Err("Connection refused".to_owned()),
            Road::Open => post.send(&url).await,
            Road::AnswersLost => {
                let _ = post.send(&url).await;
                Err("Read timeout expired".to_owned())
            }
        };
        self.change(|state| {
            let at = state.clock.now();
            let webhook = state.queue.webhook.as_mut();
            let webhook = webhook.filter(|webhook| webhook.round == round);
            if webhook.is_some_and(|webhook| webhook.back(lane, answer, at)) {
                state.queue.taken(id);
            }
        });
    }
}
