//! How revisions are found and chained, and how a row becomes part of one.

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::{Index, Record, Table};
use crate::domain::revision::{Chain, Revision, RowImage, Target};
use crate::store::fault::Fault;

impl Record for Revision {
    const TABLE: Table = Table::Revision;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.number
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let trails = self.trails().into_iter();
        let trails = trails.map(|trail| (Index::RevisionsTrail, trail.key()));
        // An act is of no row.
        let row = match self.what {
            Target::Act(_) => None,
            what => Some((Index::RevisionsOf, what.key())),
        };
        trails.chain(row).collect()
    }
}

/// A row as its history keeps it. One that is sealed on disk cannot become part of what is not.
pub fn image_of<R: Record>(row: &R) -> Result<RowImage, Fault> {
    const { assert!(!R::SEALED) };
    let bytes = postcard::to_stdvec(row).map_err(|it| corrupt::<R>(row.key(), it.to_string()))?;
    Ok(RowImage { layout: R::VERSION, bytes })
}

/// The row that an image is of, as it would be today: also of an image from an older layout. One
/// of a layout that this program does not know is refused as that.
pub fn row_of<R: Record>(key: u64, image: &RowImage) -> Result<R, Fault> {
    let RowImage { layout, bytes } = image;
    let unknown = || corrupt::<R>(key, format!("layout {layout}, not {}", R::VERSION));
    let read = match *layout == R::VERSION {
        true => whole(bytes),
        false => R::of_older(*layout, bytes).ok_or_else(unknown)?,
    };
    match read {
        Ok(row) if row.key() == key => Ok(row),
        Ok(_) => Err(corrupt::<R>(key, "a row of another number".to_owned())),
        Err(why) => Err(corrupt::<R>(key, why)),
    }
}

/// Whether images of that layout can be read.
pub fn known_layout<R: Record>(layout: u8) -> bool {
    layout == R::VERSION || R::of_older(layout, &[]).is_some()
}

/// A value that the bytes are of to the last; or why they are not.
pub fn whole<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    match postcard::take_from_bytes(bytes) {
        Ok((value, [])) => Ok(value),
        Ok(_) => Err("bytes left over".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// The chain of a revision that follows one with `previous`.
pub fn chain(previous: Chain, revision: &Revision) -> Result<Chain, Fault> {
    let linked = Revision { chain: previous, ..revision.clone() };
    let bytes = postcard::to_stdvec(&linked);
    let bytes = bytes.map_err(|it| corrupt::<Revision>(revision.number, it.to_string()))?;
    Ok(Sha256::digest(bytes).into())
}

fn corrupt<R: Record>(key: u64, why: String) -> Fault {
    Fault::Corrupt { table: R::TABLE.name(), key, why }
}
