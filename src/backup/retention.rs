//! Which objects need not lie at a place any longer: by their age alone, never by their number.

use std::collections::{BTreeMap, BTreeSet};

use super::object::Name;
use crate::domain::limit::{KEPT_DAILY, KEPT_MONTHLY, KEPT_WEEKLY, KEPT_WHOLE, SILENCE_COUNTED};
use crate::domain::time::{Span, Timestamp};
use crate::store::change_record::Generation;

/// For how long the first snapshot of each so long a time is kept. A month is a twelfth of a year.
const THINNED: [(Span, Span); 3] = [
    (KEPT_DAILY, DAY),
    (KEPT_WEEKLY, Span::hours(7 * 24)),
    (KEPT_MONTHLY, Span::secs(31_556_952 / 12)),
];
const DAY: Span = Span::hours(24);

/// What may be deleted, in any order, each for itself.
///
/// `verified`: snapshots that were read back after they had been put there. Without one nothing
/// older is let go.
pub fn superfluous(names: &[Name], verified: &BTreeSet<Name>, now: Timestamp) -> Vec<Name> {
    // A name of the future is of a clock that was ahead, or of this one, which is behind.
    let past: Vec<Name> = names.iter().copied().filter(|name| name.at <= now).collect();
    let ages = Ages::of(&past, now);
    let thinned = thinned(&past, verified, &ages);
    let newest = past.iter().filter(|name| verified.contains(name)).max_by_key(|name| name.at);
    let signs = superseded(&past);
    let generations: BTreeMap<[u8; 16], Generation> =
        names.iter().map(|name| (name.generation.0, name.generation)).collect();
    let mut superfluous = BTreeSet::new();
    for generation in generations.into_values() {
        let of = Chain::of(generation, names, verified, &ages, now);
        let gone =
            past.iter().filter(|name| name.generation == generation && of.is_free(name, &ages));
        superfluous.extend(gone.filter(|name| match name.what.is_snapshot() {
            true => !thinned.contains(name) && newest != Some(name),
            false => true,
        }));
    }
    superfluous.extend(signs);
    superfluous.into_iter().collect()
}

/// How old names are. Of a long silence shortly before now, only a day counts: it may be a clock
/// that has leapt, and what is young would be old at once.
struct Ages {
    /// Before this all is older than what is kept whole.
    whole_from: Timestamp,
    /// Of names since then.
    since: BTreeMap<Timestamp, Span>,
}

impl Ages {
    fn of(past: &[Name], now: Timestamp) -> Ages {
        let times: BTreeSet<Timestamp> = past.iter().map(|name| name.at).collect();
        let (mut later, mut age, mut since) = (now, Span(0), BTreeMap::new());
        for at in times.into_iter().rev() {
            let gap = later.since(at);
            let counted = Span(gap.0.min(SILENCE_COUNTED.0));
            if age.0 + counted.0 >= KEPT_WHOLE.0 {
                break;
            }
            age = Span(age.0 + counted.0);
            since.insert(at, age);
            later = at;
        }
        Ages { whole_from: later.before(Span(KEPT_WHOLE.0 - age.0)), since }
    }

    fn of_name(&self, name: &Name) -> Span {
        let older = || Span(KEPT_WHOLE.0.saturating_add(self.whole_from.since(name.at).0));
        self.since.get(&name.at).copied().unwrap_or_else(older)
    }
}

/// What a generation still needs.
enum Chain {
    /// Its logs lead on from here: a verified snapshot of before all that is kept whole.
    From(Name),
    /// It had ended before another one began that has such a snapshot.
    Past,
    /// There is no such snapshot: all of it may be needed.
    Whole,
}

impl Chain {
    fn of(
        generation: Generation,
        names: &[Name],
        verified: &BTreeSet<Name>,
        ages: &Ages,
        now: Timestamp,
    ) -> Chain {
        let old = |name: &&Name| name.at <= now && ages.of_name(name) >= KEPT_WHOLE;
        let bases = || {
            let snapshots = names.iter().filter(|name| name.what.is_snapshot());
            snapshots.filter(|name| verified.contains(name)).filter(old)
        };
        let mut of = names.iter().filter(|name| name.generation == generation);
        let last = of.clone().map(|name| name.at).max();
        let ended = of.all(|name| old(&name));
        if ended && bases().any(|it| it.generation != generation && Some(it.at) > last) {
            return Chain::Past;
        }
        let own = bases().filter(|it| it.generation == generation);
        own.max_by_key(|it| (it.upto(), it.at)).map_or(Chain::Whole, |base| Chain::From(*base))
    }

    /// Whether no moment that is kept whole needs it.
    fn is_free(&self, name: &Name, ages: &Ages) -> bool {
        match self {
            Chain::Whole => false,
            Chain::Past => true,
            Chain::From(base) => {
                let old = ages.of_name(name) >= KEPT_WHOLE;
                old && match name.what.is_snapshot() {
                    true => name.upto() < base.upto() && name.at < base.at,
                    false => name.upto() <= base.upto(),
                }
            }
        }
    }
}

/// The first snapshot of each day, week and month that is kept so: it stays the first, whatever
/// goes. One that was verified stands before others.
fn thinned(past: &[Name], verified: &BTreeSet<Name>, ages: &Ages) -> BTreeSet<Name> {
    let mut kept = BTreeSet::new();
    for (most, every) in THINNED {
        let mut first: BTreeMap<u64, (bool, Timestamp, Name)> = BTreeMap::new();
        for name in past.iter().filter(|name| name.what.is_snapshot()) {
            let here = (!verified.contains(name), name.at, *name);
            let first = first.entry(name.at.0 / every.0).or_insert(here);
            *first = here.min(*first);
        }
        let firsts = first.into_values().map(|(_, _, name)| name);
        kept.extend(firsts.filter(|name| ages.of_name(name) <= most));
    }
    kept
}

/// Signs of life that another of the same day has repeated.
fn superseded(past: &[Name]) -> impl Iterator<Item = Name> {
    let place = |name: &Name| (name.generation.0, name.upto(), name.at.0 / DAY.0);
    let mut last = BTreeMap::new();
    for name in past.iter().filter(|name| name.what.is_sign_of_life()) {
        let last = last.entry(place(name)).or_insert(name.at);
        *last = name.at.max(*last);
    }
    let signs = past.iter().copied().filter(|name| name.what.is_sign_of_life());
    signs.filter(move |name| last.get(&place(name)).is_some_and(|last| name.at < *last))
}
