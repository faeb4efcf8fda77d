//! Files that staff sent, once they are here: stock lines and product pictures.

use super::admin::commands;
use super::guard;
use super::turn::Next;
use crate::domain::id::{CustomerId, ProductId};
use crate::domain::refusal::Refusal;
use crate::shop::context::{Ctx, Done};
use crate::shop::{picture, product};
use crate::words::Words;

/// Takes in a stock file. Lines that are no text are refused one by one, the others are kept.
pub fn stock(ctx: &mut Ctx, w: Words, id: ProductId, by: CustomerId, bytes: &[u8]) -> Done<Next> {
    let admin = guard::allow(ctx, by)?;
    let product = product::on_shelf(&ctx.tx, id)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Refusal::NotAText)?;
    commands::fill(ctx, admin, w, &product, text)
}

pub fn picture(ctx: &mut Ctx, w: Words, id: ProductId, by: CustomerId, bytes: &[u8]) -> Done<Next> {
    guard::allow(ctx, by)?;
    let product = picture::set(ctx, id, bytes)?;
    Ok(Next::say(w.done_photo(product.name.as_str(), product.number.into())))
}

/// The file could not be brought.
pub fn lost() -> Refusal {
    Refusal::FileLost
}
