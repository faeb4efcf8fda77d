//! A read snapshot: one moment of the database, untouched by what is written meanwhile.

use std::cell::OnceCell;
use std::sync::Arc;

use redb::{
    ReadOnlyTable, ReadTransaction, ReadableDatabase, ReadableTable, ReadableTableMetadata,
    TableDefinition,
};

use super::fault::Fault;
use super::guard::guarded;
use super::read::{Direction, Entry, Read};
use super::schema::Table;
use super::seal::Seal;

pub(super) type Rows = TableDefinition<'static, u64, &'static [u8]>;
pub(super) const ENTRIES: TableDefinition<Entry, ()> = TableDefinition::new("index");
pub(super) const TALLIES: TableDefinition<(u16, u64), u64> = TableDefinition::new("tally");

pub(super) const fn rows_of(table: Table) -> Rows {
    TableDefinition::new(table.name())
}

/// Rows read before somebody is asked whether to go on.
const STRIDE: usize = 1000;

type Opened<K, V> = OnceCell<ReadOnlyTable<K, V>>;

/// Tables are found by their number, and some numbers are not taken.
const PLACES: usize = Table::ALL[Table::ALL.len() - 1] as usize + 1;

/// Tables are opened when first asked for and then kept: a snapshot serves many reads.
pub struct Snap {
    reading: ReadTransaction,
    seal: Arc<Seal>,
    rows: [Opened<u64, &'static [u8]>; PLACES],
    entries: Opened<Entry, ()>,
    tallies: Opened<(u16, u64), u64>,
    watch: Option<Watch>,
}

/// Is told of rows that have been read one after another; says whether to go on.
pub type Watch = Box<dyn Fn(usize) -> bool + Send>;

impl Snap {
    pub(super) fn new(db: &redb::Database, seal: Arc<Seal>) -> Result<Snap, Fault> {
        let reading = guarded(|| Ok(db.begin_read()?))?;
        Ok(Snap {
            reading,
            seal,
            rows: std::array::from_fn(|_| OnceCell::new()),
            entries: OnceCell::new(),
            tallies: OnceCell::new(),
            watch: None,
        })
    }

    /// Long walks through it can be followed, and called off.
    pub fn watched(self, watch: impl Fn(usize) -> bool + Send + 'static) -> Snap {
        Snap { watch: Some(Box::new(watch)), ..self }
    }

    /// How many rows there are of a kind.
    pub fn size(&self, table: Table) -> Result<u64, Fault> {
        guarded(|| Ok(self.table(table)?.len()?))
    }

    /// Reads all there is, only to see whether it can be read.
    pub fn scrub(&self) -> Result<(), Fault> {
        guarded(|| {
            for table in Table::ALL {
                self.walk(self.table(table)?.iter()?)?;
            }
            self.walk(self.entry_table()?.iter()?)?;
            self.walk(self.tally_table()?.iter()?)
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

    fn table(&self, table: Table) -> Result<&ReadOnlyTable<u64, &'static [u8]>, Fault> {
        opened(&self.rows[table as usize], || self.reading.open_table(rows_of(table)))
    }

    pub(super) fn entry_table(&self) -> Result<&ReadOnlyTable<Entry, ()>, Fault> {
        opened(&self.entries, || self.reading.open_table(ENTRIES))
    }

    pub(super) fn tally_table(&self) -> Result<&ReadOnlyTable<(u16, u64), u64>, Fault> {
        opened(&self.tallies, || self.reading.open_table(TALLIES))
    }
}

fn opened<T>(
    cell: &OnceCell<T>,
    open: impl FnOnce() -> Result<T, redb::TableError>,
) -> Result<&T, Fault> {
    if let Some(table) = cell.get() {
        return Ok(table);
    }
    let table = open()?;
    Ok(cell.get_or_init(|| table))
}

impl Read for Snap {
    fn seal(&self) -> &Seal {
        &self.seal
    }

    fn row(&self, table: Table, key: u64) -> Result<Option<Vec<u8>>, Fault> {
        guarded(|| Ok(self.table(table)?.get(key)?.map(|found| found.value().to_vec())))
    }

    fn rows(&self, table: Table, from: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, Fault> {
        let row = |row: Result<(redb::AccessGuard<u64>, redb::AccessGuard<&[u8]>), _>| {
            let (key, bytes) = row?;
            Ok((key.value(), bytes.value().to_vec()))
        };
        let rows = guarded(|| {
            let found = self.table(table)?.range(from..)?.take(limit);
            Ok(found.map(row).collect::<Result<Vec<_>, redb::StorageError>>()?)
        })?;
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
        let entry =
            |row: Result<(redb::AccessGuard<Entry>, _), redb::StorageError>| Ok(row?.0.value());
        guarded(|| {
            let range = self.entry_table()?.range(from..=to)?;
            match order {
                Direction::Oldest => range.take(limit).map(entry).collect(),
                Direction::Newest => range.rev().take(limit).map(entry).collect(),
            }
        })
    }

    fn tally(&self, index: u16, key: u64) -> Result<u64, Fault> {
        guarded(|| Ok(self.tally_table()?.get((index, key))?.map_or(0, |found| found.value())))
    }

    fn tallies(&self, index: u16, limit: usize) -> Result<Vec<(u64, u64)>, Fault> {
        guarded(|| {
            let found = self.tally_table()?.range((index, 0)..=(index, u64::MAX))?.take(limit);
            let mut tallies = Vec::new();
            for tally in found {
                let (place, count) = tally?;
                tallies.push((place.value().1, count.value()));
            }
            Ok(tallies)
        })
    }
}
