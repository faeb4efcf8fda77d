//! The balance: nobody spends it twice, money comes onto it once, corrections by hand are
//! careful, and its history tells what the ledger has.

mod by_hand;
mod movements;

use std::collections::HashMap;

use proptest::prelude::*;
use warung::chat::action::{
    Action, BalancePress, CartPress, CustomerPress, Manner, OrderPress, PaymentPress, SettingPress,
};
use warung::chat::choice::{Choice, Fingerprint};
use warung::chat::codec::encode;
use warung::chat::incoming::Said;
use warung::chat::talk;
use warung::chat::wizard::Wizard;
use warung::domain::cart::Pick;
use warung::domain::correction::Change;
use warung::domain::id::{CustomerId, OrderId, ProductId};
use warung::domain::ledger::{Account, Balance, Cause, Side, Step, Transfer};
use warung::domain::limit::{PAGE_LINES, UNPAID_MAX, UNPAID_WITHIN};
use warung::domain::money::Rupiah;
use warung::domain::order::{End, Order, State};
use warung::domain::payment::{PaymentMethod, Status};
use warung::domain::revision::By;
use warung::domain::session::Session;
use warung::domain::settings::Settings;
use warung::domain::staff::Right;
use warung::domain::text::Reason;
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};
use warung::shop::context::{Ctx, Done};
use warung::shop::correction;
use warung::shop::deposit::Bound;
use warung::shop::history::{self, Fate, Movement};
use warung::shop::ledger::Entered;
use warung::shop::staff::{self, Staff};
use warung::store::read::Read;

use crate::counter::{ADMIN, BUDI, Counter, SARI, shop};

const NETFLIX: ProductId = ProductId(1);

/// What the shop knows its admin by.
fn admin(ctx: &Ctx) -> Staff {
    staff::allow(ctx, CustomerId(ADMIN), Right::Refund).unwrap()
}

/// A shop with something to buy, and Sari in it.
fn open() -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix 1 bulan", 50_000, &["a@x|1", "b@x|2", "c@x|3", "d@x|4"]);
    counter.say(SARI, "/start");
    counter
}

/// The same, with money on her balance.
fn open_with(balance: u64) -> Counter {
    let mut counter = open();
    credit(&mut counter, balance);
    counter
}

fn credit(counter: &mut Counter, amount: u64) {
    counter.say(ADMIN, &format!("/transfer {SARI}|{amount}|tunai"));
    counter.press(ADMIN, "Ya, Catat");
}

/// A button pressed on some device, whatever stands in the chat there.
fn tap(counter: &mut Counter, person: u64, action: &Action) -> Input {
    let data = encode(action, warung::chat::action::Manner::Here).unwrap();
    counter.update(person, Said::Button { callback: "call".into(), message: None, data })
}

/// So many invoices a buyer may have open.
fn allow(counter: &mut Counter, max: u32) {
    crate::refund::run(counter, |ctx| {
        warung::shop::settings::change(ctx, By::Machine, |it| it.open_invoices_max = max)
    })
    .unwrap();
}

/// The same wishes, all in one batch and each in its own.
fn both_ways(
    make: impl Fn() -> Counter,
    person: u64,
    wishes: &[Action],
    check: impl Fn(&mut Counter),
) {
    for together in [true, false] {
        let mut counter = make();
        let inputs: Vec<Input> = wishes.iter().map(|it| tap(&mut counter, person, it)).collect();
        for batch in inputs.chunks(if together { inputs.len() } else { 1 }) {
            let replies = counter.try_apply(batch).unwrap();
            assert!(replies.iter().all(|reply| *reply == Reply::Done), "{replies:?}");
        }
        counter.prove();
        counter.settle();
        check(&mut counter);
        counter.prove();
    }
}

fn orders(counter: &Counter) -> Vec<Order> {
    counter.core.store().snap().unwrap().all(0, 1_000).unwrap()
}

fn transfers(counter: &Counter) -> Vec<Transfer> {
    counter.core.store().snap().unwrap().all(0, 1_000).unwrap()
}

fn account(counter: &Counter, account: Account) -> Balance {
    let snap = counter.core.store().snap().unwrap();
    warung::shop::ledger::balance(&snap, account).unwrap()
}

fn one_netflix() -> Action {
    Action::Cart(CartPress::Set { product: NETFLIX, pick: Pick::Just(1) })
}

/// What two devices do that look at the same balance.
fn two_devices() -> [Action; 4] {
    [
        one_netflix(),
        Action::Payment(PaymentPress::FromBalance(Rupiah(50_000))),
        one_netflix(),
        Action::Payment(PaymentPress::FromBalance(Rupiah(50_000))),
    ]
}

/// An older card says what one of them cost, and there are two in the cart by now.
#[test]
fn no_more_is_taken_from_the_balance_than_the_card_has_said() {
    let mut counter = open_with(150_000);
    let two = Action::Cart(CartPress::Set { product: NETFLIX, pick: Pick::Just(2) });
    let pay = |amount| Action::Payment(PaymentPress::FromBalance(Rupiah(amount)));
    wish(&mut counter, &two);
    wish(&mut counter, &pay(50_000));
    assert_eq!((orders(&counter).len(), counter.balance(SARI)), (0, Rupiah(150_000)));
    assert!(counter.text(SARI).contains("Rp100.000"), "{}", counter.text(SARI));
    // A button of before, which says nothing of how much, asks as well.
    wish(&mut counter, &Action::Payment(PaymentPress::By(PaymentMethod::Balance)));
    assert_eq!(orders(&counter).len(), 0);
    // Both taps before the answer to the first.
    let taps = [two.clone(), pay(50_000)].map(|it| tap(&mut counter, SARI, &it));
    counter.try_apply(&taps).unwrap();
    assert_eq!(orders(&counter).len(), 0);
    counter.settle();
    for _ in 0..2 {
        wish(&mut counter, &pay(100_000));
    }
    assert_eq!((orders(&counter).len(), counter.balance(SARI)), (1, Rupiah(50_000)));
    counter.prove();
}

#[test]
fn a_balance_is_spent_once_from_two_devices() {
    both_ways(
        || open_with(50_000),
        SARI,
        &two_devices(),
        |counter| {
            let states: Vec<bool> = orders(counter).iter().map(Order::paid).collect();
            assert_eq!(states, [true]);
            assert_eq!(counter.balance(SARI), Rupiah::ZERO);
            assert_eq!(account(counter, Account::Sales).posted, 50_000);
            let refused = counter.toasts.iter().filter(|toast| toast.contains("tidak cukup"));
            assert_eq!(refused.count(), 1, "{:?}", counter.toasts);
        },
    );
}

#[test]
fn what_one_mixed_order_has_set_aside_the_next_cannot() {
    let make = || {
        let mut counter = open_with(20_000);
        allow(&mut counter, 2);
        counter
    };
    both_ways(make, SARI, &two_devices(), |counter| {
        let parts: Vec<Rupiah> = orders(counter).iter().map(|order| order.from_balance).collect();
        assert_eq!(parts, [Rupiah(20_000)]);
        assert_eq!(counter.balance(SARI), Rupiah::ZERO);
        counter.pass(Span::minutes(12));
        assert_eq!(counter.balance(SARI), Rupiah(20_000), "what was set aside is free again");
    });
    let make = || {
        let mut counter = make();
        credit(&mut counter, 40_000);
        counter
    };
    both_ways(make, SARI, &two_devices(), |counter| {
        let orders = orders(counter);
        let parts: Vec<Rupiah> = orders.iter().map(|order| order.from_balance).collect();
        assert_eq!(parts, [Rupiah(50_000), Rupiah(10_000)]);
        counter.pay(2);
        counter.notify(2);
        counter.settle();
        assert!(counter.order(2).paid());
        assert_eq!(account(counter, Account::Balance(CustomerId(SARI))).posted, 0);
    });
}

#[test]
fn a_double_tap_opens_one_deposit_whatever_the_seller_allows_for_goods() {
    let make = || {
        let mut counter = open();
        allow(&mut counter, 5);
        counter
    };
    let twice = [
        Action::Balance(BalancePress::Amount(Rupiah(50_000))),
        Action::Balance(BalancePress::Amount(Rupiah(50_000))),
    ];
    both_ways(make, SARI, &twice, |counter| {
        assert_eq!(orders(counter).len(), 1);
        assert_eq!(counter.gateway.len(), 1);
        let led_back = counter.toasts.iter().filter(|toast| toast.contains("W-000001"));
        assert_eq!(led_back.count(), 1);
        counter.pay(1);
        counter.notify(1);
        counter.settle();
        assert_eq!(counter.balance(SARI), Rupiah(50_000));
    });
}

#[test]
fn whoever_only_orders_and_cancels_costs_the_gateway_little() {
    let mut counter = open();
    for order in 1..=30 {
        let cancel = Action::Order(OrderPress::Cancel(OrderId(order)));
        let wishes =
            [one_netflix(), Action::Payment(PaymentPress::By(PaymentMethod::Qris)), cancel]
                .map(|it| tap(&mut counter, SARI, &it));
        counter.try_apply(&wishes).unwrap();
    }
    counter.prove();
    assert_eq!(orders(&counter).len(), UNPAID_MAX);
    counter.settle();
    assert!(counter.gateway.is_empty(), "nobody waits for any of these invoices");
    assert!(counter.toasts.iter().any(|toast| toast.contains("10 pesanan")));
    counter.prove();
    counter.pass(UNPAID_WITHIN);
    wish(&mut counter, &one_netflix());
    wish(&mut counter, &Action::Payment(PaymentPress::By(PaymentMethod::Qris)));
    assert_eq!(counter.gateway.len(), 1);
    counter.prove();
}

#[test]
fn twenty_notices_credit_a_deposit_once() {
    for together in [true, false] {
        let mut counter = open();
        counter.say(SARI, "💰 Deposit");
        counter.press(SARI, "Rp50.000");
        counter.pay(1);
        let hint = Input::Hint(counter.payment(1).reference.into());
        let hints = vec![hint; 20];
        for batch in hints.chunks(if together { 20 } else { 1 }) {
            counter.try_apply(batch).unwrap();
            counter.settle();
        }
        counter.pass(Span::hours(30));
        assert_eq!(counter.balance(SARI), Rupiah(50_000));
        assert_eq!(account(&counter, Account::Gateway).posted, -50_000);
        for (person, words) in [(SARI, "Deposit W-000001 berhasil"), (ADMIN, "masuk ke saldo")] {
            assert_eq!(counter.text(person).matches(words).count(), 1, "{words}");
        }
        counter.prove();
    }
}

#[test]
fn a_deposit_that_ended_is_credited_when_its_money_comes_and_never_twice() {
    let mut counter = open();
    counter.say(SARI, "💰 Deposit");
    counter.press(SARI, "Rp20.000");
    counter.pass(Span::minutes(12));
    assert!(matches!(counter.order(1).state, State::Ended { why: End::Expired, .. }));
    assert_eq!(counter.balance(SARI), Rupiah::ZERO);
    counter.prove();
    let reference = counter.payment(1).reference;
    let paid = (Rupiah(20_000), Status::Completed);
    counter.gateway.insert(reference.as_str().into(), paid);
    for _ in 0..3 {
        counter.notify(1);
        counter.pass(Span::minutes(1));
    }
    assert_eq!(counter.balance(SARI), Rupiah(20_000));
    assert!(counter.last(SARI).screen.html.contains("setelah invoice berakhir"));
    counter.prove();
}

/// The number of the correction that the admin is looking at.
fn drawn(counter: &Counter) -> Option<u32> {
    let session: Option<Session> = counter.core.store().snap().unwrap().get(ADMIN).unwrap();
    match session.and_then(|session| talk::decode(&session.wizard)?.wizard) {
        Some(Wizard::Correction(it)) => Some(it.number),
        _ => None,
    }
}

/// Nothing of the money, the orders or the settings has changed.
fn unmoved(counter: &Counter, before: &(Vec<Transfer>, Vec<Order>, Settings)) {
    assert_eq!(&standing(counter), before);
    counter.prove();
}

fn standing(counter: &Counter) -> (Vec<Transfer>, Vec<Order>, Settings) {
    let snap = counter.core.store().snap().unwrap();
    let settings = warung::shop::settings::settings(&snap).unwrap();
    (transfers(counter), orders(counter), settings)
}

const BAD_AMOUNTS: [&str; 8] =
    ["0", "-1", "1e9", "10.000,50", "٣", "999999999999999999999999999999", " ", "1000000001"];

#[test]
fn a_bad_amount_is_told_and_deposits_nothing() {
    let mut counter = open();
    let before = standing(&counter);
    counter.say(SARI, "💰 Deposit");
    counter.press(SARI, "Ketik Jumlah");
    for amount in BAD_AMOUNTS {
        let answer = counter.say(SARI, amount).screen.html.clone();
        assert!(answer.contains("tidak dikenali"), "{amount}: {answer}");
    }
    for amount in ["9999", "10.000.001", "999.999.999"] {
        let answer = counter.say(SARI, amount).screen.html.clone();
        assert!(answer.contains("dari Rp10.000 sampai Rp10.000.000"), "{amount}: {answer}");
    }
    unmoved(&counter, &before);
    // Forged buttons meet the same bounds.
    for amount in [0, 9_999, 10_000_001, u64::MAX] {
        let amount = Rupiah(amount);
        for wish in [
            Action::Balance(BalancePress::Amount(amount)),
            Action::Balance(BalancePress::Pay(amount, PaymentMethod::Qris)),
            Action::Balance(BalancePress::Pay(amount, PaymentMethod::Transfer)),
        ] {
            let wish = tap(&mut counter, SARI, &wish);
            counter.apply(wish);
            counter.settle();
            let told = counter.toasts.pop().unwrap();
            assert!(told.contains("dari Rp10.000 sampai Rp10.000.000"), "{amount}: {told}");
        }
    }
    unmoved(&counter, &before);
}

#[test]
fn the_bounds_of_a_deposit_stay_sensible() {
    let mut counter = open();
    let bound = |counter: &Counter| {
        let settings = standing(counter).2;
        (settings.deposit_min.0, settings.deposit_max.0)
    };
    let wizard = |counter: &mut Counter, bound: Bound| {
        let wish = tap(counter, ADMIN, &Action::Setting(SettingPress::Edit(bound.setting())));
        counter.apply(wish);
        counter.settle();
    };
    wizard(&mut counter, Bound::Least);
    for amount in BAD_AMOUNTS.into_iter().chain(["499", "10.000.001"]) {
        counter.say(ADMIN, amount);
        assert_eq!(bound(&counter), (10_000, 10_000_000), "{amount}");
    }
    counter.say(ADMIN, "500");
    assert_eq!(bound(&counter), (500, 10_000_000));
    wizard(&mut counter, Bound::Most);
    for amount in BAD_AMOUNTS.into_iter().chain(["499", "10.000.001"]) {
        counter.say(ADMIN, amount);
        assert_eq!(bound(&counter), (500, 10_000_000), "{amount}");
    }
    counter.say(ADMIN, "500");
    assert_eq!(bound(&counter), (500, 500), "one amount is an answer too");
    counter.say(SARI, "💰 Deposit");
    counter.press(SARI, "Rp500");
    assert_eq!(counter.order(1).total(), Rupiah(500));
    counter.prove();
}

#[test]
fn a_seller_with_an_account_of_their_own_leaves_the_choice() {
    let mut counter = open();
    let account = Some("BCA 1234567890".to_owned());
    let change = |ctx: &mut Ctx| {
        warung::shop::settings::change(ctx, By::Machine, |it| it.transfer_account = account)
    };
    crate::refund::run(&counter, change).unwrap();

    counter.say(SARI, "💰 Deposit");
    counter.press(SARI, "Rp50.000");
    assert_eq!(orders(&counter).len(), 0, "nothing is open before the way is chosen");
    counter.press(SARI, "Transfer Manual");
    assert!(matches!(counter.order(1).state, State::AwaitingTransfer { .. }));
    counter.prove();
    counter.press(SARI, "Batalkan Deposit");
    counter.say(SARI, "💰 Deposit");
    counter.press(SARI, "Ketik Jumlah");
    counter.say(SARI, "75000");
    counter.press(SARI, "QRIS");
    assert!(matches!(counter.order(2).state, State::AwaitingPayment { .. }));
    counter.prove();
}

/// What somebody may do to a balance.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Credit(u64),
    Add(u64),
    Take(u64),
    Deposit,
    /// Buys as far as the balance goes, and the rest by QRIS.
    Buy,
    Pay,
    /// Another amount comes than was asked for.
    PayOdd,
    Cancel,
    Wait,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (1..80_u64).prop_map(|thousands| Deed::Credit(thousands * 1_000)),
        (1..30_u64).prop_map(|thousands| Deed::Add(thousands * 1_000)),
        (1..60_u64).prop_map(|thousands| Deed::Take(thousands * 1_000)),
        Just(Deed::Deposit),
        Just(Deed::Buy),
        Just(Deed::Buy),
        Just(Deed::Pay),
        Just(Deed::PayOdd),
        Just(Deed::Cancel),
        Just(Deed::Wait),
    ]
}

fn wish(counter: &mut Counter, action: &Action) {
    let wish = tap(counter, SARI, action);
    counter.apply(wish);
    counter.settle();
}
