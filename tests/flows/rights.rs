//! Everything that can be pressed, looked at, typed and answered, by everybody: strangers, and
//! each role of the staff. Whoever has the right is let in. For a stranger there is no such
//! thing, and silence; one of the staff is told that it is not among their tasks. Nothing else
//! comes of either, and nothing is written.

use std::collections::BTreeSet;

use warung::chat::action::{Action, Manner};
use warung::chat::choice::Choice;
use warung::chat::codec;
use warung::chat::incoming::{Incoming, Said};
use warung::chat::talk::{self, Talk};
use warung::chat::turn::Turn;
use warung::chat::wizard::Wizard;
use warung::chat::{conversation, screens};
use warung::domain::customer::{Customer, Person};
use warung::domain::effect::Task;
use warung::domain::id::{ChatId, CustomerId};
use warung::domain::message::{Keys, MessageRef, Press, Screen};
use warung::domain::refusal::Refusal;
use warung::domain::shop::Shop;
use warung::domain::staff::{Right, Role};
use warung::engine::apply::apply;
use warung::engine::input::{Input, Reply};
use warung::engine::lent::Kept;
use warung::shop::context::{Ctx, Done, Stop};
use warung::store::read::Read;
use warung::store::schema::Table;
use warung::words::{Words, visible};

use crate::counter::{Counter, SARI};
use crate::gallery::every::{Asked, owner_commands, places, presses, staff_commands, wizards};
use crate::gallery::shop::{TINA, member, seeded, seeded_shop};

/// Where what is said leaves its traces, whatever comes of it: that it was heard, the number it
/// had, what is to be shown, and what somebody is in the middle of.
const TRACES: [Table; 4] = [Table::Seen, Table::Counter, Table::Effect, Table::Session];

/// Who walks: a buyer with orders of every kind, somebody who only came in, and the staff.
fn people() -> Vec<(u64, Option<Role>)> {
    let staff = Role::ALL.map(|role| (member(role), Some(role)));
    [(SARI, None), (TINA, None)].into_iter().chain(staff).collect()
}

struct House {
    counter: Counter,
    shop: Shop,
}

/// What came of something: which kinds of rows were written, and what is to be shown or told.
struct Came {
    written: BTreeSet<Table>,
    tasks: Vec<Task>,
}

impl House {
    fn open() -> House {
        House { counter: seeded(), shop: seeded_shop() }
    }

    fn words(&self) -> Words<'_> {
        self.counter.core.dictionary().words(None, self.shop.language)
    }

    /// Does something in a transaction that is thrown away.
    fn within<T>(&self, deed: impl FnOnce(&mut Ctx) -> T) -> (T, Came) {
        let batch = self.counter.core.store().batch().unwrap();
        let mut ctx = Ctx::new(batch.begin([1; 32]), self.counter.now, &self.shop, true);
        let came = deed(&mut ctx);
        let (kept, out) = ctx.finish();
        let written = Table::ALL.into_iter().filter(|table| kept.changed(*table).is_some());
        let tasks = out.effects.into_iter().map(|effect| effect.task).collect();
        (came, Came { written: written.collect(), tasks })
    }

    /// Somebody says something, perhaps in the middle of a conversation.
    fn hear(&self, person: u64, open: Option<&Wizard>, said: Said) -> Came {
        let known: Customer = self.counter.core.store().snap().unwrap().need(person).unwrap();
        let from = Person::new(person, &known.name, "");
        let chat = ChatId(person as i64);
        let said = Incoming { chat, private: true, from, said, formatted: false };
        let (reply, came) = self.within(|ctx| {
            let talk = Talk { wizard: open.cloned(), ..Talk::default() };
            talk::remember(ctx, CustomerId(person), &talk).unwrap();
            let (dictionary, kept) = (self.counter.core.dictionary(), Kept::default());
            apply(ctx, dictionary, &kept, &Input::Update { id: 900_000, said })
        });
        assert_eq!(reply.unwrap(), Reply::Done);
        came
    }

    fn press(&self, person: u64, open: Option<&Wizard>, action: &Action) -> Came {
        let data = codec::encode(action, Manner::Here).unwrap();
        self.tap(person, open, data)
    }

    fn tap(&self, person: u64, open: Option<&Wizard>, data: String) -> Came {
        let message = Some(MessageRef { id: 1, media: false });
        self.hear(person, open, Said::Button { callback: "tap".into(), message, data })
    }

    fn looks(&self, person: u64, draw: impl FnOnce(&Ctx, &Turn) -> Done<Screen>) -> Done<Screen> {
        let customer: Customer = self.counter.core.store().snap().unwrap().need(person).unwrap();
        let (words, dictionary) = (self.words(), self.counter.core.dictionary());
        let (pressed, album, formatted, preview) = (None, None, false, false);
        let html = None;
        let turn = Turn { customer, words, dictionary, pressed, album, formatted, html, preview };
        self.within(|ctx| draw(ctx, &turn)).0
    }

    /// Holds what came of something that needs a right, or none, against who asked for it.
    fn judge(&self, what: &str, role: Option<Role>, needs: Option<Right>, came: &Came) {
        let no = self.words().refusal(&Refusal::NoRight);
        let said = came.said();
        let what = format!("{what} by {role:?}: {said:?}, {:?} written", came.written);
        let right = needs.is_none_or(|right| role.is_some_and(|role| role.may(right)));
        if right {
            let refused =
                [Refusal::NoRight, Refusal::NotAllowed].map(|it| self.words().refusal(&it));
            let told = refused.iter().flat_map(|no| [no.clone(), visible(no)]);
            assert!(told.into_iter().all(|no| !said.contains(&no)), "{what}");
            return;
        }
        assert!(came.written.iter().all(|table| TRACES.contains(table)), "{what}");
        let silent = |task: &Task| matches!(task, Task::Toast { text: None, .. });
        match role {
            None => assert!(came.tasks.iter().all(silent), "{what}"),
            Some(_) => {
                let [task] = &came.tasks[..] else { panic!("{what}") };
                match task {
                    Task::Toast { text, alert, .. } => {
                        assert_eq!((text, *alert), (&Some(visible(&no)), true), "{what}");
                    }
                    Task::Show { screen, .. } => {
                        assert_eq!((&screen.html, &screen.keys), (&no, &Keys::None), "{what}");
                    }
                    _ => panic!("{what}"),
                }
            }
        }
    }
}

impl Came {
    /// Every word of it that is for people.
    fn said(&self) -> Vec<String> {
        let said = |task: &Task| match task {
            Task::Show { screen, .. } => Some(screen.html.clone()),
            Task::Toast { text, .. } => text.clone(),
            _ => None,
        };
        self.tasks.iter().filter_map(said).collect()
    }

    /// Something comes of it that whoever asked for it can tell.
    fn heard(&self) -> bool {
        self.tasks.iter().any(|task| !matches!(task, Task::Toast { text: None, .. }))
    }
}

#[test]
fn every_button_asks_who_presses_it() {
    let house = House::open();
    for action in presses(&house.counter) {
        for (person, role) in people() {
            let came = house.press(person, None, &action);
            let what = format!("{action:?}");
            house.judge(&what, role, action.needs(), &came);
            let may = action.needs().is_none_or(|right| role.is_some_and(|it| it.may(right)));
            assert!(!may || came.heard() || action == Action::Nothing, "{what}: {role:?}");
        }
    }
}

#[test]
fn every_place_asks_who_looks() {
    let house = House::open();
    for place in places(&house.counter) {
        for (person, role) in people() {
            let drawn = house.looks(person, |ctx, turn| screens::screen(&place, ctx, turn));
            judge_look(&format!("{place:?}"), role, place.needs(), drawn);
        }
    }
}

/// What comes of a look: a screen, or another refusal than those that are for strangers.
fn judge_look(what: &str, role: Option<Role>, needs: Option<Right>, drawn: Done<Screen>) {
    let refused = match drawn {
        Ok(_) => None,
        Err(Stop::Refused(refusal)) => Some(refusal),
        Err(Stop::Fault(fault)) => panic!("{what} for {role:?}: {fault}"),
    };
    let expected = match (needs, role) {
        (Some(_), None) => Some(Refusal::NotAllowed),
        (Some(right), Some(role)) if !role.may(right) => Some(Refusal::NoRight),
        _ => {
            let closed = matches!(refused, Some(Refusal::NotAllowed | Refusal::NoRight));
            assert!(!closed, "{what} for {role:?}: {refused:?}");
            return;
        }
    };
    assert_eq!(refused, expected, "{what} for {role:?}");
}

#[test]
fn every_command_of_the_staff_asks_who_types_it() {
    let house = House::open();
    for (text, command) in staff_commands() {
        let photo = Said::Photo { file: "foto".into(), caption: text.clone() };
        for said in [Said::Text(text.clone()), photo] {
            for (person, role) in people() {
                let came = house.hear(person, None, said.clone());
                house.judge(&text, role, Some(command.needs()), &came);
                assert!(!role.is_some_and(|it| it.may(command.needs())) || came.heard(), "{text}");
            }
        }
    }
}

/// For all others these are words like any that the shop does not know.
#[test]
fn commands_of_the_owners_are_unknown_to_all_others() {
    let house = House::open();
    let said = |person, text: &str| house.hear(person, None, Said::Text(text.to_owned()));
    for text in owner_commands() {
        for (person, role) in people() {
            let (came, unknown) = (said(person, &text), said(person, "/apaini"));
            match role.is_some_and(|role| role.may(Right::Machine)) {
                true => assert_ne!(came.tasks, unknown.tasks, "{text} by {role:?}"),
                false => {
                    assert_eq!(came.tasks, unknown.tasks, "{text} by {role:?}");
                    assert_eq!(came.written, unknown.written, "{text} by {role:?}");
                }
            }
        }
    }
}

/// Whoever is in the middle of something may have lost the right to it since.
#[test]
fn every_question_asks_who_answers() {
    let house = House::open();
    for Asked(name, wizard) in wizards(&house.counter, house.words()) {
        for (person, role) in people() {
            let ask = |ctx: &Ctx, turn: &Turn| {
                conversation::ask(&wizard, ctx, CustomerId(person), turn.words)
            };
            judge_look(&name, role, wizard.needs(), house.looks(person, ask));
            // A buyer's picture may show a transfer that is waited for, whatever else is asked.
            let waits = person == SARI;
            for said in answers().into_iter().filter(|said| !waits || !is_file(said)) {
                let came = house.hear(person, Some(&wizard), said.clone());
                house.judge(&format!("{name}: {}", gist(&said)), role, wizard.needs(), &came);
            }
            for choice in choices(&house, &wizard) {
                let action = Action::Answer(choice, wizard.fingerprint());
                let came = house.press(person, Some(&wizard), &action);
                house.judge(&format!("{name}: {choice:?}"), role, wizard.needs(), &came);
            }
        }
    }
}

/// What may be said to any question.
fn answers() -> Vec<Said> {
    let (file, name, mime) = ("berkas".to_owned(), "stok.txt".to_owned(), None);
    let document = Said::Document { file, name, mime, bytes: 9, caption: String::new() };
    let photo = Said::Photo { file: "foto".into(), caption: String::new() };
    let texts = ["1", "50000", "apa saja"].map(|text| Said::Text(text.into()));
    texts.into_iter().chain([document, photo, Said::Other("sticker".into())]).collect()
}

fn gist(said: &Said) -> &str {
    match said {
        Said::Text(text) => text,
        Said::Photo { .. } => "a photo",
        Said::Document { .. } => "a document",
        _ => "something else",
    }
}

fn is_file(said: &Said) -> bool {
    matches!(said, Said::Document { .. } | Said::Photo { .. })
}

/// What the buttons of a question say, but for the one that leaves it: that is everybody's.
fn choices(house: &House, wizard: &Wizard) -> Vec<Choice> {
    let person = CustomerId(member(Role::Owner));
    let (screen, _) = house.within(|ctx| conversation::ask(wizard, ctx, person, house.words()));
    let Ok(Screen { keys: Keys::Inline(rows), .. }) = screen else { return vec![Choice::Save] };
    let choice = |press: &Press| match press {
        Press::Data(data) => match codec::decode(data) {
            Some((Action::Answer(choice, _), _)) => Some(choice),
            _ => None,
        },
        Press::Url(_) => None,
    };
    let offered = rows.iter().flatten().filter_map(|button| choice(&button.does));
    offered.chain([Choice::Save]).filter(|choice| *choice != Choice::Cancel).collect()
}
