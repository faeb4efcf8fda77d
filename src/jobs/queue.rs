//! One line of those who wait, and who of it goes next.

use std::collections::BTreeMap;

use super::crowd::Ready;
use crate::domain::effect::Lane;
use crate::domain::id::EffectId;
use crate::domain::time::Tick;
use crate::engine::queue_entry::{Gate, QueueEntry};

/// Of so many turns one belongs to whoever has waited longest, in all lines and in each.
pub(super) const OLDEST_EVERY: u32 = 16;

#[derive(Default)]
pub(super) struct Queue {
    pub waiting: BTreeMap<EffectId, Waiting>,
    /// One of them is under way; the others wait for its end.
    pub busy: bool,
    /// The outside asked for a pause.
    pub held: Tick,
    /// How often it was this line's turn.
    pub turns: u32,
    /// Where this line stands: at a gate, or in `later`.
    pub place: Place,
}

pub(super) struct Waiting {
    pub entry: QueueEntry,
    pub due: Tick,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    #[default]
    Nowhere,
    Ready(Ready),
    Later(Tick),
}

/// Within a line: what its person waits for in the order in which it was asked for, then what
/// somebody wants them to know.
fn within(lane: Lane) -> Lane {
    match lane {
        Lane::Staff | Lane::Answer | Lane::Goods => Lane::Answer,
        Lane::Alarm | Lane::Notice | Lane::Bulk => lane,
    }
}

impl Queue {
    pub fn due(&self, now: Tick) -> impl Iterator<Item = &QueueEntry> {
        self.waiting.values().filter(move |it| it.due <= now).map(|it| &it.entry)
    }

    /// Who of the line goes next, if one may: so that one that must wait for its next try holds
    /// up nobody behind it.
    pub fn first(&self, now: Tick) -> Option<&QueueEntry> {
        match self.turns % OLDEST_EVERY == OLDEST_EVERY - 1 {
            true => self.due(now).next(),
            false => self.due(now).min_by_key(|entry| (within(entry.lane), entry.id)),
        }
    }

    /// The line is as urgent as the most urgent in it: an answer does not wait for the rank of a
    /// notice that happens to stand before it.
    pub fn stand(&self, now: Tick) -> Option<(Gate, Lane, EffectId, Option<EffectId>)> {
        let first = self.first(now)?;
        let lane = self.due(now).map(|entry| entry.lane).min().unwrap_or(first.lane);
        let goods = self.due(now).find(|entry| entry.lane == Lane::Goods).map(|entry| entry.id);
        Some((first.weight.gate(), lane, first.id, goods))
    }

    pub fn soonest(&self) -> Option<Tick> {
        self.waiting.values().map(|it| it.due).min()
    }
}
