//! The configuration of a whole shop as a file: out, into another shop, looked at first, refused
//! as a whole, taken back as a whole.

use std::path::Path;

use proptest::prelude::*;
use warung::chat::action::{ConfigPress, ProductPress};
use warung::chat::incoming::Said;
use warung::chat::staff::product::{KindField, KindPick};
use warung::config::shop_file;
use warung::domain::configuration::{ButtonPart, Configuration, Fate, Taken, TextPart};
use warung::domain::id::ProductId;
use warung::domain::message::Media;
use warung::domain::own_button::Label;
use warung::domain::product::{Product, Rule};
use warung::domain::report::Report;
use warung::domain::settings::{Setting, Value};
use warung::engine::input::{Input, Reply};
use warung::report::configuration::{self as report, write};
use warung::shop::configuration;
use warung::store::read::Read;
use warung::words::Dictionary;

use super::{of, write as own};
use crate::counter::{ADMIN, Counter, SARI};
use crate::desk::{desk, has, html, labels, open, tap};
use crate::gallery::shop::make;
use crate::setting::now;

pub fn exported(counter: &Counter) -> String {
    let (snap, mut file) = (counter.core.store().snap().unwrap(), Vec::new());
    write(&snap, counter.core.dictionary().calendar(), &mut file).unwrap();
    String::from_utf8(file).unwrap()
}

fn toml(file: &Configuration) -> String {
    report::toml(file, Dictionary::load("Asia/Jakarta").unwrap().calendar())
}

pub fn read(file: &str) -> Result<Configuration, String> {
    shop_file::parse(Path::new("toko.toml"), file.as_bytes()).map_err(|it| it.to_string())
}

/// Sends it in the chat, under a command.
pub fn send(counter: &mut Counter, file: &str) {
    counter.files.insert("berkas".into(), file.as_bytes().to_vec());
    let said = Said::Document {
        file: "berkas".into(),
        name: "toko.toml".into(),
        mime: None,
        bytes: file.len() as u64,
        caption: "/importconfig".into(),
    };
    let update = counter.update(ADMIN, said);
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
}

/// A shop with something of everything.
fn full() -> Counter {
    let mut counter = desk();
    own(&mut counter, "home-greeting", "Halo <b>{nama}</b>\nini \"{toko}\" \\o/");
    counter.say(ADMIN, "/respon");
    counter.press(ADMIN, "Tombol Sendiri");
    counter.press(ADMIN, "Tambah Tombol");
    counter.say(ADMIN, "🛡️ Garansi");
    counter.say(ADMIN, "30 hari");
    counter.say(ADMIN, "/pengaturan");
    counter.press(ADMIN, "Batas waktu bayar");
    counter.press(ADMIN, "Ubah");
    counter.say(ADMIN, "45");
    open(&mut counter, ADMIN, "2. Canva");
    counter.press(ADMIN, "Sembunyikan");
    counter
}

pub fn products(counter: &Counter) -> Vec<Product> {
    counter.core.store().snap().unwrap().all(0, 99).unwrap()
}

#[test]
fn what_goes_out_comes_in_as_it_was() {
    let counter = full();
    let file = exported(&counter);
    for words in [
        "warung = 1",
        "invoice_minutes = \"45\"",
        "name = \"Netflix\"",
        "hidden = true",
        "key = \"home-greeting\"",
        "label = \"🛡️ Garansi\"",
    ] {
        assert!(file.contains(words), "{words}: {file}");
    }
    assert!(!file.contains("a@x"), "goods are in no file");
    let parsed = read(&file).unwrap();
    let snap = counter.core.store().snap().unwrap();
    assert_eq!(parsed, configuration::of(&snap).unwrap());
    assert_eq!(toml(&parsed), file);
    // Into the same shop it changes nothing.
    let mut counter = counter;
    let input = Input::Configure { file: Box::new(parsed), dry_run: false };
    let Reply::Configured(taken) = counter.apply(input) else { panic!("not taken in") };
    assert_eq!((taken.changes(), taken.refused.len()), (0, 0), "{taken:?}");
    counter.prove();
}

/// Takes a file in from the command line.
pub fn take(counter: &mut Counter, file: &str) -> Taken {
    let input = Input::Configure { file: Box::new(read(file).unwrap()), dry_run: false };
    let Reply::Configured(taken) = counter.apply(input) else { panic!("not taken in") };
    *taken
}

/// What is sold of a product and what it costs besides its price.
#[test]
fn kinds_and_lower_prices_go_along() {
    let mut counter = Counter::new();
    for (number, name) in [(1, "Akun"), (2, "Undangan"), (3, "Panduan"), (4, "Kelas")] {
        counter.say(ADMIN, &format!("/add {number}|{name}|-|50000|-"));
    }
    let edit = |counter: &mut Counter, id, field, typed| {
        tap(counter, ADMIN, ProductPress::EditKind(ProductId(id), field));
        counter.say(ADMIN, typed);
    };
    edit(&mut counter, 1, KindField::Parts, "email|sandi");
    counter.say(ADMIN, "/grosir 1|5+ 45000\n10+ 40rb");
    tap(&mut counter, ADMIN, ProductPress::Lower(ProductId(1), Rule::Reseller));
    counter.say(ADMIN, "42000");
    for (id, kind) in [(2, KindPick::Manual), (3, KindPick::File), (4, KindPick::Shared)] {
        make(&mut counter, ProductId(id), kind);
    }
    edit(&mut counter, 2, KindField::Within, "2 jam");
    edit(&mut counter, 2, KindField::Question, "Email yang diundang?");
    edit(&mut counter, 2, KindField::Quota, "5");
    counter.say(ADMIN, "/varian 1|3 bulan|120000");
    counter.say(ADMIN, "1 bulan");
    let file = exported(&counter);
    for words in [
        "parts = \"email|sandi\"",
        "wholesale = \"\"\"\n5+ 45000\n10+ 40000\"\"\"",
        "reseller = 42000",
        "kind = \"manual\"\nwithin_minutes = 120\nquestion = \"Email yang diundang?\"\nleft = 5",
        "kind = \"file\"",
        "kind = \"shared\"",
    ] {
        assert!(file.contains(words), "{words}: {file}");
    }
    assert_eq!(file.matches("[[product]]").count(), 4);
    let parsed = read(&file).unwrap();
    assert_eq!(toml(&parsed), file);
    let before = products(&counter);
    let taken = take(&mut counter, &file);
    assert_eq!((taken.changes(), taken.refused.len()), (0, 0), "{taken:?}");
    let mut other = Counter::new();
    let taken = take(&mut other, &file);
    assert_eq!((taken.changes(), taken.refused.len()), (5, 0), "{taken:?}");
    assert_eq!(exported(&other), file);
    let there = products(&other);
    for here in &before {
        let there = there.iter().find(|it| it.number == here.number).unwrap();
        assert_eq!((&here.kind, &here.prices), (&there.kind, &there.prices), "{}", here.number);
    }
    other.prove();
    // What lies in stock keeps its kind, and a choice stands on its card.
    let mut other = desk();
    let file = "warung = 1\n[[product]]\nnumber = 1\nname = \"Netflix\"\nprice = 50000\n\
                kind = \"shared\"\n";
    send(&mut other, file);
    has(&other, ADMIN, "belum bisa diterapkan");
    send(&mut counter, "warung = 1\n[[product]]\nnumber = 5\nname = \"Lain\"\nprice = 1000\n");
    has(&counter, ADMIN, "varian di kartu produk lain");
    assert_eq!(products(&counter), before);
    counter.prove();
}

#[test]
fn another_shop_is_looked_at_changed_and_taken_back_in_the_chat() {
    let file = exported(&full());
    let mut counter = Counter::new();
    counter.say(ADMIN, "/add -|Lama|Umum|9000|-");
    counter.say(ADMIN, "/add -|Canva|-|1000|-");
    let before = (products(&counter), now(&counter));
    send(&mut counter, &file);
    has(&counter, ADMIN, "Yang akan berubah");
    for words in ["➕ ", "✏️ ", "Netflix", "Garansi", "Batas waktu bayar", "Teks"] {
        has(&counter, ADMIN, words);
    }
    assert_eq!((products(&counter), now(&counter)), before, "looking changes nothing");
    counter.press(ADMIN, "✅ Terapkan");
    has(&counter, ADMIN, "Konfigurasi diterapkan");
    counter.say(SARI, "/start");
    assert_eq!(html(&counter, SARI), "Halo <b>Sari</b>\nini \"Toko Sari\" \\o/");
    counter.say(SARI, "Garansi");
    assert_eq!(html(&counter, SARI), "30 hari");
    // Number 1 is Netflix now, as the file says.
    let names: Vec<String> =
        products(&counter).iter().map(|it| it.name.as_str().to_owned()).collect();
    assert_eq!(names, ["Netflix", "Canva"]);
    assert_eq!(now(&counter).invoice_minutes, warung::domain::settings::Own::Shop(45));
    counter.prove();
    counter.press(ADMIN, "↩️ Urungkan");
    has(&counter, ADMIN, "sudah dikembalikan");
    assert_eq!((products(&counter), now(&counter)), before);
    counter.say(SARI, "/start");
    has(&counter, SARI, "Selamat datang");
    counter.say(SARI, "Garansi");
    assert!(html(&counter, SARI) != "30 hari");
    counter.prove();
}

#[test]
fn what_is_new_goes_to_the_archive_and_what_was_changed_since_stays() {
    let file = exported(&full());
    let mut counter = Counter::new();
    send(&mut counter, &file);
    counter.press(ADMIN, "✅ Terapkan");
    let undo = labels(&counter, ADMIN)[0].clone();
    counter.fill("1|x@x|1");
    counter.say(ADMIN, "/setprice 2|77000");
    // Somebody has changed something of it since: nothing of it goes back.
    let chat = counter.chats[&(ADMIN as i64)].clone();
    let card = chat.iter().rev().find(|it| it.screen.html.contains("Konfigurasi diterapkan"));
    assert!(undo.contains("Urungkan") && card.is_some());
    counter.press(ADMIN, &undo);
    assert_eq!(products(&counter).iter().filter(|it| it.on_shelf).count(), 2);
    counter.prove();
}

#[test]
fn all_mistakes_are_told_at_once_with_their_lines() {
    let file = "warung = 2\n\n[settings]\nhide_sold_out = \"mungkin\"\npace_ = \"3\"\n\n\
                [[product]]\nnumber = 0\nname = \"\"\nprice = \"gratis\"\nleast = 9\nmost = 2\n\
                kind = \"buah\"\nwholesale = \"5+ 900\\n9+ 950\"\n\n\
                [[category]]\nname = \"A\"\n\n[[category]]\nname = \"a\"\n\n\
                [[text]]\nkey = \"home-greting\"\nlanguage = \"Indonesia\"\n\n\
                [[button]]\nlabel = \"12\"\ntext = \"x\"\nlink = \"ftp://x\"\n";
    let told = read(file).unwrap_err();
    for line in [
        "toko.toml:1: warung: is format 2",
        "toko.toml:4: settings.hide_sold_out: cannot be that",
        "toko.toml:5: settings.pace_: no such key",
        "toko.toml:8: product.number: must be a whole number from 1",
        "toko.toml:9: product.name: has no visible sign",
        "toko.toml:10: product.price: must be a whole number",
        "product.least: is more than most, 2",
        "product.kind: must be \"unit\"",
        "product.wholesale: is no price for each count",
        "category: is the category of line 16 again",
        "did you mean home-greeting?",
        "text.language: must be a language",
        "text.text: is missing",
        "button.label: must be one line with letters",
        "button.link: must be @username",
    ] {
        assert!(told.contains(line), "{line}\n in\n{told}");
    }
    let mut counter = desk();
    send(&mut counter, file);
    has(&counter, ADMIN, "belum bisa dibaca");
    has(&counter, ADMIN, "1: warung: is format 2");
    for odd in ["", "warung", "\u{0}", "warung = 1\n[[product]]\n", "{}", "😈"] {
        send(&mut counter, odd);
        has(&counter, ADMIN, "belum bisa dibaca");
    }
    counter.prove();
}

/// A file promises no more than a tap does: what it does not say is asked for.
#[test]
fn what_is_done_by_hand_has_its_promise_in_the_file() {
    let mut counter = desk();
    let file = "warung = 1\n\n[[product]]\nnumber = 7\nname = \"Undangan\"\nprice = 10000\n\
                kind = \"manual\"\n";
    let told = read(file).unwrap_err();
    assert!(told.contains("product.within_minutes: is missing"), "{told}");
    send(&mut counter, file);
    has(&counter, ADMIN, "within_minutes");
    assert!(products(&counter).iter().all(|it| it.number != 7));
    counter.prove();
}

/// One part that cannot be leaves everything as it is, and each is told.
#[test]
fn a_part_that_is_refused_refuses_the_whole() {
    let mut counter = desk();
    let before = (products(&counter), now(&counter));
    let file = "warung = 1\n[settings]\ninvoice_minutes = \"45\"\ndeposit_min = \"9000000\"\n\
                deposit_max = \"8000000\"\n\
                [[product]]\nnumber = 9\nname = \"Baru\"\nprice = 1000\n\
                [[text]]\nkey = \"cart-total\"\nlanguage = \"id\"\ntext = \"Total\"\n\
                [[text]]\nkey = \"cart-title\"\nlanguage = \"zz\"\ntext = \"Cart\"\n\
                [[text]]\nkey = \"cart-title\"\nlanguage = \"id\"\ntext = \"<b>Cart\"\n\
                [[button]]\nlabel = \"Keranjang\"\ntext = \"x\"\n\
                [[button]]\nlabel = \"Info\"\ntext = \"<b>x\"\n";
    send(&mut counter, file);
    has(&counter, ADMIN, "belum bisa diterapkan");
    for words in ["{total}", "belum ditutup", "Keranjang", "Info"] {
        has(&counter, ADMIN, words);
    }
    assert_eq!((products(&counter), now(&counter)), before);
    let input = Input::Configure { file: Box::new(read(file).unwrap()), dry_run: false };
    let Reply::Configured(taken) = counter.apply(input) else { panic!("not looked at") };
    assert_eq!(taken.refused.len(), 6, "{:?}", taken.refused);
    assert!(taken.count(Fate::Added) > 0);
    assert_eq!((products(&counter), now(&counter)), before);
    // Bounds that hang on one another fit in whatever order they stand.
    let file = "warung = 1\n[settings]\ndeposit_max = \"15000\"\ndeposit_min = \"12000\"\n";
    send(&mut counter, file);
    counter.press(ADMIN, "✅ Terapkan");
    assert_eq!(now(&counter).deposit_max.0, 15_000);
    let file = "warung = 1\n[settings]\ndeposit_min = \"20000\"\ndeposit_max = \"30000\"\n";
    send(&mut counter, file);
    counter.press(ADMIN, "✅ Terapkan");
    assert_eq!((now(&counter).deposit_min.0, now(&counter).deposit_max.0), (20_000, 30_000));
    counter.prove();
}

#[test]
fn only_the_file_that_was_looked_at_is_taken_in() {
    let mut counter = desk();
    send(&mut counter, "warung = 1\n[settings]\nlow_mark = \"9\"\n");
    // Telegram's name of it brings something else by now.
    counter.files.insert("berkas".into(), b"warung = 1\n[settings]\nlow_mark = \"8\"\n".to_vec());
    counter.press(ADMIN, "✅ Terapkan");
    has(&counter, ADMIN, "Yang akan berubah");
    assert_eq!(now(&counter).low_mark, 3);
    counter.press(ADMIN, "✅ Terapkan");
    assert_eq!(now(&counter).low_mark, 8);
    // A button of a file that nobody knows any more asks for it.
    counter.say(ADMIN, "/start");
    tap(&mut counter, ADMIN, ConfigPress::Apply { seen: warung::chat::choice::Fingerprint(1) });
    has(&counter, ADMIN, "Kirim berkas konfigurasi");
    counter.say(ADMIN, "warung = 1");
    has(&counter, ADMIN, "Kirim sebagai berkas");
    counter.say(ADMIN, "/exportconfig");
    assert!(counter.last(ADMIN).screen.media == Media::Report(Report::Configuration));
    counter.prove();
}

proptest! {
    /// Whatever stands in a text, it is read as it was written.
    #[test]
    fn texts_are_kept_to_the_sign(text in "(\"|\\\\|\n|\t|😈|a|\u{1b}|\r| ){0,30}", value in ".{1,40}") {
        let label = Label::parse("Info").unwrap();
        let texts = vec![TextPart { id: of("home-greeting"), text: text.clone() }];
        let buttons = vec![ButtonPart { label, text, link: None, position: 3 }];
        let settings = vec![(Setting::TransferAccount, Value::Words(Some("BCA 123".into())))];
        let file = Configuration { settings, texts, buttons, ..Configuration::default() };
        prop_assert_eq!(read(&toml(&file)), Ok(file));
        let _ = read(&value);
    }
}

/// As the editor shows them, or as a file has them that was written by the shop.
#[test]
fn blanks_are_read_as_people_write_them() {
    for blank in ["{nama}", "{ $name }", "{name}"] {
        let mut counter = desk();
        let text = format!(
            "[[text]]\nkey = \"home-greeting\"\nlanguage = \"id\"\ntext = \"Hai {blank}\"\n"
        );
        send(&mut counter, &format!("warung = 1\n{text}"));
        counter.press(ADMIN, "✅ Terapkan");
        let file = exported(&counter);
        assert!(file.contains("Hai { $name }"), "{blank}\n{file}\n{}", counter.text(ADMIN));
        counter.prove();
    }
}
