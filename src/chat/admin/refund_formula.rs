//! Wizard: the seller's own numbers of the refund formula.

use serde::{Deserialize, Serialize};

use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::button;
use crate::chat::place::Place;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::message::Screen;
use crate::domain::refund::Formula;
use crate::shop::context::{Ctx, Done};
use crate::shop::settings;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Days,
    Factors { days: u32 },
}

pub fn ask(step: &Step, ctx: &Ctx, w: Words) -> Done<Screen> {
    let formula = settings::settings(&ctx.tx)?.refund;
    let text = match step {
        Step::Days => w.wizard_formula_days(formula.days.into()),
        Step::Factors { .. } => w.wizard_formula_factors(&factors(&formula)),
    };
    let cancel = button(w.button_cancel(), Action::Wizard(Choice::Cancel));
    Ok(Screen::new(text).buttons(vec![cancel]))
}

/// `100%, 80%, 50%`
pub(super) fn factors(formula: &Formula) -> String {
    let percent: Vec<String> = formula.factors.iter().map(|it| format!("{it}%")).collect();
    percent.join(", ")
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let admin = guard::allow(ctx, turn.customer.id)?;
    let next = match (step, said) {
        (Step::Days, Answer::Text(text)) => Step::Factors { days: Formula::parse_days(&text)? },
        (Step::Factors { days }, Answer::Text(text)) => {
            let factors = Formula::parse_factors(&text)?;
            settings::change(ctx, admin, |it| it.refund = Formula { days, factors })?;
            return Ok(Next::Go(Place::Settings).into());
        }
        (step, _) => step,
    };
    Ok(Next::Open(Wizard::RefundFormula(next)).into())
}
