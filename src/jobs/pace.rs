//! The pace of each weight, so that neither Telegram nor the gateway has to tell us to wait.

use std::num::NonZeroU32;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use tokio::sync::watch;

use crate::domain::id::ChatId;
use crate::domain::limit::{
    CHAT_BURST, CREATE_GAP, GROUP_PER_MINUTE, QUESTION_BURST, QUESTIONS_PER_SECOND,
};
use crate::domain::settings::{Own, Settings};
use crate::engine::clock;
use crate::engine::queue_entry::Weight;

/// How much the outside bears.
pub trait Pace: Send + Sync + 'static {
    /// Lets one go, or says who has to wait. Who is told to wait has used up nothing.
    fn let_go(&self, weight: Weight) -> Result<(), Wait>;

    /// One that was let go did not go: nobody waits for it any more. The next has its place.
    fn spared(&self, _weight: Weight) {}
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// This one's line.
    Line(Duration),
    /// Everyone of this weight.
    All(Duration),
}

/// The shop's clock as rate limiters read it: a rehearsal that sets it forward need not wait.
#[derive(Clone)]
pub struct Ticks(clock::Clock);

impl Clock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.run()
    }
}

type Overall<C> = RateLimiter<NotKeyed, InMemoryState, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// The gateway's pace: new invoices are spaced, questions are steady; the rest has no limit.
pub struct Tasks {
    clock: Ticks,
    invoices: Overall<Ticks>,
    /// An invoice that was let go and did not go.
    spare: AtomicBool,
    questions: Overall<Ticks>,
}

impl Tasks {
    pub fn new(clock: clock::Clock) -> Tasks {
        let clock = Ticks(clock);
        // One every so often, and never two at once.
        let second = Quota::per_second(NonZeroU32::MIN);
        let spaced = Quota::with_period(CREATE_GAP.std()).unwrap_or(second);
        let steady = Quota::per_second(at_least_one(QUESTIONS_PER_SECOND))
            .allow_burst(at_least_one(QUESTION_BURST));
        let limiter = |quota| RateLimiter::direct_with_clock(quota, clock.clone());
        Tasks {
            invoices: limiter(spaced),
            spare: AtomicBool::new(false),
            questions: limiter(steady),
            clock: clock.clone(),
        }
    }
}

impl Pace for Tasks {
    fn let_go(&self, weight: Weight) -> Result<(), Wait> {
        let limiter = match weight {
            Weight::Invoice => &self.invoices,
            Weight::Question => &self.questions,
            Weight::Message(_) | Weight::Nothing => return Ok(()),
        };
        let now = self.clock.now();
        match limiter.check() {
            // A place that was spared is worth nothing any more once the next is free by itself.
            Ok(()) if weight == Weight::Invoice => {
                self.spare.store(false, Ordering::Relaxed);
                Ok(())
            }
            Ok(()) => Ok(()),
            Err(_) if weight == Weight::Invoice && self.spare.swap(false, Ordering::Relaxed) => {
                Ok(())
            }
            Err(early) => Err(Wait::All(early.wait_time_from(now))),
        }
    }

    fn spared(&self, weight: Weight) {
        if weight == Weight::Invoice {
            self.spare.store(true, Ordering::Relaxed);
        }
    }
}

impl Pace for Messages {
    fn let_go(&self, weight: Weight) -> Result<(), Wait> {
        match weight {
            Weight::Message(chat) => self.ready_at(chat),
            Weight::Invoice | Weight::Question | Weight::Nothing => Ok(()),
        }
    }
}

/// Messages between two clearings of the chats' books.
const FORGET_EVERY: u32 = 4096;

/// Telegram's pace, per chat and over all. `C` is the clock, so that tests need not wait.
pub struct Messages<C: Clock = Ticks> {
    clock: C,
    overall: Mutex<Guard<C>>,
    persons: PerChat<C>,
    groups: PerChat<C>,
    asked: AtomicU32,
}

/// What goes out over all chats together.
struct Guard<C: Clock> {
    limiter: Overall<C>,
    per_second: u32,
    /// A token whose chat was not ready. It is kept for the next one who asks: a token cannot be
    /// given back, and a busy chat must not use up what others could have.
    spare: bool,
    /// How the shop is set, which may say another pace than the operator's file.
    settings: Option<(watch::Receiver<Settings>, u32)>,
}

impl<C: Clock + Clone> Guard<C> {
    /// Takes another pace over as soon as it is said.
    fn heed(&mut self, clock: &C) {
        let Some((settings, in_file)) = &mut self.settings else { return };
        let per_second = match settings.borrow_and_update().pace {
            Own::Operator => *in_file,
            Own::Shop(per_second) => per_second,
        };
        if per_second != self.per_second {
            (self.limiter, self.per_second) = (overall(per_second, clock), per_second);
        }
    }
}

fn overall<C: Clock + Clone>(per_second: u32, clock: &C) -> Overall<C> {
    // A tenth of a second's worth at once: smooth, and no work for the timer at high rates.
    let quota =
        Quota::per_second(at_least_one(per_second)).allow_burst(at_least_one(per_second / 10));
    RateLimiter::direct_with_clock(quota, clock.clone())
}

type PerChat<C> =
    RateLimiter<ChatId, HashMapStateStore<ChatId>, C, NoOpMiddleware<<C as Clock>::Instant>>;

impl Messages {
    pub fn new(messages_per_second: u32, clock: clock::Clock) -> Messages {
        Messages::with_clock(messages_per_second, Ticks(clock))
    }
}

impl<C: Clock + Clone> Messages<C> {
    pub fn with_clock(messages_per_second: u32, clock: C) -> Messages<C> {
        let burst = at_least_one(CHAT_BURST);
        let person = Quota::per_second(NonZeroU32::MIN).allow_burst(burst);
        let group = Quota::per_minute(at_least_one(GROUP_PER_MINUTE)).allow_burst(burst);
        Messages {
            overall: Mutex::new(Guard {
                limiter: overall(messages_per_second, &clock),
                per_second: messages_per_second,
                spare: false,
                settings: None,
            }),
            persons: per_chat(person, &clock),
            groups: per_chat(group, &clock),
            asked: AtomicU32::new(0),
            clock,
        }
    }

    /// The same at the pace of the settings, where these have one.
    pub fn following(mut self, settings: watch::Receiver<Settings>) -> Messages<C> {
        let overall = self.overall.get_mut().unwrap_or_else(|broken| broken.into_inner());
        overall.settings = Some((settings, overall.per_second));
        self
    }

    /// Takes the right to send one message to this chat now, or says how long to wait for it.
    /// Who is told to wait has used up nothing.
    pub fn ready_at(&self, chat: ChatId) -> Result<(), Wait> {
        self.forget_the_quiet();
        let mut overall = self.overall.lock().unwrap_or_else(|broken| broken.into_inner());
        overall.heed(&self.clock);
        let now = self.clock.now();
        if !overall.spare {
            overall.limiter.check().map_err(|early| Wait::All(early.wait_time_from(now)))?;
            overall.spare = true;
        }
        let chats = if chat.person().is_some() { &self.persons } else { &self.groups };
        chats.check_key(&chat).map_err(|early| Wait::Line(early.wait_time_from(now)))?;
        overall.spare = false;
        Ok(())
    }

    /// Forgets the chats that have been quiet long enough, now and then.
    fn forget_the_quiet(&self) {
        if !self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(FORGET_EVERY) {
            return;
        }
        self.persons.retain_recent();
        self.groups.retain_recent();
    }
}

fn per_chat<C: Clock + Clone>(quota: Quota, clock: &C) -> PerChat<C> {
    RateLimiter::new(quota, HashMapStateStore::default(), clock.clone())
}

fn at_least_one(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;

    #[test]
    fn another_pace_is_taken_over_at_once() {
        let clock = FakeRelativeClock::default();
        let settings = watch::Sender::new(Settings::default());
        let pace = Messages::with_clock(10, clock.clone()).following(settings.subscribe());
        let sent = |first: i64| {
            (0..200).filter(|chat| pace.ready_at(ChatId(first + chat)).is_ok()).count()
        };
        assert_eq!(sent(1), 1);
        settings.send_modify(|it| it.pace = Own::Shop(500));
        assert_eq!(sent(1_000), 50, "a tenth of a second's worth");
        settings.send_modify(|it| it.pace = Own::Operator);
        assert_eq!(sent(2_000), 1, "as the operator's file says");
    }

    fn pace(messages_per_second: u32) -> (Messages<FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        (Messages::with_clock(messages_per_second, clock.clone()), clock)
    }

    /// Messages the chat gets out in this many steps of 10 ms.
    fn sent(
        pace: &Messages<FakeRelativeClock>,
        clock: &FakeRelativeClock,
        chat: i64,
        steps: u32,
    ) -> u32 {
        let mut count = 0;
        for _ in 0..steps {
            while pace.ready_at(ChatId(chat)).is_ok() {
                count += 1;
            }
            clock.advance(Duration::from_millis(10));
        }
        count
    }

    #[test]
    fn an_invoice_that_did_not_go_leaves_its_place_to_the_next() {
        let clock = clock::Clock::stopped(crate::domain::time::Timestamp(1));
        let tasks = Tasks::new(clock.clone());
        assert_eq!(tasks.let_go(Weight::Invoice), Ok(()));
        let Err(Wait::All(_)) = tasks.let_go(Weight::Invoice) else { panic!("two at once") };
        tasks.spared(Weight::Question);
        assert!(tasks.let_go(Weight::Invoice).is_err());
        tasks.spared(Weight::Invoice);
        assert_eq!(tasks.let_go(Weight::Invoice), Ok(()));
        assert!(tasks.let_go(Weight::Invoice).is_err(), "one place, not two");
        // A place of long ago is none.
        tasks.spared(Weight::Invoice);
        clock.advance(crate::domain::time::Span::hours(1));
        assert_eq!(tasks.let_go(Weight::Invoice), Ok(()));
        assert!(tasks.let_go(Weight::Invoice).is_err());
    }

    #[test]
    fn a_person_gets_a_burst_and_then_one_a_second() {
        let (pace, clock) = pace(1000);
        assert_eq!(sent(&pace, &clock, 7, 1), CHAT_BURST);
        let Err(Wait::Line(wait)) = pace.ready_at(ChatId(7)) else { panic!("no wait") };
        assert!(wait > Duration::from_millis(900) && wait < Duration::from_secs(1), "{wait:?}");
        clock.advance(wait);
        assert_eq!(pace.ready_at(ChatId(7)), Ok(()));
        assert_eq!(sent(&pace, &clock, 7, 1001), 10);
    }

    #[test]
    fn a_group_gets_twenty_a_minute() {
        let (pace, clock) = pace(1000);
        sent(&pace, &clock, -100, 6000);
        assert_eq!(sent(&pace, &clock, -100, 6000), GROUP_PER_MINUTE);
    }

    #[test]
    fn all_together_stay_below_the_overall_pace() {
        let (pace, clock) = pace(30);
        let sent: u32 = (1..=1000).map(|chat| sent(&pace, &clock, chat, 1)).sum();
        assert!((298..=304).contains(&sent), "{sent}");
    }

    #[test]
    fn a_busy_chat_uses_up_nothing_of_the_others() {
        let (pace, clock) = pace(10);
        for _ in 0..CHAT_BURST {
            assert_eq!(pace.ready_at(ChatId(1)), Ok(()));
            clock.advance(Duration::from_millis(100));
        }
        // Asked a hundred times in vain, yet the one overall token is there for somebody else.
        (0..100).for_each(|_| assert!(pace.ready_at(ChatId(1)).is_err()));
        assert_eq!(pace.ready_at(ChatId(2)), Ok(()));
        // And a wait for the overall pace takes nothing from the chat.
        (0..100).for_each(|_| assert!(pace.ready_at(ChatId(3)).is_err()));
        clock.advance(Duration::from_secs(1));
        assert_eq!(sent(&pace, &clock, 3, 31), CHAT_BURST);
    }

    #[test]
    fn quiet_chats_are_forgotten() {
        let (pace, clock) = pace(1000);
        sent(&pace, &clock, 1, 1);
        sent(&pace, &clock, -1, 1);
        clock.advance(Duration::from_secs(3600));
        (0..FORGET_EVERY).for_each(|_| pace.forget_the_quiet());
        assert!(pace.persons.is_empty() && pace.groups.is_empty());
    }
}
