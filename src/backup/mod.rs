//! Copies of the shop that lie elsewhere: sealed for the owner, sent, kept, looked after.

pub mod age;
pub mod aside;
pub mod board;
mod derive;
pub mod fetch;
pub mod keeper;
pub mod kit;
pub mod local;
pub mod memory;
pub mod object;
pub mod offsite;
pub mod peek;
pub mod place;
pub mod plan;
pub mod practice;
pub mod rebuild;
pub mod recovery;
pub mod retention;
pub mod shelf;
pub mod standing;
pub mod state;
pub mod target;
pub mod whose;
