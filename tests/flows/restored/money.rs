//! Money under references that nobody knows: asked about, kept, and given to whose it is.

use warung::domain::effect::{About, Effect, EffectState};
use warung::domain::ledger::{Account, Cause, Step};
use warung::domain::limit::{UNCLAIMED_ASKED_MAX, UNCLAIMED_LOOKS};
use warung::domain::money::Rupiah;
use warung::domain::payment::{Hint, Named, Reference, Status};
use warung::domain::time::Span;
use warung::domain::unclaimed::{Claim, Unclaimed};
use warung::engine::input::{Input, Reply};
use warung::shop::ledger::{balance, entry};
use warung::shop::turnover::turnover;
use warung::store::read::Read;
use warung::store::schema::Table;

use super::{back, restored, sell, shop_with};
use crate::counter::{ADMIN, BUDI, Counter, OWNER, SARI, alert_chat};

const LOST: &str = "W-000003-ABCDEFGH";

fn hint(reference: &str, amount: u64) -> Input {
    let reference = Reference::parse(reference).expect("of our shape");
    let txn = format!("txn-{}", reference.as_str());
    Input::Hint(Hint { reference, named: Some(Named { amount: Rupiah(amount), txn }) })
}

/// The gateway has such a transaction.
fn has(counter: &mut Counter, reference: &str, amount: u64, status: Status) {
    counter.gateway.insert(reference.to_owned(), (Rupiah(amount), status));
}

fn rows(counter: &Counter) -> Vec<Unclaimed> {
    counter.core.store().snap().unwrap().all(0, 1000).unwrap()
}

fn lies(counter: &Counter) -> i64 {
    let snap = counter.core.store().snap().unwrap();
    balance(&snap, Account::Unclaimed).unwrap().posted
}

/// How many questions about such money are under way.
fn questions(counter: &Counter) -> usize {
    let all: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 10_000).unwrap();
    all.iter().filter(|it| matches!(it.about, About::Unclaimed(_))).count()
}

/// Money of a lost order has come in.
fn with_money() -> Counter {
    let mut counter = shop_with(12, 2);
    counter.say(SARI, "/start");
    has(&mut counter, LOST, 50_000, Status::Completed);
    assert_eq!(counter.apply(hint(LOST, 50_000)), Reply::Hinted);
    counter.settle();
    counter.prove();
    counter
}

#[test]
fn from_the_lost_order_to_the_balance_and_a_new_order() {
    let mut lost = shop_with(12, 2);
    sell(&mut lost, BUDI, 3);
    lost.checkout(SARI, 1, 1);
    lost.pay(4);
    let reference = lost.payment(4).reference;
    let (mut counter, word) = back(shop_with(12, 2), &lost);
    restored(&mut counter, &word);
    counter.say(SARI, "/start");
    // Only now does the gateway's notice arrive, of an order that this shop has never had.
    assert_eq!(counter.apply(hint(reference.as_str(), 50_000)), Reply::Hinted);
    counter.settle();
    assert_eq!(lies(&counter), 50_000);
    let told = counter.last(OWNER).screen.html.clone();
    assert!(told.contains("Rp50.000 masuk") && told.contains(reference.as_str()), "{told}");
    counter.press(OWNER, "💠 Buka");
    counter.press(OWNER, "➕ Jadikan Saldo");
    counter.say(OWNER, "sari");
    assert_eq!(counter.balance(SARI), Rupiah(0), "asked first");
    counter.press(OWNER, "➕ Ya, Jadikan Saldo");
    assert_eq!(counter.balance(SARI), Rupiah(50_000));
    assert_eq!(lies(&counter), 0);
    let told = counter.last(SARI).screen.html.clone();
    assert!(
        told.contains("Rp50.000 masuk ke saldo") && told.contains(reference.as_str()),
        "{told}"
    );
    counter.prove();
    // It buys, and gets what nobody can have had.
    counter.fill_cart(SARI, 1, 1);
    counter.press(SARI, "Saldo");
    let order = counter.core.store().snap().unwrap().last_number(Table::Order).unwrap();
    assert!(counter.order(order).paid(), "{:?}", counter.order(order).state);
    let unit = counter.order(order).units().next().unwrap();
    let unit = counter.units().into_iter().find(|it| it.id == unit).unwrap();
    assert!(!lost.order(3).units().chain(lost.order(4).units()).any(|id| id == unit.id));
    counter.prove();
}

#[test]
fn the_gateway_s_word_counts_and_no_other() {
    for (status, sum) in [(Status::Pending, 0), (Status::Cancelled, 0), (Status::Completed, 50_000)]
    {
        let mut counter = shop_with(3, 0);
        has(&mut counter, LOST, 50_000, status);
        assert_eq!(counter.apply(hint(LOST, 50_000)), Reply::Hinted);
        counter.settle();
        assert_eq!(lies(&counter), sum, "{status:?}");
        counter.prove();
        // Asked some more times where it may come yet, and then never again.
        counter.pass(UNCLAIMED_LOOKS.iter().fold(Span(0), |sum, it| Span(sum.0 + it.0)));
        counter.pass(Span::hours(1));
        assert_eq!(rows(&counter).len(), usize::from(status == Status::Completed), "{status:?}");
        counter.prove();
    }
    // It named less than there is: what is there is taken for what it is.
    let mut counter = shop_with(3, 0);
    has(&mut counter, LOST, 50_000, Status::Completed);
    counter.apply(hint(LOST, 1));
    counter.settle();
    assert_eq!((lies(&counter), rows(&counter)[0].amount), (50_000, Rupiah(50_000)));
    counter.prove();
}

#[test]
fn a_notice_that_comes_before_the_gateway_knows_is_not_lost() {
    let mut counter = shop_with(3, 0);
    has(&mut counter, LOST, 50_000, Status::Pending);
    counter.apply(hint(LOST, 50_000));
    counter.settle();
    assert_eq!(lies(&counter), 0);
    has(&mut counter, LOST, 50_000, Status::Completed);
    counter.pass(UNCLAIMED_LOOKS[0]);
    assert_eq!(lies(&counter), 50_000);
    counter.prove();
}

#[test]
fn a_gateway_that_is_away_is_asked_when_it_is_back() {
    let mut counter = shop_with(3, 0);
    has(&mut counter, LOST, 50_000, Status::Completed);
    counter.gateway_down = true;
    assert_eq!(counter.apply(hint(LOST, 50_000)), Reply::Hinted);
    counter.settle();
    counter.pass(Span::hours(3));
    assert_eq!(lies(&counter), 0);
    counter.prove();
    counter.gateway_down = false;
    counter.pass(Span::hours(7));
    assert_eq!(lies(&counter), 50_000);
    counter.prove();
}

#[test]
fn the_same_money_is_entered_once_however_often_it_is_told_of() {
    let mut counter = with_money();
    for _ in 0..3 {
        assert_eq!(counter.apply(hint(LOST, 50_000)), Reply::Hinted);
        counter.settle();
    }
    assert_eq!((rows(&counter).len(), lies(&counter)), (1, 50_000));
    counter.press(OWNER, "💠 Buka");
    counter.press(OWNER, "➕ Jadikan Saldo");
    counter.say(OWNER, &SARI.to_string());
    counter.press(OWNER, "➕ Ya, Jadikan Saldo");
    counter.apply(hint(LOST, 50_000));
    counter.settle();
    assert_eq!((counter.balance(SARI), lies(&counter)), (Rupiah(50_000), 0));
    // A tap on the old card's button moves nothing.
    let again = counter.pressed(OWNER, "Kembali");
    counter.apply(again);
    counter.prove();
}

#[test]
fn made_up_references_are_bounded_and_leave_nothing() {
    let mut counter = shop_with(12, 0);
    counter.gateway_down = true;
    let mut taken = 0;
    for nth in 0..10 * UNCLAIMED_ASKED_MAX {
        let reply = counter.apply(hint(&format!("W-{:06}-ABCDEFGH", 500 + nth), 50_000));
        taken += u64::from(reply == Reply::Hinted);
        assert!(questions(&counter) as u64 <= UNCLAIMED_ASKED_MAX);
    }
    assert_eq!(taken, UNCLAIMED_ASKED_MAX);
    assert_eq!(rows(&counter).len() as u64, UNCLAIMED_ASKED_MAX);
    counter.prove();
    // The gateway is back and knows none of them.
    counter.gateway_down = false;
    counter.pass(Span::hours(1));
    assert!(rows(&counter).is_empty(), "{:?}", rows(&counter));
    assert_eq!(questions(&counter), 0);
    // Without an amount and a number there is nothing to ask about.
    let reference = Reference::parse(LOST).unwrap();
    assert_eq!(counter.apply(Input::Hint(reference.into())), Reply::Unknown);
    assert!(rows(&counter).is_empty());
    // The shop has sold on all the while.
    sell(&mut counter, SARI, 1);
    let failed = |it: &Effect| matches!(it.state, EffectState::Dead { .. });
    let all: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 10_000).unwrap();
    assert!(!all.iter().any(failed), "and no mender has to read of it");
    counter.prove();
}

#[test]
fn in_a_flood_the_likely_one_takes_the_place_of_the_unlikely() {
    let mut counter = shop_with(3, 0);
    for nth in 0..UNCLAIMED_ASKED_MAX {
        let reference = format!("W-{:06}-ABCDEFGH", 500 + nth);
        has(&mut counter, &reference, 50_000, Status::Pending);
        counter.apply(hint(&reference, 50_000));
    }
    counter.settle();
    assert_eq!(rows(&counter).len() as u64, UNCLAIMED_ASKED_MAX);
    has(&mut counter, LOST, 50_000, Status::Completed);
    assert_eq!(counter.apply(hint(LOST, 50_000)), Reply::Hinted);
    counter.settle();
    assert_eq!(lies(&counter), 50_000);
    counter.prove();
}

#[test]
fn what_was_sent_back_is_booked_out_and_what_is_left_lies_there() {
    let mut counter = with_money();
    counter.press(OWNER, "💠 Buka");
    counter.press(OWNER, "👁️ Biarkan");
    assert_eq!(lies(&counter), 50_000);
    counter.say(OWNER, "/admin");
    assert!(!counter.last(OWNER).screen.html.contains("Uang tak dikenal"));
    counter.press(OWNER, "💠 Buka");
    counter.press(OWNER, "↩️ Sudah Dikembalikan");
    assert_eq!(lies(&counter), 50_000, "asked first");
    counter.press(OWNER, "↩️ Ya, Sudah Dikembalikan");
    assert_eq!(lies(&counter), 0);
    let (row, snap) = (rows(&counter).remove(0), counter.core.store().snap().unwrap());
    assert!(matches!(row.state, Claim::SentBack { .. }));
    let moved = entry(&snap, Cause::SentBack(row.id), Step::Moved).unwrap().unwrap();
    assert_eq!((moved.from, moved.to), (Account::Unclaimed, Account::Bank));
    assert!(counter.text(ADMIN).contains("sudah dikembalikan di luar toko"));
    counter.prove();
}

#[test]
fn nobody_of_the_staff_takes_it_for_themselves() {
    let mut counter = with_money();
    counter.press(OWNER, "💠 Buka");
    counter.press(OWNER, "➕ Jadikan Saldo");
    counter.say(OWNER, &OWNER.to_string());
    counter.press(OWNER, "➕ Ya, Jadikan Saldo");
    assert_eq!((counter.balance(OWNER), lies(&counter)), (Rupiah(0), 50_000));
    counter.prove();
}

#[test]
fn a_payment_of_ours_whose_transaction_was_forgotten_goes_its_ordinary_way() {
    let mut counter = shop_with(3, 0);
    // The gateway is asked for an invoice and made one, but its answer never came; the order ends.
    counter.gateway_down = true;
    counter.checkout(SARI, 1, 1);
    counter.pass(Span::hours(2));
    let payment = counter.payment(1);
    assert!(payment.txn.is_none() && !payment.done(), "{payment:?}");
    counter.gateway_down = false;
    has(&mut counter, payment.reference.as_str(), 50_000, Status::Completed);
    assert_eq!(counter.apply(hint(payment.reference.as_str(), 50_000)), Reply::Hinted);
    counter.settle();
    assert!(counter.order(1).paid(), "{:?}", counter.order(1).state);
    assert_eq!((rows(&counter).len(), lies(&counter)), (0, 0));
    counter.prove();
}

/// A shop that was brought back asks for an invoice which was made, and paid, in the lost moments.
#[test]
fn a_notice_before_the_invoice_is_not_forgotten() {
    let waiting = || {
        let mut counter = shop_with(3, 0);
        counter.gateway_down = true;
        counter.checkout(SARI, 1, 1);
        let payment = counter.payment(1);
        assert!(payment.txn.is_none() && counter.order(1).open(), "{payment:?}");
        let reference = payment.reference.as_str().to_owned();
        has(&mut counter, &reference, 50_000, Status::Completed);
        assert_eq!(counter.apply(hint(&reference, 50_000)), Reply::Hinted);
        counter
    };
    // The gateway answers while the order waits, or when it has ended without an invoice.
    for late in [false, true] {
        let mut counter = waiting();
        if late {
            counter.pass(Span::hours(2));
            assert!(!counter.order(1).open(), "{:?}", counter.order(1).state);
        }
        counter.gateway_down = false;
        counter.pass(Span::hours(24));
        assert!(counter.order(1).paid(), "{:?}", counter.order(1).state);
        assert_eq!((rows(&counter).len(), lies(&counter)), (0, 0));
        let got = balance(&counter.core.store().snap().unwrap(), Account::Gateway).unwrap();
        assert_eq!(got.posted, -50_000, "once");
        counter.prove();
    }
}

#[test]
fn the_books_of_the_day_have_it_as_money_that_paid_no_order() {
    let mut counter = with_money();
    let snap = counter.core.store().snap().unwrap();
    let calendar = counter.core.dictionary().calendar();
    let day = calendar.day(counter.now);
    let days = turnover(&snap, &day, |at| calendar.date(at)).unwrap();
    let day = days.into_values().next().unwrap();
    assert_eq!((day.credited, day.gateway), (50_000, 150_000));
    assert_eq!(
        day.gross - day.discounts - day.from_balance + day.deposits + day.credited,
        day.gateway
    );
    counter.command(OWNER, "/status");
    assert!(counter.text(alert_chat(OWNER)).contains("Uang tak dikenal: <b>1</b>"));
}
