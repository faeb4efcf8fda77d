//! What happened, for the people it concerns: each fact becomes notices.

use super::id::{CustomerId, OrderId, PaymentId, ProductId};
use super::money::Rupiah;
use super::order::End;
use super::stray::Why;
use super::time::{Span, Timestamp};

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
    /// What the owners should hear of, whoever bought what.
    Alarm(Alarm),
}

/// A trouble that lasts, or its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// The gateway fails again and again.
    GatewayDown {
        since: Timestamp,
        failures: u32,
    },
    GatewayUp {
        down_for: Span,
    },
    /// Many notices that are none of ours, the last for this reason.
    StrayFlood {
        why: Why,
    },
    StraysQuiet {
        since: Timestamp,
    },
}
