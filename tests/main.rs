//! All integration tests of the appliance, one module a subject.

mod gateway;
mod house;
