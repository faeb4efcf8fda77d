//! A place where copies lie, of whichever kind: whole objects are put, listed, fetched, deleted.

pub mod channel;
pub mod error;
mod folder;
mod http;
pub mod key;
mod probe;
mod s3;
mod sftp;
mod sigv4;
pub mod source;
mod webdav;
mod xml;

use std::ops::Range;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio::io::AsyncWrite;

pub use error::TargetError;
pub use http::{Out, Patience};
pub use key::{Key, Object};
pub use probe::{ProbeFailure, Probed, Tried};
pub use source::Source;

use super::age::Identity;
use super::offsite::Whom;
use crate::config::Backup;
use crate::config::backup::Target as Config;
use crate::domain::time::Span;
use crate::engine::clock::Clock;
use channel::Channel;
use folder::Folder;
use s3::S3;
use sftp::Sftp;
use webdav::Webdav;

/// The way to one place. Whatever waits in it has an end.
pub struct Target {
    pub name: String,
    /// As the configuration calls it.
    pub called: &'static str,
    kind: Kind,
}

enum Kind {
    Folder(Folder),
    S3(Box<S3>),
    Webdav(Webdav),
    Channel(Box<Channel>),
    Sftp(Box<Sftp>),
}

/// The whole of an object.
const WHOLE: Range<u64> = 0..u64::MAX;

impl Target {
    /// `home`: where the shop itself lies. `used`: whether copies have been put here before, for a
    /// folder that was and is empty now is a disk that is not mounted.
    pub fn new(
        backup: &Backup,
        clock: &Clock,
        home: &Path,
        patience: Patience,
        used: bool,
    ) -> anyhow::Result<Target> {
        let kind = match &backup.target {
            Config::Folder(folder) => Kind::Folder(Folder::new(folder, home, patience, used)),
            Config::S3(s3) => Kind::S3(Box::new(S3::new(s3, clock, patience)?)),
            Config::Webdav(webdav) => Kind::Webdav(Webdav::new(webdav, patience)?),
            Config::Telegram(it) => Kind::Channel(Box::new(Channel::new(it, home, patience)?)),
            Config::Sftp(_) | Config::Rclone(_) => {
                Kind::Sftp(Box::new(Sftp::new(backup, home, patience)))
            }
        };
        Ok(Target { name: backup.name.clone(), called: backup.target.kind(), kind })
    }

    /// For a process that runs no programs: what it takes one for goes by the carrier, which may
    /// listen in a folder that was `lent` to the shop.
    pub fn without_programs(mut self, lent: Option<PathBuf>) -> Target {
        if let Kind::Sftp(sftp) = &mut self.kind {
            sftp.only_asks(lent);
        }
        self
    }

    /// On a machine without the shop, whom root becomes to start a program.
    pub fn runs_as(mut self, whom: Whom) -> Target {
        if let Kind::Sftp(sftp) = &mut self.kind {
            sftp.runs_as(whom);
        }
        self
    }

    /// With files that are no larger than this, where objects are parted.
    pub fn in_parts(mut self, bytes: u64) -> Target {
        if let Kind::Channel(channel) = &mut self.kind {
            channel.in_parts(bytes);
        }
        self
    }

    /// Whether nobody can even list it without the key.
    pub fn is_sealed(&self) -> bool {
        matches!(self.kind, Kind::Channel(_))
    }

    /// With a key that somebody has typed.
    pub fn open_with(&mut self, key: Identity) {
        if let Kind::Channel(channel) = &mut self.kind {
            channel.open_with(vec![key]);
        }
    }

    /// What was learned of it, for a shop in this folder that goes on with it. Needs its owner.
    pub async fn hand_over(&self, home: &Path) -> std::io::Result<()> {
        match &self.kind {
            Kind::Channel(channel) => channel.hand_over(home).await,
            _ => Ok(()),
        }
    }

    /// How far apart copies go there, where that is not at once: several then go as one.
    pub fn pace(&self) -> Option<Span> {
        match &self.kind {
            Kind::Channel(channel) => Some(channel.pace()),
            _ => None,
        }
    }

    /// Puts several objects there. After `Exists` all but those that were there already are.
    pub async fn put_all(&self, objects: &[(&Key, &Source)]) -> Result<(), TargetError> {
        if let Kind::Channel(channel) = &self.kind {
            return channel.put(objects).await;
        }
        for (key, source) in objects {
            self.put(key, source).await?;
        }
        Ok(())
    }

    /// Deletes several.
    pub async fn delete_all(&self, keys: &[&Key]) -> Result<(), TargetError> {
        if let Kind::Channel(channel) = &self.kind {
            return channel.delete(keys).await;
        }
        for key in keys {
            self.delete(key).await?;
        }
        Ok(())
    }

    /// What was deleted is nowhere told of any more.
    pub async fn settle(&self) -> Result<(), TargetError> {
        match &self.kind {
            Kind::Channel(channel) => channel.settle().await,
            _ => Ok(()),
        }
    }

    /// Puts an object there. It is there as a whole or not at all, and stays what it is: to put the
    /// same once more is good, as after an answer that was lost; to put another is refused.
    pub async fn put(&self, key: &Key, source: &Source) -> Result<(), TargetError> {
        let put = match &self.kind {
            Kind::Folder(folder) => folder.put(key, source).await,
            Kind::S3(s3) => s3.put(key, source).await,
            Kind::Webdav(webdav) => webdav.put(key, source).await,
            Kind::Channel(channel) => channel.put(&[(key, source)]).await,
            Kind::Sftp(sftp) => sftp.put(key, source).await,
        };
        match put {
            Err(TargetError::Exists(what)) => match self.holds(key, source).await? {
                true => Ok(()),
                false => Err(TargetError::Exists(what)),
            },
            put => put,
        }
    }

    /// Whether exactly this lies there: all of it is read back.
    pub async fn holds(&self, key: &Key, source: &Source) -> Result<bool, TargetError> {
        let bytes = source.bytes().await?;
        if self.size(key).await? != bytes {
            return Ok(false);
        }
        let mut hash = Hasher(Sha256::new());
        let there = self.get(key, &mut hash).await?;
        Ok(there == bytes && source.hash(0..bytes).await? == <[u8; 32]>::from(hash.0.finalize()))
    }

    /// Fetches an object; comes back with its length.
    pub async fn get(&self, key: &Key, out: Out<'_>) -> Result<u64, TargetError> {
        self.get_part(key, WHOLE, out).await
    }

    /// Fetches those bytes of an object, or fewer where it ends before.
    pub async fn get_part(
        &self,
        key: &Key,
        part: Range<u64>,
        out: Out<'_>,
    ) -> Result<u64, TargetError> {
        if part.is_empty() {
            return Ok(0);
        }
        match &self.kind {
            Kind::Folder(folder) => folder.get(key, part, out).await,
            Kind::S3(s3) => s3.get(key, part, out).await,
            Kind::Webdav(webdav) => webdav.get(key, part, out).await,
            Kind::Channel(it) => it.get(key, part, out).await,
            Kind::Sftp(sftp) => sftp.get(key, part, out).await,
        }
    }

    pub async fn size(&self, key: &Key) -> Result<u64, TargetError> {
        match &self.kind {
            Kind::Folder(folder) => folder.size(key).await,
            Kind::S3(s3) => s3.size(key).await,
            Kind::Webdav(webdav) => webdav.size(key).await,
            Kind::Channel(it) => it.size(key).await,
            Kind::Sftp(sftp) => sftp.size(key).await,
        }
    }

    /// One that is not there is deleted already.
    pub async fn delete(&self, key: &Key) -> Result<(), TargetError> {
        match &self.kind {
            Kind::Folder(folder) => folder.delete(key).await,
            Kind::S3(s3) => s3.delete(key).await,
            Kind::Webdav(webdav) => webdav.delete(key).await,
            Kind::Channel(it) => it.delete(&[key]).await,
            Kind::Sftp(sftp) => sftp.delete(key).await,
        }
    }

    /// All objects in a folder, or everywhere, however deep, by their names; never a part of them.
    pub async fn list(&self, under: Option<&Key>) -> Result<Vec<Object>, TargetError> {
        let mut objects = match &self.kind {
            Kind::Folder(folder) => folder.list(under).await?,
            Kind::S3(s3) => s3.list(under).await?,
            Kind::Webdav(webdav) => webdav.list(under).await?,
            Kind::Channel(channel) => channel.list(under).await?,
            Kind::Sftp(sftp) => sftp.list(under).await?,
        };
        objects.sort_unstable();
        Ok(objects)
    }

    /// Tries everything with a tiny object of this store.
    pub async fn probe(&self, store: &str) -> Result<Probed, ProbeFailure> {
        probe::probe(self, store).await
    }
}

/// Takes what is written to it for no more than its hash.
struct Hasher(Sha256);

impl AsyncWrite for Hasher {
    fn poll_write(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
        bytes: &[u8],
    ) -> std::task::Poll<std::io::Result<usize>> {
        self.0.update(bytes);
        std::task::Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Ok(()))
    }

    fn poll_shutdown(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<std::io::Result<()>> {
        std::task::Poll::Ready(Ok(()))
    }
}
