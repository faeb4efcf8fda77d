//! A write transaction: put, remove, next number. `put` is the only way to write a row and
//! keeps every index and tally right by itself.
//!
//! Changes are kept in memory until the input has been applied to its end. A refusal, a fault
//! or a panic halfway drops them and leaves no trace; what is kept joins the batch, and the
//! whole batch reaches the disk in one commit.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::changes::Changes;
use super::fault::Fault;
use super::random::SeededRandom;
use super::read::{Direction, Entry, Read};
use super::record::Record;
use super::schema::{Index, Table};
use super::seal::Seal;
use super::snap::Snap;
use super::titles::Shelf;
use crate::domain::limit::PRODUCTS_MAX;
use crate::domain::title::Title;

/// Several inputs on their way to one commit.
pub struct Batch {
    pub(super) base: Snap,
    /// Those of the base.
    titles: Shelf,
    pub(super) changes: Changes,
    seal: Arc<Seal>,
}

impl Batch {
    pub(super) fn new(base: Snap, titles: Shelf, seal: Arc<Seal>) -> Batch {
        Batch { base, titles, changes: Changes::default(), seal }
    }

    /// Begins one input. Dropping what this gives undoes it; `keep` adds it to the batch.
    pub fn begin(&self, seed: [u8; 32]) -> Tx<'_> {
        Tx { batch: self, own: Changes::default(), random: SeededRandom::new(seed) }
    }

    pub fn keep(&mut self, kept: Kept) {
        self.changes.absorb(kept.0);
    }
}

/// One input's changes, applied to its end.
pub struct Kept(Changes);

impl Kept {
    /// The first row of a kind that was changed.
    pub fn changed(&self, table: Table) -> Option<u64> {
        let mut rows = self.0.rows.range((table, 0)..=(table, u64::MAX));
        rows.next().map(|((_, key), _)| *key)
    }
}

/// An input's changes up to some point.
pub struct Mark(Changes);

/// One input at work: reads see the batch so far and its own changes.
pub struct Tx<'b> {
    batch: &'b Batch,
    own: Changes,
    random: SeededRandom,
}

impl Tx<'_> {
    pub fn finish(self) -> Kept {
        Kept(self.own)
    }

    pub fn mark(&self) -> Mark {
        Mark(self.own.clone())
    }

    pub fn back_to(&mut self, mark: Mark) {
        self.own = mark.0;
    }

    pub fn random(&mut self) -> &mut SeededRandom {
        &mut self.random
    }

    pub fn put<R: Record>(&mut self, row: &R) -> Result<(), Fault> {
        let old = self.get::<R>(row.key())?;
        self.entitle(row.key(), old.as_ref(), Some(row))?;
        let old = old.map_or_else(Vec::new, |old| old.index());
        self.own.reindex(row.key(), &old, &row.index());
        self.own.put(row, &self.batch.seal, &mut self.random)
    }

    pub fn remove<R: Record>(&mut self, key: u64) -> Result<(), Fault> {
        let Some(old) = self.get::<R>(key)? else { return Ok(()) };
        self.entitle::<R>(key, Some(&old), None)?;
        self.own.reindex(key, &old.index(), &[]);
        self.own.rows.insert((R::TABLE, key), None);
        Ok(())
    }

    /// Takes a row out of the way without reading it, for one that cannot be read. Ways that led
    /// to it lead nowhere now; whoever follows one passes over it.
    pub fn discard<R: Record>(&mut self, key: u64) {
        self.own.rows.insert((R::TABLE, key), None);
    }

    /// Takes one entry out of a list whose row is gone.
    pub fn unlist(&mut self, index: Index, key: u64, row: u64) {
        self.own.entries.insert((index as u16, key, row), false);
    }

    /// The next number of a kind of row, from 1 on; never given twice.
    pub fn next(&mut self, table: Table) -> Result<u64, Fault> {
        let next = self.last_number(table)? + 1;
        let place = (Table::Counter, table as u64);
        self.own.rows.insert(place, Some(next.to_be_bytes().to_vec()));
        Ok(next)
    }

    /// Leaves out so many numbers of a kind of row: somebody may know what had them.
    pub fn skip(&mut self, table: Table, count: u64) -> Result<(), Fault> {
        let last = self.last_number(table)?.saturating_add(count);
        let place = (Table::Counter, table as u64);
        self.own.rows.insert(place, Some(last.to_be_bytes().to_vec()));
        Ok(())
    }

    /// Keeps the title of a row what the row tells.
    fn entitle<R: Record>(
        &mut self,
        key: u64,
        old: Option<&R>,
        new: Option<&R>,
    ) -> Result<(), Fault> {
        if !R::TITLED {
            return Ok(());
        }
        let (old, new) = (old.and_then(R::title), new.and_then(R::title));
        if old == new {
            return Ok(());
        }
        self.own.entitle(key, new, &self.batch.seal, &mut self.random)
    }

    /// The newest word on a row, if it was changed since the snapshot.
    fn changed(&self, table: Table, key: u64) -> Option<&Option<Vec<u8>>> {
        let place = (table, key);
        self.own.rows.get(&place).or_else(|| self.batch.changes.rows.get(&place))
    }
}

impl Read for Tx<'_> {
    fn seal(&self) -> &Seal {
        &self.batch.seal
    }

    fn row(&self, table: Table, key: u64) -> Result<Option<Vec<u8>>, Fault> {
        match self.changed(table, key) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.batch.base.row(table, key),
        }
    }

    fn rows(&self, table: Table, from: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, Fault> {
        let bounds = (table, from)..=(table, u64::MAX);
        let mut changed = BTreeMap::new();
        for layer in [&self.batch.changes.rows, &self.own.rows] {
            changed.extend(layer.range(bounds.clone()).map(|((_, key), row)| (*key, row)));
        }
        let base = self.batch.base.rows(table, from, limit.saturating_add(changed.len()))?;
        if changed.is_empty() {
            return Ok(base);
        }
        let mut rows: BTreeMap<u64, Vec<u8>> = base.into_iter().collect();
        for (key, row) in changed {
            match row {
                Some(bytes) => rows.insert(key, bytes.clone()),
                None => rows.remove(&key),
            };
        }
        Ok(rows.into_iter().take(limit).collect())
    }

    fn titles(&self) -> Result<Arc<Vec<Title>>, Fault> {
        if [&self.batch.changes, &self.own].into_iter().any(|it| it.touch(Table::Title)) {
            return self.all(0, PRODUCTS_MAX).map(Arc::new);
        }
        match self.batch.titles.get() {
            Some(titles) => Ok(titles.clone()),
            None => {
                let titles = self.batch.base.titles()?;
                Ok(self.batch.titles.get_or_init(|| titles).clone())
            }
        }
    }

    fn entries(
        &self,
        from: Entry,
        to: Entry,
        order: Direction,
        limit: usize,
    ) -> Result<Vec<Entry>, Fault> {
        let mut changed = BTreeMap::new();
        for layer in [&self.batch.changes.entries, &self.own.entries] {
            changed.extend(layer.range(from..=to).map(|(entry, present)| (*entry, *present)));
        }
        // As many more as may fall away, so that `limit` are left.
        let gone = changed.values().filter(|present| !**present).count();
        let mut found = self.batch.base.entries(from, to, order, limit.saturating_add(gone))?;
        if changed.is_empty() {
            return Ok(found);
        }
        found.retain(|entry| !changed.contains_key(entry));
        found.extend(changed.iter().filter(|(_, present)| **present).map(|(entry, _)| *entry));
        match order {
            Direction::Oldest => found.sort_unstable(),
            Direction::Newest => found.sort_unstable_by(|a, b| b.cmp(a)),
        }
        found.truncate(limit);
        Ok(found)
    }

    fn tally(&self, index: u16, key: u64) -> Result<u64, Fault> {
        let moved = |changes: &Changes| changes.moved.get(&(index, key)).copied().unwrap_or(0);
        let moved = moved(&self.own) + moved(&self.batch.changes);
        let count = self.batch.base.tally(index, key)?;
        Ok(count.saturating_add_signed(moved))
    }

    fn tallies(&self, index: u16, limit: usize) -> Result<Vec<(u64, u64)>, Fault> {
        let mut moved: BTreeMap<u64, i64> = BTreeMap::new();
        for layer in [&self.batch.changes.moved, &self.own.moved] {
            for ((_, key), step) in layer.range((index, 0)..=(index, u64::MAX)) {
                *moved.entry(*key).or_default() += step;
            }
        }
        let base = self.batch.base.tallies(index, limit.saturating_add(moved.len()))?;
        if moved.is_empty() {
            return Ok(base);
        }
        let mut counts: BTreeMap<u64, u64> = base.into_iter().collect();
        for (key, step) in moved {
            let count = counts.entry(key).or_default();
            *count = count.saturating_add_signed(step);
        }
        Ok(counts.into_iter().filter(|(_, count)| *count > 0).take(limit).collect())
    }
}
