//! From names alone: what can be brought back, by which objects, and up to which moment.

use std::cmp::Reverse;
use std::error::Error;
use std::fmt;

use super::object::{Name, What};
use crate::domain::time::Timestamp;
use crate::store::change_record::Generation;
use crate::words::format::utc;

/// A chain of which there is something to bring back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub generation: Generation,
    /// The first moment that can be brought back, and the last one.
    pub from: Timestamp,
    pub upto: Timestamp,
    pub snapshots: usize,
    pub logs: usize,
}

/// Which moment, of which chain.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// `None`: as much as there is.
    pub until: Option<Timestamp>,
    /// `None`: the one that has the newest snapshot of before.
    pub generation: Option<Generation>,
}

/// What is opened, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub snapshot: Name,
    pub logs: Vec<Name>,
    /// No record of after this is replayed.
    pub until: Option<Timestamp>,
    /// The moment that it leads to.
    pub upto: Timestamp,
    /// The last commit that is in these objects.
    pub sequence: u64,
    pub missing: Option<Missing>,
}

/// Commits of before the wanted moment that no object has: what comes after them is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    pub from: u64,
    pub to: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanError {
    /// There is no snapshot, or none of that generation.
    Nothing,
    /// The first snapshot is younger.
    Early { first: Timestamp },
    /// That moment has not been yet.
    Future { now: Timestamp },
}

/// All chains of which there is a snapshot, the newest first.
pub fn generations(names: &[Name]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for name in names.iter().filter(|name| name.what.is_snapshot()) {
        if found.iter().any(|it| it.generation == name.generation) {
            continue;
        }
        let of: Vec<Name> =
            names.iter().copied().filter(|it| it.generation == name.generation).collect();
        let snapshots = of.iter().filter(|it| it.what.is_snapshot());
        let (first, last) = (snapshots.clone().map(|it| it.at).min(), newest(snapshots.clone()));
        let (Some(from), Some(last)) = (first, last) else { continue };
        let snapshots = snapshots.count();
        found.push(Found {
            generation: name.generation,
            from,
            upto: Plan::after(&of, last, None).upto,
            snapshots,
            logs: of.len() - snapshots,
        });
    }
    found.sort_by_key(|it| Reverse((it.upto, it.from, it.generation.0)));
    found
}

/// The one that needs the fewest logs, whatever the clock said when it was made.
fn newest<'n>(snapshots: impl Iterator<Item = &'n Name>) -> Option<Name> {
    snapshots.max_by_key(|name| (name.upto(), name.at)).copied()
}

impl Plan {
    /// `now`: what the clock shows where the shop is to be.
    pub fn of(names: &[Name], wanted: &Wanted, now: Timestamp) -> Result<Plan, PlanError> {
        let Wanted { until, generation } = *wanted;
        if until.is_some_and(|until| until > now) {
            return Err(PlanError::Future { now });
        }
        let of = |name: &&Name| generation.is_none_or(|wanted| wanted == name.generation);
        let snapshots = || names.iter().filter(|name| name.what.is_snapshot()).filter(of);
        let first = snapshots().map(|name| name.at).min().ok_or(PlanError::Nothing)?;
        let before = |moment| {
            let before = snapshots().filter(move |name| name.at <= moment);
            before.max_by_key(|name| (name.at, name.upto(), name.generation.0))
        };
        let chosen = match until {
            Some(until) => before(until).ok_or(PlanError::Early { first })?,
            // A clock that is behind takes nothing away; one that was ahead, once, decides nothing.
            None => {
                before(now).or_else(|| before(Timestamp(u64::MAX))).ok_or(PlanError::Nothing)?
            }
        };
        let of: Vec<Name> =
            names.iter().copied().filter(|it| it.generation == chosen.generation).collect();
        let fit = |name: &&Name| until.is_none_or(|until| name.at <= until);
        let snapshot = newest(of.iter().filter(|name| name.what.is_snapshot()).filter(fit));
        Ok(Plan::after(&of, snapshot.unwrap_or(*chosen), until))
    }

    /// What follows a snapshot among the names of its generation.
    fn after(names: &[Name], snapshot: Name, until: Option<Timestamp>) -> Plan {
        let mut logs: Vec<(u64, u64, Name)> = names.iter().filter_map(log).collect();
        logs.sort_unstable_by_key(|(from, _, name)| (*from, *name));
        let (mut chain, mut at, mut last) = (Vec::new(), snapshot.at, snapshot.upto());
        let (mut ahead, mut best) =
            (logs.iter().peekable(), None::<(u64, Reverse<Timestamp>, Name)>);
        // What was committed until an object's moment is in it, or before it.
        while until.is_none_or(|until| at < until) {
            while let Some((_, to, name)) =
                ahead.next_if(|(from, ..)| *from <= last.saturating_add(1))
            {
                best = best.max(Some((*to, Reverse(name.at), *name)));
            }
            match best {
                Some((to, _, name)) if to > last => {
                    chain.push(name);
                    (last, at) = (to, name.at);
                }
                _ => break,
            }
        }
        let sign = names.iter().filter(|name| name.what.is_sign_of_life() && name.upto() == last);
        let sign = sign.max_by_key(|name| name.at).filter(|sign| sign.at > at);
        if let Some(sign) = sign.filter(|_| until.is_none_or(|until| at < until)) {
            chain.push(*sign);
            at = sign.at;
        }
        let reached = until.is_some_and(|until| at >= until);
        let upto = until.map_or(at, |until| until.min(at));
        let missing = Missing::of(names, last).filter(|_| !reached);
        Plan { snapshot, logs: chain, until, upto, sequence: last, missing }
    }

    pub fn generation(&self) -> Generation {
        self.snapshot.generation
    }

    /// All that has to be fetched.
    pub fn names(&self) -> impl Iterator<Item = &Name> {
        [&self.snapshot].into_iter().chain(&self.logs)
    }
}

impl Missing {
    /// What lies between a commit and the next ones that are known of.
    fn of(names: &[Name], last: u64) -> Option<Missing> {
        let beyond = names.iter().filter(|name| name.upto() > last);
        let to = beyond.map(|name| match name.what {
            What::Log { from, to } => to.min(from - 1),
            What::Snapshot { sequence } => sequence,
        });
        to.min().map(|to| Missing { from: last + 1, to })
    }
}

/// A log that has records.
fn log(name: &Name) -> Option<(u64, u64, Name)> {
    match name.what {
        What::Log { from, to } if from <= to => Some((from, to, *name)),
        _ => None,
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Missing { from, to } = self;
        write!(out, "the commits {from} to {to} are missing, and what came after them is of no use")
    }
}

impl fmt::Display for PlanError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PlanError::Nothing => out.write_str("there is no snapshot of this shop"),
            PlanError::Early { first } => {
                write!(out, "the first moment that can be brought back is {}", utc(*first))
            }
            PlanError::Future { now } => {
                write!(out, "that moment lies in the future; it is {} now", utc(*now))
            }
        }
    }
}

impl Error for PlanError {}
