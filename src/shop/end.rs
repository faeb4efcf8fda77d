//! What was not paid gives back its units: in time, by the buyer's wish, or for want of a QR.

use super::context::{Ctx, Done};
use super::{cart, payment, settle};
use crate::domain::cart::CartLine;
use crate::domain::effect::Lane;
use crate::domain::fact::Fact;
use crate::domain::id::{CustomerId, OrderId, ProductId};
use crate::domain::limit::LAST_LOOK;
use crate::domain::order::{End, Order, State};
use crate::domain::payment::Payment;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Fate, Unit};
use crate::domain::timer::What;
use crate::store::fault::Fault;
use crate::store::read::Read;

/// The invoice's time is over. Before anything is given back the gateway is asked once more.
pub fn time_over(ctx: &mut Ctx, id: OrderId) -> Done {
    let order = ctx.tx.need::<Order>(id.0)?;
    match order.state {
        State::AwaitingInvoice { .. } => end(ctx, order, End::NoInvoice),
        State::AwaitingPayment { .. } => {
            let payment = ctx.tx.need::<Payment>(order.payment.0)?;
            payment::ask(ctx, payment, Lane::Goods)?;
            ctx.timer(ctx.now.after(LAST_LOOK), What::LetGo(id))?;
            Ok(())
        }
        State::Paid { .. } | State::Ended { .. } => Ok(()),
    }
}

/// The last look has had its time.
pub fn let_go(ctx: &mut Ctx, id: OrderId) -> Done {
    let order = ctx.tx.need::<Order>(id.0)?;
    match order.open() {
        true => end(ctx, order, End::Expired),
        false => Ok(()),
    }
}

/// The buyer does not want it any more.
pub fn cancel(ctx: &mut Ctx, customer: CustomerId, id: OrderId) -> Done {
    let order = ctx.tx.get::<Order>(id.0)?.filter(|order| order.customer == customer);
    let order = order.ok_or(Refusal::NoOrder)?;
    match order.state {
        State::AwaitingInvoice { .. } | State::AwaitingPayment { .. } => {
            end(ctx, order, End::Cancelled)
        }
        State::Paid { .. } => Err(Refusal::AlreadyPaid(id).into()),
        State::Ended { .. } => Err(Refusal::AlreadyEnded(id).into()),
    }
}

/// Closes an open order: units back on the shelf, the invoice closed, everyone told.
///
/// The lines keep their unit numbers: should money come after all, the same units are taken
/// again if they are still free.
pub(super) fn end(ctx: &mut Ctx, order: Order, why: End) -> Done {
    for id in order.units() {
        let unit = ctx.tx.need::<Unit>(id.0)?;
        if unit.fate != Fate::Held(order.id) {
            return Err(Fault::Broken(format!("unit {} is not held by {}", id.0, order.id)).into());
        }
        ctx.tx.put(&Unit { fate: Fate::Available, ..unit })?;
    }
    let bill = ctx.tx.need::<Payment>(order.payment.0)?;
    let txn = bill.txn().map(str::to_owned);
    if why != End::WrongAmount {
        payment::close(ctx, bill, txn)?;
    }
    if why == End::NoInvoice {
        restore_cart(ctx, &order)?;
    }
    let id = order.id;
    let products: Vec<ProductId> = order.lines.iter().map(|line| line.product).collect();
    ctx.tx.put(&Order { state: State::Ended { at: ctx.now, why }, ..order })?;
    ctx.fact(Fact::Ended { order: id, why });
    // What is free again goes first to those who have paid and wait for it.
    products.into_iter().try_for_each(|product| settle::fill_owed(ctx, product))
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
        cart::keep(ctx, &cart)?;
    }
    Ok(())
}
