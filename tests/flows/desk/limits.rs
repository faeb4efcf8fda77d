//! How few and how many of a product one order has: on its card, in the cart, at once, at the end.

use warung::chat::action::{CartPress, PaymentPress, ProductPress};
use warung::chat::customer::payment::Express;
use warung::chat::staff::product::Editable;
use warung::domain::cart::{Cart, Pick};
use warung::domain::id::ProductId;
use warung::domain::money::Rupiah;
use warung::domain::order::Order;
use warung::domain::payment::PaymentMethod;
use warung::store::read::Read;

use super::{ADMIN, Counter, SARI, desk, has, html, labels, open, product, tap};

const NETFLIX: ProductId = ProductId(1);

/// Two or three an order, of the four there are.
fn bounded() -> Counter {
    let mut counter = desk();
    set(&mut counter, Editable::Least, "2");
    set(&mut counter, Editable::Most, "3");
    counter
}

fn set(counter: &mut Counter, what: Editable, to: &str) {
    tap(counter, ADMIN, ProductPress::Edit(NETFLIX, what));
    counter.say(ADMIN, to);
}

fn cart(counter: &Counter) -> u32 {
    let cart = counter.core.store().snap().unwrap().get::<Cart>(SARI).unwrap();
    cart.map_or(0, |cart| cart.quantity(NETFLIX))
}

fn orders(counter: &Counter) -> usize {
    counter.core.store().snap().unwrap().all::<Order>(0, 99).unwrap().len()
}

#[test]
fn limits_are_set_shown_and_taken_back() {
    let mut counter = desk();
    open(&mut counter, ADMIN, "1. Netflix");
    counter.press(ADMIN, "⚖️ Batas");
    has(&counter, ADMIN, "minimal <b>1</b>, maksimal <b>1.000</b>");
    counter.press(ADMIN, "Minimal");
    counter.say(ADMIN, "2");
    has(&counter, ADMIN, "minimal <b>2</b>");
    counter.press(ADMIN, "Maksimal");
    // The most is no fewer than the fewest.
    counter.say(ADMIN, "1");
    has(&counter, ADMIN, "angka dari 2 sampai 1.000");
    counter.say(ADMIN, "3");
    counter.press(ADMIN, "Minimal");
    counter.say(ADMIN, "4");
    has(&counter, ADMIN, "angka dari 1 sampai 3");
    counter.say(ADMIN, "3");
    has(&counter, ADMIN, "minimal <b>3</b>, maksimal <b>3</b>");
    counter.press(ADMIN, "↩️ Urungkan");
    has(&counter, ADMIN, "minimal <b>2</b>, maksimal <b>3</b>");
    // Back to what is usual.
    counter.press(ADMIN, "⚖️ Batas");
    counter.press(ADMIN, "Maksimal");
    counter.press(ADMIN, "Bawaan");
    assert_eq!(product(&counter, 1).offer.most, None);
    // From how many on it is low.
    counter.press(ADMIN, "Tanda Menipis");
    counter.say(ADMIN, "4");
    counter.press(ADMIN, "Kembali");
    has(&counter, ADMIN, "menipis");
    counter.press(ADMIN, "⚖️ Batas");
    counter.press(ADMIN, "Tanda Menipis");
    counter.say(ADMIN, "0");
    counter.press(ADMIN, "Kembali");
    has(&counter, ADMIN, "Dijual");
    counter.prove();
}

#[test]
fn the_buyers_buttons_begin_with_the_fewest_and_end_with_the_most() {
    let mut counter = bounded();
    counter.say(SARI, "1");
    has(&counter, SARI, "minimal <b>2</b>, maksimal <b>3</b>");
    let there = labels(&counter, SARI);
    assert!(there.contains(&"✌️ x2".into()) && !there.contains(&"🖐️ x5".into()), "{there:?}");
    for (tap, count) in [("➕", 2), ("➕", 3), ("➕", 3), ("➖", 2), ("➖", 0), ("➖", 0)] {
        counter.press(SARI, tap);
        assert_eq!(cart(&counter), count, "{tap}");
    }
    counter.press(SARI, "➕");
    counter.press(SARI, "➕");
    counter.press(SARI, "➕");
    assert!(counter.toasts.last().unwrap().contains("maksimal 3"));
    // An old button, and a forged one.
    tap(&mut counter, SARI, CartPress::Set { product: NETFLIX, pick: Pick::Just(1) });
    assert!(counter.toasts.last().unwrap().contains("minimal 2"));
    assert_eq!(cart(&counter), 3);
    tap(&mut counter, SARI, CartPress::Set { product: NETFLIX, pick: Pick::Just(0) });
    assert_eq!(cart(&counter), 0);
    counter.prove();
}

#[test]
fn a_number_that_is_typed_hears_of_the_limits() {
    let mut counter = bounded();
    counter.say(SARI, "1");
    counter.press(SARI, "Ketik Jumlah");
    has(&counter, SARI, "angka dari 2 sampai 3");
    counter.say(SARI, "1");
    has(&counter, SARI, "minimal 2 per pesanan");
    counter.say(SARI, "4");
    has(&counter, SARI, "maksimal 3 per pesanan");
    counter.say(SARI, "3");
    assert_eq!(cart(&counter), 3);
    counter.say(SARI, "netflix 1");
    has(&counter, SARI, "minimal 2 per pesanan");
    counter.say(SARI, "netflix 2");
    assert_eq!(cart(&counter), 2);
    counter.prove();
}

#[test]
fn a_cart_from_before_the_limits_is_put_right_and_shown_before_it_counts() {
    let mut counter = desk();
    counter.pick(SARI, 1, 1);
    set(&mut counter, Editable::Least, "2");
    counter.press(SARI, "Lanjut ke Pembayaran");
    has(&counter, SARI, "Netflix: minimal 2 per pesanan, jumlahnya disesuaikan");
    assert_eq!((cart(&counter), orders(&counter)), (2, 0));
    // Too many for one order.
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.press(SARI, "➕");
    counter.press(SARI, "Lanjut ke Keranjang");
    assert_eq!(cart(&counter), 4);
    set(&mut counter, Editable::Most, "3");
    counter.press(SARI, "Lanjut ke Pembayaran");
    has(&counter, SARI, "Netflix: maksimal 3 per pesanan, jumlahnya disesuaikan");
    assert_eq!((cart(&counter), orders(&counter)), (3, 0));
    counter.press(SARI, "Lanjut ke Pembayaran");
    assert_eq!(orders(&counter), 1);
    // One is left, which is too few for an order.
    counter.prove();
    counter.say(super::BUDI, "1");
    has(&counter, super::BUDI, "belum cukup untuk satu pesanan");
    assert_eq!(labels(&counter, super::BUDI), ["🔔 Kabari saya", "⬅️ Kembali"]);
}

#[test]
fn what_is_bought_at_once_has_the_same_limits() {
    let mut counter = bounded();
    counter.say(SARI, "1");
    counter.press(SARI, "Beli Sekarang");
    assert_eq!(counter.order(1).lines[0].quantity, 2);
    let mut counter = bounded();
    let express = |quantity| Express { product: NETFLIX, quantity, price: Rupiah(50_000) };
    for (quantity, why) in [(1, "minimal 2"), (4, "maksimal 3")] {
        tap(&mut counter, SARI, PaymentPress::BuyNow(express(quantity)));
        assert!(counter.toasts.last().unwrap().contains(why), "{:?}", counter.toasts);
        tap(&mut counter, SARI, PaymentPress::BuyBy(express(quantity), PaymentMethod::Qris));
        assert!(counter.toasts.last().unwrap().contains(why), "{:?}", counter.toasts);
    }
    assert_eq!(orders(&counter), 0);
    // Fewer are left than an order must have.
    counter.checkout(super::BUDI, 1, 1);
    counter.by_qris(super::BUDI);
    set(&mut counter, Editable::Most, "9");
    set(&mut counter, Editable::Least, "3");
    tap(&mut counter, SARI, PaymentPress::BuyNow(express(3)));
    assert!(counter.toasts.last().unwrap().contains("tinggal 2"), "{:?}", counter.toasts);
    assert!(html(&counter, super::BUDI).contains("Invoice") || orders(&counter) == 1);
    counter.prove();
}
