//! Whatever people type, send or tap at any question there is: it is an answer, or they are told
//! why it is none and the question stays; nothing half of it is kept. The questions are those of
//! the gallery, whose list does not compile without a new one.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::{Discriminant, discriminant};
use std::panic::{AssertUnwindSafe, catch_unwind};

use warung::chat::action::{Action, Manner};
use warung::chat::choice::{Choice, Fingerprint};
use warung::chat::codec::{decode, encode};
use warung::chat::conversation;
use warung::chat::field::Field;
use warung::chat::incoming::{Incoming, Said};
use warung::chat::talk::{self, Talk};
use warung::chat::wizard::Wizard;
use warung::domain::customer::{Customer, Person};
use warung::domain::effect::{Effect, Task};
use warung::domain::id::{ChatId, CustomerId};
use warung::domain::message::{Keys, MessageRef, Press, Screen};
use warung::domain::settings::{Kind, Settings};
use warung::domain::staff::Role;
use warung::engine::apply::apply;
use warung::engine::input::{Input, Reply};
use warung::engine::lent::Kept;
use warung::shop::context::Ctx;
use warung::store::read::Read;
use warung::store::schema::Table;
use warung::words::{Words, visible};

use crate::counter::{Counter, SARI};
use crate::gallery::every::{Asked, wizards};
use crate::gallery::shop::{member, seeded, seeded_shop};
use crate::hostile::refused;

/// Where whatever is said leaves its traces: that it was heard, what is to be shown, what they are
/// in the middle of.
const TRACES: [Table; 4] = [Table::Seen, Table::Counter, Table::Effect, Table::Session];

type Rows = BTreeMap<(Table, u64), Vec<u8>>;

/// What has come of all that was said, and of the last of it.
struct Came {
    name: String,
    /// Who is asked, and what they were in the middle of before the last was said.
    before: Option<Wizard>,
    open: Option<Wizard>,
    /// Where the last has changed anything, but for the traces.
    wrote: BTreeSet<Table>,
    /// What the last is answered with.
    tasks: Vec<Task>,
}

impl Came {
    /// Words on screens and buttons.
    fn told(&self) -> String {
        let said = |task: &Task| match task {
            Task::Show { screen, .. } => Some(screen.html.clone()),
            Task::Toast { text, .. } => text.clone(),
            _ => None,
        };
        self.tasks.iter().filter_map(said).collect::<Vec<_>>().join("\n---\n")
    }

    fn what(&self) -> String {
        format!("{}: {}\n{:?}", self.name, self.told(), self.open)
    }

    /// Something is told, within what Telegram takes.
    fn showable(&self) {
        let shows = |task: &Task| match task {
            Task::Show { screen, .. } => {
                assert_eq!(refused(screen), None, "{}", self.what());
                true
            }
            Task::Toast { text, .. } => {
                let text = text.as_deref().unwrap_or_default();
                assert!(text.chars().count() <= 200, "{}", self.what());
                !text.is_empty()
            }
            // A file is sent for: what comes of it is told then.
            Task::Fetch { .. } => true,
            _ => false,
        };
        // All are looked at.
        assert!(self.tasks.iter().filter(|task| shows(task)).count() > 0, "{}", self.what());
    }

    fn wrote_nothing(&self) {
        assert_eq!(self.wrote, BTreeSet::new(), "{}", self.what());
    }

    /// Nothing is kept, and the same is asked still.
    fn was_no_answer(&self) {
        self.wrote_nothing();
        assert_eq!(self.open, self.before, "{}", self.what());
    }

    /// The question is left, and nothing has come of it.
    fn left(&self) {
        self.wrote_nothing();
        assert_eq!(self.open, None, "{}", self.what());
    }
}

fn sort(wizard: &Option<Wizard>) -> Option<(Discriminant<Wizard>, Option<Discriminant<Field>>)> {
    let field = |wizard: &Wizard| match wizard {
        Wizard::Field(field) => Some(discriminant(field)),
        _ => None,
    };
    wizard.as_ref().map(|it| (discriminant(it), field(it)))
}

/// Whether it is a question. Behind what was no answer there is none, and what is chosen by a tap on
/// its card is never asked.
fn asks(wizard: &Wizard) -> bool {
    match wizard {
        Wizard::Rest(_) => false,
        Wizard::Setting(it) => {
            let kind = it.which.kind(&Settings::default()).expect("a setting that is known");
            !matches!(kind, Kind::Flag | Kind::Languages | Kind::Rows)
        }
        _ => true,
    }
}

struct Room {
    counter: Counter,
    asked: Vec<(u64, String, Wizard)>,
}

impl Room {
    /// Every question with somebody who may answer it, as it is asked now.
    fn open() -> Room {
        let counter = seeded();
        let mut room = Room { counter, asked: Vec::new() };
        let all = wizards(&room.counter, room.words());
        let owner = member(Role::Owner);
        for Asked(name, wizard) in all.into_iter().filter(|it| asks(&it.1)) {
            let person = wizard.needs().map_or(SARI, |_| owner);
            // What they see may be another by now than when the sample was made: then they are
            // asked once more.
            let fresh = room.say(person, &name, &wizard, &[sticker()]);
            let Some(open) = fresh.open else { panic!("{name} is left by a sticker") };
            room.asked.push((person, name, open));
        }
        room
    }

    fn words(&self) -> Words<'_> {
        self.counter.core.dictionary().words(None, seeded_shop().language)
    }

    /// Does something in a transaction that is thrown away.
    fn within<T>(&self, deed: impl FnOnce(&mut Ctx) -> T) -> (T, BTreeSet<Table>) {
        let shop = seeded_shop();
        let batch = self.counter.core.store().batch().unwrap();
        let mut ctx = Ctx::new(batch.begin([1; 32]), self.counter.now, &shop, true);
        let done = deed(&mut ctx);
        let (kept, _) = ctx.finish();
        let lasting = Table::ALL.into_iter().filter(|table| !TRACES.contains(table));
        (done, lasting.filter(|table| kept.changed(*table).is_some()).collect())
    }

    /// Somebody says all this, one after the other, in the middle of a conversation.
    fn say(&self, person: u64, name: &str, wizard: &Wizard, all: &[Said]) -> Came {
        let known: Customer = self.counter.core.store().snap().unwrap().need(person).unwrap();
        let from = Person::new(person, &known.name, "");
        let (dictionary, kept) = (self.counter.core.dictionary(), Kept::default());
        let (mut came, wrote) = self.within(|ctx| {
            let talk = Talk { wizard: Some(wizard.clone()), ..Talk::default() };
            talk::remember(ctx, CustomerId(person), &talk).unwrap();
            let hear = |ctx: &mut Ctx, id: u64, said: &Said| {
                let (chat, from, said) = (ChatId(person as i64), from.clone(), said.clone());
                let said = Incoming { chat, private: true, from, said, formatted: false };
                let update = Input::Update { id, said };
                let reply = apply(ctx, dictionary, &kept, &update);
                assert_eq!(reply.unwrap_or_else(|_| panic!("{name}: broken")), Reply::Done);
            };
            let (last, earlier) = all.split_last().expect("something is said");
            (900_000..).zip(earlier).for_each(|(id, said)| hear(ctx, id, said));
            let before = talk::open(ctx, CustomerId(person)).unwrap();
            let first = ctx.tx.last_number(Table::Effect).unwrap() + 1;
            let rows = (!earlier.is_empty()).then(|| rows(ctx));
            hear(ctx, 990_000, last);
            let effects = ctx.tx.all::<Effect>(first, usize::MAX).unwrap();
            Came {
                name: format!("{name}: {}", gist(last)),
                before,
                open: talk::open(ctx, CustomerId(person)).unwrap(),
                wrote: rows.map(|rows| other(&rows, &self::rows(ctx))).unwrap_or_default(),
                tasks: effects.into_iter().map(|effect| effect.task).collect(),
            }
        });
        if all.len() == 1 {
            came.wrote = wrote;
        }
        came
    }

    /// What each question has come to when something was said.
    fn each(&self, said: &Said, judge: impl Fn(&Wizard, Came)) {
        let mut wrong = Vec::new();
        for (person, name, wizard) in &self.asked {
            let judged = catch_unwind(AssertUnwindSafe(|| {
                let came = self.say(*person, name, wizard, std::slice::from_ref(said));
                came.showable();
                judge(wizard, came);
            }));
            if let Err(why) = judged {
                wrong.push(format!("{name}: {}", why.downcast_ref::<String>().unwrap()));
            }
        }
        // All of them are told, not only the first.
        assert!(wrong.is_empty(), "{}: {}", gist(said), wrong.join("\n"));
    }

    /// The buttons of a question, as it is shown.
    fn choices(&self, person: u64, wizard: &Wizard) -> Vec<String> {
        let (screen, _) =
            self.within(|ctx| conversation::ask(wizard, ctx, CustomerId(person), self.words()));
        let Ok(Screen { keys: Keys::Inline(rows), .. }) = screen else { return Vec::new() };
        let data = rows.into_iter().flatten().filter_map(|button| match button.does {
            Press::Data(data) => Some(data),
            Press::Url(_) => None,
        });
        data.filter(|data| matches!(decode(data), Some((Action::Answer(..), _)))).collect()
    }
}

fn rows(ctx: &Ctx) -> Rows {
    let tables = Table::ALL.into_iter().filter(|table| !TRACES.contains(table));
    tables
        .flat_map(|table| {
            let rows = ctx.tx.rows(table, 0, usize::MAX).unwrap();
            rows.into_iter().map(move |(key, bytes)| ((table, key), bytes))
        })
        .collect()
}

fn other(before: &Rows, after: &Rows) -> BTreeSet<Table> {
    let differs = |place: &&(Table, u64)| before.get(place) != after.get(place);
    before.keys().chain(after.keys()).filter(differs).map(|(table, _)| *table).collect()
}

fn text(text: &str) -> Said {
    Said::Text(text.into())
}

fn sticker() -> Said {
    Said::Other("sticker".into())
}

fn photo() -> Said {
    Said::Photo { file: "foto".into(), caption: String::new() }
}

fn document() -> Said {
    let (file, name, caption) = ("berkas".into(), "stok.txt".into(), String::new());
    Said::Document { file, name, mime: None, bytes: 9, caption }
}

fn tap(data: String) -> Said {
    let message = Some(MessageRef { id: 1, media: false });
    Said::Button { callback: "tap".into(), message, data }
}

fn gist(said: &Said) -> String {
    match said {
        Said::Text(text) => text.chars().take(20).collect(),
        Said::Button { data, .. } => format!("{:?}", decode(data)),
        other => other.kind().to_owned(),
    }
}

/// It is gathered or searched for, whatever it is.
fn takes_anything(wizard: &Wizard) -> bool {
    matches!(wizard, Wizard::Gather(_) | Wizard::UnitFinding(_))
}

#[test]
fn nothing_typed_is_no_answer_to_any_question() {
    let room = Room::open();
    for nothing in ["", "   ", "\n\n", "\u{200b}\u{200b}", "\u{a0}\u{2003}"] {
        room.each(&text(nothing), |wizard, came| match takes_anything(wizard) {
            true => came.wrote_nothing(),
            false => came.was_no_answer(),
        });
    }
}

/// An answer or none, it is shown as it was typed, and half of it is never kept.
#[test]
fn odd_words_are_an_answer_or_a_clear_no() {
    let room = Room::open();
    for odd in [
        "<>&\"{}",
        "{ $name }",
        "<b>x",
        "🎉",
        "👨‍👩‍👧‍👦",
        "\u{202e}abc",
        "-1",
        "1e9",
        "|||",
        "a|b",
        "\u{0}x",
    ] {
        room.each(&text(odd), |_, came| {
            if came.open.is_some() && sort(&came.open) == sort(&came.before) {
                let looked_at = [Table::Intake, Table::IntakePiece];
                let half = came.wrote.iter().filter(|table| !looked_at.contains(table));
                assert_eq!(half.count(), 0, "{:?} by {}", came.wrote, came.what());
            }
        });
    }
}

/// As long as Telegram lets a text be: more of it may be cut off, so none of it is kept.
#[test]
fn four_thousand_signs_are_no_answer_to_any_question() {
    let room = Room::open();
    for sign in ["x", "<", "é ", "🎉"] {
        let long = sign.repeat(4096 / sign.encode_utf16().count());
        room.each(&text(&long), |_, came| came.wrote_nothing());
    }
}

#[test]
fn a_photo_a_sticker_or_an_album_is_no_words() {
    let room = Room::open();
    room.each(&sticker(), |_, came| came.was_no_answer());
    // What may be sent for an order that waits for a transfer has tests of its own.
    for (person, name, wizard) in room.asked.iter().filter(|it| !it.2.takes_files()) {
        if *person == SARI {
            continue;
        }
        for file in [photo(), document()] {
            let came = room.say(*person, name, wizard, &[file]);
            came.showable();
            came.was_no_answer();
        }
        let one = || Said::OfAlbum { group: "album".into(), one: Box::new(photo()) };
        let came = room.say(*person, name, wizard, &[one(), one(), one()]);
        came.was_no_answer();
        assert_eq!(came.told(), "", "told once is enough: {}", came.what());
    }
}

#[test]
fn a_command_or_a_key_leaves_every_question_and_does_no_more() {
    let room = Room::open();
    for way_out in
        ["/katalog", "/pesanan", "🧾 Pesanan Saya", "🛍️ Semua Produk", "❌ Batal", "/batal"]
    {
        room.each(&text(way_out), |_, came| came.left());
    }
}

#[test]
fn what_is_edited_is_said_not_to_be_read() {
    let room = Room::open();
    let told = room.words().general_edited();
    room.each(&Said::Edited, |_, came| {
        came.was_no_answer();
        assert_eq!(came.told(), told, "{}", came.what());
    });
}

#[test]
fn a_card_of_another_question_confirms_nothing() {
    let room = Room::open();
    let old = room.words().toast_old_button();
    for choice in [Choice::Save, Choice::Skip, Choice::Delete, Choice::Cancel] {
        let data = encode(&Action::Answer(choice, Fingerprint(0)), Manner::Here).unwrap();
        room.each(&tap(data), |_, came| {
            came.was_no_answer();
            assert!(came.told().contains(&visible(&old)), "{}", came.what());
        });
    }
}

/// The second tap of every button of every question finds it answered.
#[test]
fn two_taps_are_one() {
    let room = Room::open();
    for (person, name, wizard) in &room.asked {
        for data in room.choices(*person, wizard) {
            let twice = [tap(data.clone()), tap(data.clone())];
            let once = room.say(*person, name, wizard, &twice[..1]);
            once.showable();
            let again = room.say(*person, name, wizard, &twice);
            again.wrote_nothing();
            // Where the first has led on, the second leads no further.
            if once.open != once.before {
                assert_eq!(again.open, once.open, "{}", again.what());
            }
        }
    }
}
