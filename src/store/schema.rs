//! The whole database on one page: every record, its key, its indexes, its layout.

mod coupon;
mod ledger;

use super::record::Record;
use crate::domain::cart::Cart;
use crate::domain::customer::Customer;
use crate::domain::effect::{Effect, EffectState};
use crate::domain::order::{Goods, Order, RefundTo, State};
use crate::domain::payment::Payment;
use crate::domain::product::{Category, Product};
use crate::domain::session::Session;
use crate::domain::settings::Settings;
use crate::domain::staff::Member;
use crate::domain::stock::{Fate, Unit};
use crate::domain::timer::Timer;
use serde::{Deserialize, Serialize};

/// The layout of the whole. An older program refuses a newer database.
pub const SCHEMA: u64 = 2;

/// The tables. Numbers are part of the layout of rows: appended, never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Table {
    Counter = 0,
    Customer = 1,
    Member = 2,
    Session = 3,
    Cart = 4,
    Category = 5,
    Product = 6,
    Unit = 7,
    Order = 8,
    Payment = 9,
    Effect = 10,
    Timer = 11,
    Seen = 12,
    Settings = 13,
    Picture = 14,
    PicturePiece = 15,
    Pairing = 16,
    Quarantine = 17,
    Account = 18,
    Transfer = 19,
    Coupon = 20,
    CouponUse = 21,
}

impl Table {
    pub const ALL: [Table; 22] = [
        Table::Counter,
        Table::Customer,
        Table::Member,
        Table::Session,
        Table::Cart,
        Table::Category,
        Table::Product,
        Table::Unit,
        Table::Order,
        Table::Payment,
        Table::Effect,
        Table::Timer,
        Table::Seen,
        Table::Settings,
        Table::Picture,
        Table::PicturePiece,
        Table::Pairing,
        Table::Quarantine,
        Table::Account,
        Table::Transfer,
        Table::Coupon,
        Table::CouponUse,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Table::Counter => "counter",
            Table::Customer => "customer",
            Table::Member => "member",
            Table::Session => "session",
            Table::Cart => "cart",
            Table::Category => "category",
            Table::Product => "product",
            Table::Unit => "unit",
            Table::Order => "order",
            Table::Payment => "payment",
            Table::Effect => "effect",
            Table::Timer => "timer",
            Table::Seen => "seen",
            Table::Settings => "settings",
            Table::Picture => "picture",
            Table::PicturePiece => "picture_piece",
            Table::Pairing => "pairing",
            Table::Quarantine => "quarantine",
            Table::Account => "account",
            Table::Transfer => "transfer",
            Table::Coupon => "coupon",
            Table::CouponUse => "coupon_use",
        }
    }
}

/// The ways to rows. An entry is `(index, key, row)`: all rows under one key, in order of row.
/// Numbers are on disk: appended, never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u16)]
pub enum Index {
    /// All customers.
    Customers = 1,
    /// product → units that may be sold.
    UnitsAvailable = 2,
    /// product → units held for open orders.
    UnitsHeld = 3,
    /// product → units sold.
    UnitsSold = 4,
    /// digest → unit with that content.
    UnitDigest = 5,
    /// All products on the shelf.
    Shelf = 6,
    /// number → product on the shelf.
    ProductNumber = 7,
    /// category → products on the shelf.
    CategoryProducts = 8,
    /// customer → orders.
    OrdersOf = 9,
    /// customer → orders neither paid nor ended.
    OrdersOpenOf = 10,
    OrdersOpen = 11,
    OrdersPaid = 12,
    /// Paid, and the buyer cannot be reached.
    OrdersStuck = 14,
    /// moment → timers due then.
    TimerDue = 15,
    /// sequence → update id, to forget the oldest.
    SeenSequence = 16,
    /// Effects that were given up.
    EffectsDead = 17,
    Staff = 18,
    /// digest of the folded name → products on the shelf with that name.
    ProductName = 20,
    /// cause and step → the transfer of that cause.
    TransferCause = 22,
    /// customer → transfers on their balance.
    TransfersOf = 23,
    /// Paid, and the goods have not arrived yet.
    OrdersUndelivered = 29,
    /// Evidence of a transfer waits for somebody of the staff.
    OrdersInReview = 30,
    /// Orders with a refund that is to be paid outside the shop.
    RefundsOwed = 31,
    /// customer → deposits neither paid nor ended.
    DepositsOpenOf = 34,
    /// All coupons, withdrawn ones too.
    Coupons = 24,
    /// digest of the code → active coupons with that code.
    CouponCode = 25,
    /// coupon → orders that have a use of it, reserved or spent.
    CouponUses = 26,
    /// digest of coupon and customer → orders in which they used it.
    CouponUsesOf = 27,
    /// coupon → orders that have spent a use of it.
    CouponSpent = 32,
    /// customer → paid orders.
    OrdersPaidOf = 33,
}

/// How an index is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Entries that can be walked.
    List,
    /// Entries, and how many there are under each key.
    CountedList,
    /// Only how many.
    Count,
}

impl Index {
    pub fn keeps(self) -> Keeps {
        match self {
            Index::UnitsAvailable
            | Index::Shelf
            | Index::OrdersOpenOf
            | Index::OrdersOpen
            | Index::OrdersStuck
            | Index::OrdersOf
            | Index::EffectsDead
            | Index::TransfersOf
            | Index::OrdersUndelivered
            | Index::OrdersInReview
            | Index::RefundsOwed
            | Index::Coupons
            | Index::CouponUses => Keeps::CountedList,
            Index::Customers
            | Index::UnitsHeld
            | Index::UnitsSold
            | Index::OrdersPaid
            | Index::OrdersPaidOf
            | Index::CouponSpent => Keeps::Count,
            Index::UnitDigest
            | Index::TransferCause
            | Index::DepositsOpenOf
            | Index::ProductName
            | Index::ProductNumber
            | Index::CategoryProducts
            | Index::TimerDue
            | Index::SeenSequence
            | Index::Staff
            | Index::CouponCode
            | Index::CouponUsesOf => Keeps::List,
        }
    }
}

/// The key of an index that has only one.
pub const ALL: u64 = 0;

impl Record for Customer {
    const TABLE: Table = Table::Customer;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::Customers, ALL)]
    }
}

impl Record for Member {
    const TABLE: Table = Table::Member;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::Staff, ALL)]
    }
}

impl Record for Session {
    const TABLE: Table = Table::Session;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.person.0
    }
}

impl Record for Cart {
    const TABLE: Table = Table::Cart;
    const VERSION: u8 = 2;

    fn key(&self) -> u64 {
        self.customer.0
    }
}

impl Record for Category {
    const TABLE: Table = Table::Category;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Record for Product {
    const TABLE: Table = Table::Product;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        if !self.on_shelf {
            return Vec::new();
        }
        let mut ways = vec![
            (Index::Shelf, ALL),
            (Index::ProductNumber, self.number.into()),
            (Index::ProductName, self.name.digest()),
        ];
        ways.extend(self.category.map(|category| (Index::CategoryProducts, category.0)));
        ways
    }
}

impl Record for Unit {
    const TABLE: Table = Table::Unit;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let fate = match self.fate {
            Fate::Available => Index::UnitsAvailable,
            Fate::Held(_) => Index::UnitsHeld,
            Fate::Sold(_) => Index::UnitsSold,
            Fate::Returned(_) => return vec![(Index::UnitDigest, self.digest)],
        };
        vec![(fate, self.product.0), (Index::UnitDigest, self.digest)]
    }
}

impl Record for Order {
    const TABLE: Table = Table::Order;
    const VERSION: u8 = 2;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        let mut ways = vec![(Index::OrdersOf, self.customer.0)];
        if self.open() {
            let open = if self.deposit() { Index::DepositsOpenOf } else { Index::OrdersOpenOf };
            ways.extend([(open, self.customer.0), (Index::OrdersOpen, ALL)]);
        }
        match self.state {
            State::InReview { .. } => ways.push((Index::OrdersInReview, ALL)),
            State::Paid { goods, .. } if !self.deposit() => {
                ways.push((Index::OrdersPaid, ALL));
                ways.push((Index::OrdersPaidOf, self.customer.0));
                match goods {
                    Goods::Sending { .. } => ways.push((Index::OrdersUndelivered, ALL)),
                    Goods::Stuck => {
                        ways.extend([(Index::OrdersUndelivered, ALL), (Index::OrdersStuck, ALL)]);
                    }
                    Goods::Delivered { .. } => {}
                }
            }
            _ => {}
        }
        if self.refunds.iter().any(|it| it.to == RefundTo::Outside { paid: None }) {
            ways.push((Index::RefundsOwed, ALL));
        }
        ways
    }
}

impl Record for Payment {
    const TABLE: Table = Table::Payment;
    const VERSION: u8 = 2;

    fn key(&self) -> u64 {
        self.id.0
    }
}

impl Record for Effect {
    const TABLE: Table = Table::Effect;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        match self.state {
            EffectState::Due { .. } => Vec::new(),
            EffectState::Dead { .. } => vec![(Index::EffectsDead, ALL)],
        }
    }
}

impl Record for Timer {
    const TABLE: Table = Table::Timer;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id.0
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::TimerDue, self.at.0)]
    }
}

/// An update of Telegram that has been applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub update: u64,
    pub sequence: u64,
}

impl Record for Seen {
    const TABLE: Table = Table::Seen;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.update
    }

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::SeenSequence, self.sequence)]
    }
}

impl Record for Settings {
    const TABLE: Table = Table::Settings;
    const VERSION: u8 = 2;

    fn key(&self) -> u64 {
        ALL
    }
}

/// A picture the seller sent: ours to keep, because Telegram's name of it dies with the token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    pub id: u64,
    /// How Telegram calls it, once it has been shown: saves sending the bytes again.
    pub file: Option<String>,
    pub pieces: u32,
}

impl Record for Picture {
    const TABLE: Table = Table::Picture;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PicturePiece {
    pub id: u64,
    pub bytes: Vec<u8>,
}

impl Record for PicturePiece {
    const TABLE: Table = Table::PicturePiece;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.id
    }
}

/// A pairing code that has been given out, known only by its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairing {
    pub digest: u64,
    pub role: crate::domain::staff::Role,
    pub until: crate::domain::time::Timestamp,
}

impl Record for Pairing {
    const TABLE: Table = Table::Pairing;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.digest
    }
}

/// An input that broke something, kept for whoever mends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarantined {
    pub id: u64,
    pub at: crate::domain::time::Timestamp,
    /// As JSON.
    pub input: Vec<u8>,
    pub why: String,
}

impl Record for Quarantined {
    const TABLE: Table = Table::Quarantine;
    const VERSION: u8 = 1;
    const SEALED: bool = true;

    fn key(&self) -> u64 {
        self.id
    }
}
