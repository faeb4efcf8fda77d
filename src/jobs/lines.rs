//! Who goes next: waiting effects in lines, urgent lanes first, one at a time from each line, and
//! no more of one weight than the outside bears. Pure: time comes in, effects come out.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use super::crowd::{Crowd, Ready};
use super::pace::{Pace, Wait};
use super::queue::{OLDEST_EVERY, Place, Queue, Waiting};
use super::talk::Talk;
use crate::domain::effect::Lane;
use crate::domain::time::{Span, Tick};
use crate::engine::queue_entry::{Gate, Line, QueueEntry, Weight};

/// Of so many turns one belongs to goods first.
const GOODS_EVERY: u32 = 4;

/// All that waits to be carried by one courier.
#[derive(Default)]
pub struct Lines {
    lines: HashMap<Line, Queue>,
    /// The first of each line that may go now, at the gate for what it weighs.
    gates: BTreeMap<Gate, Crowd>,
    /// When to look at a line again whose first may not go yet.
    later: BTreeSet<(Tick, Line)>,
    /// Who has said how much lately.
    talk: Talk,
    /// In all lines together.
    waiting: usize,
    turns: u32,
}

impl Lines {
    /// Puts an effect in its line; one that is there already is replaced.
    pub fn put(&mut self, entry: QueueEntry, due: Tick, now: Tick) {
        let (line, lane) = (entry.line.clone(), entry.lane);
        let queue = self.lines.entry(line.clone()).or_default();
        if queue.waiting.insert(entry.id, Waiting { entry, due }).is_none() {
            self.waiting += 1;
            if lane == Lane::Answer {
                self.talk.said(&line, now);
            }
        }
        self.place(&line, now);
    }

    /// Forgets an effect that is not to be carried any more.
    pub fn leave(&mut self, entry: &QueueEntry, now: Tick) {
        let queue = self.lines.get_mut(&entry.line);
        if queue.is_some_and(|queue| queue.waiting.remove(&entry.id).is_some()) {
            self.waiting -= 1;
            self.place(&entry.line, now);
        }
    }

    /// Takes the most urgent effect that may go now and that the outside bears.
    pub fn release(&mut self, pace: &impl Pace, now: Tick) -> Option<QueueEntry> {
        // At least a millisecond, or a rounded wait would spin.
        let until = |wait: Duration| now.after(Span::millis(wait.as_millis() as u64 + 1));
        while let Some(entry) = self.take(now) {
            if self.overtaken(&entry) {
                return Some(entry);
            }
            match pace.let_go(entry.weight) {
                Ok(()) => return Some(entry),
                Err(Wait::Line(wait)) => self.postpone(entry, until(wait), now),
                Err(Wait::All(wait)) => {
                    self.gates.entry(entry.weight.gate()).or_default().shut = until(wait);
                    self.postpone(entry, now, now);
                }
            }
        }
        None
    }

    /// The outside bears one more of that weight than it was thought to.
    pub fn open(&mut self, weight: Weight) {
        self.gates.entry(weight.gate()).or_default().shut = Tick::default();
    }

    /// Takes the most urgent effect that may go now; its line waits until `end`.
    pub fn take(&mut self, now: Tick) -> Option<QueueEntry> {
        self.wake(now);
        let line = self.turn(now)?;
        self.turns = self.turns.wrapping_add(1);
        self.lift(&line);
        let queue = self.lines.get_mut(&line)?;
        let id = queue.first(now)?.id;
        queue.busy = true;
        queue.turns = queue.turns.wrapping_add(1);
        self.waiting -= 1;
        let taken = queue.waiting.remove(&id)?.entry;
        if taken.lane == Lane::Answer {
            self.talk.served(&line);
        }
        Some(taken)
    }

    /// The most urgent, and within a lane whoever has said least and was served longest ago. But
    /// every few turns somebody who has paid goes before all answers, for however many press
    /// buttons, goods must arrive. And now and then whoever has waited longest, for however much
    /// is urgent, nothing waits for ever.
    fn turn(&self, now: Tick) -> Option<Line> {
        let open = || self.gates.values().filter(|crowd| crowd.shut <= now);
        let special = if self.turns % OLDEST_EVERY == OLDEST_EVERY - 1 {
            open().filter_map(|crowd| crowd.oldest.first()).min()
        } else if self.turns % GOODS_EVERY == GOODS_EVERY - 1 {
            open().filter_map(|crowd| crowd.goods.first()).min()
        } else {
            None
        };
        match special {
            Some((_, line)) => Some(line.clone()),
            None => {
                let first = open().filter_map(|crowd| crowd.ready.first()).min()?;
                Some(first.3.clone())
            }
        }
    }

    /// Puts an effect back that may not go before `until` after all. The turn goes to another.
    fn postpone(&mut self, entry: QueueEntry, until: Tick, now: Tick) {
        self.turns = self.turns.wrapping_sub(1);
        let line = entry.line.clone();
        if let Some(queue) = self.lines.get_mut(&line) {
            queue.busy = false;
            queue.turns = queue.turns.wrapping_sub(1);
            queue.held = queue.held.max(until);
            // One that came anew meanwhile is the newer word on the same effect.
            if let Entry::Vacant(place) = queue.waiting.entry(entry.id) {
                place.insert(Waiting { entry, due: now });
                self.waiting += 1;
            }
        }
        self.place(&line, now);
    }

    /// What was under way has ended; the line goes on, after a pause if the outside wants one.
    pub fn end(&mut self, line: &Line, held: Option<Tick>, now: Tick) {
        if let Some(queue) = self.lines.get_mut(line) {
            queue.busy = false;
            queue.held = held.unwrap_or(queue.held);
        }
        self.place(line, now);
    }

    /// An effect that a later one in the same line will overwrite before anyone has read it.
    pub fn overtaken(&self, entry: &QueueEntry) -> bool {
        let Some(edits) = entry.edits else { return false };
        let queue = self.lines.get(&entry.line);
        queue.is_some_and(|queue| {
            queue.waiting.range(entry.id..).any(|(_, later)| later.entry.edits == Some(edits))
        })
    }

    /// Whether something may go now, as far as the lines know.
    pub fn ready(&self, now: Tick) -> bool {
        self.gates.values().any(|crowd| crowd.shut <= now && !crowd.ready.is_empty())
    }

    /// When something that waits may go.
    pub fn next(&self) -> Option<Tick> {
        let crowds = self.gates.values().filter(|crowd| !crowd.ready.is_empty());
        crowds.map(|crowd| crowd.shut).chain(self.later.first().map(|(at, _)| *at)).min()
    }

    pub fn waiting(&self) -> usize {
        self.waiting
    }

    fn wake(&mut self, now: Tick) {
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

    /// Takes a line away from where it stands.
    fn lift(&mut self, line: &Line) {
        let Some(queue) = self.lines.get_mut(line) else { return };
        match std::mem::take(&mut queue.place) {
            Place::Nowhere => {}
            Place::Ready(ready) => {
                if let Some(crowd) = self.gates.get_mut(&ready.gate) {
                    crowd.remove(ready, line);
                }
            }
            Place::Later(at) => {
                self.later.remove(&(at, line.clone()));
            }
        }
    }

    /// Puts a line where it belongs now.
    fn place(&mut self, line: &Line, now: Tick) {
        self.lift(line);
        let Some(queue) = self.lines.get_mut(line) else { return };
        if queue.busy {
            return;
        }
        if queue.waiting.is_empty() && queue.held <= now {
            self.lines.remove(line);
            return;
        }
        match queue.stand(now).filter(|_| queue.held <= now) {
            Some((gate, lane, id, goods)) => {
                let rank = self.talk.rank(line, lane, now);
                let ready = Ready { gate, lane, rank, id, goods };
                queue.place = Place::Ready(ready);
                self.gates.entry(gate).or_default().add(ready, line);
            }
            None => {
                let at = queue.soonest().unwrap_or(now).max(queue.held);
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
    use crate::domain::id::{ChatId, EffectId};
    use crate::domain::limit::QUESTION_BURST;
    use crate::domain::time::Timestamp;
    use crate::engine::clock::Clock;
    use crate::engine::queue_entry::Edits;
    use crate::jobs::pace::Tasks;

    fn entry(id: u64, chat: i64, lane: Lane, at: u64) -> QueueEntry {
        let (id, line) = (EffectId(id), Line::Chat(ChatId(chat)));
        let weight = Weight::Message(ChatId(chat));
        let (carrier, at, edits) = (Carrier::Telegram, Timestamp(at), None);
        QueueEntry { id, carrier, lane, line, weight, at, edits }
    }

    fn put(lines: &mut Lines, entry: QueueEntry, now: u64) {
        let due = Tick(entry.at.0);
        lines.put(entry, due, Tick(now));
    }

    fn order(lines: &mut Lines, now: u64) -> Vec<u64> {
        let mut order = Vec::new();
        while let Some(entry) = lines.take(Tick(now)) {
            order.push(entry.id.0);
            lines.end(&entry.line, None, Tick(now));
        }
        order
    }

    #[test]
    fn urgent_lanes_go_first_and_a_chat_keeps_its_order() {
        let mut lines = Lines::default();
        for entry in [
            entry(1, 10, Lane::Bulk, 0),
            entry(2, 20, Lane::Notice, 0),
            entry(3, 30, Lane::Goods, 0),
            entry(4, 30, Lane::Answer, 0),
            entry(5, 40, Lane::Answer, 0),
        ] {
            put(&mut lines, entry, 0);
        }
        // The goods go before the answer that follows them in their chat, and with its rank.
        assert_eq!(order(&mut lines, 0), [3, 4, 5, 2, 1]);
        assert_eq!(lines.waiting(), 0);
    }

    #[test]
    fn goods_arrive_however_many_press_buttons() {
        let mut lines = Lines::default();
        put(&mut lines, entry(1000, 5, Lane::Goods, 0), 0);
        for id in 1..100 {
            put(&mut lines, entry(id, 100 + id as i64, Lane::Answer, 0), 0);
        }
        let place = order(&mut lines, 0).iter().position(|id| *id == 1000);
        assert!(place.is_some_and(|place| place < GOODS_EVERY as usize), "{place:?}");
    }

    #[test]
    fn one_under_way_holds_its_own_line_only() {
        let mut lines = Lines::default();
        put(&mut lines, entry(1, 10, Lane::Answer, 0), 0);
        put(&mut lines, entry(2, 10, Lane::Answer, 0), 0);
        put(&mut lines, entry(3, 20, Lane::Answer, 0), 0);
        // Whoever has asked for one answer goes before whoever has asked for two.
        assert_eq!(lines.take(Tick(0)).unwrap().id.0, 3);
        let first = lines.take(Tick(0)).unwrap();
        assert_eq!(first.id.0, 1);
        assert_eq!(lines.take(Tick(0)), None);
        lines.end(&first.line, None, Tick(0));
        assert_eq!(lines.take(Tick(0)).unwrap().id.0, 2);
    }

    #[test]
    fn one_that_waits_for_its_next_try_holds_up_nobody() {
        let mut lines = Lines::default();
        put(&mut lines, entry(1, 10, Lane::Answer, 5_000), 0);
        put(&mut lines, entry(2, 10, Lane::Answer, 0), 0);
        assert_eq!(order(&mut lines, 0), [2]);
        assert_eq!(lines.next(), Some(Tick(5_000)));
        assert_eq!(order(&mut lines, 5_000), [1]);
    }

    #[test]
    fn a_pause_that_was_asked_for_is_kept() {
        let mut lines = Lines::default();
        put(&mut lines, entry(1, 10, Lane::Answer, 0), 0);
        put(&mut lines, entry(2, 10, Lane::Answer, 0), 0);
        let first = lines.take(Tick(0)).unwrap();
        lines.end(&first.line, Some(Tick(3_000)), Tick(0));
        assert_eq!(lines.take(Tick(2_999)), None);
        assert_eq!(lines.take(Tick(3_000)).unwrap().id.0, 2);
    }

    #[test]
    fn of_several_edits_of_one_message_the_last_counts() {
        let mut lines = Lines::default();
        for id in [1, 2, 3] {
            let edits = Some(Edits::Message(7));
            put(&mut lines, QueueEntry { edits, ..entry(id, 10, Lane::Answer, 0) }, 0);
        }
        let first = lines.take(Tick(0)).unwrap();
        assert!(lines.overtaken(&first));
        lines.end(&first.line, None, Tick(0));
        let second = lines.take(Tick(0)).unwrap();
        lines.end(&second.line, None, Tick(0));
        let last = lines.take(Tick(0)).unwrap();
        assert!(!lines.overtaken(&last));
    }

    #[test]
    fn a_shut_gate_holds_up_nothing_of_another_weight() {
        let weighed = |id, weight, lane| QueueEntry { weight, ..entry(id, id as i64, lane, 0) };
        let clock = Clock::stopped(Timestamp(0));
        let (mut lines, pace) = (Lines::default(), Tasks::new(clock.clone()));
        // One more question may go now.
        for _ in 1..QUESTION_BURST {
            assert_eq!(pace.let_go(Weight::Question), Ok(()));
        }
        for entry in [
            weighed(1, Weight::Question, Lane::Notice),
            weighed(2, Weight::Question, Lane::Notice),
            weighed(3, Weight::Question, Lane::Goods),
            weighed(4, Weight::Invoice, Lane::Answer),
            weighed(5, Weight::Nothing, Lane::Bulk),
        ] {
            put(&mut lines, entry, 0);
        }
        let released = |lines: &mut Lines| {
            let now = clock.tick();
            std::iter::from_fn(|| lines.release(&pace, now)).map(|it| it.id.0).collect::<Vec<_>>()
        };
        assert_eq!(released(&mut lines), [4, 3, 5]);
        assert!(!lines.ready(clock.tick()));
        let next = lines.next().unwrap();
        assert!(next > clock.tick());
        clock.advance(next.since(clock.tick()));
        // One that is put forward goes first, and once.
        put(&mut lines, weighed(2, Weight::Question, Lane::Answer), clock.tick().0);
        assert_eq!(released(&mut lines), [2]);
        assert_eq!(lines.waiting(), 1);
    }

    #[test]
    fn nothing_waits_for_ever() {
        let mut lines = Lines::default();
        put(&mut lines, entry(1, 1, Lane::Bulk, 0), 0);
        for id in 2..100 {
            put(&mut lines, entry(id, id as i64, Lane::Notice, 0), 0);
        }
        let place = order(&mut lines, 0).iter().position(|id| *id == 1);
        assert!(place.is_some_and(|place| place < OLDEST_EVERY as usize), "{place:?}");
    }

    #[test]
    fn goods_behind_the_panel_of_their_chat_count_as_goods() {
        let mut lines = Lines::default();
        for id in 1..400 {
            put(&mut lines, entry(id, 100 + id as i64 % 40, Lane::Answer, 0), 0);
        }
        put(&mut lines, entry(1000, 5, Lane::Answer, 0), 0);
        put(&mut lines, entry(1001, 5, Lane::Goods, 0), 0);
        let order = order(&mut lines, 0);
        let place = |id| order.iter().position(|it| *it == id).unwrap();
        assert!(place(1000) < place(1001), "the panel stands before the goods");
        assert!(place(1001) < 2 * GOODS_EVERY as usize, "{}", place(1001));
    }

    #[test]
    fn forty_who_flood_are_not_felt_by_a_newcomer_nor_by_the_staff() {
        let mut lines = Lines::default();
        // A minute of four a second by each, of which thirty a second go out.
        let (mut id, mut sent) = (0, Vec::new());
        for second in 0..60 {
            let now = Tick(second * 1_000);
            for chat in 0..160 {
                id += 1;
                put(&mut lines, entry(id, 100 + chat % 40, Lane::Answer, 0), now.0);
            }
            if second == 30 {
                put(&mut lines, entry(90_001, 5, Lane::Answer, 0), now.0);
                put(&mut lines, entry(90_002, 6, Lane::Staff, 0), now.0);
            }
            for _ in 0..30 {
                let entry = lines.take(now).unwrap();
                sent.push((second, entry.id.0, entry.line.clone()));
                lines.end(&entry.line, None, now);
            }
        }
        let newcomer = sent.iter().position(|(_, id, _)| *id == 90_001).unwrap();
        let desk = sent.iter().position(|(_, id, _)| *id == 90_002).unwrap();
        let asked = 30 * 30;
        assert!((asked..asked + 3).contains(&desk), "{desk}");
        assert!((asked..asked + 4).contains(&newcomer), "{newcomer}");
        // And those who flood take turns.
        let of = |chat| sent.iter().filter(|it| it.2 == Line::Chat(ChatId(chat))).count();
        let counts: Vec<usize> = (100..140).map(of).collect();
        let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
        assert!(most - least <= 15, "{counts:?}");
    }

    #[test]
    fn in_a_chat_own_answers_go_before_alarms_and_these_before_notices() {
        let mut lines = Lines::default();
        for (id, lane) in [Lane::Notice, Lane::Notice, Lane::Alarm, Lane::Staff].iter().enumerate()
        {
            put(&mut lines, entry(id as u64 + 1, 7, *lane, 0), 0);
        }
        assert_eq!(order(&mut lines, 0), [4, 3, 1, 2]);
        // However much its person says, notices arrive.
        put(&mut lines, entry(10, 7, Lane::Notice, 0), 0);
        for id in 11..100 {
            put(&mut lines, entry(id, 7, Lane::Staff, 0), 0);
        }
        let place = order(&mut lines, 0).iter().position(|id| *id == 10).unwrap();
        assert!(place < OLDEST_EVERY as usize, "{place}");
    }

    #[test]
    fn what_is_gone_is_not_carried() {
        let mut lines = Lines::default();
        let gone = entry(1, 10, Lane::Answer, 0);
        put(&mut lines, gone.clone(), 0);
        put(&mut lines, entry(2, 10, Lane::Answer, 0), 0);
        lines.leave(&gone, Tick(0));
        lines.leave(&gone, Tick(0));
        assert_eq!(lines.waiting(), 1);
        assert_eq!(order(&mut lines, 0), [2]);
    }
}
