//! Keys of the buyers' keyboard that the seller has thought of.

use super::context::{Ctx, Done};
use super::{picture, revision, staff};
use crate::domain::id::OwnButtonId;
use crate::domain::limit::{OWN_BUTTONS_MAX, OWN_TEXT_BYTES_MAX};
use crate::domain::own_button::{Label, NoButton, OwnButton};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::revision::{By, Target};
use crate::domain::staff::Right;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::{Table, row_of};

/// All of them, in the order in which they stand.
pub fn all(read: &impl Read) -> Result<Vec<OwnButton>, Fault> {
    let mut all: Vec<OwnButton> = read.legible(0, OWN_BUTTONS_MAX)?;
    all.sort_by_key(|button| (button.position, button.id));
    Ok(all)
}

pub fn known(read: &impl Read, id: OwnButtonId) -> Done<OwnButton> {
    Ok(read.passable(id.0)?.ok_or(Refusal::Button(NoButton::Gone))?)
}

fn allowed(ctx: &Ctx, by: Staff) -> Done {
    match staff::holds(ctx, by.role(), Right::Wording)? {
        true => Ok(()),
        false => Err(Refusal::NoRight.into()),
    }
}

/// A button behind the others, with its answer; and the revision that it left.
pub fn add(ctx: &mut Ctx, by: Staff, label: Label, text: String) -> Done<(OwnButtonId, u64)> {
    allowed(ctx, by)?;
    let id = OwnButtonId(ctx.tx.next(Table::OwnButton)?);
    let last = all(&ctx.tx)?.last().map_or(0, |last| last.position);
    let position = last.saturating_add(1);
    let button = OwnButton { id, label, text, picture: None, link: None, position };
    put(ctx, by, &button)?;
    Ok((id, ctx.tx.last_number(Table::Revision)?))
}

/// Says which revision that left, if anything is another than before.
pub fn change(
    ctx: &mut Ctx,
    by: Staff,
    id: OwnButtonId,
    change: impl FnOnce(OwnButton) -> OwnButton,
) -> Done<Option<u64>> {
    allowed(ctx, by)?;
    let before = known(&ctx.tx, id)?;
    let after = OwnButton { id, ..change(before.clone()) };
    if after == before {
        return Ok(None);
    }
    put(ctx, by, &after)?;
    Ok(Some(ctx.tx.last_number(Table::Revision)?))
}

/// What the row is from now on; whoever comes here may do that.
pub(super) fn put(ctx: &mut Ctx, by: impl Into<By>, button: &OwnButton) -> Done {
    let others = all(&ctx.tx)?.into_iter().filter(|other| other.id != button.id);
    let words: Vec<String> = others.map(|other| other.label.words()).collect();
    if words.contains(&button.label.words()) {
        return Err(Refusal::Button(NoButton::Taken).into());
    }
    // One that cannot be read takes its room as well.
    if words.len() >= OWN_BUTTONS_MAX {
        return Err(Refusal::Button(NoButton::TooMany { max: OWN_BUTTONS_MAX }).into());
    }
    if button.text.len() > OWN_TEXT_BYTES_MAX {
        return Err(Refusal::Input(BadInput::Long { max: OWN_TEXT_BYTES_MAX }).into());
    }
    revision::put(ctx, by, button)
}

/// It stands one further up. The first stays where it is.
pub fn raise(ctx: &mut Ctx, by: Staff, id: OwnButtonId) -> Done {
    allowed(ctx, by)?;
    let mut order = all(&ctx.tx)?;
    if let Some(at @ 1..) = order.iter().position(|button| button.id == id) {
        order.swap(at - 1, at);
    }
    for (position, button) in (1..).zip(order) {
        revision::put(ctx, by, &OwnButton { position, ..button })?;
    }
    Ok(())
}

/// Says which revision that left.
pub fn remove(ctx: &mut Ctx, by: Staff, id: OwnButtonId) -> Done<u64> {
    allowed(ctx, by)?;
    known(&ctx.tx, id)?;
    picture::forget_older::<OwnButton>(ctx, id.0)?;
    revision::remove::<OwnButton>(ctx, by, id.0)?;
    Ok(ctx.tx.last_number(Table::Revision)?)
}

pub fn show_picture(ctx: &mut Ctx, by: Staff, id: OwnButtonId, bytes: &[u8]) -> Done<Option<u64>> {
    allowed(ctx, by)?;
    known(&ctx.tx, id)?;
    let picture = Some(picture::keep::<OwnButton>(ctx, id.0, bytes)?);
    change(ctx, by, id, |button| OwnButton { picture, ..button })
}

pub fn take_picture_off(ctx: &mut Ctx, by: Staff, id: OwnButtonId) -> Done<Option<u64>> {
    allowed(ctx, by)?;
    picture::forget_older::<OwnButton>(ctx, id.0)?;
    change(ctx, by, id, |button| OwnButton { picture: None, ..button })
}

/// Takes a change back, as long as it is the newest of that button. A picture that is gone by now
/// stays away.
pub fn undo(ctx: &mut Ctx, by: Staff, id: OwnButtonId, number: u64) -> Done {
    allowed(ctx, by)?;
    let past = || Refusal::Button(NoButton::Past);
    let last = revision::newest(&ctx.tx, Target::Button(id))?;
    let last = last.filter(|last| last.number == number).ok_or_else(past)?;
    let Some(image) = last.before else {
        remove(ctx, by, id)?;
        return Ok(());
    };
    let was: OwnButton = row_of(id.0, &image).map_err(|_| past())?;
    let picture = match was.picture {
        Some(picture) if picture::is_kept(&ctx.tx, picture)? => Some(picture),
        _ => None,
    };
    put(ctx, by, &OwnButton { picture, ..was })
}
