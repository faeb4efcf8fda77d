//! What a press leads to, and what is shown where.

use super::{Draft, Place, Press, list};
use crate::chat::form::Form;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};

pub fn press(press: Press) -> Reply {
    match press {
        Press::List { page } => Next::go(Place::List { page }),
        Press::New => Next::ask(Form::new(Draft::default())),
    }
    .into()
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    Ok(match place {
        Place::List { page } => list::render(&list::load(ctx, *page)?, turn.words),
    })
}
