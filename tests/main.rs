//! All integration tests of the appliance, one module a subject.

mod cli;
mod config;
mod gateway;
mod house;
mod import;
mod lang;
mod telegram;
mod web;
