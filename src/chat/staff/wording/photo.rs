//! The picture above a text: asked for, fetched, taken off.

use super::Photo;
use super::card::{gone, seen};
use super::saved::saved;
use crate::chat::choice::Choice;
use crate::chat::layout::below;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::effect::{About, Lane, Pictured, Task};
use crate::domain::limit::PICTURE_BYTES_MAX;
use crate::domain::message::Screen;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::wording::{NoWording, WordingId};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::wording;
use crate::words::Words;
use crate::words::wording::fits_below_picture;

pub fn open(ctx: &Ctx, it: Photo) -> Done<Next> {
    fits(ctx, it.id)?;
    Ok(Next::ask(it))
}

/// What stands below a picture has less room.
fn fits(ctx: &Ctx, id: WordingId) -> Done {
    id.text().filter(|text| text.takes_picture()).ok_or_else(gone)?;
    let own = wording::text(&ctx.tx, id)?;
    if let Some(text) = &own.text {
        fits_below_picture(id, text).map_err(Refusal::Wording)?;
    }
    Ok(())
}

pub fn ask(it: &Photo, ctx: &Ctx, w: Words) -> Done<Question> {
    let own = wording::text(&ctx.tx, it.id)?;
    let question = Question::new(w.wording_ask_photo());
    Ok(match own.picture {
        Some(_) => question.choice(w.button_remove_photo(), Choice::Delete),
        None => question,
    })
}

pub fn answer(it: Photo, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    let now = wording::text(&ctx.tx, it.id)?;
    if seen(&now) != it.seen {
        let again = Photo { seen: seen(&now), ..it };
        return Ok(Next::Again(again.into(), Refusal::Wording(NoWording::Changed)).into());
    }
    match said {
        Answer::Photo { file } => {
            fetch(ctx, by, Pictured::Text(it.id), file.clone())?;
            Ok(Next::Stay.into())
        }
        Answer::Choice(Choice::Delete, _) => {
            Ok(saved(turn, it.id, wording::take_picture_off(ctx, by, it.id)?))
        }
        Answer::Choice(..) => Ok(Next::Open(it.into()).into()),
        Answer::Text(_) | Answer::Document(_) | Answer::Other => {
            Ok(Next::Again(it.into(), Refusal::Input(BadInput::NoPicture)).into())
        }
    }
}

/// Sends for a picture; that it is there is told when it is.
pub fn fetch(ctx: &mut Ctx, by: Staff, of: Pictured, file: String) -> Done {
    let task = Task::Fetch { file, bytes_max: PICTURE_BYTES_MAX };
    ctx.ask(Lane::Answer, task, About::Photo { of, by: by.id() })?;
    Ok(())
}

/// The picture is here.
pub fn came(ctx: &mut Ctx, by: Staff, w: Words, id: WordingId, bytes: &[u8]) -> Done<Next> {
    fits(ctx, id)?;
    let number = wording::show_picture(ctx, by, id, bytes)?;
    let undo = number.map(|number| below(w.button_undo(), super::Press::Undo { id, number }));
    let card = below(w.button_wording_card(), super::Press::Of(id));
    let screen = Screen::new(w.wording_photo_done());
    Ok(Next::Say(screen.buttons(undo.into_iter().chain([card]).collect())))
}
