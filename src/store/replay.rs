//! Commits that are told as records, and records replayed into another store.
//!
//! How far the chain has come lies in the database, in the same transaction as the changes it
//! counts, so that data and number are never of two moments: a copy of the database is a base that
//! knows which record comes next. Such a base is an empty store, or a copy made after recording
//! began.

use redb::{ReadableDatabase, ReadableTable, WriteTransaction};

use super::change_record::{ChangeError, ChangeRecord, Digest, Position};
use super::changes::touch;
use super::fault::Fault;
use super::guard::guarded;
use super::open::{LAYOUT, META, Store, mark};
use super::schema::Table;
use super::seal::Seal;
use super::tx::Batch;
use crate::domain::time::Timestamp;

/// The number of the last record, and its digest in four pieces. Neither is there in a shop that
/// has never recorded anything.
const SEQUENCE: &str = "sequence";
const CHAIN: [&str; 4] = ["chain 0", "chain 1", "chain 2", "chain 3"];
const PIECE_BYTES: usize = size_of::<Digest>() / CHAIN.len();

impl Store {
    /// How far the chain of this store has come. The number is also that of a commit which was
    /// not recorded, where recording has begun before.
    pub fn position(&self) -> Result<Position, Fault> {
        guarded(|| {
            let meta = self.db()?.begin_read()?.open_table(META)?;
            position(&meta, &self.seal)
        })
    }

    /// Makes a batch durable like `commit`, and tells it as a record: the bytes to be kept.
    /// Nothing to tell: `None`. A record that nobody keeps is a gap from then on, and so is a
    /// plain `commit` or a change of the layout after recording began; `position` says at the next
    /// start whether what was kept goes as far. A batch beyond the limit of a record is a
    /// `Fault::Broken`, and nothing of it is written.
    pub fn commit_recorded(&self, batch: Batch, at: Timestamp) -> Result<Option<Vec<u8>>, Fault> {
        if batch.changes.is_empty() {
            return Ok(None);
        }
        let titles = batch.changes.touch(Table::Title);
        let recorded = self.write(titles, |writing| {
            let outcome = batch.changes.outcome(writing)?;
            let (layout, last) = place(writing, &self.seal)?;
            let told = ChangeRecord::encode(&last, layout, at, &outcome);
            let (bytes, now) = told.map_err(|error| Fault::Broken(error.to_string()))?;
            outcome.write(writing)?;
            keep(writing, &now)?;
            Ok(bytes)
        });
        recorded.map(Some)
    }

    /// Replays records in one transaction, all or none of them, and says how many were new.
    /// Whatever is here already is passed over, so that a replay which was cut off may begin anew
    /// from before. A record that does not follow is refused: after a gap, of another chain, of
    /// another layout.
    pub fn replay(&self, records: &[ChangeRecord]) -> Result<u64, ChangeError> {
        let titles = records.iter().any(|record| touch(&record.outcome.rows, Table::Title));
        let mut refused = None;
        let replayed = self.write(titles, |writing| {
            replayed(writing, &self.seal, records).map_err(|error| match error {
                ChangeError::Fault(fault) => fault,
                error => {
                    refused = Some(error);
                    Fault::Stopped
                }
            })
        });
        match refused {
            Some(error) => Err(error),
            None => Ok(replayed?),
        }
    }
}

fn replayed(
    writing: &WriteTransaction,
    seal: &Seal,
    records: &[ChangeRecord],
) -> Result<u64, ChangeError> {
    let (ours, mut last) = place(writing, seal)?;
    let mut count = 0;
    for record in records {
        let (sequence, found) = (record.position.sequence, record.layout);
        if found != ours {
            return Err(ChangeError::Layout { found, ours });
        }
        if sequence <= last.sequence {
            // Of those before the last one only the number is known.
            match sequence == last.sequence && record.position != last {
                true => return Err(ChangeError::Fork { sequence }),
                false => continue,
            }
        }
        record.follows(&last)?;
        record.outcome.write(writing)?;
        last = record.position;
        count += 1;
    }
    if count > 0 {
        keep(writing, &last)?;
    }
    Ok(count)
}

/// Goes on by one number without a record, where recording has begun: whoever replays shall notice
/// that something is missing.
pub(super) fn pass(writing: &WriteTransaction) -> Result<(), Fault> {
    let mut meta = writing.open_table(META)?;
    let last = meta.get(SEQUENCE)?.map(|found| found.value());
    if let Some(last) = last {
        meta.insert(SEQUENCE, last.saturating_add(1))?;
    }
    Ok(())
}

/// The layout, and how far the chain has come.
fn place(writing: &WriteTransaction, seal: &Seal) -> Result<(u64, Position), Fault> {
    let meta = writing.open_table(META)?;
    let layout = meta.get(LAYOUT)?.map_or(0, |found| found.value());
    Ok((layout, position(&meta, seal)?))
}

fn position(meta: &impl ReadableTable<&'static str, u64>, seal: &Seal) -> Result<Position, Fault> {
    let Some(sequence) = meta.get(SEQUENCE)?.map(|found| found.value()) else {
        return Ok(Position::first(mark(seal)));
    };
    let mut digest = Digest::default();
    for (name, piece) in CHAIN.into_iter().zip(digest.chunks_mut(PIECE_BYTES)) {
        let found = meta.get(name)?.map_or(0, |found| found.value());
        piece.copy_from_slice(&found.to_le_bytes());
    }
    Ok(Position { sequence, digest })
}

fn keep(writing: &WriteTransaction, position: &Position) -> Result<(), Fault> {
    let mut meta = writing.open_table(META)?;
    meta.insert(SEQUENCE, position.sequence)?;
    for (name, piece) in CHAIN.into_iter().zip(position.digest.as_chunks().0) {
        meta.insert(name, u64::from_le_bytes(*piece))?;
    }
    Ok(())
}
