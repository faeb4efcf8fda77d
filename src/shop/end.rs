//! What was not paid gives back its units: in time, by the buyer's wish, or for want of a QR.

use super::context::{Ctx, Done};
use super::{cart, coupon, ledger, payment, restore, waiter};
use crate::domain::cart::CartLine;
use crate::domain::effect::Lane;
use crate::domain::fact::OrderFact;
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::ledger::Cause;
use crate::domain::limit::LAST_LOOK;
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Kind, NoOrder, Order, State};
use crate::domain::payment::Payment;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Fate, Unit};
use crate::domain::timer::What;
use crate::store::fault::Fault;
use crate::store::read::Read;

/// The invoice's time is over. Before anything is given back the gateway is asked once more.
pub fn time_over(ctx: &mut Ctx, id: OrderId) -> Done {
    let Some(order) = ctx.tx.get::<Order>(id.0)? else { return Ok(()) };
    match order.state {
        State::AwaitingInvoice { .. } => end(ctx, order, End::NoInvoice),
        State::AwaitingPayment { .. } => {
            ctx.timer(ctx.now.after(LAST_LOOK), What::LetGo(id))?;
            if let Some(payment) = order.payment() {
                let payment = ctx.tx.need::<Payment>(payment.0)?;
                payment::ask(ctx, payment, Lane::Goods)?;
            }
            Ok(())
        }
        // Refused evidence gives more time: a timer of before rings too early.
        State::AwaitingTransfer { until } if ctx.now >= until => end(ctx, order, End::Expired),
        State::AwaitingTransfer { .. }
        | State::InReview { .. }
        | State::Paid { .. }
        | State::Ended { .. } => Ok(()),
    }
}

/// The last look has had its time.
pub fn let_go(ctx: &mut Ctx, id: OrderId) -> Done {
    let Some(order) = ctx.tx.get::<Order>(id.0)? else { return Ok(()) };
    match order.state {
        State::AwaitingPayment { .. } => end(ctx, order, End::Expired),
        _ => Ok(()),
    }
}

/// The buyer does not want it any more.
pub fn cancel(ctx: &mut Ctx, customer: CustomerId, id: OrderId) -> Done {
    let order = ctx.tx.get::<Order>(id.0)?.filter(|order| order.customer == customer);
    let order = order.ok_or(Refusal::Order(NoOrder::NotYours))?;
    match order.state {
        State::AwaitingInvoice { .. }
        | State::AwaitingPayment { .. }
        | State::AwaitingTransfer { .. } => end(ctx, order, End::Cancelled),
        State::InReview { .. } => Err(Refusal::Order(NoOrder::InReview(id)).into()),
        State::Paid { .. } => Err(Refusal::Order(NoOrder::Paid(id)).into()),
        State::Ended { .. } => Err(Refusal::Order(NoOrder::Ended(id)).into()),
    }
}

/// Closes an open order: units back on the shelf, balance and coupon free again, the invoice
/// closed, everyone told.
///
/// The lines keep their unit numbers: should money come after all, the same units are taken
/// again if they are still free.
pub(super) fn end(ctx: &mut Ctx, order: Order, why: End) -> Done {
    for id in order.units() {
        let unit = ctx.tx.need::<Unit>(id.0)?;
        if unit.fate != Fate::Held(order.id) {
            return Err(Fault::Broken(format!("unit {} is not held by {}", id.0, order.id)).into());
        }
        // What was made for it alone goes with it.
        if unit.made.is_some() {
            ctx.tx.remove::<Unit>(id.0)?;
            continue;
        }
        let fate = restore::fate_back(&ctx.tx, &order, &unit)?;
        ctx.tx.put(&Unit { fate, ..unit })?;
    }
    for line in &order.lines {
        waiter::restocked(ctx, line.product, line.units.len() as u64)?;
    }
    let id = order.id;
    if order.from_balance > Rupiah::ZERO {
        ledger::void(ctx, Cause::Spending(id))?;
    }
    if order.discount.is_some() {
        coupon::give_back(ctx, id)?;
    }
    if let (Some(payment), false) = (order.payment(), why == End::WrongAmount) {
        let payment = ctx.tx.need::<Payment>(payment.0)?;
        payment::close(ctx, payment)?;
    }
    if why == End::NoInvoice && order.kind == Kind::Goods {
        restore_cart(ctx, &order)?;
    }
    ctx.tx.put(&Order { state: State::Ended { at: ctx.now, why }, ..order })?;
    ctx.fact(OrderFact::Ended { order: id, why });
    Ok(())
}

/// It was not the buyer's fault: their picks are in the cart again, unless they began anew.
fn restore_cart(ctx: &mut Ctx, order: &Order) -> Result<(), Fault> {
    let mut cart = cart::cart_of(&ctx.tx, order.customer)?;
    if cart.lines.is_empty() {
        cart.lines = order
            .lines
            .iter()
            .map(|line| CartLine {
                product: line.product,
                quantity: line.quantity,
                price: line.price,
            })
            .collect();
        cart.coupon = order.discount.as_ref().map(|discount| discount.coupon);
        cart::keep(ctx, &cart)?;
    }
    Ok(())
}
