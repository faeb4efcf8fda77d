//! A whole world on one machine: for newcomers, and for the tests.

pub mod clock;
pub mod gateway;
pub mod levers;
mod page;
pub mod person;
pub mod seed;
pub mod telegram;
pub mod world;
