//! A folder of another disk or a mounted share. What blocks is done by a thread, one at a time.

mod disk;

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::io::AsyncWriteExt;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use self::disk::Disk;
use super::error::TargetError;
use super::http::{Out, Patience};
use super::key::{Key, Object};
use super::source::Source;
use crate::config::backup::Folder as Config;

pub struct Folder {
    disk: Arc<Disk>,
    /// A share that hangs holds the thread that waits for it, and not one more with every call.
    turn: Arc<Semaphore>,
    /// There have been copies: their mark must be there.
    used: Arc<AtomicBool>,
    patience: Patience,
}

impl Folder {
    /// `home`: where the shop itself lies. `used`: whether it has had copies before.
    pub fn new(config: &Config, home: &Path, patience: Patience, used: bool) -> Folder {
        let disk = Disk { path: config.path.clone(), same: config.same_disk, home: home.into() };
        Folder {
            disk: Arc::new(disk),
            turn: Arc::new(Semaphore::new(1)),
            used: Arc::new(AtomicBool::new(used)),
            patience,
        }
    }

    pub async fn put(&self, key: &Key, source: &Source) -> Result<(), TargetError> {
        let (bytes, used) = (source.bytes().await?, self.used.clone());
        let (key, source) = (key.clone(), source.clone());
        self.work(bytes, move |disk| {
            disk.ready_to_write(used.load(Ordering::Relaxed))?;
            used.store(true, Ordering::Relaxed);
            disk.put(&key, &source, bytes)
        })
        .await
    }

    pub async fn get(&self, key: &Key, part: Range<u64>, out: Out<'_>) -> Result<u64, TargetError> {
        let path = self.disk.path.join(key.as_str());
        let bytes = self.size(key).await?;
        let part = part.start.min(bytes)..part.end.min(bytes);
        let mut pieces = Source::File(Arc::new(path)).pieces(part.clone());
        let pour = async {
            let mut count = 0;
            loop {
                let piece = async { Ok(pieces.next().await) };
                let Some(piece) = self.patience.wait(0, piece).await? else { break };
                let piece = piece.map_err(|error| self.disk.trouble(&error))?;
                out.write_all(&piece).await.map_err(|error| TargetError::here(&error))?;
                count += piece.len() as u64;
            }
            out.flush().await.map_err(|error| TargetError::here(&error))?;
            Ok(count)
        };
        self.patience.wait(part.end - part.start, pour).await
    }

    pub async fn size(&self, key: &Key) -> Result<u64, TargetError> {
        let (key, used) = (key.clone(), self.used.load(Ordering::Relaxed));
        self.work(0, move |disk| disk.ready(used).and_then(|()| disk.size(&key))).await
    }

    pub async fn delete(&self, key: &Key) -> Result<(), TargetError> {
        let (key, used) = (key.clone(), self.used.load(Ordering::Relaxed));
        self.work(0, move |disk| disk.ready(used).and_then(|()| disk.delete(&key))).await
    }

    pub async fn list(&self, under: Option<&Key>) -> Result<Vec<Object>, TargetError> {
        let (under, used) = (under.cloned(), self.used.load(Ordering::Relaxed));
        self.work(0, move |disk| disk.ready(used).and_then(|()| disk.list(under.as_ref()))).await
    }

    /// Has a thread do it, which may take as long as so many bytes do.
    async fn work<T: Send + 'static>(
        &self,
        bytes: u64,
        work: impl FnOnce(&Disk) -> Result<T, TargetError> + Send + 'static,
    ) -> Result<T, TargetError> {
        let hangs = || TargetError::unreachable(format!("{} hangs", self.disk.path.display()));
        let turn = self.turn.clone().acquire_owned();
        let turn = timeout(self.patience.of(0), turn).await.map_err(|_| hangs())?;
        let disk = self.disk.clone();
        let worked = spawn_blocking(move || {
            let _turn = turn;
            work(&disk)
        });
        let worked = timeout(self.patience.of(bytes), worked).await.map_err(|_| hangs())?;
        worked.unwrap_or_else(|error| Err(TargetError::Here(error.to_string())))
    }
}
