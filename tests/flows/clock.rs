//! A clock that lies: whatever is done to it, a paid order arrives, what is paid is found, and
//! nothing waits longer than the longest pause of its kind.

use warung::chat::incoming::Said;
use warung::domain::broom::Broom;
use warung::domain::effect::{About, Effect, EffectState, Outcome};
use warung::domain::id::{EffectId, OrderId};
use warung::domain::limit::{
    CART_NIGHTS, CLOCK_STEP, PRUNE_NIGHTS, RECONCILE_BACK, UNDELIVERED_AFTER,
};
use warung::domain::order::{Goods, State};
use warung::domain::payment::PaymentState;
use warung::domain::rejected_notice::Why;
use warung::domain::time::{Boot, Span, Step, Timestamp};
use warung::domain::timer::{NIGHTLY, Timer, What};
use warung::engine::clock::Clock;
use warung::engine::input::{Input, Reply};
use warung::shop::invariants::ahead;
use warung::store::read::Read;
use warung::store::schema::{ALL, Table};

use crate::counter::{ADMIN, BUDI, Counter, OPENED, SARI};

const HOUR: i64 = 3_600_000;
const YEAR: Step = Step(365 * 24 * HOUR);
const BACK: Step = Step(-YEAR.0);

/// From the least that counts as a step to more than any stored time.
const STEPS: [i64; 5] = [CLOCK_STEP.0 as i64, 60_000, HOUR, 24 * HOUR, YEAR.0];

fn set(counter: &mut Counter, step: Step) {
    counter.now = counter.now.shifted(step);
    assert_eq!(counter.apply(Input::Stepped(step, None)), Reply::Done);
}

fn sound(counter: &Counter) {
    counter.prove();
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(ahead(&snap, counter.now).unwrap(), [""; 0]);
}

fn goods_of(counter: &Counter, order: u64) -> Vec<EffectId> {
    let effects: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 10_000).unwrap();
    let goods = effects.iter().filter(|it| it.about == About::Goods(OrderId(order)));
    goods.map(|it| it.id).collect()
}

/// Telegram answers the goods with a 500, everything else is carried.
fn goods_fail(counter: &mut Counter, order: u64) {
    while let Some(id) = counter.due().first().copied() {
        match goods_of(counter, order).contains(&id) {
            true => {
                let outcome = Outcome::Later { after: None, why: "Bad Gateway".into() };
                counter.apply(Input::Carried { effect: id, outcome });
            }
            false => counter.carry(id),
        }
    }
}

fn delivered(counter: &Counter, order: u64) -> bool {
    let state = counter.order(order).state;
    matches!(state, State::Paid { goods: Goods::Delivered { .. }, .. })
}

fn sells() -> Counter {
    let mut counter = Counter::new();
    counter.apply(Input::Opened);
    let units: Vec<String> = (0..40).map(|n| format!("akun{n}@x|sandi")).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    counter.stock("Netflix", 50_000, &units);
    counter
}

#[test]
fn a_year_ahead_for_six_seconds_delays_no_goods_and_hides_no_alarm() {
    let mut counter = sells();
    counter.checkout(SARI, 1, 1);
    set(&mut counter, YEAR);
    counter.pay(1);
    counter.notify(1);
    goods_fail(&mut counter, 1);
    assert!(!delivered(&counter, 1));
    counter.pass(Span::millis(900));
    set(&mut counter, BACK);
    sound(&counter);
    counter.pass(Span::secs(2));
    assert!(delivered(&counter, 1), "{:?}", counter.order(1).state);
    // And with goods that go on failing, the alarm rings as early as ever.
    counter.checkout(BUDI, 1, 1);
    set(&mut counter, YEAR);
    counter.pay(2);
    counter.notify(2);
    goods_fail(&mut counter, 2);
    set(&mut counter, BACK);
    let until = counter.now.after(UNDELIVERED_AFTER).after(Span::secs(5));
    while counter.now < until {
        goods_fail(&mut counter, 2);
        counter.now = counter.now.after(Span::millis(500));
        if let Some((timer, at)) = counter.next_timer().filter(|(_, at)| *at <= counter.now) {
            counter.apply(Input::Ring { timer, at });
        }
    }
    goods_fail(&mut counter, 2);
    assert!(counter.text(ADMIN).contains("LUNAS, BELUM TERKIRIM"), "{}", counter.text(ADMIN));
    counter.pass(Span::hours(1));
    assert!(delivered(&counter, 2));
    sound(&counter);
}

#[test]
fn nights_go_on_after_a_glitch() {
    let mut counter = sells();
    set(&mut counter, YEAR);
    counter.pass(Span::hours(30));
    set(&mut counter, BACK);
    let nightly = counter.core.store().snap().unwrap().get::<Timer>(NIGHTLY.0).unwrap().unwrap();
    assert!(nightly.at <= counter.now.after(Span::hours(24)), "{nightly:?}");
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::minutes(12));
    // Nobody tells of it, and the looks of the day are over but for the night's.
    counter.pass(Span::hours(30));
    sound(&counter);
    let reference = counter.payment(1).reference;
    counter.gateway.get_mut(reference.as_str()).unwrap().1 =
        warung::domain::payment::Status::Completed;
    assert!(Span::hours(31).0 < RECONCILE_BACK.0);
    counter.pass(Span::hours(25));
    assert!(!matches!(counter.payment(1).state, PaymentState::Closed), "the night has found it");
    sound(&counter);
}

/// The night rings at once on a clock that is a year ahead: it takes nobody's cart for it.
#[test]
fn a_year_ahead_over_a_night_takes_no_cart_and_no_conversation() {
    let mut counter = sells();
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.say(BUDI, "1");
    counter.press(BUDI, "Ketik Jumlah");
    let lying = |counter: &Counter| {
        let snap = counter.core.store().snap().unwrap();
        (snap.size(Table::Cart).unwrap(), snap.size(Table::Session).unwrap())
    };
    assert_eq!(lying(&counter), (1, 1));
    counter.pass(Span::hours(25));
    for restart in [false, true] {
        match restart {
            false => set(&mut counter, YEAR),
            true => {
                let store = counter.core.store().clone();
                counter = counter.reopened(store);
                counter.now = counter.now.shifted(YEAR);
                counter.apply(Input::Opened);
            }
        }
        counter.pass(Span::hours(30));
        assert_eq!(lying(&counter), (1, 1), "{restart}");
        set(&mut counter, BACK);
        counter.pass(Span::hours(2));
        assert_eq!(lying(&counter), (1, 1), "{restart}");
        sound(&counter);
    }
    // What a clock that runs ahead has noted of somebody ages all the same.
    set(&mut counter, YEAR);
    counter.say(SARI, "/start");
    set(&mut counter, BACK);
    for _ in 0..=CART_NIGHTS {
        counter.pass(Span::hours(24));
    }
    assert_eq!(lying(&counter), (0, 0));
    sound(&counter);
}

/// Each time the wall is set a year ahead the night rings: only nights that really passed count.
#[test]
fn a_clock_that_is_set_to_and_fro_makes_no_nights() {
    let mut counter = sells();
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::minutes(12));
    assert!(!counter.order(1).open());
    for years in 1..=2 * PRUNE_NIGHTS as i64 {
        set(&mut counter, Step(YEAR.0 * years));
        counter.pass(Span::minutes(5));
        set(&mut counter, Step(BACK.0 * years));
        counter.pass(Span::minutes(5));
    }
    let broom: Broom = counter.core.store().snap().unwrap().need(ALL).unwrap();
    assert_eq!((broom.count, broom.nights.len()), (1, 1), "{broom:?}");
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid(), "the order was there for its money");
    // True nights count; the next one is too near to the glitch's.
    counter.pass(Span::hours(72));
    let broom: Broom = counter.core.store().snap().unwrap().need(ALL).unwrap();
    assert_eq!(broom.count, 3);
    sound(&counter);
}

#[test]
fn what_is_paid_after_the_clock_went_back_is_found_without_a_notice() {
    for by in STEPS {
        for restart in [false, true] {
            let mut counter = sells();
            counter.checkout(SARI, 1, 1);
            counter.pass(Span::minutes(1));
            assert!(counter.payment(1).asked.is_some());
            match restart {
                false => set(&mut counter, Step(-by)),
                // In another life of the machine nobody knows by how much.
                true => {
                    let store = counter.core.store().clone();
                    counter = counter.reopened(store);
                    counter.now = counter.now.shifted(Step(-by));
                    counter.apply(Input::Opened);
                }
            }
            sound(&counter);
            counter.pay(1);
            counter.pass(Span::minutes(2));
            assert!(delivered(&counter, 1), "{by} {restart} {:?}", counter.payment(1));
            sound(&counter);
        }
    }
}

#[test]
fn an_invoice_stands_as_long_as_ever_whatever_is_done_to_the_clock() {
    for by in STEPS.into_iter().flat_map(|by| [by, -by]) {
        let mut counter = sells();
        counter.checkout(SARI, 1, 1);
        counter.pass(Span::minutes(4));
        set(&mut counter, Step(by));
        counter.pass(Span::minutes(5));
        assert!(counter.order(1).open(), "it stands for ten minutes: {by}");
        counter.pass(Span::minutes(2));
        assert!(!counter.order(1).open(), "and no longer: {by}");
        // Its QR can be paid for a day, and the shop looks for as long.
        set(&mut counter, Step(-by));
        counter.pass(Span::hours(23));
        sound(&counter);
        counter.pay(1);
        counter.pass(Span::hours(3));
        assert!(delivered(&counter, 1), "{by}: {:?}", counter.payment(1));
        counter.pass(Span::hours(2));
        let timers: Vec<Timer> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
        assert_eq!(timers.len(), 1, "only the night's: {timers:?}");
        sound(&counter);
    }
}

#[test]
fn in_the_same_life_of_the_machine_a_closed_shop_knows_what_was_done_to_the_clock() {
    let boot = |step: i64| Input::Booted(Boot { id: 7, at: OPENED.shifted(Step(step - HOUR)) });
    for by in STEPS.into_iter().flat_map(|by| [by, -by]) {
        let mut counter = sells();
        counter.apply(boot(0));
        counter.checkout(SARI, 1, 1);
        counter.pass(Span::minutes(4));
        let store = counter.core.store().clone();
        counter = counter.reopened(store);
        counter.now = counter.now.shifted(Step(by));
        counter.apply(boot(by));
        counter.apply(Input::Opened);
        sound(&counter);
        counter.pass(Span::minutes(5));
        assert!(counter.order(1).open(), "{by}");
        counter.pass(Span::minutes(2));
        assert!(!counter.order(1).open(), "{by}");
        // A closed one that is paid late is found as well.
        counter.pay(1);
        counter.pass(Span::hours(5));
        assert!(delivered(&counter, 1), "{by}");
        sound(&counter);
    }
}

/// A machine that slept has its wall set when it wakes, and its life has gone on all the time.
#[test]
fn a_machine_that_slept_was_not_set_back_when_the_shop_opens_again() {
    let boot = Boot { id: 7, at: OPENED.shifted(Step(-HOUR)) };
    let mut counter = sells();
    counter.apply(Input::Booted(boot));
    counter.checkout(SARI, 1, 1);
    for _ in 0..3 {
        let step = Step(8 * HOUR);
        counter.now = counter.now.shifted(step);
        assert_eq!(counter.apply(Input::Stepped(step, Some(boot))), Reply::Done);
        sound(&counter);
    }
    let left = |counter: &Counter| match counter.order(1).state {
        State::AwaitingPayment { until } => until.since(counter.now),
        state => panic!("{state:?}"),
    };
    let before = left(&counter);
    let store = counter.core.store().clone();
    counter = counter.reopened(store);
    counter.apply(Input::Booted(boot));
    counter.apply(Input::Opened);
    assert_eq!(left(&counter), before);
    counter.pay(1);
    counter.pass(Span::minutes(2));
    assert!(delivered(&counter, 1));
    sound(&counter);
}

/// With a clock that is two days ahead when the machine starts, the day in which a closed invoice
/// can still be paid seems to be over. Nobody tells of its money, and the night has not come.
#[test]
fn a_closed_invoice_is_watched_for_its_day_whatever_the_clock_shows() {
    for closed in [false, true] {
        let mut counter = sells();
        counter.checkout(SARI, 1, 1);
        if closed {
            counter.pass(Span::minutes(12));
            assert!(!counter.order(1).open());
        }
        for ahead in [48 * HOUR, 7 * HOUR] {
            let store = counter.core.store().clone();
            counter = counter.reopened(store);
            counter.now = counter.now.shifted(Step(ahead));
            counter.apply(Input::Opened);
            counter.pass(Span::minutes(20));
            assert!(!counter.order(1).open());
            set(&mut counter, Step(-ahead));
            counter.pass(Span::minutes(20));
            sound(&counter);
        }
        counter.pay(1);
        counter.pass(Span::hours(5));
        assert!(delivered(&counter, 1), "{closed}: {:?}", counter.payment(1));
        sound(&counter);
    }
}

#[test]
fn strange_notices_of_the_future_are_no_flood_for_ever() {
    let mut counter = sells();
    set(&mut counter, YEAR);
    counter.apply(Input::RejectedNotice { why: Why::WrongSecret, count: 500 });
    counter.settle();
    set(&mut counter, BACK);
    counter.pass(Span::hours(2));
    let timers: Vec<Timer> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
    let looks = timers.iter().any(|timer| timer.what == What::RejectedQuiet);
    assert!(!looks, "nobody looks for the end of it any more: {timers:?}");
    sound(&counter);
}

#[test]
fn a_day_on_which_the_clock_is_set_again_and_again() {
    let mut counter = sells();
    let mut off = 0;
    for sale in 1..=30_u64 {
        let person = if sale % 2 == 0 { SARI } else { BUDI };
        counter.checkout(person, 1, 1);
        let by = STEPS[sale as usize % 5] * if sale % 3 == 0 { -1 } else { 1 };
        // Never before there were shops.
        let by = if off + by < -HOUR { -by } else { by };
        off += by;
        if sale % 4 == 0 {
            let store = counter.core.store().clone();
            counter = counter.reopened(store);
            counter.now = counter.now.shifted(Step(by));
            counter.apply(Input::Booted(Boot { id: 7, at: OPENED.shifted(Step(off)) }));
            counter.apply(Input::Opened);
        } else {
            if sale == 1 {
                counter.apply(Input::Booted(Boot { id: 7, at: OPENED }));
            }
            set(&mut counter, Step(by));
        }
        sound(&counter);
        counter.pay(sale);
        counter.pass(Span::minutes(2));
        assert!(delivered(&counter, sale), "sale {sale}, off by {off}");
        sound(&counter);
    }
    counter.pass(Span::hours(48));
    sound(&counter);
    let quiet = !counter.text(ADMIN).contains("LUNAS, BELUM TERKIRIM");
    assert!(quiet, "nothing was late: {}", counter.text(ADMIN));
}

#[test]
fn what_is_in_line_when_the_clock_is_set_is_not_taken_for_something_later() {
    for by in STEPS.into_iter().flat_map(|by| [by, -by]) {
        let mut counter = sells();
        counter.busy.push(SARI as i64);
        let update = counter.update(SARI, Said::Text("/start".into()));
        counter.apply(update);
        let [slip] = &counter.core.unfinished().unwrap()[..] else { panic!("one answer") };
        set(&mut counter, Step(by));
        let effect: Effect = counter.core.store().snap().unwrap().need(slip.id.0).unwrap();
        let EffectState::Due { at, .. } = effect.state else { panic!("it is due") };
        // The outbox drops a slip whose row is due later than the slip says.
        assert!(at <= slip.at && at <= counter.now, "{by}");
    }
}

#[test]
fn a_timer_that_rings_a_moment_early_rings_again() {
    let mut counter = sells();
    counter.checkout(SARI, 1, 1);
    let timers: Vec<Timer> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
    let expire = timers.iter().find(|it| it.what == What::Expire(OrderId(1))).unwrap();
    counter.now = Timestamp(expire.at.0 - 1);
    counter.apply(Input::Ring { timer: expire.id, at: expire.at });
    assert!(counter.order(1).open());
    counter.pass(Span::minutes(1));
    assert!(!counter.order(1).open(), "its timer was lost");
    sound(&counter);
}

/// Its row was lost, and the list of what is due still leads there.
#[test]
fn a_timer_that_is_gone_does_not_ring_for_ever() {
    let mut counter = sells();
    counter.checkout(SARI, 1, 1);
    let first = counter.next_timer().unwrap();
    let store = counter.core.store().clone();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([1; 32]);
    tx.discard::<Timer>(first.0.0);
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
    assert_eq!(counter.next_timer(), Some(first));
    counter.now = first.1;
    counter.apply(Input::Ring { timer: first.0, at: first.1 });
    assert_ne!(counter.next_timer(), Some(first), "it would ring again at once");
}

#[test]
fn the_proof_tells_of_what_lies_too_far_ahead() {
    let mut counter = sells();
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    goods_fail(&mut counter, 1);
    let [id] = goods_of(&counter, 1)[..] else { panic!("one message") };
    let store = counter.core.store().clone();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([1; 32]);
    let effect: Effect = tx.need(id.0).unwrap();
    let at = counter.now.shifted(YEAR);
    tx.put(&Effect { state: EffectState::Due { at, attempt: 1 }, ..effect }).unwrap();
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
    let found = ahead(&store.snap().unwrap(), counter.now).unwrap();
    assert!(matches!(&found[..], [one] if one.starts_with(&format!("task {}", id.0))), "{found:?}");
    // The next opening aims it anew.
    counter.apply(Input::Opened);
    counter.pass(Span::secs(2));
    assert!(delivered(&counter, 1));
    sound(&counter);
}

#[tokio::test]
async fn who_waits_by_the_clock_that_nobody_sets_is_not_woken_by_the_wall() {
    let clock = Clock::stopped(Timestamp(OPENED.0));
    let due = clock.tick().after(Span::secs(3));
    clock.set_wall(BACK);
    clock.take_over();
    assert_eq!(clock.tick().after(Span::secs(3)), due);
    clock.advance(Span::secs(3));
    clock.wait_for(due).await;
}
