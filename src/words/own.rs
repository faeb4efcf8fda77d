//! Texts that the seller has written: the present ones, ready to be filled in.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use fluent_bundle::{FluentArgs, FluentValue};

use super::placeholder::Kind;
use super::template::{Form, Piece, Rules, Template};
use super::{ORIGINALS, format, keyboard};
use crate::domain::fold::folded;
use crate::domain::id::OwnButtonId;
use crate::domain::shop::Language;
use crate::domain::wording::WordingId;

/// A text as the shop comes with it.
pub(super) struct Original {
    pub number: u16,
    pub form: Form,
    /// What can be filled in.
    pub filled: &'static [(&'static str, Kind)],
    /// As each language has it; a plural as its last resort.
    pub written: &'static [(Language, &'static str)],
}

impl Original {
    pub fn of(number: u16) -> Option<&'static Original> {
        let at = ORIGINALS.binary_search_by_key(&number, |it| it.number).ok()?;
        ORIGINALS.get(at)
    }

    /// What can be filled in, by the name that the program has for it.
    pub fn known(&self, name: &str) -> Option<Kind> {
        self.filled.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    pub fn read(&self, text: &str, units_max: usize) -> Result<Template, super::template::Fault> {
        let known = |name: &str| self.known(name);
        let rules = Rules { form: self.form, known: &known, quotes: false, units_max };
        Template::read(text, &rules)
    }
}

/// The seller's texts by language and key. Those that cannot be used by this program are known
/// too: their defaults hold.
#[derive(Default)]
pub struct OwnTexts {
    templates: HashMap<Language, HashMap<&'static str, (WordingId, Template)>>,
    failed: Mutex<BTreeSet<WordingId>>,
    /// Buttons of the seller's own by what stands on them, and by their words alone.
    labels: HashMap<String, OwnButtonId>,
    said: HashMap<String, OwnButtonId>,
}

impl OwnTexts {
    pub fn of(
        texts: impl IntoIterator<Item = (WordingId, String)>,
        buttons: impl IntoIterator<Item = (OwnButtonId, String)>,
    ) -> OwnTexts {
        let mut own = OwnTexts::default();
        for (id, label) in buttons {
            own.labels.insert(keyboard::fold(&label), id);
            own.said.insert(folded(&label), id);
        }
        for (id, written) in texts {
            // One of a newer program is left alone.
            let (Some(text), Some(original)) = (id.text(), Original::of(id.text)) else { continue };
            match original.read(&written, text.size.words_max()) {
                Ok(template) => {
                    let there = own.templates.entry(id.language).or_default();
                    there.insert(text.key, (id, template));
                }
                Err(fault) => {
                    tracing::error!(text = text.key, %fault, "the text as it comes holds");
                    own.fail(id);
                }
            }
        }
        own
    }

    /// Nothing is the seller's own, and everything is as it comes.
    pub fn is_empty(&self) -> bool {
        self.templates.is_empty() && self.labels.is_empty() && self.failed().is_empty()
    }

    /// The button whose label this is.
    pub fn button(&self, typed: &str) -> Option<OwnButtonId> {
        self.labels.get(&keyboard::fold(typed)).copied()
    }

    /// The same, typed without its picture.
    pub fn button_said(&self, typed: &str) -> Option<OwnButtonId> {
        self.said.get(&folded(typed)).copied()
    }

    /// Those in whose place the default was shown.
    pub fn failed(&self) -> Vec<WordingId> {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.iter().copied().collect()
    }

    fn fail(&self, id: WordingId) {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
    }

    /// A text filled in; nothing where the seller has none of their own, or where theirs lacks
    /// something.
    pub(super) fn filled(
        &self,
        language: Language,
        key: &str,
        values: &FluentArgs,
    ) -> Option<String> {
        let (id, template) = self.templates.get(&language)?.get(key)?;
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => Some(words.clone()),
            Piece::Filled(name, _) => values.get(name).and_then(value),
            Piece::Quoted(_) => None,
        };
        let filled: Option<String> = template.pieces().iter().map(piece).collect();
        if filled.is_none() {
            tracing::error!(text = key, "a value is missing; the text as it comes holds");
            self.fail(*id);
        }
        filled
    }
}

fn value(value: &FluentValue) -> Option<String> {
    match value {
        FluentValue::String(text) => Some(text.to_string()),
        FluentValue::Number(number) if number.value >= 0.0 => {
            Some(format::grouped(number.value as u64))
        }
        _ => None,
    }
}
