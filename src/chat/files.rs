//! Files that staff sent, once they are here: stock lines and product pictures.

use super::staff::product::picture;
use super::staff::stock::{Filed, fill};
use super::turn::Next;
use crate::domain::id::{CustomerId, ProductId};
use crate::domain::refusal::{BadFile, Refusal};
use crate::domain::staff::Right;
use crate::domain::stock::Form;
use crate::shop::context::{Ctx, Done};
use crate::shop::{product, staff};
use crate::words::Words;

/// A stock file, and what was known of it when it was sent for.
pub struct Stock<'f> {
    pub product: ProductId,
    /// Telegram's name of it.
    pub file: &'f str,
    pub form: Form,
    pub sure: bool,
    pub bytes: &'f [u8],
}

/// Takes in a stock file. Lines that are no goods are refused one by one, the others are kept.
pub fn stock(ctx: &mut Ctx, w: Words, by: CustomerId, stock: Stock) -> Done<Next> {
    let by = staff::allow(ctx, by, Right::Stock)?;
    let Stock { product, file, form, sure, bytes } = stock;
    let product = product::on_shelf(&ctx.tx, product)?;
    let filed = Filed { file: file.to_owned(), form, sure };
    fill::filed(ctx, by, w, &product, filed, bytes)
}

pub fn picture(ctx: &mut Ctx, w: Words, id: ProductId, by: CustomerId, bytes: &[u8]) -> Done<Next> {
    let by = staff::allow(ctx, by, Right::Shelf)?;
    picture::came(ctx, by, w, id, bytes)
}

/// The file could not be brought.
pub fn lost() -> Refusal {
    Refusal::File(BadFile::Lost)
}
