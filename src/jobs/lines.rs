//! Who goes next: waiting effects in lines, urgent lanes first, one at a time from each line, and
//! no more of one weight than the outside bears. Pure: time comes in, effects come out.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use super::pace::{Pace, Wait};
use crate::domain::effect::Lane;
use crate::domain::id::EffectId;
use crate::domain::time::{Span, Timestamp};
use crate::engine::slip::{Gate, Line, Slip};

/// Of so many turns one belongs to goods first.
const GOODS_EVERY: u32 = 4;
/// Of so many turns one belongs to whoever has waited longest.
const OLDEST_EVERY: u32 = 16;

/// All that waits to be carried by one courier.
#[derive(Default)]
pub struct Lines {
    lines: HashMap<Line, Queue>,
    /// The first of each line that may go now, at the gate for what it weighs.
    gates: BTreeMap<Gate, Crowd>,
    /// When to look at a line again whose first may not go yet.
    later: BTreeSet<(Timestamp, Line)>,
    /// In all lines together.
    waiting: usize,
    turns: u32,
}

/// Those who wait at a gate, most urgent first.
#[derive(Default)]
struct Crowd {
    ready: BTreeSet<Turn>,
    /// Nobody passes before.
    shut: Timestamp,
}

type Turn = (Lane, EffectId, Line);

#[derive(Default)]
struct Queue {
    waiting: BTreeMap<EffectId, Slip>,
    /// One of them is under way; the others wait for its end.
    busy: bool,
    /// The outside asked for a pause.
    held: Timestamp,
    /// Where this line stands: at a gate, or in `later`.
    place: Place,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Nowhere,
    Ready(Gate, Lane, EffectId),
    Later(Timestamp),
}

impl Lines {
    /// Puts an effect in its line; one that is there already is replaced.
    pub fn put(&mut self, slip: Slip, now: Timestamp) {
        let line = slip.line.clone();
        let queue = self.lines.entry(line.clone()).or_default();
        if queue.waiting.insert(slip.id, slip).is_none() {
            self.waiting += 1;
        }
        self.place(&line, now);
    }

    /// Takes the most urgent effect that may go now and that the outside bears.
    pub fn release(&mut self, pace: &impl Pace, now: Timestamp) -> Option<Slip> {
        // At least a millisecond, or a rounded wait would spin.
        let until = |wait: Duration| now.after(Span::millis(wait.as_millis() as u64 + 1));
        while let Some(slip) = self.take(now) {
            if self.overtaken(&slip) {
                return Some(slip);
            }
            match pace.let_go(slip.weight) {
                Ok(()) => return Some(slip),
                Err(Wait::Line(wait)) => self.postpone(slip, until(wait), now),
                Err(Wait::All(wait)) => {
                    self.gates.entry(slip.weight.gate()).or_default().shut = until(wait);
                    self.postpone(slip, now, now);
                }
            }
        }
        None
    }

    /// Takes the most urgent effect that may go now; its line waits until `end`.
    pub fn take(&mut self, now: Timestamp) -> Option<Slip> {
        self.wake(now);
        let (gate, turn) = self.turn(now)?;
        self.gates.get_mut(&gate)?.ready.remove(&turn);
        let (_, id, line) = turn;
        let queue = self.lines.get_mut(&line)?;
        queue.place = Place::Nowhere;
        queue.busy = true;
        self.waiting -= 1;
        queue.waiting.remove(&id)
    }

    /// The most urgent; but every few turns somebody who has paid goes before all answers, for
    /// however many press buttons, goods must arrive. And now and then whoever has waited
    /// longest, for however much is urgent, nothing waits for ever.
    fn turn(&mut self, now: Timestamp) -> Option<(Gate, Turn)> {
        self.turns = self.turns.wrapping_add(1);
        let first = self.firsts(now, Lane::Answer).min()?;
        let special = if self.turns.is_multiple_of(OLDEST_EVERY) {
            let lanes = [Lane::Answer, Lane::Goods, Lane::Notice, Lane::Bulk];
            lanes.into_iter().flat_map(|lane| self.firsts(now, lane)).min_by_key(|it| it.0.1)
        } else if self.turns.is_multiple_of(GOODS_EVERY) {
            self.firsts(now, Lane::Goods).filter(|it| it.0.0 == Lane::Goods).min()
        } else {
            None
        };
        let (turn, gate) = special.unwrap_or(first);
        Some((gate, turn.clone()))
    }

    /// At each gate that is not shut, the first of this lane or the next that somebody is in.
    fn firsts(&self, now: Timestamp, lane: Lane) -> impl Iterator<Item = (&Turn, Gate)> {
        let from = (lane, EffectId(0), Line::Free(EffectId(0)));
        let open = self.gates.iter().filter(move |(_, crowd)| crowd.shut <= now);
        open.filter_map(move |(gate, crowd)| Some((crowd.ready.range(&from..).next()?, *gate)))
    }

    /// Puts an effect back that may not go before `until` after all. The turn goes to another.
    fn postpone(&mut self, slip: Slip, until: Timestamp, now: Timestamp) {
        self.turns = self.turns.wrapping_sub(1);
        let line = slip.line.clone();
        if let Some(queue) = self.lines.get_mut(&line) {
            queue.busy = false;
            queue.held = queue.held.max(until);
            // One that came anew meanwhile is the newer word on the same effect.
            if let Entry::Vacant(place) = queue.waiting.entry(slip.id) {
                place.insert(slip);
                self.waiting += 1;
            }
        }
        self.place(&line, now);
    }

    /// What was under way has ended; the line goes on, after a pause if the outside wants one.
    pub fn end(&mut self, line: &Line, held: Option<Timestamp>, now: Timestamp) {
        if let Some(queue) = self.lines.get_mut(line) {
            queue.busy = false;
            queue.held = held.unwrap_or(queue.held);
        }
        self.place(line, now);
    }

    /// An effect that a later one in the same line will overwrite before anyone has read it.
    pub fn overtaken(&self, slip: &Slip) -> bool {
        let Some(edits) = slip.edits else { return false };
        let queue = self.lines.get(&slip.line);
        queue.is_some_and(|queue| {
            queue.waiting.range(slip.id..).any(|(_, later)| later.edits == Some(edits))
        })
    }

    /// Whether something may go now, as far as the lines know.
    pub fn ready(&self, now: Timestamp) -> bool {
        self.gates.values().any(|crowd| crowd.shut <= now && !crowd.ready.is_empty())
    }

    /// When something that waits may go.
    pub fn next(&self) -> Option<Timestamp> {
        let crowds = self.gates.values().filter(|crowd| !crowd.ready.is_empty());
        crowds.map(|crowd| crowd.shut).chain(self.later.first().map(|(at, _)| *at)).min()
    }

    pub fn waiting(&self) -> usize {
        self.waiting
    }

    fn wake(&mut self, now: Timestamp) {
        while let Some((at, line)) = self.later.first().cloned()
            && at <= now
        {
            self.later.pop_first();
            if let Some(queue) = self.lines.get_mut(&line) {
                queue.place = Place::Nowhere;
            }
            self.place(&line, now);
        }
    }

    /// Puts a line where it belongs now: the first of it that is due goes next, so that one
    /// that must wait for its next try holds up nobody behind it.
    fn place(&mut self, line: &Line, now: Timestamp) {
        let Some(queue) = self.lines.get_mut(line) else { return };
        match queue.place {
            Place::Nowhere => {}
            Place::Ready(gate, lane, id) => {
                if let Some(crowd) = self.gates.get_mut(&gate) {
                    crowd.ready.remove(&(lane, id, line.clone()));
                }
            }
            Place::Later(at) => {
                self.later.remove(&(at, line.clone()));
            }
        }
        queue.place = Place::Nowhere;
        if queue.busy {
            return;
        }
        if queue.waiting.is_empty() && queue.held <= now {
            self.lines.remove(line);
            return;
        }
        let first = queue.waiting.values().find(|slip| slip.at <= now);
        match first {
            Some(first) if queue.held <= now => {
                // The line is as urgent as the most urgent in it: an answer does not wait for
                // the rank of a notice that happens to stand before it.
                let due = queue.waiting.values().filter(|slip| slip.at <= now);
                let lane = due.map(|slip| slip.lane).min().unwrap_or(first.lane);
                let (gate, id) = (first.weight.gate(), first.id);
                queue.place = Place::Ready(gate, lane, id);
                self.gates.entry(gate).or_default().ready.insert((lane, id, line.clone()));
            }
            _ => {
                let soonest = queue.waiting.values().map(|slip| slip.at).min();
                let at = soonest.unwrap_or(now).max(queue.held);
                queue.place = Place::Later(at);
                self.later.insert((at, line.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::effect::Carrier;
    use crate::domain::id::ChatId;
    use crate::domain::limit::QUESTION_BURST;
    use crate::engine::clock::Clock;
    use crate::engine::slip::{Edits, Weight};
    use crate::jobs::pace::Errands;

    fn slip(id: u64, chat: i64, lane: Lane, at: u64) -> Slip {
        let (id, line) = (EffectId(id), Line::Chat(ChatId(chat)));
        let weight = Weight::Message(ChatId(chat));
        let (carrier, at, edits) = (Carrier::Telegram, Timestamp(at), None);
        Slip { id, carrier, lane, line, weight, at, edits }
    }

    fn order(lines: &mut Lines, now: u64) -> Vec<u64> {
        let mut order = Vec::new();
        while let Some(slip) = lines.take(Timestamp(now)) {
            order.push(slip.id.0);
            lines.end(&slip.line, None, Timestamp(now));
        }
        order
    }

    #[test]
    fn urgent_lanes_go_first_and_a_chat_keeps_its_order() {
        let mut lines = Lines::default();
        for slip in [
            slip(1, 10, Lane::Bulk, 0),
            slip(2, 20, Lane::Notice, 0),
            slip(3, 30, Lane::Goods, 0),
            slip(4, 30, Lane::Answer, 0),
            slip(5, 40, Lane::Answer, 0),
        ] {
            lines.put(slip, Timestamp(0));
        }
        // The goods go before the answer that follows them in their chat, and with its rank.
        assert_eq!(order(&mut lines, 0), [3, 4, 5, 2, 1]);
        assert_eq!(lines.waiting(), 0);
    }

    #[test]
    fn goods_arrive_however_many_press_buttons() {
        let mut lines = Lines::default();
        lines.put(slip(1000, 5, Lane::Goods, 0), Timestamp(0));
        for id in 1..100 {
            lines.put(slip(id, 100 + id as i64, Lane::Answer, 0), Timestamp(0));
        }
        let place = order(&mut lines, 0).iter().position(|id| *id == 1000);
        assert!(place.is_some_and(|place| place < GOODS_EVERY as usize), "{place:?}");
    }

    #[test]
    fn one_under_way_holds_its_own_line_only() {
        let mut lines = Lines::default();
        lines.put(slip(1, 10, Lane::Answer, 0), Timestamp(0));
        lines.put(slip(2, 10, Lane::Answer, 0), Timestamp(0));
        lines.put(slip(3, 20, Lane::Answer, 0), Timestamp(0));
        let first = lines.take(Timestamp(0)).unwrap();
        assert_eq!(first.id.0, 1);
        assert_eq!(lines.take(Timestamp(0)).unwrap().id.0, 3);
        assert_eq!(lines.take(Timestamp(0)), None);
        lines.end(&first.line, None, Timestamp(0));
        assert_eq!(lines.take(Timestamp(0)).unwrap().id.0, 2);
    }

    #[test]
    fn one_that_waits_for_its_next_try_holds_up_nobody() {
        let mut lines = Lines::default();
        lines.put(slip(1, 10, Lane::Answer, 5_000), Timestamp(0));
        lines.put(slip(2, 10, Lane::Answer, 0), Timestamp(0));
        assert_eq!(order(&mut lines, 0), [2]);
        assert_eq!(lines.next(), Some(Timestamp(5_000)));
        assert_eq!(order(&mut lines, 5_000), [1]);
    }

    #[test]
    fn a_pause_that_was_asked_for_is_kept() {
        let mut lines = Lines::default();
        lines.put(slip(1, 10, Lane::Answer, 0), Timestamp(0));
        lines.put(slip(2, 10, Lane::Answer, 0), Timestamp(0));
        let first = lines.take(Timestamp(0)).unwrap();
        lines.end(&first.line, Some(Timestamp(3_000)), Timestamp(0));
        assert_eq!(lines.take(Timestamp(2_999)), None);
        assert_eq!(lines.take(Timestamp(3_000)).unwrap().id.0, 2);
    }

    #[test]
    fn of_several_edits_of_one_message_the_last_counts() {
        let mut lines = Lines::default();
        for id in [1, 2, 3] {
            let edits = Some(Edits::Message(7));
            lines.put(Slip { edits, ..slip(id, 10, Lane::Answer, 0) }, Timestamp(0));
        }
        let first = lines.take(Timestamp(0)).unwrap();
        assert!(lines.overtaken(&first));
        lines.end(&first.line, None, Timestamp(0));
        let second = lines.take(Timestamp(0)).unwrap();
        lines.end(&second.line, None, Timestamp(0));
        let last = lines.take(Timestamp(0)).unwrap();
        assert!(!lines.overtaken(&last));
    }

    #[test]
    fn a_shut_gate_holds_up_nothing_of_another_weight() {
        let weighed = |id, weight, lane| Slip { weight, ..slip(id, id as i64, lane, 0) };
        let clock = Clock::stopped(Timestamp(0));
        let (mut lines, pace) = (Lines::default(), Errands::new(clock.clone()));
        // One more question may go now.
        for _ in 1..QUESTION_BURST {
            assert_eq!(pace.let_go(Weight::Question), Ok(()));
        }
        for slip in [
            weighed(1, Weight::Question, Lane::Notice),
            weighed(2, Weight::Question, Lane::Notice),
            weighed(3, Weight::Question, Lane::Goods),
            weighed(4, Weight::Invoice, Lane::Answer),
            weighed(5, Weight::Nothing, Lane::Bulk),
        ] {
            lines.put(slip, Timestamp(0));
        }
        let released = |lines: &mut Lines| {
            let now = clock.now();
            std::iter::from_fn(|| lines.release(&pace, now)).map(|it| it.id.0).collect::<Vec<_>>()
        };
        assert_eq!(released(&mut lines), [4, 3, 5]);
        assert!(!lines.ready(clock.now()));
        let next = lines.next().unwrap();
        assert!(next > clock.now());
        clock.advance(next.since(clock.now()));
        // One that is put forward goes first, and once.
        lines.put(weighed(2, Weight::Question, Lane::Answer), clock.now());
        assert_eq!(released(&mut lines), [2]);
        assert_eq!(lines.waiting(), 1);
    }

    #[test]
    fn nothing_waits_for_ever() {
        let mut lines = Lines::default();
        lines.put(slip(1, 1, Lane::Bulk, 0), Timestamp(0));
        for id in 2..100 {
            lines.put(slip(id, id as i64, Lane::Notice, 0), Timestamp(0));
        }
        let place = order(&mut lines, 0).iter().position(|id| *id == 1);
        assert!(place.is_some_and(|place| place < OLDEST_EVERY as usize), "{place:?}");
    }
}
