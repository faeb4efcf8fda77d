//! The shelf's titles as they were read last, for as long as none of them changes: whoever looks
//! for something needs them all. `PRODUCTS_MAX` bounds what is kept.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::domain::title::Title;

/// The titles of some snapshots that all have the same, once one of them was asked.
pub(super) type Shelf = Arc<OnceLock<Arc<Vec<Title>>>>;

#[derive(Default)]
pub(super) struct Titles(Mutex<Shelf>);

impl Titles {
    /// Begins a snapshot, together with the titles it has. No commit that changes some comes
    /// between the two.
    pub fn with<T>(&self, begin: impl FnOnce() -> T) -> (T, Shelf) {
        let shelf = self.lock();
        (begin(), shelf.clone())
    }

    /// Does a commit that changes titles. What is kept is no good any more, also where nobody
    /// knows what became of the commit.
    pub fn change<T>(&self, commit: impl FnOnce() -> T) -> T {
        let mut shelf = self.lock();
        *shelf = Shelf::default();
        commit()
    }

    fn lock(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
