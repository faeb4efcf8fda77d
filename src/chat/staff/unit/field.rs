//! What stands in a unit is put right, or it goes to another product.

use super::{Edit, Editable, Place};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::product::parse_number;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::stock::{Unfit, masked};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{product, unit};
use crate::words::Words;

pub fn ask(it: Edit, ctx: &Ctx, w: Words) -> Done<Question> {
    let known = unit::known(&ctx.tx, it.unit)?;
    let content = masked(&known.content);
    Ok(Question::new(match it.field {
        Editable::Content => w.unit_ask_content(&content),
        Editable::Product => w.unit_ask_product(&content),
    }))
}

pub fn answer(it: Edit, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    let Answer::Text(text) = said else {
        return Err(Refusal::Input(BadInput::NoText).into());
    };
    match it.field {
        Editable::Content if turn.formatted => {
            return Err(Refusal::Unfit(Unfit::Formatted).into());
        }
        Editable::Content => unit::correct(ctx, by, it.unit, text)?,
        Editable::Product => {
            let to = product::by_number(&ctx.tx, parse_number(text)?)?;
            unit::shift(ctx, by, it.unit, to.id)?;
        }
    }
    Ok(Next::go(Place::Card(it.unit)).toast(turn.words.toast_saved()))
}
