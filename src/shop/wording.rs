//! What buyers read, in the seller's own words. Whether a text is one that can be shown, `words`
//! says; here is who may, how much, and what it was before.

use super::browse::{self, Page};
use super::context::{Ctx, Done};
use super::{picture, revision, staff};
use crate::domain::fact::WordingFact;
use crate::domain::id::{OrderId, PictureId};
use crate::domain::limit::OWN_TEXT_BYTES_MAX;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::revision::{By, Revision, RowImage, Target};
use crate::domain::staff::Right;
use crate::domain::time::Timestamp;
use crate::domain::trail::{Kind, Trail};
use crate::domain::wording::{NoWording, OwnText, TEXTS, WordingId};
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table, row_of};

/// Languages of which the texts are read at once: far more than any shop speaks.
const LANGUAGES_MAX: usize = 32;

/// All that are not as the shop comes with them.
pub fn own(read: &impl Read) -> Result<Vec<OwnText>, Fault> {
    read.legible(0, TEXTS.len() * LANGUAGES_MAX)
}

/// One of them; one that cannot be read is as it comes.
pub fn text(read: &impl Read, id: WordingId) -> Result<OwnText, Fault> {
    Ok(read.passable(id.key())?.unwrap_or_else(|| OwnText::new(id)))
}

/// Another whenever a text or a button has been changed: whoever keeps them looks at this.
pub fn stamp(read: &impl Read) -> Result<Option<u64>, Fault> {
    let trail = Trail::Kind(Kind::Wording).key();
    let newest = read.list(Index::RevisionsTrail, trail, Direction::Newest, 1)?;
    Ok(newest.first().copied())
}

/// Where the log stands: as long as it stands there, nothing has been changed.
pub fn log_end(read: &impl Read) -> Result<u64, Fault> {
    read.last_number(Table::Revision)
}

/// The order made last, or the first that will be: for whoever wants to see a text with figures
/// in it.
pub fn newest_order(read: &impl Read) -> Result<OrderId, Fault> {
    Ok(OrderId(read.last_number(Table::Order)?.max(1)))
}

/// Makes a text this one; `None`: as it comes. Says which revision that left, if it was another.
pub fn write(ctx: &mut Ctx, by: Staff, id: WordingId, text: Option<String>) -> Done<Option<u64>> {
    change(ctx, by, id, |own| OwnText { text, ..own })
}

/// A picture above the text, or none.
pub fn show_picture(ctx: &mut Ctx, by: Staff, id: WordingId, bytes: &[u8]) -> Done<Option<u64>> {
    allowed(ctx, by, id)?;
    let picture = Some(picture::keep::<OwnText>(ctx, id.key(), bytes)?);
    change(ctx, by, id, |own| OwnText { picture, ..own })
}

pub fn take_picture_off(ctx: &mut Ctx, by: Staff, id: WordingId) -> Done<Option<u64>> {
    allowed(ctx, by, id)?;
    picture::forget_older::<OwnText>(ctx, id.key())?;
    change(ctx, by, id, |own| OwnText { picture: None, ..own })
}

fn allowed(ctx: &Ctx, by: Staff, id: WordingId) -> Done {
    if !staff::holds(ctx, by.role(), Right::Wording)? {
        return Err(Refusal::NoRight.into());
    }
    id.text().map(|_| ()).ok_or(Refusal::Wording(NoWording::Gone).into())
}

fn change(
    ctx: &mut Ctx,
    by: Staff,
    id: WordingId,
    change: impl FnOnce(OwnText) -> OwnText,
) -> Done<Option<u64>> {
    allowed(ctx, by, id)?;
    let before = text(&ctx.tx, id)?;
    let after = change(before.clone());
    put(ctx, by.into(), &before, after)
}

/// What the row is from now on; whoever comes here may do that.
pub(super) fn put(ctx: &mut Ctx, by: By, before: &OwnText, after: OwnText) -> Done<Option<u64>> {
    if after == *before {
        return Ok(None);
    }
    let written = after.text.as_deref().unwrap_or_default();
    if written.len() > OWN_TEXT_BYTES_MAX {
        return Err(Refusal::Input(BadInput::Long { max: OWN_TEXT_BYTES_MAX }).into());
    }
    if after.picture.is_some() && !after.id.text().is_some_and(|text| text.takes_picture()) {
        return Err(Refusal::Wording(NoWording::Gone).into());
    }
    match after.is_default() {
        true => revision::remove::<OwnText>(ctx, by, after.id.key())?,
        false => revision::put(ctx, by, &after)?,
    }
    Ok(Some(log_end(&ctx.tx)?))
}

/// A text of the seller's could not be filled in: the one that the shop comes with is back in its
/// place, and the staff hear of it. What was written stays among its versions.
pub fn fell_back(ctx: &mut Ctx, id: WordingId) -> Done {
    let before = text(&ctx.tx, id)?;
    if before.text.is_none() {
        return Ok(());
    }
    let after = OwnText { text: None, ..before.clone() };
    put(ctx, By::Shop, &before, after)?;
    ctx.fact(WordingFact::FellBack(id));
    Ok(())
}

/// What a change would be taken back to, as long as it is the newest of that text.
pub fn before(read: &impl Read, id: WordingId, number: u64) -> Done<OwnText> {
    let past = || Refusal::Wording(NoWording::Past);
    let last = revision::newest(read, Target::Text(id))?.filter(|last| last.number == number);
    Ok(imaged(id, &last.ok_or_else(past)?.before).ok_or_else(past)?)
}

/// Whether a text is by now what it was before that change of it: a second tap finds it done.
pub fn is_undone(read: &impl Read, id: WordingId, number: u64) -> Result<bool, Fault> {
    let change = read.passable::<Revision>(number)?.filter(|it| it.what == Target::Text(id));
    let Some(was) = change.and_then(|change| imaged(id, &change.before)) else { return Ok(false) };
    Ok(text(read, id)? == was)
}

/// What a change of that text had made of it.
pub fn was(read: &impl Read, id: WordingId, number: u64) -> Done<OwnText> {
    let past = || Refusal::Wording(NoWording::Past);
    let revision = read.passable::<Revision>(number)?;
    let revision = revision.filter(|it| it.what == Target::Text(id));
    Ok(imaged(id, &revision.ok_or_else(past)?.after).ok_or_else(past)?)
}

/// Makes a text what it was. A picture that is gone by now stays away.
pub fn return_to(ctx: &mut Ctx, by: Staff, was: OwnText) -> Done<Option<u64>> {
    let picture = kept(ctx, was.picture)?;
    change(ctx, by, was.id, |_| OwnText { picture, ..was })
}

fn kept(ctx: &Ctx, picture: Option<PictureId>) -> Result<Option<PictureId>, Fault> {
    match picture {
        Some(id) if picture::is_kept(&ctx.tx, id)? => Ok(Some(id)),
        _ => Ok(None),
    }
}

/// The row as it was; `None`: it cannot be read any more.
fn imaged(id: WordingId, image: &Option<RowImage>) -> Option<OwnText> {
    let Some(image) = image else { return Some(OwnText::new(id)) };
    row_of(id.key(), image).ok()
}

/// A version of a text, as it is told.
pub struct Version {
    pub number: u64,
    pub at: Timestamp,
    pub by: By,
    pub own: OwnText,
}

/// What a text has been, newest first.
pub fn versions(
    read: &impl Read,
    id: WordingId,
    page: u32,
) -> Result<Page<Option<Version>>, Fault> {
    let page = browse::newest(read, Index::RevisionsOf, Target::Text(id).key(), page)?;
    page.each(|number| version(read, id, number))
}

/// The newest version.
pub fn latest(read: &impl Read, id: WordingId) -> Result<Option<Version>, Fault> {
    match revision::newest(read, Target::Text(id))? {
        Some(last) => version(read, id, last.number),
        None => Ok(None),
    }
}

/// `None`: it is none of that text, or cannot be read.
fn version(read: &impl Read, id: WordingId, number: u64) -> Result<Option<Version>, Fault> {
    let revision = read.passable::<Revision>(number)?;
    let told = |it: Revision| {
        let own = imaged(id, &it.after)?;
        Some(Version { number, at: it.at, by: it.by, own })
    };
    Ok(revision.filter(|it| it.what == Target::Text(id)).and_then(told))
}
