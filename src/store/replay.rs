//! How far the tables have come, and records replayed into another store.
//!
//! How far that is lies in the database, in the same transaction as the changes it counts, so that
//! data and number are never of two moments: a copy of the database is a base that knows which
//! record comes next.

use redb::{Database, ReadableDatabase, ReadableTable, WriteTransaction};

use super::change_record::{ChangeError, ChangeRecord, Digest, Generation, Place, Position};
use super::changes::touch;
use super::fault::Fault;
use super::guard::guarded;
use super::open::{LAYOUT, META, Store};
use super::schema::Table;

/// Which chain, in two pieces; the number of its last record, and that record's digest in four.
const GENERATION: [&str; 2] = ["generation 0", "generation 1"];
const SEQUENCE: &str = "sequence";
const CHAIN: [&str; 4] = ["chain 0", "chain 1", "chain 2", "chain 3"];
const PIECE_BYTES: usize = size_of::<Digest>() / CHAIN.len();

impl Store {
    /// Replays records in one transaction, all or none of them, and says how many were new.
    /// Whatever is here already is passed over, so that a replay which was cut off may begin anew
    /// from before. A record that does not follow is refused: after a gap, of another chain, of
    /// another layout. For a store without a log of its own.
    pub fn replay(&self, records: &[ChangeRecord]) -> Result<u64, ChangeError> {
        if !self.is_settled() {
            return Err(Fault::Broken("a replay over what only the log has".to_owned()).into());
        }
        let titles = records.iter().any(|record| touch(&record.outcome.rows, Table::Title));
        let mut refused = None;
        let mut write = || {
            let done = self.write(|writing| {
                replayed(writing, records).map_err(|error| match error {
                    ChangeError::Fault(fault) => fault,
                    error => {
                        refused = Some(error);
                        Fault::Stopped
                    }
                })
            })?;
            self.moved(done.1);
            Ok::<_, Fault>(done)
        };
        let done: Result<_, Fault> = match titles {
            true => self.titles.change(write),
            false => write(),
        };
        match (refused, done) {
            (Some(error), _) => Err(error),
            (None, done) => {
                let (count, _) = done?;
                Ok(count)
            }
        }
    }
}

fn replayed(
    writing: &WriteTransaction,
    records: &[ChangeRecord],
) -> Result<(u64, Position), ChangeError> {
    let Place { layout: ours, mut last, .. } =
        place(&writing.open_table(META).map_err(Fault::from)?)?;
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
    Ok((count, last))
}

/// Ends the chain: what comes after follows nothing that was told before. The next start begins
/// another.
pub(super) fn end(writing: &WriteTransaction) -> Result<(), Fault> {
    keep_generation(writing, &Generation::default())?;
    keep(writing, &Position::default())
}

fn keep_generation(writing: &WriteTransaction, generation: &Generation) -> Result<(), Fault> {
    let mut meta = writing.open_table(META)?;
    for (name, piece) in GENERATION.into_iter().zip(generation.0.as_chunks().0) {
        meta.insert(name, u64::from_le_bytes(*piece))?;
    }
    Ok(())
}

/// The chain and how far it has come, of tables that are a copy.
pub(super) fn keep_place(writing: &WriteTransaction, place: &Place) -> Result<(), Fault> {
    keep_generation(writing, &place.generation)?;
    keep(writing, &place.last)
}

pub(super) fn place(meta: &impl ReadableTable<&'static str, u64>) -> Result<Place, Fault> {
    let find = |name| Ok::<_, Fault>(meta.get(name)?.map_or(0, |found| found.value()));
    let mut generation = Generation::default();
    for (name, piece) in GENERATION.into_iter().zip(generation.0.chunks_mut(PIECE_BYTES)) {
        piece.copy_from_slice(&find(name)?.to_le_bytes());
    }
    let mut digest = Digest::default();
    for (name, piece) in CHAIN.into_iter().zip(digest.chunks_mut(PIECE_BYTES)) {
        piece.copy_from_slice(&find(name)?.to_le_bytes());
    }
    let last = Position { sequence: find(SEQUENCE)?, digest };
    Ok(Place { layout: find(LAYOUT)?, generation, last })
}

pub(super) fn keep(writing: &WriteTransaction, position: &Position) -> Result<(), Fault> {
    let mut meta = writing.open_table(META)?;
    meta.insert(SEQUENCE, position.sequence)?;
    for (name, piece) in CHAIN.into_iter().zip(position.digest.as_chunks().0) {
        meta.insert(name, u64::from_le_bytes(*piece))?;
    }
    Ok(())
}

/// The same, in a transaction of its own.
pub(super) fn end_in(db: &Database) -> Result<(), Fault> {
    changed(db, end)
}

/// Begins a chain. Its log must know of it already.
fn begin(db: &Database, generation: &Generation) -> Result<(), Fault> {
    changed(db, |writing| {
        keep_generation(writing, generation)?;
        keep(writing, &Position::first(generation))
    })
}

fn changed(
    db: &Database,
    change: impl FnOnce(&WriteTransaction) -> Result<(), Fault>,
) -> Result<(), Fault> {
    guarded(|| {
        let mut writing = db.begin_write()?;
        writing.set_quick_repair(true);
        change(&writing)?;
        Ok(writing.commit()?)
    })
}

/// Where a database's tables stand.
pub(super) fn place_of(db: &Database) -> Result<Place, Fault> {
    guarded(|| place(&db.begin_read()?.open_table(META)?))
}

/// The same of tables whose chain has begun. Where none has, one is drawn, and told to its log
/// before it counts.
pub(super) fn begun(
    db: &Database,
    tell: impl FnOnce(&Generation) -> Result<(), Fault>,
) -> Result<Place, Fault> {
    let place = place_of(db)?;
    if !place.generation.is_none() {
        return Ok(place);
    }
    let generation = Generation::fresh()?;
    tell(&generation)?;
    begin(db, &generation)?;
    place_of(db)
}
