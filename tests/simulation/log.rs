//! What a life leaves to be read: its last steps when it failed, and figures.

use std::collections::{BTreeMap, VecDeque};

use super::mood::Fault;

/// Lines kept of a life that is watched.
const LINES: usize = 60;

/// The diary of a life. A life that is not watched keeps none, and is quicker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watch {
    Off,
    /// The last lines are kept.
    Last,
    /// Every line is printed.
    Aloud,
}

pub struct Log {
    watch: Watch,
    lines: VecDeque<String>,
}

impl Log {
    pub fn new(watch: Watch) -> Log {
        Log { watch, lines: VecDeque::new() }
    }

    pub fn is_kept(&self) -> bool {
        self.watch != Watch::Off
    }

    pub fn note(&mut self, line: impl FnOnce() -> String) {
        match self.watch {
            Watch::Off => {}
            Watch::Aloud => println!("{}", line()),
            Watch::Last => {
                self.lines.push_back(line());
                if self.lines.len() > LINES {
                    self.lines.pop_front();
                }
            }
        }
    }

    pub fn last(&self) -> String {
        self.lines.iter().map(|line| format!("  {line}\n")).collect()
    }
}

/// What happened, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub seeds: u64,
    pub steps: u64,
    pub orders: u64,
    pub sales: u64,
    pub refunds: u64,
    pub crashes: u64,
    /// Machines that were lost.
    pub losses: u64,
    /// Commits that no copy had; units of them that were sold once more; payments of them that lie
    /// with nobody, and that the shop never heard of.
    pub forgotten: u64,
    pub twice: u64,
    /// Orders that have more than was paid for: others of their goods as well, or the balance.
    pub more: u64,
    pub unclaimed: u64,
    pub untold: u64,
    /// What chance would have brought next: two lives that differ anywhere differ here.
    pub trail: u64,
    faults: BTreeMap<Fault, u64>,
}

impl Tally {
    pub fn strike(&mut self, fault: Fault) {
        *self.faults.entry(fault).or_default() += 1;
    }

    pub fn add(&mut self, other: &Tally) {
        self.seeds += other.seeds;
        self.steps += other.steps;
        self.orders += other.orders;
        self.sales += other.sales;
        self.refunds += other.refunds;
        self.crashes += other.crashes;
        self.losses += other.losses;
        self.forgotten += other.forgotten;
        self.twice += other.twice;
        self.more += other.more;
        self.unclaimed += other.unclaimed;
        self.untold += other.untold;
        self.trail ^= other.trail;
        for (fault, count) in &other.faults {
            *self.faults.entry(*fault).or_default() += count;
        }
    }

    pub fn faults(&self) -> impl Iterator<Item = (Fault, u64)> {
        self.faults.iter().map(|(fault, count)| (*fault, *count))
    }
}
