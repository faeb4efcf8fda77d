//! Reading, in the words that snapshots and transactions share.

use std::sync::Arc;

use super::fault::Fault;
use super::record::{Record, decode};
use super::schema::{Index, Keeps, Table};
use super::seal::Seal;
use crate::domain::limit::PRODUCTS_MAX;
use crate::domain::title::Title;

/// An index entry: index, key, row.
pub type Entry = (u16, u64, u64);

/// Which end of a list comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Oldest,
    Newest,
}

pub trait Read {
    fn seal(&self) -> &Seal;

    /// The bytes of a row.
    fn row(&self, table: Table, key: u64) -> Result<Option<Vec<u8>>, Fault>;

    /// Rows of a table from `from` on, at most `limit`.
    fn rows(&self, table: Table, from: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, Fault>;

    /// Entries between two, both included, at most `limit`.
    fn entries(
        &self,
        from: Entry,
        to: Entry,
        order: Direction,
        limit: usize,
    ) -> Result<Vec<Entry>, Fault>;

    fn tally(&self, index: u16, key: u64) -> Result<u64, Fault>;

    /// The tallies of an index that are not zero, at most `limit`: key and count, in order of key.
    fn tallies(&self, index: u16, limit: usize) -> Result<Vec<(u64, u64)>, Fault>;

    fn get<R: Record>(&self, key: u64) -> Result<Option<R>, Fault> {
        let bytes = self.row(R::TABLE, key)?;
        bytes.map(|bytes| decode(key, &bytes, self.seal())).transpose()
    }

    /// A row that another row promises: without it something is broken.
    fn need<R: Record>(&self, key: u64) -> Result<R, Fault> {
        self.get(key)?.ok_or(Fault::Missing { table: R::TABLE.name(), key })
    }

    /// All rows of a kind from a key on.
    fn all<R: Record>(&self, from: u64, limit: usize) -> Result<Vec<R>, Fault> {
        let rows = self.rows(R::TABLE, from, limit)?;
        rows.into_iter().map(|(key, bytes)| decode(key, &bytes, self.seal())).collect()
    }

    /// The same without those that cannot be read, which are told in the log: for lists in which
    /// one broken row must not hide all others.
    fn legible<R: Record>(&self, mut from: u64, limit: usize) -> Result<Vec<R>, Fault> {
        let mut legible = Vec::new();
        loop {
            let wanted = limit.saturating_sub(legible.len());
            let rows = self.rows(R::TABLE, from, wanted)?;
            let (met, last) = (rows.len(), rows.last().map(|(key, _)| *key));
            for (key, bytes) in rows {
                match decode::<R>(key, &bytes, self.seal()) {
                    Ok(row) => legible.push(row),
                    Err(fault) => tracing::error!(%fault, "passed over"),
                }
            }
            match last.and_then(|last| last.checked_add(1)) {
                Some(next) if met == wanted && legible.len() < limit => from = next,
                _ => return Ok(legible),
            }
        }
    }

    /// A row of a list, where it can be read; one that cannot is told in the log, and passed over.
    fn passable<R: Record>(&self, key: u64) -> Result<Option<R>, Fault> {
        match self.get(key) {
            Err(fault) if fault.fatal() => Err(fault),
            Err(fault) => {
                tracing::error!(%fault, "passed over");
                Ok(None)
            }
            found => found,
        }
    }

    /// The titles of all products on the shelf, in order of their numbers as rows.
    fn titles(&self) -> Result<Arc<Vec<Title>>, Fault> {
        self.all(0, PRODUCTS_MAX).map(Arc::new)
    }

    /// The number that a kind of row was given last; 0 before the first.
    fn last_number(&self, table: Table) -> Result<u64, Fault> {
        let bytes = self.row(Table::Counter, table as u64)?;
        match bytes.as_deref().map(<[u8; 8]>::try_from) {
            None => Ok(0),
            Some(Ok(bytes)) => Ok(u64::from_be_bytes(bytes)),
            Some(Err(_)) => {
                let (key, why) = (table as u64, "not eight bytes".to_owned());
                Err(Fault::Corrupt { table: Table::Counter.name(), key, why })
            }
        }
    }

    /// The rows under one key of an index.
    fn list(
        &self,
        index: Index,
        key: u64,
        order: Direction,
        limit: usize,
    ) -> Result<Vec<u64>, Fault> {
        self.list_range(index, key, 0..=u64::MAX, order, limit)
    }

    /// The same for rows within bounds, which is how a page continues where the last one ended.
    fn list_range(
        &self,
        index: Index,
        key: u64,
        rows: std::ops::RangeInclusive<u64>,
        order: Direction,
        limit: usize,
    ) -> Result<Vec<u64>, Fault> {
        debug_assert!(index.keeps() != Keeps::Count, "{index:?} is not listed");
        let from = (index as u16, key, *rows.start());
        let to = (index as u16, key, *rows.end());
        let entries = self.entries(from, to, order, limit)?;
        Ok(entries.into_iter().map(|(_, _, row)| row).collect())
    }

    /// How many rows there are under each key that has any, in order of key. One walk costs less
    /// than asking for some hundred of them.
    fn counts(&self, index: Index, limit: usize) -> Result<Vec<(u64, u64)>, Fault> {
        debug_assert!(index.keeps() != Keeps::List, "{index:?} is not counted");
        self.tallies(index as u16, limit)
    }

    fn count(&self, index: Index, key: u64) -> Result<u64, Fault> {
        debug_assert!(index.keeps() != Keeps::List, "{index:?} is not counted");
        self.tally(index as u16, key)
    }
}
