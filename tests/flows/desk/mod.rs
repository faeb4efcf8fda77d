//! The staff's desk: a product with all its fields, lists that are searched, categories; whatever
//! is typed, whoever else is at it, and back again.

mod category;
mod field;
mod limits;
mod list;
mod twice;

use warung::chat::action::{Action, Manner};
use warung::chat::codec;
use warung::chat::incoming::Said;
use warung::domain::id::{CustomerId, ProductId};
use warung::domain::message::{Keys, Media, MessageRef};
use warung::domain::product::{Category, Product};
use warung::domain::revision::Revision;
use warung::domain::shop::Shop;
use warung::engine::input::Reply;
use warung::store::read::Read;

use crate::counter::{ADMIN, BUDI, Counter, SARI, Shown, memory, shop};

/// Another admin.
pub const RINA: u64 = 223;

/// Netflix with four units in Streaming, and Canva with none.
pub fn desk() -> Counter {
    let admins = vec![CustomerId(ADMIN), CustomerId(RINA)];
    let mut counter = Counter::over(memory(), Shop { admins, ..shop() });
    counter.say(ADMIN, "/add -|Netflix|Streaming|50000|Garansi 30 hari.");
    counter.fill("1|a@x|1\nb@x|2\nc@x|3\nd@x|4");
    counter.say(ADMIN, "/add -|Canva|-|20000|-");
    counter
}

pub fn products(counter: &Counter) -> Vec<Product> {
    counter.core.store().snap().unwrap().all(0, 99).unwrap()
}

pub fn product(counter: &Counter, id: u64) -> Product {
    counter.core.store().snap().unwrap().need(id).unwrap()
}

pub fn categories(counter: &Counter) -> Vec<Category> {
    counter.core.store().snap().unwrap().all(0, 99).unwrap()
}

pub fn revisions(counter: &Counter) -> usize {
    counter.core.store().snap().unwrap().all::<Revision>(0, 9_999).unwrap().len()
}

/// A button that somebody may have, wherever they got it.
pub fn tap(counter: &mut Counter, person: u64, action: impl Into<Action>) {
    let data = codec::encode(&action.into(), Manner::Here).unwrap();
    // Under whatever was shown there last.
    let last = counter.chats.get(&(person as i64)).and_then(|chat| chat.last());
    let media = |shown: &Shown| shown.screen.media != Media::None;
    let message = last.map(|shown| MessageRef { id: shown.id, media: media(shown) });
    let update = counter.update(person, Said::Button { callback: "c".into(), message, data });
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

/// To the product's screen, by the lists.
pub fn open(counter: &mut Counter, person: u64, name: &str) {
    counter.say(person, "/stock");
    counter.press(person, name);
}

pub fn html(counter: &Counter, person: u64) -> String {
    counter.last(person).screen.html.clone()
}

pub fn labels(counter: &Counter, person: u64) -> Vec<String> {
    match &counter.last(person).screen.keys {
        Keys::Inline(rows) => rows.iter().flatten().map(|it| it.label.clone()).collect(),
        _ => Vec::new(),
    }
}

pub fn has(counter: &Counter, person: u64, words: &str) {
    let html = html(counter, person);
    assert!(html.contains(words), "{words}: {html}");
}

#[test]
fn a_product_has_a_screen_with_all_of_it() {
    let mut counter = desk();
    counter.checkout(SARI, 1, 1);
    counter.checkout(BUDI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    open(&mut counter, ADMIN, "1. Netflix");
    for words in ["1. Netflix", "Garansi 30 hari.", "Rp50.000", "Streaming", "menipis"] {
        has(&counter, ADMIN, words);
    }
    has(&counter, ADMIN, "Siap jual: <b>2</b> · dipesan: 1 · terjual: 1");
    let there = labels(&counter, ADMIN);
    let wanted = [
        "✏️ Nama",
        "💲 Harga",
        "🗂️ Kategori",
        "📝 Deskripsi",
        "🖼️ Foto",
        "📦 Stok",
        "⚖️ Batas",
        "🏷️ Diskon",
        "🧬 Jenis",
        "🧩 Varian",
        "👁️ Sembunyikan",
        "🗄️ Arsipkan",
        "⬅️ Kembali",
    ];
    assert_eq!(there, wanted);
    counter.press(ADMIN, "📦 Stok");
    has(&counter, ADMIN, "Netflix");
    counter.prove();
}

#[test]
fn a_hidden_product_is_no_buyers_and_its_orders_go_on() {
    let mut counter = desk();
    // One order is open, one is paid, and one more lies in a cart.
    counter.checkout(SARI, 1, 1);
    counter.checkout(BUDI, 1, 1);
    counter.pay(2);
    counter.notify(2);
    counter.settle();
    counter.pick(BUDI, 1, 2);
    let card = counter.button(BUDI, "Netflix");
    open(&mut counter, ADMIN, "1. Netflix");
    counter.press(ADMIN, "👁️ Sembunyikan");
    assert!(labels(&counter, ADMIN).contains(&"👁️ Tampilkan".to_owned()));
    has(&counter, ADMIN, "Disembunyikan dari pembeli");
    // Neither listed, nor found, nor ordered by its number.
    counter.say(SARI, "/katalog");
    assert!(!html(&counter, SARI).contains("Netflix"));
    counter.say(SARI, "netflix");
    assert!(!labels(&counter, SARI).iter().any(|label| label.contains("Netflix")));
    counter.say(SARI, "1");
    has(&counter, SARI, "Tidak ada produk nomor");
    counter.say(SARI, "/start");
    assert!(!format!("{:?}", counter.last(SARI).screen.keys).contains("1️⃣"));
    counter.say(SARI, "/katalog");
    counter.press(SARI, "Kategori");
    assert!(!labels(&counter, SARI).iter().any(|label| label.contains("Streaming")));
    // An old button to it leads to what there is.
    let said = Said::Button { callback: "c".into(), message: Some(card.0), data: card.1 };
    let update = counter.update(BUDI, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
    assert!(counter.toasts.last().unwrap().contains("tidak dijual"));
    // The cart loses its line and says so.
    counter.say(BUDI, "/keranjang");
    has(&counter, BUDI, "Netflix: sudah tidak tersedia");
    // What was ordered is paid and delivered all the same.
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.order(1).paid() && counter.order(2).paid());
    counter.prove();
    // Stock comes in, and it is sold again when it is shown.
    counter.fill("1|e@x|5");
    open(&mut counter, ADMIN, "1. Netflix");
    counter.press(ADMIN, "👁️ Tampilkan");
    counter.say(SARI, "netflix");
    has(&counter, SARI, "Netflix");
    counter.checkout(SARI, 1, 2);
    counter.prove();
}

#[test]
fn what_is_archived_with_units_is_asked_about_and_taken_back() {
    let mut counter = desk();
    open(&mut counter, ADMIN, "1. Netflix");
    counter.press(ADMIN, "🗄️ Arsipkan");
    has(&counter, ADMIN, "4 unit tersisa");
    counter.press(ADMIN, "Batal");
    assert!(product(&counter, 1).on_shelf);
    // By the command too, at once never.
    counter.say(ADMIN, "/del 1");
    has(&counter, ADMIN, "4 unit tersisa");
    assert!(product(&counter, 1).on_shelf);
    counter.press(ADMIN, "Ya, Arsipkan");
    assert!(!product(&counter, 1).on_shelf);
    counter.press(ADMIN, "↩️ Urungkan");
    let back = product(&counter, 1);
    assert!(back.on_shelf && back.number == 1);
    counter.say(SARI, "1");
    has(&counter, SARI, "Stok tersedia: <b>4</b>");
    counter.prove();
    // Its screen is there in the archive too, and leads back.
    counter.say(ADMIN, "/del 1");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "Diarsipkan (1)");
    counter.press(ADMIN, "1. Netflix");
    has(&counter, ADMIN, "Diarsipkan");
    counter.press(ADMIN, "📦 Stok");
    assert!(!labels(&counter, ADMIN).iter().any(|label| label.contains("Isi Stok")));
    counter.press(ADMIN, "⬅️ Kembali");
    counter.press(ADMIN, "Kembalikan");
    assert!(product(&counter, 1).on_shelf);
    // One without units has nothing left, and is asked about all the same.
    open(&mut counter, ADMIN, "2. Canva");
    counter.press(ADMIN, "🗄️ Arsipkan");
    has(&counter, ADMIN, "Tidak ada unit tersisa");
    counter.prove();
}

#[test]
fn a_new_product_with_an_archived_name_or_number_may_be_the_old_one() {
    let mut counter = desk();
    counter.say(ADMIN, "/del 1");
    counter.press(ADMIN, "Ya, Arsipkan");
    for typed in ["/add 1|Baru|-|1000|-", "/add -|NETFLIX|-|1000|-", "/add 7|netflix|-|1000|-"] {
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, "Netflix");
        has(&counter, ADMIN, "arsip");
        assert!(counter.text(ADMIN).contains("Stok tersimpan: <b>4</b>"), "{typed}");
        counter.say(ADMIN, "/batal");
    }
    // The same by the form.
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "Tambah Produk");
    counter.say(ADMIN, "Netflix");
    counter.say(ADMIN, "45rb");
    counter.press(ADMIN, "Lewati");
    counter.press(ADMIN, "Lewati");
    counter.press(ADMIN, "Simpan");
    has(&counter, ADMIN, "sudah ada di arsip");
    counter.press(ADMIN, "Kembalikan Netflix");
    assert_eq!(products(&counter).len(), 2);
    assert!(product(&counter, 1).on_shelf);
    // Where its number is given away meanwhile, another one is as good.
    counter.say(ADMIN, "/del 1");
    counter.press(ADMIN, "Ya, Arsipkan");
    counter.say(ADMIN, "/add 1|Baru|-|1000|-");
    counter.press(ADMIN, "Tambah Baru");
    counter.say(ADMIN, "/add -|Netflix|-|1000|-");
    counter.press(ADMIN, "Kembalikan Netflix");
    assert_eq!(product(&counter, 1).number, 3);
    counter.prove();
}

#[test]
fn a_product_may_be_listed_or_not_whatever_the_shop_does_when_it_is_sold_out() {
    let mut counter = desk();
    let listed = |counter: &mut Counter| {
        counter.say(SARI, "/katalog");
        html(counter, SARI).contains("Canva")
    };
    assert!(listed(&mut counter));
    open(&mut counter, ADMIN, "2. Canva");
    counter.press(ADMIN, "⚖️ Batas");
    has(&counter, ADMIN, "ikut toko (tampil)");
    counter.press(ADMIN, "Saat Habis");
    assert!(listed(&mut counter));
    counter.press(ADMIN, "Saat Habis");
    has(&counter, ADMIN, "tidak tampil di daftar");
    assert!(!listed(&mut counter));
    // Who asks for it hears of it all the same.
    counter.say(SARI, "canva");
    has(&counter, SARI, "Canva");
    counter.press(ADMIN, "↩️ Urungkan");
    assert!(listed(&mut counter));
    // A shop that lists none lists this one.
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    counter.press(ADMIN, "Produk habis");
    counter.press(ADMIN, "Sembunyikan");
    assert!(listed(&mut counter), "its own wish goes first");
    let wish = warung::chat::action::ProductPress::SoldOut(ProductId(2), None);
    tap(&mut counter, ADMIN, wish);
    assert!(!listed(&mut counter));
    counter.prove();
}
