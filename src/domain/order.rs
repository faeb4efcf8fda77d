//! An order's life as an enum with its data, and the only legal steps through it.

use serde::{Deserialize, Serialize};

use super::id::{CustomerId, OrderId, PaymentId, ProductId, UnitId};
use super::message::MessageRef;
use super::money::Rupiah;
use super::text::Name;
use super::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub id: OrderId,
    pub customer: CustomerId,
    pub lines: Vec<Line>,
    pub at: Timestamp,
    pub state: State,
    pub payment: PaymentId,
    /// The message that shows this order's invoice, to be replaced as the order moves on.
    pub panel: Option<MessageRef>,
}

/// One product in an order, as it was when it was sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub product: ProductId,
    pub name: Name,
    pub price: Rupiah,
    pub quantity: u32,
    /// The very units held or sold; fewer than `quantity` only when something is owed.
    pub units: Vec<UnitId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// Units are held, the gateway has been asked for an invoice.
    AwaitingInvoice { until: Timestamp },
    /// The QR is out; units are held until then.
    AwaitingPayment { until: Timestamp },
    /// Money in and units sold; `owed` while some of the goods are missing.
    Paid { at: Timestamp, goods: Goods },
    /// Never paid (as far as we know): units went back.
    Ended { at: Timestamp, why: End },
}

/// How far the goods of a paid order are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Goods {
    /// On their way: this many messages have not arrived yet.
    Sending {
        messages: u32,
    },
    Delivered {
        at: Timestamp,
    },
    /// Telegram will not take them to this person: they blocked the bot, or left.
    Stuck,
    /// Paid, but there were not enough units; `owed` of them are still to come.
    Owed {
        units: u32,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum End {
    Expired,
    Cancelled,
    /// The gateway refused, or did not answer before the time was over.
    NoInvoice,
    /// What the gateway reports is not what the invoice asked for.
    WrongAmount,
}

impl Line {
    pub fn missing(&self) -> u32 {
        self.quantity.saturating_sub(self.units.len() as u32)
    }
}

impl Order {
    /// What the goods cost. Checkout has proved that the sum fits.
    pub fn total(&self) -> Rupiah {
        let sum = self.lines.iter().map(|line| line.price.0 * u64::from(line.quantity)).sum();
        Rupiah(sum)
    }

    pub fn units(&self) -> impl Iterator<Item = UnitId> {
        self.lines.iter().flat_map(|line| line.units.iter().copied())
    }

    /// Units that were bought and are not there.
    pub fn missing(&self) -> u32 {
        self.lines.iter().map(Line::missing).sum()
    }

    /// Holds units now: neither paid nor ended.
    pub fn open(&self) -> bool {
        matches!(self.state, State::AwaitingInvoice { .. } | State::AwaitingPayment { .. })
    }

    pub fn paid(&self) -> bool {
        matches!(self.state, State::Paid { .. })
    }
}
