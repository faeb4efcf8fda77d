//! The file of a whole shop: settings, categories, products, texts and buttons. Read to the end;
//! what is wrong is told all at once, with its lines.

mod product;

use std::collections::HashMap;
use std::path::Path;

use toml::de::DeValue;

use super::{Mistakes, Paper, Table, near, table, text, text_of, whole};
use crate::domain::configuration::{
    ButtonPart, CategoryPart, Configuration, FORMAT, TextPart, travels,
};
use crate::domain::own_button::{Label, Link, NoButton};
use crate::domain::refund::Formula;
use crate::domain::refusal::{BadInput, Refusal};
use crate::domain::settings::{Setting, Settings, Value};
use crate::domain::shop::Language;
use crate::domain::text::{Emoji, Name};
use crate::domain::wording::{TEXTS, WordingId};

/// `path`: as mistakes name the file.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Configuration, Mistakes> {
    let written = text_of(bytes).map_err(|(line, why)| Mistakes::at(path, line, why))?;
    let paper = Paper::new(written);
    let mut root = paper.root();
    root.required("warung", |value| match whole(value)? {
        FORMAT => Ok(()),
        other => Err(format!("is format {other}, and this version reads {FORMAT}")),
    });
    let settings = settings(root.table("settings"));
    let mut twice = Twice(HashMap::new());
    let all = root.tables("category").into_iter();
    let categories: Vec<_> = all.filter_map(|it| category(it, &paper, &mut twice)).collect();
    let all = root.tables("product").into_iter();
    let products: Vec<_> = all.filter_map(|it| product::part(it, &paper, &mut twice)).collect();
    let all = root.tables("text").into_iter();
    let texts: Vec<_> = all.filter_map(|it| own_text(it, &paper, &mut twice)).collect();
    let all = root.tables("button").into_iter();
    let buttons: Vec<_> = all.filter_map(|it| button(it, &paper, &mut twice)).collect();
    root.close();
    let file = Configuration { settings, categories, products, texts, buttons };
    paper.finish(path, Some(file))
}

/// What was described already, and on which line: of two descriptions nobody knows which counts.
struct Twice(HashMap<(&'static str, String), usize>);

impl Twice {
    fn note(&mut self, paper: &Paper<'_>, line: usize, kind: &'static str, name: String) {
        if let Some(first) = self.0.insert((kind, name), line) {
            paper.note(line, kind, format!("is the {kind} of line {first} again"));
        }
    }
}

/// Each as `warung config get` prints it.
fn settings(mut table: Table<'_>) -> Vec<(Setting, Value)> {
    let mut read = Vec::new();
    for which in Setting::ALL.into_iter().filter(|which| travels(*which)) {
        let value = table.optional(which.name(), |value| setting(which, text(value)?));
        read.extend(value.flatten().map(|value| (which, value)));
    }
    table.close();
    read
}

/// Bounds that hang on other settings are the shop's to say.
fn setting(which: Setting, text: &str) -> Result<Value, String> {
    let kind = which.kind(&Settings::default()).ok_or("is nobody's to set")?;
    kind.read(text, &Formula::default()).map_err(|_| {
        let name = which.name();
        format!("cannot be that; `warung config get {name}` shows how it is written")
    })
}

fn category(mut table: Table<'_>, paper: &Paper<'_>, twice: &mut Twice) -> Option<CategoryPart> {
    let line = table.line;
    let name = table.required("name", name);
    let emoji = table.optional("emoji", |value| {
        Emoji::parse(text(value)?).map_err(|_| "must be one emoji".to_owned())
    });
    let hidden = table.or("hidden", false, table::flag);
    let position = table.or("position", 0, number);
    let discount = product::discount(&mut table);
    table.close();
    let name = name?;
    twice.note(paper, line, "category", name.folded());
    let (emoji, hidden, position, discount) = (emoji?, hidden?, position?, discount?);
    Some(CategoryPart { name, emoji, hidden, position, discount })
}

fn own_text(mut table: Table<'_>, paper: &Paper<'_>, twice: &mut Twice) -> Option<TextPart> {
    let line = table.line;
    let key = table.required("key", |value| {
        let key = text(value)?;
        TEXTS.iter().find(|text| text.key == key).ok_or_else(|| {
            match near(key, TEXTS.iter().map(|text| text.key)) {
                Some(meant) => format!("no text is called {key}; did you mean {meant}?"),
                None => format!("no text is called {key}"),
            }
        })
    });
    let language = table.required("language", |value| {
        Language::parse(text(value)?).ok_or_else(|| "must be a language, as \"id\"".to_owned())
    });
    let text = table.required("text", |value| text(value).map(str::to_owned));
    table.close();
    let id = WordingId { text: key?.number, language: language? };
    twice.note(paper, line, "text", id.key().to_string());
    Some(TextPart { id, text: text? })
}

fn button(mut table: Table<'_>, paper: &Paper<'_>, twice: &mut Twice) -> Option<ButtonPart> {
    let line = table.line;
    let label = table.required("label", |value| {
        Label::parse(text(value)?).map_err(|why| match why {
            NoButton::Label { max } => {
                format!("must be one line with letters, of {max} signs at most")
            }
            _ => "cannot be a label".to_owned(),
        })
    });
    let answer = table.required("text", |value| text(value).map(str::to_owned));
    let link = table.optional("link", |value| {
        let told = "must be @username, an https:// link, or a phone number as +6281234567890";
        Link::parse(text(value)?).map_err(|_| told.to_owned())
    });
    let position = table.or("position", 0, number);
    table.close();
    let label = label?;
    twice.note(paper, line, "button", label.words());
    Some(ButtonPart { label, text: answer?, link: link?, position: position? })
}

fn number(value: &DeValue<'_>) -> Result<u32, String> {
    let number = whole(value)?;
    u32::try_from(number).map_err(|_| format!("must be from 0 to {}", u32::MAX))
}

fn name(value: &DeValue<'_>) -> Result<Name, String> {
    Name::on_shelf(text(value)?).map_err(|why| unfit(&why))
}

/// Why a text is no name and no description.
fn unfit(why: &Refusal) -> String {
    match why {
        Refusal::Input(BadInput::Long { max }) => format!("is longer than {max} signs"),
        Refusal::Unfit(_) => {
            "has what looks like an account, and every buyer would read it".to_owned()
        }
        _ => "has no visible sign".to_owned(),
    }
}
