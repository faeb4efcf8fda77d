//! The database. Nobody outside this folder says redb.

mod base;
pub mod change_record;
pub mod changes;
pub mod check;
mod commit;
pub mod copies;
pub mod disk;
pub mod durable;
pub mod fault;
mod guard;
mod layers;
pub mod log;
pub mod migrate;
pub mod open;
pub mod random;
pub mod read;
mod read_only;
pub mod record;
mod refused;
mod replay;
pub mod schema;
pub mod seal;
pub mod seek;
pub mod sidecar;
pub mod snap;
mod titles;
pub mod tx;
