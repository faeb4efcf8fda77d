//! What happens later: effects carried out, timers rung.

pub mod courier;
mod crowd;
pub mod lines;
pub mod outbox;
pub mod pace;
mod queue;
mod returns;
mod talk;
pub mod timers;
