//! What the shop has asked of the outside, in its lines, and what is on its way back.

use std::collections::BTreeMap;

use warung::domain::effect::{About, Effect, Never, Outcome};
use warung::domain::id::EffectId;
use warung::domain::time::{Step, Timestamp};
use warung::engine::input::Input;
use warung::engine::queue_entry::{Line, QueueEntry, Word};

use super::luck::Luck;

/// Any effect may go that is the first of its line: an order that a real outbox could have.
#[derive(Default)]
pub struct Outbox {
    lines: BTreeMap<Line, Queue>,
    flights: Vec<Flight>,
    /// The newest effect that an earlier process may have tried.
    inherited: Option<EffectId>,
}

#[derive(Default)]
struct Queue {
    waiting: BTreeMap<EffectId, QueueEntry>,
    busy: bool,
    held: Timestamp,
}

/// A courier who has been outside and is not back yet.
pub struct Flight {
    pub entry: QueueEntry,
    /// `None`: there was nothing to carry.
    pub outcome: Option<Outcome>,
    /// Nothing waits for the commit of this result, not even its line.
    pub leisurely: bool,
}

impl Outbox {
    /// That of a process over what its forerunner left.
    pub fn of(unfinished: Vec<QueueEntry>, wall: Step) -> Outbox {
        let inherited = unfinished.iter().map(|entry| entry.id).max();
        let mut outbox = Outbox { inherited, ..Outbox::default() };
        unfinished.into_iter().for_each(|entry| outbox.hear(Word::Carry(entry), wall));
        outbox
    }

    /// Whether no earlier process can have carried it.
    pub fn is_fresh(&self, entry: &QueueEntry) -> bool {
        Some(entry.id) > self.inherited
    }

    /// `wall`: how far the shop's wall is off. What it is told, it waits for by a clock that nobody
    /// sets.
    pub fn hear(&mut self, word: Word, wall: Step) {
        match word {
            Word::Carry(entry) => {
                let at = entry.at.shifted(Step(-wall.0));
                self.put(QueueEntry { at, ..entry });
            }
            Word::Leave(entry) => {
                if let Some(queue) = self.lines.get_mut(&entry.line) {
                    queue.waiting.remove(&entry.id);
                }
            }
        }
    }

    fn put(&mut self, entry: QueueEntry) {
        let queue = self.lines.entry(entry.line.clone()).or_default();
        queue.waiting.insert(entry.id, entry);
    }

    /// Takes an effect that may go now: the most urgent, or any.
    pub fn take(&mut self, luck: &mut Luck, now: Timestamp) -> Option<QueueEntry> {
        let ready = self.lines.values().filter(|queue| queue.next() <= now);
        let mut ready: Vec<&QueueEntry> = ready.filter_map(Queue::first).collect();
        let entry = match luck.chance(500) {
            true => luck.pick(&ready).copied(),
            false => {
                ready.sort_by_key(|entry| (entry.lane, entry.id));
                ready.first().copied()
            }
        };
        let line = entry?.line.clone();
        let queue = self.lines.get_mut(&line)?;
        queue.busy = true;
        queue.waiting.pop_first().map(|(_, entry)| entry)
    }

    /// A later effect will overwrite this one before anyone has read it.
    pub fn overtaken(&self, entry: &QueueEntry) -> bool {
        let Some(edits) = entry.edits else { return false };
        let queue = self.lines.get(&entry.line);
        queue.is_some_and(|queue| queue.waiting.values().any(|it| it.edits == Some(edits)))
    }

    pub fn depart(&mut self, flight: Flight) {
        self.flights.push(flight);
    }

    /// Any courier comes back.
    pub fn arrive(&mut self, luck: &mut Luck) -> Option<Flight> {
        let at = luck.place(self.flights.len())?;
        Some(self.flights.swap_remove(at))
    }

    /// The line goes on, after a pause if the outside asked for one.
    pub fn end(&mut self, entry: &QueueEntry, held: Option<Timestamp>) {
        if let Some(queue) = self.lines.get_mut(&entry.line) {
            queue.busy = false;
            queue.held = held.unwrap_or(queue.held);
            if queue.waiting.is_empty() && queue.held == Timestamp::default() {
                self.lines.remove(&entry.line);
            }
        }
    }

    /// When something may go.
    pub fn next(&self) -> Option<Timestamp> {
        self.lines.values().map(Queue::next).min().filter(|at| *at < NEVER)
    }

    pub fn is_anyone_out(&self) -> bool {
        !self.flights.is_empty()
    }

    pub fn is_empty(&self) -> bool {
        let idle = |queue: &Queue| queue.waiting.is_empty() && !queue.busy;
        self.flights.is_empty() && self.lines.values().all(idle)
    }
}

const NEVER: Timestamp = Timestamp(u64::MAX);

impl Queue {
    fn first(&self) -> Option<&QueueEntry> {
        self.waiting.first_key_value().map(|(_, entry)| entry)
    }

    fn next(&self) -> Timestamp {
        match self.first() {
            Some(entry) if !self.busy => entry.at.max(self.held),
            _ => NEVER,
        }
    }
}

impl Flight {
    pub fn of(entry: QueueEntry, effect: &Effect, outcome: Outcome) -> Flight {
        let leisurely = effect.about == About::Nothing && matches!(outcome, Outcome::Done(_));
        Flight { entry, outcome: Some(outcome), leisurely }
    }

    /// Nobody waits for it any more, and it was never tried.
    pub fn moot(entry: QueueEntry) -> Flight {
        Flight { entry, outcome: Some(Outcome::Never(Never::Late)), leisurely: true }
    }

    pub fn nothing(entry: QueueEntry) -> Flight {
        Flight { entry, outcome: None, leisurely: true }
    }

    pub fn input(&self) -> Option<Input> {
        let outcome = self.outcome.clone()?;
        Some(Input::Carried { effect: self.entry.id, outcome })
    }

    pub fn held(&self, now: Timestamp) -> Option<Timestamp> {
        match &self.outcome {
            Some(Outcome::Later { after: Some(pause), .. }) => Some(now.after(*pause)),
            _ => None,
        }
    }
}
