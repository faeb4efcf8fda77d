//! Objects on their way from the shelf to a place, and read back there.

use sha2::{Digest, Sha256};

use super::super::object::Name;
use super::super::target::{Key, Source, TargetError};
use super::{Place, changed};
use crate::domain::copies::newest;
use crate::domain::limit::TAIL_BYTES;

impl Place {
    /// One after the other, but for a place with a pace: there they go together.
    pub(super) async fn carry_all(&mut self, names: &[Name]) -> Result<(), TargetError> {
        if self.target.pace().is_some() && !names.is_empty() {
            return self.carry_together(names).await;
        }
        for name in names {
            self.carry(name).await?;
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
        match self.target.put_all(&all).await {
            // Whether it is the same is seen below.
            Ok(()) | Err(TargetError::Exists(_)) => {}
            Err(error) => return Err(error),
        }
        self.carried = Some(self.shared.clock.tick());
        for (name, key, source, bytes) in objects {
            match self.is_there(&name, &key, &source).await? {
                true => self.arrived(&name, bytes),
                false => {
                    self.target.delete(&key).await?;
                    self.carry(&name).await?;
                }
            }
        }
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

    /// Puts one there, and reads it back: a log whole, of a snapshot its size and its end.
    async fn carry(&mut self, name: &Name) -> Result<(), TargetError> {
        let key = self.key(name)?;
        let Some((source, bytes)) = self.on_shelf(name).await? else { return Ok(()) };
        if !self.put(name, &key, &source).await? {
            // What has changed there is no copy: it gives way to one, if that can be.
            self.target.delete(&key).await?;
            if !self.put(name, &key, &source).await? {
                return Err(changed(name));
            }
        }
        self.arrived(name, bytes);
        Ok(())
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
        match self.target.put(key, source).await {
            Ok(()) => {}
            Err(TargetError::Exists(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
        self.is_there(name, key, source).await
    }

    async fn is_there(&self, name: &Name, key: &Key, source: &Source) -> Result<bool, TargetError> {
        match name.what.is_snapshot() {
            true => self.ends_alike(key, source).await,
            false => self.target.holds(key, source).await,
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
        let newest = self.there.iter().filter(|name| name.what.is_snapshot());
        let Some(newest) = newest.max_by_key(|name| (name.at, name.upto())).copied() else {
            return Ok(());
        };
        if verified.contains(&newest) || !self.shared.shelf.has(&newest) {
            return Ok(());
        }
        let source = Source::file(self.shared.shelf.path(&newest));
        let key = self.key(&newest)?;
        if !self.target.holds(&key, &source).await? {
            // It gives way to one that is whole, which is read at the next time.
            self.target.delete(&key).await?;
            self.there.remove(&newest);
            return self.carry(&newest).await;
        }
        self.verified = Some(self.shared.clock.tick());
        self.remember(|known| {
            known.verified.insert(newest.to_string());
        })
        .await
    }
}
