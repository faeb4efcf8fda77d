//! Put in, take out; and what has changed since the buyer last looked.

use super::context::{Ctx, Done, Stop};
use super::{coupon, price, product, supply};
use crate::domain::cart::{BadCart, Cart, CartLine, Pick};
use crate::domain::coupon::{Bought, Coupon, CouponCode, Discount, NoCoupon};
use crate::domain::id::{CustomerId, ProductId};
use crate::domain::limit::CART_QUANTITY_MAX;
use crate::domain::money::Rupiah;
use crate::domain::product::Product;
use crate::domain::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::store::fault::Fault;
use crate::store::read::Read;

/// How many of a product can be bought now.
pub fn available(read: &impl Read, product: ProductId) -> Result<u32, Fault> {
    supply::left_of(read, product)
}

pub fn cart_of(read: &impl Read, customer: CustomerId) -> Result<Cart, Fault> {
    Ok(read.get(customer.0)?.unwrap_or_else(|| Cart::new(customer)))
}

/// What came of picking so many of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picked {
    /// In the cart before.
    pub had: u32,
    pub wanted: u32,
    /// In the cart now: fewer than wanted where the shelf or the cart holds no more.
    pub got: u32,
}

/// Changes how many of a product are in the cart, counted from what is in it at this moment. One
/// more of nothing is as few as one order may have, and one less than that is nothing.
pub fn pick(ctx: &mut Ctx, customer: CustomerId, id: ProductId, pick: Pick) -> Done<Picked> {
    let least = product::for_sale(&ctx.tx, id)?.least();
    let had = cart_of(&ctx.tx, customer)?.quantity(id);
    let wanted = match pick {
        Pick::Just(count) => count,
        Pick::More => pick.of(had).max(least),
        Pick::Less => Some(pick.of(had)).filter(|left| *left >= least).unwrap_or(0),
    };
    let got = set(ctx, customer, id, wanted)?;
    Ok(Picked { had, wanted, got })
}

/// Sets how many of a product are in the cart, and says how many there are now: fewer than wanted
/// where an order may have no more, or no more are left.
pub fn set(ctx: &mut Ctx, customer: CustomerId, id: ProductId, quantity: u32) -> Done<u32> {
    let product = product::for_sale(&ctx.tx, id)?;
    let in_stock = supply::left(&ctx.tx, &product)?;
    let mut cart = cart_of(&ctx.tx, customer)?;
    if quantity > 0 {
        enough(&product, in_stock, quantity)?;
    }
    let quantity = quantity.min(product.most()).min(in_stock).min(CART_QUANTITY_MAX);
    let tariff = price::tariff(&ctx.tx, ctx.now, customer, &product)?;
    cart.set(id, quantity, tariff.at(quantity).price, in_stock)?;
    keep(ctx, &cart)?;
    Ok(cart.quantity(id))
}

/// So many are as many as one order must have, and there are as many.
pub fn enough(product: &Product, left: u32, quantity: u32) -> Done {
    let least = product.least();
    let why = match left {
        0 => BadCart::SoldOut,
        left if left < least => BadCart::Few { least, left },
        _ if quantity < least => BadCart::Least { least },
        _ => return Ok(()),
    };
    Err(Refusal::Cart(why).into())
}

pub fn clear(ctx: &mut Ctx, customer: CustomerId) -> Done {
    Ok(ctx.tx.remove::<Cart>(customer.0)?)
}

/// Notes a coupon for a cart that it fits now, and says what it takes off.
pub fn apply(ctx: &mut Ctx, customer: CustomerId, code: &str) -> Done<Discount> {
    let coupon = coupon::by_code(&ctx.tx, code)?;
    let cart = cart_of(&ctx.tx, customer)?;
    if cart.lines.is_empty() {
        return Err(Refusal::Cart(BadCart::Empty).into());
    }
    let lines = bought(&ctx.tx, &cart)?;
    let amount = coupon::quote(&ctx.tx, ctx.now, customer, &coupon, &lines)?;
    let Coupon { id, code, .. } = coupon;
    keep(ctx, &Cart { coupon: Some(id), ..cart })?;
    Ok(Discount { coupon: id, code, amount })
}

pub fn drop_coupon(ctx: &mut Ctx, customer: CustomerId) -> Done {
    let cart = cart_of(&ctx.tx, customer)?;
    Ok(keep(ctx, &Cart { coupon: None, ..cart })?)
}

/// What a cart's coupon comes to at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// There is no coupon.
    None,
    Fits(Discount),
    /// It did, when it was put in.
    Lost {
        code: CouponCode,
        why: Refusal,
    },
}

impl Saving {
    /// What is left to pay of a price.
    pub fn off(&self, price: Rupiah) -> Rupiah {
        match self {
            Saving::Fits(discount) => Rupiah(price.0.saturating_sub(discount.amount.0)),
            Saving::None | Saving::Lost { .. } => price,
        }
    }
}

pub fn saving(read: &impl Read, now: Timestamp, cart: &Cart) -> Result<Saving, Fault> {
    let Some(id) = cart.coupon else { return Ok(Saving::None) };
    let coupon: Coupon = read.need(id.0)?;
    let lines = bought(read, cart)?;
    let quote = coupon::quote(read, now, cart.customer, &coupon, &lines);
    let code = coupon.code;
    match quote {
        Ok(amount) => Ok(Saving::Fits(Discount { coupon: id, code, amount })),
        Err(Stop::Refused(why)) => Ok(Saving::Lost { code, why }),
        Err(Stop::Fault(fault)) => Err(fault),
    }
}

/// What an order made of this cart has taken off. Why it is nothing has been shown before.
pub fn discount(read: &impl Read, now: Timestamp, cart: &Cart) -> Result<Option<Discount>, Fault> {
    Ok(match saving(read, now, cart)? {
        Saving::Fits(discount) => Some(discount),
        Saving::None | Saving::Lost { .. } => None,
    })
}

/// The lines of a cart as a coupon looks at them.
pub fn bought(read: &impl Read, cart: &Cart) -> Result<Vec<Bought>, Fault> {
    let line = |line: &CartLine| {
        let CartLine { product, quantity, price } = *line;
        let known: Product = read.need(product.0)?;
        let (card, category) = (known.card_owner(), known.category);
        Ok(Bought { product, card, category, price, quantity })
    };
    cart.lines.iter().map(line).collect()
}

pub(super) fn keep(ctx: &mut Ctx, cart: &Cart) -> Result<(), Fault> {
    match cart.lines.is_empty() {
        true => ctx.tx.remove::<Cart>(cart.customer.0),
        false => ctx.tx.put(cart),
    }
}

/// What is different from what the buyer saw. Nothing is charged before they saw it too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub name: String,
    pub what: Changed,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    Price {
        from: Rupiah,
        to: Rupiah,
    },
    /// Fewer are left than were picked.
    Short {
        left: u32,
    },
    /// One order has no fewer of it, or no more.
    Least {
        least: u32,
    },
    Most {
        most: u32,
    },
    /// Fewer are left than one order must have.
    Few {
        least: u32,
        left: u32,
    },
    /// Off the shelf, or sold out.
    Gone,
    /// The coupon is of no use any more, whatever is put into the cart.
    Coupon(Refusal),
}

/// Holds the cart against the shelf: a cart as it can be bought now, and what had to change.
pub fn review(read: &impl Read, at: Timestamp, cart: &Cart) -> Result<(Cart, Vec<Change>), Fault> {
    let mut now = Cart { coupon: cart.coupon, ..Cart::new(cart.customer) };
    let mut changes = Vec::new();
    for line in &cart.lines {
        let product: Product = read.need(line.product.0)?;
        let name = product.name.as_str().to_owned();
        let left = match product.for_sale() {
            true => supply::left(read, &product)?,
            false => 0,
        };
        let (quantity, bounded) = bounded(&product, left, line.quantity);
        changes.extend(bounded.into_iter().map(|what| Change { name: name.clone(), what }));
        if quantity == 0 {
            continue;
        }
        // Of so many as there can be: fewer may be too few for a step.
        let price = price::tariff(read, at, cart.customer, &product)?.at(quantity).price;
        if price != line.price {
            let what = Changed::Price { from: line.price, to: price };
            changes.push(Change { name, what });
        }
        now.lines.push(CartLine { product: line.product, quantity, price });
    }
    Ok((now, changes))
}

/// How many of what was picked can be bought, and why it is another number.
fn bounded(product: &Product, left: u32, picked: u32) -> (u32, Vec<Changed>) {
    let (least, most) = (product.least(), product.most());
    if left < least {
        let few = Changed::Few { least, left };
        return (0, vec![if left == 0 { Changed::Gone } else { few }]);
    }
    let mut why = Vec::new();
    if picked < least {
        why.push(Changed::Least { least });
    }
    if picked > most {
        why.push(Changed::Most { most });
    }
    let wanted = picked.clamp(least, most);
    if left < wanted {
        why.push(Changed::Short { left });
    }
    (wanted.min(left), why)
}

/// Brings the stored cart up to date, and says what changed.
pub fn refresh(ctx: &mut Ctx, customer: CustomerId) -> Done<(Cart, Vec<Change>)> {
    let cart = cart_of(&ctx.tx, customer)?;
    let (mut now, mut changes) = review(&ctx.tx, ctx.now, &cart)?;
    if let Saving::Lost { code, why } = saving(&ctx.tx, ctx.now, &now)?
        && !mendable(&why)
    {
        now.coupon = None;
        changes.push(Change { name: code.as_str().to_owned(), what: Changed::Coupon(why) });
    }
    if !changes.is_empty() {
        keep(ctx, &now)?;
    }
    Ok((now, changes))
}

/// Whether other goods in the cart could help: such a coupon stays, and counts again by itself.
fn mendable(why: &Refusal) -> bool {
    matches!(why, Refusal::Coupon(NoCoupon::NotHere | NoCoupon::Below { .. }))
}
