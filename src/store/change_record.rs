//! A commit's changes as bytes: a link of a chain that is kept elsewhere and replayed from there.
//!
//! ```text
//! magic      4 bytes   "wcr1"
//! length     4 bytes   of the body, little-endian
//! body       postcard  layout, sequence, time, digest of the record before, rows, entries, tallies
//! digest    32 bytes   SHA-256 of all before
//! ```
//!
//! Rows are in it as the bytes they have on disk, each with its own checksum or seal. The digests
//! notice what has changed by itself, and what is missing, twice there or in another order. They do
//! not keep out whoever makes records of their own and counts the digests anew: plain rows could
//! then be altered, as they could in the database by whoever holds that. So a record that leaves
//! the machine goes in a file that is encrypted and authenticated as a whole; a second key in each
//! record would add nothing to that.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Read};

use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

use super::changes::Outcome;
use super::fault::Fault;
use super::random::SeededRandom;
use super::read::Entry;
use super::schema::Table;
use crate::domain::limit::CHANGE_RECORD_BYTES_MAX;
use crate::domain::time::Timestamp;

/// SHA-256.
pub type Digest = [u8; DIGEST_BYTES];

const MAGIC: &[u8; 4] = b"wcr1";
const HEAD_BYTES: usize = MAGIC.len() + 4;
const DIGEST_BYTES: usize = 32;

/// Which chain it is: drawn when it begins, and never used again.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Generation(pub [u8; 16]);

/// How far a chain has come: the number of its last record, from 1 on, and that record's digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    pub sequence: u64,
    pub digest: Digest,
}

/// Where a shop's data stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub layout: u64,
    /// None where no chain has begun yet.
    pub generation: Generation,
    pub last: Position,
}

/// What one commit has left, and where in its chain that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRecord {
    /// The layout of the database it was made in.
    pub layout: u64,
    pub position: Position,
    /// The digest of the record before.
    pub previous: Digest,
    /// When it was made, by the shop's clock.
    pub at: Timestamp,
    pub outcome: Outcome,
}

/// Why a record is not taken.
#[derive(Debug)]
pub enum ChangeError {
    /// It ends before it should: the last one of a file whose writing was cut off.
    Cut,
    /// Larger than any commit, in bytes.
    TooLarge { bytes: usize },
    /// It does not begin as one of ours.
    Foreign,
    /// Bytes have changed, or mean nothing.
    Damaged { why: String },
    /// Of a layout that the data does not have.
    Layout { found: u64, ours: u64 },
    /// Records between are missing, or this one came too early.
    Gap { expected: u64, found: u64 },
    /// The record before was another than the one that is here.
    Fork { sequence: u64 },
    /// The place it is read from.
    Io(io::Error),
    /// The database it is replayed into.
    Fault(Fault),
}

#[derive(Serialize, Deserialize)]
struct Body<'b> {
    layout: u64,
    sequence: u64,
    at: Timestamp,
    previous: Digest,
    #[serde(borrow)]
    rows: Vec<((u8, u64), Option<Bytes<'b>>)>,
    entries: Vec<(Entry, bool)>,
    tallies: Vec<((u16, u64), u64)>,
}

/// Written at once, not as a list of numbers; the bytes are the same.
#[derive(Deserialize)]
struct Bytes<'b>(&'b [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(self.0)
    }
}

impl Position {
    /// Where a chain begins that nobody else has.
    pub fn first(generation: &Generation) -> Position {
        let mut digest = Sha256::new();
        digest.update(b"warung changes");
        digest.update(generation.0);
        Position { sequence: 0, digest: digest.finalize().into() }
    }
}

impl Generation {
    pub fn fresh() -> Result<Generation, Fault> {
        SeededRandom::fresh().map(|mut random| Generation(random.bytes()))
    }

    /// Before a chain has begun.
    pub fn is_none(&self) -> bool {
        *self == Generation::default()
    }
}

impl fmt::Display for Generation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for Generation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self}")
    }
}

impl ChangeRecord {
    /// The record that comes after a position, and the position it leads to.
    pub fn encode(
        after: &Position,
        layout: u64,
        at: Timestamp,
        outcome: &Outcome,
    ) -> Result<(Vec<u8>, Position), ChangeError> {
        let rows = outcome.rows.values().flatten();
        fits(rows.fold(0, |bytes, row| row.len().saturating_add(bytes)))?;
        let rows = outcome.rows.iter().map(|((table, key), row)| {
            let bytes = row.as_deref().map(Bytes);
            ((*table as u8, *key), bytes)
        });
        let sequence = after.sequence.checked_add(1).ok_or_else(|| damaged("no more numbers"))?;
        let body = Body {
            layout,
            sequence,
            at,
            previous: after.digest,
            rows: rows.collect(),
            entries: outcome.entries.iter().map(|(entry, there)| (*entry, *there)).collect(),
            tallies: outcome.tallies.iter().map(|(tally, count)| (*tally, *count)).collect(),
        };
        let body = postcard::to_stdvec(&body).map_err(damaged)?;
        fits(HEAD_BYTES + body.len() + DIGEST_BYTES)?;
        let length = (body.len() as u32).to_le_bytes();
        let mut bytes = [&MAGIC[..], &length, &body].concat();
        let digest = Sha256::digest(&bytes).into();
        bytes.extend(digest);
        Ok((bytes, Position { sequence, digest }))
    }

    /// Reads one record, which must be all there is.
    pub fn decode(bytes: &[u8]) -> Result<ChangeRecord, ChangeError> {
        let whole = whole_bytes(bytes)?;
        if bytes.len() < whole {
            return Err(ChangeError::Cut);
        }
        let (told, sum) = bytes.split_last_chunk::<DIGEST_BYTES>().ok_or(ChangeError::Cut)?;
        let digest: Digest = Sha256::digest(told).into();
        if bytes.len() > whole || digest != *sum {
            return Err(damaged("its digest is another"));
        }
        let (body, rest) =
            postcard::take_from_bytes::<Body>(&told[HEAD_BYTES..]).map_err(damaged)?;
        if !rest.is_empty() || body.sequence == 0 {
            return Err(damaged("its body is no body"));
        }
        let row = |((table, key), bytes): ((u8, u64), Option<Bytes>)| {
            let known = Table::ALL.into_iter().find(|known| *known as u8 == table);
            let table = known.ok_or_else(|| damaged(format!("no table {table}")))?;
            Ok(((table, key), bytes.map(|bytes| bytes.0.to_vec())))
        };
        let rows = body.rows.into_iter().map(row).collect::<Result<Vec<_>, ChangeError>>()?;
        let (rows, entries, tallies) = (map(rows)?, map(body.entries)?, map(body.tallies)?);
        Ok(ChangeRecord {
            layout: body.layout,
            position: Position { sequence: body.sequence, digest },
            previous: body.previous,
            at: body.at,
            outcome: Outcome { rows, entries, tallies },
        })
    }

    /// Whether it is the one that comes after a position.
    pub fn follows(&self, last: &Position) -> Result<(), ChangeError> {
        let (expected, found) = (last.sequence.saturating_add(1), self.position.sequence);
        match found == expected {
            false => Err(ChangeError::Gap { expected, found }),
            true if self.previous != last.digest => Err(ChangeError::Fork { sequence: found }),
            true => Ok(()),
        }
    }
}

/// Records one after another, each held against the one before. After an error nothing more comes.
/// That records are missing at the very end, cut off between two, only somebody can tell who knows
/// the last number.
pub struct Reader<R> {
    from: R,
    last: Option<Position>,
    whole: u64,
    over: bool,
}

impl<R: Read> Reader<R> {
    /// Whichever record comes first is taken as it is.
    pub fn new(from: R) -> Reader<R> {
        Reader { from, last: None, whole: 0, over: false }
    }

    /// Bytes up to the end of the last record that was whole and in its place. Where a file was
    /// cut off in the middle of one, it goes on from here.
    pub fn whole_bytes(&self) -> u64 {
        self.whole
    }

    fn read(&mut self) -> Result<Option<ChangeRecord>, ChangeError> {
        let mut bytes = Vec::new();
        self.more(HEAD_BYTES, &mut bytes)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        // The limit stands before what is read into memory.
        self.more(whole_bytes(&bytes)? - HEAD_BYTES, &mut bytes)?;
        let record = ChangeRecord::decode(&bytes)?;
        self.last.map_or(Ok(()), |last| record.follows(&last))?;
        self.last = Some(record.position);
        self.whole += bytes.len() as u64;
        Ok(Some(record))
    }

    /// As much as is there of so many bytes.
    fn more(&mut self, count: usize, bytes: &mut Vec<u8>) -> Result<(), ChangeError> {
        let read = self.from.by_ref().take(count as u64).read_to_end(bytes);
        read.map_err(ChangeError::Io).map(drop)
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<ChangeRecord, ChangeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let found = self.read();
        self.over = !matches!(found, Ok(Some(_)));
        found.transpose()
    }
}

/// How long a record is that begins so.
fn whole_bytes(bytes: &[u8]) -> Result<usize, ChangeError> {
    let known = bytes.len().min(MAGIC.len());
    if bytes[..known] != MAGIC[..known] {
        return Err(ChangeError::Foreign);
    }
    let head = bytes.first_chunk::<HEAD_BYTES>().ok_or(ChangeError::Cut)?;
    let [.., a, b, c, d] = *head;
    let body = u32::from_le_bytes([a, b, c, d]) as usize;
    fits(body.saturating_add(HEAD_BYTES + DIGEST_BYTES))
}

fn fits(bytes: usize) -> Result<usize, ChangeError> {
    match bytes <= CHANGE_RECORD_BYTES_MAX {
        true => Ok(bytes),
        false => Err(ChangeError::TooLarge { bytes }),
    }
}

/// Each place once and in order, as they are written.
fn map<K: Ord, V>(pairs: Vec<(K, V)>) -> Result<BTreeMap<K, V>, ChangeError> {
    match pairs.is_sorted_by(|a, b| a.0 < b.0) {
        true => Ok(pairs.into_iter().collect()),
        false => Err(damaged("its places are in no order")),
    }
}

fn damaged(why: impl ToString) -> ChangeError {
    ChangeError::Damaged { why: why.to_string() }
}

impl fmt::Display for ChangeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChangeError::Cut => out.write_str("a record of changes is cut off"),
            ChangeError::TooLarge { bytes } => {
                write!(out, "a record of changes has {bytes} bytes, more than any commit")
            }
            ChangeError::Foreign => out.write_str("this is no record of changes"),
            ChangeError::Damaged { why } => write!(out, "a record of changes is damaged: {why}"),
            ChangeError::Layout { found, ours } => {
                write!(out, "the changes are of layout {found}, and the data has {ours}")
            }
            ChangeError::Gap { expected, found } => {
                write!(out, "changes {expected} come next, and these are {found}")
            }
            ChangeError::Fork { sequence } => {
                write!(out, "changes {sequence} follow others than those that are here")
            }
            ChangeError::Io(error) => write!(out, "{error}"),
            ChangeError::Fault(fault) => write!(out, "{fault}"),
        }
    }
}

impl std::error::Error for ChangeError {}

impl From<Fault> for ChangeError {
    fn from(fault: Fault) -> ChangeError {
        ChangeError::Fault(fault)
    }
}
