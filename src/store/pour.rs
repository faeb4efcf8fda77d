//! All of a shop's data out of a snapshot, and into the tables of a new database.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use redb::WriteTransaction;

use super::base::{ENTRIES, TALLIES, rows_of};
use super::change_record::{ChangeRecord, Place};
use super::fault::Fault;
use super::guard::guarded;
use super::lock::hold;
use super::log::SHAPE;
use super::open::{DATABASE, DATABASE_ASIDE, OpenError, Store, backend, builder, create};
use super::read::{Direction, Entry, Read};
use super::schema::Table;
use super::seal;
use super::snap::Snap;
use super::{durable, replay, sidecar};

/// A piece of the data as it lies in the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Row { table: Table, key: u64, bytes: Vec<u8> },
    Entry(Entry),
    Tally((u16, u64), u64),
}

/// Entries that are read at a time.
const STRIDE: usize = 1000;

/// Gives all cells of a snapshot, in the order of their places: rows by table, entries, tallies.
pub fn out(snap: &Snap, mut give: impl FnMut(Cell) -> Result<(), Fault>) -> Result<(), Fault> {
    for table in Table::ALL {
        let mut from = Some(0);
        while let Some(first) = from {
            let rows = snap.rows(table, first, table.at_a_time())?;
            let last = rows.last().filter(|_| rows.len() == table.at_a_time()).map(|(key, _)| *key);
            from = last.and_then(|last| last.checked_add(1));
            for (key, bytes) in rows {
                give(Cell::Row { table, key, bytes })?;
            }
        }
    }
    let end = (u16::MAX, u64::MAX, u64::MAX);
    let mut from = Some((0, 0, 0));
    while let Some(first) = from {
        let entries = snap.entries(first, end, Direction::Oldest, STRIDE)?;
        from = entries.last().filter(|_| entries.len() == STRIDE).and_then(|last| after(*last));
        entries.into_iter().try_for_each(|entry| give(Cell::Entry(entry)))?;
    }
    let mut given = Ok(());
    snap.each_tally(|place, count| {
        if given.is_ok() {
            given = give(Cell::Tally(place, count));
        }
    })?;
    given
}

/// The entry that comes next, if any can.
fn after((index, key, row): Entry) -> Option<Entry> {
    let next_row = row.checked_add(1).map(|row| (index, key, row));
    let next_key = || key.checked_add(1).map(|key| (index, key, 0));
    next_row.or_else(next_key).or_else(|| index.checked_add(1).map(|index| (index, 0, 0)))
}

/// A shop that is being built from a copy, in a folder in which there is none. Its database has
/// another name until it is whole.
pub struct Building {
    store: Store,
}

impl Building {
    /// Fills a new database with cells as they were at some place. The key must be there already.
    pub fn begin<E: From<OpenError>>(
        folder: &Path,
        key_file: &Path,
        place: &Place,
        cells: impl IntoIterator<Item = Result<Cell, E>>,
    ) -> Result<Building, E> {
        let at = |error| E::from(OpenError::at(folder, error));
        let of = |fault| E::from(OpenError::of(folder)(fault));
        let lock = hold(folder)?;
        if sidecar::there(&folder.join(DATABASE)).map_err(at)? {
            return Err(OpenError::Taken { folder: folder.to_owned() }.into());
        }
        let seal = seal::load_or_make(key_file, false).map_err(OpenError::Key)?;
        let aside = folder.join(DATABASE_ASIDE);
        durable::gone(&aside).map_err(at)?;
        let db = builder().create_with_backend(backend(&aside)?);
        let db = db.map_err(OpenError::damaged(folder))?;
        create(&db, &seal, place.layout).map_err(of)?;
        let mut stopped = None;
        let cells = cells.into_iter().map_while(|cell| cell.map_err(|it| stopped = Some(it)).ok());
        let filled = guarded(|| {
            let mut writing = db.begin_write()?;
            writing.set_quick_repair(true);
            fill(&writing, cells)?;
            replay::keep_place(&writing, place)?;
            Ok(writing.commit()?)
        });
        match stopped {
            Some(error) => return Err(error),
            None => filled.map_err(of)?,
        }
        let mut store = Store::new(db, Arc::new(seal), *place, None, Vec::new(), SHAPE);
        store.locked(lock);
        Ok(Building { store })
    }

    /// What came after the copy.
    pub fn replay(
        &self,
        records: &[ChangeRecord],
    ) -> Result<u64, super::change_record::ChangeError> {
        self.store.replay(records)
    }

    /// The shop as it is so far, to be proved.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Gives the database its name. What is committed from now on is a chain of its own.
    pub fn finish(self, folder: &Path, store: Option<&str>) -> Result<(), OpenError> {
        let at = |error| OpenError::at(folder, error);
        let layout = self.store.stands().layout;
        self.store.write(replay::end).map_err(OpenError::of(folder))?;
        drop(self.store);
        durable::replace(&folder.join(DATABASE_ASIDE), &folder.join(DATABASE)).map_err(at)?;
        sidecar::note(folder, layout, store);
        Ok(())
    }

    /// Leaves nothing of it.
    pub fn give_up(self, folder: &Path) -> Result<(), OpenError> {
        drop(self.store);
        fs::remove_file(folder.join(DATABASE_ASIDE)).map_err(|error| OpenError::at(folder, error))
    }
}

/// Puts cells into tables, each table opened once as long as cells come in order.
fn fill(writing: &WriteTransaction, cells: impl Iterator<Item = Cell>) -> Result<(), Fault> {
    let mut cells = cells.peekable();
    while let Some(first) = cells.peek() {
        match first {
            Cell::Row { table, .. } => {
                let table = *table;
                let mut rows = writing.open_table(rows_of(table))?;
                let here =
                    |cell: &Cell| matches!(cell, Cell::Row { table: it, .. } if *it == table);
                while let Some(Cell::Row { key, bytes, .. }) = cells.next_if(here) {
                    rows.insert(key, &bytes[..])?;
                }
            }
            Cell::Entry(_) => {
                let mut entries = writing.open_table(ENTRIES)?;
                while let Some(Cell::Entry(entry)) =
                    cells.next_if(|cell| matches!(cell, Cell::Entry(_)))
                {
                    entries.insert(entry, ())?;
                }
            }
            Cell::Tally(..) => {
                let mut tallies = writing.open_table(TALLIES)?;
                while let Some(Cell::Tally(place, count)) =
                    cells.next_if(|cell| matches!(cell, Cell::Tally(..)))
                {
                    tallies.insert(place, count)?;
                }
            }
        }
    }
    Ok(())
}
