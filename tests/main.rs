//! All integration tests of the appliance, one module a subject.

mod browser;
mod cli;
mod config;
mod counter;
mod coupons;
mod crash;
mod daemon;
mod disk;
mod gateway;
mod golden;
mod hostile;
mod house;
mod import;
mod kill;
mod lang;
mod outbox;
mod pretend_telegram;
mod samples;
mod secrets;
mod selling;
mod store;
mod stories;
mod telegram;
mod trouble;
mod web;
