//! A confirmed payment becomes a paid order, sold units and goods on their way. Exactly once.

use super::context::{Ctx, Done};
use super::end;
use crate::domain::fact::Fact;
use crate::domain::id::{OrderId, ProductId, UnitId};
use crate::domain::limit::ORDERS_OWED_MAX;
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Goods, Line, Order, State};
use crate::domain::payment::{Payment, PaymentState};
use crate::domain::stock::{Fate, Unit};
use crate::store::fault::Fault;
use crate::store::read::{Order as Sort, Read};
use crate::store::schema::Index;

/// The gateway has confirmed that `received` came in. The one way to a paid order.
pub(super) fn settle(ctx: &mut Ctx, payment: Payment, received: Rupiah) -> Done {
    if matches!(payment.state, PaymentState::Settled { .. } | PaymentState::Misfit { .. }) {
        return Ok(());
    }
    let order = ctx.tx.need::<Order>(payment.order.0)?;
    if received != payment.amount {
        return misfit(ctx, payment, order, received);
    }
    let late = !order.open();
    let order = match late {
        false => sell_held(ctx, order)?,
        true => sell_free(ctx, order)?,
    };
    ctx.tx.put(&Payment { state: PaymentState::Settled { at: ctx.now }, ..payment })?;
    let id = order.id;
    let state = State::Paid { at: ctx.now, goods: goods(&order) };
    let products: Vec<ProductId> = order.lines.iter().map(|line| line.product).collect();
    // The message of an invoice that is over may be far up, or something else by now: late news
    // of it come as a new one.
    let panel = order.panel.filter(|_| !late);
    ctx.tx.put(&Order { state, panel, ..order })?;
    ctx.fact(Fact::Paid { order: id, late });
    for product in products {
        let left = ctx.tx.count(Index::UnitsAvailable, product.0)?;
        let held = ctx.tx.count(Index::UnitsHeld, product.0)?;
        if left + held == 0 {
            ctx.fact(Fact::SoldOut(product));
        }
    }
    Ok(())
}

/// Goods that are complete go out; `dispatch` counts their messages.
fn goods(order: &Order) -> Goods {
    match order.missing() {
        0 => Goods::Sending { messages: 0 },
        units => Goods::Owed { units },
    }
}

/// Money that does not fit is no payment of this order: nothing is handed out, people decide.
fn misfit(ctx: &mut Ctx, payment: Payment, order: Order, received: Rupiah) -> Done {
    ctx.fact(Fact::WrongAmount { order: order.id, payment: payment.id, received });
    ctx.tx.put(&Payment { state: PaymentState::Misfit { received }, ..payment })?;
    match order.open() {
        true => end::end(ctx, order, End::WrongAmount),
        false => Ok(ctx.tx.put(&Order { panel: None, ..order })?),
    }
}

/// The ordinary case: what is held becomes sold.
fn sell_held(ctx: &mut Ctx, order: Order) -> Result<Order, Fault> {
    for id in order.units() {
        let unit = ctx.tx.need::<Unit>(id.0)?;
        if unit.fate != Fate::Held(order.id) {
            return Err(Fault::Broken(format!("unit {} is not held by {}", id.0, order.id)));
        }
        ctx.tx.put(&Unit { fate: Fate::Sold(order.id), ..unit })?;
    }
    Ok(order)
}

/// The late case: the same units where they are still free, else others of the product, and
/// what cannot be found stays owed.
fn sell_free(ctx: &mut Ctx, mut order: Order) -> Result<Order, Fault> {
    for line in &mut order.lines {
        let before = std::mem::take(&mut line.units);
        for id in before {
            take(ctx, order.id, line, id)?;
        }
        top_up(ctx, order.id, line)?;
    }
    Ok(order)
}

/// Sells free units of the product to a line until it is complete or none are left.
fn top_up(ctx: &mut Ctx, order: OrderId, line: &mut Line) -> Result<(), Fault> {
    let missing = line.quantity as usize - line.units.len();
    let free = ctx.tx.list(Index::UnitsAvailable, line.product.0, Sort::Oldest, missing)?;
    for id in free {
        take(ctx, order, line, UnitId(id))?;
    }
    Ok(())
}

fn take(ctx: &mut Ctx, order: OrderId, line: &mut Line, id: UnitId) -> Result<(), Fault> {
    let unit = ctx.tx.need::<Unit>(id.0)?;
    if unit.fate == Fate::Available && line.units.len() < line.quantity as usize {
        ctx.tx.put(&Unit { fate: Fate::Sold(order), ..unit })?;
        line.units.push(id);
    }
    Ok(())
}

/// Units are free: they go first to those who have paid and wait for them, oldest first.
pub(super) fn fill_owed(ctx: &mut Ctx, product: ProductId) -> Done {
    for id in ctx.tx.list(Index::OrdersOwedOf, product.0, Sort::Oldest, ORDERS_OWED_MAX)? {
        let mut order = ctx.tx.need::<Order>(id)?;
        let State::Paid { at, .. } = order.state else {
            return Err(Fault::Broken(format!("{} is owed and not paid", order.id)).into());
        };
        let before = order.missing();
        for line in order.lines.iter_mut().filter(|line| line.product == product) {
            top_up(ctx, OrderId(id), line)?;
        }
        if order.missing() == before {
            continue;
        }
        let goods = goods(&order);
        if order.missing() == 0 {
            ctx.fact(Fact::Filled(order.id));
        }
        ctx.tx.put(&Order { state: State::Paid { at, goods }, ..order })?;
    }
    Ok(())
}
