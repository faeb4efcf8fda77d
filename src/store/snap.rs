//! A read snapshot: one moment of the shop, untouched by what is written meanwhile.

use std::sync::Arc;

use redb::ReadableTable;

use super::base::Base;
use super::change_record::Position;
use super::fault::Fault;
use super::guard::guarded;
use super::layers::{Layers, over};
use super::read::{Direction, Entry, Read};
use super::schema::Table;
use super::seal::Seal;

/// Rows read before somebody is asked whether to go on.
const STRIDE: usize = 1000;

/// The engine's tables as they were at some moment, and what has been committed since.
pub struct Snap {
    base: Arc<Base>,
    layers: Layers,
    /// The last commit that it shows.
    pub(super) last: Position,
    seal: Arc<Seal>,
    watch: Option<Watch>,
}

/// What is counted, and how much it comes to.
type Tally = ((u16, u64), u64);

/// Is told of rows that have been read one after another; says whether to go on.
pub type Watch = Box<dyn Fn(usize) -> bool + Send + Sync>;

impl Snap {
    pub(super) fn new(base: Arc<Base>, layers: Layers, last: Position, seal: Arc<Seal>) -> Snap {
        Snap { base, layers, last, seal, watch: None }
    }

    /// Long walks through it can be followed, and called off.
    pub fn watched(self, watch: impl Fn(usize) -> bool + Send + Sync + 'static) -> Snap {
        Snap { watch: Some(Box::new(watch)), ..self }
    }

    /// How many rows there are of a kind.
    pub fn size(&self, table: Table) -> Result<u64, Fault> {
        let mut size = self.base.size(table)?;
        for (key, row) in self.layers.rows(table, 0) {
            let before = self.base.row(table, key)?.is_some();
            size = size + u64::from(row.is_some()) - u64::from(before);
        }
        Ok(size)
    }

    /// How many index entries there are.
    pub(super) fn listed(&self) -> Result<u64, Fault> {
        let mut listed = self.base.listed()?;
        let all = (0, 0, 0)..=(u16::MAX, u64::MAX, u64::MAX);
        for (entry, there) in self.layers.entries(all, Direction::Oldest) {
            let before = self.base.has(entry)?;
            listed = listed + u64::from(there.is_some()) - u64::from(before);
        }
        Ok(listed)
    }

    /// Every index entry.
    pub(super) fn each_entry(&self, mut see: impl FnMut(Entry)) -> Result<(), Fault> {
        let all = (0, 0, 0)..=(u16::MAX, u64::MAX, u64::MAX);
        guarded(|| {
            let base = self.base.entries()?.range(all.clone())?;
            let base = base.map(|entry| Ok((entry?.0.value(), ())));
            let entries =
                over(base, self.layers.entries(all, Direction::Oldest), Direction::Oldest);
            for (at, entry) in entries.enumerate() {
                see(entry?.0);
                if at % STRIDE == STRIDE - 1 && !self.watch.as_ref().is_none_or(|watch| watch(0)) {
                    return Err(Fault::Stopped);
                }
            }
            Ok(())
        })
    }

    /// Rows that nobody counts as a step of a walk.
    pub(super) fn rows_from(
        &self,
        table: Table,
        from: u64,
        limit: usize,
    ) -> Result<Vec<(u64, Vec<u8>)>, Fault> {
        guarded(|| {
            let base = self.base.table(table)?.range(from..)?.map(|row| {
                let (key, bytes) = row?;
                Ok((key.value(), bytes.value().to_vec()))
            });
            let words = self.layers.rows(table, from).map(|(key, row)| (key, row.cloned()));
            over(base, words, Direction::Oldest).take(limit).collect()
        })
    }

    /// Tallies of an index that are not zero, from a key on.
    pub(super) fn tallies_from(
        &self,
        index: u16,
        from: u64,
        limit: usize,
    ) -> Result<Vec<(u64, u64)>, Fault> {
        guarded(|| {
            let tallies = self.tallies_within((index, from), (index, u64::MAX))?;
            tallies.take(limit).map(|it| it.map(|((_, key), count)| (key, count))).collect()
        })
    }

    /// Every tally that is not nought.
    pub(super) fn each_tally(&self, mut see: impl FnMut((u16, u64), u64)) -> Result<(), Fault> {
        guarded(|| {
            for tally in self.tallies_within((0, 0), (u16::MAX, u64::MAX))? {
                let (place, count) = tally?;
                see(place, count);
            }
            Ok(())
        })
    }

    /// Reads all there is, only to see whether it can be read.
    pub fn scrub(&self) -> Result<(), Fault> {
        guarded(|| {
            for table in Table::ALL {
                self.walk(self.base.table(table)?.iter()?)?;
            }
            self.walk(self.base.entries()?.iter()?)?;
            self.walk(self.base.tallies()?.iter()?)
        })
    }

    fn walk<T>(
        &self,
        rows: impl Iterator<Item = Result<T, redb::StorageError>>,
    ) -> Result<(), Fault> {
        let go_on = |rows| self.watch.as_ref().is_none_or(|watch| watch(rows));
        for (at, row) in rows.enumerate() {
            row?;
            if at % STRIDE == STRIDE - 1 && !go_on(STRIDE) {
                return Err(Fault::Stopped);
            }
        }
        Ok(())
    }

    fn tallies_within(
        &self,
        from: (u16, u64),
        to: (u16, u64),
    ) -> Result<impl Iterator<Item = Result<Tally, Fault>>, Fault> {
        let base = self.base.tallies()?.range(from..=to)?.map(|tally| {
            let (place, count) = tally?;
            Ok((place.value(), count.value()))
        });
        Ok(over(base, self.layers.tallies(from..=to), Direction::Oldest))
    }
}

impl Read for Snap {
    fn seal(&self) -> &Seal {
        &self.seal
    }

    fn row(&self, table: Table, key: u64) -> Result<Option<Vec<u8>>, Fault> {
        match self.layers.row(table, key) {
            Some(row) => Ok(row.clone()),
            None => self.base.row(table, key),
        }
    }

    fn rows(&self, table: Table, from: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, Fault> {
        let rows = self.rows_from(table, from, limit)?;
        match &self.watch {
            Some(watch) if !watch(rows.len()) => Err(Fault::Stopped),
            _ => Ok(rows),
        }
    }

    fn entries(
        &self,
        from: Entry,
        to: Entry,
        order: Direction,
        limit: usize,
    ) -> Result<Vec<Entry>, Fault> {
        let entry = |row: Result<(redb::AccessGuard<Entry>, redb::AccessGuard<()>), _>| {
            Ok::<_, Fault>((row.map_err(Fault::from)?.0.value(), ()))
        };
        let found = |row: Result<(Entry, ()), Fault>| row.map(|(entry, ())| entry);
        let words = self.layers.entries(from..=to, order);
        guarded(|| {
            let base = self.base.entries()?.range(from..=to)?;
            match order {
                Direction::Oldest => {
                    over(base.map(entry), words, order).map(found).take(limit).collect()
                }
                Direction::Newest => {
                    over(base.rev().map(entry), words, order).map(found).take(limit).collect()
                }
            }
        })
    }

    fn tally(&self, index: u16, key: u64) -> Result<u64, Fault> {
        match self.layers.tally((index, key)) {
            Some(count) => Ok(count),
            None => self.base.tally((index, key)),
        }
    }

    fn tallies(&self, index: u16, limit: usize) -> Result<Vec<(u64, u64)>, Fault> {
        self.tallies_from(index, 0, limit)
    }
}
