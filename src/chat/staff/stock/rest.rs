//! Long pastes of the staff. Telegram's programs split what is too long for one message, perhaps
//! in the middle of a unit; so what may be cut off is not taken, and what comes right behind it
//! is neither searched for, nor sold, nor said again.

use super::Rest;
use crate::chat::action::StockPress;
use crate::chat::customer::order::{evidence, unpaid};
use crate::chat::layout::button;
use crate::chat::question::Question;
use crate::chat::said::{Answer, Length};
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::message::{Button, Screen};
use crate::domain::stock::resembles;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff;
use crate::words::Words;

pub fn ask(it: Rest, w: Words) -> Question {
    match it {
        Rest::Refused => Question::new(w.paste_cut()).for_good(),
        Rest::Heard => Question::new(w.paste_behind()).way(fill(w)).for_good(),
    }
}

pub fn answer(it: Rest, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    Ok(match said {
        Answer::Text(text) if Length::of(&text).is_none() => Next::Say(behind(turn.words)).into(),
        Answer::Text(_) => Next::Then(behind(turn.words), it.into()).into(),
        Answer::Photo { .. } | Answer::Document(_) => match said.sent() {
            Some(sent) => match evidence::hear(ctx, turn, sent)? {
                Some(reply) => reply,
                None => unpaid::no_use(ctx, turn)?,
            },
            None => Next::Stay.into(),
        },
        Answer::Choice(..) | Answer::Other => Next::Stay.into(),
    })
}

/// Stock that was sent without saying that it is some: it is no search.
pub fn unsought(ctx: &Ctx, turn: &Turn, words: &str) -> Done<Option<Reply>> {
    let staff = staff::role_of(ctx, turn.customer.id)?.is_some();
    let goods = staff && resembles(words);
    Ok(goods.then(|| Next::Say(to_fill(turn.words.goods_not_searched(), turn.words)).into()))
}

/// What is said to it.
pub fn behind(w: Words) -> Screen {
    to_fill(w.paste_behind(), w)
}

fn to_fill(text: String, w: Words) -> Screen {
    Screen::new(text).buttons(vec![fill(w)])
}

fn fill(w: Words) -> Button {
    button(w.button_fill_stock(), StockPress::Pick { page: 0 })
}
