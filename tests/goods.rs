//! Goods that are no goods: whatever a seller pastes, files or imports, a buyer gets a whole unit
//! or nothing of it is on the shelf, and nothing of it is said again.

use proptest::prelude::*;
use warung::chat::incoming::{Incoming, Said};
use warung::domain::limit::{PASTE_UNITS_HALF, PASTE_UNITS_MAX};
use warung::domain::money::Rupiah;
use warung::domain::product::NewProduct;
use warung::domain::stock::{Fate, Reject};
use warung::domain::text::{Description, Name};
use warung::engine::input::{Batch, Input, Reply};
use warung::shop::import::{Change, Imported, Kept};
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

fn says(counter: &mut Counter, text: &str) -> String {
    counter.say(ADMIN, text).screen.html.clone()
}

/// Sends a file, and says what came of it at the end.
fn files(counter: &mut Counter, name: &str, bytes: &[u8], caption: &str) -> String {
    let file = format!("file of {name}");
    counter.files.insert(file.clone(), bytes.to_vec());
    let (name, caption, bytes) = (name.to_owned(), caption.to_owned(), bytes.len() as u64);
    let update = counter.update(ADMIN, Said::Document { file, name, mime: None, bytes, caption });
    assert_eq!(counter.apply(update), Reply::Done);
    counter.settle();
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
        let (text, _) = long_paste(head, 360);
        let parts = split(&text);
        assert!(parts.len() > 2);
        if by_wizard {
            counter.say(ADMIN, "🛒 Kelola Produk");
            counter.press(ADMIN, "Isi Stok");
            counter.press(ADMIN, "Netflix");
        }
        let before = counter.chats[&(ADMIN as i64)].len();
        for part in &parts {
            counter.say(ADMIN, part);
        }
        assert_eq!(shelf(&counter), []);
        let told = said(&counter);
        assert!(told.contains("mungkin terpotong"), "{told}");
        assert!(!told.contains("rahasia") && !told.contains("@x.id"), "{told}");
        assert_eq!(counter.chats[&(ADMIN as i64)].len(), before + parts.len());
        // The last part ends it: what comes then is heard again.
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
    let told = says(&mut counter, &format!("/addstock 1|{keys}"));
    assert!(told.contains("mungkin terpotong"), "{told}");
    let told = says(&mut counter, "🛍 Semua Produk");
    assert!(told.contains("Netflix"), "a key leads out of it: {told}");
    assert_eq!(shelf(&counter), []);
    // The same of a buyer is only a search.
    counter.say(SARI, &"x".repeat(PASTE_UNITS_MAX));
    assert!(!counter.text(SARI).contains("terpotong"));
}

#[test]
fn a_paste_that_was_split_between_its_lines_is_taken_and_its_rest_left_alone() {
    let mut counter = open_shop();
    let (text, lines) = long_paste("/addstock 1|", 90);
    assert!((PASTE_UNITS_HALF..PASTE_UNITS_MAX).contains(&text.len()));
    let told = says(&mut counter, &text);
    assert!(told.contains("Ditambahkan: <b>90</b>"), "{told}");
    for rest in ["akun9998@x.id|rahasia9998", "KODE"] {
        let told = says(&mut counter, rest);
        assert!(told.contains("tidak diambil") || told.contains("belum diambil"), "{told}");
        says(&mut counter, &long_paste("/addstock 1|", 90).0);
    }
    assert_eq!(units(&counter, 1), lines);
    assert!(!said(&counter).contains("9998"));
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
        counter.say(ADMIN, &format!("/addstock 1|{secret}"));
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
    assert!(told.contains("Sudah ada di produk 1. Netflix: baris 2"), "{told}");
    // And so is one that was sold, in whichever product.
    counter.checkout(SARI, 1, 1);
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    for product in [1, 2] {
        let told =
            says(&mut counter, &format!("/addstock {product}|lain{product}@x|1\ndup@x|p\u{200b}"));
        assert!(told.contains("Sudah pernah terjual: baris 2"), "{told}");
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

#[test]
fn what_a_spreadsheet_spoilt_is_refused_with_the_remedy() {
    let mut counter = open_shop();
    let told = says(&mut counter, "/addstock 1|a@x|1\n8,99E+15\n#N/A\nb@x|#REF!\nc@x|1.2E+10");
    assert!(told.contains("Ditambahkan: <b>1</b>") && told.contains("Ditolak: 4"), "{told}");
    assert!(told.contains("Baris 2: rusak oleh lembar kerja; ubah kolom menjadi Teks"), "{told}");
    assert_eq!(units(&counter, 1), ["a@x|1"]);
}

#[test]
fn files_of_another_kind_are_told_as_what_they_are() {
    let wide: Vec<u8> = "é@x|1\r\nb@x|2".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [b"\xff\xfe" as &[u8], &wide].concat();
    for (name, bytes, told_as) in [
        ("s.txt", b"PK\x03\x04 xl/workbook.xml" as &[u8], "buku kerja Excel"),
        ("s.xlsx", b"a@x|1", "buku kerja Excel"),
        ("s.xls", b"<html><table><tr><td>a@x|1", "buku kerja Excel"),
        ("s.txt", b"<html><table><tr><td>a@x|1", "halaman HTML"),
        ("s.txt", b"{\\rtf1 a@x|1\\par}", "dokumen Word"),
        ("s.csv", b"a@x|1\nb@x|2", "tidak punya kolom"),
        ("s.csv", b"email,sandi\n\"a@x\",\"p\"", "tidak punya kolom"),
        ("s.csv", b"isi\n\"a@x|1\nb@x|2\n", "Baris 2 membuka tanda kutip"),
        ("s.csv", b"isi\n\"a\"x|1\nb@x|2\n", "Di baris 2 ada teks"),
        ("s.csv", b"nama,isi\nSpotify,a@x|1\n", "Baris 2 milik produk lain"),
        ("s.csv", b"isi\nc@x|\xe9\n", "Baris 2 bukan teks UTF-8"),
        ("s.txt", b"c@x|\xe9\n", "bukan teks UTF-8 (mungkin Windows-1252)"),
        ("s.txt", b"a\0@\0x\0|\0", "UTF-16"),
        ("s.dat", b"\x00\x01\x02\xff\xfe", "bukan teks"),
    ] {
        let mut counter = open_shop();
        let told = files(&mut counter, name, bytes, "/addstock 1");
        assert!(told.contains(told_as), "{name}: {told}");
        assert_eq!(shelf(&counter), [], "{name} {told_as}");
    }
    let mut counter = open_shop();
    files(&mut counter, "s.txt", &wide, "/addstock 1");
    files(
        &mut counter,
        "s.csv",
        b"\xef\xbb\xbfsep=;\r\nNama;Isi\r\nnetflix;\"c@x;3\"\r\n;\r\n",
        "/addstock 1",
    );
    assert_eq!(units(&counter, 1), ["é@x|1", "b@x|2", "c@x;3"]);
    let told = files(&mut counter, "s.txt", b"d@x|4", "/addstock 1|e@x|5");
    assert!(told.contains("di keterangan dan di berkas"), "{told}");
    assert_eq!(units(&counter, 1).len(), 3);
}

#[test]
fn an_account_over_several_lines_is_asked_about() {
    let text = "Email: a@x\nPassword: p\n\nEmail: b@x\nPassword: q";
    let mut counter = open_shop();
    let told = says(&mut counter, &format!("/addstock 1|{text}"));
    assert!(told.contains("Belum diambil") && told.contains("Baris 1 sampai 2"), "{told}");
    assert_eq!(shelf(&counter), []);
    // Put right, under the same question.
    let told = says(&mut counter, "/addstock 1|a@x|p\nb@x|q");
    assert!(told.contains("Ditambahkan: <b>2</b>"), "{told}");
    // An older card confirms nothing any more.
    counter.press(ADMIN, "Tiap baris satu barang (4)");
    assert_eq!(units(&counter, 1).len(), 2);
    // They mean it.
    says(&mut counter, &format!("/addstock 2|{text}"));
    counter.press(ADMIN, "Tiap baris satu barang (4)");
    assert_eq!(units(&counter, 2), ["Email: a@x", "Password: p", "Email: b@x", "Password: q"]);
    counter.prove();
}

#[test]
fn a_doubtful_file_is_asked_about_and_fetched_once_more() {
    let mut counter = open_shop();
    let told = files(&mut counter, "s.txt", b"a@x.id\nrahasia\nb@x.id\nrahasia2", "/addstock 1");
    assert!(told.contains("Baris 1 sampai 2"), "{told}");
    assert_eq!(shelf(&counter), []);
    counter.press(ADMIN, "Tiap baris satu barang (4)");
    assert_eq!(units(&counter, 1).len(), 4);
    // Whoever is in the middle of something else is not pushed out of it.
    let file = "file of other.txt".to_owned();
    counter.files.insert(file.clone(), b"Email: c@x\nSandi: r".to_vec());
    let (name, caption) = ("other.txt".to_owned(), "/addstock 1".to_owned());
    let sent = Said::Document { file, name, mime: None, bytes: 20, caption };
    let sent = counter.update(ADMIN, sent);
    counter.apply(sent);
    let typed = counter.update(ADMIN, Said::Text("/del 2".into()));
    counter.apply(typed);
    counter.settle();
    assert!(said(&counter).contains("Tulis tiap akun dalam satu baris"));
    counter.press(ADMIN, "Ya, Hapus");
    assert!(said(&counter).contains("<b>2. Spotify</b> sudah dihapus"));
    assert_eq!(units(&counter, 1).len(), 4);
}

#[test]
fn goods_below_a_new_product_are_never_its_description() {
    for text in [
        "/add -|Canva|-|5000|-\na@x|rahasia77\nb@x|rahasia78",
        "/add -|Canva|-|5000|-\r\nbudi77 rahasia",
        "/add -|Canva|-|5000|Tanpa iklan\n\na@x rahasia77",
        "/add -|Canva|-|5000|Tanpa iklan\u{2028}budi:rahasia77",
        "/add -|Canva|-|5000|Tanpa iklan\nEmail: a77\nPassword: b77",
        "/add -|Canva|-|5000|Tanpa iklan\nKODE-77AB-CD77",
        "/add -|Canva|-|5000|\nrahasia\nsandi77",
        "/add -|Canva|-|5000\na@x|rahasia77",
        "/add -|Canva\na@x rahasia77|-|5000|-",
        "/add\n-|Canva|-|5000|-\na@x|rahasia77",
        "/add 1|Canva|-|5000|-\na@x|rahasia77",
    ] {
        let mut counter = open_shop();
        let told = says(&mut counter, text);
        assert!(told.contains("tampak seperti barang"), "{text:?}: {told}");
        assert!(told.contains("Isi Stok") && told.contains("/addstock"), "{told}");
        assert!(!told.contains("77") && !told.contains("a@x"), "{text:?}: {told}");
        assert!(!says(&mut counter, "/stock").contains("Canva"), "{text:?}");
        let found = counter.say(SARI, "rahasia77").screen.html.clone();
        assert!(!found.contains("Canva"), "{text:?}: {found}");
        assert_eq!(shelf(&counter), [], "{text:?}");
        counter.prove();
    }
    // On the command's own line it would be read as well.
    for text in ["/add -|Canva|-|5000|a@x|rahasia77", "/add -|Canva|-|5000|a@x:rahasia77"] {
        let mut counter = open_shop();
        let told = says(&mut counter, text);
        assert!(told.contains("tampak seperti akun") && !told.contains("77"), "{told}");
        assert!(!says(&mut counter, "/stock").contains("Canva"), "{text:?}");
    }
}

#[test]
fn a_description_of_several_lines_is_still_one() {
    for text in [
        "/add 3|Canva|-|5000|Tanpa iklan\nGaransi 30 hari, satu layar\n",
        "/add\n3|Canva|-|5000|Tanpa iklan\n\n- Garansi 30 hari\n- Paket: Premium",
        "/add 3|Canva|-|5000|-\n \n\u{200b}",
    ] {
        let mut counter = open_shop();
        let told = says(&mut counter, text);
        assert!(told.contains("Canva"), "{text:?}: {told}");
        let card = counter.say(SARI, "3").screen.html.clone();
        let described = text.contains("Garansi");
        assert_eq!(card.contains("Garansi 30 hari"), described, "{text:?}: {card}");
    }
}

#[test]
fn an_account_is_neither_the_name_nor_the_description_of_a_new_product() {
    let mut counter = open_shop();
    counter.say(ADMIN, "🛒 Kelola Produk");
    counter.press(ADMIN, "Tambah Produk");
    let told = says(&mut counter, "a@x|rahasia77");
    assert!(told.contains("tampak seperti akun"), "{told}");
    counter.say(ADMIN, "Canva");
    counter.say(ADMIN, "5000");
    counter.press(ADMIN, "Lewati");
    for text in ["Tanpa iklan\na@x|rahasia77", "Email: a@x77\nPassword: rahasia77", "b@x rahasia77"]
    {
        let told = says(&mut counter, text);
        assert!(told.contains("tampak seperti akun") && !told.contains("77"), "{told}");
    }
    // Nor by command, in whichever field.
    for text in ["/add -|a@x:rahasia77|-|5000|-", "/add -|Canva|a@x:rahasia77|5000|-"] {
        let told = says(&mut counter, text);
        assert!(told.contains("tampak seperti akun") && !told.contains("77"), "{told}");
    }
    counter.say(ADMIN, "🛒 Kelola Produk");
    counter.press(ADMIN, "Tambah Produk");
    counter.say(ADMIN, "Canva");
    counter.say(ADMIN, "5000");
    counter.press(ADMIN, "Lewati");
    let told = says(&mut counter, "Tanpa iklan | garansi 30 hari\nHubungi admin@toko.id");
    assert!(told.contains("garansi 30 hari") && told.contains("admin@toko.id"), "{told}");
    assert!(!said(&counter).contains("rahasia77"));
}

#[test]
fn a_cell_of_several_lines_is_never_two_units() {
    let text = "\"a@x|p1\nPIN 123\"";
    let mut counter = open_shop();
    let told = says(&mut counter, &format!("/addstock 1|c@x|3\n{text}"));
    assert!(told.contains("Belum diambil") && told.contains("Baris 2 sampai 3"), "{told}");
    let told = files(&mut counter, "s.txt", text.as_bytes(), "/addstock 1");
    assert!(told.contains("Baris 1 sampai 2"), "{told}");
    assert_eq!(shelf(&counter), []);
    // They mean it.
    counter.press(ADMIN, "Tiap baris satu barang (2)");
    assert_eq!(units(&counter, 1), ["\"a@x|p1", "PIN 123\""]);
    // A sign that a password begins with, and whole cells, are nothing to ask about.
    let told = says(&mut counter, "/addstock 2|\"rahasia|1\nb@x|2\n\u{200b}");
    assert!(told.contains("Ditambahkan: <b>2</b>"), "{told}");
    let told = says(&mut counter, "/addstock 2|\"c@x|3\"\n\"d@x|4\"");
    assert!(told.contains("Ditambahkan: <b>2</b>"), "{told}");
    counter.prove();
}

/// What somebody of the staff sends after a program of Telegram has made formats of it.
fn formatted(counter: &mut Counter, said: Said) -> String {
    let Input::Update { id, said } = counter.update(ADMIN, said) else { panic!("no update") };
    let said = Incoming { formatted: true, ..said };
    assert_eq!(counter.apply(Input::Update { id, said }), Reply::Done);
    counter.settle();
    counter.last(ADMIN).screen.html.clone()
}

#[test]
fn goods_from_which_telegram_took_signs_are_not_taken() {
    let mut counter = open_shop();
    let refused = |told: &str| {
        let why = told.contains("Telegram") && told.contains("<code>.txt</code>");
        assert!(why && told.contains("Belum ada yang diambil"), "{told}");
        assert!(!told.contains("p12026"), "{told}");
    };
    let text = |text: &str| Said::Text(text.into());
    refused(&formatted(&mut counter, text("/addstock 1|a@xp12026")));
    let caption = "/addstock 1|a@xp12026".to_owned();
    refused(&formatted(&mut counter, Said::Photo { file: "foto".into(), caption }));
    counter.say(ADMIN, "🛒 Kelola Produk");
    counter.press(ADMIN, "Isi Stok");
    counter.press(ADMIN, "Netflix");
    refused(&formatted(&mut counter, text("a@xp12026\nb@xp12026")));
    // The question stays open, and so does the one about doubtful lines.
    let told = says(&mut counter, "Email: a@x\nSandi: p");
    assert!(told.contains("Baris 1 sampai 2"), "{told}");
    refused(&formatted(&mut counter, text("a@xp12026")));
    assert_eq!(shelf(&counter), []);
    let told = says(&mut counter, "a@x||p1||2026");
    assert!(told.contains("Ditambahkan: <b>1</b>"), "{told}");
    // A long one, behind which more may come.
    let long = long_paste("/addstock 1|", 90).0;
    refused(&formatted(&mut counter, text(&long)));
    assert_eq!(units(&counter, 1), ["a@x||p1||2026"]);
    // Whoever only chats may write as they like.
    assert!(formatted(&mut counter, text("🛍 Semua Produk")).contains("Netflix"));
    assert!(formatted(&mut counter, text("/setprice 1|60000")).contains("Rp60.000"));
    let file = Said::Document {
        file: "file of f.txt".into(),
        name: "f.txt".into(),
        mime: None,
        bytes: 5,
        caption: "/addstock 1".into(),
    };
    counter.files.insert("file of f.txt".into(), b"b@x|2".to_vec());
    assert!(formatted(&mut counter, file).contains("Ditambahkan: <b>1</b>"));
    counter.prove();
}

#[test]
fn the_heading_of_a_column_is_never_a_unit() {
    for (text, count) in [
        ("Isi\na@x|1\nb@x|2", 3),
        ("email|password\na@x|1", 2),
        ("No\tEmail\tKata Sandi\n1\ta@x\tp", 2),
        ("stok\nABCD-1234-EFGH", 2),
        ("Kode\nABCD-1234-EFGH", 2),
    ] {
        let mut counter = open_shop();
        let told = says(&mut counter, &format!("/addstock 1|{text}"));
        assert!(told.contains("Belum diambil") && told.contains("Baris 1"), "{text:?}: {told}");
        assert!(told.contains("judul kolom"), "{text:?}: {told}");
        let told = files(&mut counter, "s.txt", text.as_bytes(), "/addstock 2");
        assert!(told.contains("Baris 1 tampak seperti judul kolom"), "{text:?}: {told}");
        assert_eq!(shelf(&counter), [], "{text:?}");
        counter.press(ADMIN, &format!("Tiap baris satu barang ({count})"));
        assert_eq!(shelf(&counter).len(), count, "{text:?}");
        counter.prove();
    }
    // Asked about both at once: one press takes both.
    let mut counter = open_shop();
    let told = says(&mut counter, "/addstock 1|Isi\nEmail: a@x\nPin: 1");
    assert!(told.contains("Baris 1 tampak seperti judul"), "{told}");
    assert!(told.contains("Baris 2 sampai 3"), "{told}");
    let told = says(&mut counter, "a@x|1");
    assert!(told.contains("Ditambahkan: <b>1</b>"), "{told}");
    // Words are units where nothing says otherwise.
    for (text, count) in [
        ("isi", 1),
        ("email|password", 1),
        ("mawar\nmelati\nanggrek", 3),
        ("akun\nrahasia", 2),
        ("lily\nb@x|1", 2),
    ] {
        let told = says(&mut counter, &format!("/addstock 2|{text}"));
        assert!(told.contains(&format!("Ditambahkan: <b>{count}</b>")), "{text:?}: {told}");
    }
    // The heading of a table is read as one.
    let told = files(&mut counter, "s.csv", b"isi\nc@x|1\nd@x|2", "/addstock 2");
    assert!(told.contains("Ditambahkan: <b>2</b>"), "{told}");
    counter.prove();
}

#[test]
fn taking_a_product_off_asks_with_the_count_and_can_be_undone() {
    let mut counter = open_shop();
    says(&mut counter, "/addstock 1|a@x|1\nb@x|2\nc@x|3");
    let told = says(&mut counter, "/del 1");
    assert!(told.contains("1. Netflix") && told.contains("belum terjual: <b>3</b>"), "{told}");
    assert!(says(&mut counter, "/stock").contains("Netflix"));
    // The card of before, while another product is asked about: it takes nothing off.
    says(&mut counter, "/del 1");
    let old = counter.pressed(ADMIN, "Ya, Hapus");
    says(&mut counter, "/del 2");
    counter.apply(old);
    counter.settle();
    assert!(
        counter.toasts.last().is_some_and(|toast| toast.contains("tidak berlaku")),
        "{:?}",
        counter.toasts
    );
    let stock = says(&mut counter, "/stock");
    assert!(stock.contains("Netflix") && stock.contains("Spotify"), "{stock}");
    // More came in while they were asked: they are asked again.
    says(&mut counter, "/del 1");
    let batch = Batch { products: vec![import(None, "Netflix", "d@x|4")], dry_run: false };
    counter.apply(Input::Import(batch));
    let told = counter.press(ADMIN, "Ya, Hapus").screen.html.clone();
    assert!(told.contains("belum terjual: <b>4</b>"), "{told}");
    counter.press(ADMIN, "Ya, Hapus");
    assert!(!says(&mut counter, "/stock").contains("Netflix"));
    assert!(says(&mut counter, "/undel 9").contains("Tidak ada produk nomor"));
    let told = says(&mut counter, "/undel 1");
    assert!(told.contains("nomor <b>1</b>") && told.contains("stok 4"), "{told}");
    counter.say(SARI, "1");
    assert!(counter.text(SARI).contains("Netflix"));
    counter.prove();
}

#[test]
fn a_number_that_was_taken_off_is_offered_back() {
    let mut counter = open_shop();
    says(&mut counter, "/addstock 1|a@x|1\nb@x|2");
    says(&mut counter, "/del 1");
    counter.press(ADMIN, "Ya, Hapus");
    let told = says(&mut counter, "/add 1|Netflix Baru|-|60000|-");
    assert!(
        told.contains("Nomor 1 milik Netflix") && told.contains("tersimpan: <b>2</b>"),
        "{told}"
    );
    assert!(!says(&mut counter, "/stock").contains("Netflix"));
    says(&mut counter, "/add 1|Netflix Baru|-|60000|-");
    let told = counter.press(ADMIN, "Kembalikan Netflix").screen.html.clone();
    assert!(told.contains("stok 2") && told.contains("Rp50.000"), "{told}");
    // Or the new one takes the number, and the old one is still to be had, under another.
    says(&mut counter, "/del 1");
    counter.press(ADMIN, "Ya, Hapus");
    says(&mut counter, "/add 1|Netflix Baru|-|60000|-");
    let told = counter.press(ADMIN, "Tambah Netflix Baru").screen.html.clone();
    assert!(told.contains("Produk <b>1. Netflix Baru</b>"), "{told}");
    let told = says(&mut counter, "/undel 1");
    assert!(told.contains("nomor <b>3</b>") && told.contains("stok 2"), "{told}");
    counter.prove();
}

/// Filled into the wrong product: it is taken off, and its goods are free for the right one.
#[test]
fn goods_of_a_product_that_was_taken_off_move_and_are_never_two() {
    let mut counter = open_shop();
    says(&mut counter, "/addstock 1|a@x|1\nb@x|2");
    counter.checkout(SARI, 1, 1);
    counter.press(SARI, "Batalkan Pembelian");
    says(&mut counter, "/del 1");
    counter.press(ADMIN, "Ya, Hapus");
    let told = says(&mut counter, "/addstock 2|a@x|1\nb@x|2\nc@x|3");
    assert!(told.contains("Ditambahkan: <b>3</b>"), "{told}");
    assert!(told.contains("Dipindahkan dari produk yang sudah dihapus: 2"), "{told}");
    says(&mut counter, "/undel 1");
    assert_eq!(units(&counter, 1).len(), 0);
    assert_eq!(units(&counter, 2).len(), 3);
    counter.prove();
    // Money for the invoice of before finds no goods of its product: it becomes a balance.
    counter.pay(1);
    counter.notify(1);
    counter.settle();
    assert!(counter.units().iter().all(|unit| unit.fate == Fate::Available));
    assert_eq!(counter.balance(SARI), Rupiah(50_000));
    counter.prove();
}

fn import(number: Option<u32>, name: &str, unit: &str) -> Import {
    Import {
        product: NewProduct {
            number,
            name: Name::parse(name).unwrap(),
            price: Rupiah(50_000),
            category: None,
            description: Description::default(),
        },
        units: vec![(2, unit.to_owned())],
    }
}

/// The same twice: looked at, and done.
fn imports(counter: &mut Counter, one: Import) -> Imported {
    let mut came = [true, false].map(|dry_run| {
        let batch = Batch { products: vec![one.clone()], dry_run };
        let Reply::Imported(mut all) = counter.apply(Input::Import(batch)) else { panic!() };
        all.remove(0).unwrap()
    });
    came[0].number = came[1].number;
    let [looked, done] = came;
    assert_eq!(looked, done);
    done
}

#[test]
fn an_import_changes_what_it_says_and_keeps_the_rest() {
    let mut counter = Counter::new();
    counter.say(ADMIN, "/add 1|Netflix|Streaming|45000|Garansi");
    let kept = imports(&mut counter, import(None, "NETFLIX", " a@x|1\u{200b}"));
    assert_eq!(kept.changed, [Change::Price { old: Rupiah(45_000), new: Rupiah(50_000) }]);
    let names = ["Netflix", "Streaming"].map(str::to_owned);
    let [name, category] = names;
    assert_eq!(kept.kept, [Kept::Name(name), Kept::Category(category.clone()), Kept::Description]);
    let mut whole = import(Some(1), "Netflix", "b@x|2");
    whole.product.category = Some(Name::parse("Film").unwrap());
    whole.product.description = Description::parse("Tanpa iklan").unwrap();
    let changed = imports(&mut counter, whole.clone());
    let film = Change::Category { old: Some(category), new: "Film".into() };
    assert_eq!(changed.changed, [film, Change::Description]);
    assert_eq!(changed.kept, []);
    let card = counter.say(SARI, "1").screen.html.clone();
    assert!(card.contains("Film") && card.contains("Tanpa iklan"), "{card}");
    let again = imports(&mut counter, whole);
    assert_eq!((again.changed, again.stock.doubled), (vec![], vec![2]));
    assert_eq!(units(&counter, 1), ["a@x|1", "b@x|2"]);
    counter.prove();
}

/// Whatever comes by the local door is looked over like a paste.
#[test]
fn an_import_takes_no_line_that_is_no_unit() {
    let mut counter = open_shop();
    says(&mut counter, "/addstock 1|a@x|1");
    let mut one = import(None, "Spotify", "a@x|1 ");
    one.product.price = Rupiah(20_000);
    let lines = ["8,99E+15", "b\nc", "\u{200b}", "d@x|2"];
    one.units.extend((3..).zip(lines.map(str::to_owned)));
    let came = imports(&mut counter, one);
    assert_eq!(came.stock.added, 1);
    assert_eq!(came.stock.refused, [(3, Reject::Ruin), (4, Reject::Lines)]);
    let elsewhere = Elsewhere { number: 1, name: "Netflix".into(), lines: vec![2] };
    assert_eq!(came.stock.elsewhere, [elsewhere]);
    assert_eq!(units(&counter, 2), ["d@x|2"]);
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
