//! How much to deposit, typed.

use super::deposit;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Reply, Turn};
use crate::domain::money::Rupiah;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::words::{Words, args};

pub fn ask(ctx: &Ctx, w: Words) -> Done<Question> {
    let settings = settings::settings(&ctx.tx)?;
    Ok(Question::new(w.deposit_ask_amount(args::DepositAskAmount {
        least: settings.deposit_min,
        most: settings.deposit_max,
    })))
}

pub fn take(ctx: &mut Ctx, turn: &Turn, said: &Answer) -> Done<Option<Reply>> {
    match said {
        Answer::Text(text) => deposit::choose(ctx, turn, Rupiah::parse_amount(text)?).map(Some),
        _ => Ok(None),
    }
}
