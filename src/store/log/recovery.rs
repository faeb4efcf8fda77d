//! What a log has that the engine's tables do not: found by reading it from where they end.

use redb::StorageBackend;

use super::frame::{Frame, Head, PAGE};
use super::{Shape, told};
use crate::store::change_record::{ChangeRecord, Generation, Position};
use crate::store::fault::Fault;

/// What lies in a log.
#[derive(Debug)]
pub struct Found {
    /// Of each segment by its place: the last record that has bytes in it.
    pub upto: Vec<u64>,
    /// The greatest number of a segment.
    pub number: u64,
    /// Records that follow the tables, each with its bytes.
    pub tail: Vec<(ChangeRecord, Vec<u8>)>,
    /// The places of the segments in which they lie.
    pub places: Vec<usize>,
    /// Records up to here are not in it any more.
    pub gone: u64,
}

/// Reads what comes after the tables' last record. Only the last record of all may be half there:
/// it was never acknowledged. Where one cannot be read and later ones are there, the log is
/// damaged. Stops at the first segment after so many bytes.
pub fn look(
    medium: &dyn StorageBackend,
    shape: &Shape,
    generation: Generation,
    tables: &Position,
    bytes_max: usize,
) -> Result<Found, Fault> {
    let heads = heads(medium, shape)?;
    let number = heads.iter().flatten().map(|head| head.number).max().unwrap_or(0);
    let (mut upto, mut order) = (vec![0; heads.len()], Vec::new());
    for (place, head) in heads.iter().enumerate() {
        order.extend(head.as_ref().filter(|it| it.generation == generation).map(|it| (it, place)));
    }
    order.sort_unstable_by_key(|(head, _)| head.number);
    // Since a generation began there has always been one of its segments.
    let Some(gone) = order.iter().map(|(head, _)| head.after).min() else {
        let why = "nothing in its log belongs to it: that is another's, or was emptied";
        return Err(Fault::Damaged(why.to_owned()));
    };
    let (mut walk, mut places) = (Walk::new(generation, *tables), Vec::new());
    for (nth, (head, place)) in order.iter().enumerate() {
        if walk.bytes >= bytes_max {
            return Ok(Found { upto, number, tail: walk.tail, places, gone });
        }
        // What the next one tells saves reading it.
        upto[*place] = match order.get(nth + 1).map(|(next, _)| next.after) {
            Some(last) if last <= tables.sequence => last,
            _ => {
                places.push(*place);
                walk.segment(&segment(medium, shape, *place)?, head.number)
            }
        };
    }
    // The page of a segment may be what cannot be read.
    for place in (0..heads.len()).filter(|place| heads[*place].is_none()) {
        walk.headless(&segment(medium, shape, place)?);
    }
    walk.whole()?;
    Ok(Found { upto, number, tail: walk.tail, places, gone })
}

/// The head of each segment, where it has one.
pub fn heads(medium: &dyn StorageBackend, shape: &Shape) -> Result<Vec<Option<Head>>, Fault> {
    let segments = medium.len().map_err(told)? as usize / shape.segment_bytes;
    let mut page = [0; PAGE];
    let head = |place: usize| {
        let begin = (place * shape.segment_bytes) as u64;
        medium.read(begin, &mut page).map_err(told)?;
        Ok(Head::decode(&page))
    };
    (0..segments).map(head).collect()
}

fn segment(medium: &dyn StorageBackend, shape: &Shape, place: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = vec![0; shape.segment_bytes];
    medium.read((place * shape.segment_bytes) as u64, &mut bytes).map_err(told)?;
    Ok(bytes)
}

struct Walk {
    generation: Generation,
    /// The last record that was taken, or the tables'.
    last: Position,
    /// The greatest number of a record of which anything is there.
    seen: u64,
    /// A record of which more is to come.
    partial: Option<Partial>,
    tail: Vec<(ChangeRecord, Vec<u8>)>,
    /// Of the records taken.
    bytes: usize,
}

struct Partial {
    sequence: u64,
    whole: usize,
    bytes: Vec<u8>,
}

impl Walk {
    fn new(generation: Generation, last: Position) -> Walk {
        Walk { generation, last, seen: 0, partial: None, tail: Vec::new(), bytes: 0 }
    }

    /// Takes what a segment has, page by page: behind one that cannot be read there may be more.
    /// Gives the last record that has bytes in it.
    fn segment(&mut self, bytes: &[u8], number: u64) -> u64 {
        let (mut page, mut upto) = (1, 0);
        while let Some(rest) = bytes.get(page * PAGE..).filter(|rest| !rest.is_empty()) {
            let frame = Frame::decode(rest, &self.generation);
            match frame.filter(|frame| frame.segment == number) {
                Some(frame) => {
                    self.frame(&frame);
                    page += frame.pages();
                    upto = upto.max(frame.sequence);
                }
                None => page += 1,
            }
        }
        upto
    }

    /// Only notes what there is in a segment that has no head.
    fn headless(&mut self, bytes: &[u8]) {
        for page in 1..bytes.len() / PAGE {
            let frame = Frame::decode(&bytes[page * PAGE..], &self.generation);
            self.seen = self.seen.max(frame.map_or(0, |frame| frame.sequence));
        }
    }

    fn frame(&mut self, frame: &Frame) {
        let (sequence, offset, whole) = (frame.sequence, frame.offset, frame.whole as usize);
        self.seen = self.seen.max(sequence);
        if offset == 0 {
            self.partial = Some(Partial { sequence, whole, bytes: Vec::new() });
        }
        let Some(partial) = self.partial.as_mut().filter(|it| {
            it.sequence == sequence && it.bytes.len() == offset as usize && it.whole == whole
        }) else {
            self.partial = None;
            return;
        };
        partial.bytes.extend(frame.bytes);
        if partial.bytes.len() < whole {
            return;
        }
        let bytes = std::mem::take(&mut partial.bytes);
        self.partial = None;
        self.record(sequence, bytes);
    }

    /// Takes a record that follows, and passes over one that is there already.
    fn record(&mut self, sequence: u64, bytes: Vec<u8>) {
        if sequence <= self.last.sequence {
            return;
        }
        // Pieces of two tries at one record are no record; nor is one that follows something else.
        // Whether anything is missing is told when all has been seen.
        let Ok(record) = ChangeRecord::decode(&bytes) else { return };
        if record.follows(&self.last).is_ok() {
            self.last = record.position;
            self.bytes += bytes.len();
            self.tail.push((record, bytes));
        }
    }

    /// Nothing is there that could only have been written after something that is not.
    fn whole(&self) -> Result<(), Fault> {
        let next = self.last.sequence + 1;
        match self.seen > next {
            false => Ok(()),
            true => Err(Fault::Damaged(format!(
                "change {next} is missing in its log, and later ones are there: the log has lost \
                 it, or the database is an older copy"
            ))),
        }
    }
}
