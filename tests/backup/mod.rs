//! Copies of a shop that lie elsewhere.

mod targets;
