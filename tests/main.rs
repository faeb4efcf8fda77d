//! All integration tests of the appliance, one module a subject.

mod cli;
mod config;
mod counter;
mod crash;
mod disk;
mod gateway;
mod house;
mod import;
mod lang;
mod selling;
mod telegram;
mod web;
