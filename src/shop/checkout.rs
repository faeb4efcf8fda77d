//! Cart to order: units are held, the price is frozen, the gateway is asked for an invoice.

use super::cart::{self, Change};
use super::context::{Ctx, Done};
use super::{payment, settings};
use crate::domain::cart::{Cart, CartLine};
use crate::domain::effect::{About, Errand, Lane};
use crate::domain::fact::Fact;
use crate::domain::id::{CustomerId, OrderId, PaymentId, UnitId};
use crate::domain::limit::{ORDER_UNITS_MAX, QRIS_RUPIAH_MAX, QRIS_RUPIAH_MIN};
use crate::domain::message::MessageRef;
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Line, Order, State};
use crate::domain::payment::{Invoice, Payment, PaymentState, Reference};
use crate::domain::product::Product;
use crate::domain::refusal::Refusal;
use crate::domain::stock::{Fate, Unit};
use crate::domain::timer::What;
use crate::store::fault::Fault;
use crate::store::read::{Order as Sort, Read};
use crate::store::schema::{Index, Table};

/// What pressing "pay" came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Checkout {
    Opened(OrderId),
    /// The buyer has an unpaid invoice and is led back to it: a double tap opens nothing new.
    Already(OrderId),
    /// Something changed since they looked; the cart has been brought up to date.
    Changed(Vec<Change>),
}

pub fn checkout(ctx: &mut Ctx, customer: CustomerId, panel: Option<MessageRef>) -> Done<Checkout> {
    let open = ctx.tx.list(Index::OrdersOpenOf, customer.0, Sort::Newest, usize::MAX)?;
    let open_max = settings::settings(&ctx.tx)?.open_invoices_max as usize;
    if let Some(newest) = open.first()
        && open.len() >= open_max
    {
        return Ok(Checkout::Already(OrderId(*newest)));
    }
    if !ctx.roomy {
        return Err(Refusal::Paused.into());
    }
    let (cart, changes) = cart::refresh(ctx, customer)?;
    if !changes.is_empty() {
        return Ok(Checkout::Changed(changes));
    }
    if cart.lines.is_empty() {
        return Err(Refusal::EmptyCart.into());
    }
    let amount = amount(&cart)?;
    let id = OrderId(ctx.tx.next(Table::Order)?);
    let lines = hold(ctx, id, &cart.lines)?;
    let until = ctx.now.after(ctx.shop.invoice_after);
    let payment = request(ctx, id, amount)?;
    let state = State::AwaitingInvoice { until };
    ctx.tx.put(&Order { id, customer, lines, at: ctx.now, state, payment, panel })?;
    ctx.timer(until, What::Expire(id))?;
    ctx.tx.remove::<Cart>(customer.0)?;
    Ok(Checkout::Opened(id))
}

/// The price of a cart, if it is one that can be ordered and collected.
fn amount(cart: &Cart) -> Result<Rupiah, Refusal> {
    let units: u64 = cart.lines.iter().map(|line| u64::from(line.quantity)).sum();
    if units > u64::from(ORDER_UNITS_MAX) {
        return Err(Refusal::TooManyUnits { max: ORDER_UNITS_MAX });
    }
    let outside = Refusal::BadTotal { min: QRIS_RUPIAH_MIN, max: QRIS_RUPIAH_MAX };
    let mut total = Rupiah::ZERO;
    for line in &cart.lines {
        let price = line.price.times(line.quantity).ok_or(outside.clone())?;
        total = total.plus(price).ok_or(outside.clone())?;
    }
    match (QRIS_RUPIAH_MIN..=QRIS_RUPIAH_MAX).contains(&total.0) {
        true => Ok(total),
        false => Err(outside),
    }
}

/// Takes the very units off the shelf, oldest first.
fn hold(ctx: &mut Ctx, order: OrderId, cart: &[CartLine]) -> Result<Vec<Line>, Fault> {
    let mut lines = Vec::new();
    for line in cart {
        let CartLine { product, quantity, price } = *line;
        let wanted = quantity as usize;
        let units = ctx.tx.list(Index::UnitsAvailable, product.0, Sort::Oldest, wanted)?;
        if units.len() < wanted {
            return Err(Fault::Broken(format!(
                "product {} has fewer units than counted",
                product.0
            )));
        }
        for &id in &units {
            let unit = ctx.tx.need::<Unit>(id)?;
            ctx.tx.put(&Unit { fate: Fate::Held(order), ..unit })?;
        }
        let name = ctx.tx.need::<Product>(product.0)?.name;
        let units = units.into_iter().map(UnitId).collect();
        lines.push(Line { product, name, price, quantity, units });
    }
    Ok(lines)
}

fn request(ctx: &mut Ctx, order: OrderId, amount: Rupiah) -> Result<PaymentId, Fault> {
    let id = PaymentId(ctx.tx.next(Table::Payment)?);
    let reference = Reference::new(id, ctx.tx.noise().bytes());
    let errand = Errand::MakeInvoice { reference: reference.clone(), amount };
    ctx.tx.put(&Payment {
        id,
        order,
        reference,
        amount,
        at: ctx.now,
        state: PaymentState::Requested,
        asking: false,
        again: false,
        asked: None,
        looks: 0,
    })?;
    ctx.ask(Lane::Answer, errand, About::Payment(id))?;
    Ok(id)
}

/// The gateway has made an invoice.
pub fn invoiced(ctx: &mut Ctx, id: PaymentId, invoice: Invoice) -> Done {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    let order = ctx.tx.need::<Order>(payment.order.0)?;
    match (&payment.state, order.state) {
        (PaymentState::Requested, State::AwaitingInvoice { until }) => {
            let state = State::AwaitingPayment { until };
            let order_id = order.id;
            ctx.tx.put(&Order { state, ..order })?;
            ctx.tx.put(&Payment { state: PaymentState::Open(invoice), ..payment })?;
            payment::look_later(ctx, id, 0)?;
            ctx.fact(Fact::Ordered(order_id));
        }
        // The buyer has left meanwhile. The gateway's transaction lives, so it is closed there
        // and watched: nobody has seen its QR, but no rupiah may come in unseen.
        (PaymentState::Closed { txn: None }, _) => {
            payment::close(ctx, payment, Some(invoice.txn))?;
        }
        // An answer that came twice.
        _ => {}
    }
    Ok(())
}

/// The gateway does not answer. Said once, while we keep trying.
pub fn invoice_slow(ctx: &mut Ctx, id: PaymentId) -> Done {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    if ctx.tx.need::<Order>(payment.order.0)?.open() {
        ctx.fact(Fact::InvoiceSlow(payment.order));
    }
    Ok(())
}

/// The gateway will not make an invoice.
pub fn not_invoiced(ctx: &mut Ctx, id: PaymentId) -> Done {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    let order = ctx.tx.need::<Order>(payment.order.0)?;
    match order.state {
        State::AwaitingInvoice { .. } => super::end::end(ctx, order, End::NoInvoice),
        _ => Ok(()),
    }
}
