//! What has moved on a customer's balance, newest first: one line for each cause, as it stands.

use super::browse::{Page, newest};
use super::ledger;
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::ledger::{Account, Cause, Side, Step, Transfer};
use crate::domain::money::Rupiah;
use crate::domain::order::Order;
use crate::domain::payment::Payment;
use crate::domain::time::Timestamp;
use crate::store::fault::Fault;
use crate::store::read::Read;
use crate::store::schema::Index;

/// One thing that happened to a balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    pub why: Why,
    /// Whether it came (`To`) or went (`From`).
    pub side: Side,
    pub amount: Rupiah,
    pub fate: Fate,
    /// When it began.
    pub at: Timestamp,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Done,
    /// Set aside for an order that is still open.
    Held,
    /// It was set aside, and is free again.
    GivenBack,
}

/// Its cause, as the customer knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Deposit(OrderId),
    /// Money that came for an order and could not pay it.
    Credited(OrderId),
    Purchase(OrderId),
    Refund(OrderId),
    /// The seller has received it outside the shop.
    Received {
        reason: String,
    },
    Corrected {
        reason: String,
    },
    /// It came under that reference, and somebody has said whose it is.
    Claimed {
        reference: String,
    },
}

/// A page of what has moved on a balance. The list has each cause once, so only the lines that
/// are shown are read.
pub fn page(read: &impl Read, customer: CustomerId, page: u32) -> Result<Page<Movement>, Fault> {
    let page = newest(read, Index::TransfersOf, customer.0, page)?;
    page.each(|id| movement(read, customer, read.need(id)?))
}

fn movement(read: &impl Read, customer: CustomerId, began: Transfer) -> Result<Movement, Fault> {
    let side = match began.to == Account::Balance(customer) {
        true => Side::To,
        false => Side::From,
    };
    let fate = fate(read, &began)?;
    let Transfer { amount, at, .. } = began;
    Ok(Movement { why: why(read, began)?, side, amount, fate, at })
}

fn fate(read: &impl Read, began: &Transfer) -> Result<Fate, Fault> {
    if began.step == Step::Moved || ledger::entry(read, began.cause, Step::Posted)?.is_some() {
        return Ok(Fate::Done);
    }
    Ok(match ledger::entry(read, began.cause, Step::Voided)? {
        Some(_) => Fate::GivenBack,
        None => Fate::Held,
    })
}

fn why(read: &impl Read, began: Transfer) -> Result<Why, Fault> {
    let reason = began.note.map(|note| note.why).unwrap_or_default();
    Ok(match began.cause {
        Cause::Payment(payment) | Cause::Fee(payment) => {
            came_for(read, read.need::<Payment>(payment.0)?.order)?
        }
        Cause::Transfer(order) => came_for(read, order)?,
        Cause::Spending(order) | Cause::LateSpending(order) => Why::Purchase(order),
        Cause::Refund(order, _) | Cause::Payout(order, _) => Why::Refund(order),
        Cause::Credit(_) => Why::Received { reason },
        Cause::Adjustment(_) => Why::Corrected { reason },
        Cause::Unclaimed(_) | Cause::Claim(_) | Cause::SentBack(_) => {
            Why::Claimed { reference: reason }
        }
    })
}

fn came_for(read: &impl Read, order: OrderId) -> Result<Why, Fault> {
    Ok(match read.need::<Order>(order.0)?.deposit() {
        true => Why::Deposit(order),
        false => Why::Credited(order),
    })
}
