//! The seller's side: made, named, put in order, hidden, archived, taken back.

use warung::chat::action::{CategoryPress, ProductPress, VariantPress};
use warung::chat::incoming::Said;
use warung::chat::staff::product::{Editable, KindField, KindPick};
use warung::domain::id::{CategoryId, ProductId};
use warung::domain::limit::{NAME_CHARS_MAX, VARIANT_LABEL_CHARS_MAX, VARIANTS_MAX};
use warung::domain::message::Media;
use warung::engine::input::Reply;
use warung::shop::undo::Act;
use warung::store::schema::Table;

use crate::gallery::shop::make;

use super::{
    ADMIN, Counter, HEAD, QUARTER, RINA, SARI, YEAR, choices, desk, has, html, labels, names, open,
    product, products, revisions, tap, variant,
};

fn edit(counter: &mut Counter, id: ProductId, what: Editable, answer: &str) {
    tap(counter, ADMIN, ProductPress::Edit(id, what));
    counter.say(ADMIN, answer);
}

#[test]
fn a_product_gets_choices_and_keeps_what_it_has() {
    let mut counter = desk();
    counter.checkout(SARI, 1, 1);
    open(&mut counter, ADMIN, "1. Netflix");
    counter.press(ADMIN, "🧩 Varian");
    has(&counter, ADMIN, "belum punya varian");
    counter.press(ADMIN, "➕ Tambah Varian");
    has(&counter, ADMIN, "Beri nama dulu");
    counter.say(ADMIN, "1 bulan");
    counter.say(ADMIN, "3 bulan");
    has(&counter, ADMIN, "Netflix · 3 bulan");
    counter.say(ADMIN, "120rb");
    has(&counter, ADMIN, "Yang sekarang menjadi varian <b>1 bulan</b>");
    // Nothing is so before it is looked at.
    assert!(products(&counter).iter().all(|it| it.variant.is_none()));
    counter.press(ADMIN, "✅ Simpan");
    has(&counter, ADMIN, "3. Netflix · 3 bulan</b> sudah di etalase, harga Rp120.000");
    assert_eq!(names(&counter), ["Netflix · 1 bulan", "Canva", "Netflix · 3 bulan"]);
    let (head, other) = (product(&counter, 1), product(&counter, 3));
    assert!(head.heads() && head.card() == "Netflix" && other.below() == Some(HEAD));
    assert_eq!((other.number, other.category), (3, head.category));
    // The open order goes on as it was.
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid());
    counter.prove();
    // All of it is taken back in one.
    counter.press(ADMIN, "↩️ Urungkan");
    let head = product(&counter, 1);
    assert_eq!((head.name.as_str(), &head.variant), ("Netflix", &None));
    assert!(!product(&counter, 3).on_shelf);
    counter.prove();
    // What was made is in the archive, and a product of its own when it comes back.
    counter.say(ADMIN, "/undel 3");
    let back = product(&counter, 3);
    assert!(back.on_shelf && back.variant.is_none());
    counter.prove();
}

#[test]
fn bad_labels_and_prices_are_told_and_lose_nothing() {
    let mut counter = choices();
    let before = revisions(&counter);
    tap(&mut counter, ADMIN, VariantPress::New(HEAD));
    let long = "x".repeat(VARIANT_LABEL_CHARS_MAX + 1);
    for (typed, words) in [
        (" ", "Nama"),
        (&long, "terlalu panjang"),
        ("3 BULAN", "sudah dipakai varian lain"),
        ("a\nb", "satu baris"),
        ("a@b.id|rahasia99", "tampak seperti akun"),
    ] {
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, words);
        has(&counter, ADMIN, "Ketik nama variannya");
    }
    counter.say(ADMIN, "<6> & \"{x}\" 🎬");
    has(&counter, ADMIN, "Netflix · &lt;6&gt;");
    for typed in ["", "murah", "-5", "٣"] {
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, "Ketik harganya");
    }
    assert_eq!(revisions(&counter), before);
    // In one line the same is refused.
    for (typed, words) in [
        ("/varian", "/varian 1|3 bulan|25000"),
        ("/varian 1|x", "/varian 1|3 bulan|25000"),
        ("/varian 99|x|5000", "Tidak ada produk nomor"),
        ("/varian 1|1 Bulan|5000", "sudah dipakai varian lain"),
        ("/varian 1|x|murah", "murah"),
        ("/varian 1|x|5000|2", "Nomor <b>2</b> sudah dipakai"),
    ] {
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, words);
    }
    assert_eq!(revisions(&counter), before);
    // A choice's own number means its card as well, and the number may be chosen.
    counter.say(ADMIN, "/varian 3|6 bulan|200000|77");
    assert_eq!(product(&counter, 5).number, 77);
    assert_eq!(product(&counter, 5).below(), Some(HEAD));
    counter.prove();
}

#[test]
fn a_card_has_a_bound_and_a_name_that_fits() {
    let mut counter = choices();
    for nth in 3..VARIANTS_MAX {
        counter.say(ADMIN, &format!("/varian 1|Paket {nth}|{}000", nth + 1));
        has(&counter, ADMIN, "sudah di etalase");
    }
    counter.say(ADMIN, "/varian 1|Lagi|9000");
    has(&counter, ADMIN, "maksimal 12 varian");
    tap(&mut counter, ADMIN, VariantPress::Of(HEAD));
    assert!(!labels(&counter, ADMIN).iter().any(|label| label.contains("Tambah Varian")));
    tap(&mut counter, ADMIN, VariantPress::New(HEAD));
    assert!(counter.toasts.last().unwrap().contains("maksimal 12 varian"));
    // A longer name of the card is refused where it fits on one of its choices no more.
    edit(&mut counter, HEAD, Editable::Name, &"n".repeat(NAME_CHARS_MAX - 10));
    has(&counter, ADMIN, "maksimal 80 karakter");
    assert_eq!(product(&counter, 3).name.as_str(), "Netflix · 3 bulan");
    counter.say(ADMIN, &"n".repeat(NAME_CHARS_MAX - 11));
    assert!(names(&counter)[2].ends_with("n · 3 bulan"));
    counter.prove();
}

#[test]
fn a_name_changes_all_names_at_once_and_back() {
    let mut counter = choices();
    // By any of the choices.
    edit(&mut counter, QUARTER, Editable::Name, "Netflix 4K");
    let all = ["Netflix 4K · 1 bulan", "Canva", "Netflix 4K · 3 bulan", "Netflix 4K · 1 tahun"];
    assert_eq!(names(&counter), all);
    counter.prove();
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(names(&counter)[2], "Netflix · 3 bulan");
    tap(&mut counter, ADMIN, VariantPress::Of(YEAR));
    tap(&mut counter, ADMIN, VariantPress::Label(QUARTER));
    has(&counter, ADMIN, "Nama varian sekarang: <b>3 bulan</b>");
    counter.say(ADMIN, "90 hari");
    assert_eq!(product(&counter, 3).name.as_str(), "Netflix · 90 hari");
    has(&counter, ADMIN, "90 hari");
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(product(&counter, 3).name.as_str(), "Netflix · 3 bulan");
    // Two sellers at one label: the second sees what it is by now.
    tap(&mut counter, ADMIN, VariantPress::Label(QUARTER));
    tap(&mut counter, RINA, VariantPress::Label(QUARTER));
    counter.say(RINA, "Triwulan");
    counter.say(ADMIN, "Kuartal");
    has(&counter, ADMIN, "diubah orang lain");
    has(&counter, ADMIN, "Triwulan");
    counter.say(ADMIN, "Kuartal");
    assert_eq!(variant(&counter, QUARTER).label.as_str(), "Kuartal");
    counter.prove();
}

#[test]
fn two_sellers_may_begin_a_card_at_once() {
    let mut counter = desk();
    for person in [ADMIN, RINA] {
        tap(&mut counter, person, VariantPress::New(HEAD));
    }
    counter.say(ADMIN, "1 bulan");
    counter.say(ADMIN, "3 bulan");
    counter.say(ADMIN, "90000");
    counter.press(ADMIN, "✅ Simpan");
    // It is a choice by now, and needs no other first label.
    counter.say(RINA, "Bulanan");
    has(&counter, RINA, "Ketik nama variannya");
    counter.say(RINA, "3 bulan");
    has(&counter, RINA, "sudah dipakai varian lain");
    counter.say(RINA, "1 tahun");
    counter.say(RINA, "300000");
    for save in [0, 1].map(|_| counter.pressed(RINA, "✅ Simpan")) {
        counter.apply(save);
    }
    counter.settle();
    assert_eq!(names(&counter).len(), 4, "two taps are one");
    let (first, other) = (counter.button(ADMIN, "↩️ Urungkan"), variant(&counter, HEAD));
    assert_eq!(variant(&counter, HEAD).label.as_str(), "1 bulan");
    // Nothing is added to a card that is off the shelf by then, and what was typed is not lost.
    tap(&mut counter, RINA, VariantPress::New(HEAD));
    counter.say(RINA, "7 hari");
    counter.say(RINA, "9000");
    counter.say(ADMIN, "/del 1");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.press(RINA, "✅ Simpan");
    has(&counter, RINA, "sudah tidak dijual");
    counter.say(ADMIN, "/undel 1");
    counter.say(RINA, "sekarang?");
    counter.press(RINA, "✅ Simpan");
    has(&counter, RINA, "Netflix · 7 hari");
    // What the first of them did can no more be taken back: the other's choice needs it.
    let said = Said::Button { callback: "c".into(), message: Some(first.0), data: first.1 };
    let update = counter.update(ADMIN, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
    assert!(counter.toasts.last().unwrap().contains("perubahan baru"));
    assert_eq!(variant(&counter, HEAD), other);
    counter.prove();
}

#[test]
fn choices_stand_in_the_order_that_sellers_give() {
    let mut counter = choices();
    let order = |counter: &mut Counter| {
        counter.say(SARI, "1");
        let mut there = labels(counter, SARI);
        there.truncate(3);
        there.into_iter().map(|it| it.split(" · ").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(order(&mut counter), ["1 bulan", "3 bulan", "1 tahun"]);
    tap(&mut counter, ADMIN, VariantPress::Shift { product: YEAR, up: true });
    assert_eq!(order(&mut counter), ["1 bulan", "1 tahun", "3 bulan"]);
    tap(&mut counter, ADMIN, VariantPress::Shift { product: HEAD, up: false });
    assert_eq!(order(&mut counter), ["1 tahun", "1 bulan", "3 bulan"]);
    tap(&mut counter, ADMIN, VariantPress::Shift { product: YEAR, up: true });
    assert!(counter.toasts.last().unwrap().contains("Sudah di ujung"));
    counter.prove();
}

#[test]
fn a_card_takes_its_choices_off_the_shelf_and_back() {
    let mut counter = choices();
    // One went off before, by itself.
    counter.say(ADMIN, "/del 4");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.say(ADMIN, "/del 1");
    has(&counter, ADMIN, "Arsipkan Netflix dengan 2 variannya?");
    has(&counter, ADMIN, "6 unit tersisa");
    counter.press(ADMIN, "Ya, Arsipkan");
    has(&counter, ADMIN, "dengan 2 variannya sudah diarsipkan");
    assert!(products(&counter).iter().filter(|it| it.on_shelf).map(|it| it.id.0).eq([2]));
    counter.prove();
    counter.press(ADMIN, "↩️ Urungkan");
    assert!(product(&counter, 3).on_shelf && !product(&counter, 4).on_shelf);
    counter.prove();
    counter.say(ADMIN, "/del 1");
    counter.press(ADMIN, "Ya, Arsipkan");
    // What went with it is to be seen in the archive, and changed once it is back.
    tap(&mut counter, ADMIN, VariantPress::Of(HEAD));
    assert_eq!(labels(&counter, ADMIN), ["1 bulan", "3 bulan", "⬅️ Kembali"]);
    tap(&mut counter, ADMIN, VariantPress::Shift { product: QUARTER, up: true });
    has(&counter, ADMIN, "produk di etalase");
    // By its own name, as somebody adds it anew.
    counter.say(ADMIN, "/add -|Netflix|-|9000|-");
    has(&counter, ADMIN, "sudah ada di arsip");
    counter.say(ADMIN, "/batal");
    // A number is given away meanwhile.
    counter.say(ADMIN, "/add 3|Baru|-|9000|-");
    counter.press(ADMIN, "Tambah Baru");
    counter.say(ADMIN, "/undel 1");
    has(&counter, ADMIN, "dengan 2 varian, stok 6");
    assert!(product(&counter, 1).on_shelf && product(&counter, 3).on_shelf);
    assert!(product(&counter, 3).number != 3 && !product(&counter, 4).on_shelf);
    counter.prove();
    counter.press(ADMIN, "↩️ Urungkan");
    assert!(!product(&counter, 1).on_shelf && !product(&counter, 3).on_shelf);
    // A choice that is wanted back brings its card with it.
    counter.say(ADMIN, "/undel 4");
    assert!([1, 3, 4].iter().all(|id| product(&counter, *id).on_shelf));
    counter.prove();
}

#[test]
fn a_choice_comes_back_to_its_card_as_it_is_by_then() {
    let mut counter = choices();
    counter.say(ADMIN, "/del 3");
    has(&counter, ADMIN, "Arsipkan 3. Netflix · 3 bulan?");
    has(&counter, ADMIN, "2 unit tersisa");
    counter.press(ADMIN, "Ya, Arsipkan");
    edit(&mut counter, HEAD, Editable::Name, "Netflix 4K");
    edit(&mut counter, HEAD, Editable::Category, "Film");
    counter.say(ADMIN, "/undel 3");
    let back = product(&counter, 3);
    assert_eq!(back.name.as_str(), "Netflix 4K · 3 bulan");
    assert_eq!(back.category, product(&counter, 1).category);
    counter.prove();
    // Not where another has its label.
    counter.say(ADMIN, "/del 3");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.say(ADMIN, "/varian 1|3 BULAN|99000|9");
    counter.say(ADMIN, "/undel 3");
    has(&counter, ADMIN, "sudah dipakai varian lain");
    counter.prove();
    // The last of a card is a plain product when the seller says so.
    tap(&mut counter, ADMIN, VariantPress::End(HEAD));
    assert!(counter.toasts.last().unwrap().contains("Masih ada varian lain"));
    for number in [4, 9] {
        counter.say(ADMIN, &format!("/del {number}"));
        counter.press(ADMIN, "Ya, Arsipkan");
    }
    assert!(product(&counter, 1).heads(), "never by itself");
    tap(&mut counter, ADMIN, VariantPress::Of(HEAD));
    counter.press(ADMIN, "Jadikan Produk Biasa");
    assert_eq!(product(&counter, 1).name.as_str(), "Netflix 4K");
    assert!(html(&counter, ADMIN).contains("belum punya varian"));
    counter.press(ADMIN, "↩️ Urungkan");
    assert!(product(&counter, 1).heads());
    counter.prove();
}

#[test]
fn a_hidden_card_hides_all_and_shows_what_it_hid() {
    let mut counter = choices();
    tap(&mut counter, ADMIN, ProductPress::Hide(YEAR));
    tap(&mut counter, ADMIN, ProductPress::Hide(HEAD));
    assert!([1, 3, 4].iter().all(|id| product(&counter, *id).offer.hidden));
    for typed in ["1", "3", "4"] {
        counter.say(SARI, typed);
        has(&counter, SARI, "Tidak ada produk nomor");
    }
    counter.prove();
    tap(&mut counter, ADMIN, ProductPress::Unhide(QUARTER));
    assert!(counter.toasts.last().unwrap().contains("Tampilkan dulu produknya"));
    // What is new on it is hidden with it.
    counter.say(ADMIN, "/varian 1|7 hari|9000");
    assert!(product(&counter, 5).offer.hidden);
    tap(&mut counter, ADMIN, ProductPress::Unhide(HEAD));
    assert!([1, 3, 5].iter().all(|id| !product(&counter, *id).offer.hidden));
    assert!(product(&counter, 4).offer.hidden, "it was hidden by itself");
    counter.prove();
    counter.press(ADMIN, "↩️ Urungkan");
    assert!([1, 3, 4, 5].iter().all(|id| product(&counter, *id).offer.hidden));
    counter.prove();
}

#[test]
fn a_category_has_cards_and_moves_them_whole() {
    let mut counter = choices();
    counter.say(ADMIN, "/add -|Disney|Streaming|9000|-");
    tap(&mut counter, ADMIN, CategoryPress::Products { category: CategoryId(1), page: 0 });
    let there = labels(&counter, ADMIN);
    assert!(there.iter().filter(|label| label.contains("Netflix")).count() == 1, "{there:?}");
    has(&counter, ADMIN, "Streaming");
    // A choice's place in the category is its card's.
    tap(&mut counter, ADMIN, CategoryPress::ShiftProduct { product: QUARTER, up: false, page: 0 });
    assert!(labels(&counter, ADMIN)[0].contains("Disney"));
    tap(&mut counter, ADMIN, CategoryPress::New);
    counter.say(ADMIN, "Film");
    tap(&mut counter, ADMIN, CategoryPress::Merge { from: CategoryId(1), into: CategoryId(2) });
    let moved = |counter: &Counter| {
        [1, 3, 4, 5].iter().all(|id| product(counter, *id).category == Some(CategoryId(2)))
    };
    assert!(moved(&counter));
    counter.prove();
    counter.press(ADMIN, "↩️ Urungkan");
    assert!(!moved(&counter));
    counter.prove();
    edit(&mut counter, QUARTER, Editable::Category, "Film");
    assert!([1, 3, 4].iter().all(|id| product(&counter, *id).category == Some(CategoryId(2))));
    counter.prove();
}

#[test]
fn staff_see_choices_as_products_behind_their_card() {
    let mut counter = choices();
    counter.say(ADMIN, "/stock");
    let there = labels(&counter, ADMIN);
    let wanted =
        ["1. Netflix · 1 bulan", "3. Netflix · 3 bulan", "4. Netflix · 1 tahun", "2. Canva"];
    assert_eq!(there[..4], wanted);
    assert!(there.contains(&"🔴 Habis (2)".to_owned()), "{there:?}");
    counter.say(ADMIN, "/stock 3 bulan");
    assert_eq!(labels(&counter, ADMIN)[0], "3. Netflix · 3 bulan");
    counter.press(ADMIN, "3. Netflix · 3 bulan");
    has(&counter, ADMIN, "Varian dari <b>Netflix</b>");
    has(&counter, ADMIN, "Garansi 30 hari.");
    counter.press(ADMIN, "📝 Deskripsi");
    counter.say(ADMIN, "Satu layar.");
    assert_eq!(product(&counter, 1).description.as_str(), "Satu layar.");
    assert_eq!(product(&counter, 3).description.as_str(), "");
    // What is of its own stays its own.
    edit(&mut counter, QUARTER, Editable::Price, "110000");
    assert_eq!((product(&counter, 1).price.0, product(&counter, 3).price.0), (50_000, 110_000));
    // An act that never was is none to take back.
    tap(&mut counter, ADMIN, VariantPress::Undo(HEAD, Act { first: 1, last: 999 }));
    assert!(counter.toasts.last().unwrap().contains("perubahan baru"));
    counter.prove();
}

/// What was sold of the card before counts for nothing that begins now.
#[test]
fn a_new_choice_has_no_more_places_than_its_card_has_left() {
    let mut counter = desk();
    counter.say(ADMIN, "/add -|Undangan|-|10000|-");
    let head = ProductId(3);
    make(&mut counter, head, KindPick::Manual);
    for (left, bought) in [("4", 3), ("2", 0)] {
        tap(&mut counter, ADMIN, ProductPress::EditKind(head, KindField::Quota));
        counter.say(ADMIN, left);
        if bought > 0 {
            counter.checkout(SARI, 3, bought);
            counter.pay(1);
            counter.notify(1);
            counter.settle();
            assert!(counter.order(1).paid());
        }
    }
    counter.say(ADMIN, "/varian 3|3 bulan|25000");
    counter.say(ADMIN, "1 bulan");
    let new = product(&counter, 4);
    assert_eq!((new.below(), new.kind.quota()), (Some(head), Some(2)));
    assert_eq!(product(&counter, 3).kind.quota(), Some(5));
    counter.prove();
}

/// Buyers see one picture a card, whichever of its choices a seller sends it for.
#[test]
fn a_picture_for_a_choice_is_its_cards() {
    let mut counter = choices();
    let send = |counter: &mut Counter, file: &str, number: u32| {
        counter.files.insert(file.into(), file.as_bytes().to_vec());
        let caption = format!("/photo {number}");
        let update = counter.update(ADMIN, Said::Photo { file: file.into(), caption });
        assert_eq!(counter.apply(update), Reply::Done);
        counter.settle();
        has(counter, ADMIN, "sudah dipasang");
        product(counter, 1).picture
    };
    let kept = |counter: &Counter| {
        let snap = counter.core.store().snap().unwrap();
        (snap.size(Table::Picture).unwrap(), snap.size(Table::PicturePiece).unwrap())
    };
    let first = send(&mut counter, "satu", 3);
    assert!(first.is_some() && product(&counter, 3).picture.is_none());
    for choice in ["1", "3", "4"] {
        counter.say(SARI, choice);
        let media = &counter.last(SARI).screen.media;
        assert!(*media == Media::Picture(first.unwrap()), "{choice}");
    }
    // The one before is found by the card's history, and goes in its time.
    let second = send(&mut counter, "dua", 4);
    assert!(second != first && product(&counter, 4).picture.is_none());
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(product(&counter, 1).picture, first);
    for (number, file) in [(4, "tiga"), (1, "empat"), (3, "lima")] {
        send(&mut counter, file, number);
        assert_eq!(kept(&counter), (2, 2), "{file}");
    }
    assert!([3, 4].iter().all(|it| product(&counter, *it).picture.is_none()));
    counter.prove();
}
