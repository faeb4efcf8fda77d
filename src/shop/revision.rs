//! The only way to change a setting, a product, a category, a coupon, a member of the staff, a
//! customer's level, a text or a button of the seller's own: the row and its revision are written
//! together, or neither is. Acts that change no such row are entries of the same log.

use super::busy;
use super::context::{Ctx, Done};
use super::price;
use crate::domain::act::Act;
use crate::domain::coupon::Coupon;
use crate::domain::customer::Profile;
use crate::domain::fact::ProductFact;
use crate::domain::id::{CategoryId, CouponId, CustomerId, OwnButtonId, ProductId};
use crate::domain::money::Rupiah;
use crate::domain::own_button::OwnButton;
use crate::domain::product::{Category, Product, Promo, Rule, steep};
use crate::domain::revision::{By, Chain, Revision, RowImage, Target, UNCHAINED};
use crate::domain::settings::StoredSetting;
use crate::domain::staff::Member;
use crate::domain::wording::{OwnText, WordingId};
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::record::Record;
use crate::store::schema::{Index, Table, chain, image_of, row_of};

/// A kind of row that has a history.
pub trait Revised: Record {
    fn target(key: u64) -> Target;
}

/// Something that is done with each kind of row that has a history.
pub trait EachRevised {
    fn kind<R: Revised>(&mut self) -> Result<(), Fault>;
}

macro_rules! revised {
    ($($target:ident($id:expr) is $record:ty;)*) => {
        $(impl Revised for $record {
            fn target(key: u64) -> Target {
                Target::$target(($id)(key))
            }
        })*

        pub fn each_kind(work: &mut impl EachRevised) -> Result<(), Fault> {
            $(work.kind::<$record>()?;)*
            Ok(())
        }

        /// Does something with the kind of row that was changed; nothing with an act.
        pub fn kind_of(what: Target, work: &mut impl EachRevised) -> Result<(), Fault> {
            match what {
                $(Target::$target(_) => work.kind::<$record>(),)*
                Target::Act(_) => Ok(()),
            }
        }
    };
}

revised! {
    // Rows of settings have no other numbers.
    Setting(|key| key as u16) is StoredSetting;
    Product(ProductId) is Product;
    Category(CategoryId) is Category;
    Coupon(CouponId) is Coupon;
    Member(CustomerId) is Member;
    Profile(CustomerId) is Profile;
    Text(WordingId::of_key) is OwnText;
    Button(OwnButtonId) is OwnButton;
}

/// Writes a row that is new or has changed. One that is as it was leaves no revision.
pub fn put<R: Revised>(ctx: &mut Ctx, by: impl Into<By>, row: &R) -> Done {
    change(ctx, by.into(), row.key(), Some(row))
}

pub fn remove<R: Revised>(ctx: &mut Ctx, by: impl Into<By>, key: u64) -> Done {
    change::<R>(ctx, by.into(), key, None)
}

/// Enters something that was done and changes no row with a history.
pub fn act(ctx: &mut Ctx, by: impl Into<By>, act: Act) -> Done {
    let by = by.into();
    if act.endless() {
        busy::count(ctx, by)?;
    }
    Ok(enter(ctx, by, Target::Act(act), None, None)?)
}

fn change<R: Revised>(ctx: &mut Ctx, by: By, key: u64, after: Option<&R>) -> Done {
    let what = R::target(key);
    let (before, lost) = match ctx.tx.get::<R>(key) {
        Err(fault) if fault.fatal() => return Err(fault.into()),
        // One that cannot be read gives way. What it was, its newest revision tells.
        Err(_) => {
            ctx.tx.discard::<R>(key);
            (newest(&ctx.tx, what)?.and_then(|last| last.after), true)
        }
        Ok(before) => (before.as_ref().map(image_of).transpose()?, false),
    };
    let image = after.map(image_of).transpose()?;
    if before == image && !lost {
        return Ok(());
    }
    if before != image {
        busy::count(ctx, by)?;
    }
    match after {
        Some(row) => ctx.tx.put(row)?,
        None => ctx.tx.remove::<R>(key)?,
    }
    if before == image {
        return Ok(());
    }
    weigh(ctx, by, what, before.as_ref(), image.as_ref())?;
    Ok(enter(ctx, by, what, before, image)?)
}

/// Owners hear at once of a price that was more than halved, whichever way that came about.
fn weigh(
    ctx: &mut Ctx,
    by: By,
    what: Target,
    before: Option<&RowImage>,
    after: Option<&RowImage>,
) -> Result<(), Fault> {
    let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
    match what {
        Target::Product(id) => {
            if let (Ok(before), Ok(after)) = (row_of(id.0, before), row_of(id.0, after)) {
                weigh_product(ctx, by, &before, &after)?;
            }
            Ok(())
        }
        Target::Category(id) => match (row_of(id.0, before), row_of(id.0, after)) {
            (Ok(before), Ok(after)) => weigh_category(ctx, by, &before, &after),
            _ => Ok(()),
        },
        Target::Setting(_)
        | Target::Coupon(_)
        | Target::Member(_)
        | Target::Profile(_)
        | Target::Act(_)
        | Target::Text(_)
        | Target::Button(_) => Ok(()),
    }
}

fn weigh_product(ctx: &mut Ctx, by: By, before: &Product, after: &Product) -> Result<(), Fault> {
    let (product, list, by) = (after.id, after.price, by.person());
    if steep(before.price, list) {
        ctx.fact(ProductFact::PriceCut { product, before: before.price, after: list, by });
    }
    for rule in Rule::ALL {
        let was = before.prices.lowest(before.price, rule);
        let price = after.prices.lowest(list, rule);
        if steep(list, price) && price < was {
            ctx.fact(ProductFact::Lowered { product, rule, list, price, by });
        }
    }
    // The promo of the category counts where there is none of its own, and may be a large one
    // for a price that was lowered, or for what has just come into the category.
    let (was, price) = (by_category(ctx, before)?, by_category(ctx, after)?);
    if !after.prices.promo.as_ref().is_some_and(|own| to_come(ctx, own))
        && let Some(price) = price
        && steep(list, price)
        && price < was.unwrap_or(before.price)
    {
        ctx.fact(ProductFact::Lowered { product, rule: Rule::Promo, list, price, by });
    }
    Ok(())
}

/// What a product costs by the promo of its category.
fn by_category(ctx: &Ctx, product: &Product) -> Result<Option<Rupiah>, Fault> {
    let Some(id) = product.category else { return Ok(None) };
    let promo = ctx.tx.passable::<Category>(id.0)?.and_then(|category| category.promo);
    Ok(promo.filter(|promo| to_come(ctx, promo)).and_then(|promo| promo.price(product.price)))
}

/// Whether it goes on or has still to begin.
fn to_come(ctx: &Ctx, promo: &Promo) -> bool {
    promo.period.until.is_none_or(|until| ctx.now < until)
}

fn weigh_category(ctx: &mut Ctx, by: By, before: &Category, after: &Category) -> Result<(), Fault> {
    let Some(promo) = after.promo else { return Ok(()) };
    if before.promo.is_some_and(|before| before.off == promo.off) {
        return Ok(());
    }
    let count = price::spread(&ctx.tx, after.id, &promo)?.halved;
    if count > 0 {
        ctx.fact(ProductFact::Halved { category: after.id, count, by: by.person() });
    }
    Ok(())
}

/// Takes a change back, as long as nothing has been changed since: the row is what it was before.
/// `false`: it is not the newest one any more, or what it was can no longer be read.
pub fn undo<R: Revised>(ctx: &mut Ctx, by: impl Into<By>, what: Target, number: u64) -> Done<bool> {
    let Some(last) = newest(&ctx.tx, what)?.filter(|last| last.number == number) else {
        return Ok(false);
    };
    match last.before {
        None => change::<R>(ctx, by.into(), what.row(), None)?,
        Some(image) => match row_of::<R>(what.row(), &image) {
            Ok(row) => change(ctx, by.into(), what.row(), Some(&row))?,
            Err(_) => return Ok(false),
        },
    }
    Ok(true)
}

/// Whether a row is by now what it was before that change of it: a second tap finds it done.
pub fn is_undone<R: Revised>(read: &impl Read, what: Target, number: u64) -> Result<bool, Fault> {
    let change = read.passable::<Revision>(number)?.filter(|change| change.what == what);
    let Some(change) = change else { return Ok(false) };
    let now = read.passable::<R>(what.row())?;
    Ok(now.as_ref().map(image_of).transpose()? == change.before)
}

/// The newest revision of something, if there is one that can be read.
pub fn newest(read: &impl Read, what: Target) -> Result<Option<Revision>, Fault> {
    let found = read.list(Index::RevisionsOf, what.key(), Direction::Newest, 1)?;
    match found.first().map(|number| read.need::<Revision>(*number)).transpose() {
        Err(fault) if fault.fatal() => Err(fault),
        found => Ok(found.ok().flatten()),
    }
}

fn enter(
    ctx: &mut Ctx,
    by: By,
    what: Target,
    before: Option<RowImage>,
    after: Option<RowImage>,
) -> Result<(), Fault> {
    let previous = last_chain(ctx)?;
    let (number, at) = (ctx.tx.next(Table::Revision)?, ctx.now);
    let linked = Revision { number, at, by, what, before, after, chain: UNCHAINED };
    ctx.tx.put(&Revision { chain: chain(previous, &linked)?, ..linked })
}

/// Where the newest revision cannot be read, the chain begins anew behind it: the proof tells of
/// the gap, and the shop goes on.
fn last_chain(ctx: &Ctx) -> Result<Chain, Fault> {
    match ctx.tx.get::<Revision>(ctx.tx.last_number(Table::Revision)?) {
        Err(fault) if fault.fatal() => Err(fault),
        Err(fault) => {
            tracing::error!(%fault, "the chain of revisions begins anew");
            Ok(UNCHAINED)
        }
        Ok(last) => Ok(last.map_or(UNCHAINED, |last| last.chain)),
    }
}
