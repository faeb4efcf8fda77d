//! When nothing is under way any more: for those who wait until all that can be done is done.

use super::App;
use crate::domain::effect::{Effect, EffectState};
use crate::domain::time::Timestamp;
use crate::domain::timer::Timer;
use crate::engine::input::Input;
use crate::jobs::outbox::Load;
use crate::store::fault::Fault;
use crate::store::open::Store;
use crate::store::read::Read;

impl App {
    /// Comes back when everything has been done that can be done before the clock moves on.
    pub async fn settled(&self) {
        let (mut commits, [mut messages, mut questions, mut warnings]) =
            (self.commits.clone(), self.loads.clone());
        while self.resting().is_ok_and(|resting| !resting) {
            // What rides along with the next commit is done when there is one.
            if self.handle.left() > 0 && self.handle.submit(Input::Ping).await.is_ok() {
                continue;
            }
            let news = tokio::select! {
                news = commits.changed() => news,
                news = messages.changed() => news,
                news = questions.changed() => news,
                news = warnings.changed() => news,
            };
            if news.is_err() {
                return;
            }
        }
    }

    /// Nothing is under way, and all that is left to carry waits in an outbox.
    fn resting(&self) -> Result<bool, Fault> {
        let loads = self.loads.each_ref().map(|load| *load.borrow());
        let ahead = self.clock.ahead();
        let still = |load: &Load| load.under_way == 0 && !load.ready && load.ahead == ahead;
        let waiting: usize = loads.iter().map(|load| load.waiting).sum();
        let left = left(&self.store, self.clock.now())?;
        Ok(loads.iter().all(still) && left.rings == 0 && left.effects == waiting)
    }
}

/// What is left to do: effects to carry, and timers that are due.
struct Left {
    effects: usize,
    rings: usize,
}

fn left(store: &Store, now: Timestamp) -> Result<Left, Fault> {
    let snap = store.snap()?;
    let effects: Vec<Effect> = snap.all(0, usize::MAX)?;
    let alive = |effect: &&Effect| matches!(effect.state, EffectState::Due { .. });
    let effects = effects.iter().filter(alive).count();
    let timers: Vec<Timer> = snap.all(0, usize::MAX)?;
    let rings = timers.iter().filter(|timer| timer.at <= now).count();
    Ok(Left { effects, rings })
}
