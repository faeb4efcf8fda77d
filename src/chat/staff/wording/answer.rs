//! What a press leads to, and what is shown where.

use super::card::seen;
use super::saved::saved;
use super::{Note, Photo, Place, Press, card, edit, list, photo, versions};
use crate::chat::choice::Fingerprint;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::domain::refusal::Refusal;
use crate::domain::wording::{NoWording, OwnText};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::wording;
use crate::words::visible;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::Open => Next::go(Place::Groups(ctx.shop.language)).into(),
        Press::Groups(language) => Next::go(Place::Groups(language)).into(),
        Press::Group { group, language, page } => {
            Next::go(Place::Group { group, language, page }).into()
        }
        Press::Of(id) => Next::go(Place::of(id)).into(),
        Press::Edit(id) => edit::open(ctx, id)?.into(),
        Press::Preview(id) => Next::go(Place::Preview(id)).into(),
        Press::Versions { id, page } => Next::go(Place::Versions { id, page }).into(),
        Press::Default { id, seen } => to(ctx, turn, by, OwnText::new(id), seen)?,
        Press::Past { id, number, seen } => {
            let was = wording::was(&ctx.tx, id, number)?;
            to(ctx, turn, by, was, seen)?
        }
        Press::Undo { id, number } if wording::is_undone(&ctx.tx, id, number)? => {
            Next::Stay.toast(turn.words.toast_undone())
        }
        Press::Undo { id, number } => {
            let was = wording::before(&ctx.tx, id, number)?;
            let note = match wording::return_to(ctx, by, was)? {
                Some(_) => Note::Undone,
                None => Note::Nothing,
            };
            Next::go(Place::Of { id, note }).toast(turn.words.toast_undone())
        }
        Press::Photo(id) => {
            let seen = seen(&wording::text(&ctx.tx, id)?);
            photo::open(ctx, Photo { id, seen })?.into()
        }
    })
}

/// It becomes what the button says if it still is what the button's card showed. What it is
/// already, it stays: a double tap is one.
fn to(ctx: &mut Ctx, turn: &Turn, by: Staff, wanted: OwnText, saw: Fingerprint) -> Done<Reply> {
    let (id, now) = (wanted.id, wording::text(&ctx.tx, wanted.id)?);
    if now == wanted {
        return Ok(Next::go(Place::of(id)).into());
    }
    if saw != seen(&now) {
        let told = visible(&turn.words.refusal(&Refusal::Wording(NoWording::Changed)));
        return Ok(Next::go(Place::Of { id, note: Note::Changed }).toast(told));
    }
    Ok(saved(turn, id, wording::return_to(ctx, by, wanted)?))
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match *place {
        Place::Groups(language) => list::groups(&list::load_groups(ctx, turn, language)?, w),
        Place::Group { group, language, page } => {
            list::group(&list::load_group(ctx, w, (group, language), page)?, w)
        }
        Place::Of { id, note } => card::render(&card::load(ctx, w, id, note)?, w),
        Place::Preview(id) => card::preview(ctx, w, turn.customer.id, id)?,
        Place::Versions { id, page } => versions::render(&versions::load(ctx, w, id, page)?, w),
    })
}
