//! An order's life as an enum with its data, and the only legal steps through it.

use serde::{Deserialize, Serialize};

use super::coupon::Discount;
use super::id::{CustomerId, OrderId, PaymentId, ProductId, UnitId};
use super::message::MessageRef;
use super::money::Rupiah;
use super::payment::PaymentMethod;
use super::text::Name;
use super::time::Timestamp;

/// An invoice: for goods, or for money to be put on the buyer's balance. Everything on it is as
/// it was when it was made, whatever becomes of product, price and coupon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub id: OrderId,
    pub customer: CustomerId,
    pub kind: Kind,
    /// What is bought; none in a deposit.
    pub lines: Vec<Line>,
    /// What a coupon takes off the price.
    pub discount: Option<Discount>,
    /// The part that the buyer's balance pays.
    pub from_balance: Rupiah,
    /// How the rest is paid.
    pub method: PaymentMethod,
    pub at: Timestamp,
    pub state: State,
    /// The message that shows this order's invoice, to be replaced as the order moves on.
    pub panel: Option<MessageRef>,
    /// What has been given back since.
    pub refunds: Vec<Refund>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    Goods,
    /// This much for the buyer's balance.
    Deposit(Rupiah),
}

/// Money given back for a paid order. The goods it was for are marked, and never sold again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    pub at: Timestamp,
    pub amount: Rupiah,
    pub to: RefundTo,
    /// The units it was for; none when it was for the order as a whole.
    pub units: Vec<UnitId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefundTo {
    Balance,
    /// Outside the shop, once the seller has sent it.
    Outside {
        paid: Option<Timestamp>,
    },
}

/// One product in an order, as it was when it was sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub product: ProductId,
    pub name: Name,
    pub price: Rupiah,
    pub quantity: u32,
    /// The very units held or sold.
    pub units: Vec<UnitId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Units are held, the gateway has been asked for an invoice.
    AwaitingInvoice { until: Timestamp },
    /// The QR is out; units are held until then.
    AwaitingPayment { until: Timestamp },
    /// Money in and units sold, or the deposit on the balance.
    Paid { at: Timestamp, goods: Goods },
    /// Never paid (as far as we know): units went back.
    Ended { at: Timestamp, why: End },
    /// The buyer has been told where to transfer to; units are held until then.
    AwaitingTransfer { until: Timestamp },
    /// The buyer has sent evidence. Units are held until somebody of the staff has looked.
    InReview { since: Timestamp },
}

/// How far the goods of a paid order are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Goods {
    /// On their way: this many messages have not arrived yet.
    Sending {
        messages: u32,
        since: Timestamp,
    },
    Delivered {
        at: Timestamp,
    },
    /// Telegram will not take them to this person: they blocked the bot, or left.
    Stuck {
        since: Timestamp,
    },
    /// Refunded before they had arrived: nothing is left to deliver.
    Withdrawn,
    /// All that could be sent has arrived; the rest the staff do by hand.
    ByHand,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    Expired,
    Cancelled,
    /// The gateway refused, or did not answer before the time was over.
    NoInvoice,
    /// What the gateway reports is not what the invoice asked for.
    WrongAmount,
    /// The staff could not find the transfer, and had asked for better evidence before.
    NoTransfer,
}

impl Order {
    /// What it costs before any discount. Checkout has proved that the sum fits.
    pub fn price(&self) -> Rupiah {
        match self.kind {
            Kind::Goods => {
                let price = |line: &Line| line.price.0 * u64::from(line.quantity);
                Rupiah(self.lines.iter().map(price).sum())
            }
            Kind::Deposit(amount) => amount,
        }
    }

    /// What it costs its buyer.
    pub fn total(&self) -> Rupiah {
        let off = self.discount.as_ref().map_or(Rupiah::ZERO, |discount| discount.amount);
        self.price().minus(off).unwrap_or(Rupiah::ZERO)
    }

    /// What the balance does not pay.
    pub fn rest(&self) -> Rupiah {
        self.total().minus(self.from_balance).unwrap_or(Rupiah::ZERO)
    }

    /// What has been given back so far.
    pub fn refunded(&self) -> Rupiah {
        Rupiah(self.refunds.iter().map(|refund| refund.amount.0).sum())
    }

    /// It has the order's number.
    pub fn payment(&self) -> Option<PaymentId> {
        match self.method {
            PaymentMethod::Qris => Some(PaymentId(self.id.0)),
            PaymentMethod::Balance | PaymentMethod::Transfer => None,
        }
    }

    pub fn deposit(&self) -> bool {
        matches!(self.kind, Kind::Deposit(_))
    }

    pub fn units(&self) -> impl Iterator<Item = UnitId> {
        self.lines.iter().flat_map(|line| line.units.iter().copied())
    }

    /// Holds units now: neither paid nor ended.
    pub fn open(&self) -> bool {
        match self.state {
            State::AwaitingInvoice { .. }
            | State::AwaitingPayment { .. }
            | State::AwaitingTransfer { .. }
            | State::InReview { .. } => true,
            State::Paid { .. } | State::Ended { .. } => false,
        }
    }

    /// Since when its goods are to arrive and have not.
    pub fn waits_since(&self) -> Option<Timestamp> {
        match self.state {
            State::Paid {
                goods: Goods::Sending { since, .. } | Goods::Stuck { since }, ..
            } => Some(since),
            _ => None,
        }
    }

    pub fn paid(&self) -> bool {
        matches!(self.state, State::Paid { .. })
    }
}

/// Why there is no order, no other one, or nothing more to do with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoOrder {
    /// None has that number.
    Unknown,
    /// Not there, or not yours: the two are told apart to nobody.
    NotYours,
    /// A buyer may have only so many unpaid invoices.
    Open(OrderId),
    /// Somebody of the staff is looking at it.
    InReview(OrderId),
    Paid(OrderId),
    Ended(OrderId),
    /// Its goods were refunded: there is nothing to show any more.
    GivenBack(OrderId),
    /// No more orders before that.
    Rest {
        until: Timestamp,
        why: Rest,
    },
}

/// Why somebody may not order for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rest {
    /// So many orders left unpaid within an hour.
    ManyUnpaid { max: u64 },
    /// The gateway would make no invoice for them, again and again.
    NoInvoices,
}
