//! Files of stock that sellers send in whatever way: with a caption, without, as a reply, as an
//! album; and messages that are edited afterwards.

use warung::chat::incoming::Said;
use warung::domain::customer::Person;
use warung::domain::effect::{Effect, Task};
use warung::domain::id::{ChatId, ProductId};
use warung::domain::message::{Button, Keys};
use warung::domain::settings::Settings;
use warung::engine::input::{Input, Reply};
use warung::shop::cart::available;
use warung::store::read::Read;

use crate::counter::{ADMIN, Counter, SARI};

fn open_shop() -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &[]);
    counter.stock("Spotify", 20_000, &[]);
    counter
}

fn document(name: &str, caption: &str) -> Said {
    Said::Document {
        file: format!("file of {name}"),
        name: name.into(),
        mime: Some("text/plain".into()),
        bytes: 10,
        caption: caption.into(),
    }
}

fn photo(file: &str) -> Said {
    Said::Photo { file: file.into(), caption: String::new() }
}

fn of_album(one: Said) -> Said {
    Said::OfAlbum { group: "13".into(), one: Box::new(one) }
}

fn sent(counter: &mut Counter, person: u64, said: Said) {
    let update = counter.update(person, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

/// The same, and what it brings is taken in.
fn send(counter: &mut Counter, person: u64, said: Said) {
    sent(counter, person, said);
    counter.take_in(person);
}

/// What came of it is taken in.
fn taken(counter: &mut Counter) {
    assert!(counter.take_in(ADMIN), "{}", html(counter, ADMIN));
}

fn stock(counter: &Counter, product: u64) -> u32 {
    available(&counter.core.store().snap().unwrap(), ProductId(product)).unwrap()
}

fn messages(counter: &Counter, person: u64) -> usize {
    counter.chats.get(&(person as i64)).map_or(0, Vec::len)
}

fn html(counter: &Counter, person: u64) -> &str {
    &counter.last(person).screen.html
}

fn labels(counter: &Counter, person: u64) -> Vec<String> {
    match &counter.last(person).screen.keys {
        Keys::Inline(rows) => rows.iter().flatten().map(|it: &Button| it.label.clone()).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_file_without_a_caption_is_asked_about() {
    let mut counter = open_shop();
    send(&mut counter, ADMIN, document("stok.txt", ""));
    assert!(html(&counter, ADMIN).contains("stok produk mana?"), "{}", html(&counter, ADMIN));
    assert_eq!(labels(&counter, ADMIN), ["1. Netflix", "2. Spotify", "❌ Batal"]);
    counter.press(ADMIN, "2. Spotify");
    taken(&mut counter);
    assert_eq!((stock(&counter, 1), stock(&counter, 2)), (0, 2));
    assert!(html(&counter, ADMIN).contains("Ditambahkan: <b>2</b>"));
    // By its number, typed. The same lines are there already, whatever the product.
    send(&mut counter, ADMIN, document("lagi.txt", "stok baru"));
    counter.say(ADMIN, "1");
    assert!(html(&counter, ADMIN).contains("1. Netflix"), "{}", html(&counter, ADMIN));
    counter.prove();
}

#[test]
fn a_caption_that_is_a_number_names_the_product() {
    let mut counter = open_shop();
    send(&mut counter, ADMIN, document("stok.txt", " 2 "));
    assert_eq!(stock(&counter, 2), 2);
    send(&mut counter, ADMIN, document("stok.txt", "9"));
    assert!(html(&counter, ADMIN).contains("Tidak ada produk nomor <b>9</b>"));
}

#[test]
fn an_old_question_sends_no_other_file_anywhere() {
    let mut counter = open_shop();
    send(&mut counter, ADMIN, document("satu.txt", ""));
    let (message, data) = counter.button(ADMIN, "1. Netflix");
    counter.say(ADMIN, "/batal");
    send(&mut counter, ADMIN, document("dua.txt", ""));
    let pressed = Said::Button { callback: "old".into(), message: Some(message), data };
    send(&mut counter, ADMIN, pressed);
    assert_eq!(stock(&counter, 1), 0);
    counter.press(ADMIN, "1. Netflix");
    taken(&mut counter);
    assert_eq!(stock(&counter, 1), 2);
}

#[test]
fn a_command_needs_no_bar_behind_its_number() {
    let mut counter = open_shop();
    counter.fill("1\nsatu|rahasia\ndua|rahasia");
    assert_eq!(stock(&counter, 1), 2);
    counter.fill("2 tiga empat");
    assert_eq!(stock(&counter, 2), 1);
    counter.fill("2|lima\n");
    assert_eq!(stock(&counter, 2), 2);
    // Nothing behind it: what is to come is asked for.
    assert!(counter.say(ADMIN, "/addstock 2").screen.html.contains("Tempel stoknya di sini"));
    counter.say(ADMIN, "enam");
    taken(&mut counter);
    assert_eq!(stock(&counter, 2), 3);
    assert!(labels(&counter, ADMIN).contains(&"➕ Isi lagi".to_owned()));
    counter.press(ADMIN, "➕ Isi lagi");
    counter.say(ADMIN, "tujuh");
    taken(&mut counter);
    assert_eq!(stock(&counter, 2), 4);
    assert!(counter.say(ADMIN, "/setprice 1 45rb").screen.html.contains("Rp45.000"));
    assert!(counter.say(ADMIN, "/setprice 1").screen.html.contains("/setprice 1|45000"));
}

#[test]
fn lines_beside_a_file_are_not_left_out_in_silence() {
    let mut counter = open_shop();
    send(&mut counter, ADMIN, document("stok.txt", "/addstock 1|tiga"));
    assert!(html(&counter, ADMIN).contains("jadi belum ada yang diambil"));
    assert_eq!(stock(&counter, 1), 0);
    send(&mut counter, ADMIN, document("stok.txt", "/addstock 1"));
    assert_eq!(stock(&counter, 1), 2);
}

#[test]
fn an_album_of_files_is_asked_about_once() {
    let mut counter = open_shop();
    let before = messages(&counter, ADMIN);
    for name in ["a.txt", "b.txt", "c.txt"] {
        send(&mut counter, ADMIN, of_album(document(name, "")));
    }
    assert_eq!(messages(&counter, ADMIN), before + 1);
    // All three are fetched by one tap.
    let (message, data) = counter.button(ADMIN, "1. Netflix");
    let pressed = Said::Button { callback: "to".into(), message: Some(message), data };
    let update = counter.update(ADMIN, pressed);
    counter.apply(update);
    let due: Vec<Effect> = counter.core.store().snap().unwrap().all(0, 100).unwrap();
    let fetched = due.iter().filter(|it| matches!(it.task, Task::Fetch { .. }));
    assert_eq!(fetched.count(), 3);
    counter.settle();
    taken(&mut counter);
    assert_eq!(stock(&counter, 1), 2);
}

#[test]
fn an_album_goes_where_its_first_file_goes() {
    for first in ["/addstock 2", "2"] {
        let mut counter = open_shop();
        let before = counter.calls.len();
        for (name, caption) in [("a.txt", first), ("b.txt", "")] {
            sent(&mut counter, ADMIN, of_album(document(name, caption)));
        }
        // Each is looked at by itself; the same lines go in once.
        let chat = counter.chats[&(ADMIN as i64)].clone();
        let looks: Vec<_> =
            chat.iter().filter(|it| it.screen.html.contains("Periksa dulu: 2.")).collect();
        assert_eq!(looks.len(), 2, "{first}");
        taken(&mut counter);
        assert_eq!(stock(&counter, 2), 2);
        counter.press(ADMIN, "✅ Masukkan");
        assert_eq!(stock(&counter, 2), 2);
        assert!(counter.text(ADMIN).contains("Sudah ada, dilewati: 2"), "{first}");
        let told = counter.text(ADMIN).matches("sedang dibaca").count();
        assert_eq!(told, 1, "{first}: {:?}", &counter.calls[before..]);
        // One that is sent by itself is no part of it.
        send(&mut counter, ADMIN, document("c.txt", ""));
        assert!(html(&counter, ADMIN).contains("stok produk mana?"));
    }
    // The same where the product was chosen before.
    let mut counter = open_shop();
    counter.say(ADMIN, "/addstock 1");
    sent(&mut counter, ADMIN, of_album(document("a.txt", "")));
    sent(&mut counter, ADMIN, of_album(document("b.txt", "")));
    assert!(html(&counter, ADMIN).contains("Periksa dulu: 1."));
}

#[test]
fn more_files_than_an_album_holds_are_not_forgotten_in_silence() {
    let mut counter = open_shop();
    for n in 0..10 {
        send(&mut counter, ADMIN, document(&format!("{n}.txt"), ""));
    }
    send(&mut counter, ADMIN, document("10.txt", ""));
    assert!(html(&counter, ADMIN).contains("Sudah 10 berkas"), "{}", html(&counter, ADMIN));
    counter.say(ADMIN, "1");
    taken(&mut counter);
    assert_eq!(stock(&counter, 1), 2);
}

#[test]
fn an_album_that_is_no_use_is_answered_once() {
    let mut counter = open_shop();
    for person in [SARI, ADMIN] {
        let before = messages(&counter, person);
        for file in ["a", "b", "c"] {
            send(&mut counter, person, of_album(photo(file)));
        }
        assert_eq!(messages(&counter, person), before + 1);
    }
    // Another album is another matter.
    let other = Said::OfAlbum { group: "14".into(), one: Box::new(photo("d")) };
    let before = messages(&counter, SARI);
    send(&mut counter, SARI, other);
    assert_eq!(messages(&counter, SARI), before + 1);
}

#[test]
fn an_album_of_evidence_reaches_the_staff_whole_and_is_answered_once() {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &["akun"]);
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Pengaturan");
    counter.press(ADMIN, "Transfer manual");
    counter.press(ADMIN, "Ubah");
    counter.say(ADMIN, "BCA 1234567890 a.n. Sari");
    counter.press(ADMIN, "✅ Simpan");
    let settings: Settings =
        warung::shop::settings::settings(&counter.core.store().snap().unwrap()).unwrap();
    assert!(settings.transfer_account.is_some());
    counter.fill_cart(SARI, 1, 1);
    counter.press(SARI, "Transfer Manual");
    let before = messages(&counter, SARI);
    for file in ["depan", "belakang", "mutasi"] {
        send(&mut counter, SARI, of_album(photo(file)));
    }
    let told = counter.text(SARI).matches("sedang diperiksa").count();
    assert_eq!((told, messages(&counter, SARI)), (1, before));
    let evidence: warung::domain::evidence::Evidence =
        counter.core.store().snap().unwrap().need(1).unwrap();
    assert_eq!(evidence.pieces.len(), 3);
}

#[test]
fn an_edited_message_is_said_to_be_unread() {
    let mut counter = open_shop();
    counter.fill("1|akun satu");
    send(&mut counter, ADMIN, Said::Edited);
    assert!(html(&counter, ADMIN).contains("yang diedit tidak kami baca"));
    assert_eq!(stock(&counter, 1), 1);
    // A buyer is told in the middle of something, and goes on with it.
    counter.say(SARI, "1");
    let before = messages(&counter, SARI);
    send(&mut counter, SARI, Said::Edited);
    assert_eq!(messages(&counter, SARI), before, "nobody waits for these words");
    counter.press(SARI, "Ketik Jumlah");
    send(&mut counter, SARI, Said::Edited);
    assert!(html(&counter, SARI).contains("yang diedit tidak kami baca"));
    assert!(counter.say(SARI, "1").screen.html.contains("Di keranjang: <b>1</b>"));
    // The bot that warns says the same.
    let update = counter.update(ADMIN, Said::Edited);
    let Input::Update { id, said } = update else { unreachable!("an update is an update") };
    assert_eq!(counter.apply(Input::OwnerUpdate { id, said }), Reply::Done);
    counter.settle();
    let chat = &counter.chats[&(crate::counter::alert_chat(ADMIN) as i64)];
    assert!(chat.last().unwrap().screen.html.contains("yang diedit"));
}

#[test]
fn a_file_of_a_buyer_is_no_stock() {
    let mut counter = open_shop();
    send(&mut counter, SARI, document("stok.txt", ""));
    assert!(html(&counter, SARI).contains("hanya bisa membaca teks"));
    let from = Person::new(SARI, "Sari", "");
    let said = warung::chat::incoming::Incoming {
        chat: ChatId(-7),
        private: false,
        from,
        said: document("stok.txt", ""),
        formatted: false,
    };
    let before = counter.chats.len();
    counter.apply(Input::Update { id: 9_999, said });
    counter.settle();
    assert_eq!(counter.chats.len(), before);
}
