//! The typed door to the texts, as Rust source: one function per key, and the keyboard's keys.

use std::fmt::Write;

use super::catalogue::{Catalogue, Text};
use super::placeholder::Kind;
use super::reading::Form;

/// Keys with this beginning are labels of the reply keyboard.
const KEYBOARD: &str = "key-";

pub fn write(catalogue: &Catalogue) -> String {
    let mut out = String::new();
    files(&mut out, &catalogue.languages);
    keyboard(&mut out, &catalogue.texts);
    out.push_str("#[allow(clippy::too_many_arguments)]\nimpl Words<'_> {\n");
    catalogue.texts.iter().for_each(|text| function(&mut out, text));
    out.push_str("}\n\n");
    render_all(&mut out, &catalogue.texts);
    out
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

fn function(out: &mut String, text: &Text) {
    out.push_str("    /// ```text\n");
    text.shown.lines().for_each(|shown| line(out, format_args!("    /// {shown}")));
    out.push_str("    /// ```\n");
    let typed = |(name, kind): &(String, Kind)| Some(format!(", {name}: {}", kind.rust()?));
    let parameters: String = text.placeholders.iter().filter_map(typed).collect();
    line(out, format_args!("    pub fn {}(&self{parameters}) -> String {{", snake(&text.key)));
    let form = match text.form {
        Form::Html => "message",
        Form::Plain => "plain",
    };
    let fills = text.placeholders.iter();
    let fill = |(name, kind): &(String, Kind)| match kind.rust() {
        Some(_) => format!(".{}(\"{name}\", {name})", kind.method()),
        None => format!(".{}(\"{name}\")", kind.method()),
    };
    let fills: String = fills.map(fill).collect();
    line(out, format_args!("        self.{form}(\"{}\"){fills}.done()\n    }}\n", text.key));
}

/// Every text with the values of a sample, so that the tests forget none.
fn render_all(out: &mut String, texts: &[Text]) {
    out.push_str("#[cfg(test)]\nfn render_all(words: &Words<'_>, sample: &tests::Sample<'_>)");
    out.push_str(" -> Vec<tests::Shown> {\n    vec![\n");
    for text in texts {
        let values = text.placeholders.iter().filter_map(|(_, kind)| match kind {
            Kind::Text => Some("sample.text"),
            Kind::Html => Some("Html(sample.html)"),
            Kind::Money => Some("sample.money"),
            Kind::Count | Kind::Number => Some("sample.count"),
            Kind::Order => Some("sample.order"),
            Kind::Moment | Kind::Date | Kind::Clock => Some("sample.moment"),
            Kind::Deadline => Some("sample.deadline()"),
            Kind::Admin => None,
        });
        let values = values.collect::<Vec<_>>().join(", ");
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
