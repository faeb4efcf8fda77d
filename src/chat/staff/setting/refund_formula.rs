//! Form: the seller's own numbers of the refund formula.

use super::FormulaDraft;
use crate::chat::filling::{Questions, Taken};
use crate::chat::place::SettingPlace;
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::refund::Formula;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::shop::staff::Staff;
use crate::words::Words;

#[derive(Clone, Copy)]
pub enum Field {
    Days,
    Factors,
}

impl Questions for FormulaDraft {
    type Field = Field;
    const FIELDS: &'static [Field] = &[Field::Days, Field::Factors];

    fn name(field: Field, w: Words) -> String {
        match field {
            Field::Days => w.plain_field_days(),
            Field::Factors => w.plain_field_factors(),
        }
    }

    fn ask(&self, field: Field, ctx: &Ctx, w: Words) -> Done<Question> {
        let formula = settings::settings(&ctx.tx)?.refund;
        Ok(Question::new(match field {
            Field::Days => w.wizard_formula_days(formula.days.into()),
            Field::Factors => w.wizard_formula_factors(&factors(&formula)),
        }))
    }

    fn take(
        &mut self,
        field: Field,
        _: &mut Ctx,
        _: &Turn,
        _: Staff,
        said: &Answer,
    ) -> Done<Taken> {
        match (field, said) {
            (Field::Days, Answer::Text(text)) => self.days = Some(Formula::parse_days(text)?),
            (Field::Factors, Answer::Text(text)) => {
                self.factors = Some(Formula::parse_factors(text)?);
            }
            _ => return Ok(Taken::No),
        }
        Ok(Taken::In)
    }

    fn card(&self, _: &Ctx, _: Words) -> Done<Option<Question>> {
        Ok(None)
    }

    fn finish(self, ctx: &mut Ctx, _: &Turn, by: Staff) -> Done<Reply> {
        if let FormulaDraft { days: Some(days), factors: Some(factors) } = self {
            settings::change(ctx, by, |it| it.refund = Formula { days, factors })?;
        }
        Ok(Next::go(SettingPlace::Card).into())
    }
}

/// `100%, 80%, 50%`
pub fn factors(formula: &Formula) -> String {
    let percent: Vec<String> = formula.factors.iter().map(|it| format!("{it}%")).collect();
    percent.join(", ")
}
