//! What a product costs one buyer at this moment; and the lower prices that the seller sets.

use super::context::{Ctx, Done};
use super::{category, product, revision, variant};
use crate::domain::customer::{Level, Profile};
use crate::domain::id::{CategoryId, CustomerId, ProductId};
use crate::domain::limit::{PRICE_RUPIAH_MAX, PRODUCTS_MAX};
use crate::domain::money::Rupiah;
use crate::domain::product::{BadPrice, Category, Lower, Product, Promo, Rule, Tariff, steep};
use crate::domain::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

/// What somebody pays by.
pub fn level(read: &impl Read, customer: CustomerId) -> Result<Level, Fault> {
    // A row that cannot be read keeps nobody from buying.
    let profile = read.passable::<Profile>(customer.0)?;
    Ok(profile.map_or(Level::Usual, |profile| profile.level))
}

/// The one place where it is decided what anybody pays for a unit.
pub fn tariff(
    read: &impl Read,
    now: Timestamp,
    customer: CustomerId,
    product: &Product,
) -> Result<Tariff, Fault> {
    let general = general(read, product)?;
    Ok(Tariff::new(product.price, &product.prices, general, level(read, customer)?, now))
}

/// The promo of its category.
pub fn general(read: &impl Read, product: &Product) -> Result<Option<Promo>, Fault> {
    let category = match product.category {
        Some(id) => read.passable::<Category>(id.0)?,
        None => None,
    };
    Ok(category.and_then(|category| category.promo))
}

pub fn set(ctx: &mut Ctx, by: Staff, id: ProductId, lower: Lower) -> Done<Product> {
    if let Lower::Promo(promo) = &lower {
        promo.period.check(ctx.now)?;
    }
    let known = product::known(&ctx.tx, id)?;
    let prices = known.prices.clone().with(known.price, lower)?;
    product::change(ctx, by, id, |product| Product { prices, ..product })
}

pub fn lift(ctx: &mut Ctx, by: Staff, id: ProductId, rule: Rule) -> Done<Product> {
    product::change(ctx, by, id, |product| {
        let prices = product.prices.without(rule);
        Product { prices, ..product }
    })
}

/// A promo for all of a category that has none of its own; or none any more.
pub fn set_general(
    ctx: &mut Ctx,
    by: Staff,
    id: CategoryId,
    promo: Option<Promo>,
) -> Done<Category> {
    if let Some(promo) = promo {
        promo.period.check(ctx.now)?;
        reduces(&promo)?;
    }
    let category = Category { promo, ..category::known(&ctx.tx, id)? };
    revision::put(ctx, by, &category)?;
    Ok(category)
}

/// Whether something is left to pay of whatever it is for: a hundred percent is a gift.
pub fn reduces(promo: &Promo) -> Result<(), Refusal> {
    match promo.price(Rupiah(PRICE_RUPIAH_MAX)) {
        Some(_) => Ok(()),
        None => Err(Refusal::Price(BadPrice::All)),
    }
}

/// What a promo of a category does to the prices in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// Products that have it.
    pub has: u64,
    /// Of these, such as cost less than half.
    pub halved: u64,
    /// Products that cost too little for it.
    pub left: u64,
}

/// Those that have a promo of their own count as any other: theirs ends some day. All of them are
/// read, which takes some milliseconds of the fullest shelf, and only where somebody of the staff
/// sets or looks at such a promo.
pub fn spread(read: &impl Read, id: CategoryId, promo: &Promo) -> Result<Spread, Fault> {
    let mut spread = Spread::default();
    for index in [Index::CategoryProducts, Index::CategoryHidden] {
        for id in read.list(index, id.0, Direction::Oldest, PRODUCTS_MAX)? {
            let Some(product) = read.passable::<Product>(id)? else { continue };
            // Choices are in the category of their card.
            let choices = variant::choices(read, product.id)?;
            let others = choices.iter().filter(|choice| choice.id != product.id);
            for list in others.map(|choice| choice.price).chain([product.price]) {
                spread.count(list, promo);
            }
        }
    }
    Ok(spread)
}

impl Spread {
    fn count(&mut self, list: Rupiah, promo: &Promo) {
        match promo.price(list) {
            None => self.left += 1,
            Some(price) => {
                self.has += 1;
                self.halved += u64::from(steep(list, price));
            }
        }
    }
}
