//! A whole world on one machine: for newcomers, and for the tests.

pub mod gateway;
pub mod levers;
mod page;
pub mod person;
mod post;
mod regulars;
pub mod seed;
pub mod show;
pub mod telegram;
pub mod world;
