//! How many of a product, typed.

use crate::chat::place::ShelfPlace;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::cart::BadCart;
use crate::domain::id::ProductId;
use crate::domain::limit::CART_QUANTITY_MAX;
use crate::domain::refusal::{BadInput, Refusal};
use crate::shop::context::{Ctx, Done};
use crate::shop::{cart, product};
use crate::words::Words;

pub fn ask(id: ProductId, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = product::on_shelf(&ctx.tx, id)?;
    let max = most(ctx, id)?;
    Ok(Question::new(w.product_ask_quantity(max.into(), product.name.as_str())))
}

/// How many can be bought: there is no word to tell that fewer than typed were put in.
fn most(ctx: &Ctx, id: ProductId) -> Done<u32> {
    match cart::available(&ctx.tx, id)?.min(CART_QUANTITY_MAX) {
        0 => Err(Refusal::Cart(BadCart::SoldOut).into()),
        max => Ok(max),
    }
}

pub fn take(id: ProductId, ctx: &mut Ctx, turn: &Turn, said: &Answer) -> Done<Option<Reply>> {
    let Answer::Text(text) = said else { return Ok(None) };
    let max = most(ctx, id)?;
    let plain = !text.trim().is_empty() && text.trim().bytes().all(|it| it.is_ascii_digit());
    let quantity: Option<u32> = plain.then(|| text.trim().parse().ok()).flatten();
    let quantity = quantity
        .filter(|quantity| *quantity <= max)
        .ok_or(Refusal::Input(BadInput::Quantity { max }))?;
    cart::set(ctx, turn.customer.id, id, quantity)?;
    Ok(Some(Next::go(ShelfPlace::Product(id)).into()))
}
