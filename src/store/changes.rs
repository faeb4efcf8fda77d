//! What has been written and is not on the disk yet, and how it gets into the engine's tables.

use std::collections::BTreeMap;

use redb::WriteTransaction;

use super::base::{ENTRIES, TALLIES, rows_of};
use super::fault::Fault;
use super::random::SeededRandom;
use super::read::Entry;
use super::record::{Record, encode};
use super::schema::{Index, Keeps, Table};
use super::seal::Seal;
use crate::domain::title::Title;

/// Rows by their place; `None`: removed.
pub type Rows = BTreeMap<(Table, u64), Option<Vec<u8>>>;
/// Whether an index entry is there.
pub type Entries = BTreeMap<Entry, bool>;
/// What a tally comes to, by index and key. Nought: it is not there.
pub type Tallies = BTreeMap<(u16, u64), u64>;

/// Changes as inputs make them: a tally is known by how much it has moved.
#[derive(Clone, Default)]
pub(super) struct Changes {
    pub rows: Rows,
    pub entries: Entries,
    pub moved: BTreeMap<(u16, u64), i64>,
}

/// Changes as they reach the disk: what each row, entry and tally is afterwards, whatever it was
/// before. Writing them twice is writing them once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub rows: Rows,
    pub entries: Entries,
    pub tallies: Tallies,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
            && self.entries.is_empty()
            && self.moved.values().all(|moved| *moved == 0)
    }

    pub fn touch(&self, table: Table) -> bool {
        touch(&self.rows, table)
    }

    pub fn absorb(&mut self, newer: Changes) {
        self.rows.extend(newer.rows);
        self.entries.extend(newer.entries);
        for (tally, moved) in newer.moved {
            *self.moved.entry(tally).or_default() += moved;
        }
    }

    pub fn put<R: Record>(
        &mut self,
        row: &R,
        seal: &Seal,
        random: &mut SeededRandom,
    ) -> Result<(), Fault> {
        let bytes = encode(row, seal, random)?;
        self.rows.insert((R::TABLE, row.key()), Some(bytes));
        Ok(())
    }

    /// Gives a row its title, or takes it away.
    pub fn entitle(
        &mut self,
        key: u64,
        title: Option<Title>,
        seal: &Seal,
        random: &mut SeededRandom,
    ) -> Result<(), Fault> {
        let bytes = title.map(|title| encode(&title, seal, random)).transpose()?;
        self.rows.insert((Table::Title, key), bytes);
        Ok(())
    }

    /// Leads the ways to a row that it tells of now, and no others it has told of.
    pub fn reindex(&mut self, row: u64, old: &[(Index, u64)], new: &[(Index, u64)]) {
        // Most changes change no way at all, and a product has hundreds.
        if old == new {
            return;
        }
        let gone = old.iter().filter(|way| !new.contains(way)).map(|way| (way, false));
        let come = new.iter().filter(|way| !old.contains(way)).map(|way| (way, true));
        for (&(index, key), present) in gone.chain(come) {
            if index.keeps() != Keeps::Count {
                self.entries.insert((index as u16, key, row), present);
            }
            if index.keeps() != Keeps::List {
                let step = if present { 1 } else { -1 };
                *self.moved.entry((index as u16, key)).or_default() += step;
            }
        }
    }

    /// What they come to, by what each tally was before.
    pub fn outcome(
        self,
        before: impl Fn((u16, u64)) -> Result<u64, Fault>,
    ) -> Result<Outcome, Fault> {
        let mut tallies = Tallies::new();
        for (tally, moved) in self.moved.into_iter().filter(|(_, moved)| *moved != 0) {
            let count = before(tally)?;
            let comes_to = count.checked_add_signed(moved).unwrap_or_else(|| {
                // A wrong count is no reason to sell nothing any more; `check` tells of it.
                tracing::error!(?tally, count, moved, "a tally went below zero");
                0
            });
            tallies.insert(tally, comes_to);
        }
        Ok(Outcome { rows: self.rows, entries: self.entries, tallies })
    }
}

impl Outcome {
    /// How many places it speaks of.
    pub(super) fn len(&self) -> usize {
        self.rows.len() + self.entries.len() + self.tallies.len()
    }

    /// Bytes of its rows.
    pub(super) fn bytes(&self) -> usize {
        self.rows.values().flatten().map(Vec::len).sum()
    }

    /// Takes in what came after it.
    pub(super) fn absorb(&mut self, newer: Outcome) {
        self.rows.extend(newer.rows);
        self.entries.extend(newer.entries);
        self.tallies.extend(newer.tallies);
    }

    /// Puts it into the engine's transaction, each table once and in order of keys.
    pub(super) fn write(&self, writing: &WriteTransaction) -> Result<(), Fault> {
        for table in Table::ALL {
            let mut changed = self.rows.range((table, 0)..=(table, u64::MAX)).peekable();
            if changed.peek().is_none() {
                continue;
            }
            let mut rows = writing.open_table(rows_of(table))?;
            for ((_, key), bytes) in changed {
                match bytes {
                    Some(bytes) => rows.insert(key, bytes.as_slice())?,
                    None => rows.remove(key)?,
                };
            }
        }
        let mut entries = writing.open_table(ENTRIES)?;
        for (entry, present) in &self.entries {
            match present {
                true => entries.insert(entry, ())?,
                false => entries.remove(entry)?,
            };
        }
        let mut tallies = writing.open_table(TALLIES)?;
        for (tally, count) in &self.tallies {
            match count {
                0 => tallies.remove(tally)?,
                count => tallies.insert(tally, count)?,
            };
        }
        Ok(())
    }
}

/// Whether a row of a kind is among them.
pub(super) fn touch(rows: &Rows, table: Table) -> bool {
    rows.range((table, 0)..=(table, u64::MAX)).next().is_some()
}
