//! What happens later: effects carried out, timers rung.

pub mod courier;
pub mod pace;
