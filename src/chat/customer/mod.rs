//! The customer's screens.

pub mod account;
pub mod buy_now;
pub mod cart;
pub mod catalogue;
pub mod categories;
pub mod coupon;
pub mod deposit;
pub mod deposit_amount;
pub mod deposit_invoice;
pub mod evidence;
pub mod find;
pub mod help;
pub mod history;
pub mod home;
pub mod invoice;
pub mod letters;
pub mod order;
pub mod orders;
pub mod payment;
pub mod product;
pub mod quantity;
pub mod refund;
pub mod stock;
pub mod unpaid;
