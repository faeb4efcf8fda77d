//! What is remembered of copies, shared by all who carry them: each change is on the disk before it
//! counts.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use super::state::{Known, State};

pub struct Memory {
    home: PathBuf,
    state: Mutex<State>,
}

impl Memory {
    /// Of the shop whose folder it is. What cannot be read is told and begun anew: a shop that
    /// remembers nothing of its copies takes longer, and does not stand still.
    pub fn open(home: &Path) -> Memory {
        let state = State::read(home).unwrap_or_else(|error| {
            tracing::error!(%error, "what was remembered of copies cannot be read");
            State::default()
        });
        Memory { home: home.to_owned(), state: Mutex::new(state) }
    }

    pub fn look<T>(&self, ask: impl FnOnce(&State) -> T) -> T {
        ask(&self.lock())
    }

    pub fn known(&self, target: &str) -> Known {
        self.look(|state| state.targets.get(target).cloned().unwrap_or_default())
    }

    /// Changes something, if it changes anything. For a thread that may wait.
    pub fn change(&self, change: impl FnOnce(&mut State)) -> io::Result<()> {
        let mut state = self.lock();
        let mut changed = state.clone();
        change(&mut changed);
        if changed != *state {
            changed.put(&self.home)?;
            *state = changed;
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // It is put in its place whole.
        self.state.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}
