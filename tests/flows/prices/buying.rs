//! What buyers see and pay.

use warung::chat::action::{CartPress, CategoryPress, PaymentPress, ProductPress, RefundPress};
use warung::chat::customer::payment::Express;
use warung::chat::staff::product::Editable;
use warung::domain::cart::Pick;
use warung::domain::id::OrderId;
use warung::domain::money::Rupiah;
use warung::domain::order::Order;
use warung::domain::payment::PaymentMethod;
use warung::domain::time::Span;
use warung::store::read::Read;

use super::*;

fn orders(counter: &Counter) -> usize {
    counter.core.store().snap().unwrap().all::<Order>(0, 99).unwrap().len()
}

#[test]
fn a_promo_is_shown_wherever_a_price_is_and_ends_by_itself() {
    let mut counter = priced();
    counter.say(ADMIN, "/diskon 1|10%|22-11-2026");
    for typed in ["/katalog", "netfl", "1"] {
        counter.say(SARI, typed);
        has(&counter, SARI, "<s>Rp50.000</s> Rp45.000");
    }
    has(&counter, SARI, "Diskon sampai 22 November 2026, 23.59 WIB");
    counter.press(SARI, "➕");
    has(&counter, SARI, "Total: <b>Rp45.000</b>");
    counter.press(SARI, "Beli Sekarang");
    assert_eq!(paid(&counter, 1), [45_000]);
    // An order is what was promised, however late it is paid for.
    tomorrow(&mut counter);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid());
    assert_eq!(counter.order(1).total(), Rupiah(45_000));
    counter.say(SARI, "1");
    has(&counter, SARI, "Harga: <b>Rp50.000</b>");
    assert!(!html(&counter, SARI).contains("<s>"));
    counter.prove();
}

#[test]
fn a_promo_that_ends_on_the_way_is_told_and_nothing_is_charged_unseen() {
    let mut counter = priced();
    counter.say(ADMIN, "/diskon 1|10%|22-11-2026");
    counter.say(BUDI, "1");
    let buy = counter.pressed(BUDI, "Beli Sekarang");
    counter.pick(SARI, 1, 2);
    has(&counter, SARI, "2 × Rp45.000 = Rp90.000");
    tomorrow(&mut counter);
    counter.press(SARI, "Lanjut ke Pembayaran");
    has(&counter, SARI, "harga Rp45.000 menjadi <b>Rp50.000</b>");
    has(&counter, SARI, "Total: <b>Rp100.000</b>");
    // The card's button names what was seen there.
    counter.apply(buy);
    counter.settle();
    assert!(counter.toasts.last().unwrap().contains("Harganya sekarang Rp50.000"));
    has(&counter, BUDI, "Harga: <b>Rp50.000</b>");
    assert_eq!(orders(&counter), 0);
    counter.press(SARI, "Lanjut ke Pembayaran");
    assert_eq!(paid(&counter, 1), [50_000]);
    counter.prove();
}

#[test]
fn a_promo_that_ends_while_somebody_is_asked_how_to_pay_is_told() {
    let mut counter = priced();
    counter.take_transfers();
    counter.say(ADMIN, "/diskon 1|10%|22-11-2026");
    counter.fill_cart(SARI, 1, 1);
    has(&counter, SARI, "Rp45.000");
    let express = Express { product: NETFLIX, quantity: 1, price: Rupiah(45_000) };
    tomorrow(&mut counter);
    counter.press(SARI, "💠 QRIS");
    has(&counter, SARI, "harga Rp45.000 menjadi <b>Rp50.000</b>");
    tap(&mut counter, SARI, PaymentPress::BuyBy(express, PaymentMethod::Qris));
    assert!(counter.toasts.last().unwrap().contains("Rp50.000"));
    assert_eq!(orders(&counter), 0);
    counter.prove();
}

#[test]
fn a_promo_begins_in_its_first_moment() {
    let mut counter = priced();
    counter.say(ADMIN, "/diskon 1|20000|2026-11-23|2026-11-24");
    counter.say(SARI, "1");
    assert!(!html(&counter, SARI).contains("<s>"));
    // It is 14.05; the day begins in 9 h 55 min.
    counter.pass(Span::millis(595 * 60_000 - 1));
    counter.say(SARI, "1");
    assert!(!html(&counter, SARI).contains("<s>"));
    counter.pass(Span::millis(1));
    counter.say(SARI, "1");
    has(&counter, SARI, "<s>Rp50.000</s> Rp30.000");
    counter.pass(Span::hours(48));
    counter.say(SARI, "1");
    assert!(!html(&counter, SARI).contains("<s>"));
    counter.prove();
}

#[test]
fn a_category_has_a_promo_for_what_has_none_of_its_own() {
    let mut counter = priced();
    let streaming = categories(&counter)[0].id;
    tap(&mut counter, ADMIN, CategoryPress::AskPromo(streaming));
    counter.say(ADMIN, "20%");
    counter.press(ADMIN, "Lewati");
    has(&counter, ADMIN, "Berlaku untuk <b>1</b> produk");
    counter.press(ADMIN, "Simpan");
    counter.say(SARI, "1");
    has(&counter, SARI, "<s>Rp50.000</s> Rp40.000");
    counter.say(SARI, "2");
    has(&counter, SARI, "Harga: <b>Rp20.000</b>");
    // Its own, even where that is less.
    counter.say(ADMIN, "/diskon 1|10%|22-11-2026");
    counter.say(SARI, "1");
    has(&counter, SARI, "<s>Rp50.000</s> Rp45.000");
    tomorrow(&mut counter);
    counter.say(SARI, "1");
    has(&counter, SARI, "<s>Rp50.000</s> Rp40.000");
    counter.prove();
}

#[test]
fn many_cost_less_each_and_fewer_more_again() {
    let mut counter = priced();
    counter.say(ADMIN, "/grosir 1|5+ 45000\n10+ 40rb");
    counter.say(SARI, "1");
    has(&counter, SARI, "5+ Rp45.000\n10+ Rp40.000");
    has(&counter, SARI, "Harga: <b>Rp50.000</b>");
    counter.press(SARI, "🖐️ x5");
    has(&counter, SARI, "Total: <b>Rp225.000</b>");
    assert_eq!(in_cart(&counter, SARI), Some((5, 45_000)));
    counter.press(SARI, "➖");
    assert_eq!(in_cart(&counter, SARI), Some((4, 50_000)));
    counter.press(SARI, "🔟 x10");
    counter.press(SARI, "➕");
    assert_eq!(in_cart(&counter, SARI), Some((11, 40_000)));
    counter.say(SARI, "netflix 5");
    assert_eq!(in_cart(&counter, SARI), Some((5, 45_000)));
    counter.press(SARI, "🔟 x10");
    counter.press(SARI, "Lanjut ke Keranjang");
    has(&counter, SARI, "10 × Rp40.000 = Rp400.000");
    // What one order cannot have is offered to nobody.
    counter.say(BUDI, "1");
    has(&counter, BUDI, "10+ Rp40.000");
    tap(&mut counter, ADMIN, ProductPress::Edit(NETFLIX, Editable::Most));
    counter.say(ADMIN, "9");
    counter.say(BUDI, "1");
    has(&counter, BUDI, "5+ Rp45.000");
    assert!(!html(&counter, BUDI).contains("10+"));
    tap(&mut counter, ADMIN, ProductPress::Edit(NETFLIX, Editable::Most));
    counter.press(ADMIN, "Bawaan");
    // Others buy so many that the step is out of reach: both is told before anything is charged.
    counter.checkout(BUDI, 1, 4);
    counter.press(SARI, "Lanjut ke Pembayaran");
    has(&counter, SARI, "stok tinggal <b>8</b>");
    has(&counter, SARI, "harga Rp40.000 menjadi <b>Rp45.000</b>");
    counter.press(SARI, "Lanjut ke Pembayaran");
    assert_eq!(paid(&counter, 2), [45_000]);
    assert_eq!(counter.order(2).total(), Rupiah(360_000));
    counter.prove();
}

#[test]
fn at_once_so_many_cost_what_their_step_says() {
    let mut counter = priced();
    counter.say(ADMIN, "/grosir 1|5+ 45000");
    counter.say(SARI, "2");
    counter.press(SARI, "➕");
    let at = |quantity, price| {
        PaymentPress::BuyNow(Express { product: NETFLIX, quantity, price: Rupiah(price) })
    };
    // A forged price, of too few.
    tap(&mut counter, SARI, at(4, 45_000));
    assert!(counter.toasts.last().unwrap().contains("Rp50.000"));
    tap(&mut counter, SARI, at(5, 44_999));
    assert!(counter.toasts.last().unwrap().contains("Rp45.000"));
    assert_eq!(orders(&counter), 0);
    tap(&mut counter, SARI, at(5, 45_000));
    assert_eq!(paid(&counter, 1), [45_000]);
    assert_eq!(in_cart(&counter, SARI), None, "what else is in the cart stays there");
    counter.prove();
}

#[test]
fn lower_prices_are_never_added_up_and_a_coupon_counts_from_what_is_paid() {
    let mut counter = priced();
    counter.say(ADMIN, "/diskon 1|10%");
    counter.say(ADMIN, "/grosir 1|2+ 47000\n5+ 40000");
    counter.say(ADMIN, "/kupon HEMAT|10%");
    counter.say(SARI, "1");
    // The first step is worth nothing beside the promo.
    assert!(!html(&counter, SARI).contains("2+ "));
    has(&counter, SARI, "5+ Rp40.000");
    counter.press(SARI, "✌️ x2");
    assert_eq!(in_cart(&counter, SARI), Some((2, 45_000)));
    counter.press(SARI, "🖐️ x5");
    assert_eq!(in_cart(&counter, SARI), Some((5, 40_000)));
    counter.press(SARI, "Lanjut ke Keranjang");
    counter.press(SARI, "Gunakan Kupon");
    counter.say(SARI, "HEMAT");
    has(&counter, SARI, "Subtotal: Rp200.000");
    has(&counter, SARI, "Total: <b>Rp180.000</b>");
    counter.prove();
}

#[test]
fn a_cart_that_comes_back_has_its_prices_and_is_looked_over() {
    let mut counter = priced();
    counter.say(ADMIN, "/diskon 1|10%|22-11-2026");
    counter.gateway_down = true;
    counter.checkout(SARI, 1, 1);
    assert_eq!(paid(&counter, 1), [45_000]);
    // Without an invoice it ends, and what was in it is in the cart again.
    counter.pass(Span::minutes(30));
    assert_eq!(in_cart(&counter, SARI), Some((1, 45_000)));
    counter.gateway_down = false;
    tomorrow(&mut counter);
    counter.say(SARI, "/keranjang");
    has(&counter, SARI, "harga Rp45.000 menjadi <b>Rp50.000</b>");
    assert_eq!(in_cart(&counter, SARI), Some((1, 50_000)));
    counter.prove();
}

#[test]
fn a_refund_is_of_what_was_paid_whatever_it_costs_now() {
    let mut counter = priced();
    counter.say(ADMIN, "/diskon 1|50%");
    tap(&mut counter, BUDI, CartPress::Set { product: NETFLIX, pick: Pick::Just(2) });
    counter.press(BUDI, "Lanjut ke Keranjang");
    counter.press(BUDI, "Lanjut ke Pembayaran");
    assert_eq!(paid(&counter, 1), [25_000]);
    counter.say(ADMIN, "/diskon 1|-");
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let order = OrderId(1);
    tap(&mut counter, ADMIN, RefundPress::New { order, unit: None });
    counter.say(ADMIN, "50001");
    has(&counter, ADMIN, "Rp50.000");
    counter.prove();
}

#[test]
fn who_waits_for_it_hears_their_own_price() {
    let mut counter = priced();
    counter.say(ADMIN, "/add -|Vidio|Streaming|30000|-");
    counter.say(SARI, "3");
    counter.press(SARI, "Kabari saya");
    counter.say(ADMIN, "/diskon 3|5000");
    counter.fill("3|v@x|1");
    counter.pass(Span::minutes(5));
    assert!(counter.text(SARI).contains("Harganya Rp25.000"), "{}", counter.text(SARI));
    counter.prove();
}
