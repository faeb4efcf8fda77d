//! What a press leads to, and what is shown where.

use super::{Place, Press, look, of, pick};
use crate::chat::field::Field;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::intake;
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::Pick { page } => Next::go(Place::Pick { page }).into(),
        Press::Fill(id) => Next::ask(Field::Stock(id)).into(),
        Press::Of(product) => Next::go(Place::Of(product)).into(),
        Press::Look(id) => Next::go(Place::Look(id)).into(),
        Press::Take(id, parted) => {
            intake::take(ctx, by, id, parted)?;
            Next::go(Place::Look(id)).into()
        }
        Press::Drop(id) => {
            let product = intake::drop_it(ctx, by, id)?;
            Next::go(Place::Of(product)).toast(turn.words.toast_intake_dropped())
        }
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::Pick { page } => pick::render(&pick::load(ctx, *page)?, w),
        Place::Of(product) => of::render(&of::load(ctx, turn, *product)?, w),
        Place::Look(id) => look::render(&look::load(ctx, turn.customer.id, *id)?, w),
    })
}
