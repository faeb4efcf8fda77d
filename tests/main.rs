//! All integration tests of the appliance, one module a subject.

mod config;
mod house;
mod web;
