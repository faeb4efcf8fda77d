//! The evidence itself: what is one, whose it is, how much of it, and for how long it is kept.

use super::*;

#[test]
fn a_document_is_evidence_too() {
    let mut counter = open_shop(&["a", "b"]);
    order_by_transfer(&mut counter, SARI);
    let said = |name: &str, caption: &str| Said::Document {
        file: "berkas-1".into(),
        name: name.into(),
        mime: Some("application/pdf".into()),
        bytes: u64::MAX,
        caption: caption.into(),
    };
    let absurd = "<b>\u{202e}&\0".repeat(500);
    send(&mut counter, SARI, said(&absurd, &absurd));
    assert!(in_review(&counter, 1));
    let Media::Sent(sent) = &counter.last(ADMIN).screen.media else { panic!("no file") };
    assert!(*sent == Sent { file: "berkas-1".into(), kind: FileKind::Document });
    assert!(!counter.text(ADMIN).contains('\u{202e}'), "what was written under it stays there");
    // A command that is none, or none of a buyer's, is a caption like any other.
    for caption in ["/bukti W-000001", "/status"] {
        let mut counter = open_shop(&["a"]);
        order_by_transfer(&mut counter, SARI);
        send(&mut counter, SARI, said("x", caption));
        assert!(in_review(&counter, 1), "{caption}");
        counter.prove();
    }
}

#[test]
fn a_document_that_shows_nothing_is_no_evidence() {
    let document = |name: &str, mime: Option<&str>| Said::Document {
        file: "berkas".into(),
        name: name.into(),
        mime: mime.map(str::to_owned),
        bytes: 10,
        caption: String::new(),
    };
    for (name, mime, taken) in [
        ("bukti.txt", Some("text/plain"), false),
        ("bukti.pdf", Some("application/zip"), false),
        ("bukti.jpg", Some("text/html"), false),
        ("bukti.apk", None, false),
        ("pdf", None, false),
        ("", None, false),
        ("image", Some("application/image/png"), false),
        ("bukti", Some("image/heic"), true),
        ("bukti", Some("Image/JPEG"), true),
        ("bukti", Some("application/pdf"), true),
        ("Bukti Transfer.PDF", None, true),
        ("IMG_1.jpeg", Some(""), true),
        ("bukti.jpg", Some("application/octet-stream"), true),
        ("bukti.exe", Some("application/octet-stream"), false),
    ] {
        let mut counter = open_shop(&["a", "b"]);
        order_by_transfer(&mut counter, SARI);
        send(&mut counter, SARI, document(name, mime));
        assert_eq!(in_review(&counter, 1), taken, "{name} {mime:?}");
        if !taken {
            let told = &counter.last(SARI).screen.html;
            let parts = ["W-000001", "bukan gambar atau PDF", "foto"];
            assert!(parts.iter().all(|part| told.contains(part)), "{name}: {told}");
            // In the middle of something else, and under a caption, it is no evidence either.
            counter.say(SARI, "1");
            counter.press(SARI, "Ketik Jumlah");
            send(&mut counter, SARI, document(name, mime));
            assert!(counter.last(SARI).screen.html.contains("bukan gambar atau PDF"));
            assert!(!in_review(&counter, 1));
        }
        counter.prove();
    }
    // Where no transfer waits, it is what it always was.
    let mut counter = open_shop(&["a"]);
    send(&mut counter, SARI, document("bukti.txt", Some("text/plain")));
    assert!(counter.last(SARI).screen.html.contains("hanya bisa membaca teks"));
    // Nor may it be added while the shop asks which of two orders is meant.
    let mut counter = open_shop(&["a", "b"]);
    open_settings(&mut counter);
    counter.press(ADMIN, "Maks. invoice");
    counter.press(ADMIN, "3");
    order_by_transfer(&mut counter, SARI);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "bukti");
    send(&mut counter, SARI, document("bukti.txt", Some("text/plain")));
    assert!(counter.last(SARI).screen.html.contains("bukan gambar atau PDF"));
    counter.press(SARI, "W-000001");
    assert!(in_review(&counter, 1));
    assert_eq!(evidence(&counter, 1).unwrap().pieces.len(), 1);
    counter.prove();
}

#[test]
fn more_pieces_reach_the_staff_and_are_bounded() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    for piece in 1..=EVIDENCE_MAX + 2 {
        photo(&mut counter, SARI, &format!("bukti-{piece}"));
    }
    assert!(counter.last(SARI).screen.html.contains("sudah cukup"));
    assert_eq!(evidence(&counter, 1).unwrap().pieces.len(), EVIDENCE_MAX);
    assert_eq!(files(&counter, DEWI).len(), EVIDENCE_MAX);
    counter.prove();
    // From the list all of them can be looked at.
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Bukti transfer (1)");
    counter.press(ADMIN, "Lihat Bukti W-000001");
    assert!(counter.last(ADMIN).screen.html.contains("Bukti 5 dari 5"));
    counter.press(ADMIN, "Sebelumnya");
    assert!(counter.last(ADMIN).screen.html.contains("Bukti 4 dari 5"));
    assert_eq!(files(&counter, ADMIN).last().unwrap(), "bukti-4");
    forge(&mut counter, ADMIN, Action::Review(ReviewPress::Card { order: OrderId(1), back: 255 }));
    assert!(counter.last(ADMIN).screen.html.contains("Bukti 1 dari 5"));
    // A new round has room of its own.
    forge(&mut counter, ADMIN, doubt(1, 0));
    photo(&mut counter, SARI, "lagi");
    assert_eq!(evidence(&counter, 1).unwrap().pieces.len(), EVIDENCE_MAX + 1);
    forge(&mut counter, ADMIN, approve(1, 1));
    counter.say(ADMIN, "/admin");
    let Keys::Inline(rows) = &counter.last(ADMIN).screen.keys else { panic!("no keys") };
    assert!(rows.iter().flatten().all(|button| !button.label.contains("Bukti transfer")));
    counter.prove();
}

#[test]
fn of_several_orders_the_buyer_says_which() {
    let mut counter = open_shop(&["a", "b"]);
    open_settings(&mut counter);
    counter.press(ADMIN, "Maks. invoice");
    counter.press(ADMIN, "3");
    order_by_transfer(&mut counter, SARI);
    order_by_transfer(&mut counter, SARI);
    // An album is several messages.
    photo(&mut counter, SARI, "satu");
    photo(&mut counter, SARI, "dua");
    assert!(counter.last(SARI).screen.html.contains("untuk invoice yang mana"));
    assert!(!in_review(&counter, 1) && !in_review(&counter, 2));
    counter.press(SARI, "W-000001 · Rp50.000");
    assert!(in_review(&counter, 1) && !in_review(&counter, 2));
    assert_eq!(files(&counter, ADMIN), ["satu", "dua"]);
    counter.prove();
    // One of them is decided while the buyer is asked again.
    photo(&mut counter, SARI, "tiga");
    forge(&mut counter, DEWI, approve(1, 0));
    counter.press(SARI, "W-000001 · Rp50.000");
    assert!(counter.text(SARI).contains("W-000001</b> sudah lunas"));
    photo(&mut counter, SARI, "empat");
    assert!(in_review(&counter, 2));
    counter.prove();
}

#[test]
fn evidence_is_understood_in_the_middle_of_anything_else() {
    let mut counter = open_shop(&["a", "b", "c"]);
    order_by_transfer(&mut counter, SARI);
    send(&mut counter, SARI, Said::Other("sticker".into()));
    assert!(counter.last(SARI).screen.html.contains("foto atau PDF"));
    counter.say(SARI, "sudah saya transfer kak");
    assert!(counter.last(SARI).screen.html.contains("foto atau PDF"));
    counter.say(SARI, "1");
    counter.press(SARI, "Ketik Jumlah");
    photo(&mut counter, SARI, "bukti");
    assert!(in_review(&counter, 1));
    send(&mut counter, SARI, Said::Other("sticker".into()));
    assert!(counter.last(SARI).screen.html.contains("hanya bisa membaca teks"), "enough is sent");
    // A question that a picture answers comes first, though: an admin buys here too.
    order_by_transfer(&mut counter, ADMIN);
    counter.say(ADMIN, "🛒 Kelola Produk");
    counter.press(ADMIN, "Isi Stok");
    counter.press(ADMIN, "1. Netflix");
    let stock = Said::Document {
        file: "stok".into(),
        name: "stok.txt".into(),
        mime: Some("text/plain".into()),
        bytes: 10,
        caption: String::new(),
    };
    send(&mut counter, ADMIN, stock);
    assert!(!in_review(&counter, 2));
    photo(&mut counter, ADMIN, "bukti-admin");
    assert!(in_review(&counter, 2));
    counter.prove();
}

#[test]
fn the_words_arrive_without_the_file() {
    let mut counter = open_shop(&["a"]);
    order_by_transfer(&mut counter, SARI);
    counter.files_lost = true;
    photo(&mut counter, SARI, "hilang");
    let card = &counter.last(ADMIN).screen;
    assert!(card.media == Media::None && card.html.contains("W-000001"));
    counter.press(ADMIN, "Tolak");
    counter.press(ADMIN, "Uangnya belum masuk");
    assert!(counter.text(ADMIN).contains("Menunggu bukti baru"));
    photo(&mut counter, SARI, "hilang-juga");
    counter.press(DEWI, "Setujui");
    assert!(counter.order(1).paid());
    counter.prove();
}

/// Decided in a year that never was: thirty nights, and not until that year is over.
#[test]
fn evidence_decided_in_a_wrong_year_goes_by_nights() {
    let mut counter = open_shop(&["a"]);
    counter.apply(Input::Opened);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "AgACAgUAAxkBAAI");
    let year = warung::domain::time::Step(365 * 24 * 3_600_000);
    counter.now = counter.now.shifted(year);
    counter.apply(Input::Stepped(year, None));
    counter.press(ADMIN, "Setujui");
    let back = warung::domain::time::Step(-year.0);
    counter.now = counter.now.shifted(back);
    counter.apply(Input::Stepped(back, None));
    counter.pass(Span::hours(24 * 29));
    assert!(evidence(&counter, 1).is_some());
    counter.pass(Span::hours(24 * 40));
    assert_eq!(evidence(&counter, 1), None);
    counter.prove();
}

/// A clock that is two months ahead for an hour, twice: what was decided yesterday is kept.
#[test]
fn evidence_outlives_a_clock_that_runs_ahead() {
    let mut counter = open_shop(&["a"]);
    counter.apply(Input::Opened);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, "AgACAgUAAxkBAAI");
    counter.press(ADMIN, "Setujui");
    counter.pass(Span::hours(24));
    for _ in 0..2 {
        let true_time = counter.now;
        counter.now = counter.now.after(Span(2 * EVIDENCE_KEPT.0));
        counter.apply(Input::Opened);
        counter.pass(Span::hours(1));
        counter.now = true_time.after(Span::hours(1));
        counter.apply(Input::Opened);
        counter.pass(Span::hours(1));
        assert!(evidence(&counter, 1).is_some());
        counter.prove();
    }
    counter.pass(Span(EVIDENCE_KEPT.0 - Span::hours(48).0));
    assert!(evidence(&counter, 1).is_some());
    counter.pass(Span::hours(48));
    assert_eq!(evidence(&counter, 1), None);
}

#[test]
fn evidence_is_sealed_and_forgotten_in_the_end() {
    const FILE: &str = "AgACAgUAAxkBAAI-rahasia";
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), &folder.path().join("warung.key")).unwrap();
    let mut counter = open_shop_in(store, &["a"]);
    // A shop that has opened has nights.
    counter.apply(Input::Opened);
    order_by_transfer(&mut counter, SARI);
    photo(&mut counter, SARI, FILE);
    let found = || {
        let files = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
        let mut files = files.filter(|path| path.file_name().unwrap() != "ballast");
        files.any(|path| {
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(FILE.len()).any(|window| window == FILE.as_bytes())
        })
    };
    assert!(!found(), "a file's name in the clear");
    assert!(!format!("{:?}", evidence(&counter, 1)).contains("rahasia"));
    // Not while it is undecided.
    counter.pass(EVIDENCE_KEPT);
    assert!(evidence(&counter, 1).is_some());
    counter.press(ADMIN, "Setujui");
    counter.pass(Span(EVIDENCE_KEPT.0 - 1));
    assert!(evidence(&counter, 1).is_some());
    counter.prove();
    counter.pass(EVIDENCE_KEPT);
    assert_eq!(evidence(&counter, 1), None);
    assert!(hollow(&mut counter, ADMIN, doubt(1, 0)).contains("sudah tidak ada"));
    assert!(!found());
}
