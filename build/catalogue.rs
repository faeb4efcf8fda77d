//! All languages together: every file complete, and alike in keys and placeholders.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_syntax::ast::{Entry, Message};
use fluent_syntax::parser::{self, ParserError};

use super::placeholder::Kind;
use super::reading::{self, Reading};
use super::template::{Form, Piece};

/// The language whose file says which keys there are.
const BASE: &str = "id";
/// The first message of each file: the language's own name.
const NAME: &str = "language-name";

/// One file of `lang/`.
pub struct Source {
    pub language: String,
    pub text: String,
}

/// A fault that a translator can mend.
#[derive(Debug)]
pub struct Fault {
    language: String,
    key: String,
    reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "lang/{}.ftl: {}: {}", self.language, self.key, self.reason)
    }
}

/// What the door is made from.
#[derive(Debug)]
pub struct Catalogue {
    /// The base first, the others by name.
    pub languages: Vec<String>,
    pub texts: Vec<Text>,
}

#[derive(Debug)]
pub struct Text {
    pub key: String,
    pub form: Form,
    /// As the base language has it.
    pub shown: String,
    pub placeholders: Vec<(String, Kind)>,
    /// As each language has it, in their order, with what it quotes in its place.
    pub written: Vec<String>,
}

type Readings = BTreeMap<String, Reading>;

pub fn read(sources: &[Source]) -> Result<Catalogue, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut files: BTreeMap<&str, Readings> = BTreeMap::new();
    for source in sources {
        let mut file = File { language: &source.language, faults: &mut faults };
        files.insert(&source.language, file.read(&source.text));
    }
    let base = files.remove(BASE).unwrap_or_default();
    for (language, readings) in &files {
        File { language, faults: &mut faults }.compare(&base, readings);
    }
    if base.is_empty() {
        File { language: BASE, faults: &mut faults }.fault(NAME, "the file is not there");
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let all: Vec<(&str, Readings)> = [(BASE, base)].into_iter().chain(files).collect();
    let languages = all.iter().map(|(language, _)| (*language).to_owned()).collect();
    let written = |key: &str| all.iter().map(|(_, file)| written(file, key)).collect();
    let keys = all.iter().take(1).flat_map(|(_, base)| base);
    let texts = keys.map(|(key, reading)| text(key, reading, written(key))).collect();
    Ok(Catalogue { languages, texts })
}

fn written(file: &Readings, key: &str) -> String {
    let pieces = file.get(key).into_iter().flat_map(|reading| &reading.pieces);
    let piece = |piece: &Piece| match piece {
        Piece::Quoted(key) => file.get(key).map(|it| it.shown.clone()).unwrap_or_default(),
        piece => piece.written(),
    };
    pieces.map(piece).collect()
}

fn text(key: &str, reading: &Reading, written: Vec<String>) -> Text {
    let typed = |name: &String| Kind::of(name).map(|kind| (name.clone(), kind));
    let placeholders = reading.placeholders.iter().filter_map(typed).collect();
    let (key, shown) = (key.to_owned(), reading.shown.clone());
    Text { form: reading::form(&key), key, shown, placeholders, written }
}

/// One file while it is looked at, and where its faults go.
struct File<'a> {
    language: &'a str,
    faults: &'a mut Vec<Fault>,
}

impl File<'_> {
    fn fault(&mut self, key: &str, reason: impl Into<String>) {
        let (language, key) = (self.language.to_owned(), key.to_owned());
        self.faults.push(Fault { language, key, reason: reason.into() });
    }

    fn read(&mut self, text: &str) -> Readings {
        let code = self.language.as_bytes();
        if !(code.len() == 2 && code.iter().all(u8::is_ascii_lowercase)) {
            self.fault(NAME, "the file's name is not a language code of two letters");
        }
        let resource = parser::parse(text).unwrap_or_else(|(resource, errors)| {
            errors.iter().for_each(|error| self.unparsed(text, error));
            resource
        });
        let mut readings = Readings::new();
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => self.message(message, &mut readings),
                Entry::Term(term) => self.fault(term.id.name, "terms are not used here"),
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                // Told already, as an error of the parser.
                Entry::Junk { .. } => {}
            }
        }
        if !matches!(resource.body.first(), Some(Entry::Message(first)) if first.id.name == NAME) {
            self.fault(NAME, "must be the first line");
        }
        self.quotes(&readings);
        readings
    }

    fn unparsed(&mut self, text: &str, error: &ParserError) {
        let before = &text.as_bytes()[..error.pos.start.min(text.len())];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        self.fault(&format!("line {line}"), error.to_string());
    }

    fn message(&mut self, message: &Message<&str>, readings: &mut Readings) {
        let key = message.id.name;
        let Some(pattern) = &message.value else {
            return self.fault(key, "has no text");
        };
        if !message.attributes.is_empty() {
            self.fault(key, "attributes are not used here");
        }
        let reading = reading::read(key, pattern);
        reading.faults.iter().for_each(|reason| self.fault(key, reason));
        if readings.insert(key.to_owned(), reading).is_some() {
            self.fault(key, "stands there twice");
        }
    }

    /// A quoted text must fit as it is where it is quoted.
    fn quotes(&mut self, readings: &Readings) {
        for (key, reading) in readings {
            for quoted in &reading.quotes {
                let simple =
                    |text: &&Reading| text.placeholders.is_empty() && text.quotes.is_empty();
                if readings.get(quoted).filter(simple).is_none() {
                    self.fault(
                        key,
                        format!("quotes {quoted}, which is no text without placeholders"),
                    );
                }
                if reading::form(key) == Form::Plain && reading::form(quoted) == Form::Html {
                    self.fault(key, format!("is plain and quotes {quoted}, which is HTML"));
                }
            }
        }
    }

    fn compare(&mut self, base: &Readings, readings: &Readings) {
        for (key, original) in base {
            let Some(reading) = readings.get(key) else {
                self.fault(key, "is missing");
                continue;
            };
            // What could not be read has been told, and has none.
            let read = reading.faults.is_empty() && original.faults.is_empty();
            if read && reading.placeholders != original.placeholders {
                let want = names(&original.placeholders);
                let have = names(&reading.placeholders);
                self.fault(key, format!("has the placeholders [{have}] instead of [{want}]"));
            }
        }
        for key in readings.keys().filter(|key| !base.contains_key(*key)) {
            self.fault(key, format!("is not in {BASE}.ftl"));
        }
    }
}

fn names(placeholders: &BTreeSet<String>) -> String {
    placeholders.iter().map(|name| format!("${name}")).collect::<Vec<_>>().join(" ")
}
