//! Form: a new button, which has what stands on it and an answer from the beginning.

use super::card::field_name;
use super::field::{answer_text, label};
use super::{Draft, Editable, Place};
use crate::chat::filling::{Questions, Taken};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::limit::{OWN_ANSWER_UNITS, OWN_LABEL_CHARS_MAX};
use crate::domain::own_button::{Label, NoButton};
use crate::domain::refusal::{BadInput, Refusal};
use crate::shop::context::{Ctx, Done};
use crate::shop::own_button;
use crate::shop::staff::Staff;
use crate::words::Words;

impl Questions for Draft {
    type Field = Editable;
    const FIELDS: &'static [Editable] = &[Editable::Label, Editable::Text];

    fn name(field: Editable, w: Words) -> String {
        field_name(field, w)
    }

    fn ask(&self, field: Editable, _: &Ctx, w: Words) -> Done<Question> {
        Ok(Question::new(match field {
            Editable::Label => w.own_ask_label(OWN_LABEL_CHARS_MAX as u64),
            Editable::Text | Editable::Picture | Editable::Link => {
                w.own_ask_text(self.label.as_ref().map_or("", Label::as_str))
            }
        }))
    }

    fn take(
        &mut self,
        field: Editable,
        _: &mut Ctx,
        turn: &Turn,
        _: Staff,
        said: &Answer,
    ) -> Done<Taken> {
        let text = match said {
            Answer::Text(text) => text,
            Answer::Choice(..) => return Ok(Taken::No),
            Answer::Photo { .. } | Answer::Document(_) | Answer::Other => {
                return Err(Refusal::Input(BadInput::NoText).into());
            }
        };
        match field {
            Editable::Label => self.label = Some(label(turn, text)?),
            Editable::Text | Editable::Picture | Editable::Link => {
                self.text = Some(answer_text(turn, text, OWN_ANSWER_UNITS)?);
            }
        }
        Ok(Taken::In)
    }

    fn card(&self, _: &Ctx, _: Words) -> Done<Option<Question>> {
        Ok(None)
    }

    fn finish(self, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
        let gone = || Refusal::Button(NoButton::Gone);
        let (label, text) = self.label.zip(self.text).ok_or_else(gone)?;
        let (id, number) = own_button::add(ctx, by, label, text)?;
        Ok(Next::go(Place::Card { id, undo: Some(number) }).toast(turn.words.toast_saved()))
    }
}
