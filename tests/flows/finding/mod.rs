//! What is typed finds what is meant: products by any of their words, slips of the finger
//! forgiven, words that are commands, and something to press where nothing is found. What a
//! search costs is told by what it reads.

mod cost;

use warung::domain::message::Keys;
use warung::domain::shop::Shop;

use crate::counter::{ADMIN, BUDI, Counter, SARI, memory, shop};

/// The buttons under the newest message of a chat.
pub fn labels(counter: &Counter, person: u64) -> Vec<String> {
    match &counter.last(person).screen.keys {
        Keys::Inline(rows) => rows.iter().flatten().map(|button| button.label.clone()).collect(),
        Keys::Reply(rows) | Keys::Staying(rows) => rows.iter().flatten().cloned().collect(),
        Keys::None => Vec::new(),
    }
}

/// The products that a message leads to: the one whose card it is, or those of a list, in order.
fn found(counter: &mut Counter, typed: &str) -> Vec<String> {
    let html = counter.say(SARI, typed).screen.html.clone();
    if html.contains("💲 Harga") {
        let name = html.trim_start_matches("<b>").split("</b>").next().unwrap_or_default();
        return vec![name.to_owned()];
    }
    if !html.contains("Hasil untuk") {
        return Vec::new();
    }
    let listed = labels(counter, SARI).into_iter();
    listed.filter_map(|label| label.split_once(". ").map(|(_, name)| name.to_owned())).collect()
}

fn open_shop() -> Counter {
    let mut counter = Counter::new();
    for (name, category, about) in [
        ("Netflix Premium", "Streaming", "Akun sharing, garansi 30 hari"),
        ("Netflix", "Streaming", "Akun pribadi"),
        ("Netflix 7 Hari", "Streaming", "-"),
        ("Spotify Family", "Musik", "Dengar lagu tanpa iklan"),
        ("E-Book Resep", "Buku", "Seribu resep masakan. Bonus: video Netflix"),
        ("Pulsa 25.000", "Pulsa", "-"),
        ("YouTube Premium", "Streaming", "-"),
        ("𝗖𝗮𝗻𝘃𝗮 Pro", "Desain", "Café & undangan"),
    ] {
        counter.say(ADMIN, &format!("/add -|{name}|{category}|50000|{about}"));
    }
    for number in 1..=8 {
        let lines: Vec<String> = (0..5).map(|at| format!("{number}-{at}@x|p")).collect();
        counter.fill(&format!("{number}|{}", lines.join("\n")));
    }
    counter
}

#[test]
fn a_product_is_found_however_it_is_written() {
    let mut counter = open_shop();
    for (typed, name) in [
        ("ebook", "E-Book Resep"),
        ("e-book", "E-Book Resep"),
        ("e book", "E-Book Resep"),
        ("EBOOK RESEP", "E-Book Resep"),
        ("resep ebook", "E-Book Resep"),
        ("25000", "Pulsa 25.000"),
        ("25.000", "Pulsa 25.000"),
        ("pulsa 25rb", ""),
        ("canva", "𝗖𝗮𝗻𝘃𝗮 Pro"),
        ("Ｃａｎｖａ", "𝗖𝗮𝗻𝘃𝗮 Pro"),
        ("cafe", "𝗖𝗮𝗻𝘃𝗮 Pro"),
        ("spotfy", "Spotify Family"),
        ("sptoify", "Spotify Family"),
        ("spotifi famili", "Spotify Family"),
        ("yutube", "YouTube Premium"),
        ("you tube", "YouTube Premium"),
        ("tube", "YouTube Premium"),
        ("musik", "Spotify Family"),
        ("desain", "𝗖𝗮𝗻𝘃𝗮 Pro"),
        ("premium netflix", "Netflix Premium"),
        ("netflix sharing", "Netflix Premium"),
        ("kak mau beli spotify dong", "Spotify Family"),
        ("iklan?", "Spotify Family"),
    ] {
        let names = found(&mut counter, typed);
        let expected: Vec<String> =
            Some(name).filter(|name| !name.is_empty()).map(str::to_owned).into_iter().collect();
        assert_eq!(names, expected, "{typed}");
    }
    counter.prove();
}

#[test]
fn the_name_itself_comes_first_then_names_then_the_rest() {
    let mut counter = open_shop();
    let order = ["Netflix", "Netflix Premium", "Netflix 7 Hari", "E-Book Resep"];
    assert_eq!(found(&mut counter, "netflix"), order);
    assert_eq!(found(&mut counter, "netflik"), order[..3], "a slip is looked for in names");
    // Among equals the best seller comes first.
    counter.checkout(BUDI, 3, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    let order = ["Netflix", "Netflix 7 Hari", "Netflix Premium", "E-Book Resep"];
    assert_eq!(found(&mut counter, "netflix"), order);
    let streaming = found(&mut counter, "streaming");
    assert_eq!(streaming.len(), 4, "{streaming:?}");
    assert_eq!(streaming[0], "Netflix 7 Hari");
    counter.prove();
}

#[test]
fn who_finds_nothing_is_offered_something() {
    let store = memory();
    let mut counter = Counter::over(store, Shop { owners: vec![], ..shop() });
    counter.stock("Netflix Premium", 50_000, &["a"]);
    counter.say(ADMIN, "/add -|Spotify Family|Musik|30000|-");
    let html = counter.say(SARI, "netflax bioskop").screen.html.clone();
    assert!(html.contains("Tidak ada produk yang cocok") && html.contains("netflax bioskop"));
    assert!(html.contains("Mungkin maksudnya"), "{html}");
    let offered = labels(&counter, SARI);
    assert_eq!(offered[0], "1. Netflix Premium");
    assert!(offered.iter().any(|label| label == "🗂️ Kategori"), "{offered:?}");
    counter.press(SARI, "1. Netflix Premium");
    assert!(counter.last(SARI).screen.html.contains("💲 Harga"));
    // What is like nothing offers no names, but the way on all the same.
    let html = counter.say(SARI, "zzzzqqq").screen.html.clone();
    assert!(!html.contains("Mungkin maksudnya"), "{html}");
    assert!(labels(&counter, SARI).iter().any(|label| label == "🗂️ Kategori"));
    // Not even letters.
    assert!(counter.say(SARI, "🙏🙏").screen.html.contains("Tidak ada produk yang cocok"));
    counter.prove();
}

#[test]
fn words_that_are_commands_do_what_they_say() {
    let mut counter = open_shop();
    counter.checkout(BUDI, 1, 1);
    for (typed, shown) in [
        ("menu", "Selamat datang"),
        ("Menu!", "Selamat datang"),
        ("bantuan", "Cara Order"),
        ("help", "Cara Order"),
        ("admin", "Hubungi Admin"),
        ("cs", "Hubungi Admin"),
        ("contact", "Hubungi Admin"),
        ("saldo", "Informasi Akun"),
        ("balance", "Informasi Akun"),
        ("keranjang", "eranjang"),
        ("cart", "eranjang"),
        ("pesanan", "esanan"),
        ("orders", "esanan"),
        ("katalog", "Daftar Semua Produk"),
        ("kategori", "Pilih Kategori"),
        ("stok", "Informasi Stok"),
        ("no 1", "Netflix Premium"),
        ("No.2", "Netflix"),
        ("nomor 4", "Spotify Family"),
        ("#5", "E-Book Resep"),
        ("W-000001", "tidak ditemukan"),
    ] {
        let html = &counter.say(SARI, typed).screen.html;
        assert!(html.contains(shown), "{typed}: {html}");
    }
    // Their own order, however its number is typed; and the staff's card of it.
    for typed in ["W-000001", "w-1", "W 000001"] {
        assert!(counter.say(BUDI, typed).screen.html.contains("W-000001"), "{typed}");
        assert!(counter.say(ADMIN, typed).screen.html.contains("📌 Status"), "{typed}");
    }
    let desk = counter.say(ADMIN, "/admin").screen.html.clone();
    assert_eq!(counter.say(ADMIN, "admin").screen.html, desk);
    counter.prove();
}

#[test]
fn a_word_leaves_a_question_for_a_number_and_answers_any_other() {
    let mut counter = open_shop();
    counter.say(SARI, "1");
    counter.press(SARI, "Ketik Jumlah");
    assert!(counter.say(SARI, "menu").screen.html.contains("Selamat datang"));
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Kelola Produk");
    counter.press(ADMIN, "Tambah Produk");
    let html = counter.say(ADMIN, "Menu").screen.html.clone();
    assert!(!html.contains("Selamat datang"), "a name may be such a word: {html}");
}

#[test]
fn a_name_with_a_number_is_so_many_of_it() {
    let mut counter = open_shop();
    for typed in ["spotify 2", "2 spotify", "spotify x2", "spotfy 2 pcs"] {
        let html = counter.say(SARI, typed).screen.html.clone();
        assert!(
            html.contains("Spotify Family") && html.contains("Di keranjang: <b>2</b>"),
            "{html}"
        );
        counter.say(SARI, "/keranjang");
        counter.press(SARI, "Kosongkan");
    }
    // A number that is part of a name is part of the name.
    assert_eq!(found(&mut counter, "netflix 7"), ["Netflix 7 Hari"]);
    assert_eq!(found(&mut counter, "pulsa 25000"), ["Pulsa 25.000"]);
    // More than there are is as many as there are.
    let html = counter.say(SARI, "spotify 99").screen.html.clone();
    assert!(html.contains("Di keranjang: <b>5</b>"), "{html}");
    // A number that no product has may be part of a name too.
    assert!(counter.say(SARI, "404").screen.html.contains("404"));
    counter.prove();
}

#[test]
fn what_is_found_follows_the_shelf() {
    let mut counter = open_shop();
    counter.say(ADMIN, "/del 4");
    counter.press(ADMIN, "Ya, Arsipkan");
    assert!(found(&mut counter, "spotify").is_empty());
    assert!(found(&mut counter, "iklan").is_empty());
    counter.say(ADMIN, "/setprice 1|60000");
    assert_eq!(found(&mut counter, "premium netflix"), ["Netflix Premium"]);
    counter.say(ADMIN, "/add 40|Spotify Duo|Musik|30000|berdua saja");
    assert_eq!(found(&mut counter, "spotfy"), ["Spotify Duo"]);
    assert_eq!(found(&mut counter, "berdua"), ["Spotify Duo"]);
    counter.prove();
    let mut counter = counter.reopened(counter.core.store().clone());
    assert_eq!(found(&mut counter, "spotfy"), ["Spotify Duo"]);
    counter.prove();
}
