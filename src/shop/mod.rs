//! What the shop does. One verb, one function, within one transaction.

pub mod arrive;
pub mod books;
pub mod browse;
pub mod cart;
pub mod checkout;
pub mod context;
pub mod coupon;
pub mod delivery;
pub mod deposit;
pub mod end;
pub mod ledger;
pub mod payment;
pub mod picture;
pub mod product;
pub mod proof;
pub mod sale;
pub mod seen;
pub mod session;
pub mod settings;
pub mod settle;
pub mod staff;
pub mod stock;
