//! What a press leads to, and what is shown where.

use super::{Place, Press, card, first_steps, help};
use crate::chat::place::HomePlace;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn) -> Reply {
    match press {
        Press::Menu => open(),
        Press::FirstSteps => Next::go(Place::FirstSteps).into(),
        Press::Preview => Next::go(HomePlace::Home).toast(turn.words.toast_preview()).preview(true),
        Press::Drill => {
            ctx.drill();
            Next::Stay.toast(turn.words.toast_drill())
        }
    }
}

/// The menu. Whoever looked at the shop as a buyer is one of the staff again.
pub fn open() -> Reply {
    Reply::from(Next::go(Place::Menu)).preview(false)
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    Ok(match place {
        Place::Menu => card::render(&card::load(ctx, turn)?, turn.words),
        Place::FirstSteps => first_steps::render(&first_steps::load(ctx, turn)?, turn.words),
        Place::Help => help::render(&help::load(ctx, turn)?, turn.words),
    })
}
