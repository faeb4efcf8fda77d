//! Taken back: what an act has changed of products and categories is put back, as far as nobody
//! has changed it since.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::context::{Ctx, Done, Stop};
use super::{category, kind, product, revision, variant, waiter};
use crate::domain::id::{CategoryId, ProductId};
use crate::domain::limit::{CATEGORIES_MAX, MERGED_MAX};
use crate::domain::own_button::OwnButton;
use crate::domain::product::{Category, NoProduct, Product};
use crate::domain::refusal::Refusal;
use crate::domain::revision::{Revision, RowImage, Target};
use crate::domain::settings::StoredSetting;
use crate::domain::wording::OwnText;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::record::Record;
use crate::store::schema::{Picture, Table, row_of};

/// The revisions that one act of somebody has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    pub first: u64,
    pub last: u64,
}

/// What an act leaves at most: of a merge, its products and the category itself.
const ACT_MAX: u64 = (MERGED_MAX + CATEGORIES_MAX) as u64;

/// Where the log stands before an act.
pub struct Before(u64);

impl Before {
    pub fn here(read: &impl Read) -> Result<Before, Fault> {
        Ok(Before(read.last_number(Table::Revision)?))
    }

    /// What has been done since; nothing where nothing has changed.
    pub fn act(self, read: &impl Read) -> Result<Option<Act>, Fault> {
        let (first, last) = (self.0 + 1, read.last_number(Table::Revision)?);
        Ok((first <= last).then_some(Act { first, last }))
    }
}

/// Puts everything back that an act has changed, or nothing: each field must still be as the act
/// left it. Says what the first of it was.
pub fn take_back(ctx: &mut Ctx, by: Staff, act: Act) -> Done<Target> {
    let Act { first, last } = act;
    if first > last || last - first >= ACT_MAX {
        return Err(since());
    }
    let mut what = None;
    let mut products = Vec::new();
    for number in (first..=last).rev() {
        let revision: Revision = ctx.tx.get(number)?.ok_or_else(since)?;
        match revision.what {
            Target::Product(id) => {
                product_back(ctx, by, id, &revision)?;
                products.push(id);
            }
            Target::Category(id) => category_back(ctx, by, id, &revision, first == last)?,
            Target::Setting(_)
            | Target::Coupon(_)
            | Target::Member(_)
            | Target::Profile(_)
            | Target::Act(_)
            | Target::Text(_)
            | Target::Button(_) => return Err(since()),
        }
        what = Some(revision.what);
    }
    for id in products {
        on_its_card(&ctx.tx, id)?;
    }
    what.ok_or_else(since)
}

/// Whether all that an act has changed is by now what it was before: a second tap finds it done.
pub fn is_undone(read: &impl Read, act: Act) -> Done<bool> {
    let Act { first, last } = act;
    if first > last || last - first >= ACT_MAX {
        return Ok(false);
    }
    // What an act has changed twice was before the first of it.
    let mut net: BTreeMap<Target, Ends> = BTreeMap::new();
    for number in first..=last {
        let Some(Revision { what, before, after, .. }) = read.passable(number)? else {
            return Ok(false);
        };
        net.entry(what).or_insert(Ends { before, after: None }).after = after;
    }
    for (what, ends) in &net {
        let back = match *what {
            Target::Product(id) => product_is_back(read, id, ends)?,
            Target::Category(id) => category_is_back(read, id, ends)?,
            _ => false,
        };
        if !back {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A row before and after an act.
struct Ends {
    before: Option<RowImage>,
    after: Option<RowImage>,
}

fn product_is_back(read: &impl Read, id: ProductId, ends: &Ends) -> Result<bool, Fault> {
    let now: Option<Product> = read.passable(id.0)?;
    let (Some(now), Some(after)) = (now, image::<Product>(id.0, &ends.after)?) else {
        return Ok(false);
    };
    let before = image(id.0, &ends.before)?;
    let before = before.unwrap_or_else(|| Product { on_shelf: false, ..after.clone() });
    // It is back where the act could be done once more.
    Ok(fields(now, &after, &before).is_some())
}

fn category_is_back(read: &impl Read, id: CategoryId, ends: &Ends) -> Result<bool, Fault> {
    let (before, after) = (image(id.0, &ends.before)?, image(id.0, &ends.after)?);
    Ok(match (before, after, read.passable(id.0)?) {
        (Some(before), Some(after), Some(now)) => category_fields(now, &after, &before).is_some(),
        (Some(before), None, Some(now)) => category_fields(now, &before, &before).is_some(),
        (None, Some(_), None) => true,
        _ => false,
    })
}

/// A choice is nothing without its card as it is by now, and so are those on a card without it.
pub(super) fn on_its_card(read: &impl Read, id: ProductId) -> Done {
    let own = product::legible(read, id)?;
    for product in own.into_iter().chain(variant::choices(read, id)?) {
        if variant::fault(read, &product)?.is_some() {
            return Err(since());
        }
    }
    Ok(())
}

/// Puts back what one of several changes has made of something, if nobody has changed it since.
pub(super) fn one(ctx: &mut Ctx, by: Staff, revision: &Revision) -> Done {
    let (what, number) = (revision.what, revision.number);
    let done = match what {
        // What was new leaves the shelf, as every product does; its goods stay with it.
        Target::Product(id) if revision.before.is_none() => {
            let now = product::known(&ctx.tx, id)?;
            let off = Product { on_shelf: false, ..now.clone() };
            return product::put(ctx, by.into(), &now, &off);
        }
        Target::Product(id) => return product_back(ctx, by, id, revision),
        Target::Category(id) => return category_back(ctx, by, id, revision, false),
        Target::Setting(_) => revision::undo::<StoredSetting>(ctx, by, what, number)?,
        Target::Text(_) => revision::undo::<OwnText>(ctx, by, what, number)?,
        Target::Button(_) => revision::undo::<OwnButton>(ctx, by, what, number)?,
        Target::Coupon(_) | Target::Member(_) | Target::Profile(_) | Target::Act(_) => false,
    };
    if done { Ok(()) } else { Err(since()) }
}

fn since() -> Stop {
    Refusal::Product(NoProduct::ChangedSince).into()
}

/// Puts fields back that differ between what was before and after; gives up where one of them is
/// something else by now.
macro_rules! put_back {
    ($now:ident, $before:ident, $after:ident, $($($field:ident).+),*) => {
        $(if $before.$($field).+ != $after.$($field).+ {
            if $now.$($field).+ != $after.$($field).+ {
                return None;
            }
            $now.$($field).+ = $before.$($field).+.clone();
        })*
    };
}

fn fields(mut now: Product, before: &Product, after: &Product) -> Option<Product> {
    put_back!(now, before, after, name, price, category, description, picture, on_shelf);
    put_back!(now, before, after, number, offer.hidden, offer.least, offer.most);
    put_back!(now, before, after, offer.low_mark, offer.sold_out, offer.position);
    put_back!(now, before, after, kind, variant);
    put_back!(now, before, after, prices.steps, prices.reseller, prices.promo);
    Some(now)
}

fn category_fields(mut now: Category, before: &Category, after: &Category) -> Option<Category> {
    put_back!(now, before, after, name, emoji, hidden, position, promo);
    Some(now)
}

fn product_back(ctx: &mut Ctx, by: Staff, id: ProductId, revision: &Revision) -> Done {
    let before: Option<Product> = image(id.0, &revision.before)?;
    let Some(after) = image::<Product>(id.0, &revision.after)? else { return Err(since()) };
    let now = product::known(&ctx.tx, id)?;
    // What was new on a card is none of it any more; units that it has got meanwhile stay its own.
    let off = || Product { on_shelf: false, ..after.clone() };
    let before = before.or_else(|| after.below().map(|_| off())).ok_or_else(since)?;
    let (was_on_shelf, was_for_sale) = (now.on_shelf, now.for_sale());
    let mut back = fields(now, &before, &after).ok_or_else(since)?;
    if back.on_shelf && !was_on_shelf {
        back = product::fit_for_shelf(&ctx.tx, back)?;
    }
    // What it named then may be gone.
    if let Some(category) = back.category
        && ctx.tx.get::<Category>(category.0)?.is_none()
    {
        return Err(since());
    }
    if let Some(picture) = back.picture
        && ctx.tx.get::<Picture>(picture.0)?.is_none()
    {
        return Err(since());
    }
    let back = kind::turned(&ctx.tx, &product::known(&ctx.tx, id)?, back)?;
    revision::put(ctx, by, &back)?;
    Ok(waiter::shown(ctx, was_for_sale, &back)?)
}

fn category_back(
    ctx: &mut Ctx,
    by: Staff,
    id: CategoryId,
    revision: &Revision,
    alone: bool,
) -> Done {
    let before: Option<Category> = image(id.0, &revision.before)?;
    let after: Option<Category> = image(id.0, &revision.after)?;
    let now = ctx.tx.get::<Category>(id.0)?;
    let back = match (before, after, now) {
        (Some(before), Some(after), Some(now)) => {
            category_fields(now, &before, &after).ok_or_else(since)?
        }
        (Some(before), None, None) => before,
        (None, Some(_), Some(_)) => return unmake(ctx, by, id, alone),
        _ => return Err(since()),
    };
    if category::named(&ctx.tx, &back.name)?.is_some_and(|other| other != id) {
        return Err(Refusal::Product(NoProduct::CategoryTaken).into());
    }
    revision::put(ctx, by, &back)
}

/// It was new, and goes again while nothing is in it. What was made only for a product that goes
/// back elsewhere stays where others use it by now.
fn unmake(ctx: &mut Ctx, by: Staff, id: CategoryId, alone: bool) -> Done {
    match category::delete(ctx, by, id) {
        Err(Stop::Refused(Refusal::Product(NoProduct::CategoryInUse { .. }))) if !alone => Ok(()),
        deleted => deleted.map(|_| ()),
    }
}

fn image<R: Record>(key: u64, image: &Option<RowImage>) -> Result<Option<R>, Fault> {
    image.as_ref().map(|image| row_of(key, image)).transpose()
}
