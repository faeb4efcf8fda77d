//! Brings objects from a place onto this machine, under the same paths: several at once, each tried
//! again where that may help, and none twice.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use tokio::fs::File;
use tokio::io::{AsyncSeekExt, AsyncWrite, AsyncWriteExt};
use tokio::time::sleep;

use super::plan::Plan;
use super::target::{Key, Object, Target, TargetError};
use crate::domain::limit::{
    COPY_SYNC_BYTES, FETCH_PAUSE, FETCH_TRIES_MAX, FETCHES_AT_ONCE, TARGET_REST_MAX,
};
use crate::domain::time::Span;
use crate::store::durable;
use crate::store::fault::is_full;

/// What is fetched, and where it is put.
pub struct Fetch<'a> {
    pub target: &'a Target,
    pub objects: &'a [Object],
    /// Objects lie there by their paths: `STORE/GENERATION/FILE`. One that is there already with
    /// its whole length is not fetched again.
    pub into: &'a Path,
    pub hear: Hear,
}

/// Is told how far it is; says whether to go on.
pub type Hear = Arc<dyn Fn(Progress) -> bool + Send + Sync>;

/// In bytes of all objects together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub done: u64,
    pub of: u64,
}

#[derive(Debug)]
pub enum FetchError {
    /// What the place said to one of them.
    Target {
        key: Key,
        error: TargetError,
    },
    /// No room is left here.
    Full(PathBuf),
    Io(PathBuf, io::Error),
    Stopped,
}

/// Those of a listing that a plan needs.
pub fn needed(plan: &Plan, store: &str, listed: &[Object]) -> Vec<Object> {
    let known: HashMap<&str, &Object> = listed.iter().map(|it| (it.key.as_str(), it)).collect();
    plan.names().filter_map(|name| known.get(&*name.path(store)).copied().cloned()).collect()
}

/// After an error, those that are whole are kept: the same once more goes on from there.
pub async fn fetch(order: &Fetch<'_>) -> Result<(), FetchError> {
    let of = order.objects.iter().map(|object| object.bytes).sum();
    let (begun, done) = (AtomicUsize::new(0), AtomicU64::new(0));
    let run = Run { order, begun: &begun, done: &done, of };
    const { assert!(FETCHES_AT_ONCE == 8) };
    let lane = || run.lane();
    tokio::try_join!(lane(), lane(), lane(), lane(), lane(), lane(), lane(), lane())?;
    Ok(())
}

/// One fetching of all, as its lanes share it.
#[derive(Clone, Copy)]
struct Run<'r> {
    order: &'r Fetch<'r>,
    /// How many objects have been begun.
    begun: &'r AtomicUsize,
    done: &'r AtomicU64,
    of: u64,
}

impl Run<'_> {
    /// Takes the next object as long as there is one. The first that fails ends the others.
    async fn lane(&self) -> Result<(), FetchError> {
        while let Some(object) = self.order.objects.get(self.begun.fetch_add(1, Ordering::Relaxed))
        {
            let path = self.order.into.join(object.key.as_str());
            match tokio::fs::metadata(&path).await {
                Ok(facts) if facts.is_file() && facts.len() == object.bytes => {
                    self.tell(object.bytes)?;
                }
                _ => self.one(object, &path).await?,
            }
        }
        Ok(())
    }

    /// Under another name until all of it is there.
    async fn one(&self, object: &Object, path: &Path) -> Result<(), FetchError> {
        let at = |error| FetchError::at(path, error);
        durable::private_folder(path.parent().unwrap_or(Path::new("/"))).map_err(at)?;
        let aside = durable::aside(path);
        durable::gone(&aside).map_err(at)?;
        let mut options = tokio::fs::OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o600).open(&aside).await;
        let mut file = file.map_err(at)?;
        let mut from = 0;
        while from < object.bytes {
            let to = from.saturating_add(COPY_SYNC_BYTES).min(object.bytes);
            self.part(object, path, &mut file, (from, to)).await?;
            // A large one waits for the disk, or others would have to.
            if object.bytes > COPY_SYNC_BYTES {
                file.sync_data().await.map_err(at)?;
            }
            from = to;
        }
        file.flush().await.map_err(at)?;
        tokio::fs::rename(&aside, path).await.map_err(at)
    }

    async fn part(
        &self,
        object: &Object,
        path: &Path,
        file: &mut File,
        (from, to): (u64, u64),
    ) -> Result<(), FetchError> {
        let at = |error| FetchError::at(path, error);
        let (mut tried, mut pause) = (1, FETCH_PAUSE);
        loop {
            file.seek(io::SeekFrom::Start(from)).await.map_err(at)?;
            let mut sink = Sink { file, run: self, count: 0, broken: None };
            let got = self.order.target.get_part(&object.key, from..to, &mut sink).await;
            let (count, broken) = (sink.count, sink.broken);
            match broken {
                Some(Broken::Stopped) => return Err(FetchError::Stopped),
                Some(Broken::Io(error)) => return Err(at(error)),
                None => {}
            }
            let error = match got {
                Ok(_) if count == to - from => return Ok(()),
                // It was as long when it was listed.
                Ok(_) => TargetError::Strange(format!("{}, cut off", object.key)),
                Err(error) => error,
            };
            self.done.fetch_sub(count, Ordering::Relaxed);
            match &error {
                TargetError::Unreachable { after, .. } if tried < FETCH_TRIES_MAX => {
                    sleep(after.unwrap_or(pause).min(TARGET_REST_MAX).std()).await;
                    (tried, pause) = (tried + 1, Span(pause.0 * 2));
                    self.tell(0)?;
                }
                _ => return Err(FetchError::Target { key: object.key.clone(), error }),
            }
        }
    }

    fn tell(&self, more: u64) -> Result<(), FetchError> {
        let done = self.done.fetch_add(more, Ordering::Relaxed) + more;
        match (self.order.hear)(Progress { done, of: self.of }) {
            true => Ok(()),
            false => Err(FetchError::Stopped),
        }
    }
}

/// Where a part goes: the file, with somebody listening.
struct Sink<'s> {
    file: &'s mut File,
    run: &'s Run<'s>,
    count: u64,
    /// Why it takes no more: the place would only say that it was this machine's trouble.
    broken: Option<Broken>,
}

enum Broken {
    Stopped,
    Io(io::Error),
}

impl Sink<'_> {
    fn note(&mut self, error: io::Error) -> io::Error {
        let kind = error.kind();
        self.broken = Some(Broken::Io(error));
        kind.into()
    }
}

impl AsyncWrite for Sink<'_> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match Pin::new(&mut *self.file).poll_write(context, bytes) {
            Poll::Ready(Ok(count)) => {
                self.count += count as u64;
                if self.run.tell(count as u64).is_err() {
                    self.broken = Some(Broken::Stopped);
                    return Poll::Ready(Err(io::ErrorKind::Other.into()));
                }
                Poll::Ready(Ok(count))
            }
            Poll::Ready(Err(error)) => Poll::Ready(Err(self.note(error))),
            Poll::Pending => Poll::Pending,
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut *self.file).poll_flush(context);
        flushed.map(|flushed| flushed.map_err(|error| self.note(error)))
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(context)
    }
}

impl FetchError {
    fn at(path: &Path, error: io::Error) -> FetchError {
        match is_full(&error) {
            true => FetchError::Full(path.to_owned()),
            false => FetchError::Io(path.to_owned(), error),
        }
    }

    /// Whether the same may go through by itself in a while.
    pub fn again(&self) -> bool {
        matches!(self, FetchError::Target { error, .. } if error.again())
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FetchError::Target { error, .. } => write!(out, "{error}"),
            FetchError::Full(path) => {
                write!(out, "the disk is full, and {} does not fit; make room", path.display())
            }
            FetchError::Io(path, error) => write!(out, "{}: {error}", path.display()),
            FetchError::Stopped => out.write_str("called off"),
        }
    }
}

impl std::error::Error for FetchError {}
