//! How far long work is, on one line of the terminal that is written over.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// As often as an eye can follow.
const EVERY: Duration = Duration::from_millis(200);

/// Shown only to somebody who watches: a file is no place for it.
pub struct Progress {
    watched: bool,
    told: Option<Instant>,
}

impl Progress {
    pub fn new() -> Progress {
        Progress { watched: io::stderr().is_terminal(), told: None }
    }

    /// Whether it is time to tell more.
    pub fn is_due(&self) -> bool {
        self.watched && self.told.is_none_or(|told| told.elapsed() >= EVERY)
    }

    pub fn tell(&mut self, how_far: &str) {
        if self.is_due() {
            self.told = Some(Instant::now());
            let _ = write!(io::stderr(), "\r\x1b[K{how_far}");
        }
    }
}

impl Drop for Progress {
    /// Clears the line for what comes after.
    fn drop(&mut self) {
        if self.told.is_some() {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
