//! Every way the shop says no to a person. The words are elsewhere.

use serde::{Deserialize, Serialize};

use super::coupon::{BadCoupon, NoCoupon};
use super::evidence::NoReview;
use super::id::OrderId;
use super::money::Rupiah;
use super::refund::NoRefund;
use super::stock::Unfit;
use super::time::Timestamp;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Not a price we are sure of.
    BadPrice {
        typed: String,
    },
    BadNumber {
        max: u32,
    },
    BadQuantity {
        max: u32,
    },
    EmptyName,
    LongText {
        max: usize,
    },
    /// No product has that number.
    NoProduct {
        number: u32,
    },
    /// It was there when the button was made.
    GoneProduct,
    NumberTaken {
        number: u32,
    },
    TooManyProducts {
        max: usize,
    },
    TooManyCategories {
        max: usize,
    },
    /// Not one usable line of stock.
    NoLines,
    TooManyLines {
        max: usize,
    },
    FileTooBig {
        bytes_max: usize,
    },
    /// Telegram would not bring it.
    FileLost,
    /// Nothing of what the staff sent for the shelf can be taken.
    Unfit(Unfit),
    FullCart {
        max: usize,
    },
    EmptyCart,
    SoldOut,
    TooManyUnits {
        max: u32,
    },
    /// The sum lies outside what QRIS carries.
    BadTotal {
        min: u64,
        max: u64,
    },
    /// A buyer may have only so many unpaid invoices.
    OpenInvoice(OrderId),
    /// Not there, or not yours: the two are told apart to nobody.
    NoOrder,
    AlreadyPaid(OrderId),
    AlreadyEnded(OrderId),
    /// No room on the disk to promise anything.
    DiskFull,
    UnknownRole,
    BadCode,
    TooManyStaff {
        max: usize,
    },
    /// Nobody moves money to themselves.
    OwnMoney,
    /// Not for this person. Answered with silence.
    NotAllowed,
    /// They are on the staff, and their role does not have it.
    NoRight,
    /// Not enough on the balance.
    LowBalance {
        have: Rupiah,
    },
    /// A deposit outside the seller's bounds.
    BadDeposit {
        min: Rupiah,
        max: Rupiah,
    },
    /// Somebody of the staff is looking at it.
    InReview(OrderId),

    /// It cannot be one.
    NewCoupon(BadCoupon),
    /// It takes nothing off here.
    Coupon(NoCoupon),

    /// Not an amount we are sure of.
    BadAmount {
        typed: String,
    },
    /// Nor one that says by its sign whether it is to be added or taken away.
    BadChange {
        typed: String,
    },
    /// A bound of deposits that would leave none, or more than QRIS carries.
    BadDepositLimit {
        min: Rupiah,
        max: Rupiah,
    },
    /// Nobody who has ever written to the shop.
    NoCustomer {
        typed: String,
    },
    EmptyReason,
    /// A correction would take more from a customer than lies free on their balance.
    Overdrawn {
        have: Rupiah,
        held: Rupiah,
    },
    EmptyText,
    /// The seller takes no transfers by hand.
    NoTransfers,
    /// Evidence of a transfer comes as a photo or PDF.
    NotEvidence(OrderId),
    EnoughEvidence {
        order: OrderId,
        max: u64,
    },
    /// The order it is for has ended.
    LateEvidence(OrderId),
    /// There is no transfer to decide about.
    Review(NoReview),

    /// Neither a refund nor a replacement.
    Refund(OrderId, NoRefund),
    /// Its goods were refunded: there is nothing to show any more.
    GivenBack(OrderId),
    /// No order has that number.
    UnknownOrder,
    BadDays {
        max: u32,
    },
    BadFactors {
        max: usize,
    },
    /// Their own transfer is for somebody else to approve.
    OwnOrder(OrderId),
    /// No more orders before that.
    Rest {
        until: Timestamp,
        why: Rest,
    },
    /// Nothing can be seen in a document of that kind.
    UnfitEvidence(OrderId),
    /// Somebody has paused the shop.
    Paused,
    /// So many files of stock wait to hear which product they are for.
    EnoughFiles {
        max: usize,
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

impl Refusal {
    /// Whether it is the person who may not, whatever they ask.
    pub fn of_rights(&self) -> bool {
        matches!(self, Refusal::NotAllowed | Refusal::NoRight)
    }
}
