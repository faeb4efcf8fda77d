//! Form: what buyers are promised, before a product is done by hand. Until both questions are
//! answered it is sold as before.

use super::{ManualDraft, kind};
use crate::chat::choice::Choice;
use crate::chat::filling::{Questions, Taken};
use crate::chat::form::Form;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::limit::TODO_QUESTION_CHARS_MAX;
use crate::domain::product::{Kind, NoProduct, Product, Terms};
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::{span, text};
use crate::shop::context::{Ctx, Done};
use crate::shop::staff::Staff;
use crate::shop::{kind as kinds, product};
use crate::words::{Words, args};

#[derive(Clone, Copy)]
pub enum Field {
    Within,
    Question,
}

/// What stands in its way is told before anything is asked.
pub fn open(ctx: &Ctx, known: &Product) -> Done<Next> {
    let terms = Terms::default();
    kinds::free(&ctx.tx, known, &Kind::Manual { quota: None, terms: terms.clone() })?;
    Ok(Next::ask(Form::new(ManualDraft { product: known.id, terms })))
}

impl Questions for ManualDraft {
    type Field = Field;
    const FIELDS: &'static [Field] = &[Field::Within, Field::Question];

    fn name(field: Field, w: Words) -> String {
        match field {
            Field::Within => w.plain_audit_within(),
            Field::Question => w.plain_audit_question(),
        }
    }

    fn ask(&self, field: Field, ctx: &Ctx, w: Words) -> Done<Question> {
        let known = product::known(&ctx.tx, self.product)?;
        // Somebody has been faster, and has said what is promised.
        if matches!(known.kind, Kind::Manual { .. }) {
            return Err(Refusal::Product(NoProduct::Changed).into());
        }
        let name = known.name.as_str();
        Ok(match field {
            Field::Within => {
                let usual = w.button_within_usual(&w.span(Terms::default().within));
                Question::new(w.manual_within(name)).choice(usual, Choice::Save)
            }
            Field::Question => {
                let span = w.span(self.terms.within);
                let text = w.manual_question(args::ManualQuestion { name, span: &span });
                Question::new(text).choice(w.button_no_question(), Choice::Save)
            }
        })
    }

    fn take(
        &mut self,
        field: Field,
        _: &mut Ctx,
        _: &Turn,
        _: Staff,
        said: &Answer,
    ) -> Done<Taken> {
        let typed = match said {
            Answer::Text(text) => Some(text.as_str()),
            Answer::Choice(Choice::Save, _) => None,
            Answer::Choice(..) => return Ok(Taken::No),
            Answer::Photo { .. } | Answer::Document(_) | Answer::Other => {
                return Err(Refusal::Input(BadInput::NoText).into());
            }
        };
        match field {
            Field::Within => {
                let within = typed.map(span::within).transpose()?;
                self.terms.within = within.unwrap_or(Terms::default().within);
            }
            Field::Question => {
                let question = typed.map(|it| text::lines(it, TODO_QUESTION_CHARS_MAX));
                self.terms.question = question.transpose()?;
            }
        }
        Ok(Taken::In)
    }

    /// The last answer makes it count.
    fn card(&self, _: &Ctx, _: Words) -> Done<Option<Question>> {
        Ok(None)
    }

    fn finish(self, ctx: &mut Ctx, turn: &Turn, by: Staff) -> Done<Reply> {
        if matches!(product::known(&ctx.tx, self.product)?.kind, Kind::Manual { .. }) {
            return Err(Refusal::Product(NoProduct::Changed).into());
        }
        let kind = Kind::Manual { quota: None, terms: self.terms };
        kind::made(ctx, turn, by, self.product, kind)
    }
}
