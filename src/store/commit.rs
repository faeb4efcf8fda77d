//! The way of a commit: durable in the log first, and with many others in the engine's tables
//! later.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use redb::WriteTransaction;

use super::base::Base;
use super::change_record::{ChangeRecord, Generation, Place, Position};
use super::changes::Outcome;
use super::fault::Fault;
use super::guard::guarded;
use super::layers::Layers;
use super::log::{Log, Shape};
use super::open::Store;
use super::read::Read;
use super::replay;
use super::schema::Table;
use super::snap::Snap;
use super::tx::Batch;
use crate::domain::limit::CHECKPOINT_WAITING;
use crate::domain::time::Timestamp;

/// Where a store stands.
pub(super) struct Standing {
    pub log: Option<Mutex<Log>>,
    shape: Shape,
    /// Nothing is committed here.
    read_only: bool,
    place: Place,
    now: Mutex<Now>,
    /// One checkpoint at a time.
    checkpoint: Mutex<()>,
}

struct Now {
    /// The engine's tables after the last checkpoint, once somebody has asked for them.
    base: Option<Arc<Base>>,
    /// What a checkpoint brings into them at the moment.
    leaving: Layers,
    /// What has been committed since.
    fresh: Layers,
    /// Of the fresh: rows, entries and tallies, and bytes of rows.
    places: usize,
    bytes: usize,
    /// The last commit.
    last: Position,
    /// A write has failed: what became of it only the next start finds out.
    broken: Option<Fault>,
}

impl Standing {
    /// `tail`: what the log has that the tables do not.
    pub fn new(place: Place, log: Option<Log>, tail: Vec<ChangeRecord>, shape: Shape) -> Standing {
        let (leaving, fresh, last) = (Layers::default(), Layers::default(), place.last);
        let mut now = Now { base: None, leaving, fresh, places: 0, bytes: 0, last, broken: None };
        for record in tail {
            now.add(record.outcome, record.position);
        }
        let log = log.map(Mutex::new);
        let (now, checkpoint) = (Mutex::new(now), Mutex::default());
        Standing { log, shape, read_only: false, place, now, checkpoint }
    }

    /// For a shop that is only looked at.
    pub fn shut(&mut self) {
        self.read_only = true;
    }

    /// Lets go of the engine's tables until somebody asks for them again.
    pub fn let_go(&self) {
        self.now().base = None;
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        // Each change of it is made at once.
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Now {
    fn add(&mut self, outcome: Outcome, position: Position) {
        self.places += outcome.len();
        self.bytes += outcome.bytes();
        self.fresh.push(outcome);
        self.last = position;
    }

    fn waits(&self, shape: &Shape, times: usize) -> bool {
        self.places >= times * shape.places || self.bytes >= times * shape.bytes
    }

    fn sound(&self) -> Result<(), Fault> {
        match &self.broken {
            None => Ok(()),
            Some(Fault::Full) => Err(Fault::Full),
            Some(fault) => Err(Fault::Storage(format!("an earlier write has failed: {fault}"))),
        }
    }

    fn fails(&mut self, fault: Fault) -> Result<(), Fault> {
        self.broken = Some(fault);
        self.sound()
    }
}

impl Store {
    pub fn snap(&self) -> Result<Snap, Fault> {
        // Layers and tables are of one moment while nobody else gets at them.
        let mut now = self.standing.now();
        let base = match &now.base {
            Some(base) => base.clone(),
            None => now.base.insert(Arc::new(Base::of(self.db()?)?)).clone(),
        };
        let layers = now.leaving.then(&now.fresh);
        Ok(Snap::new(base, layers, now.last, self.seal.clone()))
    }

    /// Layout and chain, and where they stood when the store was opened.
    pub fn stands(&self) -> Place {
        self.standing.place
    }

    /// Where a snapshot stands.
    pub fn place(&self, snap: &Snap) -> Place {
        Place { last: snap.last, ..self.standing.place }
    }

    /// The last commit.
    pub fn position(&self) -> Position {
        self.standing.now().last
    }

    /// Which chain its commits belong to.
    pub fn generation(&self) -> Generation {
        self.standing.place.generation
    }

    /// Makes a batch durable. When this returns `Ok`, it survives a power cut; when it does not,
    /// the next start finds out. Nobody else may have committed since the batch began.
    pub fn commit(&self, batch: Batch, at: Timestamp) -> Result<(), Fault> {
        self.standing.now().sound()?;
        if self.standing.read_only {
            return Err(Fault::Broken("a shop that is only looked at".to_owned()));
        }
        if batch.changes.is_empty() {
            return Ok(());
        }
        if self.standing.now().waits(&self.standing.shape, CHECKPOINT_WAITING) {
            self.checkpoint()?;
        }
        let titles = batch.changes.touch(Table::Title);
        let Batch { base, changes, .. } = batch;
        let (last, outcome) = (base.last, changes.outcome(|(index, key)| base.tally(index, key))?);
        drop(base);
        let layout = self.standing.place.layout;
        let told = ChangeRecord::encode(&last, layout, at, &outcome);
        let (bytes, position) = told.map_err(|error| Fault::Broken(error.to_string()))?;
        let write = || self.append(outcome, &bytes, last, position);
        match titles {
            true => self.titles.change(write),
            false => write(),
        }
    }

    fn append(
        &self,
        outcome: Outcome,
        record: &[u8],
        last: Position,
        position: Position,
    ) -> Result<(), Fault> {
        let standing = &self.standing;
        if self.position() != last {
            return Err(Fault::Broken("another commit came between".to_owned()));
        }
        let Some(log) = &standing.log else {
            return self.tables(outcome, position);
        };
        let appended = lock(log).append(position.sequence, record);
        let mut now = standing.now();
        match appended {
            Ok(()) => {
                now.add(outcome, position);
                Ok(())
            }
            Err(fault) => now.fails(fault),
        }
    }

    /// Where there is no log, a commit is a checkpoint of its own.
    fn tables(&self, outcome: Outcome, position: Position) -> Result<(), Fault> {
        let written = self.write(|writing| {
            outcome.write(writing)?;
            replay::keep(writing, &position)
        });
        let mut now = self.standing.now();
        match written {
            Ok(()) => {
                (now.base, now.last) = (None, position);
                Ok(())
            }
            Err(fault) => now.fails(fault),
        }
    }

    /// What was committed up to here is copied; the log keeps what comes after it. `false`: some of
    /// that is gone already.
    pub fn copied(&self, upto: u64) -> bool {
        self.standing.log.as_ref().is_none_or(|log| lock(log).copied(upto))
    }

    /// What was committed after some moment, as records with their bytes, as far as the log still
    /// has it and about so many bytes of it.
    pub fn records_after(
        &self,
        last: &Position,
        bytes_max: usize,
    ) -> Result<Vec<(ChangeRecord, Vec<u8>)>, Fault> {
        let Some(log) = &self.standing.log else { return Ok(Vec::new()) };
        let now = self.position();
        let acknowledged = now.sequence;
        if last.sequence > acknowledged || (last.sequence == acknowledged && *last != now) {
            return Err(Fault::Broken(format!("change {} is of another past", last.sequence)));
        }
        if *last == now {
            return Ok(Vec::new());
        }
        // Commits go on while it is read.
        let view = lock(log).view();
        view.after(last, acknowledged, bytes_max)
    }

    /// Whether enough has been committed to be brought into the tables at once.
    pub fn checkpoint_is_due(&self) -> bool {
        self.standing.now().waits(&self.standing.shape, 1)
    }

    /// Brings what only the log has into the engine's tables, in one transaction of it. Commits go
    /// on meanwhile.
    pub fn checkpoint(&self) -> Result<(), Fault> {
        let standing = &self.standing;
        let _one = standing.checkpoint.lock().unwrap_or_else(PoisonError::into_inner);
        let (layers, upto) = {
            let mut now = standing.now();
            now.sound()?;
            if now.fresh.is_empty() {
                return Ok(());
            }
            now.leaving = std::mem::take(&mut now.fresh);
            (now.places, now.bytes) = (0, 0);
            (now.leaving.clone(), now.last)
        };
        let written = self.write(|writing| {
            layers.merged().write(writing)?;
            replay::keep(writing, &upto)
        });
        {
            let mut now = standing.now();
            match written {
                Ok(()) => (now.base, now.leaving) = (None, Layers::default()),
                Err(fault) => return now.fails(fault),
            }
        }
        if let Some(log) = &standing.log {
            lock(log).tabled(upto.sequence);
        }
        Ok(())
    }

    /// One transaction of the engine, durable when this returns `Ok`, and nothing of it otherwise.
    ///
    /// Every one is two-phase with the allocator's state in it: opening after a kill then takes
    /// milliseconds at any size, and a failed sync cannot take the database with it.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&WriteTransaction) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        guarded(|| {
            let mut writing = self.db()?.begin_write()?;
            writing.set_quick_repair(true);
            let done = work(&writing)?;
            writing.commit()?;
            Ok(done)
        })
    }

    /// The tables have come to another place by themselves.
    pub(super) fn moved(&self, last: Position) {
        let mut now = self.standing.now();
        (now.base, now.last) = (None, last);
    }

    /// Whether all that was committed lies in the tables.
    pub(super) fn is_settled(&self) -> bool {
        let now = self.standing.now();
        now.fresh.is_empty() && now.leaving.is_empty()
    }
}

fn lock(log: &Mutex<Log>) -> MutexGuard<'_, Log> {
    // A log that broke refuses whatever comes next by itself.
    log.lock().unwrap_or_else(PoisonError::into_inner)
}
