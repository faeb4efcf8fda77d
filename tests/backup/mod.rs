//! Copies of a shop that lie elsewhere.

pub mod targets;
