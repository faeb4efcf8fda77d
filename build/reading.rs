//! One text of one file, read: what it says, which placeholders it has, which texts it quotes.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::markup;
use super::placeholder::Kind;

/// What a text is for decides what it may contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A message: Telegram's HTML.
    Html,
    /// A label, a toast, a name of a file: what stands there is what is shown.
    Plain,
}

/// Keys with these beginnings are plain, all others are HTML.
const PLAIN: &[&str] = &[
    "button-",
    "command-",
    "key-",
    "language-",
    "month-",
    "pattern-",
    "plain-",
    "setup-",
    "state-",
    "toast-",
];

impl Form {
    pub fn of(key: &str) -> Form {
        match PLAIN.iter().any(|start| key.starts_with(start)) {
            true => Form::Plain,
            false => Form::Html,
        }
    }
}

#[derive(Debug, Default)]
pub struct Reading {
    /// The text with `{name}` where something is filled in; of a plural, its last resort.
    pub shown: String,
    pub placeholders: BTreeSet<String>,
    pub quotes: BTreeSet<String>,
    pub faults: Vec<String>,
}

pub fn read(key: &str, pattern: &Pattern<&str>) -> Reading {
    let form = Form::of(key);
    let mut reading = Reading::default();
    reading.shown = reading.pattern(form, pattern);
    for name in &reading.placeholders {
        match Kind::of(name) {
            None => reading.faults.push(format!("${name} is not in build/placeholder.rs")),
            Some(Kind::Html) if form == Form::Plain => {
                reading.faults.push(format!("${name} is HTML, and this text is plain"));
            }
            Some(_) => {}
        }
    }
    reading
}

impl Reading {
    /// Each pattern, a plural's variants too, must be whole in itself.
    fn pattern(&mut self, form: Form, pattern: &Pattern<&str>) -> String {
        let mut shown = String::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => shown.push_str(value),
                PatternElement::Placeable { expression } => {
                    shown.push_str(&self.expression(form, expression));
                }
            }
        }
        match form {
            Form::Html => self.faults.extend(markup::visible(&shown).err()),
            Form::Plain if shown.contains(['<', '>', '&']) => {
                self.faults.push("markup in a plain text".into());
            }
            Form::Plain => {}
        }
        shown
    }

    fn expression(&mut self, form: Form, expression: &Expression<&str>) -> String {
        let (selector, variants) = match expression {
            Expression::Inline(inline) => return self.inline(form, inline),
            Expression::Select { selector, variants } => (selector, variants),
        };
        match selector {
            InlineExpression::VariableReference { id }
                if Kind::of(id.name) == Some(Kind::Count) =>
            {
                self.placeholders.insert(id.name.to_owned());
            }
            _ => self.faults.push("a text may choose only by a count".into()),
        }
        let mut last_resort = String::new();
        for variant in variants {
            let shown = self.pattern(form, &variant.value);
            if variant.default {
                last_resort = shown;
            }
        }
        last_resort
    }

    fn inline(&mut self, form: Form, inline: &InlineExpression<&str>) -> String {
        match inline {
            InlineExpression::VariableReference { id } => {
                self.placeholders.insert(id.name.to_owned());
                format!("{{{}}}", id.name)
            }
            InlineExpression::MessageReference { id, attribute: None } => {
                self.quotes.insert(id.name.to_owned());
                format!("{{{}}}", id.name)
            }
            InlineExpression::StringLiteral { value } => {
                unescape_unicode_to_string(value).into_owned()
            }
            InlineExpression::NumberLiteral { value } => (*value).to_owned(),
            InlineExpression::Placeable { expression } => self.expression(form, expression),
            InlineExpression::FunctionReference { .. }
            | InlineExpression::TermReference { .. }
            | InlineExpression::MessageReference { .. } => {
                self.faults.push("functions, terms and attributes are not used here".into());
                String::new()
            }
        }
    }
}
