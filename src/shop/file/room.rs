//! The room that files take: those that were sold long ago make way for others.

use super::super::context::{Ctx, Done};
use super::super::prune::nights;
use crate::domain::file::{File, FilePiece, NoFile, Stage};
use crate::domain::id::FileId;
use crate::domain::limit::{
    FILE_PIECE_BYTES, FILES_BYTES_MAX, FILES_RELEASED_MAX, FILES_SOLD_NIGHTS,
};
use crate::domain::refusal::Refusal;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index};

/// Makes room for a file that is to come, if there is any to be made.
pub(super) fn make(ctx: &mut Ctx, bytes: u64) -> Done {
    let most = FILES_BYTES_MAX;
    if taken(&ctx.tx)?.saturating_add(bytes) <= most {
        return Ok(());
    }
    // By the night of their sale, the oldest first.
    let (index, last) = (Index::FilesSold as u16, nights(&ctx.tx)?.checked_sub(FILES_SOLD_NIGHTS));
    let old = match last {
        Some(last) => {
            let (from, to) = ((index, 0, 0), (index, last.into(), u64::MAX));
            ctx.tx.entries(from, to, Direction::Oldest, FILES_RELEASED_MAX)?
        }
        None => Vec::new(),
    };
    for (.., id) in old {
        let Some(file) = ctx.tx.passable::<File>(id)? else { continue };
        for piece in 0..file.pieces {
            drop_piece(ctx, FilePiece::key(file.id, piece))?;
        }
        ctx.tx.put(&File { pieces: 0, stage: Stage::Released, ..file })?;
        if taken(&ctx.tx)?.saturating_add(bytes) <= most {
            return Ok(());
        }
    }
    Err(Refusal::Kept(NoFile::Full { megabytes: most >> 20 }).into())
}

/// What all files take, with those that are still to come.
fn taken(read: &impl Read) -> Result<u64, Fault> {
    let pieces = read.count(Index::FilePieces, ALL)?;
    let mut bytes = pieces.saturating_mul(FILE_PIECE_BYTES as u64);
    for id in read.list(Index::FilesWanted, ALL, Direction::Oldest, usize::MAX)? {
        bytes = bytes.saturating_add(read.passable::<File>(id)?.map_or(0, |file| file.bytes));
    }
    Ok(bytes)
}

/// Takes a piece away. It need not be readable.
pub(super) fn drop_piece(ctx: &mut Ctx, key: u64) -> Result<(), Fault> {
    match ctx.tx.remove::<FilePiece>(key) {
        Err(fault) if fault.fatal() => Err(fault),
        Err(_) => {
            ctx.tx.discard::<FilePiece>(key);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// A unit with this file has been sold: nobody else will ever get it.
pub fn sold(ctx: &mut Ctx, id: FileId) -> Result<(), Fault> {
    let night = nights(&ctx.tx)?;
    match ctx.tx.passable::<File>(id.0)?.filter(|file| file.stage == Stage::Kept) {
        Some(file) => ctx.tx.put(&File { stage: Stage::Sold { night }, ..file }),
        None => Ok(()),
    }
}

/// Telegram has not taken it. Where nobody else has it either, its buyer is told so next time.
pub fn unknown(ctx: &mut Ctx, id: FileId) -> Result<(), Fault> {
    match ctx.tx.passable::<File>(id.0)?.filter(|file| file.stage == Stage::Released) {
        Some(file) => ctx.tx.put(&File { telegram: None, ..file }),
        None => Ok(()),
    }
}

/// Whether a file can still be brought to whoever has bought it.
pub fn can_be_sent(read: &impl Read, id: FileId) -> Result<bool, Fault> {
    // One that cannot be read keeps nobody from the rest of their goods.
    let file = read.passable::<File>(id.0)?;
    Ok(file.is_some_and(|file| file.stage != Stage::Released || file.telegram.is_some()))
}
