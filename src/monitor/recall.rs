//! What was seen lately, as far as a judgement needs it: errors, growth, and the clock's jumps.

use std::collections::VecDeque;
use std::time::Duration;

use crate::domain::limit::{CLOCK_JUMP_KEPT, ERRORS_WINDOW, GROWTH_EVERY, GROWTH_WINDOW};
use crate::domain::time::Timestamp;

#[derive(Debug, Default)]
pub struct Recall {
    /// When, and how many there had been by then.
    errors: VecDeque<(Duration, u64)>,
    sizes: VecDeque<(Duration, u64)>,
    clock: Option<(Duration, Timestamp)>,
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

    /// What has been added within the window, told how much there is now.
    pub fn growth(&mut self, at: Duration, size: u64) -> u64 {
        forget(&mut self.sizes, at, GROWTH_WINDOW.std());
        let last = self.sizes.back().map(|(last, _)| *last);
        if last.is_none_or(|last| at - last >= GROWTH_EVERY.std()) {
            self.sizes.push_back((at, size));
        }
        size.saturating_sub(self.sizes.front().map_or(size, |(_, first)| *first))
    }

    /// By how many seconds the clock on the wall has jumped, if it was not long ago.
    pub fn jump(&mut self, at: Duration, now: Timestamp) -> u64 {
        if let Some((before, then)) = self.clock.replace((at, now)) {
            let expected = then.0.saturating_add((at - before).as_millis() as u64);
            let seconds = now.0.abs_diff(expected) / 1000;
            if seconds >= CLOCK_JUMP_KEPT.0 {
                self.jump = Some((at, seconds));
            }
        }
        self.jump.take_if(|(seen, _)| at - *seen >= CLOCK_JUMP_KEPT.1.std());
        self.jump.map_or(0, |(_, seconds)| seconds)
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
        let grown: Vec<u64> =
            (0..100).map(|hour| recall.growth(minutes(hour * 60), 1_000 + hour)).collect();
        assert_eq!((grown[0], grown[10], grown[24], grown[99]), (0, 10, 24, 24));
        // A copy that was put back is smaller, and that is no growth.
        assert_eq!(recall.growth(minutes(100 * 60), 10), 0);
    }

    #[test]
    fn a_clock_that_jumps_is_remembered_for_a_while() {
        let mut recall = Recall::default();
        let start = Timestamp(1_795_331_100_000);
        let wall = |minute: u64, off: i64| {
            Timestamp((start.0 as i64 + minute as i64 * 60_000 + off * 1000) as u64)
        };
        assert_eq!(recall.jump(minutes(0), start), 0);
        assert_eq!(recall.jump(minutes(1), wall(1, 2)), 0);
        // An hour back, and small corrections afterwards.
        assert_eq!(recall.jump(minutes(2), wall(2, -3600)), 3602);
        assert_eq!(recall.jump(minutes(30), wall(30, -3590)), 3602);
        assert_eq!(recall.jump(minutes(62), wall(62, -3590)), 0);
    }
}
