//! Troubles that last: one warning to the owners, one all-clear, however much happens in between.

mod bot;
mod inbox;

use warung::chat::incoming::{Incoming, Said};
use warung::domain::alert::Inbox;
use warung::domain::customer::Person;
use warung::domain::effect::{Answer, Effect, EffectState, Outcome, Task};
use warung::domain::id::{ChatId, CustomerId};
use warung::domain::incident::{Incident, Sight, Trouble};
use warung::domain::limit::{
    NEWS_GAP, NEWS_WAIT, REJECTED_FLOOD, REJECTED_MAX, REMIND_AFTER, REMIND_AGAIN,
};
use warung::domain::money::Rupiah;
use warung::domain::order::Order;
use warung::domain::pause::Pause;
use warung::domain::payment::{GatewayAnswer, Payment, Reference, Status};
use warung::domain::rejected_notice::{RejectedNotice, Why};
use warung::domain::shop::Shop;
use warung::domain::staff::Role;
use warung::domain::stock::Unit;
use warung::domain::time::Span;
use warung::domain::webhook::{Cut, News};
use warung::engine::input::{Input, Reply};
use warung::store::read::Read;
use warung::store::record::Record;
use warung::store::schema::Quarantined;

use crate::counter::{ADMIN, BUDI, Counter, OWNER, SARI, alert_chat, memory};

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

fn rows<R: Record>(counter: &Counter) -> Vec<R> {
    counter.core.store().snap().unwrap().all(0, 10_000).unwrap()
}

fn incidents(counter: &Counter) -> Vec<Incident> {
    rows(counter)
}

fn journal(counter: &Counter) -> Vec<RejectedNotice> {
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

fn rejected(counter: &mut Counter, why: Why, count: u64) {
    assert_eq!(counter.apply(Input::RejectedNotice { why, count }), Reply::Done);
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
    assert!(incidents(&counter)[0].failures > 10);
    counter.gateway_down = false;
    retry(&mut counter, 1);
    counter.pass(Span::minutes(5));
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (1, 1));
    assert_eq!(incidents(&counter), []);
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
        assert_eq!(incidents(&counter)[0].failures, 2);
        counter.gateway_down = false;
        retry(&mut counter, 1);
        assert_eq!(incidents(&counter), []);
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
    counter.pass(NEWS_WAIT);
    assert_eq!(told(&counter, DOWN), 1);
    let mut counter = counter.reopened(counter.core.store().clone());
    retry(&mut counter, 3);
    counter.gateway_down = false;
    retry(&mut counter, 1);
    counter.pass(NEWS_GAP);
    assert_eq!((told(&counter, DOWN), told(&counter, UP)), (1, 1));
}

#[test]
fn broken_books_are_one_warning_and_one_all_clear() {
    let mut counter = open_shop();
    let added_up = |counter: &mut Counter, broken: u64| {
        assert_eq!(counter.apply(Input::Books { broken }), Reply::Done);
        listen(counter);
        [told(counter, "Buku besar tidak cocok"), told(counter, "Buku besar cocok lagi")]
    };
    assert_eq!(added_up(&mut counter, 0), [0, 0]);
    assert!(incidents(&counter).is_empty(), "a healthy shop writes nothing");
    assert_eq!(added_up(&mut counter, 2), [1, 0]);
    let store = counter.core.store().clone();
    counter = counter.reopened(store);
    assert_eq!(added_up(&mut counter, 2), [1, 0], "each start finds the same");
    assert_eq!(added_up(&mut counter, 3), [1, 0]);
    assert_eq!(added_up(&mut counter, 0), [1, 1]);
    assert_eq!(added_up(&mut counter, 0), [1, 1]);
    assert!(incidents(&counter).is_empty());
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
        .map(|why| Input::RejectedNotice { why: *why, count: 1 })
        .collect();
    for some in flood.chunks(250) {
        counter.try_apply(some).unwrap();
    }
    counter.pass(NEWS_WAIT);
    assert_eq!(shop(&counter), before);
    assert_eq!(told(&counter, FLOOD), 1);
    let journal = journal(&counter);
    assert_eq!(journal.len() as u64, REJECTED_MAX);
    assert_eq!(journal.last().unwrap().id, 5_000);
    counter.prove();
    let mut counter = counter.reopened(counter.core.store().clone());
    rejected(&mut counter, Why::Malformed, 1_000_000);
    counter.pass(Span::minutes(59));
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 0));
    counter.pass(Span::minutes(12));
    counter.pass(NEWS_GAP);
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 1));
    assert_eq!(incidents(&counter), []);
}

#[test]
fn a_flood_that_goes_on_is_over_an_hour_after_its_end() {
    let mut counter = open_shop();
    for _ in 0..180 {
        rejected(&mut counter, Why::WrongSecret, 30);
        counter.pass(Span::minutes(1));
    }
    counter.pass(Span::minutes(55));
    counter.prove();
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 0));
    counter.pass(Span::minutes(15));
    assert_eq!((told(&counter, FLOOD), told(&counter, QUIET)), (1, 1));
    counter.pass(Span::hours(3));
    rejected(&mut counter, Why::WrongSecret, 30);
    counter.pass(NEWS_WAIT);
    assert_eq!(told(&counter, FLOOD), 2);
}

#[test]
fn a_few_strange_notices_are_only_written_down() {
    let mut counter = open_shop();
    assert!(!counter.say(ADMIN, "/admin").screen.html.contains("Notifikasi asing"));
    rejected(&mut counter, Why::ForeignProject, REJECTED_FLOOD);
    counter.pass(Span::minutes(10));
    rejected(&mut counter, Why::WrongSecret, REJECTED_FLOOD);
    assert_eq!(told(&counter, FLOOD), 0);
    let home = counter.say(ADMIN, "/admin").screen.html.clone();
    assert!(home.contains("20× proyek lain") && home.contains("20× secret salah"), "{home}");
    counter.pass(Span::hours(25));
    assert!(!counter.say(ADMIN, "/admin").screen.html.contains("Notifikasi asing"));
    assert_eq!(journal(&counter).len(), 2);
}

/// A shop with an owner, who has never written to the shop's bot, and a bot that warns.
fn watched_shop() -> Counter {
    let alert_bot = true;
    let shop = Shop { owners: vec![CustomerId(OWNER)], alert_bot, ..crate::counter::shop() };
    let mut counter = Counter::over(memory(), shop);
    counter.stock("Netflix 1 bulan", 50_000, &["a", "b", "c"]);
    counter
}

fn began(counter: &mut Counter, trouble: Trouble, figure: u64) {
    let sight = Sight::Began { since: counter.now, figure };
    assert_eq!(counter.apply(Input::Observed { trouble, sight }), Reply::Done);
    counter.settle();
}

fn over(counter: &mut Counter, trouble: Trouble) {
    assert_eq!(counter.apply(Input::Observed { trouble, sight: Sight::Over }), Reply::Done);
    counter.settle();
}

/// What the bot that warns has said to a person.
fn heard(counter: &Counter, person: u64) -> Vec<String> {
    let chat = counter.chats.get(&(alert_chat(person) as i64));
    chat.into_iter().flatten().map(|shown| shown.screen.html.clone()).collect()
}

/// The news that waited have had their time.
fn listen(counter: &mut Counter) {
    counter.pass(NEWS_WAIT);
    counter.pass(NEWS_GAP);
}

#[test]
fn another_program_with_the_token_is_told_as_what_it_is_with_its_remedy() {
    let mut counter = watched_shop();
    for (trouble, words) in [
        (Trouble::Rival, "Token bot ini dipakai program lain"),
        (Trouble::AlertRival, "Pesan bot peringatan ini dibaca program lain"),
    ] {
        began(&mut counter, trouble, 2);
        listen(&mut counter);
        let told = heard(&counter, OWNER).pop().unwrap();
        for words in [words, "/revoke", "@BotFather", "warung setup --"] {
            assert!(told.contains(words), "no {words} in {told}");
        }
        over(&mut counter, trouble);
        listen(&mut counter);
        let told = heard(&counter, OWNER).pop().unwrap();
        assert!(told.contains("Sudah beres"), "{told}");
    }
}

#[test]
fn secrets_that_lie_open_are_told_at_each_start_and_trouble_nobody_meanwhile() {
    let mut counter = watched_shop();
    for start in 1..=3 {
        began(&mut counter, Trouble::OpenSecrets, 0);
        listen(&mut counter);
        let told = heard(&counter, OWNER);
        assert_eq!(told.len(), start, "{told:?}");
        assert!(told[start - 1].contains("Rahasia toko bisa dibaca orang lain"));
    }
    assert_eq!(lasting(&counter), []);
    counter.pass(Span::hours(30));
    assert_eq!(heard(&counter, OWNER).len(), 3, "nobody is reminded");
    assert!(incidents(&counter).is_empty());
}

#[test]
fn a_shop_that_did_not_run_says_that_it_runs_again() {
    let mut counter = watched_shop();
    let since = counter.now;
    counter.now = since.after(Span::hours(2));
    let trouble = Trouble::Down;
    let began = Input::Observed { trouble, sight: Sight::Began { since, figure: 0 } };
    let over = Input::Observed { trouble, sight: Sight::Over };
    counter.try_apply(&[began, over]).unwrap();
    listen(&mut counter);
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("Sudah beres: toko tidak berjalan") && told[0].contains("2 jam"));
}

#[test]
fn a_healthy_shop_writes_nothing() {
    let mut counter = watched_shop();
    for trouble in [Trouble::Cpu, Trouble::Disk, Trouble::Telegram] {
        over(&mut counter, trouble);
    }
    assert_eq!(incidents(&counter), []);
    assert_eq!(rows::<Inbox>(&counter), []);
}

#[test]
fn a_restart_neither_forgets_nor_repeats_what_was_observed() {
    let mut counter = watched_shop();
    began(&mut counter, Trouble::Disk, 200);
    let mut counter = counter.reopened(counter.core.store().clone());
    began(&mut counter, Trouble::Disk, 100);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER).len(), 1);
    assert!(heard(&counter, OWNER)[0].contains("200 MB"));
    let mut counter = counter.reopened(counter.core.store().clone());
    over(&mut counter, Trouble::Disk);
    listen(&mut counter);
    assert_eq!(heard(&counter, OWNER).len(), 2);
}

/// The gateway answers about somebody else's payment: an input that breaks.
pub fn break_one(counter: &mut Counter) {
    counter.notify(1);
    let asks = |effect: &Effect| matches!(effect.task, Task::AskStatus { .. });
    let ask = rows::<Effect>(counter).into_iter().find(asks).expect("nothing is asked");
    let reference = Reference::parse("W-000009-ABCDEFGH").unwrap();
    let proof =
        GatewayAnswer { reference, amount: Rupiah(1), status: Status::Pending, sandbox: false };
    let outcome = Outcome::Done(Answer::Status(proof));
    let reply = counter.apply(Input::Carried { effect: ask.id, outcome });
    assert_eq!(reply, Reply::Quarantined);
}

#[test]
fn many_inputs_that_break_are_one_warning() {
    let mut counter = watched_shop();
    counter.checkout(SARI, 1, 1);
    for _ in 0..50 {
        counter.pass(Span::minutes(2));
        break_one(&mut counter);
    }
    let told = heard(&counter, OWNER);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("kode laporan <code>1</code>"));
    counter.pass(Span::minutes(50));
    assert_eq!(heard(&counter, OWNER).len(), 1);
    counter.pass(Span::minutes(20));
    assert_eq!(heard(&counter, OWNER).len(), 2);
    assert_eq!(rows::<Quarantined>(&counter).len(), 50);
    assert!(incidents(&counter).iter().all(|it| it.trouble != Trouble::SetAside));
}

#[test]
fn notices_that_never_come_are_told_and_their_coming_ends_it() {
    let mut counter = watched_shop();
    let units: Vec<String> = (0..20).map(|n| format!("unit {n}")).collect();
    counter.stock("Spotify", 20_000, &units.iter().map(String::as_str).collect::<Vec<_>>());
    for order in 1..=6 {
        counter.checkout(SARI, 2, 1);
        counter.pay(order);
        counter.pass(Span::minutes(9));
        assert!(counter.order(order).paid(), "found by asking");
    }
    listen(&mut counter);
    let told = heard(&counter, OWNER);
    assert_eq!(told.iter().filter(|it| it.contains("Notifikasi Pakasir tidak datang")).count(), 1);
    counter.checkout(SARI, 2, 1);
    counter.pay(7);
    counter.notify(7);
    counter.settle();
    counter.pass(Span::minutes(2));
    let told = heard(&counter, OWNER);
    assert!(told.last().unwrap().contains("Sudah beres: notifikasi Pakasir"), "{told:#?}");
}

/// What the inbox believes to last.
fn lasting(counter: &Counter) -> Vec<Trouble> {
    let desks = rows::<Inbox>(counter).into_iter();
    desks.flat_map(|inbox| inbox.lasting).map(|lasting| lasting.trouble).collect()
}

#[test]
fn a_webhook_that_is_not_wanted_any_more_is_not_reminded_of() {
    let mut counter = watched_shop();
    let down = News::Down { cut: Cut::Silent, polling: true };
    assert_eq!(counter.apply(Input::Webhook(down)), Reply::Done);
    listen(&mut counter);
    assert_eq!((heard(&counter, OWNER).len(), lasting(&counter)), (1, vec![Trouble::Webhook]));
    for _ in 0..2 {
        assert_eq!(counter.apply(Input::Webhook(News::Unused)), Reply::Done);
    }
    assert_eq!((incidents(&counter), lasting(&counter)), (vec![], vec![]));
    counter.pass(REMIND_AFTER);
    counter.pass(REMIND_AGAIN);
    assert_eq!(heard(&counter, OWNER).len(), 1, "neither a reminder nor an all-clear");
}

#[test]
fn notices_that_nobody_waits_for_are_missed_no_longer() {
    let mut counter = watched_shop();
    let silence = |counter: &mut Counter| {
        began(counter, Trouble::Silence, 5);
        listen(counter);
        counter.apply(Input::Opened);
        lasting(counter)
    };
    assert_eq!(silence(&mut counter), [Trouble::Silence]);
    let told = heard(&counter, OWNER).len();
    // The secret of the gateway's notices is taken away, and the shop opens anew.
    let owners = vec![CustomerId(OWNER)];
    let shop = Shop { owners, alert_bot: true, hooked: false, ..crate::counter::shop() };
    let mut counter = counter.reopened_as(shop);
    counter.apply(Input::Opened);
    assert_eq!((incidents(&counter), lasting(&counter)), (vec![], vec![]));
    counter.pass(REMIND_AFTER);
    counter.pass(REMIND_AGAIN);
    assert_eq!(heard(&counter, OWNER).len(), told);
}
