//! What a press leads to, and what is shown where.

use super::{Place, Press, catalogue, categories, choices, letters, product, stock_list};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::waiter;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn) -> Done<Reply> {
    let place = match press {
        Press::Catalogue { part, page } => Place::Catalogue { part, page },
        Press::Categories => Place::Categories { page: 0 },
        Press::CategoriesAt { page } => Place::Categories { page },
        Press::Letters => Place::Letters,
        Press::Product(id) => Place::Product(id),
        Press::Variant(id) => Place::Variant(id),
        Press::StockList { page } => {
            let list = Next::go(Place::StockList { page });
            return Ok(list.toast(turn.words.toast_stock_fresh()));
        }
        Press::Wait(id) => {
            waiter::ask(ctx, turn.customer.id, id)?;
            return Ok(Next::go(Place::Variant(id)).toast(turn.words.toast_waits()));
        }
        Press::Unwait(id) => {
            waiter::forget(ctx, turn.customer.id, id)?;
            return Ok(Next::go(Place::Variant(id)).toast(turn.words.toast_waits_no_more()));
        }
    };
    Ok(Next::go(place).into())
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match place {
        Place::Catalogue { part, page } => {
            catalogue::render(&catalogue::load(ctx, turn, part, *page)?, w)
        }
        Place::Categories { page } => categories::render(&categories::load(ctx, *page)?, w),
        Place::Letters => letters::render(&letters::load(ctx)?, w),
        Place::Product(id) => match choices::load(ctx, turn, *id)? {
            Some(card) => choices::render(&card, w),
            None => product::render(&product::load(ctx, turn, *id)?, w),
        },
        Place::Variant(id) => product::render(&product::load(ctx, turn, *id)?, w),
        Place::StockList { page } => stock_list::render(&stock_list::load(ctx, *page)?, w),
    })
}
