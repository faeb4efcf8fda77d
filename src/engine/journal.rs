//! The newest lines of the log and how many there were, in memory: for whoever asks the running
//! shop.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::limit::{LOG_LINE_CHARS_MAX, LOG_LINES_KEPT};
use crate::domain::text::shorten;
use crate::domain::time::Timestamp;

/// How bad it is. What is below these is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Error,
    Warn,
    Info,
}

/// One line: what the shop itself said, never what a library did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub at: Timestamp,
    pub level: Level,
    pub text: String,
}

/// Cheap to clone; all clones are the same journal.
#[derive(Clone, Default)]
pub struct Journal(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    lines: VecDeque<Line>,
    counts: [u64; 3],
}

impl Journal {
    pub fn note(&self, line: Line) {
        let mut kept = self.kept();
        kept.counts[line.level as usize] += 1;
        if kept.lines.len() == LOG_LINES_KEPT {
            kept.lines.pop_front();
        }
        kept.lines.push_back(Line { text: shorten(&line.text, LOG_LINE_CHARS_MAX), ..line });
    }

    /// The newest lines that are at least so bad, the oldest of them first.
    pub fn last(&self, count: usize, level: Level) -> Vec<Line> {
        let kept = self.kept();
        let newest = kept.lines.iter().rev().filter(|line| line.level <= level).take(count);
        let mut lines: Vec<Line> = newest.cloned().collect();
        lines.reverse();
        lines
    }

    /// How many lines of a level there were since the start.
    pub fn count(&self, level: Level) -> u64 {
        self.kept().counts[level as usize]
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_lines_are_kept_and_all_are_counted() {
        let journal = Journal::default();
        let total = LOG_LINES_KEPT as u64 + 10;
        for at in 0..total {
            let level = if at % 2 == 0 { Level::Info } else { Level::Error };
            journal.note(Line { at: Timestamp(at), level, text: "x".repeat(100_000) });
        }
        let ats = |count, level| -> Vec<u64> {
            journal.last(count, level).iter().map(|line| line.at.0).collect()
        };
        assert_eq!(ats(3, Level::Info), [total - 3, total - 2, total - 1]);
        assert_eq!(ats(2, Level::Error), [total - 3, total - 1]);
        assert_eq!(ats(usize::MAX, Level::Info).len(), LOG_LINES_KEPT);
        assert_eq!(journal.count(Level::Error) + journal.count(Level::Info), total);
        assert_eq!(journal.count(Level::Warn), 0);
        let longest = journal.last(1, Level::Info)[0].text.chars().count();
        assert!(longest <= LOG_LINE_CHARS_MAX);
    }
}
