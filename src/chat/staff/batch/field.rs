//! What one unit of a batch has cost, and a note about it.

use super::{Edit, Editable, Place};
use crate::chat::choice::Choice;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::money::Rupiah;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::Reason;
use crate::shop::batch;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::words::Words;

pub fn ask(it: Edit, ctx: &Ctx, w: Words) -> Done<Question> {
    let known = batch::known(&ctx.tx, it.batch)?;
    let (question, there) = match it.field {
        Editable::Cost => (Question::new(w.batch_ask_cost(known.at)), known.cost.is_some()),
        Editable::Note => (Question::new(w.batch_ask_note(known.at)), known.note.is_some()),
    };
    Ok(match there {
        true => question.choice(w.button_delete(), Choice::Delete),
        false => question,
    })
}

pub fn answer(it: Edit, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    match (it.field, said) {
        (Editable::Cost, Answer::Text(text)) => {
            batch::set_cost(ctx, by, it.batch, Some(Rupiah::parse_amount(text)?))?;
        }
        (Editable::Note, Answer::Text(text)) => {
            batch::set_note(ctx, by, it.batch, Some(Reason::parse(text)?))?;
        }
        (Editable::Cost, Answer::Choice(Choice::Delete, _)) => {
            batch::set_cost(ctx, by, it.batch, None)?;
        }
        (Editable::Note, Answer::Choice(Choice::Delete, _)) => {
            batch::set_note(ctx, by, it.batch, None)?;
        }
        _ => return Err(Refusal::Input(BadInput::NoText).into()),
    }
    Ok(Next::go(Place::Card(it.batch)).toast(turn.words.toast_saved()))
}
