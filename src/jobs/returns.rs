//! Results on their way to the writer: what somebody waits for at once, the rest together.

use tokio::task::JoinSet;

use crate::domain::limit::LAZY_WAIT;
use crate::domain::time::{Span, Timestamp};
use crate::engine::handle::{Handle, Stopped};
use crate::engine::input::Input;
use crate::engine::slip::Line;

/// A line that goes on, after a pause if the outside asks for one.
pub(super) struct Freed {
    pub line: Line,
    pub held: Option<Span>,
}

/// Results that couriers brought and that are not durable yet.
pub(super) struct Returns {
    handle: Handle,
    /// Nobody waits for these: they share a sync with each other, or with what comes first.
    together: Vec<Input>,
    /// When the first of them has waited long enough.
    until: Timestamp,
    /// With the writer. Each ends with the line that had to wait for it.
    noting: JoinSet<Result<Option<Freed>, Stopped>>,
}

impl Returns {
    pub fn new(handle: Handle) -> Returns {
        let (together, noting) = (Vec::new(), JoinSet::new());
        Returns { handle, together, until: Timestamp(u64::MAX), noting }
    }

    /// Takes a result that can wait a little.
    pub fn put(&mut self, input: Input, now: Timestamp) {
        if self.together.is_empty() {
            self.until = now.after(LAZY_WAIT);
        }
        self.together.push(input);
    }

    /// Takes a result that something waits for, at least its line.
    pub fn put_urgent(&mut self, input: Input, freed: Freed) {
        self.together.push(input);
        self.hand_over(Some(freed));
    }

    /// Hands over all there are.
    pub fn bring(&mut self) {
        if !self.together.is_empty() {
            self.hand_over(None);
        }
    }

    /// Results that are not durable yet, or whose line has not heard of it.
    pub fn under_way(&self) -> usize {
        self.together.len() + self.noting.len()
    }

    /// When `bring` is due at the latest.
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// Comes back when something is durable: with the line that is free by it. `None`: nothing
    /// is with the writer.
    pub async fn noted(&mut self) -> Option<Result<Option<Freed>, Stopped>> {
        // A task that only waits does not break; if it did, the writer would be no help either.
        let ended = self.noting.join_next().await?;
        Some(ended.unwrap_or(Err(Stopped)))
    }

    fn hand_over(&mut self, freed: Option<Freed>) {
        let (handle, inputs) = (self.handle.clone(), std::mem::take(&mut self.together));
        self.until = Timestamp(u64::MAX);
        self.noting.spawn(async move {
            let mut pending = Vec::with_capacity(inputs.len());
            for input in inputs {
                pending.push(handle.post(input).await?);
            }
            for reply in pending {
                reply.reply().await?;
            }
            Ok(freed)
        });
    }
}
