//! A doubt about evidence in one's own words.

use super::{Ask, Place};
use crate::chat::question::Question;
use crate::chat::said::Answer;
use crate::chat::turn::{Next, Reply, Turn};
use crate::domain::evidence::{Doubt, Round};
use crate::domain::id::OrderId;
use crate::domain::limit::DOUBT_CHARS_MAX;
use crate::domain::text;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::evidence;
use crate::shop::staff::Staff;
use crate::words::Words;

pub fn ask(order: OrderId, w: Words) -> Question {
    Question::new(w.evidence_type_doubt(DOUBT_CHARS_MAX as u64, order))
}

pub fn take(
    order: OrderId,
    round: Round,
    ctx: &mut Ctx,
    turn: &Turn,
    by: Staff,
    said: &Answer,
) -> Done<Option<Reply>> {
    let Answer::Text(words) = said else { return Ok(None) };
    let why = Doubt::Typed(text::lines(words, DOUBT_CHARS_MAX)?);
    Ok(Some(match evidence::doubt(ctx, by, order, round, why) {
        // Somebody was faster while this one typed: there is nothing left to ask.
        Err(Stop::Refused(refusal)) => Next::say(turn.words.refusal(&refusal)).into(),
        Err(fault) => return Err(fault),
        Ok(()) => Next::go(Place::Card { order, back: 0, ask: Ask::Decision }).into(),
    }))
}
