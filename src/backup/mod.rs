//! Copies of the shop that lie elsewhere: sealed for the owner, sent, kept, looked after.

pub mod target;
