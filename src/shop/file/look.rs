//! Files that whoever sent them looks at before they go where they were sent for: to every buyer of
//! a product, or to the one for whom something was done by hand.

use super::super::context::{Ctx, Done};
use super::super::{file, shared, todo};
use crate::domain::file::{File, NoFile, Purpose, Stage};
use crate::domain::id::{CustomerId, FileId, OrderId, ProductId};
use crate::domain::limit::FILES_SENT_MAX;
use crate::domain::refusal::Refusal;
use crate::domain::todo::Handover;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index};

/// One of them, and what it was sent for. Nobody else decides about it.
pub fn looked(read: &impl Read, by: CustomerId, id: FileId) -> Done<(File, Purpose)> {
    let file = read.get::<File>(id.0)?;
    match file.as_ref().map(|file| file.stage) {
        Some(Stage::Looked { by: whose, purpose, .. }) if whose == by => {
            Ok((file.ok_or(Refusal::Kept(NoFile::Gone))?, purpose))
        }
        _ => Err(Refusal::Kept(NoFile::Gone).into()),
    }
}

/// All of somebody's that were sent for the same.
pub fn all_for(read: &impl Read, by: CustomerId, purpose: Purpose) -> Result<Vec<File>, Fault> {
    let mut files = Vec::new();
    for id in read.list(Index::FilesOf, by.0, Direction::Oldest, FILES_SENT_MAX)? {
        let file = read.passable::<File>(id)?;
        files.extend(file.filter(|file| is_for(file, purpose)));
    }
    Ok(files)
}

fn is_for(file: &File, wanted: Purpose) -> bool {
    matches!(file.stage, Stage::Looked { purpose, .. } if purpose == wanted)
}

/// How many files for the shelf wait for somebody's decision, by product.
pub fn waiting_of(read: &impl Read, by: CustomerId) -> Result<Vec<(ProductId, u32)>, Fault> {
    let mut waiting: Vec<(ProductId, u32)> = Vec::new();
    for id in read.list(Index::FilesOf, by.0, Direction::Oldest, FILES_SENT_MAX)? {
        let Some(file) = read.passable::<File>(id)? else { continue };
        let Stage::Waiting { product, .. } = file.stage else { continue };
        match waiting.iter_mut().find(|(known, _)| *known == product) {
            Some((_, count)) => *count += 1,
            None => waiting.push((product, 1)),
        }
    }
    Ok(waiting)
}

/// The buyer gets it, and the job is done.
pub fn hand_over(ctx: &mut Ctx, by: Staff, id: FileId) -> Done<OrderId> {
    let (file, purpose) = looked(&ctx.tx, by.id(), id)?;
    let Purpose::Todo { order, product } = purpose else {
        return Err(Refusal::Kept(NoFile::Gone).into());
    };
    let handover = Handover { text: file.name.clone(), file: Some(id) };
    ctx.tx.put(&File { stage: Stage::Kept, ..file })?;
    todo::finish(ctx, by, order, product, handover)?;
    Ok(order)
}

/// What they were sent for is over: nobody wants them any more.
pub(in crate::shop) fn forget_all(ctx: &mut Ctx, purpose: Purpose) -> Result<(), Fault> {
    for id in ctx.tx.list(Index::FilesWaiting, ALL, Direction::Oldest, usize::MAX)? {
        let file = ctx.tx.passable::<File>(id)?.filter(|it| is_for(it, purpose));
        if let Some(file) = file {
            file::forget(ctx, file.id)?;
        }
    }
    Ok(())
}

/// Every buyer of the product gets it from now on.
pub fn share(ctx: &mut Ctx, by: Staff, id: FileId) -> Done<ProductId> {
    let (file, purpose) = looked(&ctx.tx, by.id(), id)?;
    let Purpose::Shared(product) = purpose else {
        return Err(Refusal::Kept(NoFile::Gone).into());
    };
    let (name, digest) = (file.name.clone(), file.digest);
    ctx.tx.put(&File { stage: Stage::Kept, ..file })?;
    shared::set(ctx, by, product, name, Some((id, digest)))?;
    Ok(product)
}

/// None of theirs for that is wanted.
pub fn leave_all(ctx: &mut Ctx, by: Staff, purpose: Purpose) -> Done {
    for file in all_for(&ctx.tx, by.id(), purpose)? {
        file::forget(ctx, file.id)?;
    }
    Ok(())
}

/// It is not wanted.
pub fn leave(ctx: &mut Ctx, by: Staff, id: FileId) -> Done<Purpose> {
    let (file, purpose) = looked(&ctx.tx, by.id(), id)?;
    file::forget(ctx, file.id)?;
    Ok(purpose)
}
