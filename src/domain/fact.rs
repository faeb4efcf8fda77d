//! What happened, for the people it concerns: each fact becomes notices.

use super::id::{CustomerId, OrderId, ProductId};
use super::money::Rupiah;
use super::order::End;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// An invoice is out.
    Ordered(OrderId),
    /// The gateway does not answer; we keep asking it for an invoice.
    InvoiceSlow(OrderId),
    /// Money is in; the goods are on their way.
    Paid {
        order: OrderId,
        late: bool,
    },
    /// All goods have arrived.
    Delivered(OrderId),
    /// Telegram will not bring the goods to their buyer.
    Stuck(OrderId),
    /// Money is in and lies on the buyer's balance, as they wished.
    Deposited {
        order: OrderId,
        late: bool,
    },
    /// Money came that could not pay its order, and lies on the buyer's balance.
    Credited {
        order: OrderId,
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
