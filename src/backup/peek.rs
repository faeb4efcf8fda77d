//! The beginning of an object that lies elsewhere: whose it is, whether a key opens it, and the kit
//! that a snapshot brings.

use std::fmt;

use tokio::time::sleep;

use super::age::Identity;
use super::object::snapshot::Kit;
use super::object::{Header, KitFile, Name, Object, ObjectError};
use super::target::{Key, Target, TargetError};
use crate::domain::limit::{
    FETCH_PAUSE, FETCH_TRIES_MAX, PEEK_BYTES, PEEK_BYTES_MAX, TARGET_REST_MAX,
};

pub struct Peeked {
    pub header: Header,
    pub kit: Vec<KitFile>,
}

#[derive(Debug)]
pub enum PeekError {
    Target(TargetError),
    Object(Box<ObjectError>),
}

/// A snapshot's, with the kit.
pub async fn peek(
    target: &Target,
    store: &str,
    name: &Name,
    identity: &Identity,
) -> Result<Peeked, PeekError> {
    look(target, store, name, identity, |object| {
        let header = object.header().clone();
        Ok(Peeked { header, kit: Kit::read(object)?.files })
    })
    .await
}

/// What any object says of itself.
pub async fn header(
    target: &Target,
    store: &str,
    name: &Name,
    identity: &Identity,
) -> Result<Header, PeekError> {
    look(target, store, name, identity, |object| Ok(object.header().clone())).await
}

async fn look<T>(
    target: &Target,
    store: &str,
    name: &Name,
    identity: &Identity,
    read: impl Fn(Object<&[u8]>) -> Result<T, ObjectError>,
) -> Result<T, PeekError> {
    let path = name.path(store);
    let missing = || PeekError::Target(TargetError::Missing(path.clone()));
    let key = Key::parse(&path).ok_or_else(missing)?;
    let mut bytes_max = PEEK_BYTES;
    loop {
        let bytes = begin(target, &key, bytes_max).await.map_err(PeekError::Target)?;
        let opened = Object::open(&bytes[..], &[identity], store, name).and_then(&read);
        let (whole, error) = match opened {
            Ok(read) => return Ok(read),
            Err(error) => ((bytes.len() as u64) < bytes_max, error),
        };
        match error {
            // It may only go on behind this.
            ObjectError::Cut | ObjectError::Damaged { .. }
                if !whole && bytes_max < PEEK_BYTES_MAX =>
            {
                bytes_max *= 4;
            }
            error => return Err(PeekError::Object(Box::new(error))),
        }
    }
}

async fn begin(target: &Target, key: &Key, bytes: u64) -> Result<Vec<u8>, TargetError> {
    again(|| async move {
        let mut begun = Vec::new();
        target.get_part(key, 0..bytes, &mut begun).await?;
        Ok(begun)
    })
    .await
}

/// Asks a place until it answers, as long as somebody would wait for that.
pub async fn again<T, A>(ask: impl Fn() -> A) -> Result<T, TargetError>
where
    A: Future<Output = Result<T, TargetError>>,
{
    let mut pause = FETCH_PAUSE;
    for _ in 1..FETCH_TRIES_MAX {
        match ask().await {
            Err(TargetError::Unreachable { after, .. }) => {
                sleep(after.unwrap_or(pause).min(TARGET_REST_MAX).std()).await;
                pause.0 *= 2;
            }
            answer => return answer,
        }
    }
    ask().await
}

impl fmt::Display for PeekError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PeekError::Target(error) => write!(out, "{error}"),
            PeekError::Object(error) => write!(out, "{error}"),
        }
    }
}

impl std::error::Error for PeekError {}
