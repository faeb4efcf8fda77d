//! What happened, for the people it concerns: each fact becomes notices.

use super::alert::Alarm;
use super::id::{CustomerId, OrderId, ProductId, ReconciliationId, UnitId};
use super::ledger::Cause;
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
    /// Somebody was taken off the staff, on the shop's own machine.
    Dismissed(CustomerId),
    /// An owner can be told now what was done while they could not.
    Missed(CustomerId),
    /// What the owners should hear of, whoever bought what.
    Alarm(Alarm),
    /// Somebody of the staff has changed a customer's balance by hand.
    Corrected(Cause),
    /// A buyer has sent evidence of a transfer: the piece that came so many before the newest.
    Evidence {
        order: OrderId,
        back: u8,
    },
    /// Nobody has looked at a buyer's evidence for long.
    ReviewWaits(OrderId),
    /// Evidence was not enough.
    Doubted {
        order: OrderId,
        by: CustomerId,
    },
    /// Payments have been compared with the gateway and the ledger.
    Reconciled(ReconciliationId),
    /// Money was given back, or is promised.
    Refunded {
        order: OrderId,
        part: u16,
        by: CustomerId,
    },
    /// A refund that was promised has been paid outside the shop.
    PaidOut {
        order: OrderId,
        part: u16,
        by: CustomerId,
    },
    /// A faulty unit was replaced by this one.
    Replaced {
        order: OrderId,
        unit: UnitId,
        by: CustomerId,
    },
    /// Buyers transfer to somewhere else from now on, or can no longer.
    AccountChanged {
        by: CustomerId,
    },
    /// No orders are taken from now on.
    Paused {
        by: CustomerId,
    },
    /// They are taken again.
    Resumed {
        by: CustomerId,
    },
}
