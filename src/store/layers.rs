//! Changes that are durable in the log and not in the engine's tables yet: what they say of a
//! place goes before what the tables say.

use std::collections::BTreeMap;
use std::collections::btree_map::Range;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::changes::Outcome;
use super::fault::Fault;
use super::read::{Direction, Entry};
use super::schema::Table;

/// Oldest first. Each is at least twice as large as the next, so that there are few, and a commit
/// seldom has to be put together with much that came before it.
#[derive(Clone, Default)]
pub(super) struct Layers(Vec<Arc<Outcome>>);

impl Layers {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn push(&mut self, newest: Outcome) {
        self.0.push(Arc::new(newest));
        while let [.., below, top] = &self.0[..]
            && below.len() < 2 * top.len()
        {
            let Some(top) = self.0.pop() else { return };
            // Whoever still reads the lower one keeps it as it was.
            if let Some(below) = self.0.last_mut() {
                Arc::make_mut(below).absorb(Arc::unwrap_or_clone(top));
            }
        }
    }

    /// Those of one, and then those of another that is newer.
    pub fn then(&self, newer: &Layers) -> Layers {
        Layers(self.0.iter().chain(&newer.0).cloned().collect())
    }

    /// All of it as one.
    pub fn merged(&self) -> Outcome {
        let mut all = Outcome::default();
        self.0.iter().for_each(|layer| all.absorb(Outcome::clone(layer)));
        all
    }

    /// The newest word on a row. `Some(None)`: it was removed.
    pub fn row(&self, table: Table, key: u64) -> Option<&Option<Vec<u8>>> {
        self.0.iter().rev().find_map(|layer| layer.rows.get(&(table, key)))
    }

    pub fn tally(&self, place: (u16, u64)) -> Option<u64> {
        self.0.iter().rev().find_map(|layer| layer.tallies.get(&place).copied())
    }

    /// What is said of rows, in order of keys.
    pub fn rows(
        &self,
        table: Table,
        from: u64,
    ) -> impl Iterator<Item = (u64, Option<&Vec<u8>>)> + use<'_> {
        let maps = self.0.iter().rev().map(|layer| &layer.rows);
        let words = Words::new(maps, (table, from)..=(table, u64::MAX), Direction::Oldest);
        words.map(|((_, key), row)| (*key, row.as_ref()))
    }

    pub fn entries(
        &self,
        within: RangeInclusive<Entry>,
        order: Direction,
    ) -> impl Iterator<Item = (Entry, Option<()>)> + use<'_> {
        let maps = self.0.iter().rev().map(|layer| &layer.entries);
        let words = Words::new(maps, within, order);
        words.map(|(entry, there)| (*entry, there.then_some(())))
    }

    pub fn tallies(
        &self,
        within: RangeInclusive<(u16, u64)>,
    ) -> impl Iterator<Item = ((u16, u64), Option<u64>)> + use<'_> {
        let maps = self.0.iter().rev().map(|layer| &layer.tallies);
        let words = Words::new(maps, within, Direction::Oldest);
        words.map(|(place, count)| (*place, Some(*count).filter(|count| *count > 0)))
    }
}

/// One place after another, and the newest word on each.
struct Words<'l, K, V> {
    /// The newest first.
    ranges: Vec<Head<'l, K, V>>,
    order: Direction,
}

/// What comes next of a map.
struct Head<'l, K, V> {
    next: Option<(&'l K, &'l V)>,
    rest: Range<'l, K, V>,
}

impl<'l, K: Ord, V> Words<'l, K, V> {
    fn new(
        maps: impl Iterator<Item = &'l BTreeMap<K, V>>,
        within: RangeInclusive<K>,
        order: Direction,
    ) -> Words<'l, K, V>
    where
        K: Clone,
    {
        let heads = maps.map(|map| {
            let mut head = Head { next: None, rest: map.range(within.clone()) };
            head.go_on(order);
            head
        });
        Words { ranges: heads.filter(|head| head.next.is_some()).collect(), order }
    }
}

impl<K: Ord, V> Head<'_, K, V> {
    fn go_on(&mut self, order: Direction) {
        self.next = match order {
            Direction::Oldest => self.rest.next(),
            Direction::Newest => self.rest.next_back(),
        };
    }
}

impl<'l, K: Ord, V> Iterator for Words<'l, K, V> {
    type Item = (&'l K, &'l V);

    fn next(&mut self) -> Option<Self::Item> {
        let order = self.order;
        let heads = self.ranges.iter().filter_map(|head| head.next);
        // Of equal ones the first, which is the newest.
        let next = heads.reduce(|first, other| match comes_before(order, other.0, first.0) {
            true => other,
            false => first,
        })?;
        let passed = self.ranges.iter_mut().filter(|it| it.next.is_some_and(|it| it.0 == next.0));
        passed.for_each(|head| head.go_on(order));
        Some(next)
    }
}

fn comes_before<K: Ord>(order: Direction, one: &K, other: &K) -> bool {
    match order {
        Direction::Oldest => one < other,
        Direction::Newest => one > other,
    }
}

/// What the tables have, with the words of layers on it: both in the same order, by places.
pub(super) fn over<K: Ord, V>(
    base: impl Iterator<Item = Result<(K, V), Fault>>,
    words: impl Iterator<Item = (K, Option<V>)>,
    order: Direction,
) -> impl Iterator<Item = Result<(K, V), Fault>> {
    let (mut base, mut words) = (base.peekable(), words.peekable());
    std::iter::from_fn(move || {
        loop {
            let Some((place, _)) = words.peek() else { return base.next() };
            match base.peek() {
                Some(Err(_)) => return base.next(),
                Some(Ok((below, _))) if comes_before(order, below, place) => return base.next(),
                Some(Ok((below, _))) if below == place => drop(base.next()),
                _ => {}
            }
            // A word that takes something away leaves nothing to give.
            if let Some((place, Some(value))) = words.next() {
                return Some(Ok((place, value)));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    type Told = BTreeMap<u64, Option<Vec<u8>>>;

    fn told() -> impl Strategy<Value = Vec<Told>> {
        let row = proptest::option::of(prop::collection::vec(any::<u8>(), 0..2));
        prop::collection::vec(prop::collection::btree_map(0..12u64, row, 0..6), 0..7)
    }

    /// The same words as rows, as entries and as tallies.
    fn outcome(told: &Told) -> Outcome {
        let mut outcome = Outcome::default();
        for (key, row) in told {
            outcome.rows.insert((Table::Timer, *key), row.clone());
            outcome.entries.insert((3, *key, 1), row.is_some());
            let count = row.as_ref().map_or(0, |row| row.len() as u64 + 1);
            outcome.tallies.insert((3, *key), count);
        }
        outcome
    }

    proptest! {
        #[test]
        fn layers_say_what_one_map_would(told in told(), base in told(), from in 0..12u64) {
            let mut layers = Layers::default();
            let (mut model, mut below) = (Told::new(), BTreeMap::new());
            for told in &base {
                below.extend(told.iter().filter_map(|(key, row)| Some((*key, row.clone()?))));
            }
            for told in &told {
                layers.push(outcome(told));
                model.extend(told.clone());
            }
            // Nobody else's rows are among them.
            let mut strange = Outcome::default();
            strange.rows.insert((Table::Order, from), None);
            strange.rows.insert((Table::Effect, from), Some(vec![9]));
            layers.push(strange);
            for (key, row) in &model {
                prop_assert_eq!(layers.row(Table::Timer, *key), Some(row));
            }
            let mut right: BTreeMap<u64, Vec<u8>> = below.clone();
            for (key, row) in &model {
                match row {
                    Some(row) => right.insert(*key, row.clone()),
                    None => right.remove(key),
                };
            }
            let rows = || below.clone().into_iter().map(Ok);
            let words = layers.rows(Table::Timer, from).map(|(key, row)| (key, row.cloned()));
            let found = over(rows().skip_while(|row: &Result<(u64, _), Fault>| {
                matches!(row, Ok((key, _)) if *key < from)
            }), words, Direction::Oldest);
            let found: Result<Vec<_>, _> = found.collect();
            let expected: Vec<_> = right.clone().into_iter().filter(|it| it.0 >= from).collect();
            prop_assert_eq!(found.unwrap(), expected);

            let entries = || below.keys().map(|key| Ok(((3, *key, 1), ())));
            let all = (3, 0, 0)..=(3, u64::MAX, u64::MAX);
            let back = over(
                entries().collect::<Vec<_>>().into_iter().rev(),
                layers.entries(all, Direction::Newest),
                Direction::Newest,
            );
            let back: Result<Vec<_>, Fault> = back.map(|it| it.map(|it| it.0.1)).collect();
            prop_assert_eq!(back.unwrap(), right.keys().rev().copied().collect::<Vec<_>>());

            for ((_, key), count) in layers.tallies((3, 0)..=(3, u64::MAX)) {
                let row = &model[&key];
                prop_assert_eq!(count, row.as_ref().map(|row| row.len() as u64 + 1));
            }
            let merged = layers.merged();
            prop_assert_eq!(merged.entries.len(), model.len());
            prop_assert!(layers.0.windows(2).all(|it| it[0].len() >= 2 * it[1].len()));
        }
    }
}
