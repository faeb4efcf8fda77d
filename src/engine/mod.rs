//! One writer. Inputs in, transactions through, effects out.

pub mod apply;
pub mod carried;
pub mod clock;
pub mod core;
pub mod export;
pub mod handle;
pub mod input;
pub mod journal;
pub mod look;
pub mod quarantine;
pub mod slip;
pub mod tale;
pub mod writer;
