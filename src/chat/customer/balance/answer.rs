//! What a press leads to, and what is shown where.

use super::{Place, Press, deposit, history};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    Ok(match press {
        Press::Deposit => Next::go(Place::Deposit).into(),
        Press::Amount(amount) => deposit::choose(ctx, turn, amount)?,
        Press::AskAmount => deposit::ask_amount(ctx, turn)?,
        Press::Pay(amount, method) => deposit::open(ctx, turn, amount, method)?,
        Press::History { page } => Next::go(Place::History { page }).into(),
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::Deposit => deposit::render(&deposit::load(ctx, turn)?, w),
        Place::Method(amount) => deposit::methods(*amount, w),
        Place::History { page } => history::render(&history::load(ctx, turn, *page)?, w),
    })
}
