//! What happens later: effects carried out, timers rung.

pub mod courier;
<<<<<<< HEAD
pub mod lines;
pub mod outbox;
pub mod timers;
=======
pub mod pace;
>>>>>>> telegram
