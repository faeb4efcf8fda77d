//! Texts for people: every text of `lang/` as a typed function, in each language of the shop.
//!
//! A text that is missing, or filled with the wrong things, does not compile: `build/` reads the
//! files and writes the functions of [`Words`].

mod fill;
pub mod format;
mod keyboard;
mod refusal;

use std::collections::HashMap;
use std::fmt;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use jiff::tz::TimeZone;
use unic_langid::LanguageIdentifier;

use crate::domain::id::OrderId;
use crate::domain::money::Rupiah;
use crate::domain::shop::Language;
use crate::domain::time::Timestamp;

#[cfg(test)]
use tests::Sample;

include!(concat!(env!("OUT_DIR"), "/door.rs"));

/// All languages, and the zone whose clock the shop goes by. Loaded once.
pub struct Dictionary {
    tongues: Vec<Tongue>,
    zone: TimeZone,
    keyboard: HashMap<String, Key>,
}

struct Tongue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

/// The texts in one language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    tongue: &'a Tongue,
    zone: &'a TimeZone,
}

/// A fragment of a message that is HTML already, made of other texts of the door.
#[derive(Clone, Copy, Debug)]
pub struct Html<'a>(pub &'a str);

/// The operator named a time zone that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownZone(pub String);

impl fmt::Display for UnknownZone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "there is no time zone {:?}; one is Asia/Jakarta", self.0)
    }
}

impl std::error::Error for UnknownZone {}

impl Dictionary {
    pub fn load(timezone: &str) -> Result<Dictionary, UnknownZone> {
        let zone = format::zone(timezone).ok_or_else(|| UnknownZone(timezone.to_owned()))?;
        let tongues = FILES.iter().map(|(language, text)| Tongue::new(*language, text)).collect();
        let mut dictionary = Dictionary { tongues, zone, keyboard: HashMap::new() };
        dictionary.keyboard = keyboard::labels(&dictionary);
        Ok(dictionary)
    }

    /// The texts in the first of the two languages that the shop speaks.
    pub fn words(&self, language: Option<Language>, fallback: Language) -> Words<'_> {
        let find = |wanted| self.tongues.iter().find(|tongue| tongue.language == wanted);
        let tongue = language.and_then(find).or_else(|| find(fallback));
        Words { tongue: tongue.unwrap_or(&self.tongues[0]), zone: &self.zone }
    }

    /// Every language, with its own name for itself.
    pub fn languages(&self) -> impl Iterator<Item = (Language, String)> {
        self.all().map(|words| (words.language(), words.language_name()))
    }

    /// The key of the keyboard whose label was pressed, or typed with or without its emoji, in
    /// any language: a keyboard stays on the phone when its owner changes the language.
    pub fn key(&self, typed: &str) -> Option<Key> {
        self.keyboard.get(&keyboard::fold(typed)).copied()
    }

    fn all(&self) -> impl Iterator<Item = Words<'_>> {
        self.tongues.iter().map(|tongue| Words { tongue, zone: &self.zone })
    }
}

impl Tongue {
    fn new(language: Language, text: &str) -> Tongue {
        // The build has parsed every file, and would not have passed a broken one.
        let resource = FluentResource::try_new(text.to_owned());
        let resource = resource.unwrap_or_else(|(sound, _)| sound);
        let locale: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks are for running text; in a shop's short lines they are only noise.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(fill::grouped));
        bundle.add_resource_overriding(resource);
        Tongue { language, bundle }
    }
}

impl Words<'_> {
    pub fn language(&self) -> Language {
        self.tongue.language
    }
}

#[cfg(test)]
mod tests;
