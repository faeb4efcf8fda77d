//! What buyers read, in the seller's own words: written, looked at, saved, taken back, refused;
//! and buttons of the seller's own.

mod button;
mod cards;
mod config;

use warung::chat::action::WordingPress;
use warung::chat::incoming::Said;
use warung::domain::limit::MESSAGE_UNITS_MAX;
use warung::domain::message::Media;
use warung::domain::revision::By;
use warung::domain::shop::Language;
use warung::domain::wording::{OwnText, TEXTS, WordingId};
use warung::engine::input::Reply;
use warung::shop::revision;
use warung::store::read::Read;
use warung::words::format::units;

use crate::counter::{ADMIN, Counter, SARI, shop};
use crate::desk::{RINA, desk, has, html, labels, tap};
use crate::verb::run;

const ENGLISH: Language = Language(*b"en");

/// A text by its key, in Indonesian.
pub fn of(key: &str) -> WordingId {
    let text = TEXTS.iter().find(|text| text.key == key).expect("such a text");
    WordingId { text: text.number, language: Language::INDONESIAN }
}

pub fn rows(counter: &Counter) -> Vec<OwnText> {
    counter.core.store().snap().unwrap().all(0, 999).unwrap()
}

fn ask(counter: &mut Counter, person: u64, key: &str) {
    tap(counter, person, WordingPress::Edit(of(key)));
}

/// Writes a text anew.
pub fn write(counter: &mut Counter, key: &str, text: &str) {
    ask(counter, ADMIN, key);
    counter.say(ADMIN, text);
    counter.press(ADMIN, "✅ Simpan");
}

/// The same with formats of Telegram's.
fn say_formatted(counter: &mut Counter, person: u64, text: &str, html: &str) {
    let said = Said::Formatted { text: text.into(), html: html.into() };
    let update = counter.update(person, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

#[test]
fn the_greeting_is_the_sellers_own_at_once_and_in_one_language() {
    let mut counter = desk();
    counter.say(ADMIN, "/admin");
    assert!(labels(&counter, ADMIN)[0].contains("Kelola Respon Bot"), "the first of all");
    counter.press(ADMIN, "Kelola Respon Bot");
    counter.press(ADMIN, "👋 Sapaan");
    counter.press(ADMIN, "1");
    has(&counter, ADMIN, "Selamat datang di <b>{toko}</b>");
    has(&counter, ADMIN, "{nama} {transaksi} {toko} {pengguna}");
    counter.press(ADMIN, "✏️ Ubah");
    counter.say(ADMIN, "Halo <b>{nama}</b>, ini <i>{toko}</i> &amp; kawan");
    has(&counter, ADMIN, "Halo <b>Orang</b>, ini <i>Toko Sari</i> &amp; kawan");
    counter.press(ADMIN, "✅ Simpan");
    counter.say(SARI, "/start");
    assert_eq!(html(&counter, SARI), "Halo <b>Sari</b>, ini <i>Toko Sari</i> &amp; kawan");
    counter.prove();
}

#[test]
fn plain_words_are_taken_as_they_are() {
    let mut counter = desk();
    ask(&mut counter, ADMIN, "home-greeting");
    counter.say(ADMIN, "Halo {nama}, ini {toko} & kawan <3");
    has(&counter, ADMIN, "Begini yang akan dibaca pembeli");
    has(&counter, ADMIN, "Halo Orang, ini Toko Sari &amp; kawan &lt;3");
    counter.say(SARI, "/start");
    has(&counter, SARI, "Selamat datang");
    counter.press(ADMIN, "✅ Simpan");
    has(&counter, ADMIN, "Tersimpan");
    counter.say(SARI, "/start");
    assert_eq!(html(&counter, SARI), "Halo Sari, ini Toko Sari &amp; kawan &lt;3");
    let kept = rows(&counter);
    let written = "Halo { $name }, ini { $store } &amp; kawan &lt;3".to_owned();
    assert_eq!(kept[0].text, Some(written));
    // In English it is as it comes.
    counter.say(SARI, "ℹ️ Informasi");
    counter.press(SARI, "English");
    has(&counter, SARI, "Welcome");
    counter.prove();
}

#[test]
fn what_is_saved_is_taken_back_and_every_version_is_one_tap_away() {
    let mut counter = desk();
    for text in ["Satu", "<b>Dua</b> {nama}", "Tiga"] {
        write(&mut counter, "home-greeting", text);
    }
    has(&counter, ADMIN, "Tersimpan");
    counter.press(ADMIN, "↩️ Urungkan");
    let undone = html(&counter, ADMIN);
    assert!(undone.contains("Sudah diurungkan.") && !undone.contains("Tersimpan"), "{undone}");
    assert!(counter.toasts.last().unwrap().contains("diurungkan"), "{:?}", counter.toasts);
    counter.say(SARI, "/start");
    assert_eq!(html(&counter, SARI), "<b>Dua</b> Sari");
    tap(&mut counter, RINA, WordingPress::Of(of("home-greeting")));
    counter.press(RINA, "🕘 Versi");
    for words in ["Satu", "Dua {nama}", "Tiga", "22 November 2026", "Orang", "(sekarang)"] {
        has(&counter, RINA, words);
    }
    let back = labels(&counter, RINA).into_iter().find(|it| it.ends_with("Satu")).unwrap();
    counter.press(RINA, &back);
    counter.say(SARI, "/start");
    assert_eq!(html(&counter, SARI), "Satu");
    // What comes back is said before.
    has(&counter, RINA, "<b>♻️ Bawaan</b> mengembalikan teks ini:\n<i>Hai, {nama}");
    counter.press(RINA, "♻️ Bawaan");
    assert!(!labels(&counter, RINA).contains(&"♻️ Bawaan".to_owned()));
    counter.say(SARI, "/start");
    has(&counter, SARI, "Selamat datang");
    assert_eq!(rows(&counter), []);
    counter.press(RINA, "↩️ Urungkan");
    counter.say(SARI, "/start");
    assert_eq!(html(&counter, SARI), "Satu");
    counter.prove();
}

#[test]
fn telegrams_own_formats_are_kept() {
    let mut counter = desk();
    ask(&mut counter, ADMIN, "home-greeting");
    let formatted = "<b>Halo {nama}</b> <tg-spoiler>rahasia</tg-spoiler> \
                     <tg-emoji emoji-id=\"5368\">👍</tg-emoji>";
    say_formatted(&mut counter, ADMIN, "Halo {nama} rahasia 👍", formatted);
    counter.press(ADMIN, "✅ Simpan");
    counter.say(SARI, "/start");
    assert_eq!(html(&counter, SARI), formatted.replace("{nama}", "Sari"));
    // A formatted word is a word wherever no format is asked for.
    say_formatted(&mut counter, SARI, "/start", "<b>/start</b>");
    has(&counter, SARI, "Halo Sari");
    say_formatted(&mut counter, SARI, "Semua Produk", "<i>Semua Produk</i>");
    has(&counter, SARI, "Daftar Semua Produk");
    counter.prove();
}

/// What cannot be used is said with its place or with what there is, and the question stays open.
#[test]
fn what_is_wrong_is_told_and_loses_nothing() {
    let mut counter = desk();
    let long = "a".repeat(2_600);
    let very = "<b>".repeat(6_000);
    for (key, text, told) in [
        ("home-greeting", "Halo {nma}", "Isian <b>{nma}</b> tidak dikenal"),
        ("home-greeting", "Halo {nma}", "{nama}, {transaksi}, {toko}, {pengguna}"),
        ("cart-title", "{toko}", "tidak punya isian"),
        ("home-greeting", "Halo {nama", "Baris 1, karakter 6: kurung kurawal"),
        ("home-greeting", "satu\n} dua", "Baris 2, karakter 1: kurung kurawal"),
        ("home-greeting", "satu\n<b>dua", "Baris 2, karakter 1: tag <code>&lt;b&gt;</code> belum"),
        ("home-greeting", "<b>x</i>", "<code>&lt;/i&gt;</code> menutup <code>&lt;b&gt;</code>"),
        ("home-greeting", "<h1>x</h1>", "Telegram tidak mengenal tag <code>&lt;h1&gt;</code>"),
        ("home-greeting", "<b>a & b</b>", "harus ditulis"),
        ("home-greeting", "<a onclick=\"x\">y</a>", "tidak boleh memuat itu"),
        ("home-greeting", &long, "terlalu panjang: 2.600"),
        ("home-greeting", &very, "belum ditutup"),
        ("home-greeting", " \u{200b} ", ""),
        ("invoice-caption", "Bayar {bayar} ya", "{invoice}, {daftar}, {rincian}, {batas}"),
        ("goods-content", "{barang}", "<b>{barang}</b> harus memakai format monospace"),
        ("invoice-paid", "<b title=\"{rincian}\">{invoice} {rincian}</b>", "tidak boleh"),
        ("invoice-paid", "<a href=\"{rincian}\">x</a> {invoice} {rincian}", "di dalam tag HTML"),
        ("toast-wait", "satu\ndua", "satu baris"),
        ("toast-wait", "a <b>", "tampil apa adanya"),
        ("toast-wait", &"x".repeat(201), "terlalu panjang: 201"),
    ] {
        ask(&mut counter, ADMIN, key);
        counter.say(ADMIN, text);
        let shown = html(&counter, ADMIN);
        assert!(shown.contains(told), "{key}, {text:.40}: {told:?} in {shown}");
        assert!(!labels(&counter, ADMIN).contains(&"✅ Simpan".to_owned()) || told.is_empty());
    }
    let said = Said::Photo { file: "x".into(), caption: String::new() };
    let update = counter.update(ADMIN, said);
    ask(&mut counter, ADMIN, "home-greeting");
    counter.apply(update);
    counter.settle();
    has(&counter, ADMIN, "ketik jawabannya sebagai teks");
    counter.say(ADMIN, "a\n/add -|x|-|1|-");
    has(&counter, ADMIN, "lebih dari satu perintah");
    assert_eq!(rows(&counter), []);
    counter.prove();
}

#[test]
fn cancel_and_keys_leave_and_are_never_saved() {
    let mut counter = desk();
    for said in ["❌ Batal", "Batal", "/batal", "🛍️ Semua Produk", "/start"] {
        ask(&mut counter, ADMIN, "home-greeting");
        counter.say(ADMIN, "Draf");
        counter.say(ADMIN, said);
        assert!(!labels(&counter, ADMIN).contains(&"✅ Simpan".to_owned()), "{said}");
        counter.say(ADMIN, "kata lain");
    }
    assert_eq!(rows(&counter), []);
    // Another text takes the place of the draft.
    ask(&mut counter, ADMIN, "home-greeting");
    for text in ["Satu", "Dua"] {
        counter.say(ADMIN, text);
        has(&counter, ADMIN, text);
    }
    counter.press(ADMIN, "✅ Simpan");
    assert_eq!(rows(&counter)[0].text.as_deref(), Some("Dua"));
    counter.prove();
}

#[test]
fn two_at_once_do_not_write_over_one_another() {
    let mut counter = desk();
    ask(&mut counter, RINA, "home-greeting");
    counter.say(RINA, "Dari Rina");
    tap(&mut counter, ADMIN, WordingPress::Of(of("home-greeting")));
    write(&mut counter, "home-greeting", "Dari Admin");
    counter.press(RINA, "✅ Simpan");
    has(&counter, RINA, "Baru saja diubah orang lain");
    has(&counter, RINA, "Dari Rina");
    assert_eq!(rows(&counter)[0].text.as_deref(), Some("Dari Admin"));
    counter.press(RINA, "✅ Simpan");
    assert_eq!(rows(&counter)[0].text.as_deref(), Some("Dari Rina"));
    counter.prove();
}

/// A sale from the invoice to the goods, all of it in the seller's words.
#[test]
fn a_sale_speaks_the_sellers_words() {
    let mut counter = desk();
    for (key, text) in [
        ("product-card", "🎬 {nama}: {harga}, sisa {stok}"),
        ("cart-total", "JUMLAH {total}"),
        (
            "invoice-caption",
            "TAGIHAN {invoice}\n{daftar}\n{rincian}\nBAYAR {bayar} sebelum {batas}",
        ),
        ("invoice-paid", "LUNAS {invoice}\n{rincian}"),
        ("goods-header", "BARANG {invoice}"),
        ("goods-content", "Isi: <code>{barang}</code>"),
        ("goods-footer", "SIMPAN"),
        ("invoice-expired", "HABIS WAKTU {invoice}"),
        ("refusal-sold-out", "Yah, habis."),
        ("toast-quantity", "Jadi {banyak}"),
    ] {
        write(&mut counter, key, text);
    }
    counter.say(SARI, "1");
    has(&counter, SARI, "🎬 Netflix: Rp50.000, sisa 4");
    counter.checkout(SARI, 1, 1);
    let said: Vec<String> =
        counter.chats[&(SARI as i64)].iter().map(|shown| shown.screen.html.clone()).collect();
    assert!(said.iter().any(|html| html.starts_with("TAGIHAN W-000001\n• Netflix")), "{said:?}");
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let all: Vec<String> =
        counter.chats[&(SARI as i64)].iter().map(|shown| shown.screen.html.clone()).collect();
    for words in ["LUNAS W-000001", "BARANG W-000001", "Isi: <code>a@x|1</code>", "SIMPAN"] {
        assert!(all.iter().any(|html| html.contains(words)), "{words}: {all:?}");
    }
    assert!(counter.order(1).paid());
    counter.prove();
}

/// As a newer program, or a damaged copy, may leave one.
#[test]
fn a_text_that_cannot_be_used_falls_back_and_is_told_once() {
    let mut counter = desk();
    counter.say(RINA, "/start");
    write(&mut counter, "home-greeting", "Halo {nama}");
    let (id, now) = (of("home-greeting"), counter.now);
    let text = Some("Halo { $nothing }".to_owned());
    let bad = OwnText { text, ..OwnText::new(id) };
    let strange = WordingId { text: 60_000, ..id };
    let unknown = OwnText { text: Some("x".into()), ..OwnText::new(strange) };
    run(counter.core.store(), now, &shop(), |ctx| {
        revision::put(ctx, By::Machine, &bad)?;
        revision::put(ctx, By::Machine, &unknown)
    })
    .unwrap();
    for _ in 0..3 {
        counter.say(SARI, "/start");
        has(&counter, SARI, "Selamat datang");
    }
    let told = |counter: &Counter, person: u64| {
        let chat = counter.chats[&(person as i64)].iter();
        chat.filter(|shown| shown.screen.html.contains("kembali ke bawaan")).count()
    };
    assert_eq!((told(&counter, ADMIN), told(&counter, RINA)), (1, 1));
    assert_eq!(rows(&counter), [unknown], "one of a newer program is left alone");
    // What was there before is among its versions.
    tap(&mut counter, ADMIN, WordingPress::Of(id));
    counter.press(ADMIN, "🕘 Versi");
    let back = labels(&counter, ADMIN).into_iter().find(|it| it.ends_with("Halo {nama}")).unwrap();
    counter.press(ADMIN, &back);
    counter.say(SARI, "/start");
    assert_eq!(html(&counter, SARI), "Halo Sari");
}

#[test]
fn how_to_order_has_a_picture_that_is_taken_back() {
    let mut counter = desk();
    counter.files.insert("cara".into(), vec![0xff, 0xd8, 1]);
    tap(&mut counter, ADMIN, WordingPress::Of(of("help-order")));
    counter.press(ADMIN, "🖼️ Foto");
    counter.say(ADMIN, "bukan foto");
    has(&counter, ADMIN, "foto");
    let said = Said::Photo { file: "cara".into(), caption: String::new() };
    let update = counter.update(ADMIN, said);
    counter.apply(update);
    counter.settle();
    has(&counter, ADMIN, "Fotonya sudah dipasang");
    counter.say(SARI, "📘 Cara Order");
    assert!(matches!(counter.last(SARI).screen.media, Media::Picture(_)));
    // Below it there is less room.
    ask(&mut counter, ADMIN, "help-order");
    counter.say(ADMIN, &"a".repeat(1_100));
    has(&counter, ADMIN, "hanya muat 1.024 karakter");
    write(&mut counter, "help-order", "Tekan <b>Semua Produk</b>.");
    counter.say(SARI, "/help");
    assert!(matches!(counter.last(SARI).screen.media, Media::Picture(_)));
    assert_eq!(html(&counter, SARI), "Tekan <b>Semua Produk</b>.");
    counter.press(ADMIN, "🖼️ Foto");
    counter.press(ADMIN, "Hapus Foto");
    counter.say(SARI, "/help");
    assert!(counter.last(SARI).screen.media == Media::None);
    counter.press(ADMIN, "↩️ Urungkan");
    counter.say(SARI, "/help");
    assert!(matches!(counter.last(SARI).screen.media, Media::Picture(_)));
    counter.prove();
}

#[test]
fn a_language_that_is_not_the_shops_is_written_apart() {
    let mut counter = desk();
    counter.say(ADMIN, "/respon");
    counter.press(ADMIN, "English");
    counter.press(ADMIN, "👋 Sapaan");
    counter.press(ADMIN, "1");
    has(&counter, ADMIN, "Welcome to <b>{toko}</b>");
    counter.press(ADMIN, "✏️ Ubah");
    // Names of either language, and of the program, are understood.
    counter.say(ADMIN, "Hi {name} at {TOKO}, {users} {$sales}");
    counter.press(ADMIN, "✅ Simpan");
    assert_eq!(rows(&counter)[0].id, WordingId { language: ENGLISH, ..of("home-greeting") });
    counter.say(SARI, "/start");
    has(&counter, SARI, "Selamat datang");
    counter.say(SARI, "ℹ️ Informasi");
    counter.press(SARI, "English");
    assert_eq!(html(&counter, SARI), "Hi Sari at Toko Sari, 2 0");
    counter.prove();
}

/// However much a seller writes around them, what a cart comes to is never cut off.
#[test]
fn long_texts_leave_the_total_in_its_place() {
    let mut counter = desk();
    for number in 3..=12 {
        let name = format!("{number} {}", "😈".repeat(70));
        counter.say(ADMIN, &format!("/add -|{name}|-|1000|-"));
        counter.fill(&format!("{number}|x{number}@x|1"));
    }
    counter.take_transfers();
    let long = "x".repeat(380);
    write(&mut counter, "cart-title", &long);
    write(&mut counter, "cart-total", &format!("{long} {{total}}"));
    write(
        &mut counter,
        "cart-line",
        &format!("{} {{nama}} {{banyak}} {{subtotal}}", "y".repeat(100)),
    );
    write(&mut counter, "payment-method", &format!("{} {{daftar}} JADI {{total}}", long.repeat(2)));
    for number in 3..=12 {
        counter.pick(SARI, number, 1);
    }
    counter.say(SARI, "/keranjang");
    let shown = html(&counter, SARI);
    assert!(units(&shown) <= MESSAGE_UNITS_MAX && shown.ends_with("Rp10.000"), "{shown}");
    counter.press(SARI, "Lanjut ke Pembayaran");
    let shown = html(&counter, SARI);
    assert!(units(&shown) <= MESSAGE_UNITS_MAX && shown.contains("JADI Rp10.000"), "{shown}");
    counter.prove();
}
