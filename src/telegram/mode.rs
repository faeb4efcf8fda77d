//! Which way updates come: by webhook while that works, else by polling. Rules alone: what was
//! seen goes in, what is to be done comes out.
//!
//! Whether the webhook works is told by Telegram itself while it is in use: updates wait there,
//! and none arrives here, at two looks in a row. While we poll, Telegram knows nothing of it. So
//! we call our own public address through the network, and take it back into use when the call
//! arrives at our own door, twice in a row. Where that never works, though Telegram gets through
//! (a router that does not lead back in), the webhook is tried blindly now and then.

use std::time::{Duration, Instant};

use crate::domain::limit::{
    WAY_ANSWER, WAY_LOOK, WEBHOOK_BLIND, WEBHOOK_FALLS, WEBHOOK_REST, WEBHOOK_REST_MAX,
    WEBHOOK_STEADY, WEBHOOK_TELL,
};
use crate::domain::webhook::{Cut, News};

/// How long each thing takes.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Between two looks.
    pub look: Duration,
    /// Until a look has brought nothing.
    pub answer: Duration,
    /// Before a webhook that failed again soon is tried once more; doubles each time.
    pub rest: Duration,
    pub rest_max: Duration,
    /// Before the first blind try; doubles as well.
    pub blind: Duration,
    /// Until a webhook that works is called steady.
    pub steady: Duration,
    /// Until a failure is told.
    pub tell: Duration,
}

/// Where updates are expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// Nowhere yet: the first call of our own address decides.
    Start,
    Polling,
    Webhook,
}

/// What Telegram says of the webhook, and what we have seen of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// The address that is set is ours.
    pub ours: bool,
    /// Updates wait.
    pub waiting: bool,
    /// An update has come since the look before.
    pub heard: bool,
    /// What Telegram thinks of its last failure.
    pub cut: Cut,
}

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Stay,
    /// Take the webhook away and ask for updates.
    Poll,
    /// Set the webhook.
    Set,
}

pub struct Machine {
    pace: Pace,
    /// Whether polling is a way out.
    fallback: bool,
    stand: Stand,
    since: Instant,
    /// At the look before, updates waited and none had come.
    doubt: bool,
    /// Own calls that arrived, in a row.
    arrived: u32,
    /// One of them has arrived at some time: we can see the address from inside.
    sighted: bool,
    /// Failures without a steady time between them.
    falls: u32,
    /// Since when updates do not come by webhook, and why.
    down: Option<(Instant, Cut)>,
    told: Option<News>,
    /// When another program's address was replaced last.
    replaced: Option<Instant>,
}

/// Own calls that must arrive before the webhook is used again: a proxy that is just starting
/// lets one through and not the next.
const CALLS: u32 = 2;

impl Default for Pace {
    fn default() -> Pace {
        Pace {
            look: WAY_LOOK.std(),
            answer: WAY_ANSWER.std(),
            rest: WEBHOOK_REST.std(),
            rest_max: WEBHOOK_REST_MAX.std(),
            blind: WEBHOOK_BLIND.std(),
            steady: WEBHOOK_STEADY.std(),
            tell: WEBHOOK_TELL.std(),
        }
    }
}

impl Machine {
    /// Without a fallback the webhook is the only way, and stays it.
    pub fn new(pace: Pace, fallback: bool, now: Instant) -> Machine {
        Machine {
            pace,
            fallback,
            stand: Stand::Start,
            since: now,
            doubt: false,
            arrived: 0,
            sighted: false,
            falls: 0,
            down: None,
            told: None,
            replaced: None,
        }
    }

    pub fn stand(&self) -> Stand {
        self.stand
    }

    /// Whether we know how our own address looks from inside.
    pub fn sighted(&self) -> bool {
        self.sighted
    }

    /// We called our own address: it has arrived at our door, or not.
    pub fn called(&mut self, arrived: bool, now: Instant) -> Step {
        self.sighted |= arrived;
        self.arrived = if arrived { self.arrived + 1 } else { 0 };
        match self.stand {
            Stand::Webhook => Step::Stay,
            Stand::Start if arrived || !self.fallback => Step::Set,
            Stand::Start => {
                self.down = Some((now, Cut::Unreachable));
                self.turn(Stand::Polling, now)
            }
            Stand::Polling => {
                let rested = now.duration_since(self.since);
                let seen = self.arrived >= CALLS && rested >= self.rest();
                let blind = !self.sighted && rested >= self.doubled(self.pace.blind, self.falls);
                if seen || blind { Step::Set } else { Step::Stay }
            }
        }
    }

    /// Telegram has taken our address.
    pub fn set(&mut self, now: Instant) {
        // Without a fallback it is down until an update comes, or none waits any more.
        if self.fallback {
            self.down = None;
        }
        if self.stand != Stand::Webhook {
            self.turn(Stand::Webhook, now);
        }
    }

    /// Telegram does not take it.
    pub fn refused(&mut self, now: Instant) -> Step {
        self.fall(Cut::Refused, now)
    }

    /// Telegram told how the webhook is doing.
    pub fn looked(&mut self, sight: Sight, now: Instant) -> Step {
        if !sight.ours {
            return self.taken(now);
        }
        let stuck = sight.waiting && !sight.heard;
        let before = std::mem::replace(&mut self.doubt, stuck);
        if stuck && before {
            return self.fall(sight.cut, now);
        }
        if !stuck {
            self.down = None;
            if now.duration_since(self.since) >= self.pace.steady {
                self.falls = 0;
            }
        }
        Step::Stay
    }

    /// What the owners should hear of now, each once.
    pub fn news(&mut self, now: Instant) -> Option<News> {
        let news = match self.down {
            Some((since, cut)) if now.duration_since(since) >= self.pace.tell => self.down_by(cut),
            Some((_, cut)) if self.falls >= WEBHOOK_FALLS => self.down_by(cut),
            None if self.steady(now) => News::Up,
            _ => return None,
        };
        let same = match (self.told, news) {
            (Some(News::Down { .. }), News::Down { .. }) => true,
            (told, news) => told == Some(news),
        };
        self.told = Some(news);
        Some(news).filter(|_| !same)
    }

    fn down_by(&self, cut: Cut) -> News {
        News::Down { cut, polling: self.fallback }
    }

    fn steady(&self, now: Instant) -> bool {
        self.stand == Stand::Webhook
            && self.falls == 0
            && now.duration_since(self.since) >= self.pace.steady
    }

    /// Without a fallback the address is set again, but two programs do not fight in a hurry.
    fn taken(&mut self, now: Instant) -> Step {
        let step = self.fall(Cut::Taken, now);
        let rested = |at: Instant| now.duration_since(at) >= self.pace.rest;
        if self.fallback || !self.replaced.is_none_or(rested) {
            return step;
        }
        self.replaced = Some(now);
        Step::Set
    }

    fn fall(&mut self, cut: Cut, now: Instant) -> Step {
        self.doubt = false;
        let since = self.down.map_or(now, |(since, _)| since);
        if self.fallback || self.down.is_none() {
            self.falls = self.falls.saturating_add(1);
        }
        self.down = Some((since, cut));
        match self.fallback {
            true => self.turn(Stand::Polling, now),
            false => {
                // Steady is counted from the last failure.
                self.since = now;
                Step::Stay
            }
        }
    }

    fn turn(&mut self, stand: Stand, now: Instant) -> Step {
        (self.stand, self.since) = (stand, now);
        (self.doubt, self.arrived) = (false, 0);
        match stand {
            Stand::Polling => Step::Poll,
            Stand::Start | Stand::Webhook => Step::Stay,
        }
    }

    /// The first failure costs no rest: it may be a proxy that was started anew.
    fn rest(&self) -> Duration {
        match self.falls {
            0 | 1 => Duration::ZERO,
            falls => self.doubled(self.pace.rest, falls - 2),
        }
    }

    fn doubled(&self, first: Duration, times: u32) -> Duration {
        let factor = 1u32.checked_shl(times).unwrap_or(u32::MAX);
        first.saturating_mul(factor).min(self.pace.rest_max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limit::{CALL_WAIT, CHANGE_MAX};

    const FINE: Sight = Sight { ours: true, waiting: false, heard: false, cut: Cut::Silent };
    const STUCK: Sight = Sight { waiting: true, cut: Cut::Unreachable, ..FINE };

    /// A machine and its own clock.
    struct Play {
        machine: Machine,
        now: Instant,
        news: Vec<News>,
    }

    impl Play {
        fn new(fallback: bool) -> Play {
            let now = Instant::now();
            Play { machine: Machine::new(Pace::default(), fallback, now), now, news: Vec::new() }
        }

        /// In use, by a call that arrived.
        fn open() -> Play {
            let mut play = Play::new(true);
            assert_eq!(play.machine.called(true, play.now), Step::Set);
            play.machine.set(play.now);
            assert_eq!(play.machine.stand(), Stand::Webhook);
            play
        }

        fn pass(&mut self, span: Duration) {
            self.now += span;
            self.news.extend(self.machine.news(self.now));
        }

        fn look(&mut self, sight: Sight) -> Step {
            self.pass(WAY_LOOK.std());
            self.machine.looked(sight, self.now)
        }

        fn call(&mut self, arrived: bool) -> Step {
            self.pass(WAY_LOOK.std());
            self.machine.called(arrived, self.now)
        }

        fn fall(&mut self) {
            assert_eq!(self.look(STUCK), Step::Stay);
            assert_eq!(self.look(STUCK), Step::Poll);
            assert_eq!(self.machine.stand(), Stand::Polling);
        }

        /// Calls that arrive until the webhook is tried again; how long that took.
        fn until_set(&mut self, arrived: bool) -> Duration {
            let began = self.now;
            while self.call(arrived) != Step::Set {}
            self.machine.set(self.now);
            self.now - began
        }
    }

    #[test]
    fn a_dead_webhook_is_left_and_a_living_one_used_again() {
        let mut play = Play::open();
        for _ in 0..10 {
            assert_eq!(play.look(FINE), Step::Stay);
        }
        play.fall();
        assert_eq!(play.call(false), Step::Stay);
        assert_eq!(play.call(true), Step::Stay);
        assert_eq!(play.call(false), Step::Stay);
        assert_eq!(play.call(true), Step::Stay);
        assert_eq!(play.call(true), Step::Set);
    }

    #[test]
    fn updates_that_come_are_no_failure_however_many_wait() {
        let mut play = Play::open();
        for _ in 0..10 {
            assert_eq!(play.look(STUCK), Step::Stay);
            assert_eq!(play.look(Sight { heard: true, ..STUCK }), Step::Stay);
        }
    }

    #[test]
    fn another_address_is_a_failure_at_once() {
        let mut play = Play::open();
        assert_eq!(play.look(Sight { ours: false, ..FINE }), Step::Poll);
    }

    #[test]
    fn the_first_call_decides_how_a_shop_begins() {
        let mut play = Play::new(true);
        assert_eq!(play.machine.called(false, play.now), Step::Poll);
        // It cannot be seen from inside: tried all the same after a while.
        let waited = play.until_set(false);
        assert!(waited >= WEBHOOK_BLIND.std() && waited < 2 * WEBHOOK_BLIND.std());
        assert_eq!(play.news, []);
        // Once it was seen, there is no blind try any more.
        let mut play = Play::open();
        play.fall();
        for _ in 0..10_000 {
            assert_eq!(play.call(false), Step::Stay);
        }
    }

    #[test]
    fn flapping_is_left_alone_for_longer_each_time_and_steadiness_forgives() {
        let mut play = Play::open();
        let mut rests = Vec::new();
        for _ in 0..10 {
            play.fall();
            rests.push(play.until_set(true).as_secs());
        }
        assert_eq!(rests[..4], [6, 30, 60, 120]);
        assert!(rests.is_sorted() && rests[9] <= WEBHOOK_REST_MAX.std().as_secs() + 3, "{rests:?}");
        let down = News::Down { cut: Cut::Unreachable, polling: true };
        assert_eq!(play.news, [down], "told once");
        while play.now - play.machine.since <= WEBHOOK_STEADY.std() + WAY_LOOK.std() {
            play.look(FINE);
        }
        play.pass(Duration::ZERO);
        assert_eq!(play.news, [down, News::Up]);
        play.fall();
        assert_eq!(play.until_set(true).as_secs(), 6);
    }

    #[test]
    fn a_failure_that_lasts_is_told_once_and_a_short_one_never() {
        let mut play = Play::open();
        play.fall();
        play.until_set(true);
        play.pass(WEBHOOK_TELL.std());
        assert_eq!(play.news, []);
        play.fall();
        for _ in 0..500 {
            play.call(false);
        }
        assert_eq!(play.news, [News::Down { cut: Cut::Unreachable, polling: true }]);
    }

    #[test]
    fn without_a_fallback_the_webhook_stays_and_says_so() {
        let mut play = Play::new(false);
        assert_eq!(play.machine.called(false, play.now), Step::Set);
        play.machine.set(play.now);
        for _ in 0..100 {
            assert_eq!(play.look(STUCK), Step::Stay);
        }
        assert_eq!(play.news, [News::Down { cut: Cut::Unreachable, polling: false }]);
        for _ in 0..300 {
            assert_eq!(play.look(FINE), Step::Stay);
        }
        assert_eq!(play.news[1..], [News::Up]);
        // Another program's address is replaced, but in no hurry.
        let steps = (0..20).filter(|_| play.look(Sight { ours: false, ..FINE }) == Step::Set);
        assert_eq!(steps.count(), 2);
        // Also when it looks in between as if ours stayed.
        let mut play = Play::new(false);
        play.machine.set(play.now);
        let steps = (0..20).filter(|look| {
            let ours = look % 2 == 1;
            play.look(Sight { ours, ..FINE }) == Step::Set
        });
        assert_eq!(steps.count(), 2);
    }

    /// The worst moment to fail is just after a look, and each look takes as long as it may. What
    /// is left is for the calls that change over.
    #[test]
    fn changes_are_made_in_time() {
        let round = WAY_LOOK.std() + WAY_ANSWER.std();
        let left = |rounds: u32| CHANGE_MAX.std().checked_sub(rounds * round);
        let mut play = Play::open();
        let looks = (1..).find(|_| play.look(STUCK) == Step::Poll).unwrap();
        assert!(left(looks).is_some_and(|left| left >= WAY_ANSWER.std()));
        // The call under way when it comes back is lost.
        let calls = (1..).find(|_| play.call(true) == Step::Set).unwrap();
        let spent = WAY_ANSWER.std() + calls * (WAY_LOOK.std() + Duration::from_millis(500));
        assert!(CHANGE_MAX.std() >= spent + WAY_ANSWER.std());
        assert!(WAY_ANSWER < CALL_WAIT);
    }
}
