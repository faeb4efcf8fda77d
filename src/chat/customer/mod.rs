//! The buyer's screens, an area each.

pub mod balance;
pub mod cart;
pub mod home;
pub mod order;
pub mod payment;
pub mod shelf;
