//! Copies of the shop that lie elsewhere: sealed for the owner, sent, kept, looked after.

pub mod age;
mod derive;
pub mod fetch;
pub mod kit;
pub mod local;
pub mod object;
pub mod peek;
pub mod plan;
pub mod rebuild;
pub mod recovery;
pub mod retention;
pub mod state;
pub mod target;
