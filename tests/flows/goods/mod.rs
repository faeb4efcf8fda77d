//! Goods that are no goods: whatever a seller pastes, files or imports, a buyer gets a whole unit
//! or nothing of it is on the shelf, and nothing of it is said again.

mod batch;
mod doubtful;
mod product;
mod unit;
mod waiting;

use proptest::prelude::*;
use warung::chat::incoming::{Incoming, Said};
use warung::domain::limit::{PASTE_UNITS_HALF, PASTE_UNITS_MAX, PIECES_MAX};
use warung::domain::money::Rupiah;
use warung::domain::product::NewProduct;
use warung::domain::stock::{Fate, Reject};
use warung::domain::text::{Description, Name};
use warung::domain::time::{Span, Timestamp};
use warung::engine::input::{Batch, Input, Reply};
use warung::shop::import::{Change, Imported, Kept, Setup};
use warung::shop::stock::{Elsewhere, Import};

use crate::counter::{ADMIN, Counter, SARI};

/// Two products, without stock.
fn open_shop() -> Counter {
    let mut counter = Counter::new();
    counter.stock("Netflix", 50_000, &[]);
    counter.stock("Spotify", 20_000, &[]);
    counter
}

/// Every unit with its product, in the order in which they came in.
fn shelf(counter: &Counter) -> Vec<(u64, String)> {
    counter.units().into_iter().map(|unit| (unit.product.0, unit.content)).collect()
}

fn units(counter: &Counter, product: u64) -> Vec<String> {
    let of = shelf(counter).into_iter().filter(|(owner, _)| *owner == product);
    of.map(|(_, content)| content).collect()
}

/// What somebody says; goods that are no doubt are taken in at once.
fn says(counter: &mut Counter, text: &str) -> String {
    counter.say(ADMIN, text);
    counter.take_in(ADMIN);
    counter.last(ADMIN).screen.html.clone()
}

/// Sends a file, and says what came of it at the end.
fn files(counter: &mut Counter, name: &str, bytes: &[u8], caption: &str) -> String {
    let file = format!("file of {name}");
    counter.files.insert(file.clone(), bytes.to_vec());
    let (name, caption, bytes) = (name.to_owned(), caption.to_owned(), bytes.len() as u64);
    let update = counter.update(ADMIN, Said::Document { file, name, mime: None, bytes, caption });
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
    counter.take_in(ADMIN);
    counter.last(ADMIN).screen.html.clone()
}

fn said(counter: &Counter) -> String {
    counter.text(ADMIN)
}

#[test]
fn a_message_with_several_commands_sells_none_of_them() {
    for text in [
        "/addstock 1|a@x|1\n/addstock 2|b@x|2",
        "/addstock 1|a@x|1\r\n  /addstock 2|b@x|2",
        "/addstock 1|a@x|1\n\u{200b}/addstock2|b@x|2",
        "/addstock 1|a@x|1\n/addstok 2|b@x|2",
        "/addstock 1|a@x|1\u{2028}/setprice 2|1",
        "/add 3|Canva|-|5000|Akun\n/add 4|Figma|-|6000|Akun",
        "/setprice 1|60000\n/del 2",
        "/del 1\n/del 2",
    ] {
        let mut counter = open_shop();
        let told = says(&mut counter, text);
        assert!(told.contains("lebih dari satu perintah"), "{text:?}: {told}");
        assert_eq!(shelf(&counter), [], "{text:?}");
        let stock = says(&mut counter, "/stock");
        assert!(stock.contains("Netflix") && stock.contains("Rp50.000"), "{text:?}: {stock}");
        assert!(!stock.contains("Canva"), "{text:?}");
        counter.prove();
    }
}

#[test]
fn a_command_among_pasted_or_filed_lines_takes_none_of_them() {
    let mut counter = open_shop();
    counter.say(ADMIN, "🛒 Kelola Produk");
    counter.press(ADMIN, "Isi Stok");
    counter.press(ADMIN, "Netflix");
    let told = says(&mut counter, "a@x|1\n/addstock 2|b@x|2");
    assert!(told.contains("Baris 2 diawali perintah"), "{told}");
    let told = says(&mut counter, "a@x|1\nb@x|2");
    assert!(told.contains("Ditambahkan: <b>2</b>"), "{told}");
    let told = files(&mut counter, "s.txt", b"c@x|3\n/addstock 2|d@x|4\ne@x|5", "/addstock 1");
    assert!(told.contains("Baris 2 diawali perintah"), "{told}");
    assert_eq!(units(&counter, 1), ["a@x|1", "b@x|2"]);
    assert_eq!(units(&counter, 2).len(), 0);
    // Not as a description either.
    counter.say(ADMIN, "🛒 Kelola Produk");
    counter.press(ADMIN, "Tambah Produk");
    let told = says(&mut counter, "g@x|7\nh@x|8");
    assert!(told.contains("Nama hanya satu baris") && !told.contains("g@x"), "{told}");
    counter.say(ADMIN, "Canva");
    counter.say(ADMIN, "5000");
    counter.press(ADMIN, "Lewati");
    let told = says(&mut counter, "Akun sendiri\n/addstock 1|f@x|6");
    assert!(told.contains("lebih dari satu perintah"), "{told}");
    counter.prove();
}

#[test]
fn goods_that_begin_with_a_slash_are_goods() {
    let mut counter = open_shop();
    says(&mut counter, "/addstock 1|a@x|1\n/home/budi/kunci\n/a1b2c3d4");
    assert_eq!(units(&counter, 1), ["a@x|1", "/home/budi/kunci", "/a1b2c3d4"]);
}

/// A text of goods as long as wanted, and how a program of Telegram would split it.
fn long_paste(head: &str, units: usize) -> (String, Vec<String>) {
    let lines: Vec<String> =
        (0..units).map(|at| format!("akun{at:04}@x.id|rahasia{at:04}")).collect();
    (format!("{head}{}", lines.join("\n")), lines)
}

fn split(text: &str) -> Vec<String> {
    let signs: Vec<char> = text.chars().collect();
    signs.chunks(4096).map(|part| part.iter().collect::<String>().trim().to_owned()).collect()
}

#[test]
fn no_half_of_a_split_paste_is_sold_searched_or_said_again() {
    for by_wizard in [false, true] {
        let mut counter = open_shop();
        let head = if by_wizard { "" } else { "/addstock 1|" };
        let (text, lines) = long_paste(head, 360);
        let parts = split(&text);
        assert!(parts.len() > 2);
        if by_wizard {
            counter.say(ADMIN, "🛒 Kelola Produk");
            counter.press(ADMIN, "Isi Stok");
            counter.press(ADMIN, "Netflix");
        }
        for part in &parts {
            counter.say(ADMIN, part);
            assert_eq!(shelf(&counter), []);
        }
        // The last part ends it. What stood where two meet was one line again, or is named.
        assert!(counter.take_in(ADMIN), "{}", said(&counter));
        let taken = units(&counter, 1);
        assert!(taken.iter().all(|unit| lines.contains(unit)), "{taken:?}");
        let told = counter.last(ADMIN).screen.html.clone();
        assert!(taken.len() + parts.len() > lines.len(), "{} of {}", taken.len(), lines.len());
        let lost = lines.len() - taken.len();
        assert_eq!(told.contains("mungkin terpotong"), lost > 0, "{told}");
        // What comes then is heard again.
        let found = says(&mut counter, "netflix");
        assert!(found.contains("Netflix"), "{found}");
        counter.prove();
    }
}

#[test]
fn a_text_near_the_limit_counts_as_cut_wherever_it_is_measured() {
    let mut counter = open_shop();
    // UTF-16: a key is two units.
    let keys = "🔑".repeat(PASTE_UNITS_MAX / 2);
    let told = counter.say(ADMIN, &format!("/addstock 1|{keys}")).screen.html.clone();
    assert!(told.contains("Belum ada yang masuk"), "{told}");
    let told = says(&mut counter, "🛍 Semua Produk");
    assert!(told.contains("Netflix"), "a key leads out of it: {told}");
    assert_eq!(shelf(&counter), []);
    // The same of a buyer is only a search.
    counter.say(SARI, &"x".repeat(PASTE_UNITS_MAX));
    assert!(!counter.text(SARI).contains("terpotong"));
}

/// Some programs split at a blank line in the second half of what fits.
#[test]
fn a_paste_that_was_split_between_its_lines_is_one() {
    let mut counter = open_shop();
    let (text, mut lines) = long_paste("/addstock 1|", 90);
    assert!((PASTE_UNITS_HALF..PASTE_UNITS_MAX).contains(&text.len()));
    counter.say(ADMIN, &text);
    assert_eq!(shelf(&counter), []);
    counter.say(ADMIN, "akun9998@x.id|rahasia9998");
    let told = counter.last(ADMIN).screen.html.clone();
    assert!(told.contains("Akan masuk: <b>91</b>"), "{told}");
    assert!(told.contains("Sambungannya di baris 90, 91"), "{told}");
    assert!(counter.take_in(ADMIN));
    lines.push("akun9998@x.id|rahasia9998".to_owned());
    assert_eq!(units(&counter, 1), lines);
    // What comes too late is no part of it, and what is there can be had.
    counter.say(ADMIN, &long_paste("/addstock 2|", 90).0.replace("akun", "lain"));
    counter.pass(Span::secs(31));
    let told = counter.say(ADMIN, "lain9999@x.id|rahasia9999").screen.html.clone();
    assert!(told.contains("tidak digabung"), "{told}");
    assert_eq!(units(&counter, 2), [""; 0]);
    counter.press(ADMIN, "✅ Sudah Semua");
    counter.press(ADMIN, "✅ Masukkan");
    assert_eq!(units(&counter, 2).len(), 90);
    counter.prove();
}

/// A clock that is set meanwhile ends no paste, and no paste lasts for ever.
#[test]
fn a_paste_outlives_a_clock_that_is_set_back() {
    let mut counter = open_shop();
    counter.say(ADMIN, &long_paste("/addstock 1|", 90).0);
    counter.now = Timestamp(counter.now.0 - Span::hours(5).0);
    counter.say(ADMIN, "akun9998@x.id|rahasia9998");
    assert!(counter.take_in(ADMIN));
    assert_eq!(units(&counter, 1).len(), 91);
    for piece in 0..=PIECES_MAX {
        let head = if piece == 0 { "/addstock 2|" } else { "" };
        counter.say(ADMIN, &long_paste(head, 90).0.replace("akun", &format!("p{piece}")));
    }
    let told = counter.last(ADMIN).screen.html.clone();
    assert!(told.contains(&format!("Sudah {PIECES_MAX} pesan")), "{told}");
    assert!(counter.take_in(ADMIN));
    assert_eq!(units(&counter, 2).len(), 90 * PIECES_MAX);
    counter.prove();
}

#[test]
fn goods_of_the_staff_are_never_said_again() {
    let secrets = ["rahasia77@x.id|sandi77", "budi77:sandi77", "KODE-77AB-CD77", "satu77\ndua77"];
    for secret in secrets {
        let mut counter = open_shop();
        counter.say(ADMIN, secret);
        counter.say(ADMIN, &format!("/setprice 1|{secret}"));
        counter.say(ADMIN, &format!("/add -|Nama|-|{secret}|-"));
        counter.say(ADMIN, &format!("/kupon HEMAT|{secret}"));
        counter.say(ADMIN, "🛒 Kelola Produk");
        counter.press(ADMIN, "Tambah Produk");
        counter.say(ADMIN, "Canva");
        counter.say(ADMIN, secret);
        counter.say(ADMIN, &format!("/addstock 99|{secret}"));
        counter.say(ADMIN, &format!("/addstock {secret}"));
        let told = said(&counter);
        assert!(!told.contains("77"), "{secret}: {told}");
        // It is looked at by whoever has sent it, and no more once it is in.
        counter.say(ADMIN, &format!("/addstock 1|{secret}"));
        assert!(counter.take_in(ADMIN), "{secret}");
        counter.say(ADMIN, &format!("/addstock 1|{secret}"));
        let told = said(&counter);
        assert!(!told.contains("77"), "{secret}: {told}");
    }
    // A search is still one, of the staff too.
    let mut counter = open_shop();
    assert!(says(&mut counter, "netflix").contains("Netflix"));
    let told = says(&mut counter, "canva pro");
    assert!(told.contains("canva pro"), "{told}");
}

#[test]
fn whatever_ends_a_line_ends_a_unit_in_every_way_in() {
    for end in ["\n", "\r", "\r\n", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
        let mut counter = open_shop();
        says(&mut counter, &format!("/addstock 1|a@x|1{end}b@x|2"));
        files(&mut counter, "s.txt", format!("c@x|3{end}d@x|4{end}").as_bytes(), "/addstock 1");
        files(&mut counter, "s.csv", format!("isi{end}e@x|5{end}").as_bytes(), "/addstock 1");
        let wanted = ["a@x|1", "b@x|2", "c@x|3", "d@x|4", "e@x|5"];
        assert_eq!(units(&counter, 1), wanted, "{end:?}");
    }
}

#[test]
fn twins_are_one_unit_however_they_are_dressed() {
    let mut counter = open_shop();
    let told =
        says(&mut counter, "/addstock 1|dup@x|p\ndup@x|p \n\u{feff}dup@x|p\u{200b}\n\u{a0}dup@x|p");
    assert!(told.contains("Ditambahkan: <b>1</b>") && told.contains("baris 2, 3, 4"), "{told}");
    says(&mut counter, "/addstock 1|  spasi dalam \u{200b} tetap  ");
    assert_eq!(units(&counter, 1), ["dup@x|p", "spasi dalam \u{200b} tetap"]);
    // The same line in another product is said in words of its own.
    let told = says(&mut counter, "/addstock 2|baru@x|1\ndup@x|p\t");
    assert!(told.contains("Ditambahkan: <b>1</b>"), "{told}");
    assert!(told.contains("Sudah ada di produk 1. Netflix, dilewati: baris 2"), "{told}");
    // And so is one that was sold, in whichever product.
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    for product in [1, 2] {
        let told =
            says(&mut counter, &format!("/addstock {product}|lain{product}@x|1\ndup@x|p\u{200b}"));
        assert!(told.contains("Sudah pernah terjual, dilewati: baris 2"), "{told}");
    }
    assert_eq!(counter.units().iter().filter(|it| it.content == "dup@x|p").count(), 1);
    counter.prove();
}

#[test]
fn a_line_with_nothing_to_see_is_no_unit() {
    let mut counter = open_shop();
    let told =
        says(&mut counter, "/addstock 1|\u{200b}\n\u{feff}\n \u{2800}\n\u{ad}\u{a0}\n\u{e0001}");
    assert!(told.contains("Belum ada baris stok"), "{told}");
    let told = says(&mut counter, "/addstock 1|\u{200b}\na@x|1\n\u{feff}\n");
    assert!(told.contains("Ditambahkan: <b>1</b>") && told.contains("Ditolak: 0"), "{told}");
    assert_eq!(units(&counter, 1), ["a@x|1"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is pasted, every unit on the shelf is a line of it, and none is there twice.
    #[test]
    fn what_is_on_the_shelf_was_a_line(
        text in "([ab@x|:/ \u{200b}]{0,6}(\r|\n|\r\n|\u{2028}|\u{85})){0,8}",
    ) {
        let mut counter = open_shop();
        counter.say(ADMIN, &format!("/addstock 1|{text}"));
        let kept = units(&counter, 1);
        let ends = |sign: char| matches!(sign, '\r' | '\n' | '\u{2028}' | '\u{85}');
        let unseen = |sign: char| sign == ' ' || sign == '\u{200b}';
        let lines: Vec<&str> = text.split(ends).map(|line| line.trim_matches(unseen)).collect();
        for (at, unit) in kept.iter().enumerate() {
            prop_assert!(lines.contains(&unit.as_str()), "{unit:?}");
            prop_assert!(!kept[..at].contains(unit), "{unit:?} twice");
        }
        counter.prove();
    }
}
