//! What happened, for the people it concerns: each fact becomes notices.

use super::id::{CustomerId, OrderId, PaymentId, ProductId};
use super::money::Rupiah;
use super::order::End;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// An invoice is out.
    Ordered(OrderId),
    /// The gateway does not answer; we keep asking it for an invoice.
    InvoiceSlow(OrderId),
    /// Money is in; the goods are on their way, or some are owed.
    Paid {
        order: OrderId,
        late: bool,
    },
    /// All goods have arrived.
    Delivered(OrderId),
    /// Telegram will not bring the goods to their buyer.
    Stuck(OrderId),
    /// What was owed has been found, and goes out.
    Filled(OrderId),
    /// Paid, but not what was asked for.
    WrongAmount {
        order: OrderId,
        payment: PaymentId,
        received: Rupiah,
    },
    /// The buyer can be reached again: what they paid for goes out once more.
    Unstuck(OrderId),
    /// An open order is over, unpaid.
    Ended {
        order: OrderId,
        why: End,
    },
    SoldOut(ProductId),
    /// Somebody joined the staff.
    Joined(CustomerId),
}
