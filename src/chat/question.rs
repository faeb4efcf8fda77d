//! A question to a person: its words, what can be pressed, and the ways out of it.

use super::action::Action;
use super::choice::{Choice, Fingerprint};
use super::layout::{button, turns};
use crate::domain::message::{Button, Media, Screen};
use crate::shop::browse::Page;
use crate::shop::category;
use crate::shop::context::{Ctx, Done};
use crate::words::Words;

/// Categories offered as buttons; others can be typed.
const CATEGORY_BUTTONS: usize = 12;

pub struct Question {
    pub text: String,
    rows: Vec<Vec<Key>>,
    /// The label of the button that passes it over, if it can be.
    skip: Option<String>,
    /// What stands beside the way out: the one thing that is asked.
    sure: Option<Key>,
    /// It can be left as if nothing had been.
    cancel: bool,
    media: Media,
}

enum Key {
    Choice(String, Choice),
    /// One that leads somewhere else.
    Way(Button),
}

impl Question {
    pub fn new(text: impl Into<String>) -> Question {
        let (rows, media) = (Vec::new(), Media::None);
        Question { text: text.into(), rows, skip: None, sure: None, cancel: true, media }
    }

    /// The same question in other words.
    pub fn said(self, text: String) -> Question {
        Question { text, ..self }
    }

    pub fn choice(self, label: impl Into<String>, choice: Choice) -> Question {
        self.choices(vec![(label.into(), choice)])
    }

    /// Choices beside one another.
    pub fn choices(mut self, row: Vec<(String, Choice)>) -> Question {
        self.rows.push(row.into_iter().map(|(label, choice)| Key::Choice(label, choice)).collect());
        self
    }

    /// The same in rows of two.
    pub fn pairs(self, choices: Vec<(String, Choice)>) -> Question {
        choices.chunks(2).fold(self, |it, row| it.choices(row.to_vec()))
    }

    pub fn way(mut self, button: Button) -> Question {
        self.rows.push(vec![Key::Way(button)]);
        self
    }

    /// The pages of a list that is chosen from.
    pub fn pages<T>(self, w: Words, list: &Page<T>) -> Question {
        let rows = turns(w, list).into_iter().filter(|row| !row.is_empty());
        rows.fold(self, |it, row| {
            it.choices(row.into_iter().map(|(label, page)| (label, Choice::Page(page))).collect())
        })
    }

    /// The shop's categories to choose from, as far as there is room for them.
    pub fn categories(self, ctx: &Ctx) -> Done<Question> {
        let known = category::all(&ctx.tx)?.into_iter().map(|it| it.category);
        let known = known.take(CATEGORY_BUTTONS);
        let pick = known.map(|it| (it.label(), Choice::Category(it.id)));
        Ok(self.pairs(pick.collect()))
    }

    /// Whether it offers something to choose, beside the ways out of it.
    pub fn chooses(&self) -> bool {
        self.keys().any(|key| matches!(key, Key::Choice(..)))
    }

    /// Whether all is answered, and saving it is what is asked for.
    pub fn saves(&self, w: Words) -> bool {
        let save = w.button_save();
        self.keys().any(|key| matches!(key, Key::Choice(label, Choice::Save) if *label == save))
    }

    fn keys(&self) -> impl Iterator<Item = &Key> {
        self.rows.iter().flatten().chain(&self.sure)
    }

    pub fn skip(self, label: String) -> Question {
        Question { skip: Some(label), ..self }
    }

    /// A yes that stands beside the no.
    pub fn sure(self, label: String, choice: Choice) -> Question {
        Question { sure: Some(Key::Choice(label, choice)), ..self }
    }

    pub fn sure_way(self, button: Button) -> Question {
        Question { sure: Some(Key::Way(button)), ..self }
    }

    /// With a picture or a file.
    pub fn with(self, media: Media) -> Question {
        Question { media, ..self }
    }

    /// There is nothing to be cancelled.
    pub fn for_good(self) -> Question {
        Question { cancel: false, ..self }
    }

    /// As it is shown. Every button of it names it, so that an old one never answers another.
    pub fn screen(self, asked: Fingerprint, back: bool, w: Words) -> Screen {
        let press = |label, choice| button(label, Action::Answer(choice, asked));
        let mut screen = Screen::new(self.text).with(self.media);
        let key = |key| match key {
            Key::Choice(label, choice) => press(label, choice),
            Key::Way(button) => button,
        };
        for row in self.rows {
            screen = screen.buttons(row.into_iter().map(key).collect());
        }
        if let Some(label) = self.skip {
            screen = screen.buttons(vec![press(label, Choice::Skip)]);
        }
        let back = back.then(|| press(w.button_back(), Choice::Back));
        let cancel = self.cancel.then(|| press(w.button_cancel(), Choice::Cancel));
        let sure = self.sure.map(key);
        let out: Vec<Button> = sure.into_iter().chain(back).chain(cancel).collect();
        match out.is_empty() {
            true => screen,
            false => screen.buttons(out),
        }
    }
}
