//! Evidence of a transfer: a photo or document that comes while an order waits for it. No wizard
//! has to be open; one opens only to ask which of several orders it is for.

use super::unpaid;
use crate::chat::choice::Choice;
use crate::chat::contact;
use crate::chat::question::Question;
use crate::chat::said::{Answer, Attached};
use crate::chat::turn::{Next, Reply, Turn};
use crate::chat::wizard::Wizard;
use crate::domain::evidence::{NoEvidence, Unfit};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::limit::EVIDENCE_MAX;
use crate::domain::message::{Screen, Sent};
use crate::domain::order::{NoOrder, Order, State};
use crate::domain::refusal::Refusal;
use crate::shop::context::{Ctx, Done, Stop};
use crate::shop::evidence;
use crate::words::Words;

/// What a file leads to that was not asked for; nothing if no transfer of this person waits.
pub fn hear(ctx: &mut Ctx, turn: &Turn, sent: Result<Sent, Unfit>) -> Done<Option<Reply>> {
    match (&evidence::awaiting(&ctx.tx, turn.customer.id)?[..], sent) {
        ([], _) => match evidence::too_late(ctx, turn.customer.id)? {
            Some(order) => Err(Refusal::Evidence(NoEvidence::Late(order)).into()),
            None => Ok(None),
        },
        ([newest, ..], Err(Unfit)) => Err(Refusal::Evidence(NoEvidence::Unfit(newest.id)).into()),
        ([only], Ok(sent)) => take(ctx, turn, only.id, vec![sent]).map(Some),
        (_, Ok(sent)) => Ok(Some(Next::Open(Wizard::Evidence(vec![sent])).into())),
    }
}

/// `/bukti W-000001` under a picture is no command of ours, but evidence all the same.
pub fn captioned(ctx: &mut Ctx, turn: &Turn, with: Attached) -> Done<Reply> {
    let heard = with.sent().map(|sent| hear(ctx, turn, sent)).transpose()?.flatten();
    if let Some(reply) = heard {
        return Ok(reply);
    }
    let w = turn.words;
    let screen = Screen::new(w.general_not_understood());
    Ok(Next::Say(contact::under(ctx, turn, screen)?).into())
}

/// Something came that is neither text nor a picture.
pub fn unclear(ctx: &Ctx, turn: &Turn) -> Done<Reply> {
    match wanted(ctx, turn)? {
        Some(order) => Err(Refusal::Evidence(NoEvidence::Neither(order)).into()),
        None => unpaid::no_use(ctx, turn),
    }
}

/// The order for which this person should have sent a photo or document, not something else.
pub fn wanted(ctx: &Ctx, turn: &Turn) -> Done<Option<OrderId>> {
    let orders = evidence::awaiting(&ctx.tx, turn.customer.id)?;
    let unproven = |order: &&Order| matches!(order.state, State::AwaitingTransfer { .. });
    Ok(orders.iter().find(unproven).map(|order| order.id))
}

pub fn ask(ctx: &Ctx, person: CustomerId, w: Words) -> Done<Question> {
    let orders = evidence::awaiting(&ctx.tx, person)?;
    Ok(orders.into_iter().fold(Question::new(w.evidence_which()), |it, order| {
        it.choice(w.button_evidence_for(order.id, order.rest()), Choice::Order(order.id))
    }))
}

pub fn answer(mut pieces: Vec<Sent>, ctx: &mut Ctx, turn: &Turn, said: Answer) -> Done<Reply> {
    if let Answer::Choice(Choice::Order(order), _) = said {
        return match take(ctx, turn, order, pieces) {
            // That order has moved on; which of them is meant is no question any more.
            Err(Stop::Refused(refusal)) => Ok(Next::say(turn.words.refusal(&refusal)).into()),
            reply => reply,
        };
    }
    match said.sent() {
        // What is too much for one order is left out: it could not be sent on anyway.
        Some(Ok(sent)) if pieces.len() < EVIDENCE_MAX => pieces.push(sent),
        Some(Err(Unfit)) => {
            let orders = evidence::awaiting(&ctx.tx, turn.customer.id)?;
            let newest = orders.first().ok_or(Refusal::Order(NoOrder::NotYours))?;
            return Err(Refusal::Evidence(NoEvidence::Unfit(newest.id)).into());
        }
        _ => {}
    }
    Ok(Next::Open(Wizard::Evidence(pieces)).into())
}

/// Sends it to the staff. That it has come is told below what was sent.
fn take(ctx: &mut Ctx, turn: &Turn, order: OrderId, pieces: Vec<Sent>) -> Done<Reply> {
    evidence::send(ctx, turn.customer.id, order, pieces)?;
    Ok(Next::PanelBelow(order).into())
}
