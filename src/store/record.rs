//! What a record is, and how its bytes are written and read.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fault::Fault;
use super::random::SeededRandom;
use super::schema::{Index, Table};
use super::seal::Seal;
use crate::domain::title::Title;

/// One kind of row: what it is called on disk, how it is found, which layout it has.
pub trait Record: Serialize + DeserializeOwned {
    const TABLE: Table;
    /// Goes up whenever the layout changes; a test pins the bytes of each.
    const VERSION: u8;
    /// Rows that hold goods or what people said are encrypted.
    const SEALED: bool = false;

    fn key(&self) -> u64;

    /// The ways to this row besides its key. `put` keeps them right by itself.
    fn index(&self) -> Vec<(Index, u64)> {
        Vec::new()
    }

    /// Reads its bytes of an older layout, which the log of revisions keeps as they were. `None`
    /// for a layout that it never had.
    fn of_older(_layout: u8, _bytes: &[u8]) -> Option<Result<Self, String>> {
        None
    }

    /// Whether rows of this kind may have a title.
    const TITLED: bool = false;

    /// The small row by which it is searched for and sorted. `put` keeps it right by itself.
    fn title(&self) -> Option<Title> {
        None
    }
}

/// CRC-32C. Sums up a plain row, so that bytes which changed on the disk are noticed; a sealed row
/// needs none, its seal breaks. With the table that takes sixteen bytes at a time: every row that
/// is read is added up.
pub(super) static CHECKSUM: crc::Crc<u32, crc::Table<16>> =
    crc::Crc::<u32, crc::Table<16>>::new(&crc::CRC_32_ISCSI);
const CHECKSUM_BYTES: usize = 4;

/// `version` and then either checksum and postcard, or nonce and sealed postcard.
pub fn encode<R: Record>(
    row: &R,
    seal: &Seal,
    random: &mut SeededRandom,
) -> Result<Vec<u8>, Fault> {
    let bare = postcard::to_stdvec(row).map_err(|error| corrupt::<R>(row.key(), error))?;
    let body = match R::SEALED {
        true => seal.close(random, &place::<R>(row.key()), &bare),
        false => [&checksum::<R>(row.key(), &bare)[..], &bare].concat(),
    };
    Ok([&[R::VERSION][..], &body].concat())
}

pub fn decode<R: Record>(key: u64, bytes: &[u8], seal: &Seal) -> Result<R, Fault> {
    let (version, body) = bytes.split_first().ok_or_else(|| corrupt::<R>(key, "empty"))?;
    if *version != R::VERSION {
        return Err(corrupt::<R>(key, format!("layout {version}, not {}", R::VERSION)));
    }
    let opened;
    let bare = if R::SEALED {
        opened = seal.open(&place::<R>(key), body).ok_or_else(|| corrupt::<R>(key, "seal"))?;
        &opened[..]
    } else {
        let (sum, bare) = body
            .split_first_chunk::<CHECKSUM_BYTES>()
            .ok_or_else(|| corrupt::<R>(key, "too short"))?;
        if *sum != checksum::<R>(key, bare) {
            return Err(corrupt::<R>(key, "checksum"));
        }
        bare
    };
    let (row, rest) = postcard::take_from_bytes(bare).map_err(|error| corrupt::<R>(key, error))?;
    match rest.is_empty() {
        true => Ok(row),
        false => Err(corrupt::<R>(key, "bytes left over")),
    }
}

fn checksum<R: Record>(key: u64, bare: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let mut sum = CHECKSUM.digest();
    sum.update(&place::<R>(key));
    sum.update(bare);
    sum.finalize().to_le_bytes()
}

/// Where a row belongs: bytes moved to another place are not accepted there.
fn place<R: Record>(key: u64) -> [u8; 10] {
    let mut place = [0; 10];
    place[0] = R::TABLE as u8;
    place[1] = R::VERSION;
    place[2..].copy_from_slice(&key.to_le_bytes());
    place
}

fn corrupt<R: Record>(key: u64, why: impl ToString) -> Fault {
    Fault::Corrupt { table: R::TABLE.name(), key, why: why.to_string() }
}
