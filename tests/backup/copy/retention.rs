//! What is deleted is needed by no moment that was to be kept, whatever clocks have done.

use std::collections::BTreeSet;

use proptest::prelude::*;

use warung::backup::object::{Name, What};
use warung::backup::plan::{Plan, Wanted};
use warung::backup::retention::superfluous;
use warung::domain::limit::KEPT_WHOLE;
use warung::domain::time::{Span, Timestamp};
use warung::store::change_record::Generation;

const HOUR: u64 = Span::hours(1).0;
const DAY: u64 = Span::hours(24).0;
/// 22 November 2026.
const NOW: u64 = 1_795_331_100_000;

fn name(number: u8, what: What, at: u64) -> Name {
    Name { generation: Generation([number; 16]), what, at: Timestamp(at) }
}

/// Whether a moment can be brought back by these.
fn is_restorable(names: &[Name], moment: u64, now: u64) -> bool {
    let until = Some(Timestamp(moment));
    let wanted = Wanted { until, ..Wanted::default() };
    let plan = Plan::of(names, &wanted, Timestamp(now));
    plan.is_ok_and(|plan| plan.upto.0 >= moment)
}

fn without(names: &[Name], gone: &[Name]) -> Vec<Name> {
    names.iter().copied().filter(|name| !gone.contains(name)).collect()
}

fn delete(names: &[Name], verified: &BTreeSet<Name>, now: u64) -> Vec<Name> {
    superfluous(names, verified, Timestamp(now))
}

/// A shop that copies every few hours, and all of it each night.
struct Shop {
    names: Vec<Name>,
    verified: BTreeSet<Name>,
    sequence: u64,
}

impl Shop {
    fn new() -> Shop {
        Shop { names: Vec::new(), verified: BTreeSet::new(), sequence: 0 }
    }

    fn day(&mut self, begins: u64) {
        let snapshot = name(1, What::Snapshot { sequence: self.sequence }, begins);
        self.names.push(snapshot);
        self.verified.insert(snapshot);
        for hour in (3..24).step_by(3) {
            let (from, to) = (self.sequence + 1, self.sequence + 2);
            self.names.push(name(1, What::Log { from, to }, begins + hour * HOUR));
            self.sequence = to;
        }
    }

    fn sweep(&mut self, now: u64) -> Vec<Name> {
        let gone = delete(&self.names, &self.verified, now);
        self.names = without(&self.names, &gone);
        gone
    }

    fn snapshots(&self) -> Vec<u64> {
        let snapshots = self.names.iter().filter(|name| name.what.is_snapshot());
        snapshots.map(|name| name.at.0).collect()
    }
}

#[test]
fn a_shop_of_years_keeps_what_it_should_and_no_more() {
    let mut shop = Shop::new();
    for day in 0..1_000 {
        let begins = NOW + day * DAY;
        shop.day(begins);
        let now = begins + 23 * HOUR;
        shop.sweep(now);
        for hour in 0..=(day * 24).min(7 * 24) {
            let moment = now - hour * HOUR;
            assert!(is_restorable(&shop.names, moment, now) || hour < 2, "day {day}, {hour} h ago");
        }
        let kept = |from: u64, to: u64| {
            let ages = shop.snapshots().into_iter().map(|at| (now - at) / DAY);
            ages.filter(|age| (from..to).contains(age)).count()
        };
        assert_eq!(kept(0, 8), day.min(7) as usize + 1);
        assert!(kept(8, 30) >= (day.min(30).saturating_sub(8)) as usize, "day {day}");
        // Nine weeks begin in that time, and two months; then ten months, and a week at the edge.
        assert!(kept(31, 84) <= 11 && kept(84, 366) <= 11 && kept(367, 10_000) == 0, "day {day}");
        if day > 400 {
            assert!(kept(30, 84) >= 7 && kept(84, 366) >= 8, "day {day}");
        }
        // Seven days of logs, and the eighth of which it is not over.
        assert!(shop.names.len() < 50 + 9 * 7, "day {day}: {} names", shop.names.len());
    }
}

#[test]
fn a_clock_that_leaps_ahead_has_moved_by_a_day_at_most() {
    let mut shop = Shop::new();
    (0..100).for_each(|day| shop.day(NOW + day * DAY));
    let now = NOW + 99 * DAY + 23 * HOUR;
    shop.sweep(now);
    let before = shop.names.clone();
    for leap in [2, 5, 30, 400, 40_000] {
        let ahead = now + leap * DAY;
        // For all it knows a day has gone by.
        let day = delete(&shop.names, &shop.verified, now + DAY + HOUR);
        let gone = delete(&shop.names, &shop.verified, ahead);
        assert!(gone.iter().all(|name| day.contains(name)), "{leap}: {gone:?}");
        // And no more when that clock has made a snapshot and a sign of life.
        let mut names = shop.names.clone();
        let snapshot = name(1, What::Snapshot { sequence: shop.sequence }, ahead);
        let (from, to) = (shop.sequence + 1, shop.sequence);
        names.extend([snapshot, name(1, What::Log { from, to }, ahead + HOUR)]);
        let mut verified = shop.verified.clone();
        verified.insert(snapshot);
        let gone = delete(&names, &verified, ahead + HOUR);
        assert!(gone.iter().all(|name| day.contains(name)), "{leap}: {gone:?}");
        // Put right again: what was made meanwhile stays, and is in nobody's way.
        assert!(delete(&names, &verified, now).is_empty());
        assert!(delete(&names, &verified, now - 50 * DAY).is_empty());
    }
    assert_eq!(shop.names, before);
}

#[test]
fn nothing_goes_for_the_sake_of_what_nobody_has_verified() {
    let mut shop = Shop::new();
    (0..100).for_each(|day| shop.day(NOW + day * DAY));
    let now = NOW + 100 * DAY;
    assert_eq!(delete(&shop.names, &BTreeSet::new(), now), []);
    // Of a day, the one that was verified.
    let mut old = shop.names.iter().filter(|it| it.what.is_snapshot());
    let first = *old.nth(80).unwrap();
    let second = Name { at: Timestamp(first.at.0 + HOUR), ..first };
    assert_eq!(first.at.0 / DAY, second.at.0 / DAY);
    shop.names.push(second);
    shop.verified.remove(&first);
    assert!(delete(&shop.names, &shop.verified, now).contains(&second));
    shop.verified.insert(second);
    let gone = delete(&shop.names, &shop.verified, now);
    assert!(gone.contains(&first) && !gone.contains(&second));
}

#[test]
fn a_generation_that_is_over_keeps_its_snapshots_for_their_time() {
    let mut shop = Shop::new();
    (0..40).for_each(|day| shop.day(NOW + day * DAY));
    let begins = NOW + 40 * DAY;
    let new = name(2, What::Snapshot { sequence: 0 }, begins);
    shop.names.push(new);
    shop.sweep(begins + 6 * DAY);
    let logs = |shop: &Shop| shop.names.iter().filter(|it| !it.what.is_snapshot()).count();
    assert!(logs(&shop) > 0);
    // Not before the new one has a snapshot that was seen to be good.
    shop.sweep(begins + 20 * DAY);
    assert!(logs(&shop) > 0);
    shop.verified.insert(new);
    (1..9).for_each(|day| {
        let at = begins + day * DAY;
        shop.names.push(name(2, What::Log { from: 1, to: 0 }, at));
    });
    let gone = shop.sweep(begins + 9 * DAY);
    assert!(gone.iter().any(|it| it.generation.0[0] == 1));
    assert!(shop.names.iter().all(|it| it.generation.0[0] == 2 || it.what.is_snapshot()));
    assert!(shop.snapshots().len() > 10);
}

#[test]
fn the_newest_of_all_keeps_its_logs_however_old_it_is() {
    let older = name(2, What::Snapshot { sequence: 9 }, NOW - 20 * DAY);
    let newest = name(1, What::Snapshot { sequence: 4 }, NOW - 15 * DAY);
    let log = name(1, What::Log { from: 5, to: 7 }, NOW - 12 * DAY);
    // Time has gone by since.
    let others = (0..11).map(|day| name(3, What::Log { from: 2, to: 1 }, NOW - day * DAY));
    let names: Vec<Name> = [older, newest, log].into_iter().chain(others).collect();
    for verified in [vec![older], vec![older, newest]] {
        assert_eq!(delete(&names, &verified.into_iter().collect(), NOW), []);
    }
}

#[test]
fn of_signs_of_life_the_last_of_a_day_stays() {
    let day = NOW - NOW % DAY;
    let sign = |hour: u64| name(1, What::Log { from: 4, to: 3 }, day + hour * HOUR);
    let names =
        [name(1, What::Snapshot { sequence: 3 }, day), sign(1), sign(2), sign(23), sign(25)];
    assert_eq!(delete(&names, &BTreeSet::new(), day + 26 * HOUR), [names[1], names[2]]);
    // One of the future repeats nothing.
    assert_eq!(delete(&names, &BTreeSet::new(), day + 2 * HOUR), [names[1]]);
}

/// Names of some weeks, in hours before now; clocks were wrong, objects are missing or double.
fn names() -> impl Strategy<Value = (Vec<Name>, BTreeSet<Name>)> {
    let drawn = (1..=2_u8, 0..40_u64, 0..10_u64, 0..1_000_u64, 0..6_u8, any::<bool>());
    let drawn = drawn.prop_map(|(number, at, length, hours, kind, verified)| {
        let what = match kind {
            0 | 1 => What::Snapshot { sequence: at },
            2 => What::Log { from: at + 1, to: at },
            _ => What::Log { from: at + 1, to: at + length },
        };
        (name(number, what, NOW + 72 * HOUR - hours * HOUR), verified)
    });
    proptest::collection::vec(drawn, 0..60).prop_map(|pairs| {
        let verified = pairs.iter().filter(|(name, sure)| *sure && name.what.is_snapshot());
        let verified = verified.map(|(name, _)| *name).collect();
        (pairs.into_iter().map(|(name, _)| name).collect(), verified)
    })
}

/// The same of a shop whose clock was right, with pieces missing.
fn orderly() -> impl Strategy<Value = (Vec<Name>, BTreeSet<Name>)> {
    let gaps = proptest::collection::vec(any::<prop::sample::Index>(), 0..6);
    (gaps, any::<u64>(), 0..60_u64).prop_map(|(gaps, verified, days)| {
        let mut shop = Shop::new();
        (0..days).for_each(|day| shop.day(NOW - (days - day) * DAY));
        for gap in gaps.into_iter().filter(|_| days > 0) {
            shop.names.remove(gap.index(shop.names.len()));
        }
        let mut at = 0;
        shop.verified.retain(|_| {
            at += 1;
            verified >> (at % 64) & 1 == 1
        });
        (shop.names, shop.verified)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_moment_of_the_window_is_lost(
        (names, verified) in prop_oneof![names(), orderly()],
        part: u64,
    ) {
        let gone = delete(&names, &verified, NOW);
        let all = without(&names, &gone);
        // Deleting may break off at any time.
        let mut at = 0;
        let some: Vec<Name> = gone.iter().copied().filter(|_| {
            at += 1;
            part >> (at % 64) & 1 == 1
        }).collect();
        let some = without(&names, &some);
        // Nor is what a restore of today would bring back.
        let newest = |names: &[Name]| {
            let plan = Plan::of(names, &Wanted::default(), Timestamp(NOW));
            plan.map(|plan| (plan.generation(), plan.sequence))
        };
        prop_assert_eq!(newest(&all), newest(&names));
        prop_assert_eq!(newest(&some), newest(&names));
        for hour in 0..=7 * 24 {
            let moment = NOW - hour * HOUR;
            if is_restorable(&names, moment, NOW) {
                prop_assert!(is_restorable(&all, moment, NOW), "{hour} hours ago");
                prop_assert!(is_restorable(&some, moment, NOW), "{hour} hours ago, in part");
            }
        }
    }

    #[test]
    fn what_is_young_or_of_the_future_stays((names, verified) in names(), now in 0..200_u64) {
        let now = NOW + 72 * HOUR - now * 4 * HOUR;
        let gone = delete(&names, &verified, now);
        for name in &gone {
            let whole = now.saturating_sub(KEPT_WHOLE.0);
            prop_assert!(name.at.0 <= now);
            prop_assert!(name.at.0 <= whole || name.what.is_sign_of_life());
        }
        let newest = verified.iter().filter(|name| name.at.0 <= now).max_by_key(|name| name.at);
        let stays = newest.is_none_or(|newest| {
            verified.iter().any(|it| it.at == newest.at && !gone.contains(it))
        });
        prop_assert!(stays);
        if verified.is_empty() {
            prop_assert!(gone.iter().all(|name| name.what.is_sign_of_life()));
        }
    }

    #[test]
    fn a_clock_that_is_behind_deletes_no_more_than_a_right_one(
        (names, verified) in prop_oneof![names(), orderly()],
        behind in 0..60_u64,
    ) {
        let right = delete(&names, &verified, NOW);
        for name in delete(&names, &verified, NOW - behind * DAY) {
            prop_assert!(right.contains(&name), "{name}");
        }
    }

    #[test]
    fn what_stayed_once_stays_at_that_moment((names, verified) in prop_oneof![names(), orderly()]) {
        let gone = delete(&names, &verified, NOW);
        prop_assert_eq!(delete(&without(&names, &gone), &verified, NOW), []);
    }
}
