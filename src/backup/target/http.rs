//! One request to a server that keeps copies: bounded in time and size, told without secrets.

use std::ops::Range;
use std::time::Duration;

use anyhow::Context;
use bytes::Bytes;
use reqwest::header::{CONTENT_LENGTH, DATE, HeaderName, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, timeout};

use super::error::TargetError;
use crate::domain::limit::{
    IDLE_CONNECTION_LIFE, IDLE_CONNECTIONS_MAX, REFUSAL_CHARS_MAX, TARGET_ANSWER,
    TARGET_ANSWER_BYTES_MAX, TARGET_CONNECT, TARGET_PACE_MIN, TARGET_REST_MAX,
};
use crate::domain::text::shorten;
use crate::domain::time::{Span, Timestamp};
use crate::words::format::read_moment;

/// Where what is fetched goes to.
pub type Out<'o> = &'o mut (dyn AsyncWrite + Send + Unpin);

/// The line to one server.
pub struct Http {
    client: Client,
    pub patience: Patience,
}

/// How long something may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Without any sign of life.
    pub answer: Span,
    /// What a line must carry at least, in bytes a second.
    pub pace: u64,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience { answer: TARGET_ANSWER, pace: TARGET_PACE_MIN }
    }
}

impl Patience {
    /// How long so many bytes may take.
    pub fn of(self, bytes: u64) -> Duration {
        self.answer.std() + Duration::from_secs(bytes / self.pace)
    }

    /// Does not wait for it any longer.
    pub async fn wait<T>(
        self,
        bytes: u64,
        what: impl Future<Output = Result<T, TargetError>>,
    ) -> Result<T, TargetError> {
        let late = |_| TargetError::unreachable("it takes too long");
        timeout(self.of(bytes), what).await.map_err(late)?
    }
}

/// An answer that was no success: what its server said of it.
pub struct Complaint {
    pub status: u16,
    pub rest: Option<Span>,
    /// What the server's clock showed.
    pub date: Option<Timestamp>,
    pub body: Vec<u8>,
}

impl Http {
    pub fn new(patience: Patience) -> anyhow::Result<Http> {
        // A redirect or a proxy of the environment would carry the credentials where nobody sent
        // them.
        let client = Client::builder()
            .connect_timeout(TARGET_CONNECT.std())
            .pool_max_idle_per_host(IDLE_CONNECTIONS_MAX)
            .pool_idle_timeout(IDLE_CONNECTION_LIFE.std())
            .http1_only()
            .redirect(Policy::none())
            .no_proxy()
            .build()
            .map_err(reqwest::Error::without_url)
            .context("the client of a place for copies")?;
        Ok(Http { client, patience })
    }

    pub fn request(&self, method: Method, url: &str) -> RequestBuilder {
        self.client.request(method, url)
    }

    /// Sends a request with so many bytes in it, and waits for the head of the answer.
    pub async fn send(&self, request: RequestBuilder, bytes: u64) -> Result<Response, TargetError> {
        let sent = async { request.send().await.map_err(|error| lost(&error)) };
        self.patience.wait(bytes, sent).await
    }

    /// A success, or what was said instead.
    pub async fn accepted(&self, response: Response) -> Result<Response, Complaint> {
        if response.status().is_success() {
            return Ok(response);
        }
        let rest = header(&response, RETRY_AFTER).and_then(|it| it.trim().parse::<u32>().ok());
        Err(Complaint {
            status: response.status().as_u16(),
            rest: rest.map(|secs| Span::secs(u64::from(secs)).min(TARGET_REST_MAX)),
            date: header(&response, DATE).and_then(read_moment),
            // What cannot be read says nothing: the status is what counts.
            body: self.whole(response).await.unwrap_or_default(),
        })
    }

    /// A small answer, whole.
    pub async fn whole(&self, response: Response) -> Result<Vec<u8>, TargetError> {
        let mut body = Vec::new();
        self.read(response, TARGET_ANSWER_BYTES_MAX as u64, |piece| {
            body.extend_from_slice(&piece);
            Ok(())
        })
        .await?;
        Ok(body)
    }

    /// An answer piece by piece, of no more than so many bytes.
    pub async fn read(
        &self,
        mut response: Response,
        bytes_max: u64,
        mut take: impl FnMut(Bytes) -> Result<(), TargetError>,
    ) -> Result<(), TargetError> {
        let (begun, mut read) = (Instant::now(), 0);
        while let Some(piece) = self.piece(&mut response, begun, read).await? {
            read += piece.len() as u64;
            if read > bytes_max {
                return Err(TargetError::Strange("an answer that is too long".to_owned()));
            }
            take(piece)?;
        }
        Ok(())
    }

    /// The next piece of an answer, of which so much has come since then.
    async fn piece(
        &self,
        response: &mut Response,
        begun: Instant,
        read: u64,
    ) -> Result<Option<Bytes>, TargetError> {
        let piece = async { response.chunk().await.map_err(|error| lost(&error)) };
        let left = (begun + self.patience.of(read)).saturating_duration_since(Instant::now());
        let piece = timeout(left.min(self.patience.of(0)), piece);
        piece.await.map_err(|_| TargetError::unreachable("it takes too long"))?
    }

    /// Writes out those bytes of an object which were asked for, whether the server kept to that
    /// or answers with all of them. Comes back with their number.
    pub async fn pour(
        &self,
        mut response: Response,
        part: &Range<u64>,
        out: Out<'_>,
    ) -> Result<u64, TargetError> {
        let partial = response.status() == StatusCode::PARTIAL_CONTENT;
        let mut skip = if partial { 0 } else { part.start };
        let want = part.end - part.start;
        let (begun, mut count) = (Instant::now(), 0);
        while count < want
            && let Some(mut piece) = self.piece(&mut response, begun, count).await?
        {
            let over = skip.min(piece.len() as u64);
            skip -= over;
            let _ = piece.split_to(over as usize);
            piece.truncate(usize::try_from(want - count).unwrap_or(usize::MAX));
            out.write_all(&piece).await.map_err(|error| TargetError::here(&error))?;
            count += piece.len() as u64;
        }
        out.flush().await.map_err(|error| TargetError::here(&error))?;
        Ok(count)
    }
}

/// The length that the head tells; there is no body to count after HEAD.
pub fn length(response: &Response) -> Option<u64> {
    header(response, CONTENT_LENGTH)?.parse().ok()
}

fn header(response: &Response, name: HeaderName) -> Option<&str> {
    response.headers().get(name)?.to_str().ok()
}

impl Complaint {
    /// For a status that means the same everywhere: come again.
    pub fn later(&self, why: String) -> Option<TargetError> {
        let busy = matches!(self.status, 408 | 423 | 425 | 429) || self.status >= 500;
        let never = matches!(self.status, 501 | 505 | 507);
        (busy && !never).then_some(TargetError::Unreachable { after: self.rest, why })
    }

    /// The number, and words if there are any; none that repeat one of the secrets.
    pub fn words(&self, said: Option<&str>, secrets: &[&str]) -> String {
        let said = said.map(str::trim).filter(|said| !said.is_empty());
        let said = said.filter(|said| !secrets.iter().any(|secret| said.contains(secret)));
        let name = StatusCode::from_u16(self.status).ok().and_then(|it| it.canonical_reason());
        let words = said.or(name).unwrap_or("no reason given");
        // Control signs have no place in a line of a log.
        let plain: String = words.chars().filter(|sign| !sign.is_control()).collect();
        shorten(&format!("HTTP {}: {plain}", self.status), REFUSAL_CHARS_MAX)
    }
}

/// Only the innermost cause is told: the outer ones repeat the address.
fn lost(error: &reqwest::Error) -> TargetError {
    let what = match (error.is_timeout(), error.is_connect()) {
        (true, _) => return TargetError::unreachable("no answer in time"),
        (_, true) => "no connection",
        _ => "the connection broke",
    };
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    TargetError::unreachable(shorten(&format!("{what}: {cause}"), REFUSAL_CHARS_MAX))
}
