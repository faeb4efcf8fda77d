//! The log's file beside its database: made whole, missed when it is gone, given up by the operator
//! alone.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use redb::{Database, StorageBackend};

use super::{SHAPE, Shape, Wanted, look, note};
use crate::store::change_record::{ChangeRecord, Place};
use crate::store::durable;
use crate::store::open::backend;
use crate::store::read_only::ReadOnly;
use crate::store::refused::OpenError;
use crate::store::replay;
use crate::store::sidecar::there;

pub const LOG: &str = "warung.log";
/// The operator's word that the log is lost for good.
const LOST: &str = "warung.log.lost";

/// One that was given up, and is there all the same.
const ASIDE: &str = "warung.log.old";

const PIECE: usize = 1 << 20;

/// Where a database stands whose log must be beside it, and the log's file. One whose chain has not
/// begun gets a log, and so does one whose log the operator has given up.
pub(in crate::store) fn agreed(
    db: &Database,
    folder: &Path,
) -> Result<(Place, Arc<dyn StorageBackend>), OpenError> {
    let at = |error| OpenError::at(folder, error);
    let of = OpenError::of(folder);
    let given_up = is_given_up(folder).map_err(at)?;
    if given_up {
        tracing::error!("the log was given up: what it alone had is lost");
        set_aside(folder).map_err(at)?;
        replay::end_in(db).map_err(&of)?;
    }
    match replay::place_of(db).map_err(&of)?.generation.is_none() {
        true => {
            // One that is too short holds nothing that counts.
            if whole(folder).is_err() {
                durable::gone(&folder.join(LOG)).map_err(at)?;
            }
            make(folder).map_err(at)?;
        }
        false => whole(folder)?,
    }
    let medium: Arc<dyn StorageBackend> = Arc::new(backend(&folder.join(LOG))?);
    let head = |generation: &_| note(&*medium, &SHAPE, generation);
    let place = replay::begun(db, head).map_err(&of)?;
    if given_up {
        durable::gone(&folder.join(LOST)).and_then(|()| durable::sync(folder)).map_err(at)?;
    }
    Ok((place, medium))
}

/// What is left of it may still tell somebody what happened.
fn set_aside(folder: &Path) -> io::Result<()> {
    match fs::rename(folder.join(LOG), folder.join(ASIDE)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

pub(in crate::store) fn is_given_up(folder: &Path) -> io::Result<bool> {
    there(&folder.join(LOST))
}

/// It is there, and no shorter than it was made.
fn whole(folder: &Path) -> Result<(), OpenError> {
    match fs::metadata(folder.join(LOG)) {
        Ok(log) if log.len() >= (SHAPE.segment_bytes * SHAPE.segments) as u64 => Ok(()),
        Ok(log) => {
            let why = format!("{LOG} has been cut off after {} bytes", log.len());
            Err(OpenError::Damaged { folder: folder.to_owned(), why })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(OpenError::LogGone { folder: folder.to_owned() })
        }
        Err(error) => Err(OpenError::at(folder, error)),
    }
}

/// Where a database stands, and what its log has besides; neither is changed.
pub(in crate::store) fn found(
    db: &Database,
    folder: &Path,
) -> Result<(Place, Vec<ChangeRecord>), OpenError> {
    let place = replay::place_of(db).map_err(OpenError::of(folder))?;
    if place.generation.is_none() {
        return Ok((place, Vec::new()));
    }
    whole(folder)?;
    let path = folder.join(LOG);
    let medium = ReadOnly::new(&path).map_err(|error| OpenError::at(&path, error))?;
    let found = look(&medium, &SHAPE, place.generation, &place.last, Wanted::All);
    let tail = found.map_err(OpenError::of(folder))?.tail;
    Ok((place, tail.into_iter().map(|(record, _)| record).collect()))
}

/// Makes an empty log where there is none. Its pages are written, so that no later sync has more
/// to tell the disk than what is in them.
fn make(folder: &Path) -> io::Result<()> {
    if there(&folder.join(LOG))? {
        return Ok(());
    }
    let path = folder.join(LOG);
    let aside = durable::aside(&path);
    let made = blank(&aside, &SHAPE).and_then(|()| durable::replace(&aside, &path));
    made.inspect_err(|_| drop(fs::remove_file(&aside)))
}

fn blank(path: &Path, shape: &Shape) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file: File = options.write(true).create(true).truncate(true).mode(0o600).open(path)?;
    let (zeros, mut left) = (vec![0; PIECE], shape.segment_bytes * shape.segments);
    while left > 0 {
        let piece = left.min(PIECE);
        file.write_all(&zeros[..piece])?;
        left -= piece;
    }
    file.sync_all()
}
