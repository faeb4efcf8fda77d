//! What time it is: the one place that asks. The pretend world may set it forward.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

use crate::domain::time::{Span, Timestamp};

/// The shop's clock. Clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Where it stands still; nothing for one that follows the machine's.
    stands: Option<Timestamp>,
    started: Instant,
    /// How far it has been set forward.
    ahead: watch::Sender<Span>,
}

impl Clock {
    pub fn new() -> Clock {
        let ahead = watch::Sender::new(Span::default());
        Clock { stands: None, started: Instant::now(), ahead }
    }

    /// One that stands still at this moment, and only goes on when it is set forward. For
    /// rehearsals that are the same every time.
    pub fn stopped(moment: Timestamp) -> Clock {
        Clock { stands: Some(moment), ..Clock::new() }
    }

    pub fn now(&self) -> Timestamp {
        let machine = || {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Timestamp(since.as_millis() as u64)
        };
        self.stands.unwrap_or_else(machine).after(self.ahead())
    }

    /// How long it has been running. Never goes back, even when the machine's clock is put right.
    pub fn run(&self) -> Duration {
        let machine = if self.stands.is_some() { Duration::ZERO } else { self.started.elapsed() };
        machine + self.ahead().std()
    }

    /// Sets the clock forward: what is due by then happens now. For rehearsals.
    pub fn advance(&self, by: Span) {
        self.ahead.send_modify(|ahead| ahead.0 += by.0);
    }

    /// How far it has been set forward.
    pub fn ahead(&self) -> Span {
        *self.ahead.borrow()
    }

    /// Comes back at that time, or earlier if the clock was set forward after this call.
    pub fn wait_until(&self, at: Timestamp) -> impl Future<Output = ()> + use<> {
        let mut ahead = self.ahead.subscribe();
        let wait = at.since(self.now());
        let comes = self.stands.is_none() || wait == Span::default();
        async move {
            tokio::select! {
                () = tokio::time::sleep(wait.std()), if comes => {}
                _ = ahead.changed() => {}
            }
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

    const MOMENT: Timestamp = Timestamp(1_795_331_100_000);

    #[tokio::test]
    async fn a_stopped_clock_goes_on_when_it_is_set_forward() {
        let clock = Clock::stopped(MOMENT);
        clock.wait_until(MOMENT).await;
        let waiting = clock.wait_until(MOMENT.after(Span::hours(1)));
        clock.clone().advance(Span::hours(1));
        waiting.await;
        assert_eq!(clock.now(), MOMENT.after(Span::hours(1)));
        assert_eq!(clock.run(), Span::hours(1).std());
    }

    #[test]
    fn a_clock_that_was_set_forward_keeps_its_lead() {
        let clock = Clock::new();
        let before = (clock.now(), clock.run());
        clock.advance(Span::hours(1));
        assert!(clock.now() >= before.0.after(Span::hours(1)));
        assert!(clock.run() >= before.1 + Span::hours(1).std());
    }
}
