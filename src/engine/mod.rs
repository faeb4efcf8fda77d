//! One writer. Inputs in, transactions through, effects out.

pub mod apply;
pub mod carried;
mod checkpoints;
pub mod clock;
pub mod core;
pub mod handle;
pub mod input;
pub mod journal;
pub mod lent;
pub mod quarantine;
pub mod queue_entry;
pub mod writer;
