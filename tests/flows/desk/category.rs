//! Categories: made, named, put in order, hidden, joined, taken away, and all of it taken back.

use warung::chat::action::{CategoryPress, ShelfPress};
use warung::domain::id::{CategoryId, ProductId};
use warung::domain::limit::MERGED_MAX;
use warung::domain::product::{NewProduct, Product};
use warung::domain::text::{Description, Name};
use warung::engine::input::{Batch, Input, Reply};
use warung::shop::browse::{self, Part};
use warung::shop::stock::{Import, Setup};
use warung::store::read::Read;

use super::{
    ADMIN, Counter, RINA, SARI, categories, desk, has, html, labels, product, products, revisions,
    tap,
};

const STREAMING: CategoryId = CategoryId(1);

/// Streaming, Kerja and Belajar, with a product or two each.
fn full() -> Counter {
    let mut counter = desk();
    for (name, category) in
        [("Disney", "Streaming"), ("Zoom", "Kerja"), ("Udemy", "Belajar"), ("Vidio", "Streaming")]
    {
        counter.say(ADMIN, &format!("/add -|{name}|{category}|9000|-"));
    }
    counter
}

fn open(counter: &mut Counter, name: &str) {
    tap(counter, ADMIN, CategoryPress::List { page: 0 });
    counter.press(ADMIN, name);
}

/// The categories as buyers see them.
fn seen(counter: &mut Counter) -> Vec<String> {
    tap(counter, SARI, ShelfPress::Categories);
    let mut there = labels(counter, SARI);
    there.truncate(there.len().saturating_sub(2));
    there
}

fn names_in(counter: &Counter, category: CategoryId) -> Vec<String> {
    let snap = counter.core.store().snap().unwrap();
    let part = Part::Category(category);
    let page = browse::shelf(&snap, &part, browse::SoldOut::Shown, 0).unwrap();
    page.items.into_iter().map(|it| it.product.name.as_str().to_owned()).collect()
}

#[test]
fn a_category_is_made_named_and_decorated() {
    let mut counter = desk();
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "🗂️ Kategori");
    has(&counter, ADMIN, "Streaming · 1 produk");
    counter.press(ADMIN, "Tambah Kategori");
    counter.say(ADMIN, "STREAMING");
    has(&counter, ADMIN, "sudah dipakai kategori lain");
    counter.say(ADMIN, "Musik");
    has(&counter, ADMIN, "Musik");
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(categories(&counter).len(), 1);
    counter.press(ADMIN, "Streaming");
    counter.press(ADMIN, "Emoji");
    for no in ["a", "film", "🎬🎥", "1", "!", " ", "🎬 film", "\u{200d}", "٣", "<b>"] {
        counter.say(ADMIN, no);
        has(&counter, ADMIN, "satu emoji saja");
    }
    for yes in ["🎬", "❤️", "🇮🇩", "👨‍👩‍👧‍👦", "👍🏽", "1️⃣", "⭐"]
    {
        tap(&mut counter, ADMIN, CategoryPress::Emoji(STREAMING));
        counter.say(ADMIN, yes);
        has(&counter, ADMIN, &format!("{yes} Streaming"));
        assert_eq!(seen(&mut counter), [format!("{yes} Streaming (1)")]);
    }
    counter.say(SARI, "1");
    has(&counter, SARI, "Kategori: ⭐ Streaming");
    open(&mut counter, "⭐ Streaming");
    counter.press(ADMIN, "✏️ Nama");
    counter.say(ADMIN, "Film & Serial");
    assert_eq!(seen(&mut counter), ["⭐ Film & Serial (1)"]);
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(seen(&mut counter), ["⭐ Streaming (1)"]);
    tap(&mut counter, ADMIN, CategoryPress::Emoji(STREAMING));
    counter.press(ADMIN, "Tanpa Emoji");
    assert_eq!(seen(&mut counter), ["Streaming (1)"]);
    counter.prove();
}

#[test]
fn buyers_see_categories_and_products_in_the_sellers_order() {
    let mut counter = full();
    assert_eq!(seen(&mut counter), ["Belajar (1)", "Kerja (1)", "Streaming (3)"]);
    let shift = |counter: &mut Counter, id: u64, up| {
        tap(counter, ADMIN, CategoryPress::Shift { category: CategoryId(id), up, page: 0 });
    };
    shift(&mut counter, 1, true);
    assert_eq!(seen(&mut counter), ["Belajar (1)", "Streaming (3)", "Kerja (1)"]);
    shift(&mut counter, 1, true);
    shift(&mut counter, 1, true);
    assert!(counter.toasts.last().unwrap().contains("ujung"));
    shift(&mut counter, 3, false);
    assert_eq!(seen(&mut counter), ["Streaming (3)", "Kerja (1)", "Belajar (1)"]);
    // A new one comes last.
    counter.say(ADMIN, "/add -|Ayam|Aneka|1000|-");
    assert_eq!(seen(&mut counter).last().unwrap(), "Aneka (1)");
    // Products: by their numbers, until somebody puts them elsewhere.
    assert_eq!(names_in(&counter, STREAMING), ["Netflix", "Disney", "Vidio"]);
    let shift = |counter: &mut Counter, id: u64, up| {
        let press = CategoryPress::ShiftProduct { product: ProductId(id), up, page: 0 };
        tap(counter, ADMIN, press);
    };
    shift(&mut counter, 6, true);
    assert_eq!(names_in(&counter, STREAMING), ["Netflix", "Vidio", "Disney"]);
    shift(&mut counter, 6, true);
    shift(&mut counter, 6, true);
    assert_eq!(names_in(&counter, STREAMING), ["Vidio", "Netflix", "Disney"]);
    shift(&mut counter, 1, false);
    assert_eq!(names_in(&counter, STREAMING), ["Vidio", "Disney", "Netflix"]);
    shift(&mut counter, 1, false);
    assert!(counter.toasts.last().unwrap().contains("ujung"));
    // All of the shelf goes by numbers, as ever; the buttons show the new order.
    open(&mut counter, "Streaming");
    counter.press(ADMIN, "Urutan Produk");
    let there: Vec<String> =
        labels(&counter, ADMIN).into_iter().filter(|label| label.contains(". ")).collect();
    assert_eq!(there, ["6. Vidio", "3. Disney", "1. Netflix"]);
    counter.say(SARI, "/katalog");
    assert!(labels(&counter, SARI)[0].starts_with("1. Netflix"));
    // In another category it stands where its number puts it.
    tap(
        &mut counter,
        ADMIN,
        warung::chat::action::ProductPress::Edit(
            ProductId(6),
            warung::chat::staff::product::Editable::Category,
        ),
    );
    counter.press(ADMIN, "Kerja");
    assert_eq!(names_in(&counter, CategoryId(2)), ["Zoom", "Vidio"]);
    counter.prove();
}

#[test]
fn a_hidden_category_is_not_chosen_from_and_its_products_are_found() {
    let mut counter = full();
    open(&mut counter, "Streaming");
    counter.press(ADMIN, "👁️ Sembunyikan");
    has(&counter, ADMIN, "tidak ada di daftar kategori pembeli");
    assert_eq!(seen(&mut counter), ["Belajar (1)", "Kerja (1)"]);
    // An old button to it shows nothing of it; its products are there all the same.
    tap(&mut counter, SARI, ShelfPress::Catalogue { part: Part::Category(STREAMING), page: 0 });
    assert!(!html(&counter, SARI).contains("Netflix"));
    counter.say(SARI, "netflix");
    has(&counter, SARI, "Netflix");
    counter.say(SARI, "/katalog");
    has(&counter, SARI, "Netflix");
    counter.checkout(SARI, 1, 1);
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(seen(&mut counter).last().unwrap(), "Streaming (3)");
    counter.prove();
}

#[test]
fn two_categories_become_one_and_two_again() {
    let mut counter = full();
    counter.say(ADMIN, "/del 6");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.say(ADMIN, "/kupon FILM|10%");
    let was = (products(&counter), categories(&counter));
    open(&mut counter, "Streaming");
    counter.press(ADMIN, "Gabungkan");
    assert!(!labels(&counter, ADMIN).contains(&"Streaming".to_owned()));
    counter.press(ADMIN, "Kerja");
    has(&counter, ADMIN, "Gabungkan Streaming ke Kerja?");
    has(&counter, ADMIN, "3 produk pindah");
    assert_eq!(was, (products(&counter), categories(&counter)));
    counter.press(ADMIN, "Ya, Gabungkan");
    has(&counter, ADMIN, "3 produk sekarang ada di <b>Kerja</b>");
    assert_eq!(seen(&mut counter), ["Belajar (1)", "Kerja (3)"]);
    assert_eq!(product(&counter, 6).category, Some(CategoryId(2)));
    counter.prove();
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(was, (products(&counter), categories(&counter)));
    counter.prove();
    // Not where somebody has put one of them elsewhere since: all or nothing.
    tap(&mut counter, ADMIN, CategoryPress::Merge { from: STREAMING, into: CategoryId(2) });
    counter.say(RINA, "/stock");
    tap(
        &mut counter,
        RINA,
        warung::chat::action::ProductPress::Edit(
            ProductId(1),
            warung::chat::staff::product::Editable::Category,
        ),
    );
    counter.press(RINA, "Belajar");
    let (before, count) = (products(&counter), revisions(&counter));
    counter.press(ADMIN, "↩️ Urungkan");
    assert!(counter.toasts.last().unwrap().contains("tidak diurungkan"));
    assert_eq!((products(&counter), revisions(&counter)), (before, count));
    // The same button again, and into itself.
    tap(&mut counter, ADMIN, CategoryPress::Merge { from: STREAMING, into: CategoryId(2) });
    tap(&mut counter, ADMIN, CategoryPress::Merge { from: CategoryId(2), into: CategoryId(2) });
    assert_eq!(revisions(&counter), count);
    counter.prove();
}

#[test]
fn more_products_than_one_tap_moves_are_moved_by_another() {
    let mut counter = desk();
    counter.say(ADMIN, "/add -|Zoom|Kerja|9000|-");
    let mut all = Vec::new();
    for at in 0..MERGED_MAX as u64 + 20 {
        let name = Name::parse(&format!("Produk {at}")).unwrap();
        let (category, description) = (Name::parse("Streaming").ok(), Description::default());
        let price = warung::domain::money::Rupiah(1_000);
        let product = NewProduct { number: None, name, price, category, description };
        all.push(Import { product, setup: Setup::default(), units: Vec::new() });
    }
    for products in all.chunks(100) {
        let (products, dry_run) = (products.to_vec(), false);
        let reply = counter.apply(Input::Import(Batch { products, dry_run }));
        assert!(matches!(reply, Reply::Imported(_)), "{reply:?}");
    }
    tap(&mut counter, ADMIN, CategoryPress::Merge { from: STREAMING, into: CategoryId(2) });
    has(&counter, ADMIN, "Masih ada 21 produk");
    assert_eq!(categories(&counter).len(), 2);
    counter.press(ADMIN, "Ya, Gabungkan");
    has(&counter, ADMIN, "21 produk sekarang ada");
    assert_eq!(categories(&counter).len(), 1);
    let within = |it: &Product| it.category == Some(CategoryId(2));
    let all: Vec<Product> = counter.core.store().snap().unwrap().all(0, 999).unwrap();
    assert_eq!(all.iter().filter(|it| within(it)).count(), MERGED_MAX + 22);
    counter.prove();
}

#[test]
fn only_an_empty_category_is_deleted_and_that_is_taken_back() {
    let mut counter = full();
    open(&mut counter, "Belajar");
    counter.press(ADMIN, "Hapus");
    has(&counter, ADMIN, "masih berisi 1 produk");
    // What is in the archive counts: it would come back to nowhere.
    counter.say(ADMIN, "/del 5");
    counter.press(ADMIN, "Ya, Arsipkan");
    tap(&mut counter, ADMIN, CategoryPress::Delete(CategoryId(3)));
    assert_eq!(categories(&counter).len(), 3);
    tap(&mut counter, ADMIN, CategoryPress::New);
    counter.say(ADMIN, "Kosong");
    counter.press(ADMIN, "Hapus");
    counter.press(ADMIN, "Ya, Hapus");
    assert!(counter.toasts.last().unwrap().contains("Kosong"));
    assert_eq!(categories(&counter).len(), 3);
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(categories(&counter).len(), 4);
    // Its button is old by then: it leads to the list.
    tap(&mut counter, ADMIN, CategoryPress::Delete(CategoryId(4)));
    tap(&mut counter, ADMIN, CategoryPress::Card(CategoryId(4)));
    has(&counter, ADMIN, "3 kategori");
    counter.prove();
}

#[test]
fn who_renames_what_was_renamed_meanwhile_is_asked_again() {
    let mut counter = full();
    tap(&mut counter, ADMIN, CategoryPress::Rename(STREAMING));
    tap(&mut counter, RINA, CategoryPress::Rename(STREAMING));
    counter.say(RINA, "Film");
    counter.say(ADMIN, "Serial");
    has(&counter, ADMIN, "sudah diubah orang lain");
    has(&counter, ADMIN, "Film");
    counter.say(ADMIN, "Serial");
    assert_eq!(seen(&mut counter).last().unwrap(), "Serial (3)");
    counter.prove();
}
