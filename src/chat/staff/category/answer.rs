//! What a press leads to, and what is shown where.

use super::{Editable, Place, Press, card, field, list, merge, products, promo};
use crate::chat::staff::product::{PromoOf, promo as questions};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    let go = |place: Place| Next::go(place).into();
    Ok(match press {
        Press::List { page } => go(Place::List { page, undo: None }),
        Press::New => field::open(ctx, None, Editable::Name)?.into(),
        Press::Shift { category, up, page } => list::shift(ctx, turn, by, category, up, page)?,
        Press::Card(category) => go(Place::Card { category, undo: None }),
        Press::Rename(id) => field::open(ctx, Some(id), Editable::Name)?.into(),
        Press::Emoji(id) => field::open(ctx, Some(id), Editable::Emoji)?.into(),
        Press::Hide(id) => card::hide(ctx, turn, by, id, true)?,
        Press::Unhide(id) => card::hide(ctx, turn, by, id, false)?,
        Press::PickMerge { from, page } => go(Place::PickMerge { from, page }),
        Press::AskMerge { from, into } => go(Place::AskMerge { from, into }),
        Press::Merge { from, into } => merge::merge(ctx, by, from, into)?,
        Press::AskDelete(id) => go(Place::AskDelete(id)),
        Press::Delete(id) => card::delete(ctx, turn, by, id)?,
        Press::Products { category, page } => go(Place::Products { category, page }),
        Press::ShiftProduct { product, up, page } => {
            products::shift(ctx, turn, by, product, up, page)?
        }
        Press::Undo(act) => card::undo(ctx, turn, by, act)?,
        Press::Promo(category) => go(Place::Promo { category, undo: None }),
        Press::AskPromo(id) => questions::open(ctx, PromoOf::Category(id))?.into(),
        Press::LiftPromo(id) => promo::lift(ctx, turn, by, id)?,
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match *place {
        Place::List { page, undo } => list::render(&list::load(ctx, page, undo)?, w),
        Place::Card { category, undo } => card::render(&card::load(ctx, category, undo)?, w),
        Place::PickMerge { from, page } => merge::pick(ctx, from, page, w)?,
        Place::AskMerge { from, into } => merge::ask(ctx, from, into, w)?,
        Place::Merged { from, into, moved, undo } => {
            merge::merged(ctx, (from, into), moved, undo, w)?
        }
        Place::AskDelete(id) => card::ask_delete(ctx, id, w)?,
        Place::Products { category, page } => {
            products::render(&products::load(ctx, category, page)?, w)
        }
        Place::Promo { category, undo } => promo::render(&promo::load(ctx, category, undo)?, w),
    })
}
