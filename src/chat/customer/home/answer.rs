//! What a press leads to, and what is shown where.

use super::{Place, Press, account, help, own, welcome};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::own_button;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    Ok(match press {
        Press::Home => Next::go(Place::Home).into(),
        Press::Account => Next::go(Place::Account).into(),
        Press::Help => Next::go(Place::Help).into(),
        Press::Own(id) => Next::go(Place::Own(id)).into(),
        Press::Speak(language) => welcome::speak(ctx, turn, language)?,
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::Home => welcome::render(&welcome::load(ctx, turn)?, w),
        Place::Account => account::render(&account::load(ctx, turn)?, w),
        Place::Help => help::render(ctx, w)?,
        Place::Own(id) => own::render(&own_button::known(&ctx.tx, *id)?, w),
    })
}
