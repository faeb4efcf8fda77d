//! What a category is called, and the emoji before its name.

use super::{Edit, Editable, Place};
use crate::chat::choice::{Choice, Fingerprint};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::staff::product::new::one_line;
use crate::chat::turn::{Next, Reply};
use crate::chat::wizard::encode;
use crate::domain::id::CategoryId;
use crate::domain::product::NoProduct;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::text::Emoji;
use crate::shop::category;
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::undo::Before;
use crate::words::Words;

pub fn open(ctx: &Ctx, category: Option<CategoryId>, field: Editable) -> Done<Next> {
    Ok(Next::ask(Edit { category, field, seen: seen(ctx, category, field)? }))
}

/// The value in short: it tells whether somebody has changed it meanwhile.
fn seen(ctx: &Ctx, category: Option<CategoryId>, field: Editable) -> Done<Fingerprint> {
    let known = category.map(|id| category::known(&ctx.tx, id)).transpose()?;
    Ok(Fingerprint::of(&match field {
        Editable::Name => encode(&known.map(|it| it.name)),
        Editable::Emoji => encode(&known.map(|it| it.emoji)),
    }))
}

pub fn ask(it: &Edit, ctx: &Ctx, w: Words) -> Done<Question> {
    let Some(id) = it.category else { return Ok(Question::new(w.category_new())) };
    let known = category::known(&ctx.tx, id)?;
    Ok(match it.field {
        Editable::Name => Question::new(w.edit_name(known.name.as_str())),
        Editable::Emoji => {
            let question = Question::new(w.category_emoji(&known.label()));
            match known.emoji {
                Some(_) => question.choice(w.button_no_emoji(), Choice::Delete),
                None => question,
            }
        }
    })
}

pub fn answer(it: Edit, ctx: &mut Ctx, by: Staff, said: Answer) -> Done<Reply> {
    let now = seen(ctx, it.category, it.field)?;
    if now != it.seen {
        let (again, why) = (Edit { seen: now, ..it }, NoProduct::Changed);
        return Ok(Next::Again(again.into(), Refusal::Product(why)).into());
    }
    let before = Before::here(&ctx.tx)?;
    let category = match (it.category, it.field, said) {
        (None, _, Answer::Text(text)) => category::add(ctx, by, one_line(&text)?)?,
        (Some(id), Editable::Name, Answer::Text(text)) => {
            category::rename(ctx, by, id, one_line(&text)?)?
        }
        (Some(id), Editable::Emoji, Answer::Text(text)) => {
            category::set_emoji(ctx, by, id, Some(Emoji::parse(&text)?))?
        }
        (Some(id), Editable::Emoji, Answer::Choice(Choice::Delete, _)) => {
            category::set_emoji(ctx, by, id, None)?
        }
        (_, Editable::Emoji, _) => return Err(Refusal::Input(BadInput::Emoji).into()),
        (_, Editable::Name, _) => return Err(Refusal::Input(BadInput::NoText).into()),
    };
    let undo = before.act(&ctx.tx)?;
    Ok(Next::go(Place::Card { category: category.id, undo }).into())
}
