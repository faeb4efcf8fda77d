//! How many of a product, typed.

use crate::chat::place::ShelfPlace;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::cart::BadCart;
use crate::domain::id::ProductId;
use crate::domain::limit::CART_QUANTITY_MAX;
use crate::domain::product::Product;
use crate::domain::refusal::{BadInput, Refusal};
use crate::shop::context::{Ctx, Done};
use crate::shop::{cart, product};
use crate::words::{Words, args};

pub fn ask(id: ProductId, ctx: &Ctx, w: Words) -> Done<Question> {
    let product = product::for_sale(&ctx.tx, id)?;
    let (least, max) = (product.least(), most(ctx, &product)?);
    Ok(Question::new(match least {
        1 => w.product_ask_quantity(max.into(), product.name.as_str()),
        fewest => w.product_ask_quantity_from(args::ProductAskQuantityFrom {
            max: max.into(),
            fewest: fewest.into(),
            name: product.name.as_str(),
        }),
    }))
}

/// How many can be bought: there is no word to tell that fewer than typed were put in.
fn most(ctx: &Ctx, product: &Product) -> Done<u32> {
    let left = cart::available(&ctx.tx, product.id)?;
    cart::enough(product, left, product.least())?;
    Ok(left.min(product.most()))
}

pub fn take(id: ProductId, ctx: &mut Ctx, turn: &Turn, said: &Answer) -> Done<Option<Reply>> {
    let Answer::Text(text) = said else { return Ok(None) };
    let product = product::for_sale(&ctx.tx, id)?;
    let (most, max) = (product.most(), most(ctx, &product)?);
    let plain = !text.trim().is_empty() && text.trim().bytes().all(|it| it.is_ascii_digit());
    let quantity: Option<u32> = plain.then(|| text.trim().parse().ok()).flatten();
    let quantity = match quantity {
        Some(quantity) if quantity <= max => quantity,
        Some(many) if many > most && most < CART_QUANTITY_MAX => {
            return Err(Refusal::Cart(BadCart::Most { most }).into());
        }
        _ => return Err(Refusal::Input(BadInput::Quantity { max }).into()),
    };
    cart::set(ctx, turn.customer.id, id, quantity)?;
    Ok(Some(Next::go(ShelfPlace::Variant(id)).into()))
}
