//! All integration tests of the appliance, one module a subject.

mod house;
mod pretend_telegram;
