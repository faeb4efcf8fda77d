//! One text of one file, read: what it says, which placeholders it has, which texts it quotes.
//!
//! The parser of Fluent takes a file apart, plurals and all; what one pattern may say is held
//! against the same rules as any text at run time (`src/words/template.rs`).

use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::limit::{MESSAGE_UNITS_MAX, TOAST_CHARS_MAX};
use super::placeholder::Kind;
use super::template::{Fault, Form, Piece, Rules, Template};

/// Keys with these beginnings are plain, all others are HTML.
const PLAIN: &[&str] = &[
    "button-",
    "command-",
    "key-",
    "language-",
    "month-",
    "move-",
    "pattern-",
    "place-",
    "plain-",
    "recovery-",
    "restore-",
    "setup-",
    "state-",
    TOAST,
];
const TOAST: &str = "toast-";

pub fn form(key: &str) -> Form {
    match PLAIN.iter().any(|start| key.starts_with(start)) {
        true => Form::Plain,
        false => Form::Html,
    }
}

fn rules(key: &str) -> Rules<'static> {
    let units_max = if key.starts_with(TOAST) { TOAST_CHARS_MAX } else { MESSAGE_UNITS_MAX };
    Rules { form: form(key), known: &Kind::of, quotes: true, units_max }
}

#[derive(Debug, Default)]
pub struct Reading {
    /// The text with `{name}` where something is filled in; of a plural, its last resort.
    pub shown: String,
    /// The same, taken apart.
    pub pieces: Vec<Piece>,
    pub placeholders: BTreeSet<String>,
    pub quotes: BTreeSet<String>,
    pub faults: Vec<String>,
}

pub fn read(key: &str, pattern: &Pattern<&str>) -> Reading {
    let mut reading = Reading::default();
    reading.pattern(&rules(key), pattern);
    reading
}

impl Reading {
    /// Each pattern, a plural's variants too, must be whole in itself. The whole comes last, so
    /// that it is what is shown. Returns it as a template is written, with each plural's last
    /// resort in the plural's place.
    fn pattern(&mut self, rules: &Rules, pattern: &Pattern<&str>) -> String {
        let mut written = String::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => written.push_str(value),
                PatternElement::Placeable { expression } => {
                    written.push_str(&self.expression(rules, expression));
                }
            }
        }
        match Template::read(&written, rules) {
            Ok(template) => self.template(&template),
            Err(Fault::Unknown { name }) => {
                self.fault(format!("${name} is not in src/words/placeholder.rs"));
            }
            Err(fault) => self.fault(fault.to_string()),
        }
        written
    }

    fn template(&mut self, template: &Template) {
        for piece in template.pieces() {
            match piece {
                Piece::Words(_) => {}
                Piece::Filled(name, _) => _ = self.placeholders.insert(name.clone()),
                Piece::Quoted(key) => _ = self.quotes.insert(key.clone()),
            }
        }
        self.shown = template.shown();
        self.pieces = template.pieces().to_vec();
    }

    /// A fault in a plural's last resort is one in the whole as well, and is told once.
    fn fault(&mut self, reason: String) {
        if !self.faults.contains(&reason) {
            self.faults.push(reason);
        }
    }

    fn expression(&mut self, rules: &Rules, expression: &Expression<&str>) -> String {
        let (selector, variants) = match expression {
            Expression::Inline(inline) => return self.inline(rules, inline),
            Expression::Select { selector, variants } => (selector, variants),
        };
        match selector {
            InlineExpression::VariableReference { id }
                if Kind::of(id.name) == Some(Kind::Count) =>
            {
                self.placeholders.insert(id.name.to_owned());
            }
            _ => self.fault("a text may choose only by a count".into()),
        }
        let mut last_resort = String::new();
        for variant in variants {
            let written = self.pattern(rules, &variant.value);
            if variant.default {
                last_resort = written;
            }
        }
        last_resort
    }

    fn inline(&mut self, rules: &Rules, inline: &InlineExpression<&str>) -> String {
        match inline {
            InlineExpression::VariableReference { id } => format!("{{ ${} }}", id.name),
            InlineExpression::MessageReference { id, attribute: None } => {
                format!("{{ {} }}", id.name)
            }
            InlineExpression::StringLiteral { value } => {
                let words = unescape_unicode_to_string(value);
                format!("{{ \"{}\" }}", words.replace('\\', "\\\\").replace('"', "\\\""))
            }
            InlineExpression::NumberLiteral { value } => (*value).to_owned(),
            InlineExpression::Placeable { expression } => self.expression(rules, expression),
            InlineExpression::FunctionReference { .. }
            | InlineExpression::TermReference { .. }
            | InlineExpression::MessageReference { .. } => {
                self.fault("functions, terms and attributes are not used here".into());
                String::new()
            }
        }
    }
}
