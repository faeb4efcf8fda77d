//! Wizard: a doubt about evidence in one's own words.

use serde::{Deserialize, Serialize};

use super::evidence::Ask;
use crate::chat::action::{Action, Choice};
use crate::chat::guard;
use crate::chat::layout::button;
use crate::chat::place::Place;
use crate::chat::route::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::evidence::{Doubt, Round};
use crate::domain::id::OrderId;
use crate::domain::limit::DOUBT_CHARS_MAX;
use crate::domain::message::Screen;
use crate::domain::text;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::evidence;
use crate::words::Words;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    Words { order: OrderId, round: Round },
}

pub fn ask(Step::Words { order, .. }: &Step, w: Words) -> Screen {
    let cancel = button(w.button_cancel(), Action::Wizard(Choice::Cancel));
    Screen::new(w.evidence_type_doubt(DOUBT_CHARS_MAX as u64, *order)).buttons(vec![cancel])
}

pub fn answer(step: Step, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    let admin = guard::allow(ctx, turn.customer.id)?;
    let Step::Words { order, round } = step;
    let Answer::Text(words) = said else {
        return Ok(Next::Open(Wizard::Doubt(step)).into());
    };
    let why = Doubt::Typed(text::lines(&words, DOUBT_CHARS_MAX)?);
    match evidence::doubt(ctx, admin, order, round, why) {
        // Somebody was faster while this one typed: there is nothing left to ask.
        Err(Stop::Refused(refusal)) => Ok(Next::say(turn.words.refusal(&refusal)).into()),
        Err(fault) => Err(fault),
        Ok(()) => Ok(Place::Review { order, back: 0, ask: Ask::Decision }.into()),
    }
}
