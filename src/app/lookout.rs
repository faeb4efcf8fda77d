//! Watches the machine, the lines and the log, and tells the shop when something begins or ends.

use std::sync::Arc;

/// What the running process knows of its own log.
#[derive(Clone)]
pub struct Log {
    /// Errors since the start.
    pub errors: Arc<dyn Fn() -> u64 + Send + Sync>,
    /// The newest lines, the oldest of them first, without secrets.
    pub lines: Arc<dyn Fn(usize) -> Vec<String> + Send + Sync>,
}

impl Default for Log {
    /// One that nobody keeps.
    fn default() -> Log {
        Log { errors: Arc::new(|| 0), lines: Arc::new(|_| Vec::new()) }
    }
}
