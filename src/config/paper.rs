//! A TOML text under reading: its lines, its tables and what is wrong with it so far.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use toml::de::DeTable;

use super::mistake::{Mistakes, Notes};
use super::table::Table;

/// A parsed text. Its syntax mistakes are noted already; what could be read of the rest is there.
pub struct Paper<'i> {
    notes: Notes,
    lines: Lines,
    tree: DeTable<'i>,
}

/// Where each line of a text starts.
pub(super) struct Lines(Vec<usize>);

impl<'i> Paper<'i> {
    pub fn new(text: &'i str) -> Paper<'i> {
        let lines = Lines::of(text);
        let notes = Notes::default();
        let (tree, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let at = error.span().map_or(0, |span| span.start);
            let line = lines.line(at);
            notes.broken(line, text.lines().nth(line - 1).unwrap_or_default(), error.message());
        }
        Paper { notes, lines, tree: tree.into_inner() }
    }

    pub fn root(&self) -> Table<'_> {
        Table::root(&self.notes, &self.lines, &self.tree)
    }

    /// Notes a mistake that is seen only when several keys are looked at together.
    pub fn note(&self, line: usize, key: &str, what: impl Into<String>) {
        self.notes.note(line, key, what);
    }

    pub fn finish<T>(self, file: &Path, outcome: Option<T>) -> Result<T, Mistakes> {
        self.notes.finish(file, outcome)
    }
}

impl Lines {
    fn of(text: &str) -> Lines {
        let after = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Lines(std::iter::once(0).chain(after.map(|(at, _)| at + 1)).collect())
    }

    /// The line, from 1 on, on which this byte stands.
    pub(super) fn line(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at)
    }
}

/// A file's bytes, if there are no more of them than that.
pub fn read_within(path: &Path, bytes_max: usize) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| format!("cannot be read: {error}");
    let file = File::open(path).map_err(cannot)?;
    let mut bytes = Vec::new();
    file.take(bytes_max as u64 + 1).read_to_end(&mut bytes).map_err(cannot)?;
    match bytes.len() > bytes_max {
        true => Err(format!("is larger than {bytes_max} bytes")),
        false => Ok(bytes),
    }
}

/// The bytes as text, without the mark some editors put in front; or the first line that is none.
pub fn text_of(bytes: &[u8]) -> Result<&str, (usize, &'static str)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        (1 + before.iter().filter(|byte| **byte == b'\n').count(), "is not UTF-8 text")
    })
}
