//! A hook: a notice from outside, in within limits, becomes an input; 200 after the commit.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::{Request, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::time::timeout;

use super::caller::Caller;
use super::refusals::Reason;
use super::route::Answer;
use super::{Web, body, reply};
use crate::domain::rejected_notice::Why;
use crate::engine::input::{Input, Reply};

/// Understands what was brought; nothing to apply is no mistake. What it is told is no secret,
/// but it is not logged either.
pub type Reader = Arc<dyn Fn(&[u8]) -> Result<Option<Input>, Reason> + Send + Sync>;

pub struct Hook {
    pub from: Sender,
    pub path: String,
    /// Unset: nobody can prove anything, so everybody is refused.
    pub secret: Option<SecretString>,
    pub lock: Lock,
    pub bytes_max: usize,
    pub read: Reader,
}

/// Whose hook it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sender {
    /// Notices of payments: strange ones are in the shop's journal.
    Gateway,
    /// Updates: what broke something of ours is set aside, and must not come again for ever.
    Telegram,
}

/// Where the sender shows that they know the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// In the header of this name.
    Header(&'static str),
    /// As the last part of the path.
    Path,
}

impl Hook {
    /// What a path has behind this hook's own; `None`: it is another's path.
    pub fn behind<'p>(&self, path: &'p str) -> Option<&'p str> {
        let rest = path.strip_prefix(self.path.as_str())?;
        match self.lock {
            _ if rest.is_empty() => Some(rest),
            Lock::Header(_) => None,
            Lock::Path => rest.strip_prefix('/'),
        }
    }

    fn admits(&self, rest: &str, request: &Request<Incoming>) -> Result<(), Reason> {
        let secret = self.secret.as_ref().ok_or(Reason::RejectedNotice(Why::NoSecret))?;
        let shown = match self.lock {
            Lock::Header(name) => request.headers().get(name).map(|value| value.as_bytes()),
            Lock::Path => Some(rest.as_bytes()),
        };
        // Digests have one length and tell nothing of it by the time they take.
        let digest = |secret: &[u8]| <[u8; 32]>::from(Sha256::digest(secret));
        let wanted = digest(secret.expose_secret().as_bytes());
        match shown.is_some_and(|shown| digest(shown).ct_eq(&wanted).into()) {
            true => Ok(()),
            false => Err(Reason::RejectedNotice(Why::WrongSecret)),
        }
    }

    /// With the secret in the path, a wrong one is simply a page that is not there.
    fn status(&self, reason: Reason) -> StatusCode {
        match (reason, self.lock) {
            (Reason::RejectedNotice(Why::WrongSecret), Lock::Path) => StatusCode::NOT_FOUND,
            (reason, _) => reason.status(),
        }
    }
}

pub async fn receive(web: &Web, hook: &Hook, rest: &str, request: Request<Incoming>) -> Answer {
    let caller = request.extensions().get::<Caller>().copied();
    match take(web, hook, rest, request).await {
        Ok(()) => reply::ok(),
        Err(reason) => {
            web.refusals.count(hook.from, reason, caller);
            reply::no(hook.status(reason))
        }
    }
}

async fn take(
    web: &Web,
    hook: &Hook,
    rest: &str,
    request: Request<Incoming>,
) -> Result<(), Reason> {
    hook.admits(rest, &request)?;
    let body = body::read(request.into_body(), hook.bytes_max, web.patience.body).await?;
    let Some(input) = (hook.read)(&body)? else { return Ok(()) };
    match timeout(web.patience.hook, web.handle.submit(input)).await {
        Ok(Ok(Reply::Quarantined)) if hook.from == Sender::Gateway => Err(Reason::Broken),
        // Who knows the secret learns nothing from it, and has no reason to come again.
        Ok(Ok(Reply::Unknown)) => {
            web.refusals.count(hook.from, Reason::RejectedNotice(Why::UnknownOrder), None);
            Ok(())
        }
        Ok(Ok(_)) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Reason::Busy),
    }
}
