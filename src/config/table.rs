//! One table of a TOML text, read key by key: what is wrong is noted, and reading goes on.

use toml::de::{DeTable, DeValue};

use super::mistake::Notes;
use super::near::near;
use super::paper::Lines;

/// Keys are taken out by name; those never asked for are mistakes when the table is closed.
pub struct Table<'t> {
    notes: &'t Notes,
    lines: &'t Lines,
    /// As mistakes name it: `telegram`, or nothing for the root.
    name: String,
    /// Where it starts: what is missing in it is missing there.
    pub line: usize,
    /// `None`: not in the file, read as if it were empty.
    tree: Option<&'t DeTable<'t>>,
    known: Vec<&'static str>,
    /// Keys that are wrong here and have been told.
    refused: Vec<&'static str>,
}

/// A value with the line it stands on.
type Lined<T> = (usize, T);

impl<'t> Table<'t> {
    pub(super) fn root(notes: &'t Notes, lines: &'t Lines, tree: &'t DeTable<'t>) -> Table<'t> {
        let (known, refused) = (Vec::new(), Vec::new());
        Table { notes, lines, name: String::new(), line: 1, tree: Some(tree), known, refused }
    }

    /// A table within this one. An absent one is empty, so that what it lacks is told by key.
    pub fn table(&mut self, key: &'static str) -> Table<'t> {
        let found = self.find(key);
        let line = found.as_ref().map_or(1, |(line, _)| *line);
        let tree = found.and_then(|(line, value)| self.tree_of(line, key, value));
        self.child(self.name_of(key), line, tree)
    }

    /// One that may be left out, `Some(None)`. The outer `None`: it is no table, and that is noted.
    pub fn inner(&mut self, key: &'static str) -> Option<Option<Table<'t>>> {
        let Some((line, value)) = self.find(key) else { return Some(None) };
        let Some(tree) = value.as_table() else {
            self.note(line, key, "must be a table in {braces}");
            return None;
        };
        Some(Some(self.child(self.name_of(key), line, Some(tree))))
    }

    /// An array of tables, `[[key]]`.
    pub fn tables(&mut self, key: &'static str) -> Vec<Table<'t>> {
        let Some((line, value)) = self.find(key) else { return Vec::new() };
        let Some(array) = value.as_array() else {
            self.note(line, key, format!("must be written as [[{}]]", self.name_of(key)));
            return Vec::new();
        };
        let children = array.iter().map(|item| {
            let line = self.lines.line(item.span().start);
            let tree = self.tree_of(line, key, item.get_ref());
            self.child(self.name_of(key), line, tree)
        });
        children.collect()
    }

    /// A value that must be there. `None`: it is not, or is wrong, and that has been noted.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        check: impl FnOnce(&'t DeValue<'t>) -> Result<T, String>,
    ) -> Option<T> {
        let found = self.optional(key, check)?;
        if found.is_none() {
            self.missing(key, "");
        }
        found
    }

    /// A value that may be left out, `Some(None)`. The outer `None`: it is wrong, and noted.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        check: impl FnOnce(&'t DeValue<'t>) -> Result<T, String>,
    ) -> Option<Option<T>> {
        let Some((line, value)) = self.find(key) else { return Some(None) };
        match check(value) {
            Ok(value) => Some(Some(value)),
            Err(what) => {
                self.note(line, key, what);
                None
            }
        }
    }

    /// A value that has a default.
    pub fn or<T>(
        &mut self,
        key: &'static str,
        default: T,
        check: impl FnOnce(&'t DeValue<'t>) -> Result<T, String>,
    ) -> Option<T> {
        Some(self.optional(key, check)?.unwrap_or(default))
    }

    /// The items of an array, each with its line; every wrong item is a mistake of its own.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        check: impl Fn(&'t DeValue<'t>) -> Result<T, String>,
    ) -> Option<Vec<Lined<T>>> {
        let Some((line, value)) = self.find(key) else { return Some(Vec::new()) };
        let Some(array) = value.as_array() else {
            self.note(line, key, "must be a list in [brackets]");
            return None;
        };
        let mut items = Some(Vec::with_capacity(array.len()));
        for item in array {
            let line = self.lines.line(item.span().start);
            match (check(item.get_ref()), &mut items) {
                (Ok(item), Some(items)) => items.push((line, item)),
                (Ok(_), None) => {}
                (Err(what), _) => {
                    self.note(line, key, what);
                    items = None;
                }
            }
        }
        items
    }

    /// Where a key stands, if it does.
    pub fn line_of(&self, key: &str) -> Option<usize> {
        let (key, _) = self.tree?.get_key_value(key)?;
        Some(self.lines.line(key.span().start))
    }

    /// Notes what is not there, unless it or its table may be on a line that cannot be read.
    pub fn missing(&self, key: &str, remedy: &str) {
        let headless = self.tree.is_none() && self.notes.hides(&self.name);
        if !headless && !self.notes.hides(key) {
            self.note(self.line, key, format!("is missing{remedy}"));
        }
    }

    pub fn note(&self, line: usize, key: &str, what: impl Into<String>) {
        self.notes.note(line, &self.name_of(key), what);
    }

    /// Keys that may be there, whatever they say.
    pub fn expect(&mut self, keys: &[&'static str]) {
        self.known.extend(keys);
    }

    /// A key that has no place in this table, and why.
    pub fn refuse(&mut self, key: &'static str, what: &str) {
        if let Some(line) = self.line_of(key) {
            self.note(line, key, what);
            self.refused.push(key);
        }
    }

    pub fn close(self) {
        self.close_here();
    }

    /// Notes every key that nobody asked for.
    pub fn close_here(&self) {
        for key in self.tree.iter().flat_map(|tree| tree.keys()) {
            let written: &str = key.get_ref();
            if self.known.contains(&written) || self.refused.contains(&written) {
                continue;
            }
            let line = self.lines.line(key.span().start);
            match near(written, self.known.iter().copied()) {
                Some(meant) => {
                    self.note(line, written, format!("no such key; did you mean \"{meant}\"?"));
                }
                None => {
                    let known = self.known.join(", ");
                    self.note(line, written, format!("no such key; there are: {known}"));
                }
            }
        }
    }

    fn find(&mut self, key: &'static str) -> Option<Lined<&'t DeValue<'t>>> {
        self.known.push(key);
        let (key, value) = self.tree?.get_key_value(key)?;
        Some((self.lines.line(key.span().start), value.get_ref()))
    }

    fn tree_of(&self, line: usize, key: &str, value: &'t DeValue<'t>) -> Option<&'t DeTable<'t>> {
        if !value.is_table() {
            self.note(line, key, format!("must be a table, [{key}]"));
        }
        value.as_table()
    }

    fn child(&self, name: String, line: usize, tree: Option<&'t DeTable<'t>>) -> Table<'t> {
        let (known, refused) = (Vec::new(), Vec::new());
        Table { notes: self.notes, lines: self.lines, name, line, tree, known, refused }
    }

    fn name_of(&self, key: &str) -> String {
        match self.name.as_str() {
            "" => key.to_owned(),
            name => format!("{name}.{key}"),
        }
    }
}

/// The value as text.
pub fn text<'v>(value: &'v DeValue<'_>) -> Result<&'v str, String> {
    value.as_str().ok_or_else(|| format!("must be \"text\", not {}", kind(value)))
}

/// The value as a whole number.
pub fn whole(value: &DeValue<'_>) -> Result<i64, String> {
    let number =
        value.as_integer().ok_or_else(|| format!("must be a whole number, not {}", kind(value)))?;
    i64::from_str_radix(number.as_str(), number.radix()).map_err(|_| "is too large".to_owned())
}

/// The value as yes or no.
pub(super) fn flag(value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("must be true or false, not {}", kind(value)))
}

/// What a value is, without telling it: it may be a secret in the wrong place.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a number",
        DeValue::Float(_) => "a number with a point",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
