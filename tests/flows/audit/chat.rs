//! The log in the chat: the owner's menu, lines, cards, filters, and what is typed.

use warung::chat::action::AuditPress;
use warung::domain::id::CustomerId;
use warung::domain::revision::{By, Revision};
use warung::domain::settings::StoredSetting;
use warung::domain::shop::Shop;
use warung::shop::audit::{Cut, Filter};
use warung::shop::revision;
use warung::store::read::Read;

use super::{log, run};
use crate::counter::{ADMIN, Counter, OWNER, memory, shop};
use crate::damage::{bent, tamper};
use crate::desk::{has, html, labels, tap};

fn owned() -> Shop {
    Shop { owners: vec![CustomerId(OWNER)], ..shop() }
}

fn open() -> Counter {
    let mut counter = Counter::over(memory(), owned());
    counter.say(ADMIN, "/start");
    counter.say(ADMIN, "/add -|Netflix <4K>|Streaming|50000|Garansi 30 hari.");
    counter.fill("1|a@x|1\nb@x|2");
    counter.say(ADMIN, "/setprice 1|45000");
    counter.say(OWNER, "/start");
    counter
}

#[test]
fn an_owner_reads_who_did_what() {
    let mut counter = open();
    counter.say(OWNER, "/admin");
    counter.press(OWNER, "Riwayat");
    let page = html(&counter, OWNER);
    let lines: Vec<&str> = page.lines().filter(|line| line.contains(" · ")).collect();
    assert_eq!(lines.len(), 4, "{page}");
    assert!(lines[0].contains("Harga: Rp50.000 → Rp45.000"), "{page}");
    assert!(lines[0].contains("Netflix &lt;4K&gt;") && lines[0].contains("14.05 WIB"), "{page}");
    assert!(lines[1].contains("2 unit masuk ke Produk 1."), "{page}");
    assert!(lines[3].contains("Kategori Streaming"), "{page}");
    assert_eq!(page.matches("22 November 2026").count(), 1, "{page}");
    assert!(!page.contains("a@x"));
    // The card of the second line, and the product's own history from there.
    counter.press(OWNER, "2️⃣");
    has(&counter, OWNER, "Catatan #3");
    counter.press(OWNER, "Semua tentang Produk 1.");
    let about = html(&counter, OWNER);
    assert!(!about.contains("Kategori Streaming") && about.contains("Produk 1."), "{about}");
    counter.press(OWNER, "3️⃣");
    has(&counter, OWNER, "Deskripsi: <b>Garansi 30 hari.</b>");
    counter.press(OWNER, "Kembali");
    counter.press(OWNER, "Hapus Saringan");
    assert!(!labels(&counter, OWNER).iter().any(|it| it.contains("Hapus Saringan")));
    counter.prove();
}

#[test]
fn filters_hold_together_and_are_taken_away_together() {
    let mut counter = open();
    counter.say(OWNER, "/setprice 1|50000");
    counter.say(OWNER, "/riwayat");
    counter.press(OWNER, "Siapa");
    counter.press(OWNER, "Server");
    has(&counter, OWNER, "Tidak ada catatan di sini.");
    counter.press(OWNER, "Siapa");
    let owner = OWNER.to_string();
    let name = labels(&counter, OWNER).into_iter().find(|it| *it == owner || it == "Orang");
    counter.press(OWNER, &name.unwrap());
    counter.press(OWNER, "Jenis");
    counter.press(OWNER, "Produk");
    counter.press(OWNER, "Hari");
    counter.press(OWNER, "22 November 2026");
    let page = html(&counter, OWNER);
    assert!(page.lines().next().unwrap().contains("🛒 Produk · 22 November 2026"), "{page}");
    assert_eq!(page.matches("Rp45.000 → Rp50.000").count(), 1, "{page}");
    counter.press(OWNER, "Cari");
    for (typed, found) in [("99", false), ("W-xx", false), ("31-11-2026", false), ("1", true)] {
        counter.say(OWNER, typed);
        let said = html(&counter, OWNER);
        assert_eq!(said.contains("bukan nomor produk"), !found, "{typed}: {said}");
    }
    has(&counter, OWNER, "Produk 1.");
    for (typed, words) in [
        ("/riwayat W-000123", "Pesanan W-000123"),
        ("/riwayat 21-11-2026", "21 November 2026"),
        ("/riwayat 1", "Produk 1."),
        ("/riwayat apa", "bukan nomor produk"),
        ("/riwayat", "Riwayat toko"),
    ] {
        counter.say(OWNER, typed);
        has(&counter, OWNER, words);
    }
}

#[test]
fn the_log_is_the_owners() {
    let mut counter = open();
    counter.say(ADMIN, "/admin");
    assert!(!labels(&counter, ADMIN).iter().any(|it| it.contains("Riwayat")));
    counter.say(ADMIN, "/riwayat");
    assert!(!html(&counter, ADMIN).contains("Rp45.000"));
    let all = AuditPress::List { filter: Filter::default(), cut: Cut::Newest };
    tap(&mut counter, ADMIN, all);
    assert!(!counter.text(ADMIN).contains("Riwayat toko"));
}

/// A setting has a name and values in words, the one that nobody had set before too; one of a
/// newer program has its number.
#[test]
fn settings_are_told_in_words() {
    let mut counter = open();
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    counter.press(ADMIN, "Produk habis");
    counter.press(ADMIN, "Sembunyikan");
    let newer = StoredSetting { number: 60_000, value: b"rahasia".to_vec() };
    run(&counter, &owned(), |ctx| revision::put(ctx, By::Machine, &newer)).unwrap();
    counter.say(OWNER, "/riwayat");
    let page = html(&counter, OWNER);
    assert!(page.contains("Produk habis: ditampilkan → disembunyikan"), "{page}");
    assert!(page.contains("Pengaturan nomor 60000"), "{page}");
    assert!(page.contains("💻 Server") && !page.contains("rahasia"), "{page}");
}

#[test]
fn an_entry_that_cannot_be_read_hides_no_other() {
    let (counter, _folder) = bent(&["a"], |_| {}, |_| ("revision", 1));
    let mut counter = counter.reopened_as(owned());
    counter.say(OWNER, "/start");
    counter.say(OWNER, "/riwayat");
    let page = html(&counter, OWNER);
    assert!(page.contains("tidak terbaca") && page.contains("1 unit masuk"), "{page}");
    counter.press(OWNER, "2️⃣");
    has(&counter, OWNER, "Catatan #1 tidak terbaca");
    counter.say(OWNER, "/riwayat 22-11-2026");
    assert!(html(&counter, OWNER).contains("1 unit masuk"));
}

/// What was sold and what it was called may be gone; the log goes on.
#[test]
fn an_image_that_cannot_be_read_is_told_as_that() {
    let mut counter = open();
    let mut last: Revision = log(&counter).pop().unwrap();
    last.after.as_mut().unwrap().layout = 77;
    tamper(&counter, &last);
    counter.say(OWNER, "/riwayat");
    assert!(html(&counter, OWNER).contains("isinya tidak terbaca"));
    counter.press(OWNER, "1️⃣");
    has(&counter, OWNER, "Catatan #4");
    assert!(counter.core.store().snap().unwrap().get::<Revision>(4).unwrap().is_some());
}
