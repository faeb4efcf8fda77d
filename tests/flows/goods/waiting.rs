//! Sold out and running low: the staff hear of it once, and whoever waits is told once it is back.

use warung::domain::limit::{WAITERS_PER_STEP, WAITS_OF_ONE_MAX};
use warung::domain::order::State;
use warung::domain::time::Span;
use warung::domain::waiter::Waiter;
use warung::store::read::Read;

use crate::counter::{ADMIN, BUDI, Counter, SARI};
use crate::damage::bent;

fn sold_out() -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &[]);
    counter
}

fn wait(counter: &mut Counter, person: u64) {
    counter.say(person, "1");
    counter.press(person, "Kabari saya");
}

fn waiting(counter: &Counter) -> Vec<u64> {
    let rows: Vec<Waiter> = counter.core.store().snap().unwrap().all(0, 10_000).unwrap();
    rows.into_iter().map(|row| row.person.0).collect()
}

fn told(counter: &Counter, person: u64) -> usize {
    counter.text(person).matches("sudah ada lagi").count()
}

fn bought(counter: &mut Counter, person: u64, order: u64, number: u32, count: u32) {
    counter.checkout(person, number, count);
    counter.pay(order);
    counter.notify(order);
    counter.settle();
    assert!(counter.order(order).paid());
}

#[test]
fn who_waits_is_told_in_order_once_and_no_more_than_there_are() {
    let mut counter = sold_out();
    for person in 700..705 {
        wait(&mut counter, person);
        assert_eq!(counter.toasts.last().unwrap(), "🔔 Baik, Kak. Kami kabari begitu stoknya ada.");
    }
    counter.say(ADMIN, "/addstock 1|a|1\nb|2");
    assert_eq!(told(&counter, 700), 0, "nothing is there yet");
    counter.take_in(ADMIN);
    assert_eq!((700..705).map(|it| told(&counter, it)).collect::<Vec<_>>(), [1, 1, 0, 0, 0]);
    assert_eq!(waiting(&counter), [702, 703, 704]);
    // What comes later is for those who still wait.
    counter.fill("1|c|3");
    assert_eq!((700..705).map(|it| told(&counter, it)).collect::<Vec<_>>(), [1, 1, 1, 0, 0]);
    counter.press(702, "Lihat produk");
    assert!(counter.last(702).screen.html.contains("Netflix"));
    counter.prove();
}

#[test]
fn a_wait_is_asked_for_once_and_left_by_the_same_button() {
    let mut counter = sold_out();
    counter.say(SARI, "1");
    let press = counter.pressed(SARI, "Kabari saya");
    counter.apply(press);
    counter.settle();
    wait_again(&mut counter);
    assert_eq!(waiting(&counter), [SARI]);
    counter.press(SARI, "Batal dikabari");
    assert_eq!(waiting(&counter), [0; 0]);
    counter.fill("1|a|1");
    assert_eq!(told(&counter, SARI), 0);
    // Where there are units, nobody waits: an old button says so.
    counter.fill("1|b|2");
    counter.prove();
}

fn wait_again(counter: &mut Counter) {
    counter.say(SARI, "1");
    counter.press(SARI, "Batal dikabari");
    counter.press(SARI, "Kabari saya");
}

#[test]
fn nobody_waits_for_more_than_a_shelf() {
    let mut counter = Counter::new();
    for nth in 0..=WAITS_OF_ONE_MAX {
        counter.stock(&format!("Produk {nth}"), 1_000, &[]);
    }
    for number in 1..=WAITS_OF_ONE_MAX + 1 {
        counter.say(SARI, &number.to_string());
        counter.press(SARI, "Kabari saya");
    }
    assert_eq!(waiting(&counter).len(), WAITS_OF_ONE_MAX);
    assert!(counter.toasts.last().unwrap().contains("sudah menunggu 20 produk"));
    counter.prove();
}

/// An order that nobody pays gives its unit back, and it is news as well.
#[test]
fn what_an_order_gives_back_is_told_too() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a|1"]);
    counter.checkout(BUDI, 1, 1);
    wait(&mut counter, SARI);
    counter.pass(Span::minutes(12));
    assert!(matches!(counter.order(1).state, State::Ended { .. }));
    assert_eq!(told(&counter, SARI), 1);
    counter.prove();
}

#[test]
fn what_nobody_can_buy_is_no_news() {
    let mut counter = sold_out();
    wait(&mut counter, SARI);
    wait(&mut counter, BUDI);
    counter.away.push(SARI as i64);
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "1. Netflix");
    counter.press(ADMIN, "Sembunyikan");
    let card = counter.last(ADMIN).clone();
    counter.fill("1|a|1");
    assert_eq!((told(&counter, SARI), told(&counter, BUDI)), (0, 0));
    counter.chats.get_mut(&(ADMIN as i64)).unwrap().push(card);
    counter.press(ADMIN, "Tampilkan");
    assert_eq!(waiting(&counter).len(), 1);
    counter.prove();
}

/// More people than one step tells.
#[test]
fn a_long_list_is_told_in_steps() {
    let mut counter = sold_out();
    let people = 700..700 + WAITERS_PER_STEP as u64 + 10;
    for person in people.clone() {
        wait(&mut counter, person);
    }
    let units: Vec<String> = (0..WAITERS_PER_STEP + 5).map(|nth| format!("u{nth}|x")).collect();
    counter.fill(&format!("1|{}", units.join("\n")));
    counter.pass(Span::millis(0));
    let heard = people.clone().filter(|it| told(&counter, *it) == 1).count();
    assert_eq!(heard, WAITERS_PER_STEP + 5);
    assert!(people.clone().take(heard).all(|it| told(&counter, it) == 1));
    counter.prove();
}

/// Goods come back past a wait that went bad while the shop was closed, and whoever is next hears.
#[test]
fn a_wait_that_cannot_be_read_holds_up_no_goods() {
    let begin = |counter: &mut Counter| {
        counter.checkout(ADMIN, 1, 1);
        wait(counter, SARI);
        wait(counter, BUDI);
    };
    let (mut counter, _folder) = bent(&["a"], begin, |_| ("waiter", 1));
    assert!(counter.core.store().snap().unwrap().get::<Waiter>(1).is_err());
    counter.pass(Span::minutes(12));
    assert!(matches!(counter.order(1).state, State::Ended { .. }));
    assert_eq!((told(&counter, SARI), told(&counter, BUDI)), (0, 1));
    assert_eq!(waiting(&counter), [0; 0]);
    // Who was lost can ask again, and the way through is clear.
    counter.checkout(ADMIN, 1, 1);
    wait(&mut counter, SARI);
    counter.fill("1|b");
    assert_eq!(told(&counter, SARI), 1);
}

/// One notice each time that a sale takes it below its mark, of all products of an order together.
#[test]
fn the_staff_hear_once_of_what_runs_low() {
    let mut counter = Counter::new();
    let units = |name: &str| (0..6).map(|nth| format!("{name}{nth}|x")).collect::<Vec<_>>();
    for name in ["Netflix", "Spotify"] {
        let units = units(name);
        let lines: Vec<&str> = units.iter().map(String::as_str).collect();
        counter.stock(name, 1_000, &lines);
    }
    let low = |counter: &Counter| counter.text(ADMIN).matches("Stok menipis").count();
    bought(&mut counter, SARI, 1, 1, 2);
    assert_eq!(low(&counter), 0, "four are left");
    bought(&mut counter, SARI, 2, 1, 1);
    assert_eq!(low(&counter), 1);
    bought(&mut counter, SARI, 3, 1, 1);
    assert_eq!(low(&counter), 1, "it was said");
    // Filled, and low once more.
    counter.fill("1|n1|x\nn2|x\nn3|x");
    bought(&mut counter, SARI, 4, 1, 2);
    assert_eq!(low(&counter), 2);
    // Two at once are one message.
    counter.pick(BUDI, 1, 3);
    counter.pick(BUDI, 2, 3);
    counter.press(BUDI, "Lanjut ke Pembayaran");
    counter.pay(5);
    counter.notify(5);
    counter.settle();
    let both = |shown: &&crate::counter::Shown| {
        let html = &shown.screen.html;
        html.contains("Stok habis</b>: 1. Netflix") && html.contains("menipis</b>: 2. Spotify")
    };
    assert_eq!(counter.chats[&(ADMIN as i64)].iter().filter(both).count(), 1);
    counter.prove();
}
