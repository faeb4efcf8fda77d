//! Absurd answers, rows that went bad and money in the wrong place: found by review, and kept away
//! by these. One broken thing costs nobody else anything.

use std::path::Path;
use std::sync::Arc;

use warung::domain::coupon::{Conditions, Coupon, CouponCode, CouponUse, Off};
use warung::domain::effect::{Effect, Outcome, Task};
use warung::domain::id::{CouponId, CustomerId, OrderId, PaymentId, TransferId};
use warung::domain::ledger::{Account, Balance, Cause, Side, Step, Transfer};
use warung::domain::limit::QUARANTINED_MAX;
use warung::domain::money::Rupiah;
use warung::domain::payment::{PaymentState, Status};
use warung::domain::revision::By;
use warung::domain::time::Span;
use warung::domain::timer::{NIGHTLY, Timer};
use warung::engine::input::Input;
use warung::shop::invariants::prove;
use warung::shop::reconcile::latest;
use warung::shop::{revision, settings};
use warung::store::open::Store;
use warung::store::read::Read;
use warung::store::record::Record;
use warung::store::schema::Quarantined;

use crate::alarm::break_one;
use crate::counter::{ADMIN, BUDI, Counter, OPENED, SARI, memory, shop};
use crate::refund::run;

const PRICE: u64 = 50_000;

fn open_shop(units: &[&str]) -> Counter {
    stocked(Counter::new(), units)
}

fn stocked(mut counter: Counter, units: &[&str]) -> Counter {
    counter.stock("Netflix 1 bulan", PRICE, units);
    counter
}

/// What the gateway says of an order's transaction from now on.
fn gateway_says(counter: &mut Counter, order: u64, amount: u64, status: Status) {
    let reference = counter.payment(order).reference;
    counter.gateway.insert(reference.as_str().to_owned(), (Rupiah(amount), status));
    counter.notify(order);
    counter.settle();
}

fn rows<R: Record>(counter: &Counter) -> Vec<R> {
    counter.core.store().snap().unwrap().all(0, 100_000).unwrap()
}

/// Writes a row past all verbs.
pub fn tamper<R: Record>(counter: &Counter, row: &R) {
    let store = counter.core.store();
    let mut batch = store.batch().unwrap();
    let mut tx = batch.begin([9; 32]);
    tx.put(row).unwrap();
    let kept = tx.finish();
    batch.keep(kept);
    store.commit(batch, OPENED).unwrap();
}

/// Moves money past all verbs, both sides at once, so that the accounts still sum to zero.
fn slip_in(counter: &Counter, cause: Cause, from: Account, to: Account, amount: u64) {
    let (step, amount, at) = (Step::Moved, Rupiah(amount), counter.now);
    for (account, side) in [(from, Side::From), (to, Side::To)] {
        let before = counter.core.store().snap().unwrap().get::<Balance>(account.key()).unwrap();
        let before = before.unwrap_or(Balance::empty(account));
        tamper(counter, &before.after(step, side, amount).unwrap());
    }
    let last = rows::<Transfer>(counter).last().map_or(0, |it| it.id.0);
    let id = TransferId(last + 1);
    tamper(counter, &Transfer { id, cause, step, from, to, amount, at, note: None });
}

fn holds(counter: &Counter) -> bool {
    prove(&counter.core.store().snap().unwrap()).unwrap().is_empty()
}

/// A shop on disk, one row of which goes bad while it is closed.
pub fn bent(
    units: &[&str],
    begin: impl FnOnce(&mut Counter),
    row: impl FnOnce(&Counter) -> (&'static str, u64),
) -> (Counter, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("key");
    let open = || Store::open(folder.path(), &key).unwrap();
    let mut counter = stocked(Counter::over(open(), shop()), units);
    begin(&mut counter);
    let (table, id) = row(&counter);
    let outside = counter.reopened(Arc::new(memory()));
    counter.core.store().checkpoint().unwrap();
    drop(counter);
    bend(&folder.path().join("warung.redb"), table, id);
    (outside.reopened(Arc::new(open())), folder)
}

fn bend(path: &Path, table: &str, key: u64) {
    use redb::ReadableTable;
    let writing = redb::Database::open(path).unwrap().begin_write().unwrap();
    {
        let table: redb::TableDefinition<u64, &[u8]> = redb::TableDefinition::new(table);
        let mut rows = writing.open_table(table).unwrap();
        let mut bytes = rows.get(key).unwrap().unwrap().value().to_vec();
        *bytes.last_mut().unwrap() ^= 1;
        rows.insert(key, bytes.as_slice()).unwrap();
    }
    writing.commit().unwrap();
}

fn question(counter: &Counter) -> Effect {
    let asks = |effect: &Effect| matches!(effect.task, Task::AskStatus { .. });
    rows::<Effect>(counter).into_iter().find(asks).expect("nothing is asked")
}

#[test]
fn an_impossible_amount_is_no_answer() {
    for amount in [0, 10_000_001, i64::MAX as u64, u64::MAX] {
        let mut counter = open_shop(&["a", "b"]);
        counter.checkout(SARI, 1, 1);
        gateway_says(&mut counter, 1, amount, Status::Completed);
        assert_eq!(counter.balance(SARI), Rupiah::ZERO, "{amount}");
        assert!(counter.order(1).open(), "{amount}");
        // Another buyer's payment is entered as ever, and so is this one's true answer.
        counter.checkout(BUDI, 1, 1);
        gateway_says(&mut counter, 2, PRICE, Status::Completed);
        assert!(counter.order(2).paid(), "{amount}");
        gateway_says(&mut counter, 1, PRICE, Status::Completed);
        counter.pass(Span::secs(20));
        assert!(counter.order(1).paid(), "{amount}");
        counter.prove();
    }
}

#[test]
fn a_question_that_cannot_be_read_holds_nothing() {
    let begin = |counter: &mut Counter| {
        counter.checkout(SARI, 1, 1);
        counter.pay(1);
        counter.notify(1);
    };
    let (mut counter, _folder) = bent(&["a"], begin, |counter| ("effect", question(counter).id.0));
    counter.core.unfinished().unwrap();
    while let Some((timer, at)) = counter.next_timer().filter(|_| counter.order(1).open()) {
        counter.now = counter.now.max(at);
        counter.apply(Input::Ring { timer, at });
    }
    assert!(counter.now < OPENED.after(Span::hours(1)), "it ends in its own time");
}

#[test]
fn a_hint_asks_anew_where_a_question_was_lost() {
    let begin = |counter: &mut Counter| {
        counter.checkout(SARI, 1, 1);
        counter.pay(1);
        counter.notify(1);
    };
    let (mut counter, _folder) = bent(&["a"], begin, |counter| ("effect", question(counter).id.0));
    counter.core.unfinished().unwrap();
    counter.notify(1);
    counter.now = counter.now.after(Span::secs(10));
    let asked = rows_read(&counter);
    assert_eq!(asked, 1, "asked once more");
}

/// Questions that can be read.
fn rows_read(counter: &Counter) -> usize {
    let snap = counter.core.store().snap().unwrap();
    let last = 10_000;
    let read = (0..last).filter_map(|id| snap.get::<Effect>(id).ok().flatten());
    read.filter(|effect| matches!(effect.task, Task::AskStatus { .. })).count()
}

#[test]
fn a_settlement_that_breaks_is_not_tried_every_minute() {
    let begin = |counter: &mut Counter| {
        counter.checkout(SARI, 1, 1);
        counter.pay(1);
    };
    let (mut counter, _folder) = bent(&["a"], begin, |_| ("unit", 1));
    counter.pass(Span::hours(6));
    let set_aside = rows::<Quarantined>(&counter).len();
    assert!((1..60).contains(&set_aside), "{set_aside} in six hours");
}

#[test]
fn staff_that_cannot_be_told_cost_no_buyer_their_goods() {
    let begin = |counter: &mut Counter| {
        counter.checkout(SARI, 1, 1);
        counter.checkout(BUDI, 1, 1);
    };
    let (mut counter, _folder) = bent(&["a", "b"], begin, |_| ("customer", ADMIN));
    for order in [1, 2] {
        counter.pay(order);
        counter.notify(order);
        counter.settle();
        assert!(counter.order(order).paid(), "{order}");
    }
    assert!(counter.text(SARI).contains("<code>a</code>"));
}

#[test]
fn the_proof_sees_money_that_belongs_to_nothing() {
    let sari = Account::Balance(CustomerId(SARI));
    let cancelled = || {
        let mut counter = open_shop(&["a"]);
        counter.checkout(SARI, 1, 1);
        counter.press(SARI, "Batalkan Pembelian");
        assert!(holds(&counter));
        counter
    };
    let order = OrderId(1);
    let rejected = [
        (Cause::Transfer(order), Account::Bank, Account::Sales),
        (Cause::Payment(PaymentId(77)), Account::Gateway, Account::Sales),
        (Cause::Fee(PaymentId(1)), Account::Fees, Account::Gateway),
        (Cause::Refund(order, 1), Account::Sales, sari),
        (Cause::Payout(order, 1), Account::Owed, Account::Bank),
        (Cause::Credit(1), Account::Bank, sari),
    ];
    for (cause, from, to) in rejected {
        let counter = cancelled();
        slip_in(&counter, cause, from, to, PRICE);
        assert!(!holds(&counter), "{cause:?}");
    }
    let mut counter = open_shop(&["a"]);
    counter.checkout(SARI, 1, 1);
    gateway_says(&mut counter, 1, PRICE, Status::Completed);
    assert!(holds(&counter));
    slip_in(&counter, Cause::Payment(PaymentId(1)), Account::Gateway, Account::Sales, PRICE);
    assert!(!holds(&counter), "one payment twice");
    let counter = cancelled();
    slip_in(&counter, Cause::Payment(PaymentId(1)), Account::Gateway, Account::Sales, 777);
    let payment = counter.payment(1);
    let state = PaymentState::Credited { at: counter.now, received: Rupiah(777) };
    tamper(&counter, &warung::domain::payment::Payment { state, ..payment });
    assert!(!holds(&counter), "credited, but to the sales");
}

#[test]
fn a_cancelled_transaction_is_not_told_for_ever() {
    let mut counter = open_shop(&["a"]);
    counter.checkout(SARI, 1, 1);
    let press = counter.pressed(SARI, "Batalkan Pembelian");
    counter.apply(press);
    let cancel = |counter: &Counter| {
        let told = |effect: &Effect| matches!(effect.task, Task::CancelInvoice { .. });
        rows::<Effect>(counter).into_iter().find(told)
    };
    while let Some(effect) = cancel(&counter) {
        assert!(counter.now < OPENED.after(Span::hours(48)), "still told");
        counter.now = counter.now.after(Span::minutes(20));
        let outcome = Outcome::Later { after: None, why: "HTTP 409".into() };
        counter.apply(Input::Carried { effect: effect.id, outcome });
    }
}

#[test]
fn a_payment_without_an_answer_is_compared_by_the_next_run() {
    let mut counter = open_shop(&["a"]);
    counter.checkout(SARI, 1, 1);
    counter.press(SARI, "Batalkan Pembelian");
    counter.pass(Span::hours(30));
    counter.gateway_down = true;
    counter.apply(Input::Reconcile);
    for _ in 0..10 {
        counter.settle();
        counter.now = counter.now.after(Span::secs(20));
    }
    counter.gateway_down = false;
    counter.now = counter.now.after(Span::hours(24));
    counter.apply(Input::Reconcile);
    counter.settle();
    let run = latest(&counter.core.store().snap().unwrap()).unwrap().unwrap();
    assert_eq!(run.compared, 1);
}

#[test]
fn a_clock_that_ran_ahead_puts_off_no_night() {
    let mut counter = open_shop(&["a"]);
    counter.now = OPENED.after(Span::hours(24 * 365));
    counter.apply(Input::Opened);
    counter.now = OPENED;
    counter.apply(Input::Opened);
    let timer: Timer = counter.core.store().snap().unwrap().need(NIGHTLY.0).unwrap();
    assert!(timer.at <= OPENED.after(Span::hours(24)));
}

#[test]
fn a_first_purchase_happens_once_at_a_time() {
    let mut counter = open_shop(&["a", "b"]);
    for (id, code) in [(1, "SATU"), (2, "DUA")] {
        let (id, code) = (CouponId(id), CouponCode::parse(code).unwrap());
        let conditions =
            Conditions { first_purchase: true, ..Conditions::plain(Off::Flat(Rupiah(40_000))) };
        let coupon = Coupon { id, code, conditions, active: true };
        run(&counter, |ctx| revision::put(ctx, By::Machine, &coupon)).unwrap();
    }
    run(&counter, |ctx| settings::change(ctx, By::Machine, |it| it.open_invoices_max = 2)).unwrap();
    for code in ["SATU", "DUA"] {
        counter.say(SARI, "1");
        counter.press(SARI, "➕");
        counter.press(SARI, "Lanjut ke Keranjang");
        counter.press(SARI, "Gunakan Kupon");
        counter.say(SARI, code);
        counter.say(SARI, "/keranjang");
        counter.press(SARI, "Lanjut ke Pembayaran");
        counter.by_qris(SARI);
    }
    assert!(counter.order(1).discount.is_some());
    assert!(counter.order(2).discount.is_none());
    let uses: Vec<CouponUse> = rows(&counter);
    assert_eq!(uses.len(), 1);
    counter.prove();
}

#[test]
fn what_is_set_aside_is_kept_but_not_without_end() {
    let mut counter = open_shop(&["a"]);
    counter.checkout(SARI, 1, 1);
    for _ in 0..QUARANTINED_MAX + 5 {
        counter.pass(Span::minutes(2));
        break_one(&mut counter);
    }
    let kept: Vec<u64> = rows::<Quarantined>(&counter).iter().map(|row| row.id).collect();
    assert!(kept.into_iter().eq(6..=QUARANTINED_MAX + 5), "the newest are kept");
}
