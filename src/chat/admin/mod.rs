//! The seller's screens.

pub mod books;
pub mod correction;
pub mod coupon;
pub mod coupon_new;
pub mod coupons;
pub mod deposit_bound;
pub mod desk;
pub mod evidence;
pub mod evidence_doubt;
pub mod evidence_list;
pub mod fill_pick;
pub mod fill_stock;
pub mod home;
pub mod product_new;
pub mod products;
pub mod settings;
pub mod transfer_account;
pub mod undelivered;
