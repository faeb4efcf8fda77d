//! A story told over a disk that keeps a journal: what was on the books, and what the outside
//! had in its hands, before each transaction.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use warung::chat::incoming::Said;
use warung::domain::money::Rupiah;
use warung::domain::payment::{Hint, Named, Reference, Status};
use warung::domain::restore::Restored;
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};
use warung::shop::invariants::prove;
use warung::store::fault::Fault;
use warung::store::log::Shape;
use warung::store::open::{OpenError, Store};
use warung::store::read::{Direction, Entry, Read};
use warung::store::schema::Table;
use warung::store::seal::Seal;

use super::story::{Deed, Story};
use crate::counter::{ADMIN, BUDI, Counter, KEY, OPENED, SARI};
use crate::disk::{Disk, Event, Image, Luck};

/// Everything a shop has on record, to the byte.
pub struct Books {
    pages: Pages,
    flaws: OnceCell<Vec<String>>,
}

type Rows = Vec<(u64, Vec<u8>)>;

#[derive(PartialEq, Eq)]
struct Pages {
    rows: Vec<(Table, Rows)>,
    entries: Vec<Entry>,
    tallies: Vec<u64>,
}

impl Books {
    pub fn read(counter: &Counter) -> Books {
        let snap = counter.core.store().snap().unwrap();
        let rows = |table| (table, snap.rows(table, 0, usize::MAX).unwrap());
        let rows = Table::ALL.map(rows).to_vec();
        let last = (u16::MAX, u64::MAX, u64::MAX);
        let entries = snap.entries((0, 0, 0), last, Direction::Oldest, usize::MAX).unwrap();
        let tallies = (0..INDEXES)
            .flat_map(|index| KEYS.map(|key| snap.tally(index, key).unwrap()))
            .collect();
        Books { pages: Pages { rows, entries, tallies }, flaws: OnceCell::new() }
    }

    /// What is broken, found in a shop that has these books. Looked for once: the same books
    /// have the same flaws.
    pub fn flaws(&self, counter: &Counter) -> &[String] {
        self.flaws.get_or_init(|| flaws(counter))
    }
}

impl PartialEq for Books {
    fn eq(&self, other: &Books) -> bool {
        self.pages == other.pages
    }
}

/// Under which keys the stories count: all, the first products, the people.
const KEYS: [u64; 6] = [0, 1, 2, ADMIN, SARI, BUDI];
/// More indexes than there are.
const INDEXES: u16 = 64;

/// The moment before a transaction.
#[derive(Clone)]
pub struct Step {
    /// Where it begins in the disk's journal.
    pub from: usize,
    /// The deed that comes next: the one it belongs to has been done outside.
    pub next: usize,
    /// The outside, which remembers what it has seen whatever becomes of the shop.
    pub outside: Rc<Counter>,
    /// What has been said to the shop and is not acknowledged.
    pub said: Vec<Input>,
    /// Whether the shop has it on its books all the same, since before an earlier crash.
    heard: bool,
    /// What had been acknowledged.
    pub books: Rc<Books>,
}

pub struct Run {
    pub counter: Counter,
    pub disk: Disk,
    story: &'static Story,
    next: usize,
    heard: bool,
    steps: Vec<Step>,
}

/// A run that has come to its end.
pub struct Recording {
    pub first: Image,
    pub journal: Vec<Event>,
    /// The last one is the moment after the end.
    pub steps: Vec<Step>,
    pub counter: Counter,
}

impl Run {
    /// A new shop, on a disk that holds nothing unsynced.
    pub fn new(story: &'static Story, shape: Shape) -> Run {
        let blank = Disk::new(Vec::new());
        drop(open(&blank, shape).unwrap());
        let nowhere = Counter::new();
        let before = Step {
            from: 0,
            next: 0,
            books: Rc::new(Books::read(&nowhere)),
            outside: Rc::new(nowhere),
            said: Vec::new(),
            heard: false,
        };
        let disk = Disk::new(blank.remains().both(Luck::Nothing));
        Run::open(disk, story, shape, &before).unwrap()
    }

    /// Opens the shop as it lies on the disk, before an outside that was cut off at some step.
    pub fn open(
        disk: Disk,
        story: &'static Story,
        shape: Shape,
        cut: &Step,
    ) -> Result<Run, OpenError> {
        let counter = cut.outside.reopened(Arc::new(open(&disk, shape)?));
        let books = Books::read(&counter);
        let heard = cut.heard || books != *cut.books;
        let steps = Vec::new();
        let mut run = Run { counter, disk, story, next: cut.next, heard, steps };
        run.note(cut.said.clone());
        run.steps[0].from = 0;
        Ok(run)
    }

    /// What the outside does once the shop is open: says again what was not acknowledged,
    /// carries what is still due, and goes on with its story to the end.
    pub fn go_on(&mut self) -> Result<(), Fault> {
        self.repeat()?;
        self.settle()?;
        (self.next..self.story.deeds.len()).try_for_each(|deed| self.perform(deed))
    }

    /// Says again what nobody has acknowledged. What a courier learnt or a timer rang is not
    /// said again: their rows are still there, and so they are carried and rung again.
    fn repeat(&mut self) -> Result<(), Fault> {
        let said = self.steps[0].said.iter();
        let heard = |input: &&Input| {
            matches!(input, Input::Update { .. } | Input::Hint(_) | Input::Restored(_))
        };
        let again: Vec<Input> = said.filter(heard).cloned().collect();
        match again.is_empty() {
            true => {
                // Whatever comes now is said for the first time.
                self.heard = false;
                Ok(())
            }
            false => {
                let heard = self.heard;
                for (input, reply) in again.iter().zip(self.submit(again.clone())?) {
                    let wanted = match input {
                        Input::Hint(_) => Reply::Hinted,
                        Input::Restored(_) => Reply::Done,
                        _ if heard => Reply::Seen,
                        _ => Reply::Done,
                    };
                    assert_eq!(reply, wanted, "{input:?} said again");
                }
                Ok(())
            }
        }
    }

    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    pub fn recorded(mut self) -> Recording {
        self.note(Vec::new());
        let (first, journal) = self.disk.history();
        Recording { first, journal, steps: self.steps, counter: self.counter }
    }

    fn perform(&mut self, deed: usize) -> Result<(), Fault> {
        self.next = deed + 1;
        match &self.story.deeds[deed] {
            Deed::Say(person, text) => {
                let update = self.counter.update(*person, Said::Text((*text).into()));
                self.submit(vec![update])?;
            }
            Deed::File(person, name, caption, content) => {
                let (file, content) = ((*name).to_owned(), content.as_bytes().to_vec());
                let (name, bytes) = (file.clone(), content.len() as u64);
                self.counter.files.insert(file.clone(), content);
                let (mime, caption) = (None, (*caption).to_owned());
                let said = Said::Document { file, name, mime, bytes, caption };
                let update = self.counter.update(*person, said);
                self.submit(vec![update])?;
            }
            Deed::Press(person, label) => {
                let update = self.counter.pressed(*person, label);
                self.submit(vec![update])?;
            }
            Deed::Together(presses) => {
                let press = |(person, label): &(u64, &str)| self.counter.pressed(*person, label);
                let updates = presses.iter().map(press).collect();
                self.submit(updates)?;
            }
            Deed::Pay(order) => self.counter.pay(*order),
            Deed::Notice(orders) => {
                let hint = |order: &u64| Input::Hint(self.counter.payment(*order).reference.into());
                let hints = orders.iter().map(hint).collect();
                self.submit(hints)?;
            }
            Deed::Restored => {
                let (upto, at) = (OPENED, OPENED.after(Span::minutes(1)));
                let word = Restored { upto, at, from: "usb".into(), complete: false };
                self.submit(vec![Input::Restored(word)])?;
            }
            Deed::Told(reference, amount) => {
                let amount = Rupiah(*amount);
                let there = (amount, Status::Completed);
                self.counter.gateway.insert((*reference).to_owned(), there);
                let reference = Reference::parse(reference).expect("a reference");
                let named = Some(Named { amount, txn: "txn-1".into() });
                self.submit(vec![Input::Hint(Hint { reference, named })])?;
            }
            Deed::Wait(minutes) => {
                // Nobody repeats it: whoever comes back waits on.
                self.next = deed;
                self.wait(Span::minutes(*minutes))?;
            }
        }
        self.settle()
    }

    fn wait(&mut self, span: Span) -> Result<(), Fault> {
        let until = OPENED.after(span);
        while let Some((id, at)) = self.counter.next_timer().filter(|(_, at)| *at <= until) {
            self.counter.now = self.counter.now.max(at);
            self.submit(vec![Input::Ring { timer: id, at }])?;
            self.settle()?;
        }
        self.counter.now = until;
        Ok(())
    }

    /// Carries everything that is due, and what that leads to.
    fn settle(&mut self) -> Result<(), Fault> {
        for _ in 0..200 {
            let Some(effect) = self.counter.due().first().copied() else { return Ok(()) };
            let outcome = self.counter.outside(effect).expect("due, and not to be carried");
            self.submit(vec![Input::Carried { effect, outcome }])?;
        }
        panic!("the outbox never empties");
    }

    /// One batch of inputs. An error means that nothing was acknowledged.
    fn submit(&mut self, inputs: Vec<Input>) -> Result<Vec<Reply>, Fault> {
        self.note(inputs.clone());
        self.heard = false;
        let replies = self.counter.try_apply(&inputs)?;
        let sound = |reply: &Reply| matches!(reply, Reply::Done | Reply::Seen | Reply::Hinted);
        assert!(replies.iter().all(sound), "{inputs:?} came to {replies:?}");
        Ok(replies)
    }

    fn note(&mut self, said: Vec<Input>) {
        self.steps.push(Step {
            from: self.disk.events(),
            next: self.next,
            outside: Rc::new(self.counter.reopened(self.counter.core.store().clone())),
            said,
            heard: self.heard,
            books: Rc::new(Books::read(&self.counter)),
        });
    }
}

/// So small that a story fills segment after segment.
const SEGMENTS: Shape =
    Shape { segment_bytes: 4 * 4096, segments: 3, segments_max: 9, places: 0, bytes: 1 << 20 };

/// The tables take in commits before almost every one, after some, or never.
pub const EAGER: Shape = Shape { places: 1, ..SEGMENTS };
pub const STEADY: Shape = Shape { places: 20, ..SEGMENTS };
pub const LAZY: Shape = Shape { places: usize::MAX / 8, ..SEGMENTS };

pub fn open(disk: &Disk, shape: Shape) -> Result<Store, OpenError> {
    Store::open_logged(disk.clone(), disk.log(), Seal::new(&KEY), shape)
}

/// What is broken in a shop, if anything.
pub fn flaws(counter: &Counter) -> Vec<String> {
    let proof = counter.core.store().snap().and_then(|snap| prove(&snap));
    proof.unwrap_or_else(|fault| vec![fault.to_string()])
}
