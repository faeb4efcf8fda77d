//! Goods that look like something else: what spreadsheets and Telegram made of them, headings,
//! accounts over several lines.

use super::*;

#[test]
fn what_a_spreadsheet_spoilt_is_refused_with_the_remedy() {
    let mut counter = open_shop();
    let told = says(&mut counter, "/addstock 1|a@x|1\n8,99E+15\n#N/A\nb@x|#REF!\nc@x|1.2E+10");
    assert!(told.contains("Ditambahkan: <b>1</b>") && told.contains("Ditolak: 4"), "{told}");
    assert!(
        told.contains("Baris 2: angkanya diubah Excel atau Sheets; ubah kolomnya ke Teks"),
        "{told}"
    );
    assert_eq!(units(&counter, 1), ["a@x|1"]);
}

#[test]
fn files_of_another_kind_are_told_as_what_they_are() {
    let wide: Vec<u8> = "é@x|1\r\nb@x|2".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [b"\xff\xfe" as &[u8], &wide].concat();
    for (name, bytes, told_as) in [
        ("s.txt", b"PK\x03\x04 xl/workbook.xml" as &[u8], "berkas Excel"),
        ("s.xlsx", b"a@x|1", "berkas Excel"),
        ("s.xls", b"<html><table><tr><td>a@x|1", "berkas Excel"),
        ("s.txt", b"<html><table><tr><td>a@x|1", "halaman HTML"),
        ("s.txt", b"{\\rtf1 a@x|1\\par}", "dokumen Word"),
        ("s.csv", b"a@x|1\nb@x|2", "tidak punya kolom"),
        ("s.csv", b"catatan,masa aktif\n\"a@x\",\"p\"", "tidak punya kolom"),
        ("s.csv", b"isi\n\"a@x|1\nb@x|2\n", "Baris 2 membuka tanda kutip"),
        ("s.csv", b"isi\n\"a\"x|1\nb@x|2\n", "Di baris 2 ada teks"),
        ("s.csv", b"nama,isi\nSpotify,a@x|1\n", "Baris 2 milik produk lain"),
        ("s.csv", b"isi\nc@x|\xe9\n", "Baris 2 bukan teks UTF-8"),
        ("s.txt", b"c@x|\xe9\n", "simpan ulang sebagai UTF-8"),
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
    assert!(told.contains("Periksa dulu") && told.contains("baris 1 sampai 2"), "{told}");
    assert_eq!(shelf(&counter), []);
    // Put right, under the same question.
    let told = says(&mut counter, "/addstock 1|a@x|p\nb@x|q");
    assert!(told.contains("Ditambahkan: <b>2</b>"), "{told}");
    // What was put right has taken the place of what was not.
    counter.press(ADMIN, "Masukkan per Baris (4)");
    let toasted = counter.toasts.last().cloned().unwrap_or_default();
    assert!(toasted.contains("sudah dimasukkan, dibatalkan atau diganti"), "{toasted}");
    assert_eq!(units(&counter, 1).len(), 2);
    // They mean it.
    says(&mut counter, &format!("/addstock 2|{text}"));
    counter.press(ADMIN, "Masukkan per Baris (4)");
    assert_eq!(units(&counter, 2), ["Email: a@x", "Password: p", "Email: b@x", "Password: q"]);
    counter.prove();
}

#[test]
fn a_doubtful_file_is_asked_about() {
    let mut counter = open_shop();
    let told = files(&mut counter, "s.txt", b"a@x.id\nrahasia\nb@x.id\nrahasia2", "/addstock 1");
    assert!(told.to_lowercase().contains("baris 1 sampai 2"), "{told}");
    assert_eq!(shelf(&counter), []);
    counter.press(ADMIN, "Masukkan per Baris (4)");
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
    assert!(said(&counter).contains("satu blok menjadi satu unit"));
    counter.press(ADMIN, "Ya, Arsipkan");
    assert!(said(&counter).contains("<b>2. Spotify</b> sudah diarsipkan"));
    assert_eq!(units(&counter, 1).len(), 4);
}

#[test]
fn a_cell_of_several_lines_is_never_two_units() {
    let text = "\"a@x|p1\nPIN 123\"";
    let mut counter = open_shop();
    let told = says(&mut counter, &format!("/addstock 1|c@x|3\n{text}"));
    assert!(told.contains("Periksa dulu") && told.contains("Baris 2 sampai 3"), "{told}");
    let told = files(&mut counter, "s.txt", text.as_bytes(), "/addstock 1");
    assert!(told.to_lowercase().contains("baris 1 sampai 2"), "{told}");
    assert_eq!(shelf(&counter), []);
    // They mean it.
    counter.press(ADMIN, "Masukkan per Baris (2)");
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
    assert!(told.to_lowercase().contains("baris 1 sampai 2"), "{told}");
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
    assert!(formatted(&mut counter, file).contains("Akan masuk: <b>1</b>"));
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
        assert!(told.contains("Periksa dulu") && told.contains("Baris 1"), "{text:?}: {told}");
        assert!(told.contains("judul kolom"), "{text:?}: {told}");
        let told = files(&mut counter, "s.txt", text.as_bytes(), "/addstock 2");
        assert!(told.contains("Baris 1 tampak seperti judul kolom"), "{text:?}: {told}");
        assert_eq!(shelf(&counter), [], "{text:?}");
        let beside = counter.last(ADMIN).screen.clone();
        counter.press(ADMIN, &format!("Masukkan Tanpa Judul ({})", count - 1));
        assert_eq!(shelf(&counter).len(), count - 1, "{text:?}");
        assert!(beside.html.contains("Tanpa baris judul"), "{}", beside.html);
        counter.prove();
    }
    // Or with it, where it is one after all.
    let mut counter = open_shop();
    says(&mut counter, "/addstock 1|Isi\na@x|1");
    counter.press(ADMIN, "Masukkan per Baris (2)");
    assert_eq!(shelf(&counter).len(), 2);
    // Asked about both at once: one press takes both.
    let mut counter = open_shop();
    let told = says(&mut counter, "/addstock 1|Isi\nEmail: a@x\nPin: 1");
    assert!(told.contains("Baris 1 tampak seperti judul"), "{told}");
    assert!(told.to_lowercase().contains("baris 2 sampai 3"), "{told}");
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
