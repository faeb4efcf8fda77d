//! What is swept out at night, and how far that is.

use serde::{Deserialize, Serialize};

use super::limit::{PRUNE_NIGHT, PRUNE_NIGHTS};
use super::time::Timestamp;

/// What is swept, one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Chore {
    /// Codes to join the staff that nobody has used in time.
    Codes,
    /// Conversations that nobody has gone on with.
    Sessions,
    /// Carts of people who have not come back.
    Carts,
    /// Orders that were never paid.
    Orders,
    /// Codes that were typed and were none.
    WrongCodes,
    /// What was sent for the shelf and never decided about.
    Intakes,
    /// Who has waited for a product for too long.
    Waiters,
}

impl Chore {
    pub fn next(self) -> Option<Chore> {
        match self {
            Chore::Codes => Some(Chore::WrongCodes),
            Chore::WrongCodes => Some(Chore::Intakes),
            Chore::Intakes => Some(Chore::Waiters),
            Chore::Waiters => Some(Chore::Sessions),
            Chore::Sessions => Some(Chore::Carts),
            Chore::Carts => Some(Chore::Orders),
            Chore::Orders => None,
        }
    }
}

/// What is known of the nights so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broom {
    /// The newest order of each of the last nights, the last one last.
    pub nights: Vec<u64>,
    /// When the last of them was. Moves with the clock on the wall, so that setting it makes none.
    pub at: Timestamp,
    /// How many there have been: the age of what waits for somebody to come back.
    pub count: u32,
    /// Up to this order all are swept or stay for good.
    pub done: u64,
}

impl Broom {
    /// It is night. The same night does not count twice, however the clock is set.
    pub fn night(&mut self, now: Timestamp, newest: u64) {
        if !self.nights.is_empty() && (self.at..self.at.after(PRUNE_NIGHT)).contains(&now) {
            return;
        }
        self.at = now;
        self.count = self.count.saturating_add(1);
        self.nights.push(newest);
        if self.nights.len() > PRUNE_NIGHTS {
            self.nights.remove(0);
        }
    }

    /// The newest order that some nights have passed since.
    pub fn horizon(&self) -> u64 {
        match self.nights.len() == PRUNE_NIGHTS {
            true => self.nights.first().copied().unwrap_or_default(),
            false => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Span;

    #[test]
    fn a_clock_that_jumps_makes_no_nights() {
        let mut broom = Broom::default();
        let at = |hours| Timestamp(1_795_331_100_000).after(Span::hours(hours));
        broom.night(at(0), 10);
        broom.night(at(1), 20);
        assert_eq!((broom.nights.len(), broom.horizon()), (1, 0));
        // A year ahead and back is one night more.
        broom.night(at(24 * 365), 20);
        broom.night(at(24 * 365 + 5), 20);
        assert_eq!(broom.nights.len(), 2);
        broom.night(at(24), 30);
        assert_eq!(broom.horizon(), 10);
        broom.night(at(48), 40);
        assert_eq!(broom.horizon(), 20);
    }
}
