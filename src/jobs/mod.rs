//! What happens later: effects carried out, timers rung.

pub mod courier;
pub mod lines;
pub mod outbox;
pub mod pace;
mod returns;
pub mod timers;
