//! What a press leads to, and what is shown where.

use super::{Place, Press, card};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};

pub fn press(press: Press) -> Reply {
    match press {
        Press::Menu => Next::go(Place::Menu),
    }
    .into()
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    Ok(match place {
        Place::Menu => card::render(&card::load(ctx, turn)?, turn.words),
    })
}
