//! What a press leads to, and what is shown where.

use super::{Finish, Place, Press, card, handed, list};
use crate::chat::customer::order::todo as theirs;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::todo;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::List { page } => Next::go(Place::List { page }).into(),
        Press::Card { order, product } => Next::go(Place::Card { order, product }).into(),
        Press::Finish { order, product } => {
            todo::known(&ctx.tx, order, product)?;
            Next::ask(Finish { order, product, hands: None }).into()
        }
        Press::Ask { order, product } => {
            theirs::ask_again(ctx, turn.dictionary, order, product)?;
            Next::Stay.toast(turn.words.toast_todo_asked())
        }
        Press::Look(id) => Next::go(Place::Look(id)).into(),
        Press::HandOver(id) => handed::hand_over(ctx, turn, by, id)?,
        Press::Leave(id) => handed::leave(ctx, turn, by, id)?,
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::List { page } => list::render(&list::load(ctx, *page)?, w),
        Place::Card { order, product } => {
            card::render(&card::load(ctx, turn, *order, *product)?, w)
        }
        Place::Look(id) => handed::render(&handed::load(ctx, turn.customer.id, *id)?, w),
    })
}
