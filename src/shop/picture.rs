//! Pictures of products and of what buyers read: kept by us in pieces, because Telegram's names
//! of them die with a token.

use super::context::{Ctx, Done};
use super::revision::Revised;
use super::{product, revision, variant};
use crate::domain::id::{PictureId, ProductId};
use crate::domain::limit::{PICTURE_BACK, PICTURE_BYTES_MAX, PICTURE_PIECE_BYTES};
use crate::domain::message::{Image, Want};
use crate::domain::own_button::OwnButton;
use crate::domain::product::Product;
use crate::domain::refusal::{BadFile, Refusal};
use crate::domain::revision::{Revision, RowImage};
use crate::domain::wording::OwnText;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Picture, PicturePiece, Table, row_of};

/// Pieces of one picture have neighbouring keys: `picture << 16 | piece`.
fn piece_key(picture: u64, piece: u32) -> u64 {
    picture << 16 | u64::from(piece)
}

/// A kind of row that has a picture.
pub(super) trait Pictured: Revised {
    fn picture(&self) -> Option<PictureId>;
}

macro_rules! pictured {
    ($($row:ty),*) => {
        $(impl Pictured for $row {
            fn picture(&self) -> Option<PictureId> {
                self.picture
            }
        })*
    };
}

pictured!(Product, OwnText, OwnButton);

/// Gives a product a picture in the place of the one it had.
pub fn set(ctx: &mut Ctx, by: Staff, product: ProductId, bytes: &[u8]) -> Done<Product> {
    // Choices are shown with the picture of their card.
    let product = variant::owner(&ctx.tx, product::known(&ctx.tx, product)?)?;
    let picture = keep::<Product>(ctx, product.id.0, bytes)?;
    let product = Product { picture: Some(picture), ..product };
    revision::put(ctx, by, &product)?;
    Ok(product)
}

/// Keeps a picture that a row is to have from now on.
pub(super) fn keep<R: Pictured>(ctx: &mut Ctx, row: u64, bytes: &[u8]) -> Done<PictureId> {
    if bytes.is_empty() || bytes.len() > PICTURE_BYTES_MAX {
        return Err(Refusal::File(BadFile::TooBig { bytes_max: PICTURE_BYTES_MAX }).into());
    }
    forget_older::<R>(ctx, row)?;
    let id = ctx.tx.next(Table::Picture)?;
    let mut pieces = 0;
    for piece in bytes.chunks(PICTURE_PIECE_BYTES) {
        ctx.tx.put(&PicturePiece { id: piece_key(id, pieces), bytes: piece.to_vec() })?;
        pieces += 1;
    }
    ctx.tx.put(&Picture { id, file: None, pieces })?;
    Ok(PictureId(id))
}

/// Whether a picture is still kept.
pub(super) fn is_kept(read: &impl Read, id: PictureId) -> Result<bool, Fault> {
    Ok(read.get::<Picture>(id.0)?.is_some())
}

/// A product without a picture. It can be taken back.
pub fn take_off(ctx: &mut Ctx, by: Staff, product: ProductId) -> Done<Product> {
    forget_older::<Product>(ctx, product.0)?;
    product::change(ctx, by, product, |product| Product { picture: None, ..product })
}

/// The picture before the present one is kept, so that a change can be taken back; the one before
/// it goes when there is another. What cannot be read of the past stops nobody, and neither does a
/// long one: at worst a picture stays that nobody asks for.
pub(super) fn forget_older<R: Pictured>(ctx: &mut Ctx, row: u64) -> Done {
    let present = ctx.tx.get::<R>(row)?.and_then(|row| row.picture());
    let what = R::target(row).key();
    for number in ctx.tx.list(Index::RevisionsOf, what, Direction::Newest, PICTURE_BACK)? {
        let Some(revision) = ctx.tx.passable::<Revision>(number)? else { continue };
        let picture = |image: &Option<RowImage>| match image {
            Some(image) => row_of::<R>(row, image).map(|row| row.picture()),
            None => Ok(None),
        };
        let (Ok(before), Ok(after)) = (picture(&revision.before), picture(&revision.after)) else {
            continue;
        };
        if before != after {
            // Behind a gap it may be the very one that is shown now.
            return match before.filter(|older| Some(*older) != present) {
                Some(older) => Ok(drop_picture(ctx, older)?),
                None => Ok(()),
            };
        }
    }
    Ok(())
}

fn drop_picture(ctx: &mut Ctx, id: PictureId) -> Result<(), Fault> {
    let Some(picture) = ctx.tx.get::<Picture>(id.0)? else { return Ok(()) };
    for piece in 0..picture.pieces {
        ctx.tx.remove::<PicturePiece>(piece_key(id.0, piece))?;
    }
    ctx.tx.remove::<Picture>(id.0)
}

/// Telegram has taken the picture and calls it by this name from now on.
pub fn named(ctx: &mut Ctx, id: PictureId, file: String) -> Done {
    if let Some(picture) = ctx.tx.get::<Picture>(id.0)?
        && picture.file.as_deref() != Some(&file)
    {
        ctx.tx.put(&Picture { file: Some(file), ..picture })?;
    }
    Ok(())
}

/// Telegram calls no picture by the name we know any more: each is uploaded anew.
pub fn unname(ctx: &mut Ctx) -> Done {
    for picture in ctx.tx.all::<Picture>(0, usize::MAX)? {
        if picture.file.is_some() {
            ctx.tx.put(&Picture { file: None, ..picture })?;
        }
    }
    Ok(())
}

/// As much of a picture as is wanted.
pub fn load(read: &impl Read, id: PictureId, want: Want) -> Result<Option<Image>, Fault> {
    let Some(picture) = read.get::<Picture>(id.0)? else { return Ok(None) };
    let pieces = if want == Want::Bytes { picture.pieces } else { 0 };
    let mut bytes = Vec::new();
    for piece in 0..pieces {
        bytes.extend(read.need::<PicturePiece>(piece_key(id.0, piece))?.bytes);
    }
    Ok(Some(Image { file: picture.file, bytes }))
}
