//! The machine around the shop: what can be read of it, and when that is trouble.

pub mod probe;
pub mod recall;
pub mod rule;
