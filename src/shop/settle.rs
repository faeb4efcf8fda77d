//! Confirmed money finds its place: the order it was for, or the buyer's balance. Exactly once.

use super::context::{Ctx, Done};
use super::end;
use super::incident;
use super::ledger::{self, Move};
use super::sale::{self, Moment};
use crate::domain::fact::OrderFact;
use crate::domain::ledger::{Account, Cause, Note};
use crate::domain::money::Rupiah;
use crate::domain::order::{End, NoOrder, Order, State};
use crate::domain::payment::{Payment, PaymentMethod, PaymentState};
use crate::domain::refusal::Refusal;
use crate::shop::staff::Staff;
use crate::store::read::Read;

/// The gateway has confirmed that `received` came in.
pub(super) fn settle(ctx: &mut Ctx, payment: Payment, received: Rupiah) -> Done {
    if payment.done() {
        return Ok(());
    }
    incident::found_unasked(ctx)?;
    let order = ctx.tx.need::<Order>(payment.order.0)?;
    let moment = if order.open() { Moment::InTime } else { Moment::Late };
    let fits =
        received == payment.amount && (moment == Moment::InTime || sale::revivable(ctx, &order)?);
    if !fits {
        return credit(ctx, payment, order, received);
    }
    let to = earns(&order);
    enter(ctx, &payment, Move { from: Account::Gateway, to, amount: received })?;
    ctx.tx.put(&Payment { state: PaymentState::Settled { at: ctx.now }, ..payment })?;
    sale::complete(ctx, order, moment)
}

/// Somebody of the staff has seen the money on the seller's own account.
pub(super) fn settle_by_hand(ctx: &mut Ctx, by: Staff, order: Order, why: String) -> Done {
    if order.method != PaymentMethod::Transfer || !order.open() {
        return Err(Refusal::Order(NoOrder::Ended(order.id)).into());
    }
    let moved = Move { from: Account::Bank, to: earns(&order), amount: order.rest() };
    let note = Note { by: by.id(), why };
    ledger::enter(ctx, Cause::Transfer(order.id), moved, Some(note))?;
    sale::complete(ctx, order, Moment::InTime)
}

/// Whose the money is that pays for an order.
fn earns(order: &Order) -> Account {
    match order.deposit() {
        true => Account::Balance(order.customer),
        false => Account::Sales,
    }
}

/// Money that cannot pay its order is the buyer's: they find it on their balance as it came.
fn credit(ctx: &mut Ctx, payment: Payment, order: Order, received: Rupiah) -> Done {
    let to = Account::Balance(order.customer);
    enter(ctx, &payment, Move { from: Account::Gateway, to, amount: received })?;
    ctx.fact(OrderFact::Credited { order: order.id, received });
    let state = PaymentState::Credited { at: ctx.now, received };
    ctx.tx.put(&Payment { state, ..payment })?;
    match order.state {
        // Late news come as a new message.
        State::Ended { .. } | State::Paid { .. } => {
            Ok(ctx.tx.put(&Order { panel: None, ..order })?)
        }
        _ => end::end(ctx, order, End::WrongAmount),
    }
}

/// Enters what came in, and what the gateway keeps of it.
fn enter(ctx: &mut Ctx, payment: &Payment, moved: Move) -> Done {
    ledger::enter(ctx, Cause::Payment(payment.id), moved, None)?;
    let fee = payment.txn.as_ref().map_or(Rupiah::ZERO, |txn| txn.fee);
    if fee > Rupiah::ZERO {
        let kept = Move { from: Account::Fees, to: Account::Gateway, amount: fee };
        ledger::enter(ctx, Cause::Fee(payment.id), kept, None)?;
    }
    Ok(())
}
