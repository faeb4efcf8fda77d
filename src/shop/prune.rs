//! What nobody needs any more goes, at night and a little at a time: the database does not grow
//! by what was never bought. The ledger keeps every line.

use super::context::{Ctx, Done};
use super::{file, intake, invitation, ledger, reconcile, waiter};
use crate::domain::broom::{Broom, Chore};
use crate::domain::cart::Cart;
use crate::domain::coupon::CouponUse;
use crate::domain::customer::Customer;
use crate::domain::evidence::Evidence;
use crate::domain::ledger::{Cause, Step};
use crate::domain::limit::{
    CART_NIGHTS, LATE_PAYMENT, PRUNE_PAUSE, PRUNE_ROWS, SESSION_NIGHTS, UNPAID_KEPT,
};
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Order, State};
use crate::domain::payment::{Payment, PaymentState};
use crate::domain::session::Session;
use crate::domain::staff::WrongCodes;
use crate::domain::time::Timestamp;
use crate::domain::timer::What;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::record::Record;
use crate::store::schema::{ALL, Pairing, Table};

/// It is night: what can go goes from now on.
pub fn nightly(ctx: &mut Ctx) -> Done {
    let mut broom = broom(&ctx.tx)?;
    ctx.tx.discard::<Broom>(ALL);
    broom.night(ctx.now, ctx.tx.last_number(Table::Order)?);
    ctx.tx.put(&broom)?;
    Ok(ctx.timer(ctx.now, What::Prune { chore: Chore::Codes, from: 0 })?)
}

/// One that cannot be read is no reason for anything to stop: the nights begin anew.
fn broom(read: &impl Read) -> Result<Broom, Fault> {
    match read.get::<Broom>(ALL) {
        Err(fault) if fault.fatal() => Err(fault),
        broom => Ok(broom.ok().flatten().unwrap_or_default()),
    }
}

/// How many nights there have been.
pub fn nights(read: &impl Read) -> Result<u32, Fault> {
    Ok(broom(read)?.count)
}

/// One step, and the time of the next: buyers get in between.
pub fn step(ctx: &mut Ctx, chore: Chore, from: u64) -> Done {
    let next = match chore {
        Chore::Codes => codes(ctx)?,
        Chore::WrongCodes => wrong_codes(ctx, from)?,
        Chore::Intakes => {
            intake::sweep(ctx)?;
            file::sweep(ctx)?;
            None
        }
        Chore::Waiters => waiter::sweep(ctx, from)?,
        Chore::Sessions => of_the_absent::<Session>(ctx, from, SESSION_NIGHTS)?,
        Chore::Carts => of_the_absent::<Cart>(ctx, from, CART_NIGHTS)?,
        Chore::Orders => orders(ctx, from)?,
    };
    let next = match next {
        Some(from) => Some((chore, from)),
        None => chore.next().map(|chore| (chore, 0)),
    };
    if let Some((chore, from)) = next {
        ctx.timer(ctx.now.after(PRUNE_PAUSE), What::Prune { chore, from })?;
    }
    Ok(())
}

/// There are few at any time.
fn codes(ctx: &mut Ctx) -> Result<Option<u64>, Fault> {
    for (key, _) in ctx.tx.rows(Table::Pairing, 0, usize::MAX)? {
        match ctx.tx.get::<Pairing>(key) {
            Ok(Some(code)) if code.until <= ctx.now => ctx.tx.remove::<Pairing>(key)?,
            Err(fault) if fault.fatal() => return Err(fault),
            Err(_) => ctx.tx.discard::<Pairing>(key),
            Ok(_) => {}
        }
    }
    Ok(None)
}

/// Who mistyped a code an hour ago may do so again.
fn wrong_codes(ctx: &mut Ctx, from: u64) -> Result<Option<u64>, Fault> {
    let rows = ctx.tx.rows(Table::WrongCodes, from, PRUNE_ROWS)?;
    let last = rows.last().map(|(key, _)| *key).filter(|_| rows.len() == PRUNE_ROWS);
    for (person, _) in rows {
        match ctx.tx.get::<WrongCodes>(person) {
            Err(fault) if fault.fatal() => return Err(fault),
            Ok(Some(wrong)) if !invitation::is_over(&wrong, ctx) => {}
            _ => ctx.tx.discard::<WrongCodes>(person),
        }
    }
    Ok(last.and_then(|last| last.checked_add(1)))
}

/// Rows of people who have not come for so many nights. They are not read: one that cannot be read
/// goes as well. Comes back with where to go on.
fn of_the_absent<R: Record>(ctx: &mut Ctx, from: u64, kept: u32) -> Result<Option<u64>, Fault> {
    let tonight = nights(&ctx.tx)?;
    let rows = ctx.tx.rows(R::TABLE, from, PRUNE_ROWS)?;
    let last = rows.last().map(|(key, _)| *key).filter(|_| rows.len() == PRUNE_ROWS);
    for (person, _) in rows {
        let night = match ctx.tx.get::<Customer>(person) {
            Err(fault) if fault.fatal() => return Err(fault),
            // Who it is cannot be read, so nobody knows when they came.
            Err(_) => continue,
            Ok(known) => known.map(|customer| customer.night),
        };
        if night.is_none_or(|night| tonight.saturating_sub(night) >= kept) {
            ctx.tx.discard::<R>(person);
        }
    }
    Ok(last.and_then(|last| last.checked_add(1)))
}

/// Orders that were never paid, oldest first. An order is not swept by the clock alone, which may
/// be wrong: some nights must have passed since it was made, by when nobody can pay it any more.
fn orders(ctx: &mut Ctx, from: u64) -> Result<Option<u64>, Fault> {
    let mut broom = broom(&ctx.tx)?;
    let from = from.max(broom.done + 1);
    let horizon = broom.horizon();
    let rows = ctx.tx.rows(Table::Order, from, PRUNE_ROWS)?;
    let mut next = Some(from).filter(|_| rows.len() == PRUNE_ROWS);
    let mut whole = from == broom.done + 1;
    let before = broom.done;
    for (key, _) in rows {
        // One that cannot be read is for the proof to find.
        let order = match ctx.tx.get::<Order>(key) {
            Err(fault) if fault.fatal() => return Err(fault),
            order => order.ok().flatten(),
        };
        if key > horizon || order.as_ref().is_some_and(|it| young(it, ctx.now)) {
            next = None;
            break;
        }
        let decided = match order {
            Some(order) if over(&order, ctx.now) => {
                let mark = ctx.mark();
                match sweep(ctx, &order) {
                    Err(fault) if fault.fatal() => return Err(fault),
                    // One whose rows cannot be read stays, and stops nobody else's.
                    Err(fault) => {
                        ctx.back_to(mark);
                        tracing::error!(%fault, order = key, "an order is not swept");
                    }
                    Ok(()) => {}
                }
                true
            }
            Some(order) => stays(&order),
            None => true,
        };
        whole &= decided;
        if whole {
            broom.done = key;
        }
        next = next.map(|_| key + 1);
    }
    if broom.done != before {
        ctx.tx.put(&broom)?;
    }
    Ok(next)
}

/// Whether an order will go, but not yet, and so will those after it. One of the future was made by
/// a clock that ran ahead, and says nothing of the others.
fn young(order: &Order, now: Timestamp) -> bool {
    !stays(order) && (order.at..order.at.after(UNPAID_KEPT)).contains(&now)
}

/// Whether an order ended unpaid long ago.
fn over(order: &Order, now: Timestamp) -> bool {
    match order.state {
        State::Ended { at, why } => why != End::WrongAmount && now >= at.after(UNPAID_KEPT),
        _ => false,
    }
}

/// Whether it stays for good: money has come for it.
fn stays(order: &Order) -> bool {
    order.paid() || matches!(order.state, State::Ended { why: End::WrongAmount, .. })
}

/// Takes an order away with its payment, unless anything still hangs on it.
fn sweep(ctx: &mut Ctx, order: &Order) -> Result<(), Fault> {
    let id = order.id;
    if !order.refunds.is_empty()
        || ctx.tx.get::<Evidence>(id.0)?.is_some()
        || ctx.tx.get::<CouponUse>(id.0)?.is_some()
        || !set_free(&ctx.tx, order)?
    {
        return Ok(());
    }
    if let Some(payment) = order.payment() {
        let payment = ctx.tx.need::<Payment>(payment.0)?;
        if !nobody_pays(&payment) || compared(&ctx.tx, &payment)? {
            return Ok(());
        }
        ctx.tx.remove::<Payment>(payment.id.0)?;
    }
    ctx.tx.remove::<Order>(id.0)
}

/// What its buyer's balance had set aside is free again. The ledger's lines stay.
fn set_free(read: &impl Read, order: &Order) -> Result<bool, Fault> {
    let cause = Cause::Spending(order.id);
    Ok(order.from_balance == Rupiah::ZERO
        || ledger::entry(read, cause, Step::Held)?.is_none()
        || ledger::entry(read, cause, Step::Voided)?.is_some())
}

/// The gateway has said so after the last moment in which somebody could.
fn nobody_pays(payment: &Payment) -> bool {
    let last = payment.at.after(LATE_PAYMENT);
    let asked = payment.txn.is_none() || payment.asked.is_some_and(|asked| asked >= last);
    payment.state == PaymentState::Closed && !payment.asking && asked
}

/// A reconciliation waits for the gateway's word on it.
fn compared(read: &impl Read, payment: &Payment) -> Result<bool, Fault> {
    let run = reconcile::latest(read)?.filter(|run| run.running());
    Ok(run.is_some_and(|run| run.under_way.contains(&payment.id)))
}
