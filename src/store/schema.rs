//! The whole database on one page: every record, its key, its indexes, its layout.

mod bot;
mod broom;
mod coupon;
mod effect;
mod evidence;
mod inner;
mod ledger;
mod missed;
mod watch;

pub use inner::{Pairing, Picture, PicturePiece, Quarantined, Seen};
mod reconciliation;

use super::record::Record;
use crate::domain::cart::Cart;
use crate::domain::customer::Customer;
use crate::domain::order::{Goods, Order, RefundTo, State};
use crate::domain::payment::Payment;
use crate::domain::product::{Category, Product};
use crate::domain::session::Session;
use crate::domain::settings::Settings;
use crate::domain::staff::Member;
use crate::domain::stock::{Fate, Unit};
use crate::domain::timer::Timer;
use crate::domain::title::Title;

/// The layout of the whole. An older program refuses a newer database.
pub const SCHEMA: u64 = 3;

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
    Episode = 22,
    Stray = 23,
    Evidence = 24,
    Reconciliation = 25,
    Bot = 26,
    AlertDesk = 27,
    Pause = 28,
    Boot = 29,
    Missed = 30,
    Broom = 31,
    Title = 32,
}

impl Table {
    pub const ALL: [Table; 33] = [
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
        Table::Episode,
        Table::Stray,
        Table::Evidence,
        Table::Reconciliation,
        Table::Bot,
        Table::AlertDesk,
        Table::Pause,
        Table::Boot,
        Table::Missed,
        Table::Broom,
        Table::Title,
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
            Table::Episode => "episode",
            Table::Stray => "stray",
            Table::Evidence => "evidence",
            Table::Reconciliation => "reconciliation",
            Table::Bot => "bot",
            Table::AlertDesk => "alert_desk",
            Table::Pause => "pause",
            Table::Boot => "boot",
            Table::Missed => "missed",
            Table::Broom => "broom",
            Table::Title => "title",
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
    /// customer → what has moved on their balance, each cause once.
    TransfersOf = 23,
    /// All coupons, withdrawn ones too.
    Coupons = 24,
    /// digest of the code → active coupons with that code.
    CouponCode = 25,
    /// coupon → orders that have a use of it, reserved or spent.
    CouponUses = 26,
    /// digest of coupon and customer → orders in which they used it.
    CouponUsesOf = 27,
    /// All strange notices.
    Strays = 28,
    /// Paid, and the goods have not arrived yet.
    OrdersUndelivered = 29,
    /// Evidence of a transfer waits for somebody of the staff.
    OrdersInReview = 30,
    /// Orders with a refund that is to be paid outside the shop.
    RefundsOwed = 31,
    /// coupon → orders that have spent a use of it.
    CouponSpent = 32,
    /// customer → paid orders.
    OrdersPaidOf = 33,
    /// customer → deposits neither paid nor ended.
    DepositsOpenOf = 34,
    /// payment → the question to the gateway about it that is under way.
    QuestionOf = 35,
    /// chat → answers that wait to be shown there.
    AnswersTo = 36,
    /// chat → notices that wait to be shown there.
    NoticesTo = 37,
    /// customer → their paid orders whose goods could not be brought.
    OrdersStuckOf = 38,
    /// digest of the username → customers who go by it.
    Username = 40,
    /// All reconciliations.
    Reconciliations = 55,
    /// word of a description, its first eight bytes → products on the shelf.
    AboutWord = 60,
    /// digest of the folded name → categories of that name.
    CategoryName = 61,
    /// number → products that were taken off the shelf under it.
    ProductArchived = 62,
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
            | Index::CategoryProducts
            | Index::Shelf
            | Index::OrdersOf
            | Index::OrdersOpenOf
            | Index::OrdersOpen
            | Index::OrdersStuck
            | Index::EffectsDead
            | Index::TransfersOf
            | Index::Coupons
            | Index::CouponUses
            | Index::Strays
            | Index::OrdersUndelivered
            | Index::OrdersInReview
            | Index::RefundsOwed
            | Index::Reconciliations => Keeps::CountedList,
            Index::Customers
            | Index::UnitsHeld
            | Index::UnitsSold
            | Index::OrdersPaid
            | Index::CouponSpent
            | Index::OrdersPaidOf => Keeps::Count,
            Index::UnitDigest
            | Index::ProductNumber
            | Index::TimerDue
            | Index::SeenSequence
            | Index::Staff
            | Index::ProductName
            | Index::ProductArchived
            | Index::TransferCause
            | Index::CouponCode
            | Index::CouponUsesOf
            | Index::DepositsOpenOf
            | Index::QuestionOf
            | Index::AnswersTo
            | Index::NoticesTo
            | Index::OrdersStuckOf
            | Index::Username
            | Index::AboutWord
            | Index::CategoryName => Keeps::List,
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
        let name = self.username.as_deref().map(Customer::username_digest);
        let mut ways = vec![(Index::Customers, ALL)];
        ways.extend(name.map(|digest| (Index::Username, digest)));
        ways
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

    fn index(&self) -> Vec<(Index, u64)> {
        vec![(Index::CategoryName, self.name.digest())]
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
            return vec![(Index::ProductArchived, self.number.into())];
        }
        let mut ways = vec![
            (Index::Shelf, ALL),
            (Index::ProductNumber, self.number.into()),
            (Index::ProductName, self.name.digest()),
        ];
        ways.extend(self.category.map(|category| (Index::CategoryProducts, category.0)));
        ways.extend(self.about().into_iter().map(|word| (Index::AboutWord, word)));
        ways
    }

    const TITLED: bool = true;

    fn title(&self) -> Option<Title> {
        self.on_shelf.then(|| Title::of(self))
    }
}

impl Record for Title {
    const TABLE: Table = Table::Title;
    const VERSION: u8 = 1;

    fn key(&self) -> u64 {
        self.product.0
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
                    Goods::Stuck { .. } => {
                        ways.extend([(Index::OrdersUndelivered, ALL), (Index::OrdersStuck, ALL)]);
                        ways.push((Index::OrdersStuckOf, self.customer.0));
                    }
                    Goods::Delivered { .. } | Goods::Withdrawn => {}
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

impl Record for Settings {
    const TABLE: Table = Table::Settings;
    const VERSION: u8 = 3;

    fn key(&self) -> u64 {
        ALL
    }
}
