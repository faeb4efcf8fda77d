//! One moment of the engine's tables, as it was after a checkpoint. Whoever looks shares it.

use std::sync::OnceLock;

use redb::{
    Database, ReadOnlyTable, ReadTransaction, ReadableDatabase, ReadableTableMetadata,
    TableDefinition,
};

use super::fault::Fault;
use super::guard::guarded;
use super::read::Entry;
use super::schema::Table;

pub(super) type Rows = TableDefinition<'static, u64, &'static [u8]>;
pub(super) const ENTRIES: TableDefinition<Entry, ()> = TableDefinition::new("index");
pub(super) const TALLIES: TableDefinition<(u16, u64), u64> = TableDefinition::new("tally");

pub(super) const fn rows_of(table: Table) -> Rows {
    TableDefinition::new(table.name())
}

type Opened<K, V> = OnceLock<ReadOnlyTable<K, V>>;
pub(super) type RowTable = ReadOnlyTable<u64, &'static [u8]>;

/// Tables are found by their number, and some numbers are not taken.
const PLACES: usize = Table::ALL[Table::ALL.len() - 1] as usize + 1;

/// Tables are opened when first asked for and then kept: many reads go by them.
pub(super) struct Base {
    reading: ReadTransaction,
    rows: [Opened<u64, &'static [u8]>; PLACES],
    entries: Opened<Entry, ()>,
    tallies: Opened<(u16, u64), u64>,
}

impl Base {
    pub fn of(db: &Database) -> Result<Base, Fault> {
        let reading = guarded(|| Ok(db.begin_read()?))?;
        Ok(Base {
            reading,
            rows: std::array::from_fn(|_| OnceLock::new()),
            entries: OnceLock::new(),
            tallies: OnceLock::new(),
        })
    }

    pub fn table(&self, table: Table) -> Result<&RowTable, Fault> {
        opened(&self.rows[table as usize], || self.reading.open_table(rows_of(table)))
    }

    pub fn entries(&self) -> Result<&ReadOnlyTable<Entry, ()>, Fault> {
        opened(&self.entries, || self.reading.open_table(ENTRIES))
    }

    pub fn tallies(&self) -> Result<&ReadOnlyTable<(u16, u64), u64>, Fault> {
        opened(&self.tallies, || self.reading.open_table(TALLIES))
    }

    pub fn row(&self, table: Table, key: u64) -> Result<Option<Vec<u8>>, Fault> {
        guarded(|| Ok(self.table(table)?.get(key)?.map(|found| found.value().to_vec())))
    }

    pub fn tally(&self, place: (u16, u64)) -> Result<u64, Fault> {
        guarded(|| Ok(self.tallies()?.get(place)?.map_or(0, |found| found.value())))
    }

    pub fn has(&self, entry: Entry) -> Result<bool, Fault> {
        guarded(|| Ok(self.entries()?.get(entry)?.is_some()))
    }

    pub fn size(&self, table: Table) -> Result<u64, Fault> {
        guarded(|| Ok(self.table(table)?.len()?))
    }

    pub fn listed(&self) -> Result<u64, Fault> {
        guarded(|| Ok(self.entries()?.len()?))
    }
}

fn opened<T>(
    cell: &OnceLock<T>,
    open: impl FnOnce() -> Result<T, redb::TableError>,
) -> Result<&T, Fault> {
    if let Some(table) = cell.get() {
        return Ok(table);
    }
    let table = open()?;
    Ok(cell.get_or_init(|| table))
}
