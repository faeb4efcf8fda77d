//! The database. Nobody outside this folder says redb.

pub mod beside;
pub mod check;
pub mod copies;
pub mod disk;
pub mod durable;
pub mod fault;
mod guard;
mod migrate;
pub mod noise;
pub mod open;
mod peek;
pub mod read;
pub mod record;
mod refused;
pub mod schema;
pub mod seal;
pub mod seek;
pub mod snap;
mod titles;
pub mod tx;
