//! What a press leads to, and what is shown where.

use super::{Edit, Finding, Place, Press, card, list, remove};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::unit;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    let w = turn.words;
    Ok(match press {
        Press::List { product, which, page } => {
            Next::go(Place::List { product, which, page }).into()
        }
        Press::Card(unit) => Next::go(Place::Card(unit)).into(),
        Press::Reveal(id) => {
            unit::reveal(ctx, by, id)?;
            Next::go(Place::Revealed(id)).toast(w.toast_revealed())
        }
        Press::Edit(unit, field) => Next::ask(Edit { unit, field }).into(),
        Press::Withhold(id) => {
            unit::withhold(ctx, by, id, true)?;
            Next::go(Place::Card(id)).toast(w.toast_saved())
        }
        Press::Release(id) => {
            unit::withhold(ctx, by, id, false)?;
            Next::go(Place::Card(id)).toast(w.toast_saved())
        }
        Press::AskRemove(unit) => Next::go(Place::AskRemove(unit)).into(),
        Press::Remove(id) => remove::one(ctx, turn, by, id)?,
        Press::Find(product) => Next::ask(Finding { product }).into(),
        Press::AskExport(product) => Next::go(Place::AskExport(product)).into(),
        Press::Export(product) => remove::export(ctx, turn, by, product)?.into(),
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match *place {
        Place::List { product, which, page } => {
            list::render(&list::load(ctx, turn.customer.id, product, which, page)?, w)
        }
        Place::Card(unit) => card::render(&card::load(ctx, turn, unit)?, false, w),
        Place::Revealed(unit) => card::render(&card::load(ctx, turn, unit)?, true, w),
        Place::AskRemove(unit) => card::ask_remove(&card::load(ctx, turn, unit)?, w),
        Place::AskExport(product) => remove::ask_export(ctx, product, w)?,
    })
}
