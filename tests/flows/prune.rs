//! What nobody needs any more goes at night, a little at a time, and nothing else with it.

use warung::domain::broom::Broom;
use warung::domain::cart::Cart;
use warung::domain::id::CustomerId;
use warung::domain::ledger::Transfer;
use warung::domain::limit::{CART_NIGHTS, PRUNE_NIGHTS, PRUNE_ROWS, SESSION_NIGHTS, UNPAID_KEPT};
use warung::domain::money::Rupiah;
use warung::domain::order::{End, Order, State};
use warung::domain::payment::{Payment, Status};
use warung::domain::revision::By;
use warung::domain::session::Session;
use warung::domain::staff::Role;
use warung::domain::time::{Span, Step};
use warung::engine::input::{Input, Reply};
use warung::shop::settings::change;
use warung::store::read::Read;
use warung::store::record::Record;
use warung::store::schema::{ALL, Pairing, Table};

use crate::counter::{ADMIN, BUDI, Counter, OPENED, SARI};
use crate::damage::tamper;
use crate::refund::run;

const PRICE: u64 = 50_000;
const DAY: Span = Span::hours(24);

fn open_shop() -> Counter {
    let mut counter = Counter::new();
    counter.apply(Input::Opened);
    counter.stock("Netflix 1 bulan", PRICE, &["a", "b", "c", "d"]);
    let account = Some("BCA 1".to_owned());
    run(&counter, |ctx| change(ctx, By::Machine, |it| it.transfer_account = account)).unwrap();
    counter
}

fn rows<R: Record>(counter: &Counter) -> Vec<R> {
    counter.core.store().snap().unwrap().all(0, 100_000).unwrap()
}

fn orders(counter: &Counter) -> Vec<u64> {
    rows::<Order>(counter).iter().map(|it| it.id.0).collect()
}

fn nights(counter: &mut Counter, count: u64) {
    (0..count).for_each(|_| counter.pass(DAY));
}

fn wait(counter: &mut Counter, kept: u32) {
    nights(counter, u64::from(kept) + 2);
}

#[test]
fn unpaid_orders_go_after_a_quarter_and_the_books_keep_their_lines() {
    let mut counter = open_shop();
    counter.say(SARI, "/start");
    counter.say(ADMIN, &format!("/transfer {SARI}|20000|Setor"));
    counter.press(ADMIN, "Ya, Catat");
    // Cancelled, with a part of the balance set aside.
    counter.fill_cart(SARI, 1, 1);
    counter.press(SARI, "Saldo Rp20.000 + QRIS");
    assert_eq!(counter.order(1).from_balance, Rupiah(20_000));
    counter.press(SARI, "Batalkan Pembelian");
    // Expired; paid; paid with another amount; by transfer, never paid; a deposit, never paid.
    counter.checkout(BUDI, 1, 1);
    counter.pass(Span::minutes(12));
    counter.checkout(BUDI, 1, 1);
    counter.pay(3);
    counter.notify(3);
    counter.settle();
    counter.checkout(BUDI, 1, 1);
    let reference = counter.payment(4).reference;
    counter.gateway.insert(reference.as_str().to_owned(), (Rupiah(777), Status::Completed));
    counter.notify(4);
    counter.settle();
    counter.fill_cart(SARI, 1, 1);
    counter.press(SARI, "Transfer");
    counter.pass(Span::hours(30));
    counter.say(SARI, "💰 Deposit");
    let ended = |counter: &Counter, id| matches!(counter.order(id).state, State::Ended { .. });
    assert!([1, 2, 4, 5].into_iter().all(|id| ended(&counter, id)));
    assert!(matches!(counter.order(4).state, State::Ended { why: End::WrongAmount, .. }));
    let lines = rows::<Transfer>(&counter);
    nights(&mut counter, 85);
    assert_eq!(orders(&counter), [1, 2, 3, 4, 5], "not before their time");
    counter.prove();
    nights(&mut counter, 8);
    assert_eq!(orders(&counter), [3, 4], "what was paid for, and what money came for");
    let payments: Vec<u64> = rows::<Payment>(&counter).iter().map(|it| it.id.0).collect();
    assert_eq!(payments, [3, 4]);
    assert_eq!(rows::<Transfer>(&counter), lines, "no line of the books is gone");
    counter.prove();
    // Old buttons and numbers lead to a plain answer, and numbers are not given twice.
    counter.say(SARI, "🧾 Pesanan Saya");
    counter.say(SARI, "ℹ️ Informasi");
    counter.press(SARI, "Riwayat Saldo");
    assert!(counter.text(SARI).contains("W-000001"), "its line in the history stays");
    counter.say(ADMIN, "/order 1");
    assert!(counter.last(ADMIN).screen.html.contains("Tidak ada pesanan"));
    counter.checkout(SARI, 1, 1);
    assert!(orders(&counter).iter().max().is_some_and(|newest| *newest > 5));
    counter.apply(Input::Reconcile);
    counter.pass(Span::minutes(1));
    counter.prove();
}

/// A clock that is a year ahead for a moment takes nobody's order away.
#[test]
fn a_glitch_of_the_clock_sweeps_nothing_that_can_be_paid() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::minutes(12));
    assert!(!counter.order(1).open());
    let true_time = counter.now;
    counter.now = counter.now.after(Span::hours(24 * 365));
    counter.pass(Span::minutes(5));
    counter.now = true_time;
    counter.apply(Input::Opened);
    counter.pass(Span::minutes(5));
    assert_eq!(orders(&counter), [1]);
    // Its money comes late, and finds it.
    counter.pay(1);
    counter.notify(1);
    counter.now = counter.now.after(Span::hours(24 * 366));
    counter.settle();
    assert!(counter.order(1).paid());
    const { assert!(PRUNE_NIGHTS > 2, "one night is the glitch's own") };
}

/// A sale in a wrong year is in nobody's method: what lies behind it is swept in its time.
#[test]
fn an_order_of_a_wrong_year_stops_no_sweeping() {
    let mut counter = open_shop();
    let year = Step(365 * 24 * 3_600_000);
    counter.now = counter.now.shifted(year);
    counter.apply(Input::Stepped(year, None));
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    // And one that is never paid, cancelled in that year.
    counter.checkout(SARI, 1, 1);
    counter.press(SARI, "Batalkan Pembelian");
    counter.now = counter.now.shifted(Step(-year.0));
    counter.apply(Input::Stepped(Step(-year.0), None));
    for _ in 0..3 {
        counter.checkout(BUDI, 1, 1);
        counter.press(BUDI, "Batalkan Pembelian");
    }
    nights(&mut counter, 95);
    assert_eq!(orders(&counter), [1, 2]);
    counter.prove();
}

#[test]
fn what_is_swept_is_swept_in_small_steps() {
    let mut counter = open_shop();
    counter.checkout(SARI, 1, 1);
    counter.press(SARI, "Batalkan Pembelian");
    nights(&mut counter, 2);
    let (order, payment) = (counter.order(1), counter.payment(1));
    let count = PRUNE_ROWS as u64 * 2 + 50;
    for id in 2..=count {
        let id = warung::domain::id::OrderId(id);
        tamper(&counter, &Order { id, ..order.clone() });
        let id = warung::domain::id::PaymentId(id.0);
        let order = warung::domain::id::OrderId(id.0);
        tamper(&counter, &Payment { id, order, ..payment.clone() });
    }
    // Numbers that were given, as the counter has it.
    let mut broom = Broom { at: counter.now, ..Broom::default() };
    broom.nights = vec![count; PRUNE_NIGHTS];
    tamper(&counter, &broom);
    counter.now = counter.now.after(UNPAID_KEPT);
    let before = counter.now;
    counter.apply(Input::Opened);
    let mut steps = Vec::new();
    while !orders(&counter).is_empty() && steps.len() < 1_000 {
        let (timer, at) = counter.next_timer().unwrap();
        counter.now = counter.now.max(at);
        let left = orders(&counter).len();
        counter.apply(Input::Ring { timer, at });
        steps.push(left - orders(&counter).len());
    }
    assert!(orders(&counter).is_empty());
    let most = steps.iter().max().unwrap();
    assert!(*most <= PRUNE_ROWS && *most > 0, "{steps:?}");
    assert!(counter.now.since(before) < Span::hours(25), "within one night");
}

#[test]
fn what_people_left_lying_goes_too() {
    let mut counter = open_shop();
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.say(BUDI, "1");
    counter.press(BUDI, "Ketik Jumlah");
    assert_eq!((rows::<Cart>(&counter).len(), rows::<Session>(&counter).len()), (1, 1));
    let Reply::Code(_) = counter.apply(Input::Pair(Role::Admin)) else { panic!("no code") };
    nights(&mut counter, 2);
    assert_eq!(rows::<Pairing>(&counter).len(), 0);
    assert_eq!(rows::<Session>(&counter).len(), 1, "somebody may go on with it");
    wait(&mut counter, SESSION_NIGHTS);
    assert_eq!(rows::<Session>(&counter).len(), 0);
    // Whoever comes now and then keeps what they picked.
    nights(&mut counter, 60);
    counter.say(SARI, "/start");
    nights(&mut counter, 60);
    assert_eq!(rows::<Cart>(&counter).len(), 1);
    wait(&mut counter, CART_NIGHTS);
    assert_eq!(rows::<Cart>(&counter).len(), 0);
    // An empty cart is no row.
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.press(SARI, "➖");
    assert_eq!(rows::<Cart>(&counter).len(), 0);
    let seen =
        counter.core.store().snap().unwrap().need::<warung::domain::customer::Customer>(SARI);
    assert_eq!(seen.unwrap().id, CustomerId(SARI));
    assert!(counter.core.store().snap().unwrap().size(Table::Session).unwrap() == 0);
    counter.prove();
}

/// A row in the broom's place that is none.
#[derive(serde::Serialize, serde::Deserialize)]
struct Rubbish(u8);

impl Record for Rubbish {
    const TABLE: Table = Table::Broom;
    const VERSION: u8 = 99;

    fn key(&self) -> u64 {
        ALL
    }
}

/// Nights whose row cannot be read begin anew, and nobody who comes is turned away for it.
#[test]
fn a_broom_that_cannot_be_read_stops_nobody() {
    let mut counter = open_shop();
    nights(&mut counter, 3);
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    let store = counter.core.store().clone();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([9; 32]);
    tx.discard::<Broom>(ALL);
    tx.put(&Rubbish(7)).unwrap();
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
    assert!(store.snap().unwrap().get::<Broom>(ALL).is_err());
    counter.say(BUDI, "/start");
    counter.checkout(BUDI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid());
    nights(&mut counter, 2);
    let broom: Broom = counter.core.store().snap().unwrap().need(ALL).unwrap();
    assert_eq!(broom.count, 2);
    assert_eq!(rows::<Cart>(&counter).len(), 1);
    counter.prove();
}
