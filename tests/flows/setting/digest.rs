//! The digest: one timer at the chosen hour, whatever the clock does; a line for each figure.

use warung::domain::effect::{About, Effect};
use warung::domain::time::{Span, Step, Timestamp};
use warung::domain::timer::{DIGEST, Timer};
use warung::engine::input::Input;
use warung::store::read::Read;

use super::{ask, has};
use crate::counter::{ADMIN, Counter, OPENED, SARI};
use crate::desk::{desk, html};

/// 23 November 2026, 07.00 WIB.
const SEVEN: Timestamp = Timestamp(OPENED.0 + Span::minutes(16 * 60 + 55).0);

fn timer(counter: &Counter) -> Option<Timestamp> {
    let snap = counter.core.store().snap().unwrap();
    snap.get::<Timer>(DIGEST.0).unwrap().map(|timer| timer.at)
}

fn chosen(text: &str) -> Counter {
    let mut counter = desk();
    counter.apply(Input::Opened);
    ask(&mut counter, ADMIN, "Ringkasan harian");
    counter.say(ADMIN, text);
    counter
}

#[test]
fn the_day_before_is_told_in_lines_at_the_chosen_hour() {
    let mut counter = chosen("7");
    assert_eq!(timer(&counter), Some(SEVEN));
    counter.checkout(SARI, 1, 2);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    counter.prove();
    counter.pass(SEVEN.since(counter.now));
    for line in ["22 November 2026", "1 pesanan, <b>Rp100.000</b>", "Produk habis: 1"] {
        has(&counter, ADMIN, line);
    }
    assert_eq!(timer(&counter), Some(SEVEN.after(Span::hours(24))));
    // A day without anything is told as that.
    counter.pass(Span::hours(24));
    has(&counter, ADMIN, "0 pesanan");
    counter.prove();
    // Off again, there is none.
    ask(&mut counter, ADMIN, "Ringkasan harian");
    counter.press(ADMIN, "🚫 Matikan");
    assert_eq!(timer(&counter), None);
    let before = html(&counter, ADMIN);
    counter.pass(Span::hours(48));
    assert_eq!(html(&counter, ADMIN), before);
    counter.prove();
}

#[test]
fn another_hour_is_another_time_of_one_timer() {
    let mut counter = chosen("7");
    ask(&mut counter, ADMIN, "Ringkasan harian");
    counter.say(ADMIN, "15");
    assert_eq!(timer(&counter), Some(OPENED.after(Span::minutes(55))));
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(timer(&counter), Some(SEVEN));
    counter.press(ADMIN, "♻️ Bawaan");
    assert_eq!(timer(&counter), None);
    counter.prove();
}

#[test]
fn a_clock_that_is_set_neither_loses_nor_repeats_it() {
    let day = Span::hours(24);
    let told = |counter: &Counter| counter.text(ADMIN).matches("pesanan, <b>").count();
    let mut counter = chosen("7");
    // Forward over the hour: it is told once.
    counter.now = counter.now.after(day);
    counter.apply(Input::Stepped(Step(day.0 as i64), None));
    counter.pass(Span(0));
    assert_eq!(told(&counter), 1);
    assert_eq!(timer(&counter), Some(SEVEN.after(day)));
    // Back by a week: the next time is the next morning by the new clock.
    let week = Span::hours(24 * 7);
    counter.now = counter.now.before(week);
    counter.apply(Input::Stepped(Step(-(week.0 as i64)), None));
    assert!(timer(&counter).unwrap() <= counter.now.after(day));
    counter.pass(day);
    assert_eq!(told(&counter), 2);
    // Closed over the hour: it rings when the shop opens.
    counter.now = counter.now.after(Span::hours(30));
    counter.apply(Input::Opened);
    counter.pass(Span(0));
    assert_eq!(told(&counter), 3);
    counter.prove();
}

#[test]
fn what_can_wait_is_marked_and_what_cannot_is_not() {
    let mut counter = chosen("7");
    let about = |counter: &Counter, words: &str| {
        let all: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 9_999).unwrap();
        let has = |it: &&Effect| match &it.task {
            warung::domain::effect::Task::Show { screen, .. } => screen.html.contains(words),
            _ => false,
        };
        all.iter().find(has).unwrap_or_else(|| panic!("no {words}")).about
    };
    counter.checkout(SARI, 1, 4);
    counter.pay(1);
    counter.busy.push(ADMIN as i64);
    counter.notify(1);
    counter.settle();
    assert_eq!(about(&counter, "habis"), About::CanWait);
    assert_ne!(about(&counter, "W-000001"), About::CanWait, "money always sounds");
}
