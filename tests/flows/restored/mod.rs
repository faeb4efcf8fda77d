//! A shop that was brought back from a copy: what may have been sold since is kept from sale, and
//! payments are asked about once more.

mod money;

use warung::chat::incoming::Said;
use warung::domain::id::{Address, ChatId, CustomerId, OrderId};
use warung::domain::limit::{DETAINED_MIN, NUMBERS_LEFT_OUT, RESTORED_LOOK};
use warung::domain::message::Keys;
use warung::domain::money::Rupiah;
use warung::domain::order::{Order, State};
use warung::domain::payment::Status;
use warung::domain::restore::{Restore, Restored};
use warung::domain::shop::Shop;
use warung::domain::staff::{Right, Role};
use warung::domain::stock::Fate;
use warung::domain::time::Span;
use warung::engine::input::{Input, Reply};
use warung::shop::{product, restore, vitals};
use warung::store::read::Read;
use warung::store::schema::Table;

use crate::counter::{ADMIN, BUDI, Counter, OWNER, SARI, alert_chat, memory, shop};
use crate::gallery::shop::{join, member};

/// A shop with so many units, an owner, and so many sales, each to another buyer. Two that are made
/// in the same way are alike: the second is the first at that moment.
fn shop_with(units: usize, sales: u64) -> Counter {
    let owners = vec![CustomerId(OWNER)];
    let mut counter = Counter::over(memory(), Shop { owners, ..shop() });
    counter.say(OWNER, "/start");
    let units: Vec<String> = (1..=units).map(|n| format!("akun-{n:03}")).collect();
    let units: Vec<&str> = units.iter().map(String::as_str).collect();
    counter.stock("Netflix 1 bulan", 50_000, &units);
    for nth in 0..sales {
        sell(&mut counter, 1000 + nth, nth + 1);
    }
    counter.pass(Span::hours(2));
    counter
}

fn sell(counter: &mut Counter, buyer: u64, order: u64) {
    counter.checkout(buyer, 1, 1);
    counter.pay(order);
    counter.notify(order);
    counter.settle();
    assert!(counter.order(order).paid());
}

/// The shop as it was at the cut, in the world as it is after the lost moments.
fn back(mut copy: Counter, lost: &Counter) -> (Counter, Restored) {
    let upto = copy.now;
    copy.gateway.clone_from(&lost.gateway);
    copy.now = lost.now.after(Span::minutes(1));
    let (at, from, complete) = (copy.now, "r2".to_owned(), false);
    (copy, Restored { upto, at, from, complete })
}

fn restored(counter: &mut Counter, word: &Restored) {
    assert_eq!(counter.apply(Input::Restored(word.clone())), Reply::Done);
    counter.apply(Input::Opened);
    counter.settle();
    counter.prove();
}

fn newest(counter: &Counter) -> Restore {
    restore::newest(&counter.core.store().snap().unwrap()).unwrap().expect("never restored")
}

/// What a unit is called, of those that have this fate, in order.
fn of_fate(counter: &Counter, fate: Fate) -> Vec<String> {
    counter.units().into_iter().filter(|it| it.fate == fate).map(|it| it.content).collect()
}

fn detained(counter: &Counter) -> Vec<String> {
    of_fate(counter, Fate::Detained)
}

#[test]
fn what_may_have_been_sold_since_is_sold_to_nobody() {
    let mut lost = shop_with(12, 2);
    sell(&mut lost, SARI, 3);
    sell(&mut lost, BUDI, 4);
    let gone: Vec<String> = lost
        .order(3)
        .units()
        .chain(lost.order(4).units())
        .map(|id| lost.units().into_iter().find(|unit| unit.id == id).unwrap().content)
        .collect();
    let (mut counter, word) = back(shop_with(12, 2), &lost);
    restored(&mut counter, &word);
    // Two were sold within an hour: twice as many, those that would have been sold first.
    assert_eq!(detained(&counter), ["akun-003", "akun-004", "akun-005", "akun-006"]);
    assert!(gone.iter().all(|unit| detained(&counter).contains(unit)));
    assert_eq!((newest(&counter).products, newest(&counter).units), (1, 4));
    // All else goes on: the next buyer gets the first of the others.
    counter.say(1001, "/start");
    counter.checkout(1001, 1, 1);
    let order = counter.core.store().snap().unwrap().last_number(Table::Order).unwrap();
    counter.pay(order);
    counter.notify(order);
    counter.settle();
    let unit = counter.order(order).units().next().unwrap();
    let unit = counter.units().into_iter().find(|it| it.id == unit).unwrap();
    assert_eq!(unit.content, "akun-007");
    counter.prove();
}

#[test]
fn the_staff_are_told_what_may_be_missing_and_what_to_do() {
    let lost = shop_with(12, 2);
    let (mut counter, word) = back(shop_with(12, 2), &lost);
    restored(&mut counter, &word);
    for person in [ADMIN, OWNER] {
        let told = counter.last(person).screen.html.clone();
        assert!(told.contains("dipulihkan dari r2"), "{told}");
        assert!(told.contains("22 November 2026, 16.05 WIB"), "{told}");
        assert!(told.contains("22 November 2026, 16.06 WIB"), "{told}");
        assert!(told.contains("4 unit dari 1 produk ditahan"), "{told}");
        let list = counter.press(person, "🛟 Stok yang Ditahan (4)").screen.html.clone();
        assert!(list.contains("Stok yang ditahan"), "{list}");
        let one = counter.press(person, "Netflix 1 bulan (4)").screen.html.clone();
        assert!(one.contains("4 unit ditahan") && !one.contains("akun-003"), "{one}");
    }
    // What stands in one is shown by its card, and the look is noted there.
    counter.press(OWNER, "📋 Satu per Satu");
    counter.press(OWNER, "#3");
    assert!(counter.last(OWNER).screen.html.contains("Ditahan sejak toko dipulihkan"));
    assert!(counter.press(OWNER, "👁️ Lihat Isinya").screen.html.contains("akun-003"));
    counter.say(OWNER, "/admin");
    assert!(counter.last(OWNER).screen.html.contains("Stok yang ditahan: <b>4</b>"));
}

#[test]
fn the_group_hears_of_it_without_buttons() {
    let grouped = |mut counter: Counter| {
        counter.say(ADMIN, "/start");
        let group = Some(Address { chat: ChatId(-700), topic: None });
        counter.reopened_as(Shop { group, ..shop() })
    };
    let (mut counter, word) = back(grouped(shop_with(12, 2)), &shop_with(12, 2));
    restored(&mut counter, &word);
    let told = &counter.chats[&-700].last().unwrap().screen;
    assert!(told.html.contains("4 unit dari 1 produk ditahan"), "{}", told.html);
    assert_eq!(told.keys, Keys::None);
    assert_eq!(counter.chats[&-700].iter().filter(|it| it.screen.html.contains("🛟")).count(), 1);
}

#[test]
fn all_of_the_staff_hear_of_it_and_press_what_they_may() {
    let staffed = |mut counter: Counter| {
        for role in Role::ALL {
            counter.say(member(role), "/start");
            join(&counter, member(role), role);
        }
        counter
    };
    let (mut counter, word) = back(staffed(shop_with(12, 2)), &shop_with(12, 2));
    restored(&mut counter, &word);
    for role in Role::ALL {
        assert!(counter.text(member(role)).contains("dipulihkan dari r2"), "{role:?}");
        let shows = counter.shows(member(role), "🛟 Stok yang Ditahan (4)");
        assert_eq!(shows, role.may(Right::Stock), "{role:?}");
    }
}

#[test]
fn word_of_the_same_changes_nothing_the_second_time() {
    let lost = shop_with(12, 1);
    let (mut counter, word) = back(shop_with(12, 1), &lost);
    restored(&mut counter, &word);
    let (units, told) = (counter.units(), counter.text(OWNER));
    let number = counter.core.store().snap().unwrap().last_number(Table::Order).unwrap();
    let at = counter.now;
    counter.now = at.after(Span::minutes(1));
    restored(&mut counter, &word);
    assert_eq!((counter.units(), counter.text(OWNER)), (units, told));
    let again = counter.core.store().snap().unwrap().last_number(Table::Order).unwrap();
    assert_eq!(number, again);
    // Brought back once more, from a later copy: what is kept from sale stays so, and more is.
    let later = Restored { upto: counter.now, at: counter.now, ..word };
    counter.now = counter.now.after(Span::minutes(1));
    restored(&mut counter, &later);
    assert_eq!(detained(&counter).len(), 2 * DETAINED_MIN as usize);
}

#[test]
fn a_copy_with_the_last_word_keeps_nothing_from_sale() {
    let mut counter = shop_with(12, 2);
    let (upto, from, complete) = (counter.now, "r2".to_owned(), true);
    counter.now = upto.after(Span::hours(3));
    let before = counter.core.store().snap().unwrap().last_number(Table::Order).unwrap();
    let at = counter.now;
    restored(&mut counter, &Restored { upto, at, from, complete });
    assert!(detained(&counter).is_empty());
    assert!(!newest(&counter).lasts());
    let told = counter.last(OWNER).screen.html.clone();
    assert!(told.contains("lengkap sampai 22 November 2026, 16.05 WIB"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
    let after = counter.core.store().snap().unwrap().last_number(Table::Order).unwrap();
    assert_eq!(before, after, "nobody knows a number that is not here");
    let texts = counter.text(OWNER);
    counter.pass(RESTORED_LOOK);
    counter.pass(RESTORED_LOOK);
    assert_eq!(counter.text(OWNER), texts, "and there is nothing to come to an end");
}

#[test]
fn what_is_left_to_look_after_comes_along_when_the_shop_moves_house() {
    let lost = shop_with(12, 2);
    let (mut counter, word) = back(shop_with(12, 2), &lost);
    restored(&mut counter, &word);
    counter.now = counter.now.after(Span::minutes(9));
    let (upto, at, from) = (counter.now, counter.now, "folder".to_owned());
    restored(&mut counter, &Restored { upto, at, from, complete: true });
    assert_eq!(detained(&counter).len(), 4);
    assert!(newest(&counter).lasts());
    counter.say(OWNER, "/admin");
    counter.press(OWNER, "🛟 Stok yang Ditahan");
    counter.press(OWNER, "✅ Lepas Semua");
    counter.press(OWNER, "✅ Ya, Lepas Semua");
    assert!(!newest(&counter).lasts());
    counter.prove();
}

#[test]
fn a_quiet_product_keeps_a_few_and_a_long_time_keeps_more() {
    for (lost_for, kept) in [(Span::secs(5), 3), (Span::hours(1), 3), (Span::hours(3), 6)] {
        // One sale an hour, and a little more.
        let mut counter = shop_with(40, 0);
        for nth in 0..5 {
            sell(&mut counter, 1000 + nth, nth + 1);
            counter.pass(Span::minutes(61));
        }
        let (upto, from, complete) = (counter.now, String::new(), false);
        counter.now = upto.after(lost_for);
        let at = counter.now;
        restored(&mut counter, &Restored { upto, at, from, complete });
        assert_eq!(detained(&counter).len(), kept, "{lost_for:?}");
    }
}

#[test]
fn released_units_are_sold_again_and_only_these() {
    let lost = shop_with(6, 2);
    let mut copy = shop_with(6, 2);
    copy.say(ADMIN, "/stock");
    let (mut counter, word) = back(copy, &lost);
    restored(&mut counter, &word);
    // All that was free is kept: the product is sold out, and whoever asks is put on the list.
    assert_eq!(of_fate(&counter, Fate::Available).len(), 0);
    counter.say(SARI, "1");
    counter.press(SARI, "🔔");
    counter.press(OWNER, "🛟 Stok yang Ditahan");
    counter.press(OWNER, "Netflix 1 bulan");
    counter.press(OWNER, "✅ Lepas");
    assert_eq!(of_fate(&counter, Fate::Available).len(), 4);
    assert!(counter.toasts.last().unwrap().contains("4 unit dijual lagi"));
    assert!(counter.text(SARI).contains("🔔"));
    assert!(counter.text(OWNER).contains("Pemulihan beres"), "{}", counter.text(OWNER));
    assert!(!newest(&counter).lasts());
    counter.prove();
}

#[test]
fn what_was_sold_already_leaves_the_shop_after_one_question() {
    let lost = shop_with(12, 2);
    let (mut counter, word) = back(shop_with(12, 2), &lost);
    restored(&mut counter, &word);
    counter.press(OWNER, "🛟 Stok yang Ditahan");
    counter.press(OWNER, "Netflix 1 bulan");
    counter.press(OWNER, "🗑️ Sudah Terjual");
    assert_eq!(detained(&counter).len(), 4, "only asked about");
    counter.press(OWNER, "🗑️ Ya, Sudah Terjual");
    let units: Vec<String> = counter.units().into_iter().map(|unit| unit.content).collect();
    assert!(!units.contains(&"akun-003".to_owned()) && units.contains(&"akun-007".to_owned()));
    assert!(!newest(&counter).lasts());
    counter.prove();
}

#[test]
fn all_are_released_together() {
    let mut copy = shop_with(12, 2);
    copy.stock("Spotify", 20_000, &["s-1", "s-2"]);
    let mut lost = shop_with(12, 2);
    lost.stock("Spotify", 20_000, &["s-1", "s-2"]);
    let (mut counter, word) = back(copy, &lost);
    restored(&mut counter, &word);
    assert_eq!(detained(&counter).len(), 6);
    counter.press(OWNER, "🛟 Stok yang Ditahan");
    counter.press(OWNER, "✅ Lepas Semua");
    let again = counter.pressed(OWNER, "✅ Ya, Lepas Semua");
    counter.press(OWNER, "✅ Ya, Lepas Semua");
    assert!(detained(&counter).is_empty());
    assert_eq!(of_fate(&counter, Fate::Available).len(), 12);
    // A second tap moves nothing.
    assert_eq!(counter.apply(again), Reply::Done);
    counter.settle();
    assert!(counter.toasts.last().unwrap().contains("0 unit dijual lagi"));
    counter.prove();
}

#[test]
fn what_an_order_of_before_gives_back_is_not_sold_either() {
    let mut lost = shop_with(9, 0);
    lost.checkout(SARI, 1, 1);
    let mut copy = shop_with(9, 0);
    copy.checkout(SARI, 1, 1);
    // It ends in the lost moments, and its unit goes to somebody else.
    lost.press(SARI, "Batal");
    let (mut counter, word) = back(copy, &lost);
    restored(&mut counter, &word);
    assert!(matches!(counter.order(1).state, State::Ended { .. }));
    assert!(detained(&counter).contains(&"akun-001".to_owned()), "{:?}", detained(&counter));
    counter.prove();
}

#[test]
fn it_is_not_over_as_long_as_an_order_of_before_may_give_something_back() {
    let mut copy = shop_with(1, 0);
    copy.checkout(SARI, 1, 1);
    let lost = shop_with(1, 0);
    let (upto, at) = (copy.now, lost.now.after(Span::minutes(1)));
    (copy.now, copy.gateway_down) = (at, true);
    restored(&mut copy, &Restored { upto, at, from: "usb".into(), complete: false });
    assert!(detained(&copy).is_empty() && newest(&copy).lasts());
    copy.gateway_down = false;
    copy.pass(Span::minutes(20));
    assert_eq!(detained(&copy), ["akun-001"]);
    assert!(newest(&copy).lasts(), "somebody has to look at it");
    copy.say(ADMIN, "/admin");
    copy.press(ADMIN, "🛟 Stok yang Ditahan (1)");
    copy.press(ADMIN, "Netflix 1 bulan");
    copy.press(ADMIN, "✅ Lepas");
    assert!(!newest(&copy).lasts());
    copy.prove();
}

#[test]
fn an_order_that_was_paid_in_the_lost_moments_is_found_paid_at_once() {
    let mut lost = shop_with(9, 0);
    lost.checkout(SARI, 1, 1);
    lost.pay(1);
    let mut copy = shop_with(9, 0);
    copy.checkout(SARI, 1, 1);
    let (mut counter, word) = back(copy, &lost);
    restored(&mut counter, &word);
    assert!(counter.order(1).paid(), "{:?}", counter.order(1).state);
    let unit = counter.order(1).units().next().unwrap();
    assert_eq!(counter.units().into_iter().find(|it| it.id == unit).unwrap().content, "akun-001");
    assert_eq!(counter.balance(SARI), Rupiah(0));
    counter.prove();
}

#[test]
fn the_gateway_s_word_that_comes_late_still_gives_the_buyer_their_own_unit() {
    let mut lost = shop_with(3, 0);
    lost.checkout(SARI, 1, 1);
    lost.pay(1);
    let mut copy = shop_with(3, 0);
    copy.checkout(SARI, 1, 1);
    let (mut counter, word) = back(copy, &lost);
    counter.gateway_down = true;
    restored(&mut counter, &word);
    counter.pass(Span::minutes(15));
    assert!(matches!(counter.order(1).state, State::Ended { .. }));
    assert_eq!(of_fate(&counter, Fate::Available).len(), 0);
    counter.gateway_down = false;
    counter.pass(Span::hours(5));
    assert!(counter.order(1).paid());
    let unit = counter.order(1).units().next().unwrap();
    assert_eq!(counter.units().into_iter().find(|it| it.id == unit).unwrap().content, "akun-001");
    counter.prove();
}

#[test]
fn money_for_an_order_that_had_ended_before_takes_nothing_that_is_kept_from_sale() {
    let ended = |mut counter: Counter| {
        counter.checkout(SARI, 1, 1);
        counter.pass(Span::minutes(15));
        assert!(matches!(counter.order(1).state, State::Ended { .. }));
        counter
    };
    let mut lost = ended(shop_with(3, 0));
    // Its unit goes to Budi, who is not here any more.
    sell(&mut lost, BUDI, 2);
    let reference = lost.payment(1).reference;
    lost.gateway.get_mut(reference.as_str()).unwrap().1 = Status::Completed;
    let (mut counter, word) = back(ended(shop_with(3, 0)), &lost);
    restored(&mut counter, &word);
    counter.pass(Span::hours(1));
    assert!(!counter.order(1).paid(), "its unit is Budi's");
    assert_eq!(counter.balance(SARI), Rupiah(50_000));
    counter.prove();
}

#[test]
fn numbers_of_the_lost_moments_are_not_given_again() {
    let mut lost = shop_with(12, 2);
    lost.checkout(SARI, 1, 1);
    lost.stock("Spotify", 20_000, &["s-1"]);
    let known = lost.payment(3).reference;
    let (mut counter, word) = back(shop_with(12, 2), &lost);
    restored(&mut counter, &word);
    counter.checkout(BUDI, 1, 1);
    let order = counter.core.store().snap().unwrap().last_number(Table::Order).unwrap();
    assert!(order > 2 + NUMBERS_LEFT_OUT, "{order}");
    assert_eq!(counter.order(order).id, OrderId(order));
    assert!(counter.core.store().snap().unwrap().get::<Order>(3).unwrap().is_none());
    assert_ne!(counter.payment(order).reference, known);
    counter.stock("Canva", 20_000, &["c-1"]);
    let snap = counter.core.store().snap().unwrap();
    assert!(snap.last_number(Table::Product).unwrap() > NUMBERS_LEFT_OUT);
    assert!(snap.last_number(Table::Unit).unwrap() > NUMBERS_LEFT_OUT);
    // Buyers call it by a number that has no gap.
    let numbers = product::numbers(&snap, 10).unwrap();
    assert_eq!(numbers, [1, 2]);
    counter.prove();
}

#[test]
fn status_says_so_as_long_as_units_are_kept_from_sale() {
    let lost = shop_with(12, 2);
    let (mut counter, word) = back(shop_with(12, 2), &lost);
    restored(&mut counter, &word);
    let counts = |counter: &Counter| {
        let snap = counter.core.store().snap().unwrap();
        vitals::counts(&snap, counter.now).unwrap().detained
    };
    assert_eq!(counts(&counter), 4);
    counter.command(OWNER, "/status");
    let told = counter.text(alert_chat(OWNER));
    assert!(told.contains("Stok yang ditahan: <b>4</b>"), "{told}");
    counter.press(OWNER, "🛟 Stok yang Ditahan");
    counter.press(OWNER, "Netflix 1 bulan");
    counter.press(OWNER, "✅ Lepas");
    assert_eq!(counts(&counter), 0);
}

#[test]
fn a_buyer_has_no_part_in_it() {
    let lost = shop_with(12, 2);
    let (mut counter, word) = back(shop_with(12, 2), &lost);
    restored(&mut counter, &word);
    let (_, data) = counter.button(OWNER, "🛟 Stok yang Ditahan");
    let callback = "forged".to_owned();
    let said = Said::Button { callback, message: None, data };
    let update = counter.update(SARI, said);
    counter.apply(update);
    counter.settle();
    assert!(!counter.text(SARI).contains("ditahan"), "{}", counter.text(SARI));
}
