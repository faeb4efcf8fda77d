//! Files that staff sent, once they are here: stock lines and product pictures.

use super::staff::own_button;
use super::staff::product::picture;
use super::staff::stock::fill;
use super::staff::wording;
use super::turn::Next;
use crate::domain::effect::Pictured;
use crate::domain::id::{CustomerId, ProductId};
use crate::domain::refusal::{BadFile, Refusal};
use crate::domain::staff::Right;
use crate::domain::stock::Form;
use crate::shop::context::{Ctx, Done};
use crate::shop::{product, staff};
use crate::words::Words;

/// A stock file, to be looked at before any of it is taken.
pub fn stock(
    ctx: &mut Ctx,
    w: Words,
    by: CustomerId,
    product: ProductId,
    form: Form,
    bytes: &[u8],
) -> Done<Next> {
    let by = staff::allow(ctx, by, Right::Stock)?;
    let product = product::on_shelf(&ctx.tx, product)?;
    fill::filed(ctx, by, w, &product, form, bytes)
}

pub fn picture(ctx: &mut Ctx, w: Words, id: ProductId, by: CustomerId, bytes: &[u8]) -> Done<Next> {
    let by = staff::allow(ctx, by, Right::Shelf)?;
    picture::came(ctx, by, w, id, bytes)
}

/// The same for what buyers read.
pub fn photo(ctx: &mut Ctx, w: Words, of: Pictured, by: CustomerId, bytes: &[u8]) -> Done<Next> {
    let by = staff::allow(ctx, by, Right::Wording)?;
    match of {
        Pictured::Text(id) => wording::photo::came(ctx, by, w, id, bytes),
        Pictured::Button(id) => own_button::field::came(ctx, by, w, id, bytes),
    }
}

/// The file could not be brought.
pub fn lost() -> Refusal {
    Refusal::File(BadFile::Lost)
}
