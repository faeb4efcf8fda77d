//! What is done in the shop that changes no row with a history: numbers, ids and amounts, and
//! never words, goods or secrets.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::batch::Doing;
use super::correction::Change;
use super::id::{BatchId, CustomerId, OrderId, ProductId, ReconciliationId, UnclaimedId, UnitId};
use super::money::Rupiah;
use super::month::Month;
use super::staff::Role;
use super::trail::{About, Kind};

/// An entry of the log like any change. Variants are appended, and what one holds stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Act {
    /// Money back for an order: to the buyer's balance, or promised.
    Refunded {
        order: OrderId,
        part: u16,
        amount: Rupiah,
        outside: bool,
    },
    /// What was promised has been sent.
    PaidOut {
        order: OrderId,
        part: u16,
        amount: Rupiah,
    },
    Replaced {
        order: OrderId,
        product: ProductId,
        faulty: UnitId,
        spare: UnitId,
    },
    SentAgain {
        order: OrderId,
    },
    /// The money of a transfer is there.
    Approved {
        order: OrderId,
        amount: Rupiah,
    },
    /// It is not; `last`: and there was no other chance.
    Doubted {
        order: OrderId,
        last: bool,
    },
    /// A balance by hand; `number` is the correction's among all of them.
    Corrected {
        customer: CustomerId,
        number: u32,
        change: Change,
    },
    /// Units onto the shelf; of these so many from a product that was off it.
    StockIn {
        product: ProductId,
        added: u32,
        moved: u32,
    },
    Invited {
        role: Role,
    },
    Paused,
    Resumed,
    Restarted,
    /// An owner wants to hear nothing for so long.
    Muted {
        minutes: u32,
    },
    Unmuted,
    /// Troubles that last are known to an owner.
    Acknowledged {
        troubles: u32,
    },
    Reconciling {
        run: ReconciliationId,
    },
    /// The books of a month were sent to whoever asked.
    BooksSent {
        month: Month,
    },
    /// Something was done with all units of a batch, so many.
    BatchWorked {
        batch: BatchId,
        product: ProductId,
        doing: Doing,
        count: u32,
    },
    /// What one unit of a batch has cost, or a note about it.
    BatchNoted {
        batch: BatchId,
        product: ProductId,
    },
    /// One unit.
    Unit {
        unit: UnitId,
        product: ProductId,
        touch: Touch,
    },
    /// All unsold units of a product, so many, as a file.
    StockOut {
        product: ProductId,
        count: u32,
    },
    /// What was to be done by hand for an order is done.
    Finished {
        order: OrderId,
        product: ProductId,
    },
    /// What every buyer of a product gets is something else.
    SharedSet {
        product: ProductId,
    },
    /// A whole shop's configuration was taken in from a file: so many parts are another now.
    Configured {
        changes: u32,
    },
    /// That was taken back.
    Unconfigured {
        changes: u32,
    },
    /// An invitation that nobody had used is void.
    Uninvited {
        role: Role,
    },
    /// The shop was brought back from a copy, and so many units are kept from sale.
    Restored {
        units: u32,
    },
    /// Units that were kept from sale since: they are sold again, or they were sold already.
    Loosed {
        product: ProductId,
        count: u32,
        gone: bool,
    },
    /// Money that was nobody's.
    Claimed {
        id: UnclaimedId,
        amount: Rupiah,
        what: Claimed,
    },
}

/// What became of money that was nobody's. Variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Claimed {
    Given(CustomerId),
    SentBack,
    Left,
}

/// What was done with a unit. Variants are appended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Touch {
    /// Somebody has seen what stands in it.
    Seen,
    Corrected,
    /// To the product that is named.
    Moved,
    Removed,
    Withheld,
    Released,
}

impl Act {
    /// Whether a button does it as often as it is tapped. What moves money, or stock, comes to an
    /// end by itself, and is never refused for having been done too often.
    pub fn endless(self) -> bool {
        match self {
            Act::SentAgain { .. }
            | Act::Invited { .. }
            | Act::Paused
            | Act::Resumed
            | Act::Restarted
            | Act::Muted { .. }
            | Act::Unmuted
            | Act::Acknowledged { .. }
            | Act::Reconciling { .. }
            | Act::BooksSent { .. }
            | Act::BatchNoted { .. }
            | Act::StockOut { .. } => true,
            Act::SharedSet { .. } => true,
            Act::Unit { touch, .. } => touch != Touch::Removed,
            Act::Refunded { .. }
            | Act::PaidOut { .. }
            | Act::Replaced { .. }
            | Act::Approved { .. }
            | Act::Doubted { .. }
            | Act::Corrected { .. }
            | Act::StockIn { .. }
            | Act::Finished { .. }
            | Act::BatchWorked { .. }
            | Act::Configured { .. }
            | Act::Unconfigured { .. }
            | Act::Uninvited { .. }
            | Act::Restored { .. }
            | Act::Loosed { .. }
            | Act::Claimed { .. } => false,
        }
    }

    pub fn kind(self) -> Kind {
        match self {
            Act::Refunded { .. }
            | Act::PaidOut { .. }
            | Act::Approved { .. }
            | Act::Corrected { .. }
            | Act::Claimed { .. } => Kind::Money,
            Act::Replaced { .. }
            | Act::SentAgain { .. }
            | Act::Doubted { .. }
            | Act::Finished { .. } => Kind::Order,
            Act::StockIn { .. }
            | Act::BatchWorked { .. }
            | Act::BatchNoted { .. }
            | Act::Unit { .. }
            | Act::SharedSet { .. }
            | Act::StockOut { .. }
            | Act::Loosed { .. } => Kind::Stock,
            Act::Invited { .. } | Act::Uninvited { .. } => Kind::Staff,
            Act::Paused
            | Act::Resumed
            | Act::Restarted
            | Act::Muted { .. }
            | Act::Unmuted
            | Act::Acknowledged { .. }
            | Act::Restored { .. } => Kind::Shop,
            Act::Configured { .. } | Act::Unconfigured { .. } => Kind::Wording,
            Act::Reconciling { .. } | Act::BooksSent { .. } => Kind::Books,
        }
    }

    /// What it is about, each once.
    pub fn about(self) -> Vec<About> {
        match self {
            Act::Refunded { order, .. }
            | Act::PaidOut { order, .. }
            | Act::SentAgain { order }
            | Act::Approved { order, .. }
            | Act::Doubted { order, .. } => vec![About::Order(order)],
            Act::Replaced { order, product, .. } | Act::Finished { order, product } => {
                vec![About::Order(order), About::Product(product)]
            }
            Act::Corrected { customer, .. }
            | Act::Claimed { what: Claimed::Given(customer), .. } => vec![About::Person(customer)],
            Act::StockIn { product, .. }
            | Act::BatchWorked { product, .. }
            | Act::BatchNoted { product, .. }
            | Act::Unit { product, .. }
            | Act::SharedSet { product }
            | Act::StockOut { product, .. }
            | Act::Loosed { product, .. } => vec![About::Product(product)],
            Act::Invited { .. }
            | Act::Paused
            | Act::Resumed
            | Act::Restarted
            | Act::Muted { .. }
            | Act::Unmuted
            | Act::Acknowledged { .. }
            | Act::Reconciling { .. }
            | Act::BooksSent { .. }
            | Act::Configured { .. }
            | Act::Unconfigured { .. }
            | Act::Uninvited { .. }
            | Act::Restored { .. }
            | Act::Claimed { .. } => Vec::new(),
        }
    }
}

impl fmt::Display for Act {
    /// For the command line, where nothing is translated.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Act::Refunded { order, part, amount, outside } => {
                let to = if *outside { "promised" } else { "to the balance" };
                write!(out, "refund {part} of {order}: {amount} {to}")
            }
            Act::PaidOut { order, part, amount } => {
                write!(out, "refund {part} of {order} sent: {amount}")
            }
            Act::Replaced { order, product, faulty, spare } => {
                let (product, faulty, spare) = (product.0, faulty.0, spare.0);
                write!(out, "unit {faulty} of product {product} in {order} replaced by {spare}")
            }
            Act::SentAgain { order } => write!(out, "goods of {order} sent again"),
            Act::Approved { order, amount } => write!(out, "transfer for {order} is in: {amount}"),
            Act::Doubted { order, last: false } => write!(out, "transfer for {order} doubted"),
            Act::Doubted { order, last: true } => {
                write!(out, "transfer for {order} doubted for the last time")
            }
            Act::Corrected { customer, number, change } => {
                let (how, amount) = match change {
                    Change::Received(amount) => ("received", amount),
                    Change::Added(amount) => ("added", amount),
                    Change::Taken(amount) => ("taken", amount),
                };
                write!(out, "balance of {}, correction {number}: {amount} {how}", customer.0)
            }
            Act::StockIn { product, added, moved } => {
                write!(out, "{added} units into product {}, {moved} of them moved", product.0)
            }
            Act::Invited { role } => write!(out, "invitation as {}", role.as_str()),
            Act::Uninvited { role } => write!(out, "invitation as {} taken back", role.as_str()),
            Act::Configured { changes } => write!(out, "configuration imported: {changes} changes"),
            Act::Unconfigured { changes } => {
                write!(out, "imported configuration taken back: {changes} changes")
            }
            Act::Paused => out.write_str("shop paused"),
            Act::Resumed => out.write_str("shop resumed"),
            Act::Restarted => out.write_str("shop restarted"),
            Act::Muted { minutes } => write!(out, "warnings muted for {minutes} minutes"),
            Act::Unmuted => out.write_str("warnings no longer muted"),
            Act::Acknowledged { troubles } => write!(out, "{troubles} troubles acknowledged"),
            Act::Reconciling { run } => write!(out, "reconciliation {} begun", run.0),
            Act::BooksSent { month } => write!(out, "books of {month} sent"),
            Act::BatchWorked { batch, product, doing, count } => {
                let (batch, product) = (batch.0, product.0);
                write!(out, "batch {batch} of product {product}: {count} units, {doing:?}")
            }
            Act::BatchNoted { batch, product } => {
                write!(out, "batch {} of product {}: noted", batch.0, product.0)
            }
            Act::Unit { unit, product, touch } => {
                write!(out, "unit {} of product {}: {touch:?}", unit.0, product.0)
            }
            Act::Finished { order, product } => {
                write!(out, "product {} for {order} done by hand", product.0)
            }
            Act::SharedSet { product } => {
                write!(out, "shared goods of product {} set", product.0)
            }
            Act::StockOut { product, count } => {
                write!(out, "{count} units of product {} out as a file", product.0)
            }
            Act::Restored { .. } | Act::Loosed { .. } | Act::Claimed { .. } => self.of_restore(out),
        }
    }
}

impl Act {
    /// What is done after the shop was brought back from a copy.
    fn of_restore(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Act::Restored { units } => {
                write!(out, "brought back from a copy, {units} units kept from sale")
            }
            Act::Loosed { product, count, gone } => {
                let what = if *gone { "sold already" } else { "for sale again" };
                write!(
                    out,
                    "{count} units of product {} that were kept from sale: {what}",
                    product.0
                )
            }
            Act::Claimed { id, amount, what } => {
                write!(out, "unclaimed payment {}, {amount}: ", id.0)?;
                match what {
                    Claimed::Given(customer) => write!(out, "to the balance of {}", customer.0),
                    Claimed::SentBack => out.write_str("sent back"),
                    Claimed::Left => out.write_str("left as it is"),
                }
            }
            _ => Ok(()),
        }
    }
}
