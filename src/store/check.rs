//! Is the database true to itself? Every row decodes; every way to a row is there, and no other.

use redb::{ReadableTable, ReadableTableMetadata};

use super::fault::Fault;
use super::guard::guarded;
use super::read::{Direction, Entry, Read};
use super::record::Record;
use super::schema::{EachKind, Keeps, Table};
use super::snap::Snap;
use crate::domain::title::Title;
use std::collections::HashMap;

/// Rows read at a time.
const STRIDE: usize = 1000;

/// What was found, in words for whoever mends it. Empty: all is well.
pub fn check(snap: &Snap) -> Result<Vec<String>, Fault> {
    let mut ways = Ways::default();
    for table in Table::ALL {
        snap.last_number(table)?;
        table.each(&mut Walk { ways: &mut ways, snap })?;
    }
    guarded(|| ways.compare(snap))
}

/// Walks all rows of a kind from the first key on.
pub fn each<R: Record>(
    read: &impl Read,
    mut see: impl FnMut(R) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut from = 0;
    loop {
        let rows: Vec<R> = read.all(from, STRIDE)?;
        let Some(last) = rows.last() else { return Ok(()) };
        let end = last.key();
        rows.into_iter().try_for_each(&mut see)?;
        match end.checked_add(1) {
            Some(next) => from = next,
            None => return Ok(()),
        }
    }
}

/// The ways that the rows themselves tell of.
#[derive(Default)]
struct Ways {
    listed: u64,
    titles: u64,
    counts: HashMap<(u16, u64), u64>,
    broken: Vec<String>,
}

/// Reads each kind of row once.
struct Walk<'w> {
    ways: &'w mut Ways,
    snap: &'w Snap,
}

impl EachKind for Walk<'_> {
    fn kind<R: Record>(&mut self) -> Result<(), Fault> {
        self.ways.walk::<R>(self.snap)
    }
}

impl Ways {
    fn walk<R: Record>(&mut self, snap: &Snap) -> Result<(), Fault> {
        each::<R>(snap, |row| {
            if R::TITLED {
                self.title(&row, snap)?;
            }
            for (index, key) in row.index() {
                let entry: Entry = (index as u16, key, row.key());
                if index.keeps() != Keeps::Count {
                    self.listed += 1;
                    if snap.entries(entry, entry, Direction::Oldest, 1)?.is_empty() {
                        self.broken.push(format!("{index:?} does not lead to {entry:?}"));
                    }
                }
                if index.keeps() != Keeps::List {
                    *self.counts.entry((index as u16, key)).or_default() += 1;
                }
            }
            Ok(())
        })
    }

    /// Whether a row is found by what it tells.
    fn title<R: Record>(&mut self, row: &R, snap: &Snap) -> Result<(), Fault> {
        let (kept, told) = (snap.get::<Title>(row.key())?, row.title());
        self.titles += u64::from(told.is_some());
        if kept != told {
            let kind = R::TABLE.name();
            self.broken.push(format!("{kind} {} has a title of something else", row.key()));
        }
        Ok(())
    }

    fn compare(mut self, snap: &Snap) -> Result<Vec<String>, Fault> {
        let (titles, told) = (snap.size(Table::Title)?, self.titles);
        if titles != told {
            self.broken.push(format!("{titles} titles, and the rows tell of {told}"));
        }
        let listed = snap.entry_table()?.len()?;
        if listed != self.listed {
            let told = self.listed;
            self.broken.push(format!("{listed} index entries, and the rows tell of {told}"));
        }
        for tally in snap.tally_table()?.iter()? {
            let (place, count) = tally?;
            let told = self.counts.remove(&place.value()).unwrap_or(0);
            if told != count.value() {
                let (place, count) = (place.value(), count.value());
                self.broken.push(format!("tally {place:?} is {count}, and should be {told}"));
            }
        }
        for (place, told) in self.counts {
            self.broken.push(format!("tally {place:?} is missing, and should be {told}"));
        }
        Ok(self.broken)
    }
}
