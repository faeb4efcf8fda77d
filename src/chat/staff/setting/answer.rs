//! What a press leads to, and what is shown where.

use super::wish::{self, to};
use super::{Place, Press, card, edit, history, list, operator};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::Card => Next::go(Place::Card).into(),
        Press::ToggleSoldOut
        | Press::ToggleKeyboard
        | Press::OpenInvoices
        | Press::DepositBound(_)
        | Press::TransferAccount
        | Press::RefundFormula
        | Press::Of(_) => Next::go(press.again()).into(),
        Press::Edit(which) => edit::open(ctx, which)?.into(),
        Press::To { which, wish, seen } => to(ctx, turn, by, which, (wish, seen))?,
        Press::History { which, page } => Next::go(Place::History { which, page }).into(),
        Press::Undo { which, number } if settings::is_undone(&ctx.tx, which, number)? => {
            Next::Stay.toast(turn.words.toast_undone())
        }
        Press::Undo { which, number } => {
            let wanted = settings::before(&ctx.tx, which, number)?;
            wish::back(ctx, turn, by, which, wanted)?
        }
        Press::Operator => Next::go(Place::Operator).into(),
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    let w = turn.words;
    Ok(match *place {
        Place::Card => list::render(&list::load(ctx, turn)?, w),
        Place::Of { which, note } => card::render(&card::load(ctx, turn, which, note)?, w),
        Place::History { which, page } => {
            history::render(&history::load(ctx, turn, which, page)?, w)
        }
        Place::Operator => operator::render(&operator::load(ctx, turn), w),
    })
}
