//! What was committed after some moment: records to the byte as the shop's own log has them.

use std::io::{Read, Write};

use super::super::age::Recipient;
use super::frame::{Bytes, Frame, FrameReader, FrameWriter};
use super::header::is_next;
use super::refused::damaged;
use super::{Counts, Header, Object, ObjectError};
use crate::store::change_record::{ChangeRecord, Position};

/// Writes records that follow what the header says, as `Header::log` has made it of them.
pub fn write<W: Write>(
    sink: W,
    recipients: &[Recipient],
    header: &Header,
    records: &[(ChangeRecord, Vec<u8>)],
) -> Result<W, ObjectError> {
    let mut frames = FrameWriter::new(sink, recipients)?;
    frames.header(&header.write()?)?;
    for (_, bytes) in records {
        frames.frame(&Frame::Record(Bytes(bytes)))?;
    }
    frames.finish(Counts { records: records.len() as u64, ..Counts::default() })
}

/// The records of a log, each held against the one before. After an error nothing more comes, and
/// only when they have come to their end without one have all been there.
pub struct Records<R: Read> {
    header: Header,
    frames: FrameReader<R>,
    last: Position,
    counts: Counts,
    bytes: usize,
    over: bool,
}

impl<R: Read> Records<R> {
    /// A snapshot has none: it ends with an error.
    pub fn read(object: Object<R>) -> Records<R> {
        let Object { header, frames } = object;
        let last = header.follows();
        Records { header, frames, last, counts: Counts::default(), bytes: 0, over: false }
    }

    pub fn counts(&self) -> Counts {
        self.counts.clone()
    }

    /// How large the records were that have come so far.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    fn more(&mut self) -> Result<Option<ChangeRecord>, ObjectError> {
        match self.frames.frame()? {
            Frame::Record(bytes) => {
                let record = ChangeRecord::decode(bytes.0)?;
                is_next(&record, self.header.layout, &self.last)?;
                self.last = record.position;
                self.counts.records += 1;
                self.bytes += bytes.0.len();
                Ok(Some(record))
            }
            Frame::End(end) => {
                end.agrees(&self.counts)?;
                self.frames.end()?;
                match self.last == self.header.leads_to() {
                    true => Ok(None),
                    false => Err(damaged("its records lead elsewhere than its header says")),
                }
            }
            _ => Err(damaged("it has a frame that a log has not")),
        }
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<ChangeRecord, ObjectError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let found = self.more();
        self.over = !matches!(found, Ok(Some(_)));
        found.transpose()
    }
}
