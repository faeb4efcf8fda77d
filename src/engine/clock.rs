//! What time it is: the one place that asks. The pretend world may set it forward.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use crate::domain::time::{Span, Timestamp};

/// The shop's clock. Clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    /// What it showed when it was started; nothing for one that follows the machine's.
    shown: Option<Timestamp>,
    started: Instant,
    /// How far it has been set forward.
    ahead: watch::Sender<Span>,
}

impl Clock {
    pub fn new() -> Clock {
        let ahead = watch::Sender::new(Span::default());
        Clock { shown: None, started: Instant::now(), ahead }
    }

    /// One that shows this moment now, whatever day it is outside. For rehearsals.
    pub fn showing(moment: Timestamp) -> Clock {
        Clock { shown: Some(moment), ..Clock::new() }
    }

    pub fn now(&self) -> Timestamp {
        match self.shown {
            Some(shown) => shown.after(Span::millis(self.run().as_millis() as u64)),
            None => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Timestamp(since.as_millis() as u64).after(self.ahead())
            }
        }
    }

    /// How long it has been running. Never goes back, even when the machine's clock is put right.
    pub fn run(&self) -> Duration {
        self.started.elapsed() + self.ahead().std()
    }

    /// Sets the clock forward: what is due by then happens now. For rehearsals.
    pub fn advance(&self, by: Span) {
        self.ahead.send_modify(|ahead| ahead.0 += by.0);
    }

    /// How far it has been set forward.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_shows_what_it_was_set_to_and_goes_on() {
        let moment = Timestamp(1_795_331_100_000);
        let clock = Clock::showing(moment);
        assert!(clock.now().since(moment) < Span::minutes(1));
        clock.advance(Span::hours(1));
        assert!(clock.now().since(moment) >= Span::hours(1));
        assert!(clock.clone().run() >= Span::hours(1).std());
    }
}
