//! The staff's lists: by what is sold out, low, hidden or archived, and by what is typed.

use warung::chat::action::ProductPress;
use warung::chat::staff::product::Editable;
use warung::domain::id::ProductId;
use warung::shop::inventory::{Counts, Which, counts};

use super::{ADMIN, Counter, desk, has, html, labels, open, tap};

fn counted(counter: &Counter) -> Counts {
    counts(&counter.core.store().snap().unwrap()).unwrap()
}

/// Six of which each is something else: well stocked, low, sold out, hidden, archived twice.
fn full() -> Counter {
    let mut counter = desk();
    for name in ["Zoom", "Vidio Lama", "Rahasia"] {
        counter.say(ADMIN, &format!("/add -|{name}|Kerja|9000|-"));
    }
    counter.fill("3|z1@x|1\nz2@x|2");
    counter.fill("4|v1@x|1");
    counter.say(ADMIN, "/del 4");
    counter.press(ADMIN, "Ya, Arsipkan");
    open(&mut counter, ADMIN, "Rahasia");
    counter.press(ADMIN, "Sembunyikan");
    counter
}

#[test]
fn filters_show_what_needs_a_look_and_how_much_of_it() {
    let mut counter = full();
    let all = Counts { shelf: 4, sold_out: 1, low: 1, hidden: 1, archived: 1 };
    assert_eq!(counted(&counter), all);
    counter.say(ADMIN, "/stock");
    let there = labels(&counter, ADMIN);
    for label in
        ["🔴 Habis (1)", "🟡 Menipis (1)", "👁️ Disembunyikan (1)", "🗄️ Diarsipkan (1)", "🔎 Cari"]
    {
        assert!(there.contains(&label.to_owned()), "{label}: {there:?}");
    }
    for (filter, only, other) in [
        ("Habis", "Canva", "Zoom"),
        ("Menipis", "Zoom", "Canva"),
        ("Disembunyikan", "Rahasia", "Netflix"),
        ("Diarsipkan", "Vidio Lama", "Netflix"),
    ] {
        counter.say(ADMIN, "/stock");
        counter.press(ADMIN, filter);
        has(&counter, ADMIN, only);
        assert!(!html(&counter, ADMIN).contains(other), "{filter}");
        counter.press(ADMIN, "Semua (4)");
        has(&counter, ADMIN, "Netflix");
    }
    // A sale empties one, and stock fills another.
    counter.checkout(super::SARI, 3, 2);
    counter.fill("2|k1@x|1\nk2@x|2\nk3@x|3\nk4@x|4");
    assert_eq!(counted(&counter), Counts { sold_out: 1, low: 0, ..all });
    // Its own mark says when it is low.
    tap(&mut counter, ADMIN, ProductPress::Edit(ProductId(2), Editable::LowMark));
    counter.say(ADMIN, "4");
    assert_eq!(counted(&counter), Counts { sold_out: 1, low: 1, ..all });
    counter.prove();
}

#[test]
fn a_search_finds_by_name_number_and_category_also_what_buyers_do_not_see() {
    let mut counter = full();
    for (typed, found) in [
        ("netflix", &["Netflix"][..]),
        ("netflx", &["Netflix"]),
        ("2", &["Canva"]),
        ("#3", &["Zoom"]),
        ("4", &["Vidio Lama"]),
        ("kerja", &["Zoom", "Rahasia"]),
        ("rahasia", &["Rahasia"]),
        ("vidio", &["Vidio Lama"]),
        ("VIDIO  lam", &["Vidio Lama"]),
    ] {
        counter.say(ADMIN, &format!("/stock {typed}"));
        let html = html(&counter, ADMIN);
        let all = ["Netflix", "Canva", "Zoom", "Vidio Lama", "Rahasia"];
        for name in all {
            let there = html.contains(&format!("</b> {name}"));
            assert_eq!(there, found.contains(&name), "{typed}: {name}\n{html}");
        }
    }
    // The same by the list's button; nothing is found with words, and there is a way on.
    counter.say(ADMIN, "/stock");
    counter.press(ADMIN, "Cari");
    counter.say(ADMIN, "😀");
    has(&counter, ADMIN, "Ketik nama, nomor, atau kategori");
    counter.say(ADMIN, "xylophone");
    has(&counter, ADMIN, "Tidak ada produk");
    counter.press(ADMIN, "Semua (4)");
    counter.press(ADMIN, "Cari");
    counter.say(ADMIN, "zoom");
    counter.press(ADMIN, "3. Zoom");
    has(&counter, ADMIN, "Stok menipis");
    counter.prove();
}

#[test]
fn a_list_of_any_length_turns_its_pages_and_forged_ones_end_at_the_last() {
    let mut counter = desk();
    for at in 3..=20 {
        counter.say(ADMIN, &format!("/add -|Paket Data {at}|Data|1000|-"));
    }
    counter.say(ADMIN, "/stock paket data");
    has(&counter, ADMIN, "18 produk ditemukan");
    counter.press(ADMIN, "Berikutnya");
    has(&counter, ADMIN, "Halaman 2 dari 3");
    for which in [Which::Search("paket".into()), Which::SoldOut, Which::Archived, Which::Low] {
        tap(&mut counter, ADMIN, ProductPress::Of { which, page: u32::MAX });
    }
    assert!(labels(&counter, ADMIN).contains(&"🛒 Semua (20)".to_owned()));
    counter.prove();
}
