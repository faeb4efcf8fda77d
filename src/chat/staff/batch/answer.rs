//! What a press leads to, and what is shown where.

use super::{Edit, Place, Press, card, list};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::List { product, page } => Next::go(Place::List { product, page }).into(),
        Press::Card(batch) => Next::go(Place::Card(batch)).into(),
        Press::Ask(batch, doing) => Next::go(Place::Ask(batch, doing)).into(),
        Press::Do { batch, doing, seen } => card::begin(ctx, turn, by, (batch, doing), seen)?,
        Press::Buyers { batch, page } => Next::go(Place::Buyers { batch, page }).into(),
        Press::Edit(batch, field) => Next::ask(Edit { batch, field }).into(),
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match *place {
        Place::List { product, page } => list::render(&list::load(ctx, product, page)?, w),
        Place::Card(batch) => card::render(&card::load(ctx, turn, batch)?, w),
        Place::Ask(batch, doing) => card::ask(&card::load(ctx, turn, batch)?, doing, w),
        Place::Buyers { batch, page } => list::buyers(&list::load_buyers(ctx, batch, page)?, w),
    })
}
