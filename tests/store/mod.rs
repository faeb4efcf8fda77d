//! The store: true to a model whatever is done to it, shut to strangers, never fooled by bytes.

mod bytes;
mod change_record;
mod doors;
mod log;
mod log_luck;
mod migrate;
mod model;
mod next;
mod pour;
pub mod raw;
mod replay;
pub mod rewrite;
mod shipped;
