//! The ways through the log: by whom, of which kind, about what.

use serde::{Deserialize, Serialize};

use super::id::{CategoryId, CouponId, CustomerId, OrderId, OwnButtonId, ProductId};
use super::revision::By;
use super::wording::WordingId;

/// What kind of thing an entry is. Numbers are on disk and in buttons: appended, never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Kind {
    Product = 0,
    Category = 1,
    Coupon = 2,
    Staff = 3,
    Setting = 4,
    Stock = 5,
    Order = 6,
    Money = 7,
    /// The shop as a machine.
    Shop = 8,
    Books = 9,
    Customer = 10,
    /// What buyers read in the seller's own words, and the buttons that lead there.
    Wording = 11,
}

impl Kind {
    pub const ALL: [Kind; 12] = [
        Kind::Product,
        Kind::Category,
        Kind::Coupon,
        Kind::Staff,
        Kind::Setting,
        Kind::Stock,
        Kind::Order,
        Kind::Money,
        Kind::Shop,
        Kind::Books,
        Kind::Customer,
        Kind::Wording,
    ];

    /// For the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Product => "product",
            Kind::Category => "category",
            Kind::Coupon => "coupon",
            Kind::Staff => "staff",
            Kind::Setting => "setting",
            Kind::Stock => "stock",
            Kind::Order => "order",
            Kind::Money => "money",
            Kind::Shop => "shop",
            Kind::Books => "books",
            Kind::Customer => "customer",
            Kind::Wording => "wording",
        }
    }
}

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum About {
    Product(ProductId),
    Order(OrderId),
    Category(CategoryId),
    Coupon(CouponId),
    /// One of the staff, or a customer.
    Person(CustomerId),
    Setting(u16),
    Text(WordingId),
    Button(OwnButtonId),
}

/// One way through the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trail {
    By(By),
    Kind(Kind),
    About(About),
}

/// Above the bits that numbers of rows and of people take.
const SORT_SHIFT: u32 = 56;

impl Trail {
    /// What leads to its entries. Numbers are on disk: appended, never changed.
    pub fn key(self) -> u64 {
        let (sort, number): (u64, u64) = match self {
            Trail::By(By::Shop) => (1, 0),
            Trail::By(By::Machine) => (1, 1),
            Trail::By(By::Staff(id)) => (2, id.0),
            Trail::Kind(kind) => (3, kind as u64),
            Trail::About(About::Product(id)) => (4, id.0),
            Trail::About(About::Order(id)) => (5, id.0),
            Trail::About(About::Category(id)) => (6, id.0),
            Trail::About(About::Coupon(id)) => (7, id.0),
            Trail::About(About::Person(id)) => (8, id.0),
            Trail::About(About::Setting(number)) => (9, number.into()),
            Trail::About(About::Text(id)) => (10, id.key()),
            Trail::About(About::Button(id)) => (11, id.0),
        };
        sort << SORT_SHIFT | number & !(u64::MAX << SORT_SHIFT)
    }
}
