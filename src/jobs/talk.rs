//! Who has said how much lately, so that those who talk most wait longest when not all can be
//! answered at once, and those who have said the same take turns.

use std::collections::HashMap;

use crate::domain::effect::Lane;
use crate::domain::limit::{TALK_FORGET_EVERY, TALK_HALF};
use crate::domain::time::Tick;
use crate::engine::queue_entry::Line;

/// Smaller goes first: how much they have said, by powers of two, and when they were served last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    said: u32,
    served: u64,
}

/// What is remembered of those who were answered lately.
#[derive(Default)]
pub struct Talk {
    of: HashMap<Line, Spoken>,
    turns: u64,
    since_forgotten: usize,
}

#[derive(Clone, Copy, Default)]
struct Spoken {
    /// In thousandths, half as much after each `TALK_HALF`.
    weight: u64,
    at: Tick,
    served: u64,
}

const ONE: u64 = 1_000;

impl Spoken {
    fn weight(&self, now: Tick) -> u64 {
        let halves = now.since(self.at).0 / TALK_HALF.0;
        self.weight.checked_shr(u32::try_from(halves).unwrap_or(u32::MAX)).unwrap_or(0)
    }
}

impl Talk {
    /// Somebody wants one more answer.
    pub fn said(&mut self, line: &Line, now: Tick) {
        self.since_forgotten += 1;
        if self.since_forgotten >= TALK_FORGET_EVERY {
            self.since_forgotten = 0;
            self.of.retain(|_, spoken| spoken.weight(now) >= ONE);
        }
        let spoken = self.of.entry(line.clone()).or_default();
        let halves = now.since(spoken.at).0 / TALK_HALF.0;
        // Halved at the same moments as `weight` halves it.
        spoken.at = match spoken.weight {
            0 => now,
            _ => Tick(spoken.at.0 + halves * TALK_HALF.0),
        };
        spoken.weight = spoken.weight.checked_shr(halves as u32).unwrap_or(0) + ONE;
    }

    /// One of them was answered.
    pub fn served(&mut self, line: &Line) {
        self.turns += 1;
        if let Some(spoken) = self.of.get_mut(line) {
            spoken.served = self.turns;
        }
    }

    /// Where a line stands among others of its lane. Only answers are ranked: what the shop has
    /// to say of itself goes in order.
    pub fn rank(&self, line: &Line, lane: Lane, now: Tick) -> Rank {
        let Some(spoken) = self.of.get(line).filter(|_| lane == Lane::Answer) else {
            return Rank::default();
        };
        let said = (spoken.weight(now) / ONE).checked_ilog2().map_or(0, |it| it + 1);
        Rank { said, served: spoken.served }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ChatId;
    use crate::domain::time::Span;

    fn line(chat: i64) -> Line {
        Line::Chat(ChatId(chat))
    }

    #[test]
    fn who_talks_most_waits_longest_and_it_is_forgotten() {
        let mut talk = Talk::default();
        for _ in 0..100 {
            talk.said(&line(1), Tick(0));
        }
        talk.said(&line(2), Tick(0));
        talk.served(&line(2));
        let rank = |talk: &Talk, chat, at| talk.rank(&line(chat), Lane::Answer, at);
        assert!(rank(&talk, 1, Tick(0)) > rank(&talk, 2, Tick(0)));
        assert!(rank(&talk, 2, Tick(0)) > rank(&talk, 3, Tick(0)), "a newcomer goes first");
        assert_eq!(talk.rank(&line(1), Lane::Notice, Tick(0)), Rank::default());
        let later = Tick(0).after(Span(TALK_HALF.0 * 7));
        assert_eq!(rank(&talk, 1, later).said, 0);
        for chat in 10..10 + TALK_FORGET_EVERY as i64 {
            talk.said(&line(chat), later.after(TALK_HALF));
        }
        assert!(!talk.of.contains_key(&line(1)) && talk.of.len() <= TALK_FORGET_EVERY);
    }
}
