//! Results on their way to the writer: what somebody waits for at once, the rest with whatever
//! is committed next.

use tokio::task::JoinSet;

use crate::domain::limit::{LAZY_RESULTS_MAX, LAZY_WAIT};
use crate::domain::time::{Span, Tick};
use crate::engine::handle::{Handle, Stopped};
use crate::engine::input::Input;
use crate::engine::queue_entry::Line;

/// A line that goes on, after a pause if the outside asks for one.
pub(super) struct Freed {
    pub line: Line,
    pub held: Option<Span>,
}

/// Results that couriers brought and that are not durable yet.
pub(super) struct Returns {
    handle: Handle,
    /// When what was left for the next commit has waited long enough for one.
    until: Tick,
    /// With the writer. Each ends with the line that had to wait for it.
    noting: JoinSet<Result<Option<Freed>, Stopped>>,
}

impl Returns {
    pub fn new(handle: Handle) -> Returns {
        Returns { handle, until: Tick::NEVER, noting: JoinSet::new() }
    }

    /// Takes a result that nobody waits for.
    pub fn put(&mut self, input: Input, now: Tick) {
        self.handle.leave(input);
        if self.until == Tick::NEVER {
            self.until = now.after(LAZY_WAIT);
        }
        if self.handle.left() >= LAZY_RESULTS_MAX {
            self.bring();
        }
    }

    /// Takes a result that something waits for, at least its line.
    pub fn put_urgent(&mut self, input: Input, freed: Freed) {
        self.hand_over(input, Some(freed));
    }

    /// Has all there are made durable, unless a commit has taken them along meanwhile.
    pub fn bring(&mut self) {
        self.until = Tick::NEVER;
        if self.handle.left() > 0 {
            self.hand_over(Input::Ping, None);
        }
    }

    /// Results that are with the writer, or whose line has not heard of it.
    pub fn under_way(&self) -> usize {
        self.noting.len()
    }

    /// When `bring` is due at the latest.
    pub fn until(&self) -> Tick {
        self.until
    }

    /// Comes back when something is durable: with the line that is free by it. `None`: nothing
    /// is with the writer.
    pub async fn noted(&mut self) -> Option<Result<Option<Freed>, Stopped>> {
        // A task that only waits does not break; if it did, the writer would be no help either.
        let ended = self.noting.join_next().await?;
        Some(ended.unwrap_or(Err(Stopped)))
    }

    fn hand_over(&mut self, input: Input, freed: Option<Freed>) {
        let handle = self.handle.clone();
        self.noting.spawn(async move { handle.submit(input).await.map(|_| freed) });
    }
}
