//! Buttons of the seller's own on the buyers' keyboard.

use warung::chat::action::{HomePress, OwnButtonPress};
use warung::chat::incoming::Said;
use warung::chat::staff::own_button::Editable;
use warung::domain::id::OwnButtonId;
use warung::domain::message::{Keys, Media};
use warung::domain::own_button::OwnButton;
use warung::store::read::Read;

use crate::counter::{ADMIN, Counter, SARI};
use crate::desk::{desk, has, html, labels, tap};

const FIRST: OwnButtonId = OwnButtonId(1);

fn buttons(counter: &Counter) -> Vec<OwnButton> {
    counter.core.store().snap().unwrap().all(0, 99).unwrap()
}

/// What stands on the buyers' keyboard.
fn keys(counter: &mut Counter, person: u64) -> Vec<Vec<String>> {
    counter.say(person, "/start");
    match &counter.last(person).screen.keys {
        Keys::Reply(rows) | Keys::Staying(rows) => rows.clone(),
        _ => Vec::new(),
    }
}

fn add(counter: &mut Counter, label: &str, text: &str) {
    tap(counter, ADMIN, OwnButtonPress::New);
    counter.say(ADMIN, label);
    counter.say(ADMIN, text);
}

#[test]
fn a_button_stands_on_the_keyboard_and_answers() {
    let mut counter = desk();
    counter.say(ADMIN, "/respon");
    counter.press(ADMIN, "🔘 Tombol Sendiri");
    counter.press(ADMIN, "➕ Tambah Tombol");
    counter.say(ADMIN, "🛡️ Garansi");
    counter.say(ADMIN, "Garansi <b>30 hari</b>.");
    has(&counter, ADMIN, "🛡️ Garansi");
    let rows = keys(&mut counter, SARI);
    assert!(rows.contains(&vec!["🛡️ Garansi".to_owned()]), "{rows:?}");
    assert!(rows.iter().position(|row| row[0].contains("Garansi")).unwrap() < rows.len() - 1);
    for said in ["🛡️ Garansi", "🛡 garansi", "garansi", "Garansi!"] {
        counter.say(SARI, "/start");
        counter.say(SARI, said);
        assert_eq!(html(&counter, SARI), "Garansi <b>30 hari</b>.", "{said}");
    }
    // Pressed, it leaves whatever somebody is in the middle of; typed, it is an answer.
    counter.say(SARI, "1");
    counter.press(SARI, "✏️ Ketik Jumlah");
    counter.say(SARI, "garansi");
    has(&counter, SARI, "Jumlah adalah angka");
    counter.say(SARI, "🛡️ Garansi");
    has(&counter, SARI, "Garansi <b>30 hari</b>");
    counter.prove();
}

#[test]
fn its_fields_are_changed_and_taken_back() {
    let mut counter = desk();
    add(&mut counter, "📞 WA", "Chat kami & tanya");
    assert_eq!(buttons(&counter)[0].text, "Chat kami &amp; tanya");
    counter.press(ADMIN, "Tautan");
    for bad in ["", "ftp://x", "javascript:alert(1)", "https://", "081234"] {
        if !bad.is_empty() {
            counter.say(ADMIN, bad);
            has(&counter, ADMIN, "Tautannya tidak dikenali");
        }
    }
    counter.say(ADMIN, "+6281234567890");
    counter.say(SARI, "wa");
    assert_eq!(labels(&counter, SARI), ["🔗 Buka Tautan"]);
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(buttons(&counter)[0].link, None);
    counter.press(ADMIN, "Foto");
    let said = Said::Photo { file: "wa".into(), caption: String::new() };
    let update = counter.update(ADMIN, said);
    counter.apply(update);
    counter.settle();
    has(&counter, ADMIN, "Fotonya sudah dipasang");
    counter.say(SARI, "wa");
    assert!(matches!(counter.last(SARI).screen.media, Media::Picture(_)));
    counter.press(ADMIN, "Buka Tombolnya");
    counter.press(ADMIN, "🗑️ Hapus");
    assert_eq!(buttons(&counter), []);
    assert!(!keys(&mut counter, SARI).concat().contains(&"📞 WA".to_owned()));
    // One that stands in an old chat says that it is gone.
    tap(&mut counter, SARI, HomePress::Own(FIRST));
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(buttons(&counter).len(), 1);
    counter.say(SARI, "📞 WA");
    has(&counter, SARI, "Chat kami");
    counter.prove();
}

#[test]
fn no_button_is_called_as_another_or_as_what_the_shop_has() {
    let mut counter = desk();
    add(&mut counter, "🛡️ Garansi", "Ya.");
    for label in ["garansi", "💫 GARANSI", "🛍️ Semua Produk", "keranjang", "Bantuan", "❓ admin"]
    {
        tap(&mut counter, ADMIN, OwnButtonPress::New);
        counter.say(ADMIN, label);
        // Keys of the shop's own leave the question, as everywhere.
        counter.say(ADMIN, "Jawaban.");
        assert_eq!(buttons(&counter).len(), 1, "{label}");
    }
    for label in ["12", "😀", "a\nb", "/toko", &"x".repeat(40), "\u{200b}"] {
        tap(&mut counter, ADMIN, OwnButtonPress::New);
        counter.say(ADMIN, label);
        counter.say(ADMIN, "Jawaban.");
        assert!(buttons(&counter).len() <= 2, "{label:?}");
        assert!(buttons(&counter).iter().all(|it| it.label.as_str() != label), "{label:?}");
    }
    counter.prove();
}

#[test]
fn there_are_so_many_and_they_stand_as_the_seller_wants() {
    let mut counter = desk();
    let names: Vec<String> = (b'a'..=b'l').map(|it| format!("Info {}", char::from(it))).collect();
    for name in &names {
        add(&mut counter, name, "Ya.");
    }
    assert_eq!(buttons(&counter).len(), 12);
    tap(&mut counter, ADMIN, OwnButtonPress::New);
    counter.say(ADMIN, "Satu lagi");
    assert_eq!(buttons(&counter).len(), 12);
    tap(&mut counter, ADMIN, OwnButtonPress::Raise(OwnButtonId(12)));
    tap(&mut counter, ADMIN, OwnButtonPress::Raise(FIRST));
    let rows = keys(&mut counter, SARI);
    assert!(rows.contains(&vec!["Info a".to_owned(), "Info b".to_owned()]), "{rows:?}");
    assert!(rows.contains(&vec!["Info l".to_owned(), "Info k".to_owned()]), "{rows:?}");
    // The row is a setting as the others are.
    tap(&mut counter, ADMIN, OwnButtonPress::List);
    counter.press(ADMIN, "Susunan tombol menu");
    counter.press(ADMIN, "Tombol Sendiri");
    assert!(!keys(&mut counter, SARI).concat().contains(&"Info a".to_owned()));
    tap(&mut counter, ADMIN, OwnButtonPress::List);
    has(&counter, ADMIN, "sedang tidak tampil");
    let edit = OwnButtonPress::Edit { id: FIRST, field: Editable::Text };
    tap(&mut counter, ADMIN, edit);
    counter.say(ADMIN, &"<b>x".repeat(2_000));
    has(&counter, ADMIN, "belum ditutup");
    counter.say(ADMIN, &"x".repeat(3_000));
    has(&counter, ADMIN, "terlalu panjang");
    counter.prove();
}
