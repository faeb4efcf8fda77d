//! The typed door to the texts, as Rust source: one function per key, and the keyboard's keys.

use std::fmt::Write;

use super::catalogue::{Catalogue, Text};
use super::placeholder::Kind;
use super::template::Form;
use super::wording::TEXTS;

/// Keys with this beginning are labels of the reply keyboard.
const KEYBOARD: &str = "key-";

pub fn write(catalogue: &Catalogue) -> String {
    let mut out = String::new();
    files(&mut out, &catalogue.languages);
    keyboard(&mut out, &catalogue.texts);
    arguments(&mut out, &catalogue.texts);
    out.push_str("impl Words<'_> {\n");
    catalogue.texts.iter().for_each(|text| function(&mut out, text));
    out.push_str("}\n\n");
    render_all(&mut out, &catalogue.texts);
    originals(&mut out, catalogue);
    out
}

fn original<'c>(catalogue: &'c Catalogue, key: &str) -> Option<&'c Text> {
    catalogue.texts.iter().find(|text| text.key == key)
}

/// What of the table of texts that the seller may write anew is not in the files.
pub fn strangers(catalogue: &Catalogue) -> Vec<String> {
    let mut strangers = Vec::new();
    for own in TEXTS {
        let Some(text) = original(catalogue, own.key) else {
            strangers.push(format!("there is no text {}", own.key));
            continue;
        };
        let there = |must: &str| text.placeholders.iter().any(|(name, _)| name == must);
        let missing = own.must.iter().filter(|must| !there(must));
        strangers.extend(missing.map(|must| format!("{} has no ${must}", own.key)));
    }
    strangers
}

/// What the seller may write anew, in order of the numbers: as what, what can be filled in, and
/// how it reads in each language.
fn originals(out: &mut String, catalogue: &Catalogue) {
    out.push_str("const ORIGINALS: &[Original] = &[\n");
    let mut texts: Vec<_> = TEXTS.iter().collect();
    texts.sort_by_key(|own| own.number);
    for own in texts {
        let Some(text) = original(catalogue, own.key) else { continue };
        let (number, form) = (own.number, text.form);
        let filled = text
            .placeholders
            .iter()
            .map(|(name, kind)| format!("(\"{name}\", placeholder::Kind::{kind:?})"));
        let filled = filled.collect::<Vec<_>>().join(", ");
        line(out, format_args!("    Original {{"));
        line(out, format_args!("        number: {number},"));
        line(out, format_args!("        form: template::Form::{form:?},"));
        line(out, format_args!("        filled: &[{filled}],"));
        out.push_str("        written: &[\n");
        for (code, written) in catalogue.languages.iter().zip(&text.written) {
            line(out, format_args!("            (Language(*b\"{code}\"), {written:?}),"));
        }
        out.push_str("        ],\n    },\n");
    }
    out.push_str("];\n");
}

fn files(out: &mut String, languages: &[String]) {
    out.push_str("/// Each language with its file.\nconst FILES: &[(Language, &str)] = &[\n");
    for code in languages {
        let path = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/lang/{code}.ftl\")");
        line(out, format_args!("    (Language(*b\"{code}\"), include_str!({path})),"));
    }
    out.push_str("];\n\n");
}

fn keyboard(out: &mut String, texts: &[Text]) {
    let keys = texts.iter().filter_map(|text| text.key.strip_prefix(KEYBOARD).map(|_| text));
    let keys: Vec<_> = keys.map(|text| (camel(&text.key[KEYBOARD.len()..]), text)).collect();
    out.push_str("/// A key of the reply keyboard.\n");
    out.push_str("#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\npub enum Key {\n");
    for (name, text) in &keys {
        line(out, format_args!("    /// `{}`\n    {name},", text.shown));
    }
    out.push_str("}\n\nimpl Key {\n    pub const ALL: &[Key] = &[\n");
    keys.iter().for_each(|(name, _)| line(out, format_args!("        Key::{name},")));
    out.push_str("    ];\n}\n\nimpl Words<'_> {\n    /// What stands on a key.\n");
    out.push_str("    pub fn label(&self, key: Key) -> String {\n        match key {\n");
    for (name, text) in &keys {
        line(out, format_args!("            Key::{name} => self.{}(),", snake(&text.key)));
    }
    out.push_str("        }\n    }\n}\n\n");
}

/// Whether a text takes several values of one Rust type. By position they could change places
/// unseen, for the positions follow the names: such values have their names wherever they are
/// given.
fn named(text: &Text) -> bool {
    let mut types: Vec<&str> = text.placeholders.iter().filter_map(|(_, it)| rust(*it)).collect();
    let all = types.len();
    types.sort_unstable();
    types.dedup();
    types.len() < all
}

/// A struct for each text whose values are named.
fn arguments(out: &mut String, texts: &[Text]) {
    out.push_str("/// The values of texts that take several of one type, by their names.\n");
    out.push_str("pub mod args {\n    use super::*;\n\n");
    for text in texts.iter().filter(|text| named(text)) {
        shown(out, text);
        line(out, format_args!("    #[derive(Clone, Copy)]"));
        line(out, format_args!("    pub struct {}{} {{", camel(&text.key), lifetime(text, "'a")));
        for (name, kind) in &text.placeholders {
            let Some(kind) = rust(*kind) else { continue };
            let kind = kind.replace('&', "&'a ").replace("'_", "'a");
            line(out, format_args!("        pub {name}: {kind},"));
        }
        out.push_str("    }\n\n");
    }
    out.push_str("}\n\n");
}

/// Behind the name of a text's struct, if that borrows anything.
fn lifetime(text: &Text, name: &str) -> String {
    let borrows =
        |(_, kind): &(String, Kind)| rust(*kind).is_some_and(|it| it.contains(['&', '_']));
    match text.placeholders.iter().any(borrows) {
        true => format!("<{name}>"),
        false => String::new(),
    }
}

fn shown(out: &mut String, text: &Text) {
    out.push_str("    /// ```text\n");
    text.shown.lines().for_each(|shown| line(out, format_args!("    /// {shown}")));
    out.push_str("    /// ```\n");
}

fn function(out: &mut String, text: &Text) {
    shown(out, text);
    let (name, named) = (snake(&text.key), named(text));
    let typed = |(name, kind): &(String, Kind)| Some(format!(", {name}: {}", rust(*kind)?));
    let parameters: String = match named {
        true => format!(", it: args::{}{}", camel(&text.key), lifetime(text, "'_")),
        false => text.placeholders.iter().filter_map(typed).collect(),
    };
    line(out, format_args!("    pub fn {name}(&self{parameters}) -> String {{"));
    let form = match text.form {
        Form::Html => "message",
        Form::Plain => "plain",
    };
    let fill = |(name, kind): &(String, Kind)| match rust(*kind) {
        Some(_) if named => format!(".{}(\"{name}\", it.{name})", method(*kind)),
        Some(_) => format!(".{}(\"{name}\", {name})", method(*kind)),
        None => format!(".{}(\"{name}\")", method(*kind)),
    };
    let fills: String = text.placeholders.iter().map(fill).collect();
    line(out, format_args!("        self.{form}(\"{}\"){fills}.done()\n    }}\n", text.key));
}

/// Every text with the values of a sample, so that the tests forget none.
fn render_all(out: &mut String, texts: &[Text]) {
    out.push_str("#[cfg(test)]\nfn render_all(words: &Words<'_>, sample: &tests::Sample<'_>)");
    out.push_str(" -> Vec<tests::Shown> {\n    vec![\n");
    for text in texts {
        let named = named(text);
        let value = |(name, kind): &(String, Kind)| {
            let value = sample(*kind)?;
            Some(if named { format!("{name}: {value}") } else { value.to_owned() })
        };
        let values: Vec<String> = text.placeholders.iter().filter_map(value).collect();
        let values = match named {
            true => format!("args::{} {{ {} }}", camel(&text.key), values.join(", ")),
            false => values.join(", "),
        };
        let (key, plain) = (&text.key, text.form == Form::Plain);
        let call = format!("words.{}({values})", snake(key));
        line(
            out,
            format_args!(
                "        tests::Shown {{ key: \"{key}\", plain: {plain}, text: {call} }},"
            ),
        );
    }
    out.push_str("    ]\n}\n");
}

/// The type of the parameter for a placeholder; none for what the caller need not say.
fn rust(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Text => "&str",
        Kind::Html => "Html<'_>",
        Kind::Money => "Rupiah",
        Kind::Count | Kind::Number => "u64",
        Kind::Order => "OrderId",
        Kind::Moment | Kind::Date | Kind::Clock => "Timestamp",
        Kind::Deadline => "Deadline",
        Kind::Admin => return None,
    })
}

/// The method that fills it in.
fn method(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Html => "html",
        Kind::Money => "money",
        Kind::Count => "count",
        Kind::Number => "number",
        Kind::Order => "order",
        Kind::Moment => "moment",
        Kind::Date => "date",
        Kind::Clock => "clock",
        Kind::Deadline => "deadline",
        Kind::Admin => "admin",
    }
}

/// The sample's value for it.
fn sample(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Text => "sample.text",
        Kind::Html => "Html(sample.html)",
        Kind::Money => "sample.money",
        Kind::Count | Kind::Number => "sample.count",
        Kind::Order => "sample.order",
        Kind::Moment | Kind::Date | Kind::Clock => "sample.moment",
        Kind::Deadline => "sample.deadline()",
        Kind::Admin => return None,
    })
}

fn snake(key: &str) -> String {
    key.replace('-', "_")
}

fn camel(key: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    key.split('-').filter(|word| !word.is_empty()).map(capital).collect()
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}
