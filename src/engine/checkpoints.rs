//! The thread that brings what only the log has into the database's tables, while the writer goes
//! on.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::handle::Waker;
use crate::domain::limit::CHECKPOINT_EVERY;
use crate::store::open::Store;

/// The writer's end.
pub struct Checkpoints {
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Bell {
    rung: Mutex<Rung>,
    changed: Condvar,
}

#[derive(Clone, Copy, Default)]
struct Rung {
    /// Something has been committed since the last checkpoint began.
    committed: bool,
    /// So much that it must not wait for its time.
    due: bool,
    over: bool,
}

impl Bell {
    fn rung(&self) -> MutexGuard<'_, Rung> {
        self.rung.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ring(&self, change: impl FnOnce(&mut Rung)) {
        change(&mut self.rung());
        self.changed.notify_all();
    }

    /// Waits for a commit, and then for its time, or for enough of them. `false`: all is over.
    fn wait(&self) -> bool {
        let lost = PoisonError::into_inner;
        let idle = |rung: &mut Rung| !rung.committed && !rung.over;
        let rung = self.changed.wait_while(self.rung(), idle).unwrap_or_else(lost);
        let early = |rung: &mut Rung| !rung.due && !rung.over;
        let waited = self.changed.wait_timeout_while(rung, CHECKPOINT_EVERY.std(), early);
        let mut rung = waited.unwrap_or_else(|lost| lost.into_inner()).0;
        let over = rung.over;
        *rung = Rung { over, ..Rung::default() };
        !over
    }
}

impl Checkpoints {
    pub fn start(store: Arc<Store>, writer: Waker) -> std::io::Result<Checkpoints> {
        let bell = Arc::new(Bell::default());
        let heard = bell.clone();
        let work = move || {
            while heard.wait() {
                if let Err(fault) = store.checkpoint() {
                    // The store refuses every commit from now on; the writer is to find out.
                    tracing::error!(%fault, "the log cannot be brought into the tables");
                    return writer.wake();
                }
            }
        };
        let thread = Some(thread::Builder::new().name("checkpoints".into()).spawn(work)?);
        Ok(Checkpoints { bell, thread })
    }

    /// Something has been committed: so much that it is due at once, or not yet.
    pub fn committed(&self, due: bool) {
        self.bell.ring(|rung| {
            rung.committed = true;
            rung.due |= due;
        });
    }
}

impl Drop for Checkpoints {
    fn drop(&mut self) {
        self.bell.ring(|rung| rung.over = true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
