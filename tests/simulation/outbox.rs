//! What the shop has asked of the outside, in its lines, and what is on its way back.

use std::collections::BTreeMap;

use warung::domain::effect::{About, Effect, Never, Outcome};
use warung::domain::id::EffectId;
use warung::domain::time::{Step, Timestamp};
use warung::engine::input::Input;
use warung::engine::slip::{Line, Slip, Word};

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
    waiting: BTreeMap<EffectId, Slip>,
    busy: bool,
    held: Timestamp,
}

/// A courier who has been outside and is not back yet.
pub struct Flight {
    pub slip: Slip,
    /// `None`: there was nothing to carry.
    pub outcome: Option<Outcome>,
    /// Nothing waits for the commit of this result, not even its line.
    pub leisurely: bool,
}

impl Outbox {
    /// That of a process over what its forerunner left.
    pub fn of(unfinished: Vec<Slip>, wall: Step) -> Outbox {
        let inherited = unfinished.iter().map(|slip| slip.id).max();
        let mut outbox = Outbox { inherited, ..Outbox::default() };
        unfinished.into_iter().for_each(|slip| outbox.hear(Word::Carry(slip), wall));
        outbox
    }

    /// Whether no earlier process can have carried it.
    pub fn is_fresh(&self, slip: &Slip) -> bool {
        Some(slip.id) > self.inherited
    }

    /// `wall`: how far the shop's wall is off. What it is told, it waits for by a clock that nobody
    /// sets.
    pub fn hear(&mut self, word: Word, wall: Step) {
        match word {
            Word::Carry(slip) => {
                let at = slip.at.shifted(Step(-wall.0));
                self.put(Slip { at, ..slip });
            }
            Word::Leave(slip) => {
                if let Some(queue) = self.lines.get_mut(&slip.line) {
                    queue.waiting.remove(&slip.id);
                }
            }
        }
    }

    fn put(&mut self, slip: Slip) {
        let queue = self.lines.entry(slip.line.clone()).or_default();
        queue.waiting.insert(slip.id, slip);
    }

    /// Takes an effect that may go now: the most urgent, or any.
    pub fn take(&mut self, luck: &mut Luck, now: Timestamp) -> Option<Slip> {
        let ready = self.lines.values().filter(|queue| queue.next() <= now);
        let mut ready: Vec<&Slip> = ready.filter_map(Queue::first).collect();
        let slip = match luck.chance(500) {
            true => luck.pick(&ready).copied(),
            false => {
                ready.sort_by_key(|slip| (slip.lane, slip.id));
                ready.first().copied()
            }
        };
        let line = slip?.line.clone();
        let queue = self.lines.get_mut(&line)?;
        queue.busy = true;
        queue.waiting.pop_first().map(|(_, slip)| slip)
    }

    /// A later effect will overwrite this one before anyone has read it.
    pub fn overtaken(&self, slip: &Slip) -> bool {
        let Some(edits) = slip.edits else { return false };
        let queue = self.lines.get(&slip.line);
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
    pub fn end(&mut self, slip: &Slip, held: Option<Timestamp>) {
        if let Some(queue) = self.lines.get_mut(&slip.line) {
            queue.busy = false;
            queue.held = held.unwrap_or(queue.held);
            if queue.waiting.is_empty() && queue.held == Timestamp::default() {
                self.lines.remove(&slip.line);
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
    fn first(&self) -> Option<&Slip> {
        self.waiting.first_key_value().map(|(_, slip)| slip)
    }

    fn next(&self) -> Timestamp {
        match self.first() {
            Some(slip) if !self.busy => slip.at.max(self.held),
            _ => NEVER,
        }
    }
}

impl Flight {
    pub fn of(slip: Slip, effect: &Effect, outcome: Outcome) -> Flight {
        let leisurely = effect.about == About::Nothing && matches!(outcome, Outcome::Done(_));
        Flight { slip, outcome: Some(outcome), leisurely }
    }

    /// Nobody waits for it any more, and it was never tried.
    pub fn moot(slip: Slip) -> Flight {
        Flight { slip, outcome: Some(Outcome::Never(Never::Late)), leisurely: true }
    }

    pub fn nothing(slip: Slip) -> Flight {
        Flight { slip, outcome: None, leisurely: true }
    }

    pub fn input(&self) -> Option<Input> {
        let outcome = self.outcome.clone()?;
        Some(Input::Carried { effect: self.slip.id, outcome })
    }

    pub fn held(&self, now: Timestamp) -> Option<Timestamp> {
        match &self.outcome {
            Some(Outcome::Later { after: Some(pause), .. }) => Some(now.after(*pause)),
            _ => None,
        }
    }
}
