//! The log as it is looked at: which entries, a page of them, and what each of them tells.

pub mod fields;
mod own;

use std::ops::{Range, RangeInclusive};

use serde::{Deserialize, Serialize};

use self::fields::{Field, Name, Subject, Told, Value};
use crate::domain::act::Act;
use crate::domain::coupon::Coupon;
use crate::domain::customer::{Level, Profile};
use crate::domain::limit::{AUDIT_LINES, AUDIT_STEPS_MAX};
use crate::domain::month::Date;
use crate::domain::own_button::OwnButton;
use crate::domain::product::{Category, Product};
use crate::domain::revision::{By, Revision, RowImage, Target};
use crate::domain::settings::StoredSetting;
use crate::domain::staff::Member;
use crate::domain::time::Timestamp;
use crate::domain::trail::{About, Kind, Trail};
use crate::domain::wording::OwnText;
use crate::store::fault::Fault;
use crate::store::read::{Direction, Read};
use crate::store::schema::{Index, Table, row_of};
use crate::store::seek::first_legible_since;

/// Which entries to look at; all that is given holds together. Buttons carry it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    pub who: Option<By>,
    pub kind: Option<Kind>,
    pub about: Option<About>,
    pub day: Option<Date>,
}

impl Filter {
    fn trails(&self) -> Vec<Trail> {
        let who = self.who.map(Trail::By);
        let (kind, about) = (self.kind.map(Trail::Kind), self.about.map(Trail::About));
        who.into_iter().chain(about).chain(kind).collect()
    }
}

/// Which page: told by numbers of entries, so that new ones move nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cut {
    Newest,
    /// Older than this one.
    Before(u64),
    /// Newer than this one.
    After(u64),
}

/// A page of the log, newest first. An entry that cannot be read is there with its number alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub entries: Vec<(u64, Option<Revision>)>,
    /// Where the pages beside it are, if there are any.
    pub newer: Option<Cut>,
    pub older: Option<Cut>,
}

/// `time`: from when to when the filter's day is.
pub fn page(
    read: &impl Read,
    filter: &Filter,
    time: Option<Range<Timestamp>>,
    cut: Cut,
) -> Result<Page, Fault> {
    let mut steps = AUDIT_STEPS_MAX;
    let within = numbers(read, time)?;
    let (first, last) = (*within.start(), *within.end());
    let mut walk = Walk { read, trails: filter.trails(), within, steps: &mut steps };
    let down = |walk: &mut Walk<_>, from| walk.some(from, Direction::Newest);
    let (numbers, left) = match cut {
        Cut::Newest => down(&mut walk, last)?,
        Cut::Before(number) => down(&mut walk, number.saturating_sub(1).min(last))?,
        Cut::After(number) => {
            let from = number.saturating_add(1).max(first);
            let (mut up, more) = walk.some(from, Direction::Oldest)?;
            match (up.len() == AUDIT_LINES, more) {
                (false, None) => down(&mut walk, last)?,
                _ => {
                    up.reverse();
                    (up, Some(number.saturating_add(1)))
                }
            }
        }
    };
    let newest = match cut {
        Cut::Newest => None,
        Cut::Before(number) => Some(numbers.first().copied().unwrap_or(number)),
        Cut::After(_) => numbers.first().copied(),
    };
    // Where it is too far to say, somebody may go and look.
    let newer = match newest {
        Some(number) => match walk.next(number.saturating_add(1), Direction::Oldest)? {
            Step::Found(_) | Step::Tired(_) => Some(number),
            Step::End => None,
        },
        None => None,
    };
    let mut entries = Vec::new();
    for number in numbers {
        entries.push((number, read.passable::<Revision>(number)?));
    }
    Ok(Page { entries, newer: newer.map(Cut::After), older: left.map(Cut::Before) })
}

/// One entry; `None`: it cannot be read, or never was.
pub fn entry(read: &impl Read, number: u64) -> Result<Option<Revision>, Fault> {
    read.passable(number)
}

/// The numbers of a time; of all entries where there is none.
fn numbers(read: &impl Read, time: Option<Range<Timestamp>>) -> Result<RangeInclusive<u64>, Fault> {
    let last = read.last_number(Table::Revision)?;
    let Some(time) = time else { return Ok(1..=last) };
    let since = |at| first_legible_since(read, at, |revision: &Revision| revision.at);
    let (from, to) = (since(time.start)?.max(1), since(time.end)?.saturating_sub(1));
    Ok(from..=to.min(last))
}

/// The way through the entries that lie on several trails at once.
struct Walk<'w, T> {
    read: &'w T,
    trails: Vec<Trail>,
    within: RangeInclusive<u64>,
    /// How many steps are left of those that a page may take.
    steps: &'w mut usize,
}

/// Where a walk has come to.
enum Step {
    Found(u64),
    /// Nothing lies beyond.
    End,
    /// It has gone so far that the rest of the way is another page's.
    Tired(u64),
}

impl<T: Read> Walk<'_, T> {
    /// A page from a number on; and where the next one begins, if there is more.
    fn some(&mut self, from: u64, order: Direction) -> Result<(Vec<u64>, Option<u64>), Fault> {
        let mut numbers = Vec::new();
        let mut next = Some(from);
        while let Some(at) = next {
            match self.next(at, order)? {
                Step::Found(number) if numbers.len() == AUDIT_LINES => {
                    return Ok((numbers, Some(beside(number, order))));
                }
                Step::Found(number) => {
                    numbers.push(number);
                    next = beyond(number, order);
                }
                Step::Tired(number) => return Ok((numbers, Some(beside(number, order)))),
                Step::End => next = None,
            }
        }
        Ok((numbers, None))
    }

    /// The nearest number from one on that all trails have.
    fn next(&mut self, from: u64, order: Direction) -> Result<Step, Fault> {
        let mut at = from;
        if !self.within.contains(&at) {
            return Ok(Step::End);
        }
        let trails = self.trails.clone();
        let mut agreed = 0;
        for trail in trails.iter().cycle() {
            if *self.steps == 0 {
                return Ok(Step::Tired(at));
            }
            *self.steps -= 1;
            let rows = match order {
                Direction::Newest => *self.within.start()..=at,
                Direction::Oldest => at..=*self.within.end(),
            };
            let found = self.read.list_range(Index::RevisionsTrail, trail.key(), rows, order, 1)?;
            let Some(found) = found.first().copied() else { return Ok(Step::End) };
            agreed = if found == at { agreed + 1 } else { 1 };
            at = found;
            if agreed == trails.len() {
                break;
            }
        }
        Ok(Step::Found(at))
    }
}

/// The number behind one, on the way.
fn beyond(number: u64, order: Direction) -> Option<u64> {
    match order {
        Direction::Newest => number.checked_sub(1),
        Direction::Oldest => number.checked_add(1),
    }
}

/// A cut that has this number on its far side.
fn beside(number: u64, order: Direction) -> u64 {
    match order {
        Direction::Newest => number.saturating_add(1),
        Direction::Oldest => number.saturating_sub(1),
    }
}

/// What an entry tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    Made(Vec<Field>),
    Gone(Vec<Field>),
    Changed(Vec<(Name, Value, Value)>),
    Done(Act),
    /// Of a newer program, or damaged.
    Unread,
}

/// What it is about, by the name that this had then, and what became of it.
pub fn told(revision: &Revision) -> (Subject, How) {
    let Revision { what, before, after, .. } = revision;
    match *what {
        Target::Act(act) => (Subject::Unread, How::Done(act)),
        Target::Product(_) => changed::<Product>(*what, before, after),
        Target::Category(_) => changed::<Category>(*what, before, after),
        Target::Coupon(_) => changed::<Coupon>(*what, before, after),
        Target::Text(id) => (Subject::Text(id), changed::<OwnText>(*what, before, after).1),
        Target::Button(_) => changed::<OwnButton>(*what, before, after),
        Target::Member(id) => (Subject::Member(id), changed::<Member>(*what, before, after).1),
        Target::Profile(id) => {
            (Subject::Customer(id), of_profile(changed::<Profile>(*what, before, after).1))
        }
        Target::Setting(number) => {
            (Subject::Setting(number), of_setting(changed::<StoredSetting>(*what, before, after).1))
        }
    }
}

/// Before it was set for the first time, its default held.
fn of_setting(how: How) -> How {
    let was = |name| match name {
        Name::Setting(number) => fields::by_default(number),
        _ => Value::Nothing,
    };
    match how {
        How::Made(fields) => {
            let fields = fields.into_iter().map(|(name, value)| (name, was(name), value));
            How::Changed(fields.collect())
        }
        how => how,
    }
}

/// Whoever has no profile pays as usual.
fn of_profile(how: How) -> How {
    let usual = || Value::Level(Level::default());
    match how {
        How::Made(fields) => {
            How::Changed(fields.into_iter().map(|(name, value)| (name, usual(), value)).collect())
        }
        How::Gone(fields) => {
            How::Changed(fields.into_iter().map(|(name, value)| (name, value, usual())).collect())
        }
        how => how,
    }
}

fn changed<R: Told>(
    what: Target,
    before: &Option<RowImage>,
    after: &Option<RowImage>,
) -> (Subject, How) {
    let read = |image: &Option<RowImage>| {
        image.as_ref().map(|image| row_of::<R>(what.row(), image)).transpose()
    };
    let (before, after) = (read(before), read(after));
    let named = |row: &Result<Option<R>, Fault>| {
        row.as_ref().ok().and_then(Option::as_ref).map(Told::subject)
    };
    let subject = named(&before).or_else(|| named(&after)).unwrap_or(Subject::Unread);
    let how = match (before, after) {
        (Ok(None), Ok(Some(row))) => How::Made(there(&row)),
        (Ok(Some(row)), Ok(None)) => How::Gone(there(&row)),
        (Ok(Some(before)), Ok(Some(after))) => {
            let pairs = before.fields().into_iter().zip(after.fields());
            let other = pairs.filter(|((_, before), (_, after))| before != after);
            How::Changed(other.map(|((name, before), (_, after))| (name, before, after)).collect())
        }
        _ => How::Unread,
    };
    (subject, how)
}

/// What there is of a row.
fn there(row: &impl Told) -> Vec<Field> {
    row.fields().into_iter().filter(|(_, value)| *value != Value::Nothing).collect()
}
