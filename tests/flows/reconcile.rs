//! Our payments against the gateway and the ledger: whatever differs is listed, and nothing else
//! happens.

use warung::domain::effect::{About, Answer, Effect, Outcome, Task};
use warung::domain::id::{OrderId, PaymentId};
use warung::domain::ledger::Transfer;
use warung::domain::limit::{
    CAPTION_UNITS_MAX, LATE_PAYMENT, RECONCILE_AT_ONCE, RECONCILE_LIFE, RECONCILE_SILENCE_MAX,
    RECONCILE_TRIES, STATUS_GAP,
};
use warung::domain::message::Media;
use warung::domain::money::Rupiah;
use warung::domain::order::{Goods, State};
use warung::domain::payment::{GatewayAnswer, Payment, PaymentState, Reference, Status};
use warung::domain::reconciliation::{Difference, Disagreement, Reconciliation};
use warung::domain::report::Report;
use warung::domain::time::{Span, Timestamp};
use warung::domain::timer::{NIGHTLY, Timer};
use warung::engine::input::{Input, Reply};
use warung::report::export::{self, Style};
use warung::shop::reconcile::latest;
use warung::store::read::Read;
use warung::words::Dictionary;
use warung::words::format::units;

use crate::counter::{ADMIN, BUDI, Counter, OPENED, SARI};

/// 23 November 2026, 03.30 WIB.
const QUIET_HOUR: Timestamp = Timestamp(1_795_379_400_000);

/// A shop with this many units and an admin who can be written to.
fn shop(units: usize) -> Counter {
    let mut counter = Counter::new();
    let units: Vec<String> = (0..units).map(|n| format!("akun-{n:03}")).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    counter.stock("Netflix 1 bulan", 50_000, &units);
    counter
}

/// The same after so many sales, each to another buyer.
fn sold(sales: u64) -> Counter {
    let mut counter = shop(sales as usize);
    for nth in 0..sales {
        counter.checkout(1000 + nth, 1, 1);
        counter.pay(nth + 1);
        counter.notify(nth + 1);
        counter.settle();
    }
    counter.pass(Span::minutes(1));
    counter
}

fn newest(counter: &Counter) -> Reconciliation {
    latest(&counter.core.store().snap().unwrap()).unwrap().expect("no reconciliation")
}

/// What the newest run found of an order.
fn found(counter: &Counter, order: u64) -> Vec<Disagreement> {
    let of = |it: &&Difference| it.order == OrderId(order);
    newest(counter).differences.iter().filter(of).map(|it| it.how).collect()
}

fn begin(counter: &mut Counter) {
    assert!(matches!(counter.apply(Input::Reconcile), Reply::Reconciling(_)));
}

/// Begins a run and carries all of it.
fn run(counter: &mut Counter) -> Reconciliation {
    begin(counter);
    counter.settle();
    // What was asked about just now is asked again as soon as the gateway lets us.
    counter.pass(STATUS_GAP);
    let run = newest(counter);
    assert!(!run.running(), "{run:?}");
    run
}

/// What the gateway will say of an order from now on.
fn says(counter: &mut Counter, order: u64, amount: u64, status: Status) {
    let reference = counter.payment(order).reference;
    counter.gateway.insert(reference.as_str().to_owned(), (Rupiah(amount), status));
}

/// Every row of orders, payments and the ledger.
fn books(counter: &Counter) -> String {
    let snap = counter.core.store().snap().unwrap();
    let orders: Vec<warung::domain::order::Order> = snap.all(0, 1000).unwrap();
    let payments: Vec<Payment> = snap.all(0, 1000).unwrap();
    let transfers: Vec<Transfer> = snap.all(0, 1000).unwrap();
    format!("{orders:#?}{payments:#?}{transfers:#?}")
}

/// The question of a run about a payment.
fn question(counter: &Counter, payment: u64) -> Effect {
    let effects: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 1000).unwrap();
    let about = |effect: &Effect| match effect.about {
        About::Reconciliation { payment: about, .. } => about == PaymentId(payment),
        _ => false,
    };
    effects.into_iter().find(about).expect("not asked")
}

fn tamper<R: warung::store::record::Record>(counter: &Counter, row: &R) {
    let store = counter.core.store();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([9; 32]);
    tx.put(row).unwrap();
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
}

#[test]
fn where_all_agree_only_those_who_asked_hear_of_it() {
    let mut counter = sold(3);
    let before = (books(&counter), counter.text(ADMIN));
    let run = run(&mut counter);
    assert_eq!((run.compared, run.found()), (3, 0));
    assert_eq!((books(&counter), counter.text(ADMIN)), before);
    counter.say(ADMIN, "/rekonsiliasi");
    let text = counter.text(ADMIN);
    assert!(text.contains("Rekonsiliasi dimulai") && text.contains("Rekonsiliasi cocok"), "{text}");
    assert!(text.contains("3 pembayaran"), "{text}");
    counter.prove();
}

/// The last answer of a run breaks something: it ends all the same, and whoever asked hears of it.
#[test]
fn an_answer_that_breaks_does_not_silence_the_run() {
    let mut counter = sold(1);
    counter.pass(STATUS_GAP);
    let asked = counter.update(ADMIN, warung::chat::incoming::Said::Text("/rekonsiliasi".into()));
    counter.apply(asked);
    let ask = question(&counter, 1);
    let reference = Reference::parse("W-000009-ABCDEFGH").unwrap();
    let (amount, status) = (Rupiah(1), Status::Pending);
    let proof = GatewayAnswer { reference, amount, status, sandbox: false };
    let outcome = Outcome::Done(Answer::Status(proof));
    let reply = counter.apply(Input::Carried { effect: ask.id, outcome });
    assert_eq!(reply, Reply::Quarantined);
    assert!(!newest(&counter).running());
    counter.settle();
    let text = counter.text(ADMIN);
    assert!(text.contains("Rekonsiliasi") && text.contains("tidak menjawab"), "{text}");
    counter.prove();
}

#[test]
fn only_the_staff_may_ask() {
    let mut counter = sold(1);
    let before = counter.text(SARI);
    let update = counter.update(SARI, warung::chat::incoming::Said::Text("/rekonsiliasi".into()));
    counter.apply(update);
    counter.settle();
    assert_eq!(counter.text(SARI), before);
    assert!(latest(&counter.core.store().snap().unwrap()).unwrap().is_none());
}

/// Long after the shop has stopped looking, the gateway turns out to have the money.
#[test]
fn money_nobody_told_of_goes_the_way_of_a_late_payment() {
    let mut counter = shop(1);
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::hours(30));
    assert_eq!(counter.payment(1).state, PaymentState::Closed);
    says(&mut counter, 1, 50_000, Status::Completed);
    run(&mut counter);
    let received = Rupiah(50_000);
    assert_eq!(found(&counter, 1), [Disagreement::Found { received }]);
    let state = counter.order(1).state;
    assert!(matches!(state, State::Paid { goods: Goods::Delivered { .. }, .. }), "{state:?}");
    assert!(counter.text(SARI).contains("akun-000"));
    counter.prove();
    // Found once: from now on it is a payment like any other.
    assert_eq!(run(&mut counter).found(), 0);
    counter.prove();
}

#[test]
fn late_money_without_goods_is_found_too_and_lies_on_the_balance() {
    let mut counter = shop(1);
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::hours(30));
    counter.checkout(BUDI, 1, 1);
    counter.pay(2);
    counter.notify(2);
    counter.settle();
    says(&mut counter, 1, 50_000, Status::Completed);
    run(&mut counter);
    assert_eq!(found(&counter, 1), [Disagreement::Found { received: Rupiah(50_000) }]);
    assert_eq!(counter.balance(SARI), Rupiah(50_000));
    counter.prove();
}

#[test]
fn pending_after_completed_is_listed_and_reverses_nothing() {
    let mut counter = sold(2);
    counter.say(ADMIN, "/start");
    let before = books(&counter);
    let ours = Rupiah(50_000);
    for status in [Status::Pending, Status::Cancelled] {
        says(&mut counter, 1, 50_000, status);
        counter.say(ADMIN, "/rekonsiliasi");
        assert_eq!(found(&counter, 1), [Disagreement::NotCompleted { ours, status }]);
        assert_eq!(found(&counter, 2), []);
        assert_eq!(books(&counter), before);
        counter.prove();
    }
    let text = &counter.last(ADMIN).screen.html;
    assert!(text.contains("<b>W-000001</b>") && text.contains("dibatalkan"), "{text}");
}

#[test]
fn an_amount_that_differs_is_listed() {
    let mut counter = sold(1);
    let before = counter.payment(1);
    says(&mut counter, 1, 49_000, Status::Completed);
    run(&mut counter);
    let (ours, gateway) = (Rupiah(50_000), Rupiah(49_000));
    assert_eq!(found(&counter, 1), [Disagreement::Amount { ours, gateway }]);
    assert_eq!(counter.payment(1), before);
    counter.prove();
}

#[test]
fn an_open_invoice_for_another_amount_is_listed() {
    let mut counter = shop(1);
    counter.checkout(SARI, 1, 1);
    says(&mut counter, 1, 49_000, Status::Pending);
    run(&mut counter);
    let (ours, gateway) = (Rupiah(50_000), Rupiah(49_000));
    assert_eq!(found(&counter, 1), [Disagreement::Amount { ours, gateway }]);
    assert!(counter.order(1).open());
    counter.prove();
}

#[test]
fn play_money_that_bought_something_is_listed() {
    let mut counter = sold(1);
    begin(&mut counter);
    let Effect { id: effect, task, .. } = question(&counter, 1);
    let Task::AskStatus { reference, amount, .. } = task else { panic!("{task:?}") };
    let proof = GatewayAnswer { reference, amount, status: Status::Completed, sandbox: true };
    let outcome = Outcome::Done(Answer::Status(proof));
    counter.apply(Input::Carried { effect, outcome });
    counter.settle();
    assert_eq!(found(&counter, 1), [Disagreement::PlayMoney { ours: Rupiah(50_000) }]);
    counter.prove();
}

#[test]
fn a_ledger_that_has_another_amount_is_listed() {
    let mut counter = sold(2);
    let (at, received) = (OPENED, Rupiah(49_000));
    let credited = PaymentState::Credited { at, received };
    tamper(&counter, &Payment { state: credited, ..counter.payment(1) });
    let closed = Payment { state: PaymentState::Closed, ..counter.payment(2) };
    tamper(&counter, &closed);
    // Otherwise it would be found as a payment, and settled against the ledger's word.
    says(&mut counter, 1, 49_000, Status::Completed);
    says(&mut counter, 2, 50_000, Status::Cancelled);
    run(&mut counter);
    let ledger = Some(Rupiah(50_000));
    let how = |ours| Disagreement::Ledger { ours, ledger };
    assert_eq!(found(&counter, 1), [how(Some(received))]);
    assert_eq!(found(&counter, 2), [how(None)]);
}

#[test]
fn what_the_gateway_does_not_know_is_listed() {
    let mut counter = sold(1);
    counter.gateway.clear();
    run(&mut counter);
    assert_eq!(found(&counter, 1), [Disagreement::Unknown]);
    counter.prove();
}

#[test]
fn without_an_answer_it_ends_all_the_same_and_tries_again_next_time() {
    let mut counter = sold(2);
    counter.gateway_down = true;
    begin(&mut counter);
    counter.settle();
    let mut tries = 1;
    while newest(&counter).running() {
        counter.prove();
        counter.pass(Span::secs(30));
        tries += 1;
    }
    assert_eq!(tries, RECONCILE_TRIES);
    assert_eq!(newest(&counter).compared, 2);
    assert_eq!(found(&counter, 1), [Disagreement::NoAnswer]);
    counter.gateway_down = false;
    assert_eq!(run(&mut counter).found(), 0);
}

#[test]
fn a_gateway_that_is_silent_is_left_alone() {
    let mut counter = sold(30);
    counter.gateway_down = true;
    begin(&mut counter);
    while newest(&counter).running() {
        counter.settle();
        counter.pass(Span::secs(30));
    }
    let silent = newest(&counter);
    let most = RECONCILE_SILENCE_MAX + RECONCILE_AT_ONCE as u32;
    assert!((RECONCILE_SILENCE_MAX..most).contains(&silent.compared), "{silent:?}");
    let left_from = silent.ended.and_then(|ended| ended.left_from).expect("nothing is left");
    assert_eq!(left_from, counter.payment(u64::from(silent.compared) + 1).at);
    counter.gateway_down = false;
    counter.now = counter.now.after(Span::hours(24 * 14));
    let next = run(&mut counter);
    // From the first that got no answer on.
    assert_eq!(next.since, counter.payment(1).at.min(left_from), "{next:?}");
    assert_eq!((next.compared, next.found()), (30, 0));
}

/// The ordinary question is under way; the run's own neither takes its place nor ends it.
#[test]
fn the_ordinary_questions_go_on_undisturbed() {
    let mut counter = shop(1);
    counter.checkout(SARI, 1, 1);
    counter.notify(1);
    assert!(counter.payment(1).asking);
    begin(&mut counter);
    let question = question(&counter, 1).id;
    counter.carry(question);
    assert!(counter.payment(1).asking && !newest(&counter).running());
    counter.prove();
    counter.pay(1);
    counter.settle();
    assert!(matches!(counter.payment(1).state, PaymentState::Settled { .. }));
    assert!(!counter.payment(1).asking);
    counter.prove();
}

#[test]
fn a_crash_in_the_middle_costs_nothing() {
    let mut counter = sold(10);
    begin(&mut counter);
    for carried in 0..10 {
        let store = counter.core.store().clone();
        counter = counter.reopened(store);
        counter.prove();
        let run = newest(&counter);
        assert!(run.running() && run.compared == carried, "{run:?}");
        assert!(run.under_way.len() <= RECONCILE_AT_ONCE);
        let effect = question(&counter, run.under_way[0].0).id;
        let outcome = counter.outside(effect).unwrap();
        // The answer may come twice; the second time its question is gone.
        let carried = Input::Carried { effect, outcome };
        counter.apply(carried.clone());
        counter.apply(carried);
    }
    let run = newest(&counter);
    assert_eq!((run.compared, run.found(), run.running()), (10, 0, false));
    counter.prove();
}

#[test]
fn every_night_at_the_quiet_hour() {
    let mut counter = sold(2);
    counter.apply(Input::Opened);
    let timer =
        || Timer { id: NIGHTLY, at: QUIET_HOUR, what: warung::domain::timer::What::Reconcile };
    let set = |counter: &Counter| counter.core.store().snap().unwrap().need::<Timer>(NIGHTLY.0);
    assert_eq!(set(&counter).unwrap(), timer());
    // Opened once more an hour later: it stays as it was.
    counter.now = counter.now.after(Span::hours(1));
    counter.apply(Input::Opened);
    assert_eq!(set(&counter).unwrap(), timer());
    let before = counter.text(ADMIN);
    counter.pass(QUIET_HOUR.since(counter.now));
    let first = newest(&counter);
    assert_eq!((first.at, first.compared, first.nightly), (QUIET_HOUR, 2, true));
    assert_eq!(counter.text(ADMIN), before, "nobody is woken for nothing");
    assert_eq!(set(&counter).unwrap().at, QUIET_HOUR.after(Span::hours(24)));
    says(&mut counter, 2, 50_000, Status::Pending);
    counter.pass(Span::hours(24));
    let second = newest(&counter);
    assert_eq!((second.id.0, second.found()), (first.id.0 + 1, 1));
    let told = &counter.last(ADMIN).screen.html;
    assert!(told.contains("1 perbedaan") && told.contains("W-000002"), "{told}");
    counter.prove();
}

/// Closed over the weekend: one run when it opens, over all that was missed.
#[test]
fn nights_that_were_missed_are_caught_up_in_one_run() {
    let mut counter = sold(1);
    counter.apply(Input::Opened);
    // With what the night has to sweep.
    counter.pass(QUIET_HOUR.after(Span::minutes(5)).since(counter.now));
    counter.now = QUIET_HOUR.after(Span::hours(74));
    let (timer, at) = counter.next_timer().unwrap();
    assert_eq!((timer, at), (NIGHTLY, QUIET_HOUR.after(Span::hours(24))));
    counter.apply(Input::Opened);
    counter.apply(Input::Ring { timer, at });
    counter.settle();
    let run = newest(&counter);
    assert_eq!((run.id.0, run.at), (2, counter.now));
    assert_eq!(run.since, Timestamp(QUIET_HOUR.0 - LATE_PAYMENT.0));
    assert_eq!(run.compared, 1, "{run:?}");
    let nightly: Timer = counter.core.store().snap().unwrap().need(NIGHTLY.0).unwrap();
    assert_eq!(nightly.at, QUIET_HOUR.after(Span::hours(96)));
}

#[test]
fn what_is_old_is_an_earlier_run_s() {
    let mut counter = sold(2);
    counter.now = counter.now.after(Span::hours(49));
    assert_eq!(run(&mut counter).compared, 0);
}

#[test]
fn who_asks_meanwhile_joins() {
    let mut counter = sold(5);
    begin(&mut counter);
    let update = counter.update(ADMIN, warung::chat::incoming::Said::Text("/rekonsiliasi".into()));
    counter.apply(update);
    begin(&mut counter);
    counter.settle();
    let run = newest(&counter);
    assert_eq!((run.id.0, run.compared), (1, 5));
    assert!(counter.text(ADMIN).contains("Rekonsiliasi cocok"));
}

#[test]
fn a_run_that_has_lost_an_answer_does_not_stop_the_next() {
    let mut counter = sold(1);
    begin(&mut counter);
    counter.now = counter.now.after(RECONCILE_LIFE);
    begin(&mut counter);
    let snap = counter.core.store().snap().unwrap();
    let lost = snap.need::<Reconciliation>(1).unwrap();
    assert_eq!(lost.differences[0].how, Disagreement::NoAnswer);
    assert!(lost.ended.is_some());
    counter.settle();
    assert_eq!((newest(&counter).id.0, newest(&counter).found()), (2, 0));
    counter.prove();
}

#[test]
fn a_long_list_comes_as_a_file() {
    let mut counter = sold(40);
    for order in 1..=40 {
        says(&mut counter, order, 50_000, Status::Cancelled);
    }
    counter.say(ADMIN, "/rekonsiliasi");
    let shown = counter.last(ADMIN).screen.clone();
    let id = newest(&counter).id;
    assert!(shown.media == Media::Report(Report::Differences(id)));
    assert!(units(&shown.html) <= CAPTION_UNITS_MAX, "{}", units(&shown.html));
    assert!(shown.html.contains("40 perbedaan") && shown.html.contains("lengkapnya"));
    let dictionary = Dictionary::load("Asia/Jakarta").unwrap();
    let (snap, mut file) = (counter.core.store().snap().unwrap(), Vec::new());
    export::write(&snap, dictionary.calendar(), Report::Differences(id), Style::Plain, &mut file)
        .unwrap();
    let text = String::from_utf8(file).unwrap();
    assert_eq!(text.lines().count(), 41);
    assert!(text.contains("\nW-000040,not completed,50000,cancelled,\n"), "{text}");
    counter.prove();
}
