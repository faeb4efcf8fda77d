//! Files that are sold: sent by the staff, fetched one at a time, kept in sealed pieces.

pub mod look;
mod room;

use super::context::{Ctx, Done, Stop};
use super::prune::nights;
use super::{batch, product, revision, staff, todo, waiter};
use crate::domain::act::Act;
use crate::domain::batch::Source;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::StockFact;
use crate::domain::file::{Attached, File, FilePiece, NoFile, Purpose, Stage};
use crate::domain::id::{BatchId, CustomerId, FileId, ProductId, UnitId};
use crate::domain::limit::{
    FILE_BYTES_MAX, FILE_PIECE_BYTES, FILES_SENT_MAX, INTAKE_NIGHTS, TWINS_READ_MAX,
};
use crate::domain::message::{Image, Want};
use crate::domain::product::{Kind, NoProduct};
use crate::domain::refusal::{BadFile, Refusal};
use crate::domain::revision::By;
use crate::domain::stock::{Fate, NoUnit, Unit};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Table};
pub use room::unknown;
pub(super) use room::{can_be_sent, sold};

/// Keeps in mind that somebody has sent a file, and fetches it when its turn comes.
pub fn send_for(ctx: &mut Ctx, by: Staff, purpose: Purpose, sent: Attached) -> Done<FileId> {
    fits(ctx, purpose)?;
    if sent.bytes > FILE_BYTES_MAX as u64 {
        return Err(Refusal::File(BadFile::TooBig { bytes_max: FILE_BYTES_MAX }).into());
    }
    let theirs = ctx.tx.list(Index::FilesOf, by.id().0, Direction::Oldest, FILES_SENT_MAX)?;
    if theirs.len() >= FILES_SENT_MAX {
        return Err(Refusal::Kept(NoFile::TooMany { max: FILES_SENT_MAX }).into());
    }
    room::make(ctx, sent.bytes)?;
    let id = FileId(ctx.tx.next(Table::File)?);
    let Attached { telegram, name, bytes } = sent;
    let stage = Stage::Wanted { by: by.id(), purpose, night: nights(&ctx.tx)? };
    let first = ctx.tx.list(Index::FilesWanted, ALL, Direction::Oldest, 1)?.is_empty();
    let (pieces, digest, telegram) = (0, 0, Some(telegram));
    let file = File { id, name, bytes, pieces, telegram, digest, stage };
    ctx.tx.put(&file)?;
    if first {
        fetch(ctx, &file)?;
    }
    Ok(id)
}

/// Whether it is sold as files, or there is somebody whom it is for.
fn fits(ctx: &Ctx, purpose: Purpose) -> Done {
    let fit = match purpose {
        Purpose::Stock(id) => product::on_shelf(&ctx.tx, id)?.kind == Kind::File,
        Purpose::Shared(id) => {
            matches!(product::known(&ctx.tx, id)?.kind, Kind::Shared { .. })
        }
        Purpose::Todo { order, product } => {
            todo::known(&ctx.tx, order, product)?;
            true
        }
    };
    match fit {
        true => Ok(()),
        false => Err(Refusal::Product(NoProduct::NotInFiles).into()),
    }
}

/// One at a time: all of it is in memory while it comes.
fn fetch(ctx: &mut Ctx, file: &File) -> Result<(), Fault> {
    let Some(telegram) = file.telegram.clone() else { return Ok(()) };
    let task = Task::Fetch { file: telegram, bytes_max: FILE_BYTES_MAX };
    ctx.ask(Lane::Answer, task, About::KeptFile(file.id))?;
    Ok(())
}

fn fetch_next(ctx: &mut Ctx) -> Result<(), Fault> {
    for id in ctx.tx.list(Index::FilesWanted, ALL, Direction::Oldest, FILES_SENT_MAX)? {
        if let Some(file) = ctx.tx.passable::<File>(id)? {
            return fetch(ctx, &file);
        }
        ctx.tx.unlist(Index::FilesWanted, ALL, id);
    }
    Ok(())
}

/// What has become of a file that is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It waits for whoever sent it to look. `more`: others of theirs are still to come.
    Waits { product: ProductId, more: bool },
    /// Whoever sent it looks before it goes where it was sent for.
    Looked { file: FileId, purpose: Purpose },
    /// The shop has it already, as goods of that product.
    Known(ProductId),
}

/// Who has sent a file that is still to come, and what for.
pub fn sender(read: &impl Read, id: FileId) -> Result<Option<(CustomerId, Purpose)>, Fault> {
    Ok(read.get::<File>(id.0)?.and_then(|file| match file.stage {
        Stage::Wanted { by, purpose, .. } => Some((by, purpose)),
        Stage::Waiting { .. }
        | Stage::Replaced { .. }
        | Stage::Looked { .. }
        | Stage::Kept
        | Stage::Sold { .. }
        | Stage::Released => None,
    }))
}

/// It is here. Whatever comes of it, the next one is fetched.
pub fn came(ctx: &mut Ctx, id: FileId, bytes: &[u8]) -> Done<Option<Result<Came, Refusal>>> {
    let Some(file) = ctx.tx.get::<File>(id.0)? else {
        fetch_next(ctx)?;
        return Ok(None);
    };
    let Stage::Wanted { by, purpose, night } = file.stage else { return Ok(None) };
    let mark = ctx.mark();
    let came = match keep(ctx, file, by, purpose, night, bytes) {
        Ok(came) => Ok(came),
        Err(Stop::Refused(why)) => {
            ctx.back_to(mark);
            forget(ctx, id)?;
            Err(why)
        }
        Err(fault) => return Err(fault),
    };
    fetch_next(ctx)?;
    Ok(Some(came))
}

/// It cannot be brought. One that is here by now stays, whatever a later answer says of it.
pub fn lost(ctx: &mut Ctx, id: FileId) -> Done {
    match ctx.tx.passable::<File>(id.0)?.map(|file| file.stage) {
        Some(Stage::Wanted { .. }) => forget(ctx, id)?,
        Some(_) => return Ok(()),
        None => {}
    }
    Ok(fetch_next(ctx)?)
}

fn keep(
    ctx: &mut Ctx,
    file: File,
    by: CustomerId,
    purpose: Purpose,
    night: u32,
    bytes: &[u8],
) -> Done<Came> {
    let id = file.id;
    staff::allow(ctx, by, purpose.needs())?;
    fits(ctx, purpose)?;
    if bytes.is_empty() || bytes.len() > FILE_BYTES_MAX {
        return Err(Refusal::File(BadFile::TooBig { bytes_max: FILE_BYTES_MAX }).into());
    }
    let digest = ctx.tx.seal().digest(&[b"file", bytes]);
    if let (Purpose::Stock(_) | Purpose::Shared(_), Some(known)) = (purpose, twin(ctx, digest)?) {
        forget(ctx, id)?;
        return Ok(Came::Known(known));
    }
    let mut pieces = 0;
    for piece in bytes.chunks(FILE_PIECE_BYTES) {
        ctx.tx.put(&FilePiece { key: FilePiece::key(id, pieces), bytes: piece.to_vec() })?;
        pieces += 1;
    }
    let file = File { pieces, digest, bytes: bytes.len() as u64, ..file };
    match purpose {
        Purpose::Stock(product) => {
            ctx.tx.put(&File { stage: Stage::Waiting { by, product, night }, ..file })?;
            Ok(Came::Waits { product, more: more(ctx, by, product)? })
        }
        // What came as a photo has no name as a document; the look gives it one.
        Purpose::Shared(_) | Purpose::Todo { .. } => {
            let stage = Stage::Looked { by, purpose, night };
            ctx.tx.put(&File { stage, telegram: None, ..file })?;
            Ok(Came::Looked { file: id, purpose })
        }
    }
}

/// The product that has such a file, in stock or sold, or waiting to be taken in.
fn twin(ctx: &Ctx, digest: u64) -> Result<Option<ProductId>, Fault> {
    if let Some(known) = owner(ctx, digest)? {
        return Ok(Some(known));
    }
    for id in ctx.tx.list(Index::FilesWaiting, ALL, Direction::Oldest, usize::MAX)? {
        let file = ctx.tx.passable::<File>(id)?.filter(|file| file.digest == digest);
        if let Some(File { stage: Stage::Waiting { product, .. }, .. }) = file {
            return Ok(Some(product));
        }
    }
    Ok(None)
}

/// The same in stock or sold, by whatever name.
fn owner(ctx: &Ctx, digest: u64) -> Result<Option<ProductId>, Fault> {
    for id in ctx.tx.list(Index::UnitDigest, digest, Direction::Oldest, TWINS_READ_MAX)? {
        if let Some(unit) = ctx.tx.passable::<Unit>(id)?.filter(|unit| unit.file.is_some()) {
            return Ok(Some(unit.product));
        }
    }
    Ok(None)
}

fn more(ctx: &Ctx, by: CustomerId, product: ProductId) -> Result<bool, Fault> {
    Ok(sent(&ctx.tx, by, product)?.1 > 0)
}

/// What somebody has sent of a product and not decided about, and how many are still to come.
pub fn sent(
    read: &impl Read,
    by: CustomerId,
    product: ProductId,
) -> Result<(Vec<File>, u32), Fault> {
    let (mut here, mut coming) = (Vec::new(), 0);
    for id in read.list(Index::FilesOf, by.0, Direction::Oldest, FILES_SENT_MAX)? {
        let Some(file) = read.passable::<File>(id)? else { continue };
        match file.stage {
            Stage::Waiting { product: of, .. } if of == product => here.push(file),
            Stage::Wanted { purpose: Purpose::Stock(of), .. } if of == product => coming += 1,
            _ => {}
        }
    }
    Ok((here, coming))
}

/// Puts those that are here on the shelf, as one batch. A second tap finds none.
pub fn take(ctx: &mut Ctx, by: Staff, product: ProductId) -> Done<(u32, BatchId)> {
    let known = product::on_shelf(&ctx.tx, product)?;
    if known.kind != Kind::File {
        return Err(Refusal::Product(NoProduct::NotInFiles).into());
    }
    let (files, _) = sent(&ctx.tx, by.id(), product)?;
    if files.is_empty() {
        return Err(Refusal::Kept(NoFile::Gone).into());
    }
    let (into, mut added) = (batch::next(ctx)?, 0);
    for file in files {
        // While it waited, the same may have been given to somebody.
        if owner(ctx, file.digest)?.is_some() {
            forget(ctx, file.id)?;
            continue;
        }
        added += 1;
        let id = UnitId(ctx.tx.next(Table::Unit)?);
        ctx.tx.put(&Unit {
            id,
            product,
            content: file.name.clone(),
            digest: file.digest,
            fate: Fate::Available,
            batch: Some(into),
            file: Some(file.id),
            made: None,
        })?;
        ctx.tx.put(&File { stage: Stage::Kept, ..file })?;
    }
    if added == 0 {
        return Err(Refusal::Unit(NoUnit::Known).into());
    }
    let whom: By = by.into();
    batch::keep(ctx, whom, into, product, Source::File, (added, false))?;
    revision::act(ctx, whom, Act::StockIn { product, added, moved: 0 })?;
    waiter::restocked(ctx, product, added.into())?;
    Ok((added, into))
}

/// They are not wanted, those that are still to come neither.
pub fn drop_sent(ctx: &mut Ctx, by: Staff, product: ProductId) -> Done {
    for id in ctx.tx.list(Index::FilesOf, by.id().0, Direction::Oldest, FILES_SENT_MAX)? {
        let Some(file) = ctx.tx.passable::<File>(id)? else { continue };
        match file.stage {
            Stage::Waiting { product: of, .. } if of == product => forget(ctx, file.id)?,
            // Its answer finds it gone, and fetches the next one.
            Stage::Wanted { purpose: Purpose::Stock(of), .. } if of == product => {
                forget(ctx, file.id)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Takes a file away with all its pieces. It need not be readable.
pub(super) fn forget(ctx: &mut Ctx, id: FileId) -> Result<(), Fault> {
    let (first, end) = (FilePiece::key(id, 0), FilePiece::key(FileId(id.0 + 1), 0));
    while let Some((key, _)) = ctx.tx.rows(Table::FilePiece, first, 1)?.pop() {
        if key >= end {
            break;
        }
        room::drop_piece(ctx, key)?;
    }
    match ctx.tx.remove::<File>(id.0) {
        Err(fault) if fault.fatal() => Err(fault),
        Err(_) => {
            ctx.tx.discard::<File>(id.0);
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

/// Telegram has taken the file and calls it by this name from now on.
pub fn named(ctx: &mut Ctx, id: FileId, telegram: String) -> Done {
    if let Some(file) = ctx.tx.get::<File>(id.0)?
        && file.telegram.as_deref() != Some(&telegram)
    {
        ctx.tx.put(&File { telegram: Some(telegram), ..file })?;
    }
    Ok(())
}

/// Telegram calls no file by the name we know any more. What was still to be fetched is lost.
pub fn unname(ctx: &mut Ctx) -> Done {
    for (id, _) in ctx.tx.rows(Table::File, 0, usize::MAX)? {
        let Some(file) = ctx.tx.passable::<File>(id)? else { continue };
        match file.stage {
            Stage::Wanted { .. } => forget(ctx, file.id)?,
            _ if file.telegram.is_some() => ctx.tx.put(&File { telegram: None, ..file })?,
            _ => {}
        }
    }
    Ok(())
}

/// A file as it is sent to somebody: Telegram's name of it, or its bytes.
pub fn load(read: &impl Read, id: FileId, want: Want) -> Result<Option<(String, Image)>, Fault> {
    let Some(file) = read.get::<File>(id.0)? else { return Ok(None) };
    if want == Want::Bytes && file.stage == Stage::Released {
        return Ok(None);
    }
    let pieces = if want == Want::Bytes { file.pieces } else { 0 };
    let mut bytes = Vec::new();
    for piece in 0..pieces {
        bytes.extend(read.need::<FilePiece>(FilePiece::key(id, piece))?.bytes);
    }
    Ok(Some((file.name, Image { file: file.telegram, bytes })))
}

/// Another has taken its place. Messages that are under way still have it in them.
pub(super) fn replaced(ctx: &mut Ctx, id: FileId) -> Result<(), Fault> {
    let night = nights(&ctx.tx)?;
    match ctx.tx.passable::<File>(id.0)? {
        Some(file) => ctx.tx.put(&File { stage: Stage::Replaced { night }, ..file }),
        None => forget(ctx, id),
    }
}

/// What nobody has decided about for some nights goes, and so does what was replaced. Whoever sent
/// it is told.
pub(super) fn sweep(ctx: &mut Ctx) -> Result<(), Fault> {
    let tonight = nights(&ctx.tx)?;
    let old = |night: u32| tonight.saturating_sub(night) >= INTAKE_NIGHTS;
    let mut gone: Vec<(CustomerId, Purpose, u32)> = Vec::new();
    for index in [Index::FilesWanted, Index::FilesWaiting] {
        for id in ctx.tx.list(index, ALL, Direction::Oldest, usize::MAX)? {
            let Some(file) = ctx.tx.passable::<File>(id)? else { continue };
            let (of, night) = match file.stage {
                Stage::Wanted { by, purpose, night } | Stage::Looked { by, purpose, night } => {
                    (Some((by, purpose)), night)
                }
                Stage::Waiting { by, product, night } => {
                    (Some((by, Purpose::Stock(product))), night)
                }
                Stage::Replaced { night } => (None, night),
                Stage::Kept | Stage::Sold { .. } | Stage::Released => continue,
            };
            if !old(night) {
                continue;
            }
            forget(ctx, file.id)?;
            let Some((by, purpose)) = of else { continue };
            match gone.iter_mut().find(|it| (it.0, it.1) == (by, purpose)) {
                Some((.., count)) => *count += 1,
                None => gone.push((by, purpose, 1)),
            }
        }
    }
    for (by, purpose, count) in gone {
        ctx.fact(StockFact::Forgotten { by, purpose, count });
    }
    // Whatever has become of the one that was being fetched, the others still come. One that is
    // fetched twice is kept once.
    fetch_next(ctx)
}
