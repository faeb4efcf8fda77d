//! When readings are trouble, and when they no longer are: pure, so that a day is a test.
//!
//! Each rule has two bounds, so that a figure that wavers around one is no trouble that begins
//! and ends all the time, and two times for which a bound must be passed without a break.

use std::time::Duration;

use crate::domain::incident::{Sight, Trouble};
use crate::domain::limit::Bound;
use crate::domain::limit::{
    CLOCK_JUMP, COPIES_BEHIND, COPIES_OLD, COPIES_REFUSED, CPU_PERCENT, DISK_MEGABYTES,
    DRILL_FAILED, ERRORS, GROWTH_MEGABYTES, INODES_PERCENT, JOURNAL_PERCENT, KEY_UNCONFIRMED,
    LINE_DOWN, MEMORY_PERCENT, QUEUE_LATE, RIVAL, TAKEN_OVER,
};
use crate::domain::time::{Span, Timestamp};
use crate::domain::vitals::Machine;

/// Everything that is judged. What is not known stays as it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    pub machine: Machine,
    /// For so many seconds Telegram has not answered.
    pub line_down: Option<u64>,
    /// For so many seconds something should have gone out.
    pub queue_late: Option<u64>,
    /// Lately.
    pub errors: Option<u64>,
    /// Within a day.
    pub growth_megabytes: Option<u64>,
    /// Lately, in seconds.
    pub clock_jump: Option<u64>,
    /// Signs of another program with the token of the shop's bot.
    pub rival: Option<u64>,
    /// The same of the bot that warns.
    pub alert_rival: Option<u64>,
    pub copies: Copies,
}

/// Of the copies elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// So many seconds of the shop's latest past are nowhere else.
    pub behind: Option<u64>,
    /// How old the newest snapshot is, in seconds.
    pub age: Option<u64>,
    /// For so many seconds a place has taken none.
    pub refused: Option<u64>,
    /// One that is so, zero that is not.
    pub drill_failed: Option<u64>,
    pub key_unconfirmed: Option<u64>,
    pub taken_over: Option<u64>,
}

struct Rule {
    trouble: Trouble,
    reads: fn(&Readings) -> Option<u64>,
    bound: Bound,
    /// The figure says for how many seconds it has been so.
    age: bool,
}

const RULES: [Rule; 18] = [
    rule(Trouble::Telegram, |it| it.line_down, LINE_DOWN).aged(),
    rule(Trouble::Cpu, |it| it.machine.cpu_percent, CPU_PERCENT),
    rule(Trouble::Memory, |it| it.machine.memory_free_percent, MEMORY_PERCENT),
    rule(Trouble::Disk, |it| it.machine.disk_free_megabytes, DISK_MEGABYTES),
    rule(Trouble::Inodes, |it| it.machine.inodes_free_percent, INODES_PERCENT),
    rule(Trouble::Journal, |it| it.machine.journal_percent, JOURNAL_PERCENT),
    rule(Trouble::Growth, |it| it.growth_megabytes, GROWTH_MEGABYTES),
    rule(Trouble::Queue, |it| it.queue_late, QUEUE_LATE).aged(),
    rule(Trouble::Errors, |it| it.errors, ERRORS),
    rule(Trouble::Clock, |it| it.clock_jump, CLOCK_JUMP),
    rule(Trouble::Rival, |it| it.rival, RIVAL),
    rule(Trouble::AlertRival, |it| it.alert_rival, RIVAL),
    rule(Trouble::CopiesBehind, |it| it.copies.behind, COPIES_BEHIND).aged(),
    rule(Trouble::CopiesOld, |it| it.copies.age, COPIES_OLD).aged(),
    rule(Trouble::CopiesRefused, |it| it.copies.refused, COPIES_REFUSED).aged(),
    rule(Trouble::Drill, |it| it.copies.drill_failed, DRILL_FAILED),
    rule(Trouble::RecoveryKey, |it| it.copies.key_unconfirmed, KEY_UNCONFIRMED),
    rule(Trouble::TakenOver, |it| it.copies.taken_over, TAKEN_OVER),
];

const fn rule(trouble: Trouble, reads: fn(&Readings) -> Option<u64>, bound: Bound) -> Rule {
    Rule { trouble, reads, bound, age: false }
}

impl Rule {
    const fn aged(self) -> Rule {
        Rule { age: true, ..self }
    }

    fn began(&self, value: u64, seen: Timestamp) -> Sight {
        let since = if self.age { seen.before(Span::secs(value)) } else { seen };
        // People are told minutes.
        let figure = if self.trouble == Trouble::Queue { value.div_ceil(60) } else { value };
        Sight::Began { since, figure }
    }
}

/// What lasts, and what is about to turn.
pub struct Rules([State; RULES.len()]);

#[derive(Clone, Copy, Default)]
struct State {
    lasts: bool,
    /// Since when it is otherwise.
    turning: Option<(Duration, Timestamp)>,
}

impl Rules {
    /// `lasts` says which troubles people know of from before this process.
    pub fn new(lasts: impl Fn(Trouble) -> bool) -> Rules {
        Rules(RULES.map(|rule| State { lasts: lasts(rule.trouble), turning: None }))
    }

    /// What has begun or ended. `at` is a clock that nobody sets, `now` the one on the wall.
    pub fn judge(
        &mut self,
        readings: &Readings,
        at: Duration,
        now: Timestamp,
    ) -> Vec<(Trouble, Sight)> {
        let mut seen = Vec::new();
        for (rule, state) in RULES.iter().zip(&mut self.0) {
            let Some(value) = (rule.reads)(readings) else {
                state.turning = None;
                continue;
            };
            let (turns, after) = match state.lasts {
                false => (rule.bound.bad(value), rule.bound.bad_for),
                true => (rule.bound.good(value), rule.bound.good_for),
            };
            if !turns {
                state.turning = None;
                continue;
            }
            let (since, first) = *state.turning.get_or_insert((at, now));
            if at.saturating_sub(since) < after.std() {
                continue;
            }
            *state = State { lasts: !state.lasts, turning: None };
            let sight = if state.lasts { rule.began(value, first) } else { Sight::Over };
            seen.push((rule.trouble, sight));
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::limit::ERRORS_WINDOW;
    use crate::monitor::recall::Recall;

    const NOW: Timestamp = Timestamp(1_795_331_100_000);
    const TICK: u64 = 15;

    /// Feeds one figure after the other, a tick apart.
    fn watch(
        rules: &mut Rules,
        readings: impl IntoIterator<Item = Readings>,
    ) -> Vec<(u64, Trouble, Sight)> {
        let mut seen = Vec::new();
        for (tick, readings) in (0..).zip(readings) {
            let at = Duration::from_secs(tick * TICK);
            let now = NOW.after(Span::secs(tick * TICK));
            for (trouble, sight) in rules.judge(&readings, at, now) {
                seen.push((tick, trouble, sight));
            }
        }
        seen
    }

    fn cpu(percent: u64) -> Readings {
        let machine = Machine { cpu_percent: Some(percent), ..Machine::default() };
        Readings { machine, ..Readings::default() }
    }

    fn disk(megabytes: u64) -> Readings {
        let machine = Machine { disk_free_megabytes: Some(megabytes), ..Machine::default() };
        Readings { machine, ..Readings::default() }
    }

    #[test]
    fn a_small_machine_at_rest_and_at_work_is_no_trouble() {
        // A gigabyte of disk, half a gigabyte of memory, one core that an update keeps busy.
        let machine = Machine {
            cpu_percent: Some(100),
            memory_free_percent: Some(12),
            disk_free_megabytes: Some(400),
            inodes_free_percent: Some(20),
            journal_percent: Some(10),
            database_megabytes: Some(5),
        };
        let busy = Readings {
            machine,
            line_down: Some(60),
            queue_late: Some(40),
            errors: Some(2),
            growth_megabytes: Some(100),
            clock_jump: Some(0),
            rival: Some(1),
            alert_rival: Some(0),
            copies: Copies {
                behind: Some(290),
                age: Some(25 * 3600),
                refused: Some(890),
                drill_failed: Some(0),
                key_unconfirmed: Some(1),
                taken_over: Some(0),
            },
        };
        let calm = Machine { cpu_percent: Some(3), ..machine };
        let copies = Copies { key_unconfirmed: Some(0), ..busy.copies };
        let calm =
            Readings { machine: calm, line_down: Some(0), queue_late: Some(0), copies, ..busy };
        let day = (0..5_760).map(|tick| if tick % 240 < 50 { busy } else { calm });
        assert_eq!(watch(&mut Rules::new(|_| false), day), []);
    }

    #[test]
    fn a_load_that_lasts_is_trouble_until_it_is_over_for_long_enough() {
        let mut rules = Rules::new(|_| false);
        let load = [cpu(99); 61].into_iter().chain([cpu(90); 100]).chain([cpu(20); 30]);
        let seen = watch(&mut rules, load);
        let since = NOW;
        let began = Sight::Began { since, figure: 99 };
        assert_eq!(seen, [(60, Trouble::Cpu, began), (181, Trouble::Cpu, Sight::Over)]);
    }

    #[test]
    fn little_room_is_told_with_what_is_left() {
        let mut rules = Rules::new(|_| false);
        let seen =
            watch(&mut rules, [disk(300), disk(200), disk(190), disk(180), disk(170), disk(160)]);
        let since = NOW.after(Span::secs(15));
        assert_eq!(seen, [(5, Trouble::Disk, Sight::Began { since, figure: 160 })]);
    }

    #[test]
    fn an_age_says_since_when() {
        let mut rules = Rules::new(|_| false);
        let down = |seconds| Readings { line_down: Some(seconds), ..Readings::default() };
        let seen = watch(&mut rules, [down(290), down(305), down(0)]);
        let since = NOW.after(Span::secs(15)).before(Span::secs(305));
        let began = Sight::Began { since, figure: 305 };
        assert_eq!(seen, [(1, Trouble::Telegram, began), (2, Trouble::Telegram, Sight::Over)]);
    }

    #[test]
    fn what_is_known_from_before_only_ends() {
        let mut rules = Rules::new(|trouble| trouble == Trouble::Disk);
        assert_eq!(watch(&mut rules, [disk(100); 100]), []);
        assert_eq!(watch(&mut rules, [disk(900); 100]), [(4, Trouble::Disk, Sight::Over)]);
    }

    fn any_reading() -> impl Strategy<Value = Readings> {
        let figure = || prop::option::weighted(0.9, prop_oneof![0..20u64, 0..1_000u64]);
        let machine = (figure(), figure(), figure(), figure(), figure());
        let rest = (figure(), figure(), figure(), figure(), figure(), figure(), figure());
        let copies = (figure(), figure(), figure(), figure(), figure(), figure());
        let copies =
            copies.prop_map(|(behind, age, refused, drill_failed, key_unconfirmed, taken_over)| {
                Copies { behind, age, refused, drill_failed, key_unconfirmed, taken_over }
            });
        let all = (machine, rest, copies);
        all.prop_map(|((cpu, memory, disk, inodes, journal), rest, copies)| Readings {
            machine: Machine {
                cpu_percent: cpu,
                memory_free_percent: memory,
                disk_free_megabytes: disk,
                inodes_free_percent: inodes,
                journal_percent: journal,
                database_megabytes: None,
            },
            line_down: rest.0,
            queue_late: rest.1,
            errors: rest.2,
            growth_megabytes: rest.3,
            clock_jump: rest.4,
            rival: rest.5,
            alert_rival: rest.6,
            copies,
        })
    }

    proptest! {
        #[test]
        fn beginnings_and_ends_take_turns_and_their_time(
            // Each lasts for some ticks, so that bounds are passed for long enough.
            runs in prop::collection::vec((any_reading(), 1..80usize), 1..40),
        ) {
            let readings: Vec<Readings> =
                runs.iter().flat_map(|(reading, ticks)| vec![*reading; *ticks]).collect();
            let seen = watch(&mut Rules::new(|_| false), readings.clone());
            for rule in &RULES {
                let mut lasts = false;
                for (tick, _, sight) in seen.iter().filter(|(_, it, _)| *it == rule.trouble) {
                    prop_assert_eq!(matches!(sight, Sight::Began { .. }), !lasts);
                    let Bound { bad_for, good_for, .. } = rule.bound;
                    let span = if lasts { good_for } else { bad_for };
                    let first = *tick - (span.0 / 1000).div_ceil(TICK);
                    for tick in first..=*tick {
                        let value = (rule.reads)(&readings[tick as usize]).unwrap();
                        let turned =
                            if lasts { rule.bound.good(value) } else { rule.bound.bad(value) };
                        prop_assert!(turned, "{:?} at {}: {}", rule.trouble, tick, value);
                    }
                    lasts = !lasts;
                }
            }
        }
    }

    #[test]
    fn errors_are_over_ten_minutes_after_the_last_and_not_for_a_restart() {
        let (mut recall, mut rules) = (Recall::default(), Rules::new(|_| false));
        let judge = |rules: &mut Rules, recall: &mut Recall, second: u64, count: u64| {
            let at = Duration::from_secs(second);
            let readings = Readings { errors: recall.errors(at, count), ..Readings::default() };
            rules.judge(&readings, at, NOW.after(Span::secs(second)))
        };
        let mut seen = Vec::new();
        for second in (0..3_600).step_by(TICK as usize) {
            let count = if second < 60 { 0 } else { 25 };
            for (_, sight) in judge(&mut rules, &mut recall, second, count) {
                seen.push((second, sight == Sight::Over));
            }
        }
        let last = 60 + ERRORS_WINDOW.0 / 1000;
        assert_eq!(seen, [(60, false), (last, true)]);
        // One that was opened anew knows nothing of the last ten minutes.
        let (mut recall, mut rules) = (Recall::default(), Rules::new(|_| true));
        let over = (0..3_600).step_by(TICK as usize).find(|second| {
            let judged = judge(&mut rules, &mut recall, *second, 0);
            judged.contains(&(Trouble::Errors, Sight::Over))
        });
        assert_eq!(over, Some(ERRORS_WINDOW.0 / 1000));
    }

    #[test]
    fn no_figure_is_good_and_bad_at_once() {
        for Rule { bound, trouble, .. } in &RULES {
            for value in 0..2_000 {
                assert!(!(bound.bad(value) && bound.good(value)), "{trouble:?} {value}");
            }
        }
    }
}
