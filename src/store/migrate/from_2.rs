//! Layout 3 has more tables, and more ways to what is sold. Rows that are there stay as they are.

use std::collections::BTreeMap;

use redb::ReadableTable;

use super::Migration;
use crate::domain::product::{Category, Product};
use crate::store::fault::Fault;
use crate::store::record::{Record, decode, encode};
use crate::store::schema::{Index, Keeps, Table};
use crate::store::snap::{ENTRIES, TALLIES, rows_of};

pub fn step(at: &mut Migration) -> Result<(), Fault> {
    for table in Table::ALL {
        at.writing.open_table(rows_of(table))?;
    }
    list::<Category>(at)?;
    list::<Product>(at)?;
    let mut counts: BTreeMap<u64, u64> = BTreeMap::new();
    let by_category = Index::CategoryProducts as u16;
    let entries = at.writing.open_table(ENTRIES)?;
    for entry in entries.range((by_category, 0, 0)..=(by_category, u64::MAX, u64::MAX))? {
        *counts.entry(entry?.0.value().1).or_default() += 1;
    }
    let mut tallies = at.writing.open_table(TALLIES)?;
    for (category, count) in counts {
        tallies.insert((by_category, category), count)?;
    }
    Ok(())
}

/// Enters rows of a kind in every list they belong to, and writes their titles. A row that cannot
/// be read is left to `check`.
fn list<R: Record>(at: &mut Migration) -> Result<(), Fault> {
    let rows = at.writing.open_table(rows_of(R::TABLE))?;
    let mut titles = at.writing.open_table(rows_of(Table::Title))?;
    let mut entries = at.writing.open_table(ENTRIES)?;
    for row in rows.iter()? {
        let (key, bytes) = row?;
        let Ok(row) = decode::<R>(key.value(), bytes.value(), at.seal) else { continue };
        for (index, way) in row.index().into_iter().filter(|(it, _)| it.keeps() != Keeps::Count) {
            entries.insert((index as u16, way, key.value()), ())?;
        }
        if let Some(title) = row.title() {
            titles.insert(key.value(), encode(&title, at.seal, at.random)?.as_slice())?;
        }
    }
    Ok(())
}
