//! Floods by one or by many: what waits has a bound, the newest word arrives, and nothing that
//! matters is lost in the rush.

use warung::chat::action::{Action, CartPress, Manner, OrderPress, PaymentPress};
use warung::chat::codec;
use warung::chat::incoming::Said;
use warung::domain::effect::{Effect, EffectState, Lane, Never, Outcome, Task};
use warung::domain::id::OrderId;
use warung::domain::limit::{
    ANSWER_LIFE, ANSWERS_WAITING_MAX, NO_INVOICE_MAX, NOTICES_APART, UNPAID_MAX, UNPAID_WITHIN,
};
use warung::domain::message::MessageRef;
use warung::domain::order::{End, Order, State};
use warung::domain::shop::Shop;
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};
use warung::store::read::Read;

use crate::counter::{ADMIN, BUDI, Counter, SARI, memory};
use warung::domain::payment::PaymentMethod;

fn open() -> Counter {
    stocked(Counter::new())
}

fn stocked(mut counter: Counter) -> Counter {
    let units: Vec<String> = (0..200).map(|n| format!("akun{n}@x|sandi")).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    counter.stock("Netflix", 50_000, &units);
    counter
}

/// What waits to be shown in a chat.
fn waiting(counter: &Counter, person: u64) -> Vec<Effect> {
    let effects: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 10_000).unwrap();
    let to = |it: &Effect| matches!(&it.task, Task::Show { to, .. } if to.chat.0 == person as i64);
    let due = |it: &Effect| matches!(it.state, EffectState::Due { .. });
    effects.into_iter().filter(|it| to(it) && due(it)).collect()
}

fn says(counter: &mut Counter, person: u64, text: &str) {
    let update = counter.update(person, Said::Text(text.into()));
    assert_eq!(counter.apply(update), Reply::Done);
}

fn taps(counter: &mut Counter, person: u64, action: &Action) {
    let data = codec::encode(action, Manner::Here).unwrap();
    let message = Some(MessageRef { id: 7, media: false });
    let button = Said::Button { callback: "c".into(), message, data };
    let update = counter.update(person, button);
    assert_eq!(counter.apply(update), Reply::Done);
}

#[test]
fn who_writes_faster_than_a_chat_takes_leaves_a_few_answers_behind() {
    let mut counter = open();
    counter.busy.push(SARI as i64);
    for _ in 0..500 {
        says(&mut counter, SARI, "/start");
        says(&mut counter, SARI, "netflix");
        assert!(waiting(&counter, SARI).len() <= ANSWERS_WAITING_MAX + 1);
    }
    counter.prove();
    counter.busy.clear();
    counter.settle();
    assert!(counter.text(SARI).contains("Netflix"), "the newest answer arrives");
    assert!(waiting(&counter, SARI).is_empty());
    counter.prove();
}

#[test]
fn of_answers_in_the_same_place_the_newest_waits() {
    let mut counter = open();
    counter.busy.push(SARI as i64);
    for _ in 0..50 {
        taps(&mut counter, SARI, &Action::Cart(CartPress::Open));
    }
    assert_eq!(waiting(&counter, SARI).len(), 1);
    counter.prove();
}

#[test]
fn goods_that_are_shown_again_come_whole_whatever_is_pressed_meanwhile() {
    let mut counter = open();
    counter.checkout(SARI, 1, 2);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    counter.busy.push(SARI as i64);
    taps(&mut counter, SARI, &Action::Order(OrderPress::GoodsAgain(OrderId(1))));
    let goods = |counter: &Counter| {
        let waiting = waiting(counter, SARI);
        waiting.iter().filter(|it| it.lane == Lane::Goods).map(|it| it.id).collect::<Vec<_>>()
    };
    let asked = goods(&counter);
    assert!(!asked.is_empty());
    for _ in 0..20 {
        taps(&mut counter, SARI, &Action::Order(OrderPress::GoodsAgain(OrderId(1))));
        says(&mut counter, SARI, "/start");
        says(&mut counter, SARI, "netflix");
    }
    assert_eq!(goods(&counter), asked, "once, and whole");
    counter.prove();
}

#[test]
fn an_answer_that_is_old_goes_when_a_newer_one_comes() {
    let mut counter = open();
    counter.busy.push(SARI as i64);
    says(&mut counter, SARI, "/start");
    let first = waiting(&counter, SARI)[0].id;
    counter.now = counter.now.after(Span::secs(1));
    says(&mut counter, SARI, "netflix");
    assert!(waiting(&counter, SARI).iter().any(|it| it.id == first));
    counter.now = counter.now.after(ANSWER_LIFE);
    says(&mut counter, SARI, "netflix");
    let left = waiting(&counter, SARI);
    assert!(left.iter().all(|it| it.id != first), "{left:?}");
    counter.prove();
}

#[test]
fn sales_that_come_thick_and_fast_are_gathered_and_none_is_untold() {
    let mut counter = open();
    counter.busy.push(ADMIN as i64);
    for sale in 1..=30_u64 {
        counter.checkout(1_000 + sale, 1, 1);
        counter.pay(sale);
        counter.notify(sale);
        counter.settle();
        assert!(counter.order(sale).paid());
    }
    counter.prove();
    let notices = waiting(&counter, ADMIN);
    // Ordered, paid, delivered, for each of thirty.
    assert!(notices.len() < 20, "{} messages for ninety notices", notices.len());
    assert!(notices.len() >= NOTICES_APART);
    // And their own wish is answered before them.
    says(&mut counter, ADMIN, "/stock");
    let answer = waiting(&counter, ADMIN).into_iter().find(|it| it.lane == Lane::Staff);
    assert!(answer.is_some(), "staff have a lane of their own");
    counter.busy.clear();
    counter.settle();
    let told = counter.text(ADMIN);
    for sale in 1..=30 {
        let number = OrderId(sale).to_string();
        assert!(told.matches(&number).count() >= 3, "{number} in {told}");
    }
    counter.prove();
}

#[test]
fn who_never_pays_rests_whatever_the_way_and_whatever_the_end() {
    for by_time in [false, true] {
        let shop = Shop { invoice_after: Span::minutes(3), ..crate::counter::shop() };
        let mut counter = stocked(Counter::over(memory(), shop));
        for order in 1..=UNPAID_MAX as u64 {
            counter.checkout(SARI, 1, 1);
            assert!(counter.order(order).open(), "{order}");
            match by_time {
                false => {
                    taps(&mut counter, SARI, &Action::Order(OrderPress::Cancel(OrderId(order))))
                }
                true => counter.pass(Span::secs(3 * 60 + 40)),
            }
            counter.settle();
            assert!(!counter.order(order).open(), "{order}");
        }
        counter.fill_cart(SARI, 1, 1);
        taps(&mut counter, SARI, &Action::Payment(PaymentPress::By(PaymentMethod::Qris)));
        counter.settle();
        let all: Vec<Order> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
        assert_eq!(all.len(), UNPAID_MAX, "by time: {by_time}");
        // Somebody else is not concerned, and an hour later they are not either.
        counter.checkout(BUDI, 1, 1);
        counter.pass(UNPAID_WITHIN);
        counter.checkout(SARI, 1, 1);
        counter.prove();
    }
}

/// A gateway that refuses every invoice makes nobody rest at once, and no order a second for ever.
#[test]
fn who_gets_no_invoice_rests_in_the_end() {
    let mut counter = open();
    counter.gateway_down = true;
    for order in 1..=NO_INVOICE_MAX as u64 {
        if order == 1 {
            counter.checkout(SARI, 1, 1);
        } else {
            // The cart is back.
            taps(&mut counter, SARI, &Action::Payment(PaymentPress::By(PaymentMethod::Qris)));
            counter.settle();
        }
        let asks = |it: &&Effect| {
            matches!(it.task, Task::MakeInvoice { .. })
                && matches!(it.state, EffectState::Due { .. })
        };
        let effects: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 10_000).unwrap();
        let effect = effects.iter().find(asks).expect("an invoice is asked for").id;
        let outcome = Outcome::Never(Never::Refused("no such project".into()));
        counter.apply(Input::Carried { effect, outcome });
        counter.settle();
        let state = counter.order(order).state;
        assert!(matches!(state, State::Ended { why: End::NoInvoice, .. }), "{state:?}");
    }
    taps(&mut counter, SARI, &Action::Payment(PaymentPress::By(PaymentMethod::Qris)));
    counter.settle();
    let all: Vec<Order> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
    assert_eq!(all.len(), NO_INVOICE_MAX);
    let told = counter.toasts.last().unwrap();
    assert!(told.contains("QRIS sedang bermasalah"), "{told}");
    // A transfer needs no gateway.
    counter.take_transfers();
    taps(&mut counter, SARI, &Action::Payment(PaymentPress::By(PaymentMethod::Transfer)));
    counter.settle();
    let transfer = counter.order(NO_INVOICE_MAX as u64 + 1);
    assert!(matches!(transfer.state, State::AwaitingTransfer { .. }), "{transfer:?}");
    taps(&mut counter, SARI, &Action::Order(OrderPress::Cancel(transfer.id)));
    counter.settle();
    counter.fill_cart(SARI, 1, 1);
    counter.gateway_down = false;
    counter.pass(UNPAID_WITHIN);
    taps(&mut counter, SARI, &Action::Payment(PaymentPress::By(PaymentMethod::Qris)));
    counter.settle();
    assert!(counter.order(NO_INVOICE_MAX as u64 + 2).open());
    counter.prove();
}

#[test]
fn an_open_order_in_between_forgives_nothing() {
    let mut counter = open();
    for order in 1..=UNPAID_MAX as u64 {
        counter.checkout(SARI, 1, 1);
        taps(&mut counter, SARI, &Action::Order(OrderPress::Cancel(OrderId(order))));
        counter.settle();
    }
    let refused = |counter: &mut Counter| {
        counter.fill_cart(SARI, 1, 1);
        taps(counter, SARI, &Action::Payment(PaymentPress::By(PaymentMethod::Qris)));
        counter.settle();
        counter.toasts.iter().any(|toast| toast.contains("pesanan tidak dibayar"))
    };
    assert!(refused(&mut counter), "{:?}", counter.toasts);
    // One that is paid does.
    counter.prove();
}

#[test]
fn a_flood_is_read_in_pieces_when_the_shop_opens() {
    let mut counter = open();
    for person in 1..=300 {
        counter.busy.push(5_000 + person);
        says(&mut counter, 5_000 + person as u64, "/start");
    }
    let slips = counter.core.unfinished().unwrap();
    let rows: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 10_000).unwrap();
    assert_eq!(slips.len(), rows.len());
    assert!(slips.len() >= 300);
    counter.apply(Input::Opened);
    counter.prove();
}
