//! What happened, for the people it concerns: each fact becomes notices. A line for each area.

use super::alert::Alarm;
use super::batch::Doing;
use super::file::Purpose;
use super::id::{
    BatchId, CategoryId, CustomerId, IntakeId, OrderId, ProductId, ReconciliationId, UnclaimedId,
    UnitId,
};
use super::ledger::Cause;
use super::money::Rupiah;
use super::order::End;
use super::product::Rule;
use super::settings::Setting;
use super::wording::WordingId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    Order(OrderFact),
    Review(ReviewFact),
    Refund(RefundFact),
    Balance(BalanceFact),
    Product(ProductFact),
    Stock(StockFact),
    Member(MemberFact),
    Setting(SettingFact),
    Todo(TodoFact),
    Wording(WordingFact),
    Restore(RestoreFact),
    /// An owner can be told now what was done while they could not.
    Missed(CustomerId),
    /// Payments have been compared with the gateway and the ledger.
    Reconciled(ReconciliationId),
    /// It is the hour in which the day before is summed up.
    Digest,
    /// What the owners should hear of, whoever bought what.
    Alarm(Alarm),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderFact {
    /// An invoice is out.
    Opened(OrderId),
    /// The gateway does not answer; we keep asking it for an invoice.
    InvoiceSlow(OrderId),
    /// Money is in; the goods are on their way.
    Paid { order: OrderId, late: bool },
    /// All goods have arrived.
    Delivered(OrderId),
    /// Telegram will not bring the goods to their buyer.
    Stuck(OrderId),
    /// Money is in and lies on the buyer's balance, as they wished.
    Deposited { order: OrderId, late: bool },
    /// Money came that could not pay its order, and lies on the buyer's balance.
    Credited { order: OrderId, received: Rupiah },
    /// The buyer can be reached again: what they paid for goes out once more.
    Unstuck(OrderId),
    /// An open order is over, unpaid.
    Ended { order: OrderId, why: End },
}

/// What the staff do by hand for an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TodoFact {
    /// They can begin.
    Ready {
        order: OrderId,
        product: ProductId,
    },
    /// The time is over by which it was promised.
    Late {
        order: OrderId,
        product: ProductId,
    },
    Finished {
        order: OrderId,
        product: ProductId,
        by: CustomerId,
    },
    /// The buyer has not said yet what they were asked.
    Unanswered {
        order: OrderId,
        product: ProductId,
        round: u8,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewFact {
    /// A buyer has sent evidence of a transfer: the piece that came so many before the newest.
    Evidence { order: OrderId, back: u8 },
    /// Nobody has looked at a buyer's evidence for long.
    Waits(OrderId),
    /// Evidence was not enough.
    Doubted { order: OrderId, by: CustomerId },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefundFact {
    /// Money was given back, or is promised.
    Refunded { order: OrderId, part: u16, by: CustomerId },
    /// A refund that was promised has been paid outside the shop.
    PaidOut { order: OrderId, part: u16, by: CustomerId },
    /// A faulty unit was replaced by this one.
    Replaced { order: OrderId, unit: UnitId, by: CustomerId },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BalanceFact {
    /// Somebody of the staff has changed a customer's balance by hand.
    Corrected(Cause),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProductFact {
    /// Sales have just made these low, or sold them out.
    Shrunk(Vec<ProductId>),
    /// There are units again for somebody who has asked to be told.
    Back { product: ProductId, person: CustomerId },
    /// It costs less than half of what it did. `by`: who of the staff has done it.
    PriceCut { product: ProductId, before: Rupiah, after: Rupiah, by: Option<CustomerId> },
    /// Some may have it for less than half of what it costs.
    Lowered { product: ProductId, rule: Rule, list: Rupiah, price: Rupiah, by: Option<CustomerId> },
    /// A category's promo more than halves so many prices.
    Halved { category: CategoryId, count: u64, by: Option<CustomerId> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StockFact {
    /// What somebody began with a batch has come to its end.
    Worked { batch: BatchId, by: CustomerId, doing: Doing, done: u32, left_out: u32 },
    /// What somebody has sent for the shelf has been looked over, or is in.
    Read { intake: IntakeId, by: CustomerId },
    /// Somebody has taken a product's unsold units out as a file.
    Exported { product: ProductId, by: CustomerId },
    /// Files that somebody had sent and never decided about are gone.
    Forgotten { by: CustomerId, purpose: Purpose, count: u32 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberFact {
    /// Somebody joined the staff.
    Joined(CustomerId),
    /// Somebody was taken off the staff: in the chat, or on the shop's own machine.
    Dismissed { person: CustomerId, by: Option<CustomerId> },
    /// Somebody is something else from now on.
    RoleGiven { person: CustomerId, by: CustomerId },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingFact {
    /// Buyers transfer to somewhere else from now on, or can no longer.
    AccountChanged { by: CustomerId },
    /// Another setting is another from now on, by the revision of that number. `by`: nobody, where
    /// it was done on the shop's own machine.
    Changed { which: Setting, by: Option<CustomerId>, number: u64 },
    /// No orders are taken from now on.
    Paused { by: CustomerId },
    /// They are taken again.
    Resumed { by: CustomerId },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordingFact {
    /// A text of the seller's could not be used, and the shop's own is back in its place.
    FellBack(WordingId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RestoreFact {
    /// The shop was brought back from a copy.
    Back,
    /// Nothing that it may have forgotten is left to look after.
    Over,
    /// Money came that no payment of ours was for.
    Unclaimed(UnclaimedId),
    /// It was sent back outside the shop.
    SentBack { id: UnclaimedId, by: CustomerId },
}

macro_rules! of_areas {
    ($($fact:ident => $area:ident,)*) => {
        $(impl From<$fact> for Fact {
            fn from(fact: $fact) -> Fact {
                Fact::$area(fact)
            }
        })*
    };
}

of_areas! {
    OrderFact => Order,
    ReviewFact => Review,
    RefundFact => Refund,
    BalanceFact => Balance,
    ProductFact => Product,
    StockFact => Stock,
    MemberFact => Member,
    SettingFact => Setting,
    TodoFact => Todo,
    WordingFact => Wording,
    RestoreFact => Restore,
    Alarm => Alarm,
}
