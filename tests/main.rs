//! All integration tests of the appliance, one module a subject.

mod cli;
mod config;
mod counter;
mod crash;
mod disk;
mod gateway;
mod golden;
mod house;
mod import;
mod lang;
mod samples;
mod selling;
mod store;
mod telegram;
mod web;
