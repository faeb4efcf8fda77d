//! Paying by a transfer to the seller's own account: the buyer sends evidence, and somebody of
//! the staff says whether the money is there. A picture alone never counts.

use super::context::{Ctx, Done};
use super::prune::nights;
use super::{end, ledger, revision, settings, settle};
use crate::domain::act::Act;
use crate::domain::evidence::{Doubt, Doubted, Evidence, NoEvidence, NoReview, Piece, Round};
use crate::domain::fact::ReviewFact;
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::ledger::{Cause, Step};
use crate::domain::limit::{
    DOUBTS_MAX, EVIDENCE_KEPT, EVIDENCE_LATE, EVIDENCE_LEAVES, EVIDENCE_MAX, EVIDENCE_NIGHTS,
    EVIDENCE_NIGHTS_ALONE, PRUNE_NIGHT, REVIEW_REMINDERS, TRANSFER_AFTER,
};
use crate::domain::message::Sent;
use crate::domain::order::{End, NoOrder, Order, State};
use crate::domain::payment::PaymentMethod;
use crate::domain::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::domain::timer::What;
use crate::shop::staff::Staff;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index};

/// Begins an order that is to be paid by transfer, if the seller says where to.
pub(super) fn begin(ctx: &mut Ctx, order: OrderId, customer: CustomerId) -> Done {
    let account = settings::settings(&ctx.tx)?
        .transfer_account
        .ok_or(Refusal::Evidence(NoEvidence::NoTransfers))?;
    let (pieces, doubts, leaves) = (Vec::new(), Vec::new(), None);
    ctx.tx.put(&Evidence { order, customer, account, pieces, doubts, leaves })?;
    Ok(ctx.timer(ctx.now.after(EVIDENCE_LEAVES), What::ForgetEvidence(order))?)
}

/// What there is about a transfer, while it is kept.
pub fn of(read: &impl Read, order: OrderId) -> Result<Option<Evidence>, Fault> {
    read.get(order.0)
}

/// The buyer's orders that evidence may be for, newest first.
pub fn awaiting(read: &impl Read, customer: CustomerId) -> Result<Vec<Order>, Fault> {
    let mut ids = Vec::new();
    for open in [Index::OrdersOpenOf, Index::DepositsOpenOf] {
        ids.extend(read.list(open, customer.0, Direction::Newest, usize::MAX)?);
    }
    ids.sort_unstable_by(|one, other| other.cmp(one));
    let mut orders = Vec::new();
    for id in ids {
        let order = read.need::<Order>(id)?;
        if order.method == PaymentMethod::Transfer {
            orders.push(order);
        }
    }
    Ok(orders)
}

/// The buyer's newest order, if it was to be paid by transfer and has ended not long ago.
pub fn too_late(ctx: &Ctx, customer: CustomerId) -> Result<Option<OrderId>, Fault> {
    let newest = ctx.tx.list(Index::OrdersOf, customer.0, Direction::Newest, 1)?;
    let Some(newest) = newest.first() else { return Ok(None) };
    let order = ctx.tx.need::<Order>(*newest)?;
    Ok(match (order.method, order.state) {
        (PaymentMethod::Transfer, State::Ended { at, .. }) if ctx.now < at.after(EVIDENCE_LATE) => {
            Some(order.id)
        }
        _ => None,
    })
}

/// The buyer sends evidence. With the first piece a review begins: the units stay held until
/// somebody has looked, however long that takes.
pub fn send(ctx: &mut Ctx, customer: CustomerId, id: OrderId, sent: Vec<Sent>) -> Done {
    let order = ctx.tx.get::<Order>(id.0)?.filter(|order| order.customer == customer);
    let order = order
        .filter(|order| order.method == PaymentMethod::Transfer)
        .ok_or(Refusal::Order(NoOrder::NotYours))?;
    let since = match order.state {
        State::InReview { since } => since,
        State::Paid { .. } => return Err(Refusal::Order(NoOrder::Paid(id)).into()),
        State::Ended { .. } => return Err(Refusal::Evidence(NoEvidence::Late(id)).into()),
        _ => ctx.now,
    };
    let mut evidence = ctx.tx.need::<Evidence>(id.0)?;
    let fresh = matches!(order.state, State::AwaitingTransfer { .. });
    if evidence.fresh() + sent.len() > EVIDENCE_MAX {
        return Err(
            Refusal::Evidence(NoEvidence::Enough { order: id, max: EVIDENCE_MAX as u64 }).into()
        );
    }
    let count = sent.len();
    let (round, at) = (evidence.round(), ctx.now);
    evidence.pieces.extend(sent.into_iter().map(|sent| Piece { sent, at, round }));
    ctx.tx.put(&evidence)?;
    for back in (0..count).rev() {
        ctx.fact(ReviewFact::Evidence { order: id, back: back as u8 });
    }
    if fresh {
        ctx.tx.put(&Order { state: State::InReview { since }, ..order })?;
        remind_later(ctx, id, evidence.round(), since)?;
    }
    Ok(())
}

/// The money is there: the order is paid.
pub fn approve(ctx: &mut Ctx, by: Staff, id: OrderId, round: Round, why: String) -> Done {
    let (order, _) = in_review(ctx, id, round)?;
    // Nobody makes money of their own word.
    if order.customer == by.id() {
        return Err(Refusal::Review(NoReview::Own(id)).into());
    }
    let amount = order.rest();
    settle::settle_by_hand(ctx, by, order, why)?;
    revision::act(ctx, by, Act::Approved { order: id, amount })
}

/// It is not there, or not enough can be seen. The buyer gets another chance and time for it;
/// after that the order ends.
pub fn doubt(ctx: &mut Ctx, by: Staff, id: OrderId, round: Round, why: Doubt) -> Done {
    let (order, mut evidence) = in_review(ctx, id, round)?;
    evidence.doubts.push(Doubted { by: by.id(), at: ctx.now, why });
    let last = evidence.doubts.len() >= DOUBTS_MAX;
    ctx.tx.put(&evidence)?;
    revision::act(ctx, by, Act::Doubted { order: id, last })?;
    ctx.fact(ReviewFact::Doubted { order: id, by: by.id() });
    if last {
        return end::end(ctx, order, End::NoTransfer);
    }
    let until = ctx.now.after(TRANSFER_AFTER);
    ctx.tx.put(&Order { state: State::AwaitingTransfer { until }, ..order })?;
    Ok(ctx.timer(until, What::Expire(id))?)
}

/// An order that can be decided now, or why not.
pub fn in_review(ctx: &Ctx, id: OrderId, round: Round) -> Done<(Order, Evidence)> {
    let (order, evidence) = reviewed(&ctx.tx, id)?;
    match order.state {
        State::InReview { .. } if evidence.round() == round => Ok((order, evidence)),
        State::InReview { .. } => Err(Refusal::Review(NoReview::Newer(id)).into()),
        State::Paid { .. } => Err(Refusal::Review(NoReview::Approved(id)).into()),
        State::Ended { .. } => Err(Refusal::Review(NoReview::Ended(id)).into()),
        _ => Err(Refusal::Review(NoReview::Doubted(id)).into()),
    }
}

/// An order and the evidence there is or was for it.
pub fn reviewed(read: &impl Read, id: OrderId) -> Done<(Order, Evidence)> {
    let order = read.get::<Order>(id.0)?.ok_or(Refusal::Review(NoReview::None))?;
    let evidence = of(read, id)?.ok_or(Refusal::Review(NoReview::None))?;
    Ok((order, evidence))
}

/// How many orders wait for somebody of the staff.
pub fn waiting(read: &impl Read) -> Result<u64, Fault> {
    read.count(Index::OrdersInReview, ALL)
}

/// The same orders, oldest first.
pub fn queue(read: &impl Read, limit: usize) -> Result<Vec<Order>, Fault> {
    let ids = read.list(Index::OrdersInReview, ALL, Direction::Oldest, limit)?;
    ids.into_iter().map(|id| read.need(id)).collect()
}

/// Reminds the staff of evidence that has waited for long, again and again until it is decided.
pub fn remind(ctx: &mut Ctx, id: OrderId, round: Option<Round>) -> Done {
    let Some(order) = ctx.tx.get::<Order>(id.0)? else { return Ok(()) };
    let (State::InReview { since }, Some(evidence)) = (order.state, of(&ctx.tx, id)?) else {
        return Ok(());
    };
    let now = evidence.round();
    // A timer of the round before rings too early for this one.
    if round.is_some_and(|round| round != now) {
        return Ok(());
    }
    ctx.fact(ReviewFact::Waits(id));
    Ok(remind_later(ctx, id, now, since)?)
}

/// Sets the next reminder, if there is one more; those that the shop slept through are not made
/// up for.
fn remind_later(
    ctx: &mut Ctx,
    order: OrderId,
    round: Round,
    since: Timestamp,
) -> Result<(), Fault> {
    let times = REVIEW_REMINDERS.map(|after| since.after(after));
    match times.into_iter().find(|time| *time > ctx.now) {
        Some(time) => ctx.timer(time, What::ReviewWaits { order, round }),
        None => Ok(()),
    }
}

/// Forgets evidence some time after its order was decided, and some nights after that time has
/// come near: a clock that is a month ahead for an hour makes one of them.
pub fn forget(ctx: &mut Ctx, id: OrderId) -> Done {
    let Some(evidence) = of(&ctx.tx, id)? else { return Ok(()) };
    let decided = match ctx.tx.get::<Order>(id.0)?.map(|order| order.state) {
        Some(State::Paid { at, .. } | State::Ended { at, .. }) => at,
        Some(_) => ctx.now,
        // It is swept, and what hung on it goes too.
        None => Timestamp::default(),
    };
    // Decided in a year that never was: nights alone tell.
    let (nights_kept, decided) = match decided > ctx.now {
        true => (EVIDENCE_NIGHTS_ALONE, Timestamp::default()),
        false => (EVIDENCE_NIGHTS, decided),
    };
    let (near, until) = (decided.after(EVIDENCE_LEAVES), decided.after(EVIDENCE_KEPT));
    let tonight = nights(&ctx.tx)?;
    let (leaves, next) = match evidence.leaves {
        _ if ctx.now < near => (None, near),
        None => (Some(tonight), until),
        Some(since) if ctx.now >= until && tonight.saturating_sub(since) >= nights_kept => {
            return Ok(ctx.tx.remove::<Evidence>(id.0)?);
        }
        leaves => (leaves, until),
    };
    if leaves != evidence.leaves {
        ctx.tx.put(&Evidence { leaves, ..evidence })?;
    }
    // After a time that has come already, night by night.
    let next = if next > ctx.now { next } else { ctx.now.after(PRUNE_NIGHT) };
    Ok(ctx.timer(next, What::ForgetEvidence(id))?)
}

/// Who said that a transfer's money is there.
pub fn approver(read: &impl Read, order: OrderId) -> Result<Option<CustomerId>, Fault> {
    let entered = ledger::entry(read, Cause::Transfer(order), Step::Moved)?;
    Ok(entered.and_then(|moved| moved.note).map(|note| note.by))
}
