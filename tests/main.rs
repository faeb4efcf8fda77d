//! All integration tests of the appliance, one module a subject.

mod cli;
mod config;
mod counter;
mod crash;
mod disk;
mod gateway;
mod hostile;
mod house;
mod import;
mod lang;
mod outbox;
mod pretend_telegram;
mod selling;
mod stories;
mod telegram;
mod web;
