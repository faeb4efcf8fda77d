//! One writer. Inputs in, transactions through, effects out.

pub mod handle;
pub mod input;
