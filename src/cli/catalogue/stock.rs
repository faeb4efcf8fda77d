//! Units of one product as a file brings them: kept to the byte, each with its line.

use std::collections::HashSet;
use std::fmt;

use crate::domain::stock::{Reject, vet};

/// What can be taken in, and what cannot and why.
#[derive(Default)]
pub struct Stock {
    pub units: Vec<(u64, String)>,
    /// Lines that say what another has said already: sorted out here, so that a dry run over
    /// several batches counts as the real one does.
    pub doubled: Vec<u64>,
    pub refused: Vec<(u64, Reject)>,
    seen: HashSet<String>,
}

impl Stock {
    /// Takes one unit. A blank one separates, and is none.
    pub fn take(&mut self, line: u64, content: &[u8]) {
        let Ok(content) = std::str::from_utf8(content) else {
            self.refused.push((line, Reject::NotText));
            return;
        };
        if content.trim().is_empty() {
            return;
        }
        if let Err(reject) = vet(content) {
            self.refused.push((line, reject));
        } else if self.seen.insert(content.to_owned()) {
            self.units.push((line, content.to_owned()));
        } else {
            self.doubled.push(line);
        }
    }

    /// Takes a stock file: one unit a line.
    pub fn take_lines(&mut self, bytes: &[u8]) {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        for (line, content) in (1..).zip(bytes.split(|byte| *byte == b'\n')) {
            self.take(line, content.strip_suffix(b"\r").unwrap_or(content));
        }
    }
}

impl fmt::Debug for Stock {
    /// Goods stay out of messages.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Stock({} units)", self.units.len())
    }
}
