//! What a press leads to, and what is shown where.

use super::{Place, Press, card, list};
use crate::chat::field::Field;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::customer::Level;
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::List { page } => Next::go(Place::List { page }).into(),
        Press::Find => Next::ask(Field::Reseller).into(),
        Press::Card(id) => Next::go(Place::Card(id)).into(),
        Press::Appoint(id) => card::set(ctx, turn, by, id, Level::Reseller)?,
        Press::Dismiss(id) => card::set(ctx, turn, by, id, Level::Usual)?,
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::List { page } => list::render(&list::load(ctx, *page)?, w),
        Place::Card(id) => card::render(&card::load(ctx, *id, w)?, w),
    })
}
