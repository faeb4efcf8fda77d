//! What a press leads to, and what is shown where.

use super::{Place, Press, of, pick};
use crate::chat::field::Field;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};

pub fn press(press: Press) -> Reply {
    match press {
        Press::Pick { page } => Next::go(Place::Pick { page }),
        Press::Fill(id) => Next::ask(Field::Stock(id)),
        Press::Of(product) => Next::go(Place::Of(product)),
    }
    .into()
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    Ok(match place {
        Place::Pick { page } => pick::render(&pick::load(ctx, *page)?, turn.words),
        Place::Of(product) => of::render(&of::load(ctx, turn, *product)?, turn.words),
    })
}
