//! Troubles that last: one warning to the owners, one all-clear, however much happens in between.

use warung::domain::effect::{Effect, EffectState};
use warung::domain::episode::Episode;
use warung::domain::limit::{STRAYS_FLOOD, STRAYS_MAX};
use warung::domain::order::Order;
use warung::domain::payment::Payment;
use warung::domain::stock::Unit;
use warung::domain::stray::{Stray, Why};
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};
use warung::store::read::Read;

use crate::counter::{ADMIN, BUDI, Counter, SARI};

const DOWN: &str = "Pakasir bermasalah";
const UP: &str = "Pakasir normal lagi";
const FLOOD: &str = "notifikasi pembayaran yang asing";
const QUIET: &str = "Notifikasi asing sudah reda";

fn open_shop() -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a", "b", "c"]);
    counter
}

/// How often the admin, who is the owner here, has been told.
fn told(counter: &Counter, what: &str) -> usize {
    counter.text(ADMIN).matches(what).count()
}

fn episodes(counter: &Counter) -> Vec<Episode> {
    counter.core.store().snap().unwrap().all(0, 10).unwrap()
}

fn journal(counter: &Counter) -> Vec<Stray> {
    counter.core.store().snap().unwrap().all(0, 10_000).unwrap()
}

/// Lets the questions that wait for their next try have it, so many times.
fn retry(counter: &mut Counter, times: usize) {
    for _ in 0..times {
        let effects: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
        let due = effects.iter().filter_map(|effect| match effect.state {
            EffectState::Due { at, .. } => Some(at),
            EffectState::Dead { .. } => None,
        });
        counter.now = due.min().expect("nothing waits").max(counter.now);
        counter.settle();
    }
}

fn stray(counter: &mut Counter, why: Why, count: u64) {
    assert_eq!(counter.apply(Input::Stray { why, count }), Reply::Done);
    counter.settle();
}

#[test]
fn many_failures_of_the_gateway_are_one_warning_and_one_all_clear() {
    let mut counter = open_shop();
    counter.gateway_down = true;
    counter.checkout(SARI, 1, 1);
    counter.checkout(BUDI, 1, 1);
    retry(&mut counter, 12);
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (1, 0));
    assert!(episodes(&counter)[0].failures > 10);
    counter.gateway_down = false;
    retry(&mut counter, 1);
    counter.pass(Span::minutes(5));
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (1, 1));
    assert_eq!(episodes(&counter), []);
    // The next trouble is another one.
    counter.gateway_down = true;
    counter.pass(Span::minutes(1));
    retry(&mut counter, 8);
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (2, 1));
    assert!(!counter.text(SARI).contains(DOWN));
    counter.prove();
}

#[test]
fn two_failures_and_a_success_are_nobodys_business() {
    let mut counter = open_shop();
    for _ in 0..2 {
        counter.gateway_down = true;
        counter.checkout(SARI, 1, 1);
        retry(&mut counter, 1);
        assert_eq!(episodes(&counter)[0].failures, 2);
        counter.gateway_down = false;
        retry(&mut counter, 1);
        assert_eq!(episodes(&counter), []);
        counter.press(SARI, "Batalkan");
    }
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (0, 0));
}

#[test]
fn a_restart_forgets_no_failure_and_repeats_no_warning() {
    let mut counter = open_shop();
    counter.gateway_down = true;
    counter.checkout(SARI, 1, 1);
    retry(&mut counter, 1);
    let mut counter = counter.reopened(counter.core.store().clone());
    assert_eq!(told(&counter, DOWN), 0);
    retry(&mut counter, 1);
    assert_eq!(told(&counter, DOWN), 1);
    let mut counter = counter.reopened(counter.core.store().clone());
    retry(&mut counter, 3);
    counter.gateway_down = false;
    retry(&mut counter, 1);
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (1, 1));
}

#[test]
fn broken_books_are_one_warning_and_one_all_clear() {
    let mut counter = open_shop();
    let added_up = |counter: &mut Counter, broken: u64| {
        assert_eq!(counter.apply(Input::Books { broken }), Reply::Done);
        counter.settle();
        [told(counter, "Buku besar tidak cocok"), told(counter, "Buku besar cocok lagi")]
    };
    assert_eq!(added_up(&mut counter, 0), [0, 0]);
    assert!(episodes(&counter).is_empty(), "a healthy shop writes nothing");
    assert_eq!(added_up(&mut counter, 2), [1, 0]);
    let store = counter.core.store().clone();
    counter = counter.reopened(store);
    assert_eq!(added_up(&mut counter, 2), [1, 0], "each start finds the same");
    assert_eq!(added_up(&mut counter, 3), [1, 0]);
    assert_eq!(added_up(&mut counter, 0), [1, 1]);
    assert_eq!(added_up(&mut counter, 0), [1, 1]);
    assert!(episodes(&counter).is_empty());
    assert_eq!(added_up(&mut counter, 1), [2, 1], "another trouble");
}

#[test]
fn a_flood_of_strange_notices_is_one_warning_and_changes_nothing() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    let shop = |counter: &Counter| {
        let snap = counter.core.store().snap().unwrap();
        let orders: Vec<Order> = snap.all(0, 10_000).unwrap();
        let payments: Vec<Payment> = snap.all(0, 10_000).unwrap();
        let units: Vec<Unit> = snap.all(0, 10_000).unwrap();
        (orders, payments, units)
    };
    let before = shop(&counter);
    let reasons = [Why::WrongSecret, Why::ForeignProject, Why::Malformed, Why::UnknownOrder];
    let flood: Vec<Input> = reasons
        .iter()
        .cycle()
        .take(5_000)
        .map(|why| Input::Stray { why: *why, count: 1 })
        .collect();
    for some in flood.chunks(250) {
        counter.try_apply(some).unwrap();
    }
    counter.settle();
    assert_eq!(shop(&counter), before);
    assert_eq!(told(&counter, FLOOD), 1);
    let journal = journal(&counter);
    assert_eq!(journal.len() as u64, STRAYS_MAX);
    assert_eq!(journal.last().unwrap().id, 5_000);
    counter.prove();
    let mut counter = counter.reopened(counter.core.store().clone());
    stray(&mut counter, Why::Malformed, 1_000_000);
    counter.pass(Span::minutes(59));
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 0));
    counter.pass(Span::minutes(2));
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 1));
    assert_eq!(episodes(&counter), []);
}

#[test]
fn a_flood_that_goes_on_is_over_an_hour_after_its_end() {
    let mut counter = open_shop();
    for _ in 0..180 {
        stray(&mut counter, Why::WrongSecret, 30);
        counter.pass(Span::minutes(1));
    }
    counter.pass(Span::minutes(55));
    counter.prove();
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 0));
    counter.pass(Span::minutes(15));
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 1));
    counter.pass(Span::hours(3));
    stray(&mut counter, Why::WrongSecret, 30);
    assert_eq!(told(&counter, FLOOD), 2);
}

#[test]
fn a_few_strange_notices_are_only_written_down() {
    let mut counter = open_shop();
    assert!(!counter.say(ADMIN, "/admin").screen.html.contains("Notifikasi asing"));
    stray(&mut counter, Why::ForeignProject, STRAYS_FLOOD);
    counter.pass(Span::minutes(10));
    stray(&mut counter, Why::WrongSecret, STRAYS_FLOOD);
    assert_eq!(told(&counter, FLOOD), 0);
    let home = counter.say(ADMIN, "/admin").screen.html.clone();
    assert!(home.contains("20× proyek lain") && home.contains("20× rahasia salah"), "{home}");
    counter.pass(Span::hours(25));
    assert!(!counter.say(ADMIN, "/admin").screen.html.contains("Notifikasi asing"));
    assert_eq!(journal(&counter).len(), 2);
}
