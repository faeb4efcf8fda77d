//! All integration tests of the appliance, one module a subject.

mod cli;
mod config;
mod counter;
mod daemon;
mod gateway;
mod house;
mod import;
mod kill;
mod lang;
mod pretend_telegram;
mod secrets;
mod selling;
mod stories;
mod telegram;
mod web;
