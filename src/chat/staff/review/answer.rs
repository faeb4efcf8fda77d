//! What a press leads to, and what is shown where.

use super::{Ask, Place, Press, card, list};
use crate::chat::field::Field;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::evidence;
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    let w = turn.words;
    let card = |order, ask| Next::go(Place::Card { order, back: 0, ask });
    Ok(match press {
        Press::List => Next::go(Place::List).into(),
        Press::Card { order, back } => {
            Next::go(Place::Card { order, back, ask: Ask::Decision }).into()
        }
        Press::Approve { order, round } => {
            evidence::approve(ctx, by, order, round, w.plain_transfer_seen())?;
            card(order, Ask::Decision).toast(w.toast_approved(order))
        }
        Press::DoubtWhy { order, round } => {
            evidence::in_review(ctx, order, round)?;
            card(order, Ask::Doubt).into()
        }
        Press::Doubt { order, round, why } => {
            evidence::doubt(ctx, by, order, round, why.into())?;
            card(order, Ask::Decision).toast(w.toast_doubted(order))
        }
        Press::DoubtTyped { order, round } => {
            evidence::in_review(ctx, order, round)?;
            Next::ask(Field::Doubt { order, round }).into()
        }
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::List => list::render(&list::load(ctx, w)?, w),
        Place::Card { order, back, ask } => {
            card::render(&card::load(ctx, w, *order, *back, *ask)?, w)
        }
    })
}
