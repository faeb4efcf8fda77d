//! Is the database true to itself? Every row decodes; every way to a row is there, and no other.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::fault::Fault;
use super::near::Near;
use super::read::{Direction, Entry, Read};
use super::record::Record;
use super::schema::{EachKind, Keeps, Table};
use super::snap::Snap;
use crate::domain::title::Title;

/// What was found, in words for whoever mends it. Empty: all is well. A row that cannot be read
/// is a `Fault::Corrupt` with its table and key: nothing further can be said for certain.
pub fn check(snap: &Snap) -> Result<Vec<String>, Fault> {
    check_with(snap, &mut |check| {
        for table in Table::ALL {
            snap.last_number(table)?;
            table.each(check)?;
        }
        Ok(())
    })
}

/// The same by somebody who shows it each kind once, whenever asked to.
pub fn check_with(
    snap: &Snap,
    show: &mut impl FnMut(&mut Check) -> Result<(), Fault>,
) -> Result<Vec<String>, Fault> {
    let mut check = Check::of(snap, false);
    show(&mut check)?;
    if !check.leads_everywhere()? {
        // Which of them it is, nobody knows before each has been looked for.
        check = Check::of(snap, true);
        show(&mut check)?;
        let mut broken = check.end()?;
        if broken.is_empty() {
            broken.push("the index is not what the rows tell of".to_owned());
        }
        return Ok(broken);
    }
    check.end()
}

/// Walks all rows of a kind from the first key on.
pub fn each<R: Record>(
    read: &impl Read,
    mut see: impl FnMut(R) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut from = 0;
    loop {
        let rows: Vec<R> = read.all(from, R::TABLE.at_a_time())?;
        let Some(last) = rows.last() else { return Ok(()) };
        let end = last.key();
        rows.into_iter().try_for_each(&mut see)?;
        match end.checked_add(1) {
            Some(next) => from = next,
            None => return Ok(()),
        }
    }
}

/// Holds what is kept against what the rows themselves tell of, a kind after the other. It has
/// seen everything when it was shown each kind once.
pub struct Check<'s> {
    snap: &'s Snap,
    near: Near<'s>,
    /// Whether each index entry is looked for by itself.
    one_by_one: bool,
    listed: u64,
    /// The sum of the hashes of all entries that rows tell of, by a key of this check alone: where
    /// it is that of all entries there are, they are the same.
    sum: u64,
    hash: RandomState,
    titles: u64,
    counts: HashMap<(u16, u64), u64>,
    broken: Vec<String>,
}

impl EachKind for Check<'_> {
    fn kind<R: Record>(&mut self) -> Result<(), Fault> {
        let snap = self.snap;
        each::<R>(snap, |row| {
            if R::TITLED {
                self.title(&row)?;
            }
            for (index, key) in row.index() {
                let entry: Entry = (index as u16, key, row.key());
                if index.keeps() != Keeps::Count {
                    self.listed += 1;
                    self.sum = self.sum.wrapping_add(self.hash.hash_one(entry));
                    if self.one_by_one
                        && snap.entries(entry, entry, Direction::Oldest, 1)?.is_empty()
                    {
                        self.broken.push(format!("{index:?} does not lead to {entry:?}"));
                    }
                }
                if index.keeps() != Keeps::List {
                    *self.counts.entry((index as u16, key)).or_default() += 1;
                }
            }
            Ok(())
        })
    }
}

impl<'s> Check<'s> {
    fn of(snap: &'s Snap, one_by_one: bool) -> Check<'s> {
        let (near, hash, counts) = (Near::of(snap), RandomState::new(), HashMap::new());
        let (listed, titles, sum, broken) = (0, 0, 0, Vec::new());
        Check { snap, near, one_by_one, listed, sum, hash, titles, counts, broken }
    }

    /// Whether there is an index entry for all that rows tell of, and no other.
    fn leads_everywhere(&self) -> Result<bool, Fault> {
        let (mut listed, mut sum) = (0, 0_u64);
        self.snap.each_entry(|entry| {
            listed += 1;
            sum = sum.wrapping_add(self.hash.hash_one(entry));
        })?;
        Ok((listed, sum) == (self.listed, self.sum))
    }

    /// Whether a row is found by what it tells.
    fn title<R: Record>(&mut self, row: &R) -> Result<(), Fault> {
        let (kept, told) = (self.near.get::<Title>(row.key())?, row.title());
        self.titles += u64::from(told.is_some());
        if kept != told {
            let kind = R::TABLE.name();
            self.broken.push(format!("{kind} {} has a title of something else", row.key()));
        }
        Ok(())
    }

    /// What was found, in words.
    fn end(mut self) -> Result<Vec<String>, Fault> {
        let snap = self.snap;
        let (titles, told) = (snap.size(Table::Title)?, self.titles);
        if titles != told {
            self.broken.push(format!("{titles} titles, and the rows tell of {told}"));
        }
        let listed = snap.listed()?;
        if listed != self.listed {
            let told = self.listed;
            self.broken.push(format!("{listed} index entries, and the rows tell of {told}"));
        }
        snap.each_tally(|place, count| {
            let told = self.counts.remove(&place).unwrap_or(0);
            if told != count {
                self.broken.push(format!("tally {place:?} is {count}, and should be {told}"));
            }
        })?;
        for (place, told) in self.counts {
            self.broken.push(format!("tally {place:?} is missing, and should be {told}"));
        }
        Ok(self.broken)
    }
}
