//! Cart to order: units are held, the price is frozen, and the way to pay is opened.

use super::cart::{self, Change};
use super::context::{Ctx, Done, Stop};
use super::ledger::{self, Move};
use super::{coupon, evidence, pause, payment, product, sale, settings, supply};
use crate::domain::cart::{BadCart, Cart, CartLine};
use crate::domain::coupon::Discount;
use crate::domain::effect::{About, Lane, Task};
use crate::domain::fact::OrderFact;
use crate::domain::id::{CustomerId, OrderId, PaymentId};
use crate::domain::ledger::{Account, Cause, NoBalance};
use crate::domain::limit::{
    NO_INVOICE_MAX, OPEN_INVOICES_MAX, ORDER_FILES_MAX, ORDER_UNITS_MAX, QRIS_RUPIAH_MAX,
    QRIS_RUPIAH_MIN, TRANSFER_AFTER, UNPAID_MAX, UNPAID_WITHIN,
};
use crate::domain::message::MessageRef;
use crate::domain::money::Rupiah;
use crate::domain::order::{End, Kind, Line, NoOrder, Order, Rest, State};
use crate::domain::payment::{Invoice, Payment, PaymentMethod, PaymentState, Reference};
use crate::domain::product::Product;
use crate::domain::refusal::Refusal;
use crate::domain::time::Timestamp;
use crate::domain::timer::What;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
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

pub fn checkout(
    ctx: &mut Ctx,
    customer: CustomerId,
    method: PaymentMethod,
    panel: Option<MessageRef>,
) -> Done<Checkout> {
    if let Some(open) = begins(ctx, customer)? {
        return Ok(Checkout::Already(open));
    }
    let (cart, changes) = cart::refresh(ctx, customer)?;
    if !changes.is_empty() {
        return Ok(Checkout::Changed(changes));
    }
    if cart.lines.is_empty() {
        return Err(Refusal::Cart(BadCart::Empty).into());
    }
    let id = order(ctx, &cart, method, panel)?;
    ctx.tx.remove::<Cart>(customer.0)?;
    Ok(Checkout::Opened(id))
}

/// The same for one product by itself. What else is in the cart stays there, its coupon too.
pub fn buy_now(
    ctx: &mut Ctx,
    customer: CustomerId,
    line: CartLine,
    method: PaymentMethod,
    panel: Option<MessageRef>,
) -> Done<Checkout> {
    if let Some(open) = begins(ctx, customer)? {
        return Ok(Checkout::Already(open));
    }
    // A button may name anything.
    let product = product::for_sale(&ctx.tx, line.product)?.id;
    let alone = Cart { lines: vec![line], ..Cart::new(customer) };
    let (alone, changes) = cart::review(&ctx.tx, ctx.now, &alone)?;
    if !changes.is_empty() {
        return Ok(Checkout::Changed(changes));
    }
    let id = order(ctx, &alone, method, panel)?;
    let mut cart = cart::cart_of(&ctx.tx, customer)?;
    cart.lines.retain(|line| line.product != product);
    cart::keep(ctx, &cart)?;
    Ok(Checkout::Opened(id))
}

/// Whether there may be one order more now; else the open one that there is, or a refusal.
fn begins(ctx: &Ctx, customer: CustomerId) -> Done<Option<OrderId>> {
    let open = too_many_open(ctx, customer)?;
    if open.is_none() {
        pause::open_for_orders(ctx)?;
    }
    Ok(open)
}

/// An order of all that a cart holds, which has just been looked over.
fn order(
    ctx: &mut Ctx,
    cart: &Cart,
    method: PaymentMethod,
    panel: Option<MessageRef>,
) -> Done<OrderId> {
    let customer = cart.customer;
    let discount = cart::discount(&ctx.tx, ctx.now, cart)?;
    let from_balance = split(ctx, cart, discount.as_ref(), method)?;
    let id = OrderId(ctx.tx.next(Table::Order)?);
    if let Some(discount) = &discount {
        coupon::reserve(ctx, id, customer, discount.coupon)?;
    }
    let lines = hold(ctx, id, &cart.lines)?;
    let draft = Draft { id, customer, kind: Kind::Goods, lines, discount, from_balance };
    open(ctx, draft, method, panel)?;
    Ok(id)
}

/// The newest open invoice for goods, when there may be no more of them.
fn too_many_open(ctx: &Ctx, customer: CustomerId) -> Result<Option<OrderId>, Fault> {
    let open = ctx.tx.list(Index::OrdersOpenOf, customer.0, Direction::Newest, usize::MAX)?;
    let max = settings::settings(&ctx.tx)?.open_invoices_max as usize;
    Ok(open.first().filter(|_| open.len() >= max).map(|newest| OrderId(*newest)))
}

/// How much the balance pays of what a cart costs, if it can be paid that way at all.
fn split(
    ctx: &Ctx,
    cart: &Cart,
    discount: Option<&Discount>,
    method: PaymentMethod,
) -> Done<Rupiah> {
    let units: u64 = cart.lines.iter().map(|line| u64::from(line.quantity)).sum();
    if units > u64::from(ORDER_UNITS_MAX) {
        return Err(Refusal::Cart(BadCart::TooManyUnits { max: ORDER_UNITS_MAX }).into());
    }
    let (mut price, mut files) = (Rupiah::ZERO, 0);
    for line in &cart.lines {
        if ctx.tx.need::<Product>(line.product.0)?.kind.is_file() {
            files += line.quantity;
        }
        let more = line.price.times(line.quantity).ok_or_else(outside_qris)?;
        price = price.plus(more).ok_or_else(outside_qris)?;
    }
    if files > ORDER_FILES_MAX {
        return Err(Refusal::Cart(BadCart::TooManyFiles { max: ORDER_FILES_MAX }).into());
    }
    let off = discount.map_or(Rupiah::ZERO, |discount| discount.amount);
    let total = price.minus(off).unwrap_or(Rupiah::ZERO);
    let free = match method {
        PaymentMethod::Balance => ledger::free(&ctx.tx, cart.customer)?,
        PaymentMethod::Qris | PaymentMethod::Transfer => Rupiah::ZERO,
    };
    if method == PaymentMethod::Balance && free == Rupiah::ZERO && total > Rupiah::ZERO {
        return Err(Refusal::Balance(NoBalance::Low { have: free }).into());
    }
    let from_balance = balance_part(total, free);
    let rest = total.minus(from_balance).unwrap_or(Rupiah::ZERO);
    match rest == Rupiah::ZERO || method == PaymentMethod::Transfer || by_qris(rest) {
        true => Ok(from_balance),
        false => Err(outside_qris().into()),
    }
}

/// QRIS can carry it.
pub fn by_qris(amount: Rupiah) -> bool {
    (QRIS_RUPIAH_MIN..=QRIS_RUPIAH_MAX).contains(&amount.0)
}

pub fn outside_qris() -> Refusal {
    Refusal::Cart(BadCart::Total { min: QRIS_RUPIAH_MIN, max: QRIS_RUPIAH_MAX })
}

/// The balance goes first, but leaves as much as QRIS can carry.
pub fn balance_part(total: Rupiah, free: Rupiah) -> Rupiah {
    match free >= total {
        true => total,
        false => free.min(total.minus(Rupiah(QRIS_RUPIAH_MIN)).unwrap_or(Rupiah::ZERO)),
    }
}

/// Takes the very units off the shelf.
fn hold(ctx: &mut Ctx, order: OrderId, cart: &[CartLine]) -> Result<Vec<Line>, Fault> {
    let mut lines = Vec::new();
    for line in cart {
        let CartLine { product, quantity, price } = *line;
        let known = ctx.tx.need::<Product>(product.0)?;
        let units = supply::hold(ctx, order, &known, quantity)?;
        let name = known.name;
        lines.push(Line { product, name, price, quantity, units });
    }
    Ok(lines)
}

/// An order that is about to be opened.
pub(super) struct Draft {
    pub id: OrderId,
    pub customer: CustomerId,
    pub kind: Kind,
    pub lines: Vec<Line>,
    pub discount: Option<Discount>,
    pub from_balance: Rupiah,
}

/// Opens an order whose goods are held: what is left to pay is asked for, or nothing is left and
/// it is paid at once.
pub(super) fn open(
    ctx: &mut Ctx,
    draft: Draft,
    method: PaymentMethod,
    panel: Option<MessageRef>,
) -> Done {
    let Draft { id, customer, kind, lines, discount, from_balance } = draft;
    let until = ctx.now.after(settings::invoice_after(&ctx.tx, ctx.shop)?);
    let state = State::AwaitingInvoice { until };
    let mut order = Order {
        id,
        customer,
        kind,
        lines,
        discount,
        from_balance,
        method: PaymentMethod::Balance,
        at: ctx.now,
        state,
        panel,
        refunds: Vec::new(),
    };
    if order.rest() == Rupiah::ZERO {
        return sale::complete(ctx, order, sale::Moment::InTime);
    }
    if from_balance > Rupiah::ZERO {
        let (from, to) = (Account::Balance(customer), Account::Sales);
        ledger::hold(ctx, Cause::Spending(id), Move { from, to, amount: from_balance })?;
    }
    check_unpaid(ctx, customer, method)?;
    match method {
        PaymentMethod::Qris | PaymentMethod::Balance => {
            request(ctx, id, order.rest())?;
            order.method = PaymentMethod::Qris;
            ctx.timer(until, What::Expire(id))?;
        }
        PaymentMethod::Transfer => {
            evidence::begin(ctx, id, customer)?;
            let until = ctx.now.after(TRANSFER_AFTER);
            order.method = PaymentMethod::Transfer;
            order.state = State::AwaitingTransfer { until };
            ctx.timer(until, What::Expire(id))?;
            ctx.fact(OrderFact::Opened(id));
        }
    }
    ctx.tx.put(&order)?;
    Ok(())
}

/// Whoever only orders and does not pay has to rest, however they would have paid and however it
/// ended: each such order binds units, costs the gateway an invoice and is told to the sellers.
fn check_unpaid(ctx: &Ctx, customer: CustomerId, method: PaymentMethod) -> Done {
    let lately = UNPAID_MAX + NO_INVOICE_MAX + 3 * OPEN_INVOICES_MAX as usize;
    let (mut unpaid, mut refused) = (0, 0);
    for id in ctx.tx.list(Index::OrdersOf, customer.0, Direction::Newest, lately)? {
        let (at, why) = match ctx.tx.need::<Order>(id)?.state {
            State::Paid { .. } => return Ok(()),
            State::Ended { at, why } => (at, why),
            _ => continue,
        };
        // One of the future was ended by a clock that has been put back.
        if !(at..at.after(UNPAID_WITHIN)).contains(&ctx.now) {
            continue;
        }
        let until = at.after(UNPAID_WITHIN);
        match why {
            // The gateway's fault is not the buyer's, and a transfer needs no gateway.
            End::NoInvoice if method == PaymentMethod::Transfer => {}
            End::NoInvoice => refused += 1,
            _ => unpaid += 1,
        }
        if unpaid == UNPAID_MAX {
            return Err(rest(until, Rest::ManyUnpaid { max: UNPAID_MAX as u64 }));
        }
        if refused == NO_INVOICE_MAX {
            return Err(rest(until, Rest::NoInvoices));
        }
    }
    Ok(())
}

fn rest(until: Timestamp, why: Rest) -> Stop {
    Refusal::Order(NoOrder::Rest { until, why }).into()
}

/// An order has one payment at most, and it has the order's number: so the gateway's own pages
/// show the number that buyer and seller know.
fn request(ctx: &mut Ctx, order: OrderId, amount: Rupiah) -> Result<(), Fault> {
    let id = PaymentId(order.0);
    let reference = Reference::new(id, ctx.tx.random().bytes());
    let task = Task::MakeInvoice { reference: reference.clone(), amount };
    ctx.tx.put(&Payment {
        id,
        order,
        reference,
        amount,
        at: ctx.now,
        state: PaymentState::Requested,
        txn: None,
        asking: false,
        again: false,
        asked: None,
        looks: 0,
    })?;
    ctx.ask(Lane::Answer, task, About::Payment(id))?;
    Ok(())
}

/// The gateway has made an invoice.
pub fn invoiced(ctx: &mut Ctx, id: PaymentId, invoice: Invoice) -> Done {
    let payment = ctx.tx.need::<Payment>(id.0)?;
    let order = ctx.tx.need::<Order>(payment.order.0)?;
    let txn = Some(invoice.txn(payment.amount));
    match (&payment.state, order.state) {
        (PaymentState::Requested, State::AwaitingInvoice { until }) => {
            let order_id = order.id;
            // What the gateway will not take any more is not promised.
            let ends = invoice.lives.map_or(until, |lives| until.min(ctx.now.after(lives)));
            if ends < until {
                ctx.timer(ends, What::Expire(order_id))?;
            }
            let state = State::AwaitingPayment { until: ends };
            ctx.tx.put(&Order { state, ..order })?;
            ctx.tx.put(&Payment { state: PaymentState::Open(invoice), txn, ..payment })?;
            payment::look_later(ctx, id, 0)?;
            ctx.fact(OrderFact::Opened(order_id));
        }
        // The buyer has left meanwhile. The gateway's transaction lives, so it is closed there
        // and watched: nobody has seen its QR, but no rupiah may come in unseen.
        (PaymentState::Closed, _) if payment.txn.is_none() => {
            payment::close(ctx, Payment { txn, ..payment })?;
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
        ctx.fact(OrderFact::InvoiceSlow(payment.order));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_balance_leaves_what_qris_can_carry() {
        for (total, free, part) in [
            (10_000, 0, 0),
            (10_000, 3_000, 3_000),
            (10_000, 9_800, 9_500),
            (10_000, 10_000, 10_000),
            (10_000, 99_000, 10_000),
            (300, 200, 0),
            (300, 300, 300),
            (0, 0, 0),
        ] {
            assert_eq!(balance_part(Rupiah(total), Rupiah(free)), Rupiah(part), "{total} {free}");
        }
    }
}
