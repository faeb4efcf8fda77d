//! The staff's screens, an area each.

pub mod audit;
pub mod batch;
pub mod books;
pub mod category;
pub mod config;
pub mod coupon;
pub mod customer;
pub mod member;
pub mod menu;
pub mod order;
pub mod own_button;
pub mod product;
pub mod refund;
pub mod reseller;
pub mod restore;
pub mod review;
pub mod setting;
pub mod stock;
pub mod todo;
pub mod unit;
pub mod variant;
pub mod wording;
