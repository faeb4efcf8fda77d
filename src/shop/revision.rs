//! The only way to change a setting, a product, a category, a coupon, a member of the staff, a text
//! or a button of the seller's own: the row and its revision are written together, or neither is.
//! Acts that change no such row are entries of the same log.

use super::busy;
use super::context::{Ctx, Done};
use crate::domain::act::Act;
use crate::domain::coupon::Coupon;
use crate::domain::fact::ProductFact;
use crate::domain::id::{CategoryId, CouponId, CustomerId, OwnButtonId, ProductId};
use crate::domain::own_button::OwnButton;
use crate::domain::product::{Category, Product, steep};
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
    weigh(ctx, by, what, before.as_ref(), image.as_ref());
    Ok(enter(ctx, by, what, before, image)?)
}

/// Owners hear at once of a price that was more than halved, whichever way that came about.
fn weigh(ctx: &mut Ctx, by: By, what: Target, before: Option<&RowImage>, after: Option<&RowImage>) {
    let (Target::Product(product), Some(before), Some(after)) = (what, before, after) else {
        return;
    };
    let price = |image| row_of::<Product>(product.0, image).map(|row| row.price);
    if let (Ok(before), Ok(after)) = (price(before), price(after))
        && steep(before, after)
    {
        let by = by.person();
        ctx.fact(ProductFact::PriceCut { product, before, after, by });
    }
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
