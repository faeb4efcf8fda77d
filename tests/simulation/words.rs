//! A seller who writes what buyers read, while they read it; buttons of their own; files of a
//! configuration. The greeting is always what was last saved, and nothing else is read.

use std::collections::BTreeSet;

use warung::chat::action::{Action, ConfigPress, OwnButtonPress, WordingPress};
use warung::chat::choice::Choice;
use warung::chat::codec::decode;
use warung::chat::incoming::Said;
use warung::chat::staff::wording::{Edit, card::seen};
use warung::chat::wizard::Wizard;
use warung::domain::effect::{Effect, Task};
use warung::domain::message::Screen;
use warung::domain::shop::Language;
use warung::domain::wording::WordingId;
use warung::engine::input::Input;
use warung::shop::wording;

use super::staff::ADMINS;
use super::world::World;

/// Only this one of the staff writes: what two do at once has tests of its own.
const WRITER: u64 = ADMINS[1];
const GREETING: WordingId = WordingId { text: 1, language: Language::INDONESIAN };
/// What the greeting has in it as the shop comes with it.
const OURS: &str = "Selamat datang di <b>Toko Sari</b>!";

/// What the outside knows of the greeting.
#[derive(Default)]
pub struct Greeting {
    /// Each by its number, as it is kept.
    typed: Vec<String>,
    /// As it stood when it was last looked at; nothing where it is ours.
    pub now: Option<String>,
    buttons: u64,
}

impl World {
    pub fn write(&mut self) {
        match self.luck.below(10) {
            0..5 => self.greet(),
            5 | 6 => {
                let back = |it: &Action| matches!(it, Action::Wording(it) if is_back(it) || is_default(it));
                if let Some(action) = self.offered(WRITER, back) {
                    self.presses_known(WRITER, &action);
                }
            }
            7 => {
                self.greeting.buttons += 1;
                let number = self.greeting.buttons;
                self.presses_known(WRITER, &OwnButtonPress::New.into());
                self.types(WRITER, &format!("Tombol {number}"));
                self.types(WRITER, &format!("jawaban {number}"));
                self.types(WRITER, "/batal");
            }
            8 => self.configure(),
            _ => {
                let config = |it: &Action| {
                    matches!(it, Action::Config(ConfigPress::Apply { .. } | ConfigPress::Undo(_)))
                };
                if let Some(action) = self.offered(WRITER, config) {
                    self.presses_known(WRITER, &action);
                }
            }
        }
    }

    /// Types a greeting, looks at it, and saves it.
    fn greet(&mut self) {
        let number = self.greeting.typed.len();
        let own = wording::text(&self.core.store().snap().unwrap(), GREETING).unwrap();
        let text = format!("Halo {{ $name }}, versi-{number}-");
        self.greeting.typed.push(text.clone());
        self.presses_known(WRITER, &WordingPress::Edit(GREETING).into());
        self.types(WRITER, &format!("Halo {{nama}}, versi-{number}-"));
        let edit = Edit { id: GREETING, seen: seen(&own), draft: Some(text) };
        let asked = Wizard::Wording(edit).fingerprint();
        for _ in 0..self.luck.range(1, 2) {
            self.presses_known(WRITER, &Action::Answer(Choice::Save, asked));
        }
        self.types(WRITER, "/batal");
    }

    /// Sends a file of what nobody else changes.
    fn configure(&mut self) {
        let number = self.luck.below(9);
        let text = format!(
            "warung = 1\n[settings]\nlow_mark = \"{number}\"\n\n\
             [[text]]\nkey = \"help-order\"\nlanguage = \"id\"\ntext = \"Caranya {number}\"\n\n\
             [[button]]\nlabel = \"Menu {number}\"\ntext = \"isi menu {number}\"\n"
        );
        let file = format!("configuration {}", self.updates);
        let (bytes, name) = (text.len() as u64, "toko.toml".into());
        self.telegram.files.insert(file.clone(), text.into_bytes());
        let caption = "/importconfig".into();
        self.says(WRITER, Said::Document { file, name, mime: None, bytes, caption });
    }

    /// Looks at the greeting after a step: it is as it was, or as it was saved in it; and whoever
    /// was greeted in the step has read one of these.
    pub fn witness_greeting(&mut self, inputs: &[Input], effects: &[Effect]) {
        let now = wording::text(&self.core.store().snap().unwrap(), GREETING).unwrap().text;
        let mut may: BTreeSet<Option<String>> = BTreeSet::from([self.greeting.now.clone()]);
        for press in inputs.iter().filter_map(pressed) {
            match press {
                Action::Wording(it) if is_back(&it) || is_default(&it) => {
                    may.insert(None);
                    may.extend(self.greeting.typed.iter().cloned().map(Some));
                }
                Action::Answer(Choice::Save, asked) => {
                    let typed = self.greeting.typed.iter();
                    let saved = typed.filter(|text| self.saves(asked.0, text, &may));
                    let saved: Vec<_> = saved.cloned().map(Some).collect();
                    may.extend(saved);
                }
                _ => {}
            }
        }
        assert!(may.contains(&now), "the greeting is {now:?}, and may be {may:?}");
        for effect in effects {
            if let Task::Show { to, screen, .. } = &effect.task
                && !ADMINS.contains(&(to.chat.0 as u64))
            {
                self.was_greeted(screen, &may);
            }
        }
        self.greeting.now = now;
    }

    /// Whether such a tap saves a text, by what stood there before it.
    fn saves(&self, asked: u32, text: &str, before: &BTreeSet<Option<String>>) -> bool {
        let plain = wording::text(&self.core.store().snap().unwrap(), GREETING).unwrap();
        before.iter().any(|it| {
            let own = warung::domain::wording::OwnText { text: it.clone(), ..plain.clone() };
            let edit = Edit { id: GREETING, seen: seen(&own), draft: Some(text.to_owned()) };
            Wizard::Wording(edit).fingerprint().0 == asked
        })
    }

    fn was_greeted(&self, screen: &Screen, may: &BTreeSet<Option<String>>) {
        let number = screen.html.split("versi-").nth(1).and_then(|it| it.split('-').next());
        if let Some(number) = number {
            let number: usize = number.parse().expect("a version");
            let text = Some(self.greeting.typed[number].clone());
            assert!(may.contains(&text), "greeted with {number}, and it may be {may:?}");
        } else if screen.html.contains(OURS) {
            assert!(may.contains(&None), "greeted as the shop comes, and it may be {may:?}");
        }
    }
}

fn pressed(input: &Input) -> Option<Action> {
    match input {
        Input::Update { said, .. } => match &said.said {
            Said::Button { data, .. } => decode(data).map(|(action, _)| action),
            _ => None,
        },
        _ => None,
    }
}

fn is_default(press: &WordingPress) -> bool {
    matches!(press, WordingPress::Default { .. })
}

fn is_back(press: &WordingPress) -> bool {
    matches!(press, WordingPress::Undo { .. } | WordingPress::Past { .. })
}
