//! The ordered list of past changes of the layout: one function, one transaction each.

use std::collections::BTreeMap;

use redb::{Database, ReadableTable, WriteTransaction};

use super::fault::Fault;
use super::open::{LAYOUT, META};
use super::random::SeededRandom;
use super::record::{Record, decode, encode};
use super::schema::{Index, Keeps, SCHEMA, Table};
use super::seal::Seal;
use super::snap::{ENTRIES, TALLIES, rows_of};
use crate::domain::product::{Category, Product};

/// Data that is older than this was never in a shop.
pub const OLDEST: u64 = 2;

type Step = fn(&WriteTransaction) -> Result<(), Fault>;

/// The step that leads away from each layout, from `OLDEST` on.
const STEPS: [Step; (SCHEMA - OLDEST) as usize] = [from_2];

/// Brings data from an older layout to this one's. What is cut off goes on at the next start
/// from the last step that was made.
pub fn migrate(db: &Database, found: u64) -> Result<(), Fault> {
    for (from, step) in (OLDEST..).zip(STEPS).skip_while(|(from, _)| *from < found) {
        let to = from + 1;
        let mut writing = db.begin_write()?;
        writing.set_quick_repair(true);
        step(&writing)?;
        writing.open_table(META)?.insert(LAYOUT, to)?;
        writing.commit()?;
        tracing::info!(from, to, "the data has a new layout");
    }
    Ok(())
}

/// Layout 3 has more tables, and more ways to what is sold. Rows that are there stay as they are.
fn from_2(writing: &WriteTransaction) -> Result<(), Fault> {
    for table in Table::ALL {
        writing.open_table(rows_of(table))?;
    }
    list::<Category>(writing)?;
    list::<Product>(writing)?;
    let mut counts: BTreeMap<u64, u64> = BTreeMap::new();
    let by_category = Index::CategoryProducts as u16;
    let entries = writing.open_table(ENTRIES)?;
    for entry in entries.range((by_category, 0, 0)..=(by_category, u64::MAX, u64::MAX))? {
        *counts.entry(entry?.0.value().1).or_default() += 1;
    }
    let mut tallies = writing.open_table(TALLIES)?;
    for (category, count) in counts {
        tallies.insert((by_category, category), count)?;
    }
    Ok(())
}

/// Enters rows of a kind in every list they belong to, and writes their titles. A row that cannot
/// be read is left to `check`.
fn list<R: Record>(writing: &WriteTransaction) -> Result<(), Fault> {
    // Neither is of any use to rows that are not sealed.
    let (seal, mut random) = (Seal::new(&[0; 32]), SeededRandom::new([0; 32]));
    let rows = writing.open_table(rows_of(R::TABLE))?;
    let mut titles = writing.open_table(rows_of(Table::Title))?;
    let mut entries = writing.open_table(ENTRIES)?;
    for row in rows.iter()? {
        let (key, bytes) = row?;
        let Ok(row) = decode::<R>(key.value(), bytes.value(), &seal) else { continue };
        for (index, way) in row.index().into_iter().filter(|(it, _)| it.keeps() != Keeps::Count) {
            entries.insert((index as u16, way, key.value()), ())?;
        }
        if let Some(title) = row.title() {
            titles.insert(key.value(), encode(&title, &seal, &mut random)?.as_slice())?;
        }
    }
    Ok(())
}
