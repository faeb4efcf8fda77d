//! What was seen lately, as far as a judgement needs it: errors, growth, and the clock's jumps.

use std::collections::VecDeque;
use std::time::Duration;

use crate::domain::limit::{
    CLOCK_JUMP_KEPT, ERRORS_WINDOW, GROWTH_EVERY, GROWTH_MEGABYTES, GROWTH_WINDOW,
};
use crate::domain::time::Timestamp;

#[derive(Debug, Default)]
pub struct Recall {
    /// When, and how many there had been by then.
    errors: VecDeque<(Duration, u64)>,
    sizes: VecDeque<(Duration, u64)>,
    clock: Option<(Duration, Timestamp)>,
    /// When the clock was looked at first.
    first: Option<Duration>,
    /// The last jump, and when it was seen.
    jump: Option<(Duration, u64)>,
}

impl Recall {
    /// Errors within the window, told how many there have been in all. `at` is a clock that
    /// nobody sets. `None`: none so far, but the window is not over.
    pub fn errors(&mut self, at: Duration, count: u64) -> Option<u64> {
        forget(&mut self.errors, at, ERRORS_WINDOW.std());
        self.errors.push_back((at, count));
        let (since, first) = *self.errors.front()?;
        let errors = count.saturating_sub(first);
        (errors > 0 || at - since >= ERRORS_WINDOW.std()).then_some(errors)
    }

    /// Megabytes that were added within the window, told how many there are now. Not known until
    /// a whole window was seen, unless it is too much already: what began before a restart is not
    /// over with it.
    pub fn growth(&mut self, at: Duration, size: u64) -> Option<u64> {
        forget(&mut self.sizes, at, GROWTH_WINDOW.std());
        let last = self.sizes.back().map(|(last, _)| *last);
        if last.is_none_or(|last| at - last >= GROWTH_EVERY.std()) {
            self.sizes.push_back((at, size));
        }
        let (since, first) = *self.sizes.front()?;
        let grown = size.saturating_sub(first);
        let known = at.saturating_sub(since) >= GROWTH_WINDOW.std() || GROWTH_MEGABYTES.bad(grown);
        known.then_some(grown)
    }

    /// By how many seconds the clock on the wall has jumped, if it was not long ago. That it did
    /// not is known after a while only, too.
    pub fn jump(&mut self, at: Duration, now: Timestamp) -> Option<u64> {
        let first = *self.first.get_or_insert(at);
        if let Some((before, then)) = self.clock.replace((at, now)) {
            let expected = then.0.saturating_add((at - before).as_millis() as u64);
            let seconds = now.0.abs_diff(expected) / 1000;
            if seconds >= CLOCK_JUMP_KEPT.0 {
                self.jump = Some((at, seconds));
            }
        }
        self.jump.take_if(|(seen, _)| at - *seen >= CLOCK_JUMP_KEPT.1.std());
        let calm = at.saturating_sub(first) >= CLOCK_JUMP_KEPT.1.std();
        self.jump.map(|(_, seconds)| seconds).or(calm.then_some(0))
    }
}

/// Leaves one from before the window: what comes is compared with it.
fn forget(seen: &mut VecDeque<(Duration, u64)>, at: Duration, window: Duration) {
    while seen.get(1).is_some_and(|(second, _)| at.saturating_sub(*second) >= window) {
        seen.pop_front();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn minutes(count: u64) -> Duration {
        Duration::from_secs(count * 60)
    }

    #[test]
    fn errors_are_counted_in_a_window_that_moves() {
        let mut recall = Recall::default();
        assert_eq!(recall.errors(minutes(0), 100), None);
        assert_eq!(recall.errors(minutes(5), 104), Some(4));
        assert_eq!(recall.errors(minutes(10), 110), Some(10));
        assert_eq!(recall.errors(minutes(15), 110), Some(6));
        assert_eq!(recall.errors(minutes(20), 110), Some(0));
        assert_eq!(recall.errors(minutes(300), 110), Some(0));
    }

    #[test]
    fn growth_is_that_of_a_day() {
        let mut recall = Recall::default();
        let grown: Vec<_> =
            (0..100).map(|hour| recall.growth(minutes(hour * 60), 1_000 + hour)).collect();
        assert_eq!((grown[0], grown[23], grown[24], grown[99]), (None, None, Some(24), Some(24)));
        // A copy that was put back is smaller, and that is no growth.
        assert_eq!(recall.growth(minutes(100 * 60), 10), Some(0));
        // After a restart nothing is known, unless it is bad already.
        let mut recall = Recall::default();
        let grown = [40, 200, 551, 552].map(|size| recall.growth(minutes(1), size));
        assert_eq!(grown, [None, None, None, Some(512)]);
    }

    #[test]
    fn a_clock_that_jumps_is_remembered_for_a_while() {
        let mut recall = Recall::default();
        let start = Timestamp(1_795_331_100_000);
        let wall = |minute: u64, off: i64| {
            Timestamp((start.0 as i64 + minute as i64 * 60_000 + off * 1000) as u64)
        };
        assert_eq!(recall.jump(minutes(0), start), None);
        assert_eq!(recall.jump(minutes(1), wall(1, 2)), None);
        // An hour back, and small corrections afterwards.
        assert_eq!(recall.jump(minutes(2), wall(2, -3600)), Some(3602));
        assert_eq!(recall.jump(minutes(30), wall(30, -3590)), Some(3602));
        assert_eq!(recall.jump(minutes(62), wall(62, -3590)), Some(0));
    }
}
