//! Keeps the copy in the shop's own folder: what is due at the moment, and what may go.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::local::{Copied, Local, Wish};
use super::memory::Memory;
use super::object::{Name, ObjectError};
use super::place::Shared;
use super::practice;
use super::shelf::{Shelf, Stand};
use crate::config::{self, Config};
use crate::domain::limit::{CLOCK_AGREES, SIGN_OF_LIFE_EVERY, SNAPSHOT_EVERY_MAX, TRIM_EVERY};
use crate::domain::time::{Span, Tick};
use crate::engine::clock::Clock;
use crate::store::disk;
use crate::store::open::Store;
use crate::words::Dictionary;

pub struct Keeper {
    store: Arc<Store>,
    home: PathBuf,
    copied: Copied,
    habits: config::Copies,
    dictionary: Arc<Dictionary>,
    shared: Shared,
    /// `None`: it could not be opened yet.
    local: Option<Local>,
    /// When the last word was made, the last snapshot, and what may go was looked over.
    spoken: Option<Tick>,
    taken: Tick,
    trimmed: Option<Tick>,
}

impl Keeper {
    /// Before anything is committed: what is not copied yet must stay in the log. Where copies
    /// cannot be made the shop sells nevertheless, and it is tried again.
    pub fn new(
        config: &Config,
        copied: Copied,
        store: Arc<Store>,
        dictionary: Arc<Dictionary>,
        clock: Clock,
    ) -> Keeper {
        let home = config.data_dir.clone();
        let shelf = Arc::new(Shelf::new(&home, &config.store, store.generation()));
        let (memory, nudge) = (Arc::new(Memory::open(&home)), Arc::default());
        let shared = Shared { shelf, memory, clock, nudge };
        let taken = shared.clock.tick();
        let mut keeper = Keeper {
            store,
            home,
            copied,
            habits: config.copies,
            dictionary,
            shared,
            local: None,
            spoken: None,
            taken,
            trimmed: None,
        };
        if let Err(error) = practice::sweep(&keeper.home) {
            tracing::warn!(%error, "what a restore for practice has left cannot be taken away");
        }
        if let Err(error) = keeper.open() {
            keeper.trouble(&error);
        }
        keeper
    }

    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    pub fn home(&self) -> &Path {
        &self.home
    }

    fn open(&mut self) -> Result<&mut Local, ObjectError> {
        if self.local.is_none() {
            let (store, copied) = (self.store.clone(), self.copied.clone());
            let shelf = self.shared.shelf.clone();
            let local = Local::open(store, &self.home, copied, shelf)?;
            self.remember().map_err(ObjectError::written)?;
            self.local = Some(local);
        }
        self.local.as_mut().ok_or(ObjectError::Gone)
    }

    /// The chains that lie here are of our past.
    fn remember(&self) -> io::Result<()> {
        let Shared { shelf, memory, .. } = &self.shared;
        let here = shelf.look(|objects| -> Vec<String> {
            objects.keys().map(|name| name.generation.to_string()).collect()
        });
        memory.change(|state| {
            state.ancestors.extend(here);
            state.ancestors.insert(shelf.generation().to_string());
        })
    }

    /// Whether a step would do anything. Where it would not, the copy is as new as can be.
    pub fn has_work(&self) -> bool {
        let at = self.shared.clock.tick();
        let idle = self.local.as_ref().is_some_and(|it| it.is_whole() && !it.is_locked())
            && self.due() == Wish::Nothing
            && !self.over(self.trimmed, TRIM_EVERY);
        if idle {
            self.shared.shelf.says(Stand { whole: Some(at), trouble: None });
        }
        !idle
    }

    /// Copies what there is to copy. Makes a snapshot where one is due, or somebody wants it.
    pub fn step(&mut self, wish: Wish) -> Result<Vec<Name>, ObjectError> {
        let at = self.shared.clock.moment();
        let made = self.made(wish);
        match &made {
            Ok(_) => {
                let stand = Stand { whole: Some(at.tick), trouble: None };
                self.shared.shelf.says(stand);
            }
            Err(error) => {
                self.trouble(error);
                if self.local.as_ref().is_some_and(Local::is_whole) {
                    // Without the snapshot that was due, and with all the logs.
                    let trouble = Some(error.to_string());
                    self.shared.shelf.says(Stand { whole: Some(at.tick), trouble });
                }
            }
        }
        made
    }

    fn made(&mut self, wish: Wish) -> Result<Vec<Name>, ObjectError> {
        let at = self.shared.clock.moment();
        let (wish, made) = match wish {
            Wish::Nothing => {
                self.open()?;
                (self.due(), at.tick)
            }
            wish => (wish, at.tick),
        };
        let names = self.open()?.step(at.wall, wish)?;
        if !names.is_empty() {
            self.spoken = Some(made);
        }
        let snapshot = names.iter().any(|name| name.what.is_snapshot());
        if snapshot {
            self.taken = at.tick;
        }
        if snapshot || self.over(self.trimmed, TRIM_EVERY) {
            self.trim().map_err(ObjectError::written)?;
            self.trimmed = Some(at.tick);
        }
        Ok(names)
    }

    /// What the hour asks for. A clock that goes back keeps nobody from a snapshot for ever, and
    /// what it has dated wrongly is followed by one that says when it was.
    fn due(&self) -> Wish {
        let (calendar, now) = (self.dictionary.calendar(), self.shared.clock.now());
        let hour = i8::try_from(self.habits.snapshot_hour).unwrap_or_default();
        let last = self.local.as_ref().and_then(Local::snapshot_at);
        let night = last.is_some_and(|last| calendar.next(last, (hour, 0)) <= now);
        let ahead = last.is_some_and(|last| last.since(now) > CLOCK_AGREES);
        match () {
            () if night || ahead || self.over(Some(self.taken), SNAPSHOT_EVERY_MAX) => {
                Wish::Snapshot
            }
            () if self.over(self.spoken, SIGN_OF_LIFE_EVERY) => Wish::SignOfLife,
            () => Wish::Nothing,
        }
    }

    fn over(&self, last: Option<Tick>, span: Span) -> bool {
        last.is_none_or(|last| self.shared.clock.tick().since(last) >= span)
    }

    fn trim(&mut self) -> io::Result<()> {
        let Some(local) = &self.local else { return Ok(()) };
        let taken: u64 = self.shared.shelf.look(|objects| objects.values().sum());
        let room = disk::free_bytes(&self.home)?.saturating_add(taken);
        let most = room / 100 * self.habits.local_percent;
        local.trim(self.shared.clock.now(), self.habits.local, most)
    }

    fn trouble(&self, error: &ObjectError) {
        let shelf = &self.shared.shelf;
        let (whole, before) = {
            let stand = shelf.stand();
            let stand = stand.borrow();
            (stand.whole, stand.trouble.clone())
        };
        let why = error.to_string();
        if before.as_ref() != Some(&why) {
            tracing::error!(%error, "the shop is not copied");
        }
        shelf.says(Stand { whole, trouble: Some(why) });
    }
}
