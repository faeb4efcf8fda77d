//! Rows of a time, found without reading those before: keys are given in order of time.

use std::ops::Range;

use super::fault::Fault;
use super::read::Read;
use super::record::Record;
use crate::domain::limit::CLOCK_SLACK;
use crate::domain::time::Timestamp;

/// Rows read at a time. A clock that was wrong for fewer rows than this misleads nobody.
const STRIDE: usize = 1000;
/// Rows before the first one found that are looked at as well.
const BACK: u64 = 256;

/// A key from which on all rows of this time or later are found: none of them lies before, though
/// some of another time may lie behind. Keys are given in order of time, but for a clock that was
/// wrong for a while: where such rows have led the search astray, rows of the time lie just before.
pub fn first_since<R: Record>(
    read: &impl Read,
    since: Timestamp,
    at: impl Fn(&R) -> Timestamp,
) -> Result<u64, Fault> {
    bisect(|from, limit| read.all(from, limit), since, at)
}

/// The same among rows of which some may be broken: they are passed over.
pub fn first_legible_since<R: Record>(
    read: &impl Read,
    since: Timestamp,
    at: impl Fn(&R) -> Timestamp,
) -> Result<u64, Fault> {
    bisect(|from, limit| read.legible(from, limit), since, at)
}

fn bisect<R: Record>(
    rows: impl Fn(u64, usize) -> Result<Vec<R>, Fault>,
    since: Timestamp,
    at: impl Fn(&R) -> Timestamp,
) -> Result<u64, Fault> {
    let (mut low, mut high) = (0, u64::MAX);
    while low < high {
        let middle = low + (high - low) / 2;
        match rows(middle, 1)?.first() {
            Some(row) if at(row) < since => low = row.key().saturating_add(1),
            _ => high = middle,
        }
    }
    loop {
        let from = low.saturating_sub(BACK);
        let before = rows(from, BACK as usize)?;
        let missed = before.iter().find(|row| row.key() < low && at(row) >= since);
        match missed {
            Some(row) => low = row.key(),
            None => return Ok(low),
        }
    }
}

/// Walks the rows of a time, oldest first. A clock that was put right may have gone back, so
/// that neighbours stand in the wrong order: rows somewhat before and after are looked at too.
pub fn each_within<R: Record>(
    read: &impl Read,
    time: &Range<Timestamp>,
    at: impl Fn(&R) -> Timestamp,
    mut see: impl FnMut(R) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let early = Timestamp(time.start.0.saturating_sub(CLOCK_SLACK.0));
    let late = time.end.after(CLOCK_SLACK);
    let mut from = first_since(read, early, &at)?;
    loop {
        let rows: Vec<R> = read.all(from, STRIDE)?;
        let Some(last) = rows.last() else { return Ok(()) };
        from = last.key().saturating_add(1);
        let over = rows.iter().all(|row| at(row) >= late);
        rows.into_iter().filter(|row| time.contains(&at(row))).try_for_each(&mut see)?;
        if over || from == u64::MAX {
            return Ok(());
        }
    }
}
