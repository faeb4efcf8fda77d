//! One product bought at once: from its card to its invoice, whatever else is in the cart.

use super::{Express, method as payment};
use crate::chat::place::{PaymentPlace, ShelfPlace};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::cart::{BadCart, CartLine};
use crate::domain::limit::CART_QUANTITY_MAX;
use crate::domain::payment::PaymentMethod;
use crate::domain::product::Product;
use crate::domain::refusal::Refusal;
use crate::shop::cart::{self, Changed};
use crate::shop::checkout::{self, Checkout};
use crate::shop::context::{Ctx, Done};
use crate::shop::{price, product};
use crate::words::visible;

/// To the ways to pay for it, or straight to the invoice where there is one way only.
pub fn open(ctx: &mut Ctx, turn: &Turn, it: Express) -> Done<Reply> {
    let customer = turn.customer.id;
    if let Some(id) = payment::tapped_twice(ctx, turn)? {
        return Ok(Next::Panel(id).into());
    }
    let it = Express { quantity: it.quantity.clamp(1, CART_QUANTITY_MAX), ..it };
    let product = product::for_sale(&ctx.tx, it.product)?;
    let left = cart::available(&ctx.tx, it.product)?;
    cart::enough(&product, left, it.quantity.max(product.least()))?;
    let card = Next::go(ShelfPlace::Variant(it.product));
    let price = price::tariff(&ctx.tx, ctx.now, customer, &product)?.at(it.quantity).price;
    if price != it.price {
        return Ok(card.toast(turn.words.toast_price_changed(price)));
    }
    if let Some(why) = outside(&product, it.quantity) {
        return Ok(card.toast(visible(&turn.words.refusal(&why))));
    }
    if left < it.quantity {
        return Ok(card.toast(turn.words.toast_quantity_capped(left.into())));
    }
    let others = cart::cart_of(&ctx.tx, customer)?.lines;
    if others.iter().all(|line| line.product == it.product) {
        // The cart itself, with its coupon.
        cart::set(ctx, customer, it.product, it.quantity)?;
        return payment::open(ctx, turn);
    }
    match payment::load_express(ctx, turn, it)?.only_way() {
        Some(method) => pay(ctx, turn, it, method),
        None => Ok(Next::go(PaymentPlace::BuyNow(it)).into()),
    }
}

/// Why one order has not so many of it.
fn outside(product: &Product, quantity: u32) -> Option<Refusal> {
    let (least, most) = (product.least(), product.most());
    match quantity {
        few if few < least => Some(Refusal::Cart(BadCart::Least { least })),
        many if many > most => Some(Refusal::Cart(BadCart::Most { most })),
        _ => None,
    }
}

pub fn pay(ctx: &mut Ctx, turn: &Turn, it: Express, method: PaymentMethod) -> Done<Reply> {
    if let Some(id) = payment::tapped_twice(ctx, turn)? {
        return Ok(Next::Panel(id).into());
    }
    let Express { product, quantity, price } = it;
    let line = CartLine { product, quantity: quantity.clamp(1, CART_QUANTITY_MAX), price };
    match checkout::buy_now(ctx, turn.customer.id, line, method, turn.pressed)? {
        Checkout::Changed(changes) => {
            let w = turn.words;
            let no = |why| visible(&w.refusal(&Refusal::Cart(why)));
            let told = changes.first().map(|change| match change.what {
                Changed::Price { to, .. } => w.toast_price_changed(to),
                Changed::Short { left } => w.toast_quantity_capped(left.into()),
                Changed::Least { least } => no(BadCart::Least { least }),
                Changed::Most { most } => no(BadCart::Most { most }),
                Changed::Few { least, left } => no(BadCart::Few { least, left }),
                Changed::Gone | Changed::Coupon(_) => no(BadCart::SoldOut),
            });
            let card = Next::go(ShelfPlace::Variant(product));
            Ok(Reply { toast: told, ..card.into() })
        }
        bought => payment::answered(ctx, turn, bought),
    }
}
