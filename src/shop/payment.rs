//! Asking the gateway: on a hint, by the clock, after the end; never twice at once.

use super::context::{Ctx, Done};
use super::{end, incident, settle, unclaimed};
use crate::domain::effect::{About, Effect, Lane, Task};
use crate::domain::id::PaymentId;
use crate::domain::limit::{
    LAST_LOOK, LATE_ANSWER, LATE_LOOKS, LATE_PAYMENT, LOOKS_ALONE, LOOKS_HOOKED, LOOKS_LATE,
    QRIS_RUPIAH_MAX, STATUS_GAP,
};
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Order, State};
use crate::domain::payment::{GatewayAnswer, Hint, Payment, PaymentState, Status};
use crate::domain::time::{Span, Timestamp};
use crate::domain::timer::What;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::Index;

/// Somebody says this was paid. It only makes us ask: also about what no row of ours knows, as
/// after a restore from a copy, or of which it does not know the gateway's side.
pub fn hint(ctx: &mut Ctx, hint: &Hint) -> Done<bool> {
    let reference = &hint.reference;
    let Some(id) = reference.payment() else { return Ok(false) };
    let known = ctx.tx.get::<Payment>(id.0)?.filter(|payment| payment.reference == *reference);
    let Some(payment) = known else { return unclaimed::heard(ctx, hint) };
    // One that no invoice has come for yet may end without: this notice does not come again.
    if payment.txn.is_none() && !payment.done() {
        return unclaimed::heard(ctx, hint);
    }
    incident::heard_of_payment(ctx)?;
    // Before those who only press a button: somebody has most likely paid.
    ask(ctx, payment, Lane::Answer)?;
    Ok(true)
}

/// Asks the gateway how a payment stands: as soon as its limits allow, and once at a time. The
/// lane says how urgent it is; a question that waits already is put forward.
pub fn ask(ctx: &mut Ctx, payment: Payment, lane: Lane) -> Result<(), Fault> {
    if payment.done() {
        return Ok(());
    }
    if payment.asking && put_forward(ctx, payment.id, lane)? {
        return ctx.tx.put(&Payment { again: true, ..payment });
    }
    // Before there is a transaction there is nothing to ask about.
    let Some(txn) = payment.txn.as_ref().map(|txn| txn.number.clone()) else { return Ok(()) };
    let soonest = may_be_asked(&payment, ctx.now);
    let reference = payment.reference.clone();
    let task = Task::AskStatus { reference, amount: payment.amount, txn };
    let about = About::Payment(payment.id);
    ctx.ask_at(soonest, lane, task, about)?;
    ctx.tx.put(&Payment { asking: true, again: false, ..payment })
}

/// When the gateway takes the next question about a payment. One that was asked in a time that is
/// still to come was asked by a clock that has been put back.
pub(super) fn may_be_asked(payment: &Payment, now: Timestamp) -> Timestamp {
    payment.asked.map_or(now, |asked| asked.min(now).after(STATUS_GAP)).max(now)
}

/// The same for somebody who only wants to know: an answer that is under way will do.
pub fn ask_once(ctx: &mut Ctx, payment: Payment, lane: Lane) -> Result<(), Fault> {
    match payment.asking && put_forward(ctx, payment.id, lane)? {
        true => Ok(()),
        false => ask(ctx, payment, lane),
    }
}

/// Moves the question about a payment into a more urgent lane, if there is one under way. One
/// that has just been sent off is not sent again: the outbox finds it answered, or due later.
fn put_forward(ctx: &mut Ctx, payment: PaymentId, lane: Lane) -> Result<bool, Fault> {
    let Some(question) = question_of(ctx, payment)? else { return Ok(false) };
    if lane < question.lane {
        ctx.again(Effect { lane, ..question })?;
    }
    Ok(true)
}

/// The question about a payment that is under way. One whose row is gone or cannot be read is
/// taken out of the way: it must not keep anybody from asking.
fn question_of(ctx: &mut Ctx, payment: PaymentId) -> Result<Option<Effect>, Fault> {
    for id in ctx.tx.list(Index::QuestionOf, payment.0, Direction::Newest, usize::MAX)? {
        match ctx.tx.get::<Effect>(id) {
            Ok(Some(question)) => return Ok(Some(question)),
            Err(fault) if fault.fatal() => return Err(fault),
            Ok(None) | Err(_) => {
                ctx.tx.discard::<Effect>(id);
                ctx.tx.unlist(Index::QuestionOf, payment.0, id);
            }
        }
    }
    Ok(None)
}

/// The gateway has answered.
pub fn answered(ctx: &mut Ctx, id: PaymentId, answer: GatewayAnswer) -> Done {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    let again = payment.again;
    let payment = Payment { asking: false, again: false, asked: Some(ctx.now), ..payment };
    ctx.tx.put(&payment)?;
    if answer.reference != payment.reference {
        return Err(Fault::Broken(format!("an answer about another payment than {}", id.0)).into());
    }
    match answer.status {
        // No QRIS payment can be that: not an answer, so it is asked again.
        Status::Completed if !possible(answer.amount) => {
            tracing::warn!(payment = id.0, amount = answer.amount.0, "an impossible amount");
            Ok(())
        }
        Status::Completed if counts(ctx, &answer) => {
            let received = payment.received(answer.amount);
            settle::settle(ctx, payment, received)
        }
        Status::Completed | Status::Pending | Status::Cancelled => {
            let order = ctx.tx.need::<Order>(payment.order.0)?;
            let over = match order.state {
                State::AwaitingPayment { until } => {
                    ctx.now >= until || answer.status == Status::Cancelled
                }
                _ => false,
            };
            // A notice came meanwhile: this answer may be older than it, and decides nothing.
            if again {
                ask(ctx, payment, Lane::Goods)?;
            } else if over {
                end::end(ctx, order, End::Expired)?;
            }
            Ok(())
        }
    }
}

/// Whether QRIS can have carried so much. What a broken answer says beyond that would be money
/// that nobody has paid.
pub(super) fn possible(amount: Rupiah) -> bool {
    (1..=QRIS_RUPIAH_MAX).contains(&amount.0)
}

/// Play money buys nothing in a real shop.
pub(super) fn counts(ctx: &Ctx, answer: &GatewayAnswer) -> bool {
    !answer.sandbox || ctx.shop.sandbox
}

/// Whether anybody still waits for an invoice.
pub fn invoice_wanted(read: &impl Read, id: PaymentId) -> Result<bool, Fault> {
    Ok(matches!(read.need::<Payment>(id.0)?.state, PaymentState::Requested))
}

/// Whether the answer to a question is still worth waiting for; if not, the question is dropped.
pub fn still_wanted(ctx: &mut Ctx, id: PaymentId, asked_for: Timestamp) -> Done<bool> {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    let wanted = match payment.state {
        PaymentState::Requested | PaymentState::Open(_) => true,
        PaymentState::Closed => ctx.now < asked_for.after(LATE_ANSWER),
        PaymentState::Settled { .. } | PaymentState::Credited { .. } => false,
    };
    if !wanted && payment.asking {
        ctx.tx.put(&Payment { asking: false, ..payment })?;
    }
    Ok(wanted)
}

/// Whether the gateway still has to be told that nobody will pay: after a day it knows itself.
pub fn cancel_wanted(ctx: &Ctx, id: PaymentId, asked_for: Timestamp) -> Done<bool> {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    Ok(!payment.done() && ctx.now < asked_for.after(LATE_PAYMENT))
}

/// The question cannot be answered (the gateway refused it for good). Later looks may.
pub fn unanswered(ctx: &mut Ctx, id: PaymentId) -> Done {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    ctx.tx.put(&Payment { asking: false, asked: Some(ctx.now), ..payment })?;
    Ok(())
}

/// The clock's look at an open invoice.
pub fn look(ctx: &mut Ctx, id: PaymentId) -> Done {
    let Some(payment) = ctx.tx.get::<Payment>(id.0)? else { return Ok(()) };
    let watched = matches!(payment.state, PaymentState::Open(_));
    look_if(ctx, payment, watched, Lane::Notice)
}

/// The clock's look at a closed invoice, which may be paid late. However late it rings, it looks:
/// the last look must come after the last moment in which somebody could pay.
pub fn sweep(ctx: &mut Ctx, id: PaymentId) -> Done {
    let Some(payment) = ctx.tx.get::<Payment>(id.0)? else { return Ok(()) };
    let watched = payment.state == PaymentState::Closed;
    look_if(ctx, payment, watched, Lane::Bulk)
}

fn look_if(ctx: &mut Ctx, payment: Payment, watched: bool, lane: Lane) -> Done {
    let id = payment.id;
    if !watched {
        return Ok(());
    }
    // Once its day seems to be over, only the longest pauses are left: after weeks in which the
    // shop was closed, thousands of them are looked at.
    let over = ctx.now >= payment.at.after(LATE_PAYMENT);
    let least = if over { LOOKS_LATE.len() as u16 - 1 } else { 0 };
    let looks = payment.looks.max(least).saturating_add(1);
    let payment = Payment { looks, ..payment };
    ctx.tx.put(&payment)?;
    // A question under way has the newest answer there can be.
    if !payment.asking || question_of(ctx, id)?.is_none() {
        ask(ctx, Payment { asking: false, ..payment }, lane)?;
    }
    look_later(ctx, id, looks)?;
    Ok(())
}

/// Sets the time of the next look at a payment.
pub(super) fn look_later(ctx: &mut Ctx, id: PaymentId, looks: u16) -> Result<(), Fault> {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    let open = matches!(payment.state, PaymentState::Open(_));
    // One that should have been closed long ago is kept open by something broken: it is not
    // tried every minute.
    let made = payment.at.min(ctx.now);
    let until = match ctx.tx.get::<Order>(payment.order.0)?.map(|order| order.state) {
        Some(State::AwaitingInvoice { until } | State::AwaitingPayment { until }) => until,
        _ => made,
    };
    let over = ctx.now >= until.after(LAST_LOOK);
    let gaps: &[Span] = match (open && !over, ctx.shop.hooked) {
        (true, true) => &LOOKS_HOOKED,
        (true, false) => &LOOKS_ALONE,
        (false, _) => &LOOKS_LATE,
    };
    let next = ctx.now.after(gaps[usize::from(looks).min(gaps.len() - 1)]);
    let last = made.after(LATE_PAYMENT);
    match open {
        true => ctx.timer(next, What::Ask(id)),
        // This was the last look.
        false if ctx.now >= last && looks >= LATE_LOOKS => Ok(()),
        false if ctx.now >= last => ctx.timer(next, What::Sweep(id)),
        false => ctx.timer(next.min(last), What::Sweep(id)),
    }
}

/// Our side is done waiting. The gateway is told, and asked now and then for a day more: its
/// QR may be paid as long as that.
pub(super) fn close(ctx: &mut Ctx, payment: Payment) -> Result<(), Fault> {
    let id = payment.id;
    if let Some(txn) = &payment.txn {
        let task = Task::CancelInvoice {
            reference: payment.reference.clone(),
            amount: payment.amount,
            txn: txn.number.clone(),
        };
        ctx.ask(Lane::Bulk, task, About::Payment(id))?;
    }
    let watched = payment.txn.is_some();
    ctx.tx.put(&Payment { state: PaymentState::Closed, looks: 0, ..payment })?;
    match watched {
        true => look_later(ctx, id, 0),
        false => Ok(()),
    }
}
