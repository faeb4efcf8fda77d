//! What time it is: the one place that asks. The pretend world may set it forward.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use crate::domain::time::{Span, Timestamp};

/// The shop's clock. Clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    /// How far ahead of the machine's clock it is.
    ahead: watch::Sender<Span>,
}

impl Clock {
    pub fn new() -> Clock {
        Clock { ahead: watch::Sender::new(Span::default()) }
    }

    pub fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(since.as_millis() as u64).after(*self.ahead.borrow())
    }

    /// Sets the clock forward: what is due by then happens now. For rehearsals.
    pub fn advance(&self, by: Span) {
        self.ahead.send_modify(|ahead| ahead.0 += by.0);
    }

    /// How far ahead of the machine's clock it has been set.
    pub fn ahead(&self) -> Span {
        *self.ahead.borrow()
    }

    /// Comes back at that time, or earlier if the clock was set forward.
    pub async fn wait_until(&self, at: Timestamp) {
        let mut ahead = self.ahead.subscribe();
        let wait = Duration::from_millis(at.since(self.now()).0);
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = ahead.changed() => {}
        }
    }
}

impl Default for Clock {
    fn default() -> Clock {
        Clock::new()
    }
}
