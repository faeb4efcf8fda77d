//! The database. Nobody outside this folder says redb.

pub mod check;
pub mod disk;
pub mod fault;
pub mod noise;
pub mod open;
pub mod read;
pub mod record;
pub mod schema;
pub mod seal;
pub mod seek;
pub mod snap;
pub mod tx;
