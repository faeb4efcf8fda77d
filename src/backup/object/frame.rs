//! Frames in zstd in age: written and read one at a time, none larger than it may be.

use std::io::{self, BufReader, Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize, Serializer};
use zstd::{Decoder, Encoder};

use super::super::age;
use super::Counts;
use super::refused::{FromSource, ObjectError, damaged};
use crate::domain::limit::{
    OBJECT_FRAME_BYTES, OBJECT_FRAME_BYTES_MAX, OBJECT_HEADER_BYTES_MAX, OBJECT_WINDOW_LOG_MAX,
};
use crate::store::read::Entry;

/// Half of the best that zstd can do, at ten times its pace.
const LEVEL: i32 = 3;
/// Rows are like their neighbours, and not like what lies megabytes before: a quarter of the usual
/// window takes a few parts in a thousand more, and two megabytes of memory less at both ends.
const WINDOW_LOG: u32 = 19;
const LENGTH_BYTES: usize = 4;

/// What follows the header. Their numbers are the format's: appended, never changed.
#[derive(Serialize, Deserialize)]
pub enum Frame<'b> {
    File {
        name: &'b str,
        #[serde(borrow)]
        bytes: Bytes<'b>,
    },
    Rows {
        table: u8,
        #[serde(borrow)]
        rows: Vec<(u64, Bytes<'b>)>,
    },
    Entries(Vec<Entry>),
    Tallies(Vec<((u16, u64), u64)>),
    Record(#[serde(borrow)] Bytes<'b>),
    End(End),
}

/// The number of `Rows` and of its fellows that may be large, as postcard writes it.
const FILE: u32 = 0;
const ROWS: u32 = 1;
const RECORD: u32 = 4;

/// What must have been found before it.
#[derive(Serialize, Deserialize)]
pub struct End {
    files: u64,
    rows: Vec<(u8, u64)>,
    entries: u64,
    tallies: u64,
    records: u64,
}

/// Written at once, not as a list of numbers; the bytes are the same.
#[derive(Deserialize)]
pub struct Bytes<'b>(pub &'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0)
    }
}

impl End {
    pub fn of(counts: Counts) -> End {
        let Counts { files, rows, entries, tallies, records } = counts;
        End { files, rows, entries, tallies, records }
    }

    pub fn agrees(self, counts: &Counts) -> Result<(), ObjectError> {
        let End { files, rows, entries, tallies, records } = self;
        match (Counts { files, rows, entries, tallies, records }) == *counts {
            true => Ok(()),
            false => Err(damaged("its end tells of other pieces than there are")),
        }
    }
}

pub struct FrameWriter<W: Write> {
    zstd: Encoder<'static, age::Writer<W>>,
}

impl<W: Write> FrameWriter<W> {
    pub fn new(sink: W, recipients: &[age::Recipient]) -> Result<FrameWriter<W>, ObjectError> {
        let sealed = age::Writer::new(sink, recipients).map_err(ObjectError::written)?;
        let mut zstd = Encoder::new(sealed, LEVEL).map_err(ObjectError::written)?;
        zstd.window_log(WINDOW_LOG).map_err(ObjectError::written)?;
        Ok(FrameWriter { zstd })
    }

    pub fn header(&mut self, header: &[u8]) -> Result<(), ObjectError> {
        self.put(header, OBJECT_HEADER_BYTES_MAX)
    }

    pub fn frame(&mut self, frame: &Frame) -> Result<(), ObjectError> {
        let bytes = postcard::to_stdvec(frame).map_err(damaged)?;
        self.put(&bytes, OBJECT_FRAME_BYTES_MAX)
    }

    fn put(&mut self, bytes: &[u8], most: usize) -> Result<(), ObjectError> {
        let length = u32::try_from(bytes.len()).ok().filter(|_| bytes.len() <= most);
        let length = length.ok_or_else(|| too_large(bytes.len()))?;
        let write = |bytes: &[u8]| self.zstd.write_all(bytes).map_err(ObjectError::written);
        [&length.to_le_bytes()[..], bytes].into_iter().try_for_each(write)
    }

    pub fn finish(mut self, counts: Counts) -> Result<W, ObjectError> {
        self.frame(&Frame::End(End::of(counts)))?;
        let sealed = self.zstd.finish().map_err(ObjectError::written)?;
        sealed.finish().map_err(ObjectError::written)
    }
}

pub struct FrameReader<R: Read> {
    zstd: Decoder<'static, BufReader<age::Reader<Source<R>>>>,
    frame: Vec<u8>,
    done: Arc<AtomicU64>,
}

impl<R: Read> FrameReader<R> {
    pub fn open(source: R, identities: &[&age::Identity]) -> Result<FrameReader<R>, ObjectError> {
        let done = Arc::new(AtomicU64::new(0));
        let source = Source { source, done: done.clone() };
        let open = age::Reader::open(source, identities).map_err(ObjectError::read)?;
        let mut zstd = Decoder::new(open).map_err(ObjectError::read)?.single_frame();
        zstd.window_log_max(OBJECT_WINDOW_LOG_MAX).map_err(ObjectError::read)?;
        Ok(FrameReader { zstd, frame: Vec::new(), done })
    }

    pub fn header(&mut self) -> Result<&[u8], ObjectError> {
        let length = self.length(ObjectError::begun)?;
        if length > OBJECT_HEADER_BYTES_MAX {
            return Err(ObjectError::Foreign);
        }
        self.fill(length)?;
        Ok(&self.frame)
    }

    pub fn frame(&mut self) -> Result<Frame<'_>, ObjectError> {
        let length = self.length(ObjectError::read)?;
        if length > OBJECT_FRAME_BYTES_MAX {
            return Err(too_large(length));
        }
        self.fill(length)?;
        // A large one is one piece: many small ones take more room in memory than in their frame.
        if self.frame.len() > OBJECT_FRAME_BYTES && !is_one_piece(&self.frame) {
            return Err(too_large(self.frame.len()));
        }
        let (frame, rest) = postcard::take_from_bytes(&self.frame).map_err(damaged)?;
        match rest.is_empty() {
            true => Ok(frame),
            false => Err(damaged("there is more in a frame than it tells")),
        }
    }

    /// Proves that nothing comes behind the last frame, in none of the layers.
    pub fn end(&mut self) -> Result<(), ObjectError> {
        let behind = self.zstd.read(&mut [0]).map_err(ObjectError::read)?;
        self.zstd.finish_frame().map_err(ObjectError::read)?;
        let sealed = self.zstd.get_mut().read(&mut [0]).map_err(ObjectError::read)?;
        match behind + sealed {
            0 => Ok(()),
            _ => Err(damaged("something comes behind its end")),
        }
    }

    /// How much of the source has been read.
    pub fn read_bytes(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    fn length(&mut self, refused: fn(io::Error) -> ObjectError) -> Result<usize, ObjectError> {
        let mut length = [0; LENGTH_BYTES];
        self.zstd.read_exact(&mut length).map_err(refused)?;
        Ok(u32::from_le_bytes(length) as usize)
    }

    fn fill(&mut self, length: usize) -> Result<(), ObjectError> {
        self.frame.clear();
        // It grows with what is there, not with what is promised.
        let read = self.zstd.by_ref().take(length as u64).read_to_end(&mut self.frame);
        match read.map_err(ObjectError::read)? == length {
            true => Ok(()),
            false => Err(damaged("it ends in the middle of a frame")),
        }
    }
}

fn is_one_piece(frame: &[u8]) -> bool {
    match postcard::take_from_bytes::<(u32, u8, u32)>(frame) {
        Ok(((FILE | RECORD, ..), _)) => true,
        Ok(((ROWS, _, rows), _)) => rows == 1,
        _ => false,
    }
}

fn too_large(bytes: usize) -> ObjectError {
    damaged(format!("a frame has {bytes} bytes, more than any of ours"))
}

/// Where sealed bytes come from. What fails there is told from what is wrong with them.
struct Source<R> {
    source: R,
    done: Arc<AtomicU64>,
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(out);
        let read = read.map_err(|error| io::Error::new(error.kind(), FromSource(error)))?;
        self.done.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
