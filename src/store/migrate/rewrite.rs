//! Rows of a kind in a new layout, with all ways to them.

use redb::ReadableTable;

use super::Migration;
use crate::domain::limit::MIGRATION_PIECE_BYTES;
use crate::store::base::{TALLIES, rows_of};
use crate::store::changes::Changes;
use crate::store::fault::Fault;
use crate::store::record::{Record, decode};
use crate::store::schema::{Index, Table};

impl Migration<'_> {
    /// Reads each row of a kind as it was and writes it as it is now: sealed anew, and with the
    /// index entries, tallies and title that the new row tells of instead of those that the old
    /// one told of. `Old` is the row as its layout had it, a `Record` with the table, `VERSION`,
    /// `SEALED` and `index` of then, kept beside the step. A way that both tell of stays as it is,
    /// so that what `check` would have found before it finds afterwards.
    ///
    /// A row that cannot be read stays where it is, as it is, with the ways to it: `check` names
    /// it as long as it lies there, and whoever wants to read it meets a `Fault::Corrupt`, as
    /// before. Only its bytes could tell more, and the copy from before has them too.
    ///
    /// Where none can be read, though there are some, it is not they that are wrong but `Old`: a
    /// `Fault::Unread`, with which the step is not made.
    pub fn rewrite<Old: Record, New: Record>(
        &mut self,
        mut convert: impl FnMut(Old) -> New,
    ) -> Result<(), Fault> {
        const { assert!(Old::TABLE as u8 == New::TABLE as u8, "a row stays in its table") };
        let (mut from, mut first_unread) = (Some(0), None);
        let (mut rows, mut unread) = (0_u64, 0_u64);
        while let Some(first) = from {
            let piece = self.piece(New::TABLE, first)?;
            from = piece.last().and_then(|(key, _)| key.checked_add(1));
            rows += piece.len() as u64;
            let mut changes = Changes::default();
            for (key, bytes) in piece {
                match decode::<Old>(key, &bytes, self.seal) {
                    Ok(old) => {
                        let ways = old.index();
                        self.enter(&mut changes, key, &ways, Old::TITLED, &convert(old))?;
                    }
                    Err(fault) => {
                        unread += 1;
                        first_unread.get_or_insert(fault);
                    }
                }
            }
            let outcome = {
                let counts = self.writing.open_table(TALLIES)?;
                changes.outcome(|tally| Ok(counts.get(tally)?.map_or(0, |found| found.value())))?
            };
            outcome.write(self.writing)?;
            (self.alive)();
        }
        let Some(first) = first_unread else { return Ok(()) };
        if unread == rows {
            let (table, why) = (New::TABLE.name(), first.to_string());
            return Err(Fault::Unread { table, rows, why });
        }
        tracing::error!(rows = unread, %first, "rows that cannot be read stay as they are");
        Ok(())
    }

    /// As many rows from a key on as are held in memory at once, at least one if there is any.
    fn piece(&self, table: Table, from: u64) -> Result<Vec<(u64, Vec<u8>)>, Fault> {
        let rows = self.writing.open_table(rows_of(table))?;
        let (mut piece, mut held) = (Vec::new(), 0);
        for row in rows.range(from..)? {
            let (key, bytes) = row?;
            let bytes = bytes.value().to_vec();
            // Small rows have a weight too.
            held += bytes.len() + ROW_BYTES;
            piece.push((key.value(), bytes));
            if held >= MIGRATION_PIECE_BYTES {
                break;
            }
        }
        Ok(piece)
    }

    fn enter<R: Record>(
        &mut self,
        changes: &mut Changes,
        key: u64,
        ways: &[(Index, u64)],
        titled: bool,
        row: &R,
    ) -> Result<(), Fault> {
        if row.key() != key {
            let what = format!("{} {key} would become {}", R::TABLE.name(), row.key());
            return Err(Fault::Broken(what));
        }
        changes.reindex(key, ways, &row.index());
        // Written anew also where it says the same: its own layout may be another.
        if titled || R::TITLED {
            changes.entitle(key, row.title(), self.seal, self.random)?;
        }
        changes.put(row, self.seal, self.random)
    }
}

/// What a row takes in memory besides its bytes, roughly.
const ROW_BYTES: usize = 256;
