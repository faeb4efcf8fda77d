//! The conversation: in whose language, and whether anybody is there to answer.

use std::io::IsTerminal;

use anyhow::bail;
use secrecy::{ExposeSecret, SecretString};

use crate::cli::{Trouble, say, terminal};
use crate::domain::shop::Language;
use crate::words::{self, Words};

#[derive(Clone, Copy)]
pub struct Talk<'w> {
    pub w: Words<'w>,
    /// Nobody answers: what is not given stays as it is, and doubts are set aside.
    pub silent: bool,
}

/// How often a wrong answer may be given before it is no use to ask again.
const TRIES: u32 = 10;

impl Talk<'_> {
    /// Asks until the answer is one. `check` brings what to say otherwise. An empty answer means
    /// the one in brackets.
    pub fn ask<T>(
        &self,
        question: &str,
        usual: &str,
        mut check: impl FnMut(&str) -> Result<T, String>,
    ) -> Result<T, Trouble> {
        let question = match usual.is_empty() {
            true => format!("{question}: "),
            false => format!("{question} [{usual}]: "),
        };
        self.again(|| {
            let answer = terminal::ask(&question)?;
            Ok(check(if answer.is_empty() { usual } else { &answer }))
        })
    }

    /// Asks for a secret. An empty answer is handed to `check` as it is.
    pub fn ask_hidden<T>(
        &self,
        question: &str,
        mut check: impl FnMut(SecretString) -> Result<T, String>,
    ) -> Result<T, Trouble> {
        let question = format!("{question}: ");
        self.again(|| Ok(check(terminal::ask_hidden(&question)?)))
    }

    fn again<T>(
        &self,
        mut answer: impl FnMut() -> anyhow::Result<Result<T, String>>,
    ) -> Result<T, Trouble> {
        for _ in 0..TRIES {
            match answer()? {
                Ok(answer) => return Ok(answer),
                Err(why) => say(&format!("  ✗ {why}")),
            }
        }
        Err(Trouble::Wrong(self.w.setup_too_often()))
    }

    /// Yes or no. Whoever is not there says yes.
    pub fn agrees(&self, question: &str) -> Result<bool, Trouble> {
        if self.silent {
            return Ok(true);
        }
        let question = format!("{question} {}: ", self.w.setup_yes_or_no());
        loop {
            match terminal::ask(&question)?.to_lowercase().as_str() {
                "y" | "ya" | "yes" => return Ok(true),
                "" | "t" | "tidak" | "n" | "no" => return Ok(false),
                _ => {}
            }
        }
    }

    pub fn well(&self, text: &str) {
        say(&format!("  ✓ {text}"));
    }

    pub fn doubt(&self, text: &str) {
        say(&format!("  ! {text}"));
    }
}

/// The language of the questions: the one that was asked for, or the terminal's own.
pub fn language(wanted: Option<Language>, silent: bool) -> anyhow::Result<Language> {
    let spoken: Vec<Language> = words::languages().collect();
    if let Some(language) = wanted.or_else(of_the_terminal).filter(|it| spoken.contains(it)) {
        return Ok(language);
    }
    if silent || !std::io::stdin().is_terminal() {
        return Ok(Language::INDONESIAN);
    }
    let names: Vec<String> = spoken.iter().map(|it| it.as_str().to_owned()).collect();
    let question = format!("Bahasa / Language ({}) [{}]: ", names.join(", "), names[0]);
    for _ in 0..TRIES {
        let answer = terminal::ask(&question)?;
        let answer = if answer.is_empty() { names[0].clone() } else { answer.to_lowercase() };
        if let Some(language) = spoken.iter().find(|it| it.as_str() == answer) {
            return Ok(*language);
        }
    }
    bail!("there are: {}", names.join(", "))
}

/// What the environment says of the person at the terminal, if it says anything.
pub fn of_the_terminal() -> Option<Language> {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let value = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"))?;
    Language::parse(value.split('.').next()?)
}

/// An answer that may be left empty.
pub fn filled(secret: SecretString) -> Option<SecretString> {
    Some(secret).filter(|secret| !secret.expose_secret().is_empty())
}
