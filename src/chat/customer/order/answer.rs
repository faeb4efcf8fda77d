//! What a press leads to, and what is shown where.

use super::{Place, Press, detail, invoice, list, todo};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::end;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    Ok(match press {
        Press::List { page } => Next::go(Place::List { page }).into(),
        Press::Order(id) => Next::go(Place::Order(id)).into(),
        Press::Invoice(id) => invoice::reopen(ctx, turn, id)?,
        Press::CheckStatus(id) => invoice::check_status(ctx, turn, id)?,
        Press::Cancel(id) => {
            end::cancel(ctx, turn.customer.id, id)?;
            Next::Stay.into()
        }
        Press::GoodsAgain(id) => detail::goods_again(ctx, turn, id)?,
        Press::Answer { order, product } => todo::open(ctx, turn, order, product)?,
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::List { page } => list::render(&list::load(ctx, turn, *page)?, w),
        Place::Order(id) => detail::render(&detail::load(ctx, turn, *id)?, w),
    })
}
