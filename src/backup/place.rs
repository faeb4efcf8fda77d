//! One place elsewhere: what lies on the shelf is carried there, read back, looked after. Each goes
//! at its own pace, and none waits for another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::{Notify, watch};
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::sleep;

use super::memory::Memory;
use super::object::{Listing, Name};
use super::retention::superfluous;
use super::shelf::Shelf;
use super::target::{Key, Source, Target, TargetError};
use super::whose::{Stranger, whose};
use crate::domain::copies::{self, newest};
use crate::domain::limit::{
    COPY_EVERY, OLDER_AT_ONCE, OWNER_EVERY, TAIL_BYTES, TARGET_PAUSE_MAX, TARGET_REFUSAL_PAUSE_MAX,
    TEND_EVERY, VERIFY_EVERY,
};
use crate::domain::time::{Span, Tick, Timestamp};
use crate::engine::clock::Clock;

/// What all places of a shop share.
#[derive(Clone)]
pub struct Shared {
    pub shelf: Arc<Shelf>,
    pub memory: Arc<Memory>,
    pub clock: Clock,
    /// Whoever rests after a failure goes at once.
    pub nudge: Arc<Notify>,
}

pub struct Place {
    shared: Shared,
    target: Target,
    board: watch::Sender<Standing>,
    /// Of what is on the shelf, what lies there.
    there: BTreeSet<Name>,
    /// When it was looked at for others, and when it was listed.
    looked: Option<Tick>,
    listed: Option<Tick>,
    /// When a snapshot was read back whole.
    verified: Option<Tick>,
    /// What was superfluous at some look, and when that was.
    doomed: (BTreeSet<Name>, Tick),
    /// Failures in a row.
    failures: u32,
}

/// Whether something older is still to be carried, which is gone on with at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct More(pub bool);

/// What is known of a place at the moment.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    kind: &'static str,
    name: String,
    /// So much was not there at that moment.
    behind: Option<(Span, Tick)>,
    pub snapshot_at: Option<Timestamp>,
    pub objects: u64,
    pub bytes: u64,
    pub add_only: bool,
    /// What it said, and since when it has not been as it should.
    pub error: Option<(String, Tick)>,
    /// It was asked whose it is.
    looked: bool,
    pub stranger: Option<Stranger>,
    /// It has everything that was on the shelf by then.
    pub whole: Option<Tick>,
    /// How often it was gone to.
    pub rounds: u64,
}

impl Standing {
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn error(&self) -> Option<&str> {
        self.error.as_ref().map(|(error, _)| error.as_str())
    }

    /// Who has taken the shop over there.
    pub fn stranger(&self) -> Option<String> {
        let stranger = self.stranger.as_ref()?;
        Some(format!("another program ships as this shop there: {}", stranger.says))
    }

    /// As it is told.
    pub fn told(&self, now: Tick) -> copies::Target {
        let failing = self.error.as_ref().map(|(_, since)| now.since(*since));
        copies::Target {
            name: self.name.clone(),
            kind: self.kind.to_owned(),
            ok: self.error.is_none() && self.stranger.is_none() && self.behind.is_some(),
            failing: failing.unwrap_or(Span(0)),
            behind: self.behind.map(|(span, at)| Span(span.0 + now.since(at).0)),
            snapshot_at: self.snapshot_at,
            objects: self.objects,
            bytes: self.bytes,
            add_only: self.add_only,
            error: self.error.as_ref().map(|(error, _)| error.clone()),
            looked: self.looked,
            owner: self.stranger.as_ref().map(|stranger| stranger.says.clone()),
        }
    }
}

impl Place {
    pub fn new(shared: Shared, target: Target) -> Place {
        let known = shared.memory.known(&target.name);
        let (kind, name) = (target.called, target.name.clone());
        let standing = Standing { kind, name, add_only: known.add_only, ..Standing::default() };
        Place {
            shared,
            target,
            board: watch::Sender::new(standing),
            there: BTreeSet::new(),
            looked: None,
            listed: None,
            verified: None,
            doomed: (BTreeSet::new(), Tick::default()),
            failures: 0,
        }
    }

    pub fn board(&self) -> watch::Receiver<Standing> {
        self.board.subscribe()
    }

    pub fn target(&self) -> &Target {
        &self.target
    }

    /// Carries on for ever. Whoever ends it loses nothing: what is there is found again.
    pub async fn run(&mut self) {
        let mut stand = self.shared.shelf.stand();
        loop {
            match self.round().await {
                Ok(More(true)) => self.is_well(),
                Ok(More(false)) => {
                    self.is_well();
                    tokio::select! {
                        // Nobody closes it who does not end this as well.
                        _ = stand.changed() => {}
                        () = sleep(OWNER_EVERY.std()) => {}
                    }
                }
                Err(error) => {
                    let rest = self.failed(error);
                    tokio::select! {
                        () = self.shared.nudge.notified() => {}
                        () = sleep(rest) => {}
                    }
                }
            }
        }
    }

    /// Does what is to be done now.
    pub async fn round(&mut self) -> Result<More, TargetError> {
        let whole = self.shared.shelf.stand().borrow().whole;
        if self.due(self.looked, OWNER_EVERY) {
            self.look_whose().await?;
        }
        if self.board.borrow().stranger.is_some() {
            // What is theirs is not added to.
            return Ok(More(false));
        }
        if self.due(self.listed, TEND_EVERY) {
            self.tend().await?;
        }
        let (newer, older) = self.missing();
        for name in newer {
            self.carry(&name).await?;
        }
        if let Some(at) = whole {
            self.board.send_modify(|board| {
                board.whole = Some(at);
                board.behind = Some((Span(0), at));
            });
        }
        let more = More(older.len() > OLDER_AT_ONCE);
        for name in older.into_iter().take(OLDER_AT_ONCE) {
            self.carry(&name).await?;
        }
        if more == More(false) && self.due(self.verified, VERIFY_EVERY) {
            self.verify().await?;
        }
        Ok(more)
    }

    fn due(&self, last: Option<Tick>, every: Span) -> bool {
        last.is_none_or(|last| self.shared.clock.tick().since(last) >= every)
    }

    async fn look_whose(&mut self) -> Result<(), TargetError> {
        let Shared { shelf, memory, clock, .. } = &self.shared;
        let (generation, now) = (shelf.generation(), clock.now());
        let found = whose(&self.target, shelf.store(), generation, memory, now).await?;
        if let Some(Stranger { generation, says }) = &found
            && self.board.borrow().stranger.as_ref() != found.as_ref()
        {
            let target = &self.target.name;
            tracing::error!(target, generation, says, "another program ships as this shop");
        }
        self.looked = Some(self.shared.clock.tick());
        self.remember(|known| known.used = true).await?;
        self.board.send_modify(|board| (board.looked, board.stranger) = (true, found));
        Ok(())
    }

    /// What is on the shelf and not there, in the order in which it was made: the newest snapshot
    /// and what follows it, and then what came before, which is of no hurry.
    fn missing(&self) -> (Vec<Name>, Vec<Name>) {
        let (ours, now) = (self.shared.shelf.generation(), self.shared.clock.now());
        self.shared.shelf.look(|objects| {
            let own = || objects.keys().filter(|name| name.generation == ours);
            let base = own().filter(|name| name.what.is_snapshot());
            let base = base.max_by_key(|name| (name.upto(), name.at));
            // One of the future was made by a clock that was ahead.
            let last = own().map(|name| name.at).filter(|at| *at <= now).max();
            let wanted = |name: &&Name| {
                let stale = name.what.is_sign_of_life() && Some(name.at) < last;
                !self.there.contains(name) && !stale
            };
            let mut missing: Vec<Name> = own().filter(wanted).copied().collect();
            missing.sort_by_key(|name| (name.upto(), !name.what.is_snapshot(), name.at));
            let old = |name: &Name| base.is_some_and(|it| name != it && name.upto() <= it.upto());
            missing.into_iter().partition(|name| !old(name))
        })
    }

    /// Puts one there, and reads it back: a log whole, of a snapshot its size and its end.
    async fn carry(&mut self, name: &Name) -> Result<(), TargetError> {
        let shelf = &self.shared.shelf;
        let key = self.key(name)?;
        let source = Source::file(shelf.path(name));
        let bytes = match source.bytes().await {
            // It was taken off the shelf meanwhile.
            Err(_) if !shelf.has(name) => return Ok(()),
            bytes => bytes?,
        };
        if !self.put(name, &key, &source).await? {
            // What has changed there is no copy: it gives way to one, if that can be.
            self.target.delete(&key).await?;
            if !self.put(name, &key, &source).await? {
                return Err(changed(name));
            }
        }
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
        Ok(())
    }

    /// Whether it is there afterwards, as we have it.
    async fn put(&self, name: &Name, key: &Key, source: &Source) -> Result<bool, TargetError> {
        match self.target.put(key, source).await {
            Ok(()) => {}
            Err(TargetError::Exists(_)) => return Ok(false),
            Err(error) => return Err(error),
        }
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
    async fn verify(&mut self) -> Result<(), TargetError> {
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

    /// Lists all that is there, and lets go of what was superfluous twice.
    async fn tend(&mut self) -> Result<(), TargetError> {
        let store = self.shared.shelf.store().to_owned();
        let folder = Key::parse(&store).ok_or_else(|| odd(&store))?;
        let objects = self.target.list(Some(&folder)).await?;
        let listing = Listing::of(objects.iter().map(|object| object.key.as_str()));
        let names = listing.of_store(&store).to_vec();
        let sizes: BTreeMap<&str, u64> =
            objects.iter().map(|object| (object.key.as_str(), object.bytes)).collect();
        let size = |name: &Name| sizes.get(name.path(&store).as_str()).copied().unwrap_or_default();
        let shelf = self.shared.shelf.clone();
        // One that is shorter than ours was cut off by somebody, and is put there again.
        self.there = shelf.look(|ours| {
            let whole = |name: &&Name| ours.get(name).is_some_and(|bytes| *bytes == size(name));
            names.iter().filter(whole).copied().collect()
        });
        // Numbers are given once: what is beyond ours was made by this shop before it was set back.
        let known = shelf.look(|ours| ours.keys().map(Name::upto).max());
        let beyond =
            |name: &&Name| name.generation == shelf.generation() && Some(name.upto()) > known;
        if let Some(beyond) = names.iter().find(beyond) {
            return Err(TargetError::Strange(format!(
                "{beyond} is of after this shop's own data, which was set back by hand: bring it \
                 back with `warung restore`"
            )));
        }
        let (count, bytes) = (names.len() as u64, names.iter().map(size).sum());
        let ours = shelf.generation();
        let own = || names.iter().filter(|name| name.generation == ours);
        let now = self.shared.clock.moment();
        let snapshots = own().filter(|name| name.what.is_snapshot()).map(|name| name.at);
        let snapshot = newest(now.wall, snapshots);
        let newest = newest(now.wall, own().map(|name| name.at));
        self.board.send_modify(|board| {
            (board.objects, board.bytes, board.snapshot_at) = (count, bytes, snapshot);
            if board.whole.is_none() {
                board.behind = newest.map(|at| (now.wall.since(at), now.tick));
            }
        });
        self.let_go(names).await?;
        self.listed = Some(self.shared.clock.tick());
        Ok(())
    }

    async fn let_go(&mut self, names: Vec<Name>) -> Result<(), TargetError> {
        let verified = self.verified();
        let now = self.shared.clock.moment();
        // Of a busy shop there are many.
        let chosen = spawn_blocking(move || {
            let there: BTreeSet<Name> = names.iter().copied().collect();
            let verified: BTreeSet<Name> = verified.intersection(&there).copied().collect();
            let old: BTreeSet<Name> =
                superfluous(&names, &verified, now.wall).into_iter().collect();
            (verified, old)
        });
        let (verified, old) = chosen.await.map_err(|broken| here(&broken))?;
        let (doomed, since) = &self.doomed;
        if now.tick.since(*since) >= TEND_EVERY {
            for name in old.intersection(&doomed.clone()) {
                match self.target.delete(&self.key(name)?).await {
                    Ok(()) => {}
                    Err(TargetError::AddOnly(why)) => return self.is_add_only(&why).await,
                    Err(error) => return Err(error),
                }
                self.there.remove(name);
                self.board.send_modify(|board| {
                    // Somebody has given it the right.
                    board.add_only = false;
                    board.objects = board.objects.saturating_sub(1);
                });
            }
            self.doomed = (old, now.tick);
        }
        let add_only = self.board.borrow().add_only;
        self.remember(|known| {
            known.add_only = add_only;
            known.verified = verified.iter().map(Name::to_string).collect();
        })
        .await
    }

    /// Said once: from now on its own rules have to.
    async fn is_add_only(&mut self, why: &str) -> Result<(), TargetError> {
        if !self.board.borrow().add_only {
            let target = &self.target.name;
            tracing::warn!(target, why, "nothing can be deleted: its own rules have to do it");
        }
        self.board.send_modify(|board| board.add_only = true);
        self.remember(|known| known.add_only = true).await
    }

    fn is_well(&mut self) {
        if self.failures > 0 {
            tracing::info!(target = self.target.name, "copies get there again");
        }
        self.failures = 0;
        self.board.send_modify(|board| {
            board.error = None;
            board.rounds += 1;
        });
    }

    /// Tells of it, and says how long to rest.
    fn failed(&mut self, error: TargetError) -> Duration {
        let tick = self.shared.clock.tick();
        if self.failures == 0 {
            tracing::warn!(target = self.target.name, %error, "a copy does not get there");
        }
        self.failures = self.failures.saturating_add(1);
        if !error.again() {
            // What it holds is not to be relied on any more.
            self.listed = None;
        }
        let most = if error.again() { TARGET_PAUSE_MAX } else { TARGET_REFUSAL_PAUSE_MAX };
        let doubled = Span(COPY_EVERY.0 << self.failures.saturating_sub(1).min(10)).min(most);
        let rest = match &error {
            // One that asks for no rest at all gets one nevertheless.
            TargetError::Unreachable { after: Some(after), .. } => (*after).max(doubled),
            _ => doubled,
        };
        self.board.send_modify(|board| {
            let since = board.error.take().map_or(tick, |(_, since)| since);
            board.error = Some((error.to_string(), since));
            board.rounds += 1;
        });
        rest.std()
    }

    fn verified(&self) -> BTreeSet<Name> {
        let known = self.shared.memory.known(&self.target.name);
        let store = self.shared.shelf.store();
        let parse = |inside: &String| Some(Name::parse(&format!("{store}/{inside}"))?.1);
        known.verified.iter().filter_map(parse).collect()
    }

    async fn remember(
        &self,
        change: impl FnOnce(&mut super::state::Known) + Send,
    ) -> Result<(), TargetError> {
        let (memory, name) = (self.shared.memory.clone(), self.target.name.clone());
        let mut known = memory.known(&name);
        change(&mut known);
        let put =
            spawn_blocking(move || memory.change(|state| drop(state.targets.insert(name, known))));
        let put = put.await.map_err(|broken| here(&broken))?;
        put.map_err(|error| TargetError::here(&error))
    }

    fn key(&self, name: &Name) -> Result<Key, TargetError> {
        let store = self.shared.shelf.store();
        Key::parse(&name.path(store)).ok_or_else(|| odd(store))
    }
}

fn here(broken: &JoinError) -> TargetError {
    TargetError::Here(broken.to_string())
}

fn odd(store: &str) -> TargetError {
    TargetError::Here(format!("\"{store}\" cannot be a folder"))
}

fn changed(name: &Name) -> TargetError {
    TargetError::Strange(format!("{name} is not what was put there"))
}
