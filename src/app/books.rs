//! What is proved while the shop runs: the ledger is added up, and every page can be read.

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::App;
use crate::domain::incident::{Sight, Trouble};
use crate::domain::limit::SCRUB_EVERY;
use crate::engine::clock::Clock;
use crate::engine::handle::Handle;
use crate::engine::input::Input;
use crate::shop::books::Books;
use crate::store::fault::Fault;
use crate::store::open::Store;
use crate::store::snap::Snap;

/// Findings of the first proof that are worth a line in the log; `warung check` has them all.
const FINDINGS_LOGGED: usize = 20;

impl App {
    /// Proves it in the background, at the start and once a day. The owners hear when something
    /// does not hold, and when it does again.
    pub(super) fn add_up(&self) {
        let (store, handle, stop) = (self.store.clone(), self.handle.clone(), self.stop.clone());
        let clock = self.clock.clone();
        self.tasks.spawn(async move {
            loop {
                let (store, handle, halt) = (store.clone(), handle.clone(), stop.clone());
                let clock = clock.clone();
                let proved = tokio::task::spawn_blocking(move || {
                    books(&store, &handle, &halt);
                    scrub(&store, &handle, &clock, &halt);
                });
                // What breaks here is told by the log, and looked at again tomorrow.
                let _ = proved.await;
                if stop.run_until_cancelled(sleep(SCRUB_EVERY.std())).await.is_none() {
                    return;
                }
            }
        });
    }
}

fn books(store: &Store, handle: &Handle, stop: &CancellationToken) {
    let broken = match watched(store, stop).and_then(|snap| Books::add_up(&snap)) {
        Ok(books) => books.broken,
        Err(Fault::Stopped) => return,
        Err(fault) => vec![fault.to_string()],
    };
    for what in broken.iter().take(FINDINGS_LOGGED) {
        tracing::error!(what, "the ledger does not hold");
    }
    let broken = broken.len() as u64;
    // A shop that closes tells it when it opens again.
    let _ = handle.submit_blocking(Input::Books { broken });
}

/// A page that is damaged may be one that nobody asks for until it matters.
fn scrub(store: &Store, handle: &Handle, clock: &Clock, stop: &CancellationToken) {
    let sight = match watched(store, stop).and_then(|snap| snap.scrub()) {
        Ok(()) => Sight::Over,
        Err(Fault::Stopped) => return,
        Err(fault) => {
            tracing::error!(%fault, "the data cannot be read to its end");
            Sight::Began { since: clock.now(), figure: 0 }
        }
    };
    let _ = handle.submit_blocking(Input::Observed { trouble: Trouble::Damage, sight });
}

fn watched(store: &Store, stop: &CancellationToken) -> Result<Snap, Fault> {
    let stop = stop.clone();
    Ok(store.snap()?.watched(move |_| !stop.is_cancelled()))
}
