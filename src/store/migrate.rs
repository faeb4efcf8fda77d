//! The ordered list of past changes of the layout: one function, one transaction each.

use redb::{Database, WriteTransaction};

use super::fault::Fault;
use super::open::{LAYOUT, META};
use super::schema::{SCHEMA, Table};
use super::snap::rows_of;

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

/// Layout 3 has more tables. Those that are there stay as they are.
fn from_2(writing: &WriteTransaction) -> Result<(), Fault> {
    for table in Table::ALL {
        writing.open_table(rows_of(table))?;
    }
    Ok(())
}
