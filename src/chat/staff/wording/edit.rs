//! The question how a text is to read, and the look at what it would be.

use super::Edit;
use super::card::{blanks, filled, gone, seen, shown};
use super::saved::saved;
use crate::chat::choice::Choice;
use crate::chat::layout::paragraphs;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::id::CustomerId;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::wording::{NoWording, WordingId};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::wording;
use crate::words::Words;
use crate::words::template::Form;
use crate::words::wording::{fits_below_picture, form};

pub fn open(ctx: &Ctx, id: WordingId) -> Done<Next> {
    let now = wording::text(&ctx.tx, id)?;
    Ok(Next::ask(Edit { id, seen: seen(&now), draft: None }))
}

pub fn ask(it: &Edit, ctx: &Ctx, person: CustomerId, w: Words) -> Done<Question> {
    let id = it.id;
    if w.original(id).is_none() {
        return Err(gone().into());
    }
    if let Some(draft) = &it.draft {
        let text = paragraphs([w.wording_draft(), filled(ctx, w, person, id, draft)?]);
        return Ok(Question::new(text).choice(w.button_save(), Choice::Save));
    }
    let how = match form(id) {
        Some(Form::Html) => w.wording_ask(),
        _ => w.wording_ask_plain(),
    };
    let now = wording::text(&ctx.tx, id)?;
    Ok(Question::new(paragraphs([how, blanks(id, w), shown(&now, w)])))
}

pub fn answer(it: Edit, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    let id = it.id;
    let now = wording::text(&ctx.tx, id)?;
    if seen(&now) != it.seen {
        // They answer what is no longer so: they see what it is, and what they wrote is kept.
        let again = Edit { seen: seen(&now), ..it };
        return Ok(Next::Again(again.into(), Refusal::Wording(NoWording::Changed)).into());
    }
    match said {
        Answer::Text(text) => {
            let draft = read(turn.words, id, text, turn.html.as_deref())?;
            if now.picture.is_some() {
                fits_below_picture(id, &draft).map_err(Refusal::Wording)?;
            }
            Ok(Next::ask(Edit { draft: Some(draft), ..it }).into())
        }
        Answer::Choice(Choice::Save, _) => match it.draft {
            Some(draft) => Ok(saved(turn, id, wording::write(ctx, by, id, Some(draft))?)),
            None => Ok(Next::Open(it.into()).into()),
        },
        Answer::Choice(..) => Ok(Next::Open(it.into()).into()),
        Answer::Photo { .. } | Answer::Document(_) | Answer::Other => {
            Ok(Next::Again(it.into(), Refusal::Input(BadInput::NoText)).into())
        }
    }
}

fn read(w: Words, id: WordingId, text: &str, html: Option<&str>) -> Result<String, Refusal> {
    w.own_text(id, text, html).map_err(Refusal::Wording)
}
