//! A hook: a notice from outside, in within limits, becomes an input; 200 after the commit.

use std::sync::Arc;

use hyper::body::Incoming;
use hyper::{Request, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use tokio::time::timeout;

use super::refusals::Reason;
use super::route::Answer;
use super::{Web, body, reply};
use crate::domain::limit::HOOK_BYTES_MAX;
use crate::domain::stray::Why;
use crate::engine::input::{Input, Reply};

/// Understands a notice's body. What it is told is no secret, but it is not logged either.
pub type Reader = Arc<dyn Fn(&[u8]) -> Result<Input, Why> + Send + Sync>;

pub struct Hook {
    pub path: &'static str,
    /// Unset: nobody can prove anything, so everybody is refused.
    pub secret: Option<SecretString>,
    pub lock: Lock,
    pub read: Reader,
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
        let rest = path.strip_prefix(self.path)?;
        match self.lock {
            _ if rest.is_empty() => Some(rest),
            Lock::Header(_) => None,
            Lock::Path => rest.strip_prefix('/'),
        }
    }

    fn admits(&self, rest: &str, request: &Request<Incoming>) -> Result<(), Reason> {
        let secret = self.secret.as_ref().ok_or(Reason::Stray(Why::NoSecret))?;
        let shown = match self.lock {
            Lock::Header(name) => request.headers().get(name).map(|value| value.as_bytes()),
            Lock::Path => Some(rest.as_bytes()),
        };
        // Digests have one length and tell nothing of it by the time they take.
        let digest = |secret: &[u8]| <[u8; 32]>::from(Sha256::digest(secret));
        let wanted = digest(secret.expose_secret().as_bytes());
        match shown.is_some_and(|shown| digest(shown).ct_eq(&wanted).into()) {
            true => Ok(()),
            false => Err(Reason::Stray(Why::WrongSecret)),
        }
    }

    /// With the secret in the path, a wrong one is simply a page that is not there.
    fn status(&self, reason: Reason) -> StatusCode {
        match (reason, self.lock) {
            (Reason::Stray(Why::WrongSecret), Lock::Path) => StatusCode::NOT_FOUND,
            (reason, _) => reason.status(),
        }
    }
}

pub async fn receive(web: &Web, hook: &Hook, rest: &str, request: Request<Incoming>) -> Answer {
    match take(web, hook, rest, request).await {
        Ok(()) => reply::ok(),
        Err(reason) => {
            web.refusals.count(reason);
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
    let body = body::read(request.into_body(), HOOK_BYTES_MAX, web.patience.body).await?;
    let input = (hook.read)(&body).map_err(Reason::Stray)?;
    match timeout(web.patience.hook, web.handle.submit(input)).await {
        Ok(Ok(Reply::Quarantined)) => Err(Reason::Broken),
        // Who knows the secret learns nothing from it, and has no reason to come again.
        Ok(Ok(Reply::Unknown)) => {
            web.refusals.count(Reason::Stray(Why::UnknownOrder));
            Ok(())
        }
        Ok(Ok(_)) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(Reason::Busy),
    }
}
