//! Every way the shop says no to a person, by area. The words are elsewhere.

use serde::{Deserialize, Serialize};

use super::batch::NoBatch;
use super::cart::BadCart;
use super::coupon::{BadCoupon, NoCoupon};
use super::evidence::{NoEvidence, NoReview};
use super::file::NoFile;
use super::id::OrderId;
use super::intake::NoIntake;
use super::ledger::NoBalance;
use super::order::NoOrder;
use super::own_button::NoButton;
use super::product::{BadPrice, NoProduct};
use super::refund::NoRefund;
use super::settings::NoSetting;
use super::staff::NoStaff;
use super::stock::{NoUnit, Unfit};
use super::time::Timestamp;
use super::todo::NoTodo;
use super::unclaimed::NoClaim;
use super::waiter::NoWait;
use super::wording::NoWording;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Not for this person. Answered with silence.
    NotAllowed,
    /// They are on the staff, and their role does not have it.
    NoRight,
    /// Somebody has paused the shop.
    Paused,
    /// No room on the disk to promise anything.
    DiskFull,
    /// What was typed cannot be what was asked for.
    Input(BadInput),
    /// A file that was sent cannot be had.
    File(BadFile),
    /// Nothing of what the staff sent for the shelf can be taken.
    Unfit(Unfit),
    Product(NoProduct),
    /// It cannot be a lower price.
    Price(BadPrice),
    Cart(BadCart),
    Order(NoOrder),
    Balance(NoBalance),
    Evidence(NoEvidence),
    /// There is no transfer to decide about.
    Review(NoReview),
    /// Neither a refund nor a replacement.
    Refund(OrderId, NoRefund),
    /// It cannot be one.
    NewCoupon(BadCoupon),
    /// It takes nothing off here.
    Coupon(NoCoupon),
    Staff(NoStaff),
    /// Nothing is done with what came together.
    Batch(NoBatch),
    /// Nothing is done with one unit.
    Unit(NoUnit),
    /// Nothing is taken of what was sent for the shelf.
    Intake(NoIntake),
    /// Nobody waits to be told.
    Wait(NoWait),
    /// They have changed so much within the hour that it can be nobody's hand.
    Busy {
        max: u32,
        until: Timestamp,
    },
    Setting(NoSetting),
    /// There is nothing to be done by hand.
    Todo(NoTodo),
    /// Nothing is done with files that are sold.
    Kept(NoFile),
    TooManyResellers {
        max: u64,
    },
    /// A text is not taken, or stays as it is.
    Wording(NoWording),
    Button(NoButton),
    /// Nothing is done with money that is nobody's.
    Claim(NoClaim),
}

/// Why what was typed cannot be what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BadInput {
    /// Not a price we are sure of.
    Price {
        typed: String,
    },
    /// Not an amount we are sure of.
    Amount {
        typed: String,
    },
    /// Nor one that says by its sign whether it is to be added or taken away.
    Change {
        typed: String,
    },
    Number {
        max: u32,
    },
    Quantity {
        max: u32,
    },
    Days {
        max: u32,
    },
    Factors {
        max: usize,
    },
    /// Nobody who has ever written to the shop.
    Customer {
        typed: String,
    },
    Role,
    /// Not a single one.
    Emoji,
    /// A picture was asked for.
    NoPicture,
    /// A file was asked for.
    NoFile,
    Between {
        min: u32,
        max: u32,
    },
    NoName,
    NoReason,
    NoText,
    /// No time within which something can be promised.
    Within {
        days: u64,
    },
    Long {
        max: usize,
    },
    /// Neither a product, an order nor a day.
    Trail {
        typed: String,
    },
    /// One of the question's buttons was asked for.
    Tap,
}

/// Why a file that was sent cannot be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BadFile {
    TooBig {
        bytes_max: usize,
    },
    /// Telegram would not bring it.
    Lost,
    /// So many files of stock wait to hear which product they are for.
    Enough {
        max: usize,
    },
}

impl Refusal {
    /// Whether it is the person who may not, whatever they ask.
    pub fn of_rights(&self) -> bool {
        matches!(self, Refusal::NotAllowed | Refusal::NoRight)
    }
}
