//! Courier: carry one effect outside, and say what came of it.

use std::future::Future;

use crate::domain::effect::{Effect, Outcome};

/// Somebody who can carry tasks of one kind. There are two: Telegram's and the gateway's.
pub trait Courier: Send + Sync + 'static {
    /// Carries the task once. `attempt` counts earlier tries. Never panics, never waits longer
    /// than its own time limit, never tells a secret in its outcome.
    fn carry(&self, effect: &Effect, attempt: u16) -> impl Future<Output = Outcome> + Send;
}
