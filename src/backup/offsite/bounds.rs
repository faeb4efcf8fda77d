//! What must not grow without end beside lines that come and go: programs that stay, and the log.

use std::future::pending;
use std::mem::take;
use std::sync::Arc;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use crate::domain::limit::{OFFSITE_LINGER_MAX, OFFSITE_TOLD};

/// How many programs are there still that were told to go.
#[derive(Clone, Default)]
pub struct Lingering(Arc<watch::Sender<usize>>);

/// One of them, until it goes.
pub struct Lingers(Lingering);

impl Lingering {
    pub fn one(&self) -> Lingers {
        self.0.send_modify(|count| *count += 1);
        Lingers(self.clone())
    }

    /// Until there are as many as may not be.
    pub async fn too_many(&self) {
        // It fails where nobody counts any more, and we do.
        let _ = self.0.subscribe().wait_for(|count| *count >= OFFSITE_LINGER_MAX).await;
    }
}

impl Drop for Lingers {
    fn drop(&mut self) {
        self.0.0.send_modify(|count| *count -= 1);
    }
}

/// Why there were no lines: the first is told at once, those after it later, by number and the
/// last of them.
#[derive(Default)]
pub struct Refusals {
    told: Option<Instant>,
    count: u64,
    why: String,
}

impl Refusals {
    pub fn note(&mut self, why: String) {
        self.count += 1;
        self.why = why;
    }

    /// Until there is something to tell.
    pub async fn due(&self) {
        match (self.count, self.told) {
            (0, _) => pending().await,
            (_, Some(told)) => sleep_until(told + OFFSITE_TOLD.std()).await,
            (_, None) => {}
        }
    }

    pub fn tell(&mut self, place: &str) {
        let (why, count) = (take(&mut self.why), take(&mut self.count));
        match count {
            1 => tracing::warn!(place, why, "no line"),
            count => tracing::warn!(place, why, count, "no lines"),
        }
        self.told = Some(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn programs_that_go_after_all_are_not_held_against_anybody() {
        let lingering = Lingering::default();
        let now = async || timeout(Duration::ZERO, lingering.too_many()).await.is_ok();
        let mut there: Vec<Lingers> = (1..OFFSITE_LINGER_MAX).map(|_| lingering.one()).collect();
        assert!(!now().await);
        there.push(lingering.one());
        assert!(now().await);
        there.pop();
        assert!(!now().await);
    }

    #[tokio::test]
    async fn a_flood_is_told_once_and_then_by_number() {
        let mut refusals = Refusals::default();
        let due = async |it: &Refusals| timeout(Duration::ZERO, it.due()).await.is_ok();
        assert!(!due(&refusals).await);
        refusals.note("one".to_owned());
        assert!(due(&refusals).await);
        refusals.tell("there");
        for _ in 0..1000 {
            refusals.note("another".to_owned());
            assert!(!due(&refusals).await);
        }
        refusals.told = refusals.told.and_then(|told| told.checked_sub(OFFSITE_TOLD.std()));
        assert!(due(&refusals).await && refusals.count == 1000);
        refusals.tell("there");
        refusals.told = refusals.told.and_then(|told| told.checked_sub(OFFSITE_TOLD.std()));
        assert!(!due(&refusals).await);
    }
}
