//! What a press leads to, and what is shown where.

use super::{Account, FormulaDraft, Place, Press, card};
use crate::chat::field::Field;
use crate::chat::form::Form;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::Screen;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;

pub fn press(press: Press, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
    Ok(match press {
        Press::Card => Next::go(Place::Card).into(),
        Press::ToggleSoldOut => card::toggle_sold_out(ctx, turn, by)?,
        Press::ToggleKeyboard => card::toggle_keyboard(ctx, turn, by)?,
        Press::OpenInvoices => card::allow_open(ctx, turn, by)?,
        Press::DepositBound(bound) => Next::ask(Field::DepositBound(bound)).into(),
        Press::TransferAccount => Next::ask(Form::new(Account::default())).into(),
        Press::RefundFormula => Next::ask(Form::new(FormulaDraft::default())).into(),
    })
}

pub fn screen(place: &Place, ctx: &Ctx, turn: &Turn) -> Done<Screen> {
    Ok(match place {
        Place::Card => card::render(&card::load(ctx)?, turn.words),
    })
}
