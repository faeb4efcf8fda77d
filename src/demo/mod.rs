//! A whole world on one machine: for newcomers, and for the tests.

pub mod gateway;
