//! Wizard: the least or the most that one deposit may be.

use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::button;
use crate::chat::place::Place;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::shop::context::{Ctx, Done};
use crate::shop::deposit::{self, Bound};
use crate::words::Words;

pub fn ask(bound: Bound, ctx: &Ctx, w: Words) -> Done<Screen> {
    let (least, most) = deposit::room(&ctx.tx, bound)?.into_inner();
    let text = match bound {
        Bound::Least => w.settings_ask_deposit_least(least, most),
        Bound::Most => w.settings_ask_deposit_most(least, most),
    };
    let cancel = button(w.button_cancel(), Action::Wizard(Choice::Cancel));
    Ok(Screen::new(text).buttons(vec![cancel]))
}

pub fn answer(bound: Bound, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let admin = guard::allow(ctx, turn.customer.id)?;
    let Answer::Text(text) = said else {
        return Ok(Next::Open(Wizard::DepositBound(bound)).into());
    };
    deposit::set_bound(ctx, admin, bound, Rupiah::parse_amount(&text)?)?;
    Ok(Place::Settings.into())
}
