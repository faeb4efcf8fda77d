//! The seller's screens.

pub mod books;
pub mod commands;
pub mod correction;
pub mod coupon;
pub mod coupon_new;
pub mod coupons;
pub mod deposit_bound;
pub mod evidence;
pub mod evidence_doubt;
pub mod evidence_list;
pub mod fill_pick;
pub mod fill_stock;
pub mod home;
pub mod order;
pub mod order_deeds;
pub mod order_notice;
pub mod product_new;
pub mod products;
pub mod refund;
pub mod refund_formula;
pub mod refunds_owed;
pub mod settings;
pub mod transfer_account;
pub mod undelivered;
pub mod unit_pick;
