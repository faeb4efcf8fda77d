//! How the seller sets them: typed as people write, asked about where it is much, taken back.

use warung::chat::action::{CategoryPress, ProductPress};
use warung::chat::incoming::Said;
use warung::chat::staff::product::Editable;
use warung::domain::product::Rule;
use warung::engine::input::Reply;

use super::*;

fn ask(counter: &mut Counter, rule: Rule) {
    tap(counter, ADMIN, ProductPress::Lower(NETFLIX, rule));
}

#[test]
fn each_lower_price_is_set_shown_taken_away_and_taken_back() {
    let mut counter = priced();
    counter.say(ADMIN, "/stock netflix");
    counter.press(ADMIN, "1. Netflix");
    counter.press(ADMIN, "🏷️ Diskon");
    has(&counter, ADMIN, "Harga biasa: <b>Rp50.000</b>");
    has(&counter, ADMIN, "tidak dijumlahkan");
    assert!(!labels(&counter, ADMIN).iter().any(|label| label.contains("Hapus")));
    counter.press(ADMIN, "Atur Diskon");
    counter.say(ADMIN, "10%");
    counter.say(ADMIN, "24-12-2026 31-12-2026");
    has(&counter, ADMIN, "<s>Rp50.000</s> Rp45.000");
    has(&counter, ADMIN, "Belum mulai · dari 24 Desember 2026, 00.00 WIB sampai 31 Desember");
    counter.press(ADMIN, "✅ Simpan");
    has(&counter, ADMIN, "10%, jadi <b>Rp45.000</b>");
    counter.press(ADMIN, "Atur Grosir");
    counter.say(ADMIN, "5=45rb\n10 40.000");
    has(&counter, ADMIN, "5+ Rp45.000\n10+ Rp40.000");
    counter.press(ADMIN, "Atur Harga Reseller");
    counter.say(ADMIN, "Rp 42.000,-");
    has(&counter, ADMIN, "Harga reseller: Rp42.000");
    let full = prices(&counter);
    assert!(full.promo.is_some() && full.steps.len() == 2 && full.reseller.is_some());
    for (label, gone) in [
        ("Hapus Diskon", "🏷️ Diskon: tidak ada"),
        ("Hapus Grosir", "Grosir: tidak ada"),
        ("Hapus Harga Reseller", "reseller: tidak ada"),
    ] {
        counter.press(ADMIN, label);
        has(&counter, ADMIN, gone);
        counter.press(ADMIN, "↩️ Urungkan");
        assert_eq!(prices(&counter), full, "{label}");
        counter.press(ADMIN, "🏷️ Diskon");
    }
    counter.prove();
}

/// The price on a product's card is not what buyers pay while a discount holds, its category's too.
#[test]
fn the_card_says_what_buyers_pay() {
    let mut counter = priced();
    counter.say(ADMIN, "/diskon 1|10%|24-12-2026|31-12-2026");
    tap(&mut counter, ADMIN, ProductPress::Card(NETFLIX));
    assert!(!html(&counter, ADMIN).contains("pembeli membayar"), "{}", html(&counter, ADMIN));
    counter.say(ADMIN, "/diskon 1|10%");
    tap(&mut counter, ADMIN, ProductPress::Card(NETFLIX));
    has(&counter, ADMIN, "pembeli membayar <b>Rp45.000</b>");
    counter.prove();
}

#[test]
fn whatever_else_is_typed_is_told_and_loses_nothing() {
    let mut counter = priced();
    counter.say(ADMIN, "/grosir 1|5+ 45000");
    let before = product(&counter, 1);
    let long = "9".repeat(4096);
    let odd = ["", " ", "<b>&{x}</b>", "🎉", "\u{202e}000", "gratis", "-5", "0"];
    for (rule, told) in [
        (Rule::Promo, "tidak dikenali"),
        (Rule::Steps, "tidak dikenali"),
        (Rule::Reseller, "tidak dikenali"),
    ] {
        for typed in odd.iter().copied().chain([&long[..]]) {
            ask(&mut counter, rule);
            counter.say(ADMIN, typed);
            if typed.len() < 100 {
                has(&counter, ADMIN, told);
            }
            assert_eq!(product(&counter, 1), before, "{rule:?} {typed}");
            counter.say(ADMIN, "/batal");
        }
        ask(&mut counter, rule);
        let photo = Said::Photo { file: "foto".into(), caption: String::new() };
        let update = counter.update(ADMIN, photo);
        assert_eq!(counter.apply(update), Reply::Done);
        counter.settle();
        has(&counter, ADMIN, "ketik jawabannya sebagai teks");
        // A key of the keyboard leads where it always does, and leaves the question.
        counter.say(ADMIN, "🛒 Kelola Produk");
        assert_eq!(product(&counter, 1), before);
    }
    for (rule, typed, told) in [
        (Rule::Promo, "100%", "tidak ada lagi yang dibayar"),
        (Rule::Promo, "50000", "tidak ada lagi yang dibayar"),
        (Rule::Steps, "5+ 50000", "lebih murah dari Rp50.000"),
        (Rule::Steps, "5+ 40000\n10+ 40000", "Tingkat 10+ harus lebih murah dari Rp40.000"),
        (Rule::Steps, "5+ 40000\n5+ 30000", "Tingkat 5+ ditulis dua kali"),
        (Rule::Steps, "1+ 40000", "mulai dari 2"),
        (Rule::Steps, "2 9\n3 8\n4 7\n5 6\n6 5\n7 4\n8 3", "Maksimal 6 tingkat"),
        (Rule::Reseller, "50000", "harus lebih murah dari harga biasa, Rp50.000"),
    ] {
        ask(&mut counter, rule);
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, told);
        assert_eq!(product(&counter, 1), before, "{typed}");
    }
    ask(&mut counter, Rule::Promo);
    counter.say(ADMIN, "10%");
    for (typed, told) in [
        ("besok", "tidak dikenali"),
        ("21-11-2026", "sudah lewat"),
        ("31-12-2026 30-12-2026", "sudah lewat"),
    ] {
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, told);
    }
    counter.say(ADMIN, "30");
    counter.press(ADMIN, "✅ Simpan");
    assert!(prices(&counter).promo.is_some());
    counter.prove();
}

#[test]
fn what_is_less_than_half_is_asked_once_more_and_owners_hear() {
    let mut counter = priced();
    ask(&mut counter, Rule::Steps);
    counter.say(ADMIN, "5+ 45000\n10+ 4000");
    has(&counter, ADMIN, "di bawah separuh harga biasa");
    assert_eq!(prices(&counter).steps, []);
    // A slip, put right by typing it anew.
    counter.say(ADMIN, "5+ 45000\n10+ 40000");
    assert_eq!(prices(&counter).steps.len(), 2);
    assert!(!counter.text(OWNER).contains("separuh"));
    ask(&mut counter, Rule::Reseller);
    counter.say(ADMIN, "20000");
    counter.press(ADMIN, "✅ Ya, Rp20.000");
    has(&counter, OWNER, "harga reseller dari Rp50.000 menjadi <b>Rp20.000</b>");
    ask(&mut counter, Rule::Promo);
    counter.say(ADMIN, "80%");
    counter.press(ADMIN, "Lewati");
    has(&counter, ADMIN, "Pastikan bukan salah ketik");
    counter.press(ADMIN, "✅ Ya, Rp10.000");
    has(&counter, OWNER, "diskon dari Rp50.000 menjadi <b>Rp10.000</b>");
    // By a command as well.
    counter.say(ADMIN, "/grosir 1|5+ 5000");
    assert_eq!(prices(&counter).steps.len(), 2);
    counter.press(ADMIN, "✅ Ya, Rp5.000");
    has(&counter, OWNER, "grosir dari Rp50.000 menjadi <b>Rp5.000</b>");
    let heard = counter.chats[&(OWNER as i64)].len();
    // What does not lower anything is no news.
    counter.say(ADMIN, "/diskon 1|10%");
    counter.say(ADMIN, "/grosir 1|-");
    counter.say(ADMIN, "/setprice 1|60000");
    assert_eq!(counter.chats[&(OWNER as i64)].len(), heard);
    counter.prove();
}

#[test]
fn a_list_price_below_a_lower_one_says_which_counts_no_more() {
    let mut counter = priced();
    counter.say(ADMIN, "/grosir 1|5+ 45000\n10+ 35000");
    ask(&mut counter, Rule::Reseller);
    counter.say(ADMIN, "42000");
    counter.say(ADMIN, "/setprice 1|40000");
    for words in ["Tidak dihitung", "Grosir 5+ Rp45.000", "Harga reseller Rp42.000"] {
        has(&counter, ADMIN, words);
    }
    assert!(!html(&counter, ADMIN).contains("10+"));
    counter.press(ADMIN, "Atur Produk");
    has(&counter, ADMIN, "Tidak dihitung");
    counter.press(ADMIN, "🏷️ Diskon");
    has(&counter, ADMIN, "Tidak dihitung");
    // Never a higher price.
    counter.say(SARI, "1");
    counter.press(SARI, "🖐️ x5");
    assert_eq!(in_cart(&counter, SARI), Some((5, 40_000)));
    assert!(!html(&counter, SARI).contains("5+ Rp45.000"));
    counter.prove();
}

#[test]
fn a_category_has_its_promo_by_buttons() {
    let mut counter = priced();
    counter.say(ADMIN, "/add -|Receh|Streaming|3000|-");
    let id = categories(&counter)[0].id;
    tap(&mut counter, ADMIN, CategoryPress::Card(id));
    counter.press(ADMIN, "🏷️ Diskon");
    has(&counter, ADMIN, "Belum ada diskon");
    counter.press(ADMIN, "Atur Diskon");
    counter.say(ADMIN, "100%");
    has(&counter, ADMIN, "tidak ada lagi yang dibayar");
    counter.say(ADMIN, "26000");
    counter.press(ADMIN, "Lewati");
    // One is too cheap for it, of the other more than half goes.
    for words in ["untuk <b>1</b> produk", "1 produk terlalu murah", "1 produk jadi lebih murah"] {
        has(&counter, ADMIN, words);
    }
    counter.press(ADMIN, "✅ Simpan");
    has(&counter, OWNER, "1 produk di kategori Streaming");
    counter.say(SARI, "/katalog");
    has(&counter, SARI, "<s>Rp50.000</s> Rp24.000");
    has(&counter, SARI, "Rp3.000");
    tap(&mut counter, ADMIN, CategoryPress::Promo(id));
    counter.press(ADMIN, "Hapus Diskon");
    assert_eq!(categories(&counter)[0].promo, None);
    counter.press(ADMIN, "↩️ Urungkan");
    assert!(categories(&counter)[0].promo.is_some());
    counter.prove();
}

/// Choices are in the category of their card, and a price that is lowered, or that comes into the
/// category, meets its discount as any other.
#[test]
fn however_a_discount_of_a_category_halves_a_price_owners_hear_of_it() {
    let mut counter = priced();
    let id = categories(&counter)[0].id;
    let heard = |counter: &Counter| counter.text(OWNER).matches("Lebih murah dari separuh").count();
    counter.say(ADMIN, "/varian 1|3 hari|30000");
    counter.say(ADMIN, "1 bulan");
    tap(&mut counter, ADMIN, CategoryPress::AskPromo(id));
    counter.say(ADMIN, "20000");
    counter.press(ADMIN, "Lewati");
    has(&counter, ADMIN, "untuk <b>2</b> produk");
    has(&counter, ADMIN, "1 produk jadi lebih murah");
    counter.press(ADMIN, "✅ Simpan");
    assert_eq!(heard(&counter), 1, "{}", counter.text(OWNER));
    // Rp50.000 falls to Rp35.000, and by the discount to Rp15.000.
    counter.say(ADMIN, "/setprice 1|35000");
    assert_eq!(heard(&counter), 2, "{}", counter.text(OWNER));
    counter.say(ADMIN, "/setprice 1|36000");
    assert_eq!(heard(&counter), 2, "{}", counter.text(OWNER));
    counter.say(ADMIN, "/add -|Murah|-|25000|-");
    tap(&mut counter, ADMIN, ProductPress::Edit(ProductId(4), Editable::Category));
    counter.say(ADMIN, "Streaming");
    assert_eq!(heard(&counter), 3, "{}", counter.text(OWNER));
    counter.prove();
}

#[test]
fn two_who_set_prices_at_once_do_not_undo_one_another() {
    let mut counter = priced();
    ask(&mut counter, Rule::Reseller);
    counter.say(OWNER, "/grosir 1|5+ 45000");
    counter.say(ADMIN, "42000");
    has(&counter, ADMIN, "sudah diubah orang lain");
    assert_eq!(prices(&counter).reseller, None);
    counter.say(ADMIN, "42000");
    assert_eq!((prices(&counter).steps.len(), prices(&counter).reseller.is_some()), (1, true));
    ask(&mut counter, Rule::Promo);
    counter.say(ADMIN, "10%");
    counter.press(ADMIN, "Lewati");
    counter.say(OWNER, "/setprice 1|60000");
    counter.press(ADMIN, "✅ Simpan");
    has(&counter, ADMIN, "sudah diubah orang lain");
    has(&counter, ADMIN, "<s>Rp60.000</s> Rp54.000");
    counter.press(ADMIN, "✅ Simpan");
    assert!(prices(&counter).promo.is_some());
    counter.prove();
}

#[test]
fn commands_say_how_they_are_written() {
    let mut counter = priced();
    for typed in ["/diskon", "/diskon 1", "/diskon 1|", "/diskon 1|10%|a|b|c"] {
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, "/diskon 1|10%");
    }
    for typed in ["/grosir", "/grosir 1", "/grosir 1|"] {
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, "/grosir 1|5+ 9000");
    }
    counter.say(ADMIN, "/diskon 99|10%");
    has(&counter, ADMIN, "Tidak ada produk nomor");
    counter.say(ADMIN, "/diskon 1|10%|2026-12-01|2026-12-31");
    has(&counter, ADMIN, "dari 1 Desember 2026, 00.00 WIB sampai 31 Desember 2026, 23.59 WIB");
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(prices(&counter).promo, None);
    counter.say(ADMIN, "/diskon 1|5000|-|31-12-2026");
    has(&counter, ADMIN, "Sedang berlaku · sampai 31 Desember 2026");
    counter.say(ADMIN, "/diskon 1|-");
    assert_eq!(prices(&counter).promo, None);
    // For others there are no such commands.
    for typed in ["/diskon 1|10%", "/grosir 1|5+ 9000", "/reseller 555"] {
        counter.say(SARI, typed);
    }
    assert_eq!(prices(&counter), Prices::default());
    counter.prove();
}
