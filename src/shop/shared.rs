//! What every buyer of a product gets: one text or file, put in its place by the staff.

use super::context::{Ctx, Done};
use super::stock::digest;
use super::{file, product, revision, supply, waiter};
use crate::domain::act::Act;
use crate::domain::id::{FileId, ProductId, UnitId};
use crate::domain::product::{Kind, NoProduct};
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Fate, NoUnit, Unfit, Unit, account, commands, lines};
use crate::shop::staff::Staff;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table};

/// The unit that every buyer gets, if somebody has said what it is.
pub fn of(read: &impl Read, id: ProductId) -> Done<Option<Unit>> {
    let unit = supply::shared(read, id)?;
    Ok(unit.map(|unit| read.need::<Unit>(unit.0)).transpose()?)
}

/// A text that somebody has typed for it, as it would be kept.
pub fn read(text: &str) -> Result<String, Refusal> {
    if lines(text).any(commands) {
        return Err(Refusal::Unfit(Unfit::SeveralCommands));
    }
    match account(text) {
        Ok(Some(content)) => Ok(content),
        Ok(None) => Err(Refusal::Unfit(Unfit::NoLines)),
        Err(reject) => Err(Refusal::Unit(NoUnit::Unfit(reject))),
    }
}

/// Such a text is what every buyer gets.
pub fn write(ctx: &mut Ctx, by: Staff, id: ProductId, text: &str) -> Done {
    let content = read(text)?;
    set(ctx, by, id, content, None)
}

/// Buyers get it from now on, those who have bought before as well when they look again.
pub(super) fn set(
    ctx: &mut Ctx,
    by: Staff,
    id: ProductId,
    content: String,
    file: Option<(FileId, u64)>,
) -> Done {
    let product = product::known(&ctx.tx, id)?;
    if !matches!(product.kind, Kind::Shared { .. }) {
        return Err(Refusal::Product(NoProduct::NotShared).into());
    }
    let before = of(&ctx.tx, id)?;
    let digest = file.map_or_else(|| digest(&ctx.tx, &content), |(_, digest)| digest);
    // What is sold once is not given to everybody.
    for other in ctx.tx.list(Index::UnitDigest, digest, Direction::Oldest, usize::MAX)? {
        let same = |it: &Unit| it.file.is_some() || it.content == content;
        let other = ctx.tx.passable::<Unit>(other)?.filter(same);
        if other.is_some_and(|it| Some(it.id) != before.as_ref().map(|unit| unit.id)) {
            return Err(Refusal::Unit(NoUnit::Known).into());
        }
    }
    let known = before.as_ref().map(|unit| unit.id);
    let unit = match known {
        Some(id) => id,
        None => UnitId(ctx.tx.next(Table::Unit)?),
    };
    if let Some(old) = before.and_then(|unit| unit.file) {
        file::replaced(ctx, old)?;
    }
    let (fate, file) = (Fate::Shared, file.map(|(file, _)| file));
    let (batch, made) = (None, None);
    ctx.tx.put(&Unit { id: unit, product: id, content, digest, fate, batch, file, made })?;
    revision::act(ctx, by, Act::SharedSet { product: id })?;
    let left = supply::left(&ctx.tx, &product)?;
    match known {
        None => Ok(waiter::restocked(ctx, id, left.into())?),
        Some(_) => Ok(()),
    }
}
