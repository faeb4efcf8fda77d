//! One place elsewhere: what lies on the shelf is carried there, read back, looked after. Each goes
//! at its own pace, and none waits for another.

mod carry;
mod tend;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::{JoinError, spawn_blocking};
use tokio::time::sleep;

use super::memory::Memory;
use super::object::{Name, What};
use super::shelf::Shelf;
pub use super::standing::Standing;
use super::target::{Key, Target, TargetError};
use super::whose::{Stranger, whose};
use crate::domain::limit::{
    COPY_EVERY, OLDER_AT_ONCE, OLDER_TOGETHER, OWNER_EVERY, TARGET_PAUSE_MAX,
    TARGET_REFUSAL_PAUSE_MAX, TEND_EVERY, VERIFY_EVERY,
};
use crate::domain::time::{Span, Tick};
use crate::engine::clock::Clock;

/// What all places of a shop share.
#[derive(Clone)]
pub struct Shared {
    pub shelf: Arc<Shelf>,
    pub memory: Arc<Memory>,
    pub clock: Clock,
    /// Counted up, whoever rests goes at once.
    pub nudge: Arc<watch::Sender<u64>>,
}

pub struct Place {
    shared: Shared,
    target: Arc<Target>,
    board: watch::Sender<Standing>,
    /// Of what is on the shelf, what lies there.
    there: BTreeSet<Name>,
    /// When it was listed.
    listed: Option<Tick>,
    /// When a snapshot was read back whole.
    verified: Option<Tick>,
    /// Something else lies there under these names, and stays: they are tried again when it is
    /// listed.
    stuck: BTreeSet<Name>,
    /// What was superfluous at some look, and when that was.
    doomed: (BTreeSet<Name>, Tick),
    nudged: watch::Receiver<u64>,
    /// Somebody waits: its pace has no say.
    hurry: bool,
    /// When it was last carried to, where there is a pace.
    carried: Option<Tick>,
    /// Failures in a row.
    failures: u32,
}

/// What is left after a round that went well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// Nothing, or nothing that may be carried there.
    Done,
    /// Something older, which is gone on with at once.
    More,
    /// Something new, whose time has not come: whether it gets there is not known yet.
    Waits,
}

impl Place {
    pub fn new(shared: Shared, target: Target) -> Place {
        let known = shared.memory.known(&target.name);
        let (kind, name) = (target.called, target.name.clone());
        let (pace, add_only) = (target.pace().unwrap_or_default(), known.add_only);
        let standing = Standing { kind, name, add_only, pace, ..Standing::default() };
        let nudged = shared.nudge.subscribe();
        Place {
            shared,
            target: Arc::new(target),
            board: watch::Sender::new(standing),
            there: BTreeSet::new(),
            listed: None,
            verified: None,
            stuck: BTreeSet::new(),
            doomed: (BTreeSet::new(), Tick::default()),
            nudged,
            hurry: false,
            carried: None,
            failures: 0,
        }
    }

    pub fn board(&self) -> watch::Receiver<Standing> {
        self.board.subscribe()
    }

    /// The way there, for whoever else goes it.
    pub fn target(&self) -> Arc<Target> {
        self.target.clone()
    }

    /// Carries on for ever. Whoever ends it loses nothing: what is there is found again.
    pub async fn run(&mut self) {
        let mut stand = self.shared.shelf.stand();
        loop {
            match self.round().await {
                Ok(Round::More) => self.is_well(),
                Ok(round) => {
                    if round == Round::Done {
                        self.is_well();
                    }
                    tokio::select! {
                        // Nobody closes it who does not end this as well.
                        _ = stand.changed() => {}
                        _ = self.nudged.changed() => self.hurry = true,
                        () = sleep(OWNER_EVERY.std()) => {}
                    }
                }
                Err(error) => {
                    let rest = self.failed(error);
                    tokio::select! {
                        _ = self.nudged.changed() => self.hurry = true,
                        () = sleep(rest) => {}
                    }
                }
            }
        }
    }

    /// Does what is to be done, without waiting for its time.
    pub async fn at_once(&mut self) -> Result<Round, TargetError> {
        self.hurry = true;
        self.round().await
    }

    /// Does what is to be done now.
    pub async fn round(&mut self) -> Result<Round, TargetError> {
        let whole = self.shared.shelf.stand().borrow().whole;
        if !self.is_ours().await? {
            return Ok(Round::Done);
        }
        if self.due(self.listed, TEND_EVERY) {
            self.tend().await?;
        }
        let (newer, older) = self.missing();
        let is_time = self.is_time(newer.is_empty() && older.is_empty());
        let mut refused = None;
        if is_time {
            // One that does not get there keeps no snapshot away, which needs it no more.
            refused = match self.carry_all(&newer).await {
                Err(error) if error.again() => return Err(error),
                carried => carried.err(),
            };
            self.hurry = false;
        }
        if self.is_theirs() {
            return Ok(Round::Done);
        }
        let leads_on = refused.is_none() && !self.is_broken();
        if let Some(at) = whole.filter(|_| leads_on && (is_time || newer.is_empty())) {
            self.board.send_modify(|board| board.behind = Some((Span(0), at)));
        }
        if !is_time {
            return Ok(Round::Waits);
        }
        let portion = self.target.pace().map_or(OLDER_AT_ONCE, |_| OLDER_TOGETHER);
        self.carry_all(&older[..older.len().min(portion)]).await?;
        if self.is_theirs() {
            return Ok(Round::Done);
        }
        self.tell_stuck();
        if let Some(error) = refused {
            return Err(error);
        }
        // The newest snapshot is the first of them, where it is one of them.
        if self.stuck.is_empty() {
            self.board.send_modify(|board| board.whole = whole.or(board.whole));
        }
        // What has a pace has no hurry with the rest either.
        if older.len() > portion && self.target.pace().is_none() {
            return Ok(Round::More);
        }
        if self.due(self.verified, VERIFY_EVERY) {
            self.verify().await?;
        }
        Ok(Round::Done)
    }

    /// Whether something cannot get there without which what is there leads no further.
    fn is_broken(&self) -> bool {
        let snapshots = self.there.iter().filter(|name| name.what.is_snapshot());
        let from = snapshots.map(Name::upto).max();
        let needed = |name: &Name| !name.what.is_snapshot() && Some(name.upto()) > from;
        self.stuck.iter().any(|name| from.is_none() || needed(name))
    }

    fn tell_stuck(&self) {
        let now = self.shared.clock.tick();
        let says = self.stuck.first().map(|name| format!("{name} is not what was put there"));
        self.board.send_if_modified(|board| {
            let since = board.stuck.as_ref().map_or(now, |(_, since)| *since);
            let stuck = says.map(|says| (says, since));
            let changed = board.stuck != stuck;
            if let (Some((says, _)), true) = (&stuck, changed) {
                let target = &self.target.name;
                tracing::warn!(
                    target,
                    says,
                    "something else lies in the place of a copy, and stays"
                );
            }
            board.stuck = stuck;
            changed
        });
    }

    /// Where there is a pace, what is new waits for it; not the first snapshot, and not somebody.
    fn is_time(&mut self, nothing: bool) -> bool {
        let Some(pace) = self.target.pace() else { return true };
        if self.board.borrow().pace != pace {
            self.board.send_modify(|board| board.pace = pace);
        }
        self.hurry |= self.nudged.has_changed().unwrap_or_default();
        self.nudged.mark_unchanged();
        let first = !self.there.iter().any(|name| name.what.is_snapshot());
        nothing || self.hurry || first || self.due(self.carried, pace)
    }

    fn due(&self, last: Option<Tick>, every: Span) -> bool {
        last.is_none_or(|last| self.shared.clock.tick().since(last) >= every)
    }

    /// Whether nobody else ships there as this shop, as far as was seen within a minute. What is
    /// theirs is neither added to nor thinned out.
    async fn is_ours(&self) -> Result<bool, TargetError> {
        let looked = self.board.borrow().looked;
        if self.due(looked, OWNER_EVERY) {
            self.look_whose().await?;
        }
        Ok(!self.is_theirs())
    }

    fn is_theirs(&self) -> bool {
        self.board.borrow().stranger.is_some()
    }

    async fn look_whose(&self) -> Result<(), TargetError> {
        let Shared { shelf, memory, clock, .. } = &self.shared;
        let (generation, now) = (shelf.generation(), clock.now());
        let found = whose(&self.target, shelf.store(), generation, memory, now).await?;
        if let Some(Stranger { generation, says }) = &found
            && self.board.borrow().stranger.as_ref() != found.as_ref()
        {
            let target = &self.target.name;
            tracing::error!(target, generation, says, "another program ships as this shop");
        }
        self.remember(|known| known.used = true).await?;
        let looked = Some(self.shared.clock.tick());
        self.board.send_modify(|board| (board.looked, board.stranger) = (looked, found));
        Ok(())
    }

    /// Looks whose it is while this works there, which takes long where an object is large.
    async fn watching<T>(
        &self,
        work: impl Future<Output = Result<T, TargetError>>,
    ) -> Result<T, TargetError> {
        let theirs = async {
            loop {
                let clock = &self.shared.clock;
                clock.wait_for(clock.tick().after(OWNER_EVERY)).await;
                // Of a place that does not answer the work itself tells.
                if self.look_whose().await.is_ok() && self.is_theirs() {
                    break;
                }
            }
        };
        tokio::select! {
            done = work => done,
            () = theirs => Err(TargetError::Strange("another program ships as this shop".into())),
        }
    }

    /// What is on the shelf and not there, in the order in which it was made: what leads on from
    /// the newest snapshot, and then what is of no hurry. That snapshot itself is of none where an
    /// older one is there and logs lead on from it: it is large, and what is new goes before it.
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
                !self.there.contains(name) && !stale && !self.stuck.contains(name)
            };
            let mut missing: Vec<Name> = own().filter(wanted).copied().collect();
            missing.sort_by_key(|name| (name.upto(), !name.what.is_snapshot(), name.at));
            let there = || self.there.iter().filter(|name| name.generation == ours);
            let older = there().filter(|name| name.what.is_snapshot());
            let older = older.max_by_key(|name| (name.upto(), name.at)).filter(|older| {
                let logs = own().filter(|name| !self.stuck.contains(name)).chain(there());
                base.is_none_or(|base| leads(logs, older.upto(), base.upto()))
            });
            let from = older.or(base);
            let old = |name: &Name| {
                let before = from.is_some_and(|it| name != it && name.upto() <= it.upto());
                before || (older.is_some() && name.what.is_snapshot())
            };
            let (newer, mut rest): (Vec<_>, Vec<_>) =
                missing.into_iter().partition(|name| !old(name));
            rest.sort_by_key(|name| Some(name) != base);
            (newer, rest)
        })
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
        change: impl FnOnce(&mut super::state::Known) + Send + 'static,
    ) -> Result<(), TargetError> {
        let (memory, name) = (self.shared.memory.clone(), self.target.name.clone());
        // Of what it is by then: another change may be on its way.
        let put = spawn_blocking(move || {
            memory.change(|state| change(state.targets.entry(name).or_default()))
        });
        let put = put.await.map_err(|broken| here(&broken))?;
        put.map_err(|error| TargetError::here(&error))
    }

    fn key(&self, name: &Name) -> Result<Key, TargetError> {
        let store = self.shared.shelf.store();
        Key::parse(&name.path(store)).ok_or_else(|| odd(store))
    }
}

/// Whether logs lead from one commit to another, each going on where others have ended.
fn leads<'n>(names: impl Iterator<Item = &'n Name>, from: u64, to: u64) -> bool {
    let mut logs: Vec<(u64, u64)> = names
        .filter_map(|name| match name.what {
            What::Log { from, to } => Some((from, to)),
            What::Snapshot { .. } => None,
        })
        .collect();
    logs.sort_unstable();
    let reach = logs.into_iter().fold(from, |reach, (from, to)| match from <= reach + 1 {
        true => reach.max(to),
        false => reach,
    });
    reach >= to
}

fn here(broken: &JoinError) -> TargetError {
    TargetError::Here(broken.to_string())
}

fn odd(store: &str) -> TargetError {
    TargetError::Here(format!("\"{store}\" cannot be a folder"))
}
