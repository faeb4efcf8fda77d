//! Objects of a copy: what lies elsewhere, sealed, each whole in itself.
//!
//! There are two kinds. A snapshot has all of a shop at one moment, and the kit with which it is
//! opened again; a log has what was committed after some moment. Their names are the index. Inside
//! is an age file, in it one frame of zstd, in it frames of ours:
//!
//! ```text
//! length     4 bytes   of what follows, little-endian
//! frame      postcard  the header; then files and cells, or records; then the end with the counts
//! ```
//!
//! Whoever can read a copy's recipient can seal an object for it. So nothing that is read here is
//! taken on trust: each bound is checked before memory is spent on it, header and name must say
//! the same, cells must come in order and records as a chain, and the end must agree.

mod frame;
mod header;
mod kit;
mod listing;
mod name;
pub mod records;
mod refused;
pub mod snapshot;

pub use header::{About, Header, TITLE};
pub use kit::{KIT_KEY, KitFile};
pub use listing::Listing;
pub use name::{Name, What};
pub use refused::ObjectError;

use std::io::Read;

use super::age::Identity;
use frame::FrameReader;

/// An object whose header has been read, and found to be what its name says.
pub struct Object<R: Read> {
    header: Header,
    frames: FrameReader<R>,
}

/// What was found in an object that was read to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub files: u64,
    /// By the table's number, of those that have any.
    pub rows: Vec<(u8, u64)>,
    pub entries: u64,
    pub tallies: u64,
    pub records: u64,
}

impl<R: Read> Object<R> {
    pub fn open(
        source: R,
        identities: &[&Identity],
        store: &str,
        name: &Name,
    ) -> Result<Object<R>, ObjectError> {
        let mut frames = FrameReader::open(source, identities)?;
        let header = Header::read(frames.header()?)?;
        header.agrees(store, name)?;
        Ok(Object { header, frames })
    }

    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Reads it to its end, whichever kind it is, only to see whether it can be read.
    pub fn verify(self) -> Result<Counts, ObjectError> {
        match self.header.what {
            What::Snapshot { .. } => {
                let mut cells = snapshot::Kit::read(self)?.cells;
                cells.by_ref().try_for_each(|cell| cell.map(drop))?;
                Ok(cells.counts())
            }
            What::Log { .. } => {
                let mut records = records::Records::read(self);
                records.by_ref().try_for_each(|record| record.map(drop))?;
                Ok(records.counts())
            }
        }
    }
}
