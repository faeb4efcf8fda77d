//! What a press leads to, and what is shown where.

use super::{Place, Press, card, filters, list};
use crate::chat::field::Field;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};

pub fn press(press: Press) -> Reply {
    match press {
        Press::List { filter, cut } => Next::go(Place::List { filter, cut }).into(),
        Press::Card { number, filter } => Next::go(Place::Card { number, filter }).into(),
        Press::AskWho { filter, page } => Next::go(Place::Who { filter, page }).into(),
        Press::AskKind(filter) => Next::go(Place::Kind(filter)).into(),
        Press::AskDay(filter) => Next::go(Place::Day(filter)).into(),
        Press::Find(filter) => Next::ask(Field::Audit(filter)).into(),
    }
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::List { filter, cut } => list::render(&list::load(ctx, turn, *filter, *cut)?, w),
        Place::Card { number, filter } => {
            card::render(&card::load(ctx, turn, *number, *filter)?, w)
        }
        Place::Who { filter, page } => filters::who(&filters::people(ctx, *filter, *page, w)?, w),
        Place::Kind(filter) => filters::kind(*filter, w),
        Place::Day(filter) => filters::day(*filter, ctx, turn),
    })
}
