//! What is stored for later, held against now: after the clock on the wall was set, and whenever
//! the shop opens.
//!
//! Rows tell times of the wall, because they outlive the process. When the wall is set, no time
//! has passed: what waits is moved by the same step and waits as long as before, whichever of the
//! two was right. When the shop opens in another life of the machine, nobody knows what the clock
//! did meanwhile: then nothing may lie further ahead than the longest pause of its kind, and what
//! has happened has not happened in the future.

use std::collections::BTreeSet;

use super::context::{Ctx, Done};
use super::todo;
use crate::domain::alert::{Inbox, Lasting, Mute, Reader};
use crate::domain::broom::Broom;
use crate::domain::effect::{About, Effect, EffectState};
use crate::domain::evidence::Evidence;
use crate::domain::id::PaymentId;
use crate::domain::incident::Incident;
use crate::domain::limit::{
    CLOCK_STEP, INVOICE_MAX, LOOKS_HOOKED, MUTE_MAX, PAIRING_LIFE, REMIND_AGAIN, SLIPS_AT_ONCE,
    TODO_AGAIN, TRANSFER_AFTER,
};
use crate::domain::order::{Goods, Order, State};
use crate::domain::payment::Payment;
use crate::domain::reconciliation::Reconciliation;
use crate::domain::stock::{Made, Unit};
use crate::domain::time::{Boot, Span, Step, Timestamp};
use crate::domain::timer::{Timer, What};
use crate::domain::todo::Todo;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::record::Record;
use crate::store::schema::{ALL, Index, Pairing, Table};

/// The wall was set by so much. A machine that wakes up has its wall set too, and its life goes on
/// while it sleeps: so what it says of its life is asked anew, and only shifted where nobody says.
pub fn stepped(ctx: &mut Ctx, step: Step, boot: Option<Boot>) -> Done {
    let before = known::<Boot>(ctx, ALL)?;
    let shifted = before.map(|before| Boot { at: before.at.shifted(step), ..before });
    if let Some(boot) = boot.or(shifted) {
        ctx.tx.put(&boot)?;
    }
    Ok(Aim { now: ctx.now, step, running: true }.all(ctx)?)
}

/// The process has begun. In the same life of the machine it can be told by how much the wall was
/// set while nobody looked.
pub fn booted(ctx: &mut Ctx, boot: Boot) -> Done {
    let before = known::<Boot>(ctx, ALL)?;
    let step = before.filter(|before| before.id == boot.id);
    let step = step.map(|before| Step::between(before.at, boot.at));
    if let Some(step) = step.filter(|step| step.size() >= CLOCK_STEP) {
        tracing::warn!(by_ms = step.0, "the clock was set while the shop was closed");
        Aim { now: ctx.now, step, running: false }.all(ctx)?;
    }
    if before != Some(boot) {
        ctx.tx.put(&boot)?;
    }
    Ok(())
}

/// The shop has opened.
pub fn opened(ctx: &mut Ctx) -> Done {
    Ok(Aim { now: ctx.now, step: Step(0), running: false }.all(ctx)?)
}

struct Aim {
    now: Timestamp,
    step: Step,
    /// Things are under way, and the outbox knows by the clock that nobody sets when they are due.
    running: bool,
}

impl Aim {
    /// Something that is to happen, at most so long from now.
    fn ahead(&self, at: Timestamp, longest: Span) -> Timestamp {
        at.shifted(self.step).min(self.now.after(longest))
    }

    /// Something that has happened.
    fn past(&self, at: Timestamp) -> Timestamp {
        at.shifted(self.step).min(self.now)
    }

    /// What was to happen after the moment in which the wall was set.
    fn waits(&self, at: Timestamp) -> bool {
        at.shifted(self.step) > self.now
    }

    fn all(&self, ctx: &mut Ctx) -> Result<(), Fault> {
        let mut payments = self.effects(ctx)?;
        let mut orders = BTreeSet::new();
        for index in [Index::OrdersOpen, Index::OrdersUndelivered] {
            orders.extend(ctx.tx.list(index, ALL, Direction::Oldest, usize::MAX)?);
        }
        for id in orders {
            payments.extend(self.order(ctx, id)?);
        }
        self.todos(ctx)?;
        payments.extend(self.timers(ctx)?);
        for PaymentId(id) in payments {
            self.payment(ctx, id)?;
        }
        for incident in legible::<Incident>(ctx)? {
            keep(ctx, &incident, &Incident { since: self.past(incident.since), ..incident })?;
        }
        self.inbox(ctx)?;
        for code in legible::<Pairing>(ctx)? {
            let until = self.ahead(code.until, PAIRING_LIFE);
            keep(ctx, &code, &Pairing { until, ..code.clone() })?;
        }
        if let Some(broom) = known::<Broom>(ctx, ALL)? {
            keep(ctx, &broom, &Broom { at: self.past(broom.at), ..broom.clone() })?;
        }
        self.reconciliation(ctx)
    }

    /// What is under way stays as it is; what waits is put in line anew. The payments that
    /// something is asked about come back: also one that is closed may still get an invoice.
    fn effects(&self, ctx: &mut Ctx) -> Result<BTreeSet<PaymentId>, Fault> {
        let (mut payments, mut from) = (BTreeSet::new(), 0);
        loop {
            let rows = ctx.tx.rows(Table::Effect, from, SLIPS_AT_ONCE)?;
            let Some((last, _)) = rows.last() else { return Ok(payments) };
            from = last.saturating_add(1);
            for (id, _) in rows {
                let Some(effect) = known::<Effect>(ctx, id)? else { continue };
                if let (About::Payment(payment), EffectState::Due { .. }) =
                    (effect.about, &effect.state)
                {
                    payments.insert(payment);
                }
                self.effect(ctx, effect)?;
            }
        }
    }

    fn effect(&self, ctx: &mut Ctx, effect: Effect) -> Result<(), Fault> {
        let EffectState::Due { at, attempt } = effect.state else { return Ok(()) };
        let due = match self.ahead(at, effect.pause_max()) {
            // Further ahead than the outside can have asked for: by our own pause, then.
            _ if at.shifted(self.step) > self.now.after(effect.pause_max()) => {
                self.ahead(at, effect.own_pause_max())
            }
            due => due,
        };
        // The outbox has it in line since then, and takes a later time for a newer word's.
        let due = if self.running && !self.waits(at) { due.min(at) } else { due };
        let aimed = Effect {
            at: self.past(effect.at),
            state: EffectState::Due { at: due, attempt },
            ..effect.clone()
        };
        match self.waits(at) {
            _ if aimed == effect => Ok(()),
            false if self.running => ctx.tx.put(&aimed),
            true | false => ctx.again(aimed),
        }
    }

    /// The payment that belongs to it comes back.
    fn order(&self, ctx: &mut Ctx, id: u64) -> Result<Option<PaymentId>, Fault> {
        let Some(order) = known::<Order>(ctx, id)? else { return Ok(None) };
        // As long as it was given, whatever the shop gives to newer ones.
        let invoice = |until: Timestamp| until.since(order.at);
        let state = match order.state {
            State::AwaitingInvoice { until } => {
                State::AwaitingInvoice { until: self.ahead(until, invoice(until)) }
            }
            State::AwaitingPayment { until } => {
                State::AwaitingPayment { until: self.ahead(until, invoice(until)) }
            }
            State::AwaitingTransfer { until } => {
                State::AwaitingTransfer { until: self.ahead(until, TRANSFER_AFTER) }
            }
            State::InReview { since } => State::InReview { since: self.past(since) },
            State::Paid { at, goods } => {
                State::Paid { at: self.past(at), goods: self.goods(goods) }
            }
            ended @ State::Ended { .. } => ended,
        };
        keep(ctx, &order, &Order { state, at: self.past(order.at), ..order.clone() })?;
        if let Some(evidence) = known::<Evidence>(ctx, id)? {
            let mut aimed = evidence.clone();
            aimed.pieces.iter_mut().for_each(|piece| piece.at = self.past(piece.at));
            aimed.doubts.iter_mut().for_each(|doubt| doubt.at = self.past(doubt.at));
            keep(ctx, &evidence, &aimed)?;
        }
        Ok(order.payment())
    }

    /// What was promised of what is done by hand is counted from the moment it could begin.
    fn todos(&self, ctx: &mut Ctx) -> Result<(), Fault> {
        for id in ctx.tx.list(Index::UnitsToDo, ALL, Direction::Oldest, usize::MAX)? {
            let Some(unit) = known::<Unit>(ctx, id)? else { continue };
            let Some(Made::Manual(todo)) = &unit.made else { continue };
            let ready = todo.ready.map(|ready| self.past(ready));
            let made = Some(Made::Manual(Todo { ready, ..todo.clone() }));
            keep(ctx, &unit, &Unit { made, ..unit.clone() })?;
        }
        Ok(())
    }

    fn goods(&self, goods: Goods) -> Goods {
        match goods {
            Goods::Sending { messages, since } => {
                Goods::Sending { messages, since: self.past(since) }
            }
            Goods::Stuck { since } => Goods::Stuck { since: self.past(since) },
            Goods::Delivered { at } => Goods::Delivered { at: self.past(at) },
            Goods::Withdrawn => Goods::Withdrawn,
            Goods::ByHand => Goods::ByHand,
        }
    }

    /// The payments that are watched come back.
    fn timers(&self, ctx: &mut Ctx) -> Result<BTreeSet<PaymentId>, Fault> {
        let mut watched = BTreeSet::new();
        for timer in legible::<Timer>(ctx)? {
            let wait = timer.what.wait_max(INVOICE_MAX);
            let at = match timer.what {
                // A time of the wall: whoever reads the calendar sets it.
                What::Reconcile | What::Digest => continue,
                // The order itself says when its time is over.
                What::Expire(order) => match known::<Order>(ctx, order.0)?.map(|it| it.state) {
                    Some(
                        State::AwaitingInvoice { until }
                        | State::AwaitingPayment { until }
                        | State::AwaitingTransfer { until },
                    ) => until,
                    _ => self.ahead(timer.at, wait),
                },
                // And the job by when it is promised. What is late already is told of as often as
                // before.
                What::Promise { order, product } => {
                    match todo::promised(&ctx.tx, order, product)? {
                        Some(until) if until > self.now => until,
                        _ => self.ahead(timer.at, TODO_AGAIN),
                    }
                }
                // An open invoice is looked at often, and once too often does no harm.
                What::Ask(payment) => {
                    watched.insert(payment);
                    self.ahead(timer.at, LOOKS_HOOKED[LOOKS_HOOKED.len() - 1])
                }
                // It looks at dates and nights itself, and does nothing too early. A machine that
                // sleeps by night keeps nothing for longer because of that.
                What::ForgetEvidence(_) => timer.at.min(self.ahead(timer.at, wait)),
                What::Sweep(payment) => {
                    watched.insert(payment);
                    self.ahead(timer.at, wait)
                }
                _ => self.ahead(timer.at, wait),
            };
            if at != timer.at {
                ctx.wind(Timer { at, ..timer })?;
            }
        }
        Ok(watched)
    }

    fn payment(&self, ctx: &mut Ctx, id: u64) -> Result<(), Fault> {
        let Some(payment) = known::<Payment>(ctx, id)? else { return Ok(()) };
        let asked = payment.asked.map(|asked| self.past(asked));
        keep(ctx, &payment, &Payment { at: self.past(payment.at), asked, ..payment.clone() })
    }

    fn inbox(&self, ctx: &mut Ctx) -> Result<(), Fault> {
        let Some(inbox) = known::<Inbox>(ctx, ALL)? else { return Ok(()) };
        let mut aimed = inbox.clone();
        for news in &mut aimed.news {
            news.at = self.past(news.at);
        }
        for reader in &mut aimed.readers {
            let Reader { at, mute, missed, .. } = *reader;
            let mute = mute.map(|mute| Mute {
                since: self.past(mute.since),
                until: self.ahead(mute.until, MUTE_MAX),
            });
            let missed = missed.map(|missed| self.past(missed));
            *reader = Reader { at: self.past(at), mute, missed, ..*reader };
        }
        for lasting in &mut aimed.lasting {
            let Lasting { since, again, remind, .. } = *lasting;
            *lasting = Lasting {
                since: self.past(since),
                again: self.past(again),
                remind: self.ahead(remind, REMIND_AGAIN),
                ..*lasting
            };
        }
        aimed.refused = self.past(aimed.refused);
        keep(ctx, &inbox, &aimed)
    }

    /// The newest one: whether it still runs is asked of its age.
    fn reconciliation(&self, ctx: &mut Ctx) -> Result<(), Fault> {
        let newest = ctx.tx.list(Index::Reconciliations, ALL, Direction::Newest, 1)?;
        let Some(newest) = newest.first() else { return Ok(()) };
        let Some(run) = known::<Reconciliation>(ctx, *newest)?.filter(|run| run.running()) else {
            return Ok(());
        };
        let (at, since) = (self.past(run.at), self.past(run.since));
        keep(ctx, &run, &Reconciliation { at, since, ..run.clone() })
    }
}

/// A row that can be read. What cannot is for the proof to tell of, and no reason not to open.
fn known<R: Record>(ctx: &Ctx, id: u64) -> Result<Option<R>, Fault> {
    match ctx.tx.get(id) {
        Err(fault) if !fault.fatal() => Ok(None),
        row => row,
    }
}

/// All rows of a kind that can be read.
fn legible<R: Record>(ctx: &Ctx) -> Result<Vec<R>, Fault> {
    let mut rows = Vec::new();
    for (id, _) in ctx.tx.rows(R::TABLE, 0, usize::MAX)? {
        rows.extend(known::<R>(ctx, id)?);
    }
    Ok(rows)
}

/// Writes a row, if it is another one now.
fn keep<R: Record + PartialEq>(ctx: &mut Ctx, before: &R, now: &R) -> Result<(), Fault> {
    match before == now {
        true => Ok(()),
        false => ctx.tx.put(now),
    }
}
