//! Wizard: how much to deposit, typed.

use super::deposit;
use crate::chat::action::{Action, Choice};
use crate::chat::layout::button;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::message::Screen;
use crate::domain::money::Rupiah;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::words::Words;

pub fn ask(ctx: &Ctx, w: Words) -> Done<Screen> {
    let settings = settings::settings(&ctx.tx)?;
    let text = w.deposit_ask_amount(settings.deposit_min, settings.deposit_max);
    let cancel = button(w.button_cancel(), Action::Wizard(Choice::Cancel));
    Ok(Screen::new(text).buttons(vec![cancel]))
}

pub fn answer(ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    match said {
        Answer::Text(text) => deposit::choose(ctx, turn, Rupiah::parse_amount(&text)?),
        _ => Ok(Next::Open(Wizard::DepositAmount).into()),
    }
}
