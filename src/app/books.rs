//! The first proof: the ledger is added up in the background.

use tokio_util::sync::CancellationToken;

use super::App;
use crate::engine::input::Input;
use crate::shop::books::Books;
use crate::store::fault::Fault;
use crate::store::open::Store;

/// Findings of the first proof that are worth a line in the log; `warung check` has them all.
const FINDINGS_LOGGED: usize = 20;

impl App {
    /// Adds up the ledger in the background. The owners hear when it does not hold, and when it
    /// does again.
    pub(super) fn add_up(&self) {
        let (store, handle, stop) = (self.store.clone(), self.handle.clone(), self.stop.clone());
        self.tasks.spawn_blocking(move || {
            let broken = match books_of(&store, stop) {
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
        });
    }
}

fn books_of(store: &Store, stop: CancellationToken) -> Result<Books, Fault> {
    Books::add_up(&store.snap()?.watched(move |_| !stop.is_cancelled()))
}
