//! The seller's screens.

pub mod correction;
pub mod coupon;
pub mod coupon_new;
pub mod coupons;
pub mod deposit_bound;
pub mod desk;
pub mod fill_pick;
pub mod fill_stock;
pub mod home;
pub mod order;
pub mod order_deeds;
pub mod product_new;
pub mod products;
pub mod refund;
pub mod refund_formula;
pub mod refunds_owed;
pub mod settings;
pub mod undelivered;
pub mod unit_pick;
