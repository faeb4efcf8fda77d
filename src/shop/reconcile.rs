//! Reconciliation: our payments against the gateway's word and the ledger. What differs is
//! listed; nothing is put right by it, except that money we knew nothing of goes the ordinary
//! way of a late payment.
//!
//! The gateway is asked as ordinary effects, a few at a time: each answer asks the next question
//! in the same transaction, so a run goes on after any crash where it was.

use super::context::{Ctx, Done};
use super::{ledger, payment, revision, settle};
use crate::domain::act::Act;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::Fact;
use crate::domain::id::{CustomerId, PaymentId, ReconciliationId};
use crate::domain::ledger::{Cause, Step};
use crate::domain::limit::{
    DIFFERENCES_MAX, LATE_PAYMENT, RECONCILE_AT_ONCE, RECONCILE_BACK, RECONCILE_LIFE,
    RECONCILE_MAX, RECONCILE_SILENCE_MAX, RECONCILIATIONS_MAX,
};
use crate::domain::money::Rupiah;
use crate::domain::payment::{GatewayAnswer, Payment};
use crate::domain::reconciliation::{
    Difference, Disagreement, Ended, Reconciliation, against_gateway, against_ledger,
};
use crate::domain::revision::By;
use crate::domain::time::{Span, Timestamp};
use crate::domain::timer::{NIGHTLY, Timer, What};
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{ALL, Index, Table};
use crate::store::seek::first_since;

/// Who wants a reconciliation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The clock, at the quiet hour.
    Night,
    Person(CustomerId),
    /// Somebody on the shop's own machine, who looks at the run itself.
    Command,
}

impl Asker {
    /// Whose act it is; what the clock does is nobody's.
    fn by(self) -> Option<By> {
        match self {
            Asker::Night => None,
            Asker::Person(id) => Some(By::Staff(id)),
            Asker::Command => Some(By::Machine),
        }
    }
}

/// The shop has opened: the nightly run is set, unless it is. One that was due while the shop
/// was closed rings at once.
pub fn opened(ctx: &mut Ctx, next: Timestamp) -> Done {
    // One that lies beyond the next quiet hour was set by a clock that ran ahead, or in another
    // time zone.
    let timer = ctx.tx.get::<Timer>(NIGHTLY.0)?;
    if timer.is_none_or(|timer| timer.at > next) {
        set_nightly(ctx, next)?;
    }
    Ok(())
}

/// It is the quiet hour.
pub fn nightly(ctx: &mut Ctx, next: Timestamp) -> Done {
    set_nightly(ctx, next)?;
    begin(ctx, Asker::Night)?;
    Ok(())
}

fn set_nightly(ctx: &mut Ctx, at: Timestamp) -> Result<(), Fault> {
    ctx.wind(Timer { id: NIGHTLY, at, what: What::Reconcile })
}

/// Begins a run, or joins the one that is under way.
pub fn begin(ctx: &mut Ctx, asker: Asker) -> Done<ReconciliationId> {
    let mut since = Timestamp(ctx.now.0.saturating_sub(RECONCILE_BACK.0));
    if let Some(last) = latest(&ctx.tx)? {
        if last.running() && ctx.now < last.at.after(RECONCILE_LIFE) {
            let joined = join(last, asker);
            ctx.tx.put(&joined)?;
            return Ok(joined.id);
        }
        let last = if last.running() { abandon(ctx, last)? } else { last };
        let unanswered = unanswered_since(&ctx.tx, &last)?;
        since = match last.ended.and_then(|ended| ended.left_from) {
            // More than one run can compare: this one goes on where it stopped.
            Some(left_from) => left_from.min(unanswered),
            None => since.min(before(unanswered, LATE_PAYMENT)),
        };
    }
    let next = PaymentId(first_since(&ctx.tx, since, |payment: &Payment| payment.at)?);
    let id = ReconciliationId(ctx.tx.next(Table::Reconciliation)?);
    let run = Reconciliation {
        id,
        at: ctx.now,
        since,
        askers: Vec::new(),
        nightly: false,
        next,
        // A payment has its order's number.
        last: PaymentId(ctx.tx.last_number(Table::Order)?),
        under_way: Vec::new(),
        compared: 0,
        silent: 0,
        differences: Vec::new(),
        more: 0,
        ended: None,
    };
    if let Some(by) = asker.by() {
        revision::act(ctx, by, Act::Reconciling { run: id })?;
    }
    forget_oldest(ctx)?;
    go_on(ctx, join(run, asker))?;
    Ok(id)
}

/// The newest run.
pub fn latest(read: &impl Read) -> Result<Option<Reconciliation>, Fault> {
    let newest = read.list(Index::Reconciliations, ALL, Direction::Newest, 1)?;
    newest.first().map(|id| read.need(*id)).transpose()
}

pub fn run(read: &impl Read, id: ReconciliationId) -> Result<Option<Reconciliation>, Fault> {
    read.get(id.0)
}

/// The gateway has answered.
pub fn answered(
    ctx: &mut Ctx,
    run: ReconciliationId,
    id: PaymentId,
    answer: GatewayAnswer,
) -> Done {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    if answer.reference != payment.reference {
        return Err(Fault::Broken(format!("an answer about another payment than {}", id.0)).into());
    }
    let counts = payment::counts(ctx, &answer);
    let ledger = in_ledger(&ctx.tx, id)?;
    let found = [against_ledger(&payment, ledger), against_gateway(&payment, &answer, counts)];
    let order = payment.order;
    if !payment.done() {
        // The gateway counts every question, whoever asked it. What asks in the ordinary way
        // goes on as it was.
        let payment = Payment { asked: Some(ctx.now), ..payment };
        ctx.tx.put(&payment)?;
        if let Some(Disagreement::Found { received }) = found[1]
            && payment::possible(received)
        {
            settle::settle(ctx, payment, received)?;
        }
    }
    let differences = found.into_iter().flatten().map(|how| Difference { order, how });
    note(ctx, run, id, differences.collect())
}

/// The gateway knows no such transaction.
pub fn unknown(ctx: &mut Ctx, run: ReconciliationId, id: PaymentId) -> Done {
    without_answer(ctx, run, id, Disagreement::Unknown)
}

/// The gateway did not say, and is not asked again by this run.
pub fn unanswered(ctx: &mut Ctx, run: ReconciliationId, id: PaymentId) -> Done {
    without_answer(ctx, run, id, Disagreement::NoAnswer)
}

fn without_answer(ctx: &mut Ctx, run: ReconciliationId, id: PaymentId, how: Disagreement) -> Done {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    let order = payment.order;
    let found = [against_ledger(&payment, in_ledger(&ctx.tx, id)?), Some(how)];
    let differences = found.into_iter().flatten().map(|how| Difference { order, how });
    note(ctx, run, id, differences.collect())
}

fn in_ledger(read: &impl Read, id: PaymentId) -> Result<Option<Rupiah>, Fault> {
    let entered = ledger::entry(read, Cause::Payment(id), Step::Moved)?;
    Ok(entered.map(|transfer| transfer.amount))
}

/// Puts down what came of one payment, and goes on to the next.
fn note(ctx: &mut Ctx, id: ReconciliationId, payment: PaymentId, found: Vec<Difference>) -> Done {
    let Some(mut run) = run(&ctx.tx, id)?.filter(Reconciliation::running) else { return Ok(()) };
    let Some(place) = run.under_way.iter().position(|it| *it == payment) else { return Ok(()) };
    run.under_way.swap_remove(place);
    run.compared += 1;
    let silent = found.iter().any(|difference| difference.how == Disagreement::NoAnswer);
    run.silent = if silent { run.silent + 1 } else { 0 };
    list(&mut run, found);
    go_on(ctx, run)
}

fn list(run: &mut Reconciliation, found: Vec<Difference>) {
    for difference in found {
        match run.differences.len() < DIFFERENCES_MAX {
            true => run.differences.push(difference),
            false => run.more += 1,
        }
    }
}

/// Asks about the next payments, as many as may be under way; without any left the run ends.
fn go_on(ctx: &mut Ctx, mut run: Reconciliation) -> Done {
    while run.under_way.len() < RECONCILE_AT_ONCE
        && run.silent < RECONCILE_SILENCE_MAX
        && run.compared + (run.under_way.len() as u32) < RECONCILE_MAX
        && let Some((payment, txn)) = next(&ctx.tx, &mut run)?
    {
        ask(ctx, &run, &payment, txn)?;
        run.under_way.push(payment.id);
    }
    match run.under_way.is_empty() {
        true => end(ctx, run),
        false => Ok(ctx.tx.put(&run)?),
    }
}

/// The next payment that the gateway has a transaction for, and the number of it.
fn next(read: &impl Read, run: &mut Reconciliation) -> Result<Option<(Payment, String)>, Fault> {
    while let Some(payment) = waiting(read, run)? {
        run.next = PaymentId(payment.id.0 + 1);
        if let Some(txn) = payment.txn.as_ref().map(|txn| txn.number.clone()) {
            return Ok(Some((payment, txn)));
        }
    }
    Ok(None)
}

/// The first payment of the run that has not been looked at.
fn waiting(read: &impl Read, run: &Reconciliation) -> Result<Option<Payment>, Fault> {
    let first = read.all::<Payment>(run.next.0, 1)?.pop();
    Ok(first.filter(|payment| payment.id <= run.last))
}

fn ask(ctx: &mut Ctx, run: &Reconciliation, payment: &Payment, txn: String) -> Done {
    let soonest = payment::may_be_asked(payment, ctx.now);
    let reference = payment.reference.clone();
    let task = Task::AskStatus { reference, amount: payment.amount, txn };
    let about = About::Reconciliation { run: run.id, payment: payment.id };
    ctx.ask_at(soonest, Lane::Bulk, task, about)?;
    Ok(())
}

fn end(ctx: &mut Ctx, mut run: Reconciliation) -> Done {
    let left_from = waiting(&ctx.tx, &run)?.map(|payment| payment.at);
    run.ended = Some(Ended { at: ctx.now, left_from });
    ctx.tx.put(&run)?;
    let (compared, differences) = (run.compared, run.found());
    match differences {
        0 => tracing::info!(run = run.id.0, compared, "reconciliation: all agree"),
        _ => tracing::warn!(run = run.id.0, compared, differences, "reconciliation"),
    }
    ctx.fact(Fact::Reconciled(run.id));
    Ok(())
}

/// Ends a run that has lost an answer.
fn abandon(ctx: &mut Ctx, mut run: Reconciliation) -> Done<Reconciliation> {
    for id in std::mem::take(&mut run.under_way) {
        let order = ctx.tx.need::<Payment>(id.0)?.order;
        list(&mut run, vec![Difference { order, how: Disagreement::NoAnswer }]);
    }
    end(ctx, run.clone())?;
    Ok(ctx.tx.need(run.id.0)?)
}

/// The moment up to which a run has compared everything: the first payment the gateway gave no
/// answer about, else its own.
fn unanswered_since(read: &impl Read, run: &Reconciliation) -> Result<Timestamp, Fault> {
    let mut since = run.at;
    for Difference { order, how } in &run.differences {
        // A payment has its order's number.
        if *how == Disagreement::NoAnswer
            && let Some(payment) = read.get::<Payment>(order.0)?
        {
            since = since.min(payment.at);
        }
    }
    Ok(since)
}

fn before(at: Timestamp, span: Span) -> Timestamp {
    Timestamp(at.0.saturating_sub(span.0))
}

fn join(mut run: Reconciliation, asker: Asker) -> Reconciliation {
    match asker {
        Asker::Night => run.nightly = true,
        Asker::Person(id) if !run.askers.contains(&id) => run.askers.push(id),
        Asker::Person(_) | Asker::Command => {}
    }
    run
}

fn forget_oldest(ctx: &mut Ctx) -> Result<(), Fault> {
    if ctx.tx.count(Index::Reconciliations, ALL)? >= RECONCILIATIONS_MAX {
        for oldest in ctx.tx.list(Index::Reconciliations, ALL, Direction::Oldest, 1)? {
            ctx.tx.remove::<Reconciliation>(oldest)?;
        }
    }
    Ok(())
}
