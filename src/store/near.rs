//! Reading for somebody who walks through everything: what he asks of other rows comes nearly in
//! order too, and so what lies behind an answer is read with it.

use std::cell::RefCell;
use std::collections::HashMap;

use super::fault::Fault;
use super::read::{Direction, Entry, Read};
use super::schema::Table;
use super::seal::Seal;
use super::snap::Snap;

/// Read ahead at the most.
const WINDOW: usize = 256;
/// The upper bits of a key are its kind, in an index of several.
const KIND: u32 = 56;

/// A snapshot, and what has been read of it ahead. For one thread.
pub struct Near<'s> {
    snap: &'s Snap,
    rows: RefCell<HashMap<Table, Ahead<u64, Vec<u8>>>>,
    entries: RefCell<HashMap<(u16, u64), Ahead<Entry, ()>>>,
    tallies: RefCell<HashMap<u16, Ahead<u64, u64>>>,
}

impl<'s> Near<'s> {
    pub fn of(snap: &'s Snap) -> Near<'s> {
        let (rows, entries, tallies) = Default::default();
        Near { snap, rows, entries, tallies }
    }

    pub fn snap(&self) -> &'s Snap {
        self.snap
    }
}

impl Read for Near<'_> {
    fn seal(&self) -> &Seal {
        self.snap.seal()
    }

    fn row(&self, table: Table, key: u64) -> Result<Option<Vec<u8>>, Fault> {
        let mut rows = self.rows.borrow_mut();
        let ahead = rows.entry(table).or_insert(Ahead::new(table.at_a_time()));
        let mut load = |from, limit| self.snap.rows_from(table, from, limit);
        let found = ahead.within((key, key), 1, u64::MAX, &mut load)?;
        Ok(found.first().map(|(_, bytes)| bytes.clone()))
    }

    fn rows(&self, table: Table, from: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, Fault> {
        self.snap.rows(table, from, limit)
    }

    fn entries(
        &self,
        from: Entry,
        to: Entry,
        order: Direction,
        limit: usize,
    ) -> Result<Vec<Entry>, Fault> {
        let (index, key, _) = from;
        if order == Direction::Newest || limit > WINDOW || (to.0, to.1) != (index, key) {
            return self.snap.entries(from, to, order, limit);
        }
        let mut entries = self.entries.borrow_mut();
        let ahead = entries.entry((index, key >> KIND)).or_insert(Ahead::new(WINDOW));
        let end = (index, u64::MAX, u64::MAX);
        let mut load = |from, limit| {
            let found = self.snap.entries(from, end, order, limit)?;
            Ok(found.into_iter().map(|entry| (entry, ())).collect())
        };
        let found = ahead.within((from, to), limit, end, &mut load)?;
        Ok(found.iter().take(limit).map(|(entry, ())| *entry).collect())
    }

    fn tally(&self, index: u16, key: u64) -> Result<u64, Fault> {
        let mut tallies = self.tallies.borrow_mut();
        let ahead = tallies.entry(index).or_insert(Ahead::new(WINDOW));
        let mut load = |from, limit| self.snap.tallies_from(index, from, limit);
        let found = ahead.within((key, key), 1, u64::MAX, &mut load)?;
        Ok(found.first().map_or(0, |(_, count)| *count))
    }

    fn tallies(&self, index: u16, limit: usize) -> Result<Vec<(u64, u64)>, Fault> {
        self.snap.tallies(index, limit)
    }
}

/// All there is from one place to another, both included.
struct Ahead<K, V> {
    covers: Option<(K, K)>,
    found: Vec<(K, V)>,
    /// How many were read, how many can be, and how often they were of use.
    window: usize,
    most: usize,
    used: usize,
}

impl<K: Ord + Copy, V> Ahead<K, V> {
    fn new(most: usize) -> Ahead<K, V> {
        Ahead { covers: None, found: Vec::new(), window: 0, most, used: 0 }
    }

    /// What lies there: all of it, or at least as many as the limit. `end`: behind it there is
    /// nothing.
    fn within(
        &mut self,
        (from, to): (K, K),
        limit: usize,
        end: K,
        load: &mut impl FnMut(K, usize) -> Result<Vec<(K, V)>, Fault>,
    ) -> Result<&[(K, V)], Fault> {
        let known = self.covers.filter(|(first, last)| (*first..=*last).contains(&from));
        let here = self.here(from, to);
        if !known.is_some_and(|(_, last)| to <= last || here.len() >= limit) {
            // Twice as far where what was read ahead was asked for; and one where it is not.
            let onward = self.covers.is_none_or(|(first, _)| first < from);
            let twice = onward && self.used * 2 >= self.found.len();
            self.window = if twice { (self.window * 2).clamp(1, self.most) } else { 1 };
            let window = self.window.max(limit);
            self.covers = None;
            self.found = load(from, window)?;
            let last = self.found.last().filter(|_| self.found.len() >= window);
            self.covers = Some((from, last.map_or(end, |(last, _)| *last)));
            self.used = 0;
        }
        self.used += 1;
        let here = self.here(from, to);
        Ok(&self.found[here])
    }

    fn here(&self, from: K, to: K) -> std::ops::Range<usize> {
        let first = self.found.partition_point(|(key, _)| *key < from);
        first..self.found.partition_point(|(key, _)| *key <= to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every third number, twice over, and nothing beyond.
    fn load(from: u64, limit: usize) -> Result<Vec<(u64, u64)>, Fault> {
        Ok((from..300).filter(|key| key % 3 == 0).take(limit).map(|key| (key, key * 2)).collect())
    }

    #[test]
    fn it_finds_what_lies_there_in_any_order_and_loads_seldom_where_there_is_one() {
        let mut orders: Vec<(Vec<u64>, usize)> = vec![
            ((0..400).collect(), 20),
            ((0..400).rev().collect(), 400),
            ((0..400).map(|it| it * 7919 % 400).collect(), 800),
        ];
        for (order, loads) in &mut orders {
            let (mut ahead, mut count) = (Ahead::new(64), 0);
            for key in order {
                let mut load = |from, limit| {
                    count += 1;
                    load(from, limit)
                };
                let found = ahead.within((*key, *key), 1, u64::MAX, &mut load).unwrap();
                let there = *key % 3 == 0 && *key < 300;
                assert_eq!(found, &[(*key, *key * 2)][..usize::from(there)]);
            }
            assert!(count <= *loads, "{count} of {loads}");
        }
    }

    #[test]
    fn a_stretch_is_whole_or_as_long_as_its_limit() {
        let mut ahead = Ahead::new(8);
        for from in (0..310).chain([7, 150, 299]) {
            for (width, limit) in [(0, 1), (5, 2), (40, 4), (400, 300)] {
                let to = from + width;
                let found = ahead.within((from, to), limit, u64::MAX, &mut load).unwrap();
                let there: Vec<u64> =
                    (from..=to.min(299)).filter(|key| key % 3 == 0).take(limit).collect();
                let found: Vec<u64> = found.iter().take(limit).map(|(key, _)| *key).collect();
                assert_eq!(found, there, "{from} {width} {limit}");
            }
        }
    }

    #[test]
    fn what_could_not_be_read_is_asked_for_again() {
        let mut ahead = Ahead::<u64, u64>::new(8);
        let mut broken = |_: u64, _: usize| Err(Fault::Stopped);
        assert!(ahead.within((3, 3), 1, u64::MAX, &mut broken).is_err());
        assert_eq!(ahead.within((3, 3), 1, u64::MAX, &mut load).unwrap(), [(3, 6)]);
    }
}
