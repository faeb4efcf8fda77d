//! Objects on their way from the shelf to a place, and read back there.

use sha2::{Digest, Sha256};

use super::super::object::Name;
use super::super::target::{Key, Source, TargetError};
use super::Place;
use crate::domain::copies::newest;
use crate::domain::limit::{CLOCK_AGREES, TAIL_BYTES};

impl Place {
    /// One after the other, but for a place with a pace: there they go together.
    pub(super) async fn carry_all(&mut self, names: &[Name]) -> Result<(), TargetError> {
        if self.target.pace().is_some() && !names.is_empty() {
            return self.carry_together(names).await;
        }
        for name in names {
            if !self.is_ours().await? {
                break;
            }
            if !self.carry(name).await? {
                self.stuck.insert(*name);
            }
        }
        Ok(())
    }

    async fn carry_together(&mut self, names: &[Name]) -> Result<(), TargetError> {
        let mut objects = Vec::with_capacity(names.len());
        for name in names {
            if let Some((source, bytes)) = self.on_shelf(name).await? {
                objects.push((*name, self.key(name)?, source, bytes));
            }
        }
        let all: Vec<_> = objects.iter().map(|(_, key, source, _)| (key, source)).collect();
        match self.watching(self.target.put_all(&all)).await {
            // Whether it is the same is seen below.
            Ok(()) | Err(TargetError::Exists(_)) => {}
            Err(error) => return Err(error),
        }
        for (name, key, source, bytes) in objects {
            if self.is_there(&name, &key, &source).await? {
                self.arrived(&name, bytes);
            } else if !self.replace(&name, &key, &source).await? {
                self.stuck.insert(name);
            }
        }
        self.carried = Some(self.shared.clock.tick());
        Ok(())
    }

    /// `None`: it was taken off the shelf meanwhile.
    async fn on_shelf(&self, name: &Name) -> Result<Option<(Source, u64)>, TargetError> {
        let shelf = &self.shared.shelf;
        let source = Source::file(shelf.path(name));
        match source.bytes().await {
            Err(_) if !shelf.has(name) => Ok(None),
            bytes => bytes.map(|bytes| Some((source, bytes))),
        }
    }

    /// Puts one there, and reads it back: a log whole, of a snapshot its size and its end. `false`:
    /// something else lies there under its name, and stays.
    async fn carry(&mut self, name: &Name) -> Result<bool, TargetError> {
        let key = self.key(name)?;
        let Some((source, bytes)) = self.on_shelf(name).await? else { return Ok(true) };
        if !self.put(name, &key, &source).await? {
            return self.replace(name, &key, &source).await;
        }
        self.arrived(name, bytes);
        Ok(true)
    }

    /// What has changed there is no copy: it gives way to one, if that can be.
    async fn replace(
        &mut self,
        name: &Name,
        key: &Key,
        source: &Source,
    ) -> Result<bool, TargetError> {
        match self.target.delete(key).await {
            Ok(()) => {}
            Err(TargetError::AddOnly(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
        self.there.remove(name);
        let put = self.put(name, key, source).await?;
        if put {
            self.arrived(name, source.bytes().await?);
        }
        Ok(put)
    }

    fn arrived(&mut self, name: &Name, bytes: u64) {
        self.there.insert(*name);
        let now = self.shared.clock.now();
        self.board.send_modify(|board| {
            board.objects += 1;
            board.bytes += bytes;
            if name.what.is_snapshot() {
                let snapshots = board.snapshot_at.into_iter().chain([name.at]);
                board.snapshot_at = newest(now, snapshots);
            }
        });
    }

    /// Whether it is there afterwards, as we have it.
    async fn put(&self, name: &Name, key: &Key, source: &Source) -> Result<bool, TargetError> {
        match self.watching(self.target.put(key, source)).await {
            Ok(()) => {}
            Err(TargetError::Exists(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
        self.is_there(name, key, source).await
    }

    async fn is_there(&self, name: &Name, key: &Key, source: &Source) -> Result<bool, TargetError> {
        match name.what.is_snapshot() {
            true => self.ends_alike(key, source).await,
            false => self.watching(self.target.holds(key, source)).await,
        }
    }

    async fn ends_alike(&self, key: &Key, source: &Source) -> Result<bool, TargetError> {
        let bytes = source.bytes().await?;
        if self.target.size(key).await? != bytes {
            return Ok(false);
        }
        let (tail, mut there) = (bytes.saturating_sub(TAIL_BYTES)..bytes, Vec::new());
        self.target.get_part(key, tail.clone(), &mut there).await?;
        Ok(source.hash(tail).await? == <[u8; 32]>::from(Sha256::digest(&there)))
    }

    /// Reads a snapshot back whole that was not yet: without one that was, nothing older goes.
    pub(super) async fn verify(&mut self) -> Result<(), TargetError> {
        let verified = self.verified();
        let now = self.shared.clock.now();
        // One of the future was made by a clock that was ahead.
        let dated = |name: &&Name| name.what.is_snapshot() && name.at.since(now) <= CLOCK_AGREES;
        let newest = self.there.iter().filter(dated);
        let Some(newest) = newest.max_by_key(|name| (name.at, name.upto())).copied() else {
            return Ok(());
        };
        if verified.contains(&newest) || !self.shared.shelf.has(&newest) {
            return Ok(());
        }
        let source = Source::file(self.shared.shelf.path(&newest));
        let key = self.key(&newest)?;
        if !self.watching(self.target.holds(&key, &source)).await? {
            // It gives way to one that is whole, which is read at the next time.
            if !self.replace(&newest, &key, &source).await? {
                self.there.remove(&newest);
                self.stuck.insert(newest);
                self.tell_stuck();
            }
            return Ok(());
        }
        self.verified = Some(self.shared.clock.tick());
        self.remember(move |known| {
            known.verified.insert(newest.to_string());
        })
        .await
    }
}
