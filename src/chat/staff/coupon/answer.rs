//! What a press leads to, and what is shown where.

use super::{Draft, Place, Press, card, list};
use crate::chat::form::Form;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::List { page } => Next::go(Place::List { page }).into(),
        Press::Card(id) => Next::go(Place::Card(id)).into(),
        Press::New => Next::ask(Form::new(Draft::default())).into(),
        Press::AskWithdraw(id) => Next::go(Place::Withdraw(id)).into(),
        Press::Withdraw(id) => card::withdraw(ctx, turn, by, id)?,
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::List { page } => list::render(&list::load(ctx, *page)?, w),
        Place::Card(id) => card::render(&card::load(ctx, *id, w)?, w),
        Place::Withdraw(id) => card::ask_withdraw(ctx, *id, w)?,
    })
}
