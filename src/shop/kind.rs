//! What kind of goods a product is: changed as long as nothing of the kind before is under way.

use super::context::{Ctx, Done};
use super::{product, waiter};
use crate::domain::id::{OrderId, ProductId};
use crate::domain::limit::QUOTA_MAX;
use crate::domain::product::{Kind, NoProduct, Product};
use crate::domain::refusal::{BadInput, Refusal};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::{Index, Table};

/// Gives a product another kind, or sets something of the one it has.
pub fn change(ctx: &mut Ctx, by: Staff, id: ProductId, kind: Kind) -> Done<Product> {
    let known = product::known(&ctx.tx, id)?;
    let turned = turned(&ctx.tx, &known, Product { kind, ..known.clone() })?;
    let product = product::change(ctx, by, id, |_| turned)?;
    had(ctx, &known, &product)?;
    Ok(product)
}

/// Whether it is of another kind then.
pub(super) fn turns(was: &Product, now: &Product) -> bool {
    std::mem::discriminant(&was.kind) != std::mem::discriminant(&now.kind)
}

/// What could not be had before may be had now, when it is of another kind.
pub(super) fn had(ctx: &mut Ctx, was: &Product, now: &Product) -> Done {
    if was.kind == now.kind {
        return Ok(());
    }
    // One of another kind had nothing left to be bought.
    let could_be_had = was.for_sale() && !was.kind.made() && !turns(was, now);
    Ok(waiter::shown(ctx, could_be_had, now)?)
}

/// Whether it may become another kind now: asked before anybody is asked what belongs to that one.
pub fn free(read: &impl Read, known: &Product, kind: &Kind) -> Done {
    turned(read, known, Product { kind: kind.clone(), ..known.clone() }).map(|_| ())
}

/// A product as it is to be, which may be of another kind if nothing of the present one stands in
/// the way. Money that comes late for an order from before does not buy what it is from now on.
pub(super) fn turned(read: &impl Read, known: &Product, to: Product) -> Done<Product> {
    if !turns(known, &to) {
        return Ok(to);
    }
    match in_use(read, known.id)? {
        0 => {
            let kind_since = OrderId(read.last_number(Table::Order)? + 1);
            Ok(Product { kind_since, ..to })
        }
        count => Err(Refusal::Product(NoProduct::InUse { count }).into()),
    }
}

/// Units in stock, and those of orders that are not paid yet.
fn in_use(read: &impl Read, id: ProductId) -> Result<u64, Fault> {
    let mut count = 0;
    for index in [Index::UnitsAvailable, Index::UnitsHeld, Index::UnitsWithheld] {
        count += read.count(index, id.0)?;
    }
    Ok(count)
}

/// Reads how many more may be sold.
pub fn quota_typed(text: &str) -> Result<u64, Refusal> {
    let text = text.trim().replace('.', "");
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let count: Option<u64> = plain.then(|| text.parse().ok()).flatten();
    let max = QUOTA_MAX as u32;
    count
        .filter(|count| *count <= QUOTA_MAX)
        .ok_or(Refusal::Input(BadInput::Between { min: 0, max }))
}

/// The kind with so many left to be sold from now on; `None`: any number.
pub fn with_left(read: &impl Read, id: ProductId, kind: Kind, left: Option<u64>) -> Done<Kind> {
    let made = read.count(Index::UnitsMade, id.0)?;
    let quota = left.map(|left| made.saturating_add(left));
    match kind {
        Kind::Shared { .. } => Ok(Kind::Shared { quota }),
        Kind::Manual { terms, .. } => Ok(Kind::Manual { quota, terms }),
        Kind::Unit { .. } | Kind::File => Err(Refusal::Product(NoProduct::Changed).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quota_is_a_plain_number() {
        assert_eq!(quota_typed(" 1.000 "), Ok(1000));
        assert_eq!(quota_typed("0"), Ok(0));
        for text in ["", "-1", "1e3", "1000001", "٣", "3 lagi"] {
            assert!(quota_typed(text).is_err(), "{text}");
        }
    }
}
