//! One field of a button: what it is to be.

use super::{Edit, Editable, Place};
use crate::chat::choice::{Choice, Fingerprint};
use crate::chat::layout::below;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::staff::wording::photo::fetch;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::encode;
use crate::domain::effect::Pictured;
use crate::domain::id::OwnButtonId;
use crate::domain::limit::{CAPTION_UNITS_MAX, OWN_ANSWER_UNITS, OWN_LABEL_CHARS_MAX};
use crate::domain::message::Screen;
use crate::domain::own_button::{Label, Link, NoButton, OwnButton};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::wording::NoWording;
use crate::shop::context::{Ctx, Done};
use crate::shop::own_button;
use crate::shop::staff::Staff;
use crate::words::Words;
use crate::words::format::units;
use crate::words::wording::own_answer;

pub fn open(ctx: &Ctx, id: OwnButtonId, field: Editable) -> Done<Next> {
    let known = own_button::known(&ctx.tx, id)?;
    if field == Editable::Picture {
        fits(&known)?;
    }
    Ok(Next::ask(Edit { id, field, seen: seen(&known) }))
}

fn seen(button: &OwnButton) -> Fingerprint {
    Fingerprint::of(&encode(button))
}

/// What stands below a picture has less room.
fn fits(button: &OwnButton) -> Result<(), Refusal> {
    let (units, max) = (units(&button.text) as u64, CAPTION_UNITS_MAX as u64);
    match units > max {
        true => Err(Refusal::Wording(NoWording::BelowPicture { units, max })),
        false => Ok(()),
    }
}

/// What stands on a button, if nothing of the shop's own is called so.
pub fn label(turn: &Turn, text: &str) -> Result<Label, Refusal> {
    let label = Label::parse(text).map_err(Refusal::Button)?;
    let dictionary = turn.dictionary;
    let ours = |text: &str| dictionary.key(text).is_some() || dictionary.meant(text).is_some();
    match ours(label.as_str()) || ours(&label.words()) {
        true => Err(Refusal::Button(NoButton::Taken)),
        false => Ok(label),
    }
}

pub fn answer_text(turn: &Turn, text: &str, units_max: usize) -> Result<String, Refusal> {
    own_answer(text, turn.html.as_deref(), units_max).map_err(Refusal::Wording)
}

pub fn ask(it: &Edit, ctx: &Ctx, w: Words) -> Done<Question> {
    let known = own_button::known(&ctx.tx, it.id)?;
    let name = known.label.as_str();
    Ok(match it.field {
        Editable::Label => Question::new(w.own_ask_label(OWN_LABEL_CHARS_MAX as u64)),
        Editable::Text => Question::new(w.own_ask_text(name)),
        Editable::Picture => {
            let question = Question::new(w.own_ask_photo(name));
            match known.picture {
                Some(_) => question.choice(w.button_remove_photo(), Choice::Delete),
                None => question,
            }
        }
        Editable::Link => {
            let question = Question::new(w.own_ask_link(name));
            match known.link {
                Some(_) => question.choice(w.button_delete(), Choice::Delete),
                None => question,
            }
        }
    })
}

pub fn answer(it: Edit, ctx: &mut Ctx, turn: &Turn, by: Staff, said: &Answer) -> Done<Reply> {
    let known = own_button::known(&ctx.tx, it.id)?;
    if seen(&known) != it.seen {
        // They answer what is no longer so: they see what it is, and are asked once more.
        let again = Edit { seen: seen(&known), ..it };
        return Ok(Next::Again(again.into(), Refusal::Button(NoButton::Changed)).into());
    }
    let id = it.id;
    let number = match (it.field, said) {
        (Editable::Label, Answer::Text(text)) => {
            let label = label(turn, text)?;
            own_button::change(ctx, by, id, |button| OwnButton { label, ..button })?
        }
        (Editable::Text, Answer::Text(typed)) => {
            let max = known.picture.map_or(OWN_ANSWER_UNITS, |_| CAPTION_UNITS_MAX);
            let text = answer_text(turn, typed, max)?;
            own_button::change(ctx, by, id, |button| OwnButton { text, ..button })?
        }
        (Editable::Link, Answer::Text(text)) => {
            let link = Some(Link::parse(text).map_err(Refusal::Button)?);
            own_button::change(ctx, by, id, |button| OwnButton { link, ..button })?
        }
        (Editable::Link, Answer::Choice(Choice::Delete, _)) => {
            own_button::change(ctx, by, id, |button| OwnButton { link: None, ..button })?
        }
        (Editable::Picture, Answer::Choice(Choice::Delete, _)) => {
            own_button::take_picture_off(ctx, by, id)?
        }
        (Editable::Picture, Answer::Photo { file }) => {
            fetch(ctx, by, Pictured::Button(id), file.clone())?;
            return Ok(Next::Stay.into());
        }
        (_, Answer::Choice(..)) => return Ok(Next::Open(it.into()).into()),
        (Editable::Picture, _) => {
            return Ok(Next::Again(it.into(), Refusal::Input(BadInput::NoPicture)).into());
        }
        (_, _) => return Ok(Next::Again(it.into(), Refusal::Input(BadInput::NoText)).into()),
    };
    Ok(Next::go(Place::Card { id, undo: number }).toast(turn.words.toast_saved()))
}

/// The picture is here.
pub fn came(ctx: &mut Ctx, by: Staff, w: Words, id: OwnButtonId, bytes: &[u8]) -> Done<Next> {
    fits(&own_button::known(&ctx.tx, id)?)?;
    let number = own_button::show_picture(ctx, by, id, bytes)?;
    let undo = number.map(|number| below(w.button_undo(), super::Press::Undo { id, number }));
    let card = below(w.button_own_card(), super::Press::Card(id));
    let screen = Screen::new(w.wording_photo_done());
    Ok(Next::Say(screen.buttons(undo.into_iter().chain([card]).collect())))
}
