//! What is wrong with a file: gathered while reading goes on, told all at once, line by line.

use std::cell::RefCell;
use std::fmt;
use std::path::{Path, PathBuf};

/// One thing to put right.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mistake {
    /// `None`: the file as a whole.
    line: Option<usize>,
    /// The key it is about, or nothing.
    key: String,
    what: String,
}

/// All that is wrong with one file. Never empty, and never tells a secret.
#[derive(Debug)]
pub struct Mistakes {
    file: PathBuf,
    list: Vec<Mistake>,
}

/// Where a reader notes mistakes without having to stop.
#[derive(Default)]
pub struct Notes {
    list: RefCell<Vec<Mistake>>,
    /// Lines that are not even well-formed: what is read off them says nothing.
    broken: RefCell<Vec<(usize, String)>>,
}

impl Notes {
    pub fn note(&self, line: usize, key: &str, what: impl Into<String>) {
        if self.broken.borrow().iter().any(|(broken, _)| *broken == line) {
            return;
        }
        let mistake = Mistake { line: Some(line), key: key.to_owned(), what: what.into() };
        self.list.borrow_mut().push(mistake);
    }

    /// Notes a line that cannot be read at all; only the first such mistake of it counts.
    pub fn broken(&self, line: usize, text: &str, what: impl Into<String>) {
        self.note(line, "", what);
        self.broken.borrow_mut().push((line, text.to_owned()));
    }

    pub fn is_empty(&self) -> bool {
        self.list.borrow().is_empty()
    }

    /// Whether this word stands on a line that cannot be read: then it is not missing.
    pub fn hides(&self, word: &str) -> bool {
        self.broken.borrow().iter().any(|(_, text)| text.contains(word))
    }

    /// The outcome, if nothing was noted. A reader that comes back without one has noted why.
    pub fn finish<T>(self, file: &Path, outcome: Option<T>) -> Result<T, Mistakes> {
        let mut list = self.list.into_inner();
        match outcome {
            Some(outcome) if list.is_empty() => Ok(outcome),
            _ => {
                list.sort_by_key(|mistake| mistake.line);
                Err(Mistakes { file: file.to_owned(), list })
            }
        }
    }
}

impl Mistakes {
    /// The file as a whole is of no use.
    pub fn of(file: &Path, what: impl Into<String>) -> Mistakes {
        let mistake = Mistake { line: None, key: String::new(), what: what.into() };
        Mistakes { file: file.to_owned(), list: vec![mistake] }
    }

    pub fn at(file: &Path, line: usize, what: impl Into<String>) -> Mistakes {
        let mistake = Mistake { line: Some(line), key: String::new(), what: what.into() };
        Mistakes { file: file.to_owned(), list: vec![mistake] }
    }
}

impl fmt::Display for Mistakes {
    /// `warung.toml:12: telegram.mode: …`, a line each: editors jump to it.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, Mistake { line, key, what }) in self.list.iter().enumerate() {
            if place > 0 {
                out.write_str("\n")?;
            }
            write!(out, "{}:", self.file.display())?;
            if let Some(line) = line {
                write!(out, "{line}:")?;
            }
            if !key.is_empty() {
                write!(out, " {key}:")?;
            }
            write!(out, " {what}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}
