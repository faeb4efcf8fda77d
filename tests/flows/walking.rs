//! The ways through the shop: two taps to an invoice, lists with names on their buttons, a
//! keyboard that leaves room, categories that come and go.

use warung::chat::action::{Action, Manner, PaymentPress};
use warung::chat::codec;
use warung::chat::customer::payment::Express;
use warung::chat::incoming::Said;
use warung::domain::id::{CategoryId, ProductId};
use warung::domain::limit::{CATEGORIES_MAX, PAGE_LINES};
use warung::domain::message::{Keys, Media, MessageRef};
use warung::domain::money::Rupiah;
use warung::domain::order::{End, State};
use warung::engine::input::Reply;
use warung::shop::browse;

use crate::counter::{ADMIN, BUDI, Counter, SARI};
use crate::finding::labels;
use warung::domain::payment::PaymentMethod;
use warung::domain::time::Span;

const BUY: &str = "⚡ Beli Sekarang";

fn open_shop() -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["a1", "a2", "a3"]);
    counter.stock("Spotify", 30_000, &["b1", "b2", "b3"]);
    counter
}

/// How many units are in somebody's cart.
fn in_cart(counter: &Counter, person: u64) -> u64 {
    let snap = counter.core.store().snap().unwrap();
    warung::shop::cart::cart_of(&snap, warung::domain::id::CustomerId(person)).unwrap().units()
}

#[test]
fn two_taps_lead_to_an_invoice() {
    let mut counter = open_shop();
    counter.say(SARI, "katalog");
    counter.press(SARI, "1. Netflix");
    counter.press(SARI, BUY);
    assert!(matches!(counter.last(SARI).screen.media, Media::Qr(_)));
    assert_eq!(counter.payment(1).amount, Rupiah(50_000));
    assert_eq!(in_cart(&counter, SARI), 0);
    counter.prove();
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.text(SARI).contains("<code>a1</code>"));
    counter.prove();
}

#[test]
fn a_double_tap_buys_once() {
    let mut counter = open_shop();
    counter.say(SARI, "1");
    let (first, second) = (counter.pressed(SARI, BUY), counter.pressed(SARI, BUY));
    counter.try_apply(&[first, second]).unwrap();
    counter.settle();
    assert_eq!(counter.gateway.len(), 1);
    assert_eq!(in_cart(&counter, SARI), 0, "the second tap put nothing into the cart");
    counter.prove();
}

#[test]
fn what_is_bought_at_once_leaves_the_rest_of_the_cart() {
    let mut counter = open_shop();
    counter.say(ADMIN, "/kupon HEMAT|10%");
    counter.say(SARI, "1");
    counter.press(SARI, "➕");
    counter.press(SARI, "➕");
    counter.press(SARI, "Lanjut ke Keranjang");
    counter.press(SARI, "Kupon");
    counter.say(SARI, "hemat");
    counter.say(SARI, "2");
    counter.press(SARI, BUY);
    assert_eq!(counter.payment(1).amount, Rupiah(30_000), "its price, and the cart's coupon kept");
    assert_eq!(in_cart(&counter, SARI), 2);
    let cart = counter.say(SARI, "keranjang").screen.html.clone();
    assert!(cart.contains("HEMAT") && !cart.contains("Spotify"), "{cart}");
    counter.prove();
    counter.press(SARI, "Batalkan Pembelian");
    assert!(matches!(counter.order(1).state, State::Ended { why: End::Cancelled, .. }));
    counter.prove();
}

#[test]
fn so_many_as_are_picked_are_bought_at_once() {
    let mut counter = open_shop();
    counter.say(SARI, "netflix 2");
    counter.press(SARI, BUY);
    assert_eq!(counter.payment(1).amount, Rupiah(100_000));
    assert_eq!(in_cart(&counter, SARI), 0);
    counter.prove();
}

#[test]
fn a_changed_price_is_told_before_anything_is_bought() {
    let mut counter = open_shop();
    for cart in ["1", "spotify 2"] {
        counter.say(SARI, cart);
        counter.say(SARI, "1");
        let buy = counter.pressed(SARI, BUY);
        counter.say(ADMIN, if cart == "1" { "/setprice 1|60000" } else { "/setprice 1|70000" });
        counter.apply(buy);
        counter.settle();
        assert!(counter.gateway.is_empty(), "{cart}");
        assert!(counter.toasts.last().unwrap().starts_with("Harganya sekarang Rp"));
    }
    assert!(counter.last(SARI).screen.html.contains("Rp70.000"));
    counter.press(SARI, BUY);
    assert_eq!(counter.payment(1).amount, Rupiah(70_000));
    counter.prove();
}

#[test]
fn what_is_gone_meanwhile_is_not_bought() {
    let mut counter = open_shop();
    counter.say(SARI, "1");
    let buy = counter.pressed(SARI, BUY);
    counter.checkout(BUDI, 1, 3);
    counter.apply(buy);
    counter.settle();
    assert_eq!(counter.gateway.len(), 1);
    assert!(counter.last(SARI).screen.html.contains("habis"));
    counter.say(ADMIN, "/del 2");
    counter.prove();
}

#[test]
fn several_ways_to_pay_are_asked_about() {
    let mut counter = open_shop();
    counter.take_transfers();
    // By itself, and beside something else in the cart.
    for (other, order) in [("", 1), ("spotify 1", 2)] {
        if !other.is_empty() {
            counter.say(SARI, other);
        }
        counter.say(SARI, "1");
        counter.press(SARI, BUY);
        let ways = labels(&counter, SARI);
        assert!(ways.iter().any(|way| way == "💠 QRIS"), "{ways:?}");
        counter.press(SARI, "Transfer Manual");
        assert_eq!(counter.order(order).method, PaymentMethod::Transfer);
        counter.press(SARI, "Batalkan Pembelian");
        counter.prove();
    }
    assert_eq!(in_cart(&counter, SARI), 1, "the other one");
    counter.say(SARI, "1");
    counter.press(SARI, BUY);
    counter.press(SARI, "Kembali");
    assert!(counter.last(SARI).screen.html.contains("💲 Harga"));
}

#[test]
fn money_on_the_balance_does_not_go_unasked() {
    let mut counter = open_shop();
    counter.say(SARI, "/start");
    counter.say(ADMIN, &format!("/transfer {SARI}|90000|tunai"));
    counter.press(ADMIN, "Ya, Catat");
    counter.say(SARI, "1");
    counter.press(SARI, BUY);
    assert_eq!(counter.balance(SARI), Rupiah(90_000));
    counter.press(SARI, "💼 Saldo");
    assert_eq!(counter.balance(SARI), Rupiah(40_000));
    counter.prove();
}

#[test]
fn the_cart_is_reached_from_keyboard_and_catalogue() {
    let mut counter = open_shop();
    counter.say(SARI, "/start");
    assert!(labels(&counter, SARI).contains(&"🧺 Keranjang".to_owned()));
    counter.say(SARI, "katalog");
    assert!(labels(&counter, SARI).iter().all(|label| !label.contains("Keranjang")));
    counter.say(SARI, "netflix 2");
    counter.say(SARI, "katalog");
    counter.press(SARI, "🧺 Keranjang (2)");
    assert!(counter.last(SARI).screen.html.contains("Keranjang Belanja"));
    counter.say(SARI, "/start");
    assert!(labels(&counter, SARI).contains(&"🧺 Keranjang (2)".to_owned()));
    // A key says how much was in it then; it opens what is in it now.
    for key in ["🧺 Keranjang (2)", "🧺 Keranjang", "🧺 Keranjang (7)", "🧺 Cart (1)"] {
        assert!(counter.say(SARI, key).screen.html.contains("Keranjang Belanja"), "{key}");
    }
}

#[test]
fn the_keyboard_leaves_room() {
    let mut counter = Counter::new();
    for at in 1..=30 {
        counter.say(ADMIN, &format!("/add -|Produk {at}|-|1000|-"));
    }
    counter.say(SARI, "/start");
    let Keys::Reply(rows) = &counter.last(SARI).screen.keys else { panic!("it stays") };
    let numbers = rows.iter().filter(|row| row[0].starts_with(|it: char| it.is_ascii_digit()));
    assert_eq!(numbers.map(Vec::len).collect::<Vec<_>>(), [6, 6]);
    assert_eq!(rows[0], ["🛍️ Semua Produk"]);
    let rows = match &counter.say(ADMIN, "/start").screen.keys {
        Keys::Reply(rows) => rows.clone(),
        keys => panic!("{keys:?}"),
    };
    assert_eq!(rows[0], ["⚙️ Admin Settings", "🛒 Kelola Produk"]);
    // Unless the seller wants it to stay.
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    counter.press(ADMIN, "Tombol menu");
    counter.press(ADMIN, "Selalu terbuka");
    counter.say(SARI, "/start");
    assert!(matches!(counter.last(SARI).screen.keys, Keys::Staying(_)));
}

#[test]
fn a_long_list_has_names_ends_and_letters() {
    let mut counter = Counter::new();
    for name in ["Alpha", "Beta", "Canva", "Delta", "7 Hari", "апельсин"] {
        for at in 1..=4 {
            counter.say(ADMIN, &format!("/add -|{name} {at}|-|1000|-"));
        }
    }
    counter.say(SARI, "katalog");
    let shown = labels(&counter, SARI);
    let names = shown.iter().filter(|label| label.contains(". "));
    assert_eq!(names.count(), PAGE_LINES);
    assert_eq!(shown[0], "1. Alpha 1");
    counter.press(SARI, "⏭️ Halaman 4");
    assert!(counter.last(SARI).screen.html.contains("Halaman 4 dari 4"));
    counter.press(SARI, "⏮️ Halaman 1");
    assert!(counter.last(SARI).screen.html.contains("Halaman 1 dari 4"));
    counter.press(SARI, "Huruf A–Z");
    assert_eq!(
        labels(&counter, SARI)[..5],
        ["A (4)", "B (4)", "C (4)", "D (4)", "0–9 dan lainnya (8)"]
    );
    counter.press(SARI, "C (4)");
    assert_eq!(labels(&counter, SARI)[..2], ["9. Canva 1", "10. Canva 2"]);
    counter.press(SARI, "Huruf A–Z");
    counter.press(SARI, "0–9");
    assert!(counter.last(SARI).screen.html.contains("Halaman 1 dari 2"));
    counter.press(SARI, "Berikutnya");
    assert!(counter.last(SARI).screen.html.contains("Halaman 2 dari 2"));
    // A short list needs none of it.
    let mut small = open_shop();
    small.say(SARI, "katalog");
    assert!(labels(&small, SARI).iter().all(|label| !label.contains("Huruf")));
}

#[test]
fn a_category_without_products_is_gone() {
    let mut counter = Counter::new();
    for at in 1..=CATEGORIES_MAX {
        counter.say(ADMIN, &format!("/add {at}|Produk {at}|Kategori {at}|1000|-"));
    }
    let refused = counter.say(ADMIN, "/add 500|Satu lagi|Kategori lain|1000|-").screen.html.clone();
    assert!(refused.contains("200"), "{refused}");
    // All names ever made do not count, only those with something on the shelf.
    for at in 1..=CATEGORIES_MAX {
        counter.say(ADMIN, &format!("/del {at}"));
        counter.press(ADMIN, "Ya, Arsipkan");
    }
    counter.prove();
    for at in 1..=CATEGORIES_MAX {
        let made = counter.say(ADMIN, &format!("/add {}|Barang {at}|Lain {at}|1000|-", 1000 + at));
        assert!(!made.screen.html.contains("kategori"), "{}", made.screen.html);
    }
    // Nobody's hand does more than this within an hour.
    counter.now = counter.now.after(Span::hours(1));
    let snap = counter.core.store().snap().unwrap();
    let there = browse::categories(&snap).unwrap();
    assert_eq!(there.len(), CATEGORIES_MAX);
    assert!(there.iter().all(|(it, count)| it.name.as_str().starts_with("Lain") && *count == 1));
    // One that comes back is the one it was, for the coupons that name it.
    counter.say(ADMIN, "/del 1001");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.say(ADMIN, "/add 2001|Produk lama|KATEGORI 1|1000|-");
    let snap = counter.core.store().snap().unwrap();
    let there = browse::categories(&snap).unwrap();
    assert!(there.iter().any(|(category, _)| category.id == CategoryId(1)));
    drop(snap);
    counter.prove();
}

#[test]
fn a_forged_button_for_a_product_that_never_was_is_refused() {
    let mut counter = Counter::new();
    let (product, quantity) = (ProductId(77), 7);
    let it = Express { product, quantity, price: Rupiah(50_000) };
    for action in [
        Action::Payment(PaymentPress::BuyNow(it)),
        Action::Payment(PaymentPress::BuyBy(it, PaymentMethod::Qris)),
    ] {
        let data = codec::encode(&action, Manner::Here).unwrap();
        let message = Some(MessageRef { id: 7, media: false });
        let update = counter.update(SARI, Said::Button { callback: "c".into(), message, data });
        assert_eq!(counter.apply(update), Reply::Done, "{action:?}");
        counter.settle();
    }
    assert!(counter.toasts.iter().all(|toast| toast.contains("dijual")), "{:?}", counter.toasts);
    counter.prove();
}
