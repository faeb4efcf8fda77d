//! Nouns and rules of a shop. Nothing here reads a clock, a file, a socket or a database.

pub mod cart;
pub mod coupon;
pub mod customer;
pub mod effect;
pub mod fact;
pub mod id;
pub mod ledger;
pub mod limit;
pub mod message;
pub mod money;
pub mod order;
pub mod payment;
pub mod product;
pub mod refusal;
pub mod session;
pub mod settings;
pub mod shop;
pub mod staff;
pub mod stock;
pub mod text;
pub mod time;
pub mod timer;
