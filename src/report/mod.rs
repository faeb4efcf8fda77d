//! What is only looked at: read off a snapshot, naming nothing that writes.

pub mod audit;
pub mod configuration;
pub mod export;
pub mod owner_message;
pub mod query;
mod stock;
