//! What a log has that the engine's tables do not: found by reading it from where they end.

use redb::StorageBackend;

use super::frame::{Frame, Head, PAGE};
use super::{Shape, told};
use crate::store::change_record::{ChangeError, ChangeRecord, Generation, Position};
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
    /// The segments in which the last of them lies: their places, and what was read there.
    pub last: Vec<(usize, Vec<u8>)>,
    /// Records up to here are not in it any more.
    pub gone: u64,
}

/// What of a log is wanted.
#[derive(Clone, Copy)]
pub enum Wanted {
    All,
    /// For whoever copies beside the writer: nothing beyond a record, and about so many bytes.
    Some {
        upto: u64,
        bytes_max: usize,
    },
}

/// Reads what comes after the tables' last record. Only the last record of all may be half there:
/// it was never acknowledged. Where one cannot be read and later ones are there, the log is
/// damaged.
pub fn look(
    medium: &dyn StorageBackend,
    shape: &Shape,
    generation: Generation,
    tables: &Position,
    wanted: Wanted,
) -> Result<Found, Fault> {
    let heads = heads(medium, shape)?;
    let mut number = heads.iter().flatten().map(|head| head.number).max().unwrap_or(0);
    let (upto_max, bytes_max) = match wanted {
        Wanted::All => (u64::MAX, usize::MAX),
        Wanted::Some { upto, bytes_max } => (upto, bytes_max),
    };
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
    let (mut walk, mut read) = (Walk::new(generation, upto_max, *tables), Vec::new());
    for (nth, (head, place)) in order.iter().enumerate() {
        if walk.bytes >= bytes_max {
            return Ok(Found { upto, number, tail: walk.tail, last: Vec::new(), gone });
        }
        // What the next one tells saves reading it.
        upto[*place] = match order.get(nth + 1).map(|(next, _)| next.after) {
            Some(last) if last <= tables.sequence => last,
            _ => {
                let bytes = segment(medium, shape, *place)?;
                let last = walk.segment(&bytes, head.number)?;
                read.push((head.number, *place, bytes));
                last
            }
        };
    }
    // The page of a segment may be what cannot be read.
    if let Wanted::All = wanted {
        for place in (0..heads.len()).filter(|place| heads[*place].is_none()) {
            number = number.max(walk.headless(&segment(medium, shape, place)?));
        }
    }
    walk.whole()?;
    read.retain(|(number, ..)| *number >= walk.began);
    let last = read.into_iter().map(|(_, place, bytes)| (place, bytes)).collect();
    Ok(Found { upto, number, tail: walk.tail, last, gone })
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
    /// Nothing beyond it is looked at.
    upto: u64,
    /// The segment in which the last record that was taken begins.
    began: u64,
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
    /// The segment in which it begins.
    began: u64,
    /// The segment of its last piece: the next piece is in the one that was begun after it.
    segment: u64,
    sequence: u64,
    whole: usize,
    bytes: Vec<u8>,
}

impl Walk {
    fn new(generation: Generation, upto: u64, last: Position) -> Walk {
        let (began, seen, partial, tail, bytes) = (0, 0, None, Vec::new(), 0);
        Walk { generation, upto, began, last, seen, partial, tail, bytes }
    }

    /// Takes what a segment has, page by page: behind one that cannot be read there may be more.
    /// Gives the last record that has bytes in it.
    fn segment(&mut self, bytes: &[u8], number: u64) -> Result<u64, Fault> {
        let (mut page, mut upto) = (1, 0);
        while let Some(rest) = bytes.get(page * PAGE..).filter(|rest| !rest.is_empty()) {
            let frame = Frame::decode(rest, &self.generation);
            match frame.filter(|frame| frame.segment == number) {
                Some(frame) => {
                    self.frame(&frame)?;
                    page += frame.pages();
                    upto = upto.max(frame.sequence);
                }
                None => page += 1,
            }
        }
        Ok(upto)
    }

    /// Only notes what there is in a segment that has no head. Gives the greatest number that a
    /// frame of it names.
    fn headless(&mut self, bytes: &[u8]) -> u64 {
        let mut number = 0;
        for page in 1..bytes.len() / PAGE {
            if let Some(frame) = Frame::decode(&bytes[page * PAGE..], &self.generation) {
                self.seen = self.seen.max(frame.sequence);
                number = number.max(frame.segment);
            }
        }
        number
    }

    fn frame(&mut self, frame: &Frame) -> Result<(), Fault> {
        let (sequence, offset, whole) = (frame.sequence, frame.offset, frame.whole as usize);
        if sequence > self.upto {
            return Ok(());
        }
        self.seen = self.seen.max(sequence);
        let segment = frame.segment;
        if offset == 0 {
            let bytes = Vec::new();
            self.partial = Some(Partial { began: segment, segment, sequence, whole, bytes });
        }
        // Pieces of two tries at one record are no record.
        let Some(partial) = self.partial.as_mut().filter(|it| {
            let follows = offset == 0 || frame.segment == it.segment + 1;
            let next = it.sequence == sequence && it.bytes.len() == offset as usize;
            follows && next && it.whole == whole
        }) else {
            self.partial = None;
            return Ok(());
        };
        partial.segment = frame.segment;
        partial.bytes.extend(frame.bytes);
        if partial.bytes.len() < whole {
            return Ok(());
        }
        let (began, bytes) = (partial.began, std::mem::take(&mut partial.bytes));
        self.partial = None;
        self.record(sequence, began, bytes)
    }

    /// Takes a record that follows, and passes over one that is there already.
    fn record(&mut self, sequence: u64, began: u64, bytes: Vec<u8>) -> Result<(), Fault> {
        if sequence <= self.last.sequence {
            return Ok(());
        }
        // Its frames are whole, and so it may have been acknowledged: it is not passed over.
        let record = ChangeRecord::decode(&bytes).map_err(broken)?;
        match record.follows(&self.last) {
            Ok(()) => {
                (self.last, self.began) = (record.position, began);
                self.bytes += bytes.len();
                self.tail.push((record, bytes));
                Ok(())
            }
            // What is missing may be told when all has been seen.
            Err(ChangeError::Gap { .. }) => Ok(()),
            Err(error) => Err(broken(error)),
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

fn broken(error: ChangeError) -> Fault {
    Fault::Damaged(format!("its log: {error}"))
}
