//! A whole world on one machine: for newcomers, and for the tests.

pub mod clock;
pub mod telegram;
