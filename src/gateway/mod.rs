//! The payment gateway: create, ask, cancel, understand its notices. The only other folder
//! that says reqwest.
//!
//! What the gateway does not say clearly did not happen and did not fail: it is asked again.

pub mod courier;
mod http;
pub mod notice;
pub mod pakasir;
pub mod probe;
pub mod qris;
pub mod setback;
mod wire;
