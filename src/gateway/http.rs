//! One request to the gateway: bounded in time and size, and told without secrets.

use anyhow::Context;
use reqwest::header::{DATE, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::setback::Setback;
use super::wire::Complaint;
use crate::config::Gateway;
use crate::domain::limit::{
    GATEWAY_BYTES_MAX, GATEWAY_CONNECT, GATEWAY_REST_MAX, IDLE_CONNECTION_LIFE,
    IDLE_CONNECTIONS_MAX, INVOICE_MINUTES_MAX, REFUSAL_CHARS_MAX,
};
use crate::domain::text::shorten;
use crate::domain::time::{Span, Timestamp};
use crate::engine::clock::Clock;
use crate::words::format::read_moment;

/// No invoice of ours is promised for longer.
const PROMISE_MAX: Span = Span::minutes(INVOICE_MINUTES_MAX);
/// `Date` is told in whole seconds: less than one is no time.
const DATE_GRAIN: Span = Span::secs(1);

/// The line to the gateway: where it is, and how long it may take.
pub struct Http {
    client: Client,
    base: Url,
    key: SecretString,
}

/// What came back, whole.
pub struct Reply {
    status: StatusCode,
    rest: Option<Span>,
    /// What the gateway's clock showed.
    date: Option<Timestamp>,
    body: Vec<u8>,
}

impl Http {
    pub fn new(config: &Gateway, answer: Span) -> anyhow::Result<Http> {
        let base = Url::parse(&config.base_url).context("the gateway's base_url")?;
        anyhow::ensure!(base.has_host(), "the gateway's base_url names no host");
        // A redirect or a proxy of the environment would carry the key where nobody sent it.
        let client = Client::builder()
            .connect_timeout(GATEWAY_CONNECT.std())
            .timeout(answer.std())
            .pool_max_idle_per_host(IDLE_CONNECTIONS_MAX)
            .pool_idle_timeout(IDLE_CONNECTION_LIFE.std())
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .map_err(reqwest::Error::without_url)
            .context("the client of the gateway")?;
        Ok(Http { client, base, key: config.api_key.clone() })
    }

    pub fn key(&self) -> &str {
        self.key.expose_secret()
    }

    pub fn get(&self, path: &[&str]) -> RequestBuilder {
        self.client.get(self.url(path))
    }

    pub fn post(&self, path: &[&str]) -> RequestBuilder {
        self.client.post(self.url(path))
    }

    /// The parts of a path are escaped: some of them come from outside.
    fn url(&self, path: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        url
    }

    pub async fn send(&self, request: RequestBuilder) -> Result<Reply, Setback> {
        let response = request.send().await.map_err(lost)?;
        let (status, rest, date) = (response.status(), rest(&response), date(&response));
        let mut body = within_bounds(response).await?;
        // Some servers repeat in their complaint what they were sent.
        let key = self.key().as_bytes();
        let echoes = !key.is_empty() && body.windows(key.len()).any(|part| part == key);
        if echoes && !status.is_success() {
            body.clear();
        }
        Ok(Reply { status, rest, date, body })
    }
}

impl Reply {
    pub fn code(&self) -> u16 {
        self.status.as_u16()
    }

    /// A success, or a definite no where the gateway was clear about it.
    pub fn accepted(self) -> Result<Reply, Setback> {
        match self.status.as_u16() {
            400 | 401 | 403 | 404 | 422 => Err(Setback::Refused(self.complaint())),
            _ => self.answered(),
        }
    }

    /// A success. Any other answer to a question leaves it open: a wrong key or a missing
    /// transaction can be put right while somebody's money is on its way.
    pub fn answered(self) -> Result<Reply, Setback> {
        match self.status {
            status if status.is_success() => Ok(self),
            StatusCode::NOT_FOUND => Err(Setback::Unknown(self.complaint())),
            _ => Err(Setback::Unclear { after: self.rest, why: self.complaint() }),
        }
    }

    /// There is nothing to cancel, or cancelling is not offered.
    pub fn nothing_there(&self) -> bool {
        matches!(self.status.as_u16(), 400 | 404 | 405)
    }

    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Setback> {
        serde_json::from_slice(&self.body)
            .map_err(|_| Setback::unclear(format!("{}, but not an answer we know", self.number())))
    }

    /// How long it is until a moment that the answer names: by the gateway's own clock, for ours
    /// may be wrong. One that cannot be read, or was over when it was named, says nothing; nor does
    /// one that lies beyond all that we ever promise.
    pub fn lives(&self, until: Option<&Value>) -> Option<Span> {
        let until = read_moment(until?.as_str()?)?;
        let now = self.date.unwrap_or_else(|| Clock::new().now());
        Some(until.since(now)).filter(|lives| (DATE_GRAIN..PROMISE_MAX).contains(lives))
    }

    /// The status, and the gateway's own words if it had any.
    pub fn complaint(&self) -> String {
        let said = serde_json::from_slice::<Complaint>(&self.body).ok().and_then(Complaint::words);
        match said {
            Some(words) => shorten(&format!("{}: {words}", self.number()), REFUSAL_CHARS_MAX),
            None => self.number(),
        }
    }

    fn number(&self) -> String {
        format!("HTTP {}", self.status.as_u16())
    }
}

async fn within_bounds(mut response: Response) -> Result<Vec<u8>, Setback> {
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(lost)? {
        if body.len() + piece.len() > GATEWAY_BYTES_MAX {
            return Err(Setback::unclear("the answer is too long"));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

fn date(response: &Response) -> Option<Timestamp> {
    read_moment(response.headers().get(DATE)?.to_str().ok()?)
}

/// How long the gateway wants to be left alone. The form with a date is not used for pacing.
fn rest(response: &Response) -> Option<Span> {
    let seconds: u32 = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Span::secs(u64::from(seconds)).min(GATEWAY_REST_MAX))
}

/// Only the innermost cause is told: the outer ones repeat the address with all that is in it.
pub fn lost(error: reqwest::Error) -> Setback {
    if error.is_timeout() {
        return Setback::unclear("no answer in time");
    }
    let what = if error.is_connect() { "no connection" } else { "the connection broke" };
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    Setback::unclear(shorten(&format!("{what}: {cause}"), REFUSAL_CHARS_MAX))
}
