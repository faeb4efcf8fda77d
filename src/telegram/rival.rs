//! Signs that another program takes our bot's updates: the same token, used twice.

use std::time::{Duration, Instant, SystemTime};

use crate::domain::limit::{NUMBERS_JUMP, RIVAL_GAP_MAX, RIVAL_QUIET, RIVAL_SIGNS, UPDATES_STAY};

/// The newest signs. One may be somebody who tried the token once; so many are a program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs([Option<Instant>; RIVAL_SIGNS]);

impl Signs {
    /// One that needs company.
    pub(super) fn hint(&mut self, now: Instant) {
        self.0.rotate_right(1);
        self.0[0] = Some(now);
    }

    /// One that nothing else explains.
    pub(super) fn proof(&mut self, now: Instant) {
        self.0 = [Some(now); RIVAL_SIGNS];
    }

    /// How many there were lately. None: whoever it was has stopped.
    pub fn lately(&self, now: Instant) -> u64 {
        let fresh = |at: &&Instant| now.duration_since(**at) < RIVAL_QUIET.std();
        self.0.iter().flatten().filter(fresh).count() as u64
    }

    /// When the program was seen last, if it is one.
    pub fn seen(&self, now: Instant) -> Option<Instant> {
        (self.lately(now) >= RIVAL_SIGNS as u64).then_some(self.0[0]).flatten()
    }
}

/// The numbers of the updates that came: they have no gaps, so that one is what somebody else was
/// given and confirmed.
///
/// There are two gaps that mean nothing. After a week without any update Telegram begins anew
/// with any number. And what nobody fetched goes away, a button's press after 150 s: so that only
/// numbers between two answers in quick succession are compared.
#[derive(Debug, Default)]
pub(super) struct Trail {
    /// The highest number that came.
    last: Option<u64>,
    heard: Option<Moment>,
    answered: Option<Moment>,
}

/// By both clocks: one of them stands still while the machine sleeps, and the other may be set.
#[derive(Clone, Copy, Debug)]
struct Moment(Instant, SystemTime);

impl Moment {
    fn now() -> Moment {
        Moment(Instant::now(), SystemTime::now())
    }

    fn since(self, before: Moment) -> Duration {
        let wall = self.1.duration_since(before.1).unwrap_or_default();
        self.0.duration_since(before.0).max(wall)
    }
}

impl Trail {
    /// An answer came with these numbers; how many before them somebody else must have taken.
    pub fn came(&mut self, numbers: impl Iterator<Item = u64>) -> Option<u64> {
        self.came_at(numbers, Moment::now())
    }

    fn came_at(&mut self, numbers: impl Iterator<Item = u64>, now: Moment) -> Option<u64> {
        let (first, last) = numbers.fold((None, None), |(first, last), number: u64| {
            (Some(first.map_or(number, |it: u64| it.min(number))), last.max(Some(number)))
        });
        let within = |before: Option<Moment>, span: Duration| {
            before.is_some_and(|before| now.since(before) < span)
        };
        let close = within(self.answered, UPDATES_STAY.std());
        let steady = within(self.heard, NUMBERS_JUMP.std());
        let gap = self.last.zip(first).and_then(|(last, first)| first.checked_sub(last + 1));
        self.answered = Some(now);
        if last.is_some() {
            (self.last, self.heard) = (last, Some(now));
        }
        gap.filter(|gap| close && steady && (1..=RIVAL_GAP_MAX).contains(gap))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_is_an_accident_and_two_are_a_program() {
        let (mut signs, now) = (Signs::default(), Instant::now());
        let later = |seconds| now + Duration::from_secs(seconds);
        signs.hint(now);
        assert_eq!((signs.lately(now), signs.seen(now)), (1, None));
        signs.hint(later(30));
        assert_eq!((signs.lately(later(31)), signs.seen(later(31))), (2, Some(later(30))));
        signs.hint(later(60));
        assert_eq!(signs.seen(later(61)), Some(later(60)));
        assert_eq!(signs.lately(later(60) + RIVAL_QUIET.std()), 0);
        signs.proof(later(9_000));
        assert_eq!(signs.seen(later(9_001)), Some(later(9_000)));
    }

    struct Road {
        trail: Trail,
        now: Moment,
    }

    impl Road {
        fn after(&mut self, seconds: u64, numbers: &[u64]) -> Option<u64> {
            let Moment(instant, wall) = self.now;
            let span = Duration::from_secs(seconds);
            self.now = Moment(instant + span, wall + span);
            self.trail.came_at(numbers.iter().copied(), self.now)
        }
    }

    #[test]
    fn numbers_without_gaps_are_nobodys() {
        let mut road = Road { trail: Trail::default(), now: Moment::now() };
        assert_eq!(road.after(0, &[500, 501]), None);
        assert_eq!(road.after(50, &[]), None);
        assert_eq!(road.after(50, &[502]), None);
        // They come once more where an answer was lost.
        assert_eq!(road.after(1, &[502, 503]), None);
        assert_eq!(road.after(1, &[507, 508]), Some(3));
        assert_eq!(road.after(1, &[509]), None);
    }

    #[test]
    fn gaps_that_telegram_makes_itself_mean_nothing() {
        let mut road = Road { trail: Trail::default(), now: Moment::now() };
        road.after(0, &[500]);
        // A week without a message, asked all the while: the numbers begin anew.
        for _ in 0..7 * 24 * 60 {
            assert_eq!(road.after(60, &[]), None);
        }
        assert_eq!(road.after(60, &[900]), None);
        assert_eq!(road.after(60, &[20]), None, "in any direction");
        // Telegram was away for a while: buttons pressed meanwhile are gone.
        assert_eq!(road.after(200, &[25]), None);
        assert_eq!(road.after(1, &[26 + RIVAL_GAP_MAX * 2]), None, "too far to be people");
        // The machine slept: its own clock has stood still.
        road.now.1 += Duration::from_secs(9 * 24 * 3600);
        assert_eq!(road.after(1, &[30 + RIVAL_GAP_MAX * 2]), None);
    }
}
