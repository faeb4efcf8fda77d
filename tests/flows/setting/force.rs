//! Each setting in force at once: what it changes for buyers and staff.

use warung::domain::message::Keys;
use warung::domain::time::Span;

use super::{ask, has, open};
use crate::counter::{ADMIN, SARI};
use crate::desk::{desk, html, labels};

#[test]
fn an_invoice_stands_as_long_as_it_was_given() {
    let mut counter = desk();
    ask(&mut counter, ADMIN, "Batas waktu bayar");
    counter.say(ADMIN, "45");
    counter.checkout(SARI, 1, 1);
    assert!(counter.text(SARI).contains("45 menit lagi"), "{}", counter.text(SARI));
    // A shorter time is for newer ones.
    ask(&mut counter, ADMIN, "Batas waktu bayar");
    counter.say(ADMIN, "5");
    counter.pass(Span::minutes(40));
    assert!(counter.order(1).open());
    counter.prove();
    counter.pass(Span::minutes(10));
    assert!(!counter.order(1).open());
    counter.prove();
}

#[test]
fn a_product_without_a_mark_is_low_by_the_shops() {
    let mut counter = desk();
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "Netflix");
    assert!(!html(&counter, ADMIN).contains("menipis"));
    ask(&mut counter, ADMIN, "Batas stok menipis");
    counter.say(ADMIN, "4");
    counter.say(ADMIN, "/stock");
    assert!(labels(&counter, ADMIN).iter().any(|it| it.contains("ipis") && it.contains('1')));
    counter.press(ADMIN, "Netflix");
    has(&counter, ADMIN, "menipis");
}

#[test]
fn the_contact_of_the_chat_is_where_buyers_are_led() {
    let mut counter = desk();
    ask(&mut counter, ADMIN, "Kontak untuk pembeli");
    counter.say(ADMIN, "@tokosari");
    counter.say(SARI, "📘 Cara Order");
    let url = |counter: &crate::counter::Counter| format!("{:?}", counter.last(SARI).screen.keys);
    assert!(url(&counter).contains("https://t.me/tokosari"), "{}", url(&counter));
    counter.press(ADMIN, "♻️ Bawaan");
    counter.say(SARI, "📘 Cara Order");
    assert!(!url(&counter).contains("tokosari"));
}

#[test]
fn a_language_that_is_not_offered_is_not_spoken() {
    let mut counter = desk();
    counter.say(SARI, "ℹ️ Informasi");
    counter.press(SARI, "English");
    assert!(
        counter.say(SARI, "/start").screen.html.contains("Welcome"),
        "{}",
        html(&counter, SARI)
    );
    open(&mut counter, ADMIN, "Bahasa toko");
    counter.press(ADMIN, "✅ English");
    has(&counter, ADMIN, "Sekarang: <b>Bahasa Indonesia</b>");
    assert!(!counter.say(SARI, "/start").screen.html.contains("Welcome"));
    counter.say(SARI, "ℹ️ Informasi");
    assert!(!labels(&counter, SARI).iter().any(|it| it.contains("English")));
    counter.press(ADMIN, "⬜ English");
    assert!(counter.say(SARI, "/start").screen.html.contains("Welcome"));
}

#[test]
fn the_keyboard_has_the_rows_in_their_order() {
    let mut counter = desk();
    let rows =
        |counter: &mut crate::counter::Counter| match &counter.say(SARI, "/start").screen.keys {
            Keys::Reply(rows) => rows.iter().map(|row| row[0].clone()).collect::<Vec<_>>(),
            keys => panic!("{keys:?}"),
        };
    let before = rows(&mut counter);
    assert_eq!(before[0], "🛍️ Semua Produk");
    open(&mut counter, ADMIN, "Susunan tombol menu");
    counter.press(ADMIN, "✅ 🏷️ Cek Stok");
    assert!(!rows(&mut counter).contains(&"🏷️ Cek Stok".to_owned()));
    counter.press(ADMIN, "⬜ 🏷️ Cek Stok");
    assert_eq!(rows(&mut counter).last().unwrap(), "🏷️ Cek Stok", "below the others");
    counter.press(ADMIN, "⬆️ Naik");
    assert_eq!(rows(&mut counter)[0], "ℹ️ Informasi", "the second is the first now");
    // The way to the products stays, and what is hidden can be typed.
    counter.press(ADMIN, "✅ 🛍️ Semua Produk");
    assert!(counter.toasts.last().unwrap().contains("harus ada"), "{:?}", counter.toasts.last());
    counter.press(ADMIN, "♻️ Bawaan");
    assert_eq!(rows(&mut counter), before);
    counter.prove();
}
