//! The seller's screens.

pub mod coupon;
pub mod coupon_new;
pub mod coupons;
pub mod desk;
pub mod fill_pick;
pub mod fill_stock;
pub mod home;
pub mod product_new;
pub mod products;
pub mod settings;
pub mod undelivered;
