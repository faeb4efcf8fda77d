//! What time it is: the one place that asks. Time goes on by the clock that nobody sets; what the
//! wall says is a rumour, taken over in steps that everybody hears of.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use rustix::time::{ClockId, clock_gettime};
use tokio::sync::watch;

use crate::domain::limit::CLOCK_STEP;
use crate::domain::time::{Boot, Moment, Span, Step, Tick, Timestamp};

/// The shop's clock. Clones show the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Where the wall stands still; nothing for one that follows the machine's.
    stands: Option<Timestamp>,
    started: Instant,
    /// What the wall showed when the process began, as it is believed now.
    base: Arc<AtomicU64>,
    moved: watch::Sender<Moved>,
}

/// All that has been done to a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Moved {
    /// How far a rehearsal has set it forward: time that has passed.
    ahead: Span,
    /// How far a rehearsal has set the wall alone, in milliseconds.
    wall: i64,
    /// How often the wall has been taken over in a step.
    steps: u64,
}

impl Clock {
    pub fn new() -> Clock {
        Clock::begun(None)
    }

    /// One that stands still at this moment, and only goes on when it is set forward. For
    /// rehearsals that are the same every time.
    pub fn stopped(moment: Timestamp) -> Clock {
        Clock::begun(Some(moment))
    }

    fn begun(stands: Option<Timestamp>) -> Clock {
        let clock = Clock {
            stands,
            started: Instant::now(),
            base: Arc::default(),
            moved: watch::Sender::default(),
        };
        clock.base.store(clock.wall().0, Ordering::SeqCst);
        clock
    }

    /// The moment as the shop believes it: it goes on with `run`, and steps only in `take_over`.
    pub fn now(&self) -> Timestamp {
        self.moment().wall
    }

    /// How long it has been running. Never goes back, even when the machine's clock is put right.
    pub fn run(&self) -> Duration {
        let machine = if self.stands.is_some() { Duration::ZERO } else { self.started.elapsed() };
        machine + self.ahead().std()
    }

    /// The same as a moment of the process's own life.
    pub fn tick(&self) -> Tick {
        Tick(self.run().as_millis() as u64)
    }

    /// Both at once. Between two readings of its own, the writer may take over the wall.
    pub fn moment(&self) -> Moment {
        let tick = self.tick();
        let wall = Timestamp(self.base.load(Ordering::SeqCst)).after(Span(tick.0));
        Moment { wall, tick }
    }

    /// What the clock on the wall shows.
    fn wall(&self) -> Timestamp {
        let machine = || {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            Timestamp(since.as_millis() as u64)
        };
        let Moved { ahead, wall, .. } = *self.moved.borrow();
        self.stands.unwrap_or_else(machine).after(ahead).shifted(Step(wall))
    }

    /// Whether the wall and the shop's time have parted by more than a clock drifts.
    pub fn parted(&self) -> bool {
        Step::between(self.now(), self.wall()).size() >= CLOCK_STEP
    }

    /// Believes the wall from here on. What it had drifted is nothing; a step comes back, and
    /// whoever asked has to aim anew all that was stored. One caller only: the writer, whose
    /// next commit does that.
    pub fn take_over(&self) -> Option<Step> {
        let step = Step::between(self.now(), self.wall());
        let base = Timestamp(self.base.load(Ordering::SeqCst)).shifted(step);
        self.base.store(base.0, Ordering::SeqCst);
        if step.size() < CLOCK_STEP {
            return None;
        }
        self.moved.send_modify(|moved| moved.steps += 1);
        Some(step)
    }

    /// Sets the clock forward: what is due by then happens now. For rehearsals.
    pub fn advance(&self, by: Span) {
        self.moved.send_modify(|moved| moved.ahead.0 += by.0);
    }

    /// Sets the wall alone, as a wrong time server does: no time has passed. For rehearsals.
    pub fn set_wall(&self, by: Step) {
        self.moved.send_modify(|moved| moved.wall += by.0);
    }

    /// The machine's life so far, where the system tells of it and no rehearsal pretends.
    pub fn boot(&self) -> Option<Boot> {
        let Moved { ahead, wall, .. } = *self.moved.borrow();
        if self.stands.is_some() || ahead != Span::default() || wall != 0 {
            return None;
        }
        let id = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        let id = u128::from_str_radix(&id.trim().replace('-', ""), 16).ok()?;
        // Goes on while the machine sleeps, as the wall does.
        let up = clock_gettime(ClockId::Boottime);
        let up = Span::secs(u64::try_from(up.tv_sec).ok()?).0 + up.tv_nsec as u64 / 1_000_000;
        Some(Boot { id, at: self.now().before(Span(up)) })
    }

    /// How far it has been set forward.
    pub fn ahead(&self) -> Span {
        self.moved.borrow().ahead
    }

    /// Comes back at that time, or earlier if the clock was set after this call.
    pub fn wait_until(&self, at: Timestamp) -> impl Future<Output = ()> + use<> {
        self.wait(at.since(self.now()))
    }

    /// The same for a moment of the process's own life.
    pub fn wait_for(&self, at: Tick) -> impl Future<Output = ()> + use<> {
        self.wait(at.since(self.tick()))
    }

    fn wait(&self, wait: Span) -> impl Future<Output = ()> + use<> {
        let mut moved = self.moved.subscribe();
        let comes = self.stands.is_none() || wait == Span::default();
        async move {
            tokio::select! {
                () = tokio::time::sleep(wait.std()), if comes => {}
                _ = moved.changed() => {}
            }
        }
    }
}

impl Default for Clock {
    fn default() -> Clock {
        Clock::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENT: Timestamp = Timestamp(1_795_331_100_000);

    #[tokio::test]
    async fn a_stopped_clock_goes_on_when_it_is_set_forward() {
        let clock = Clock::stopped(MOMENT);
        clock.wait_until(MOMENT).await;
        let waiting = clock.wait_until(MOMENT.after(Span::hours(1)));
        clock.clone().advance(Span::hours(1));
        waiting.await;
        assert_eq!(clock.now(), MOMENT.after(Span::hours(1)));
        assert_eq!(clock.run(), Span::hours(1).std());
        assert_eq!(clock.take_over(), None);
    }

    #[test]
    fn a_clock_that_was_set_forward_keeps_its_lead() {
        let clock = Clock::new();
        let before = (clock.now(), clock.run());
        clock.advance(Span::hours(1));
        assert!(clock.now() >= before.0.after(Span::hours(1)));
        assert!(clock.run() >= before.1 + Span::hours(1).std());
    }

    /// As after the machine has slept: its life goes on, and is told by the new wall.
    #[test]
    fn the_machines_life_is_told_after_a_step_too() {
        let clock = Clock::new();
        let before = clock.boot().expect("this machine has a life");
        clock.base.fetch_sub(Span::hours(8).0, Ordering::SeqCst);
        let step = clock.take_over().expect("the wall is eight hours ahead");
        assert!(step.size() >= Span(Span::hours(8).0 - 1_000), "{step:?}");
        let after = clock.boot().expect("it still has it");
        assert_eq!(after.id, before.id);
        assert!(Step::between(before.at, after.at).size() < CLOCK_STEP, "{before:?} {after:?}");
        clock.set_wall(Step(1));
        assert_eq!(clock.boot(), None, "a rehearsal has none");
    }

    #[test]
    fn the_wall_is_believed_in_steps_and_no_time_passes_by_them() {
        let clock = Clock::stopped(MOMENT);
        let year = Step(365 * 24 * 3_600_000);
        clock.set_wall(year);
        assert!(clock.parted());
        assert_eq!((clock.now(), clock.tick()), (MOMENT, Tick(0)));
        assert_eq!(clock.clone().take_over(), Some(year));
        assert_eq!((clock.now(), clock.tick()), (MOMENT.shifted(year), Tick(0)));
        assert!(!clock.parted());
        clock.set_wall(Step(-year.0));
        assert_eq!(clock.take_over(), Some(Step(-year.0)));
        assert_eq!(clock.now(), MOMENT);
        // What a clock drifts is taken over without a word.
        clock.set_wall(Step(-400));
        assert_eq!(clock.take_over(), None);
        assert_eq!(clock.now(), MOMENT.shifted(Step(-400)));
    }
}
