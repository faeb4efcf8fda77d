//! The log: where a commit is durable first. A file of segments that are filled one after another,
//! and used again once what is in them lies in the engine's tables.
//!
//! Each record is written on pages of its own and synced before the next begins. So there is one
//! record at most that may or may not be there after a power cut, and it is the last.

pub(super) mod beside;
mod frame;
mod recovery;

use std::fmt;
use std::io;
use std::sync::Arc;

use redb::StorageBackend;

pub(super) use self::recovery::{Wanted, look};

use self::frame::{FRAME_HEAD_BYTES, Frame, Head, PAGE, SEGMENT_BYTES_MIN};
use super::change_record::{ChangeRecord, Generation, Position};
use super::fault::Fault;
use crate::domain::limit::{
    CHECKPOINT_BYTES, CHECKPOINT_PLACES, LOG_BYTES_MAX, LOG_SEGMENT_BYTES, LOG_SEGMENTS,
};

/// How the log is laid out, and how much of it may wait for a checkpoint.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// A multiple of a page.
    pub segment_bytes: usize,
    /// As many are kept; more only while they are needed.
    pub segments: usize,
    /// With so many, nothing is kept any more only to be copied.
    pub segments_max: usize,
    /// Rows, entries and tallies after which a checkpoint is due.
    pub places: usize,
    /// Bytes of rows after which it is.
    pub bytes: usize,
}

pub const SHAPE: Shape = Shape {
    segment_bytes: LOG_SEGMENT_BYTES,
    segments: LOG_SEGMENTS,
    segments_max: LOG_BYTES_MAX / LOG_SEGMENT_BYTES,
    places: CHECKPOINT_PLACES,
    bytes: CHECKPOINT_BYTES,
};
const _: () = assert!(SHAPE.segment_bytes >= SEGMENT_BYTES_MIN);
const _: () = assert!(SHAPE.segment_bytes.is_multiple_of(PAGE));

pub(super) struct Log {
    medium: Arc<dyn StorageBackend>,
    shape: Shape,
    generation: Generation,
    /// By their place in the file.
    segments: Vec<Segment>,
    /// The one that is being filled.
    open: Option<Open>,
    /// The greatest number that a segment ever had.
    number: u64,
    /// Records up to here lie in the tables.
    tables: u64,
    /// Records up to here are copied; all of them where nobody copies.
    copied: Option<u64>,
    /// Records up to here are not in it any more.
    gone: u64,
    /// Something could not be written: what is in it now, the next start finds out.
    broken: bool,
}

/// The log as whoever copies reads it.
pub(super) struct View {
    medium: Arc<dyn StorageBackend>,
    shape: Shape,
    generation: Generation,
}

impl View {
    /// Records after some other, up to the last that was acknowledged, each with its bytes; about
    /// so many bytes of them.
    pub fn after(
        &self,
        last: &Position,
        upto: u64,
        bytes_max: usize,
    ) -> Result<Vec<(ChangeRecord, Vec<u8>)>, Fault> {
        let wanted = Wanted::Some { upto, bytes_max };
        Ok(look(&*self.medium, &self.shape, self.generation, last, wanted)?.tail)
    }
}

/// Notes a generation in the log before the tables know of it: from then on a log without it is
/// none of theirs.
pub(super) fn note(
    medium: &dyn StorageBackend,
    shape: &Shape,
    generation: &Generation,
) -> Result<(), Fault> {
    let heads = recovery::heads(medium, shape)?;
    let number = heads.iter().flatten().map(|head| head.number).max().unwrap_or(0) + 1;
    // What the generation before has is left alone as long as that may still count.
    let place = heads.iter().position(Option::is_none).unwrap_or(heads.len());
    let bytes = ((place + 1) * shape.segment_bytes) as u64;
    let head = Head { number, generation: *generation, after: 0 }.encode();
    let write = || {
        if medium.len()? < bytes {
            medium.set_len(bytes)?;
        }
        medium.write((place * shape.segment_bytes) as u64, &head)?;
        medium.sync_data()
    };
    write().map_err(told)
}

struct Segment {
    /// The last record that has bytes in it.
    upto: u64,
}

struct Open {
    place: usize,
    number: u64,
    /// The page that is written next.
    page: usize,
}

impl Log {
    /// Opens the log behind a database, and gives what the database does not have yet.
    pub fn open(
        medium: Arc<dyn StorageBackend>,
        shape: Shape,
        generation: Generation,
        tables: &Position,
    ) -> Result<(Log, Vec<ChangeRecord>), Fault> {
        let found = look(&*medium, &shape, generation, tables, Wanted::All)?;
        let segments = found.upto.into_iter().map(|upto| Segment { upto }).collect();
        let (number, tables) = (found.number, tables.sequence);
        let mut log = Log {
            medium,
            shape,
            generation,
            segments,
            open: None,
            number,
            tables,
            copied: None,
            gone: found.gone,
            broken: false,
        };
        // The last record may be what a sync that failed has left in memory alone. So what was read
        // of it is written once more, where it lies, before anything builds on it.
        if !found.tail.is_empty() {
            log.writing(|log| {
                for (place, bytes) in &found.last {
                    log.medium.write((place * shape.segment_bytes) as u64, bytes)?;
                }
                log.medium.sync_data()
            })?;
        }
        Ok((log, found.tail.into_iter().map(|(record, _)| record).collect()))
    }

    /// What it takes to read the log while it is written.
    pub fn view(&self) -> View {
        let Log { medium, shape, generation, .. } = self;
        View { medium: medium.clone(), shape: *shape, generation: *generation }
    }

    /// Appends a record and syncs it. When this returns `Ok`, it survives a power cut.
    pub fn append(&mut self, sequence: u64, record: &[u8]) -> Result<(), Fault> {
        self.writing(|log| {
            log.lay(sequence, record)?;
            log.medium.sync_data()
        })
    }

    /// Nothing is written after something could not be: it would stand behind a hole.
    fn writing(&mut self, write: impl FnOnce(&mut Log) -> io::Result<()>) -> Result<(), Fault> {
        if self.broken {
            return Err(Fault::Storage("the log could not be written before".to_owned()));
        }
        write(self).map_err(|error| {
            self.broken = true;
            told(error)
        })
    }

    /// Writes a record's frames, as many as it takes.
    fn lay(&mut self, sequence: u64, record: &[u8]) -> io::Result<()> {
        let (whole, mut at) = (record.len() as u32, 0);
        while at < record.len() {
            let mut pages = Vec::new();
            let open = match self.open.take().filter(|open| self.room(open) > 0) {
                Some(open) => open,
                None => {
                    // Where a record goes on, it has begun before.
                    let after = if at == 0 { sequence - 1 } else { sequence };
                    let open = self.next()?;
                    let generation = self.generation;
                    pages = Head { number: open.number, generation, after }.encode();
                    open
                }
            };
            let length = self.room(&open).min(record.len() - at);
            let bytes = &record[at..at + length];
            let frame = Frame { segment: open.number, sequence, offset: at as u32, whole, bytes };
            let begin = open.page - pages.len() / PAGE;
            frame.encode(&self.generation, &mut pages);
            let begin = open.place * self.shape.segment_bytes + begin * PAGE;
            self.medium.write(begin as u64, &pages)?;
            self.segments[open.place].upto = sequence;
            at += length;
            self.open = Some(Open { page: open.page + frame.pages(), ..open });
        }
        Ok(())
    }

    /// How many bytes of a record fit into what is left of a segment.
    fn room(&self, open: &Open) -> usize {
        (self.shape.segment_bytes - open.page * PAGE).saturating_sub(FRAME_HEAD_BYTES)
    }

    /// A segment that can be filled: one that nobody needs any more, or one more.
    fn next(&mut self) -> io::Result<Open> {
        let free = |log: &Log| {
            let released = log.released();
            // The oldest: what is gone is then all that came before some record.
            let free = log.segments.iter().enumerate().filter(|(_, it)| it.upto <= released);
            free.min_by_key(|(_, segment)| segment.upto).map(|(place, _)| place)
        };
        let mut found = free(self);
        let segments = self.segments.len();
        let full = found.is_none() && segments >= self.shape.segments_max;
        if full && self.copied.take().is_some() {
            tracing::error!(segments, "commits are not copied any more: too many wait for it");
            found = free(self);
        }
        let place = found.unwrap_or(self.segments.len());
        self.gone = self.gone.max(found.map_or(0, |place| self.segments[place].upto));
        if found.is_none() {
            self.medium.set_len(((place + 1) * self.shape.segment_bytes) as u64)?;
            self.segments.push(Segment { upto: 0 });
        }
        self.number += 1;
        Ok(Open { place, number: self.number, page: 1 })
    }

    /// Records up to here lie in the tables.
    pub fn tabled(&mut self, upto: u64) {
        self.tables = self.tables.max(upto);
        self.shrink();
    }

    /// Records up to here are copied, and those after it are wanted. `false`: some of them are gone
    /// already.
    pub fn copied(&mut self, upto: u64) -> bool {
        self.copied = Some(upto);
        self.shrink();
        upto >= self.gone
    }

    /// Records up to here are not needed any more: their segments can be used again.
    fn released(&self) -> u64 {
        self.copied.map_or(self.tables, |copied| copied.min(self.tables))
    }

    /// Gives back what was needed for a while only.
    fn shrink(&mut self) {
        let released = self.released();
        // One that has a head of this generation always stays.
        let Some(open) = self.open.as_ref().filter(|_| !self.broken) else { return };
        let mut kept = self.segments.len();
        let free = |place: usize| self.segments[place].upto <= released;
        while kept > self.shape.segments && open.place != kept - 1 && free(kept - 1) {
            kept -= 1;
        }
        if kept < self.segments.len() {
            match self.medium.set_len((kept * self.shape.segment_bytes) as u64) {
                Ok(()) => {
                    let cut = self.segments[kept..].iter().map(|segment| segment.upto).max();
                    self.gone = self.gone.max(cut.unwrap_or(0));
                    self.segments.truncate(kept);
                }
                // It stays as long as it is.
                Err(error) => tracing::warn!(%error, "the log cannot be made shorter"),
            }
        }
    }
}

/// What the disk said, as a fault.
fn told(error: io::Error) -> Fault {
    redb::Error::Io(error).into()
}

impl fmt::Debug for Log {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Log { segments, number, tables, copied, broken, .. } = self;
        let count = segments.len();
        write!(out, "Log({count} segments, number {number}, in tables {tables}, ")?;
        write!(out, "copied {copied:?}, broken {broken})")
    }
}
