//! Coupons in the chat: buyers who use them, sellers who make them.

use super::*;

/// A shop with a product of two categories and one coupon, made by the admin in one line.
fn open_shop(line: &str) -> Counter {
    let mut counter = Counter::new();
    counter.say(ADMIN, "/add -|Netflix|Streaming|50.000|-");
    counter.fill("1|a@x|1\nb@x|2\nc@x|3");
    counter.say(ADMIN, "/add -|Pulsa|Isi Ulang|10.000|-");
    counter.fill("2|p1\np2\np3");
    let made = counter.say(ADMIN, line).screen.html.clone();
    assert!(made.contains("siap dipakai"), "{made}");
    counter
}

fn fill_cart(counter: &mut Counter, person: u64, number: u32) {
    counter.say(person, &number.to_string());
    counter.press(person, "➕");
    counter.press(person, "Lanjut ke Keranjang");
}

fn type_code<'c>(counter: &'c mut Counter, person: u64, code: &str) -> &'c str {
    counter.press(person, "Gunakan Kupon");
    &counter.say(person, code).screen.html
}

#[test]
fn a_buyer_sees_what_a_coupon_saves() {
    let mut counter = open_shop("/kupon hemat10|10%");
    counter.take_transfers();
    fill_cart(&mut counter, SARI, 1);
    let cart = type_code(&mut counter, SARI, " Hemat10 ");
    for row in ["Subtotal: Rp50.000", "HEMAT10</b>: hemat <b>Rp5.000</b>", "Total: <b>Rp45.000</b>"]
    {
        assert!(cart.contains(row), "{row}: {cart}");
    }
    let pay = counter.press(SARI, "Lanjut ke Pembayaran").screen.html.clone();
    for row in ["Subtotal: Rp50.000", "hemat <b>Rp5.000</b>", "Total: <b>Rp45.000</b>"] {
        assert!(pay.contains(row), "{row}: {pay}");
    }
    let cart = counter.press(SARI, "Lepas Kupon HEMAT10").screen.html.clone();
    assert!(cart.contains("Total: <b>Rp50.000</b>") && !cart.contains("HEMAT10"), "{cart}");
    counter.press(SARI, "Lanjut ke Pembayaran");
    let cart = type_code(&mut counter, SARI, "HEMAT10").to_owned();
    assert!(cart.contains("Rp45.000"), "from the payment screen as well: {cart}");
    counter.prove();
}

#[test]
fn a_buyer_hears_why_a_code_does_nothing() {
    let mut counter = open_shop("/kupon NANTI|10%|-|01-12-2026 02-12-2026");
    counter.say(ADMIN, "/kupon LEWAT|10%|-|22-11-2026");
    counter.say(ADMIN, "/kupon BESAR|10%|50.001");
    counter.say(ADMIN, "/kupon CABUT|10%");
    counter.press(ADMIN, "Kelola Voucher");
    counter.press(ADMIN, "CABUT");
    counter.press(ADMIN, "Nonaktifkan Kupon");
    counter.press(ADMIN, "Ya, Nonaktifkan");
    counter.pass(Span::hours(10));
    fill_cart(&mut counter, SARI, 1);
    let kilobyte = "a".repeat(1024);
    counter.press(SARI, "Gunakan Kupon");
    for (code, why) in [
        ("NANTI", "mulai <b>1 Desember 2026, 00.00 WIB</b>"),
        ("LEWAT", "sudah lewat"),
        ("BESAR", "mulai <b>Rp50.001</b>"),
        ("CABUT", "tidak ada atau sudah tidak berlaku"),
        ("TIDAKADA", "tidak ada atau sudah tidak berlaku"),
        ("HEMAT 10", "tanpa spasi"),
        ("🎟️", "tanpa spasi"),
        (&kilobyte, "maks. 32 karakter"),
        ("<b>", "tanpa spasi"),
    ] {
        let answer = counter.say(SARI, code).screen.html.clone();
        assert!(answer.contains(why), "{code}: {answer}");
    }
    let cart = counter.say(SARI, "/keranjang").screen.html.clone();
    assert!(cart.contains("Total: <b>Rp50.000</b>") && !cart.contains("🎟️"), "{cart}");
    counter.prove();
}

#[test]
fn a_coupon_counts_again_when_the_cart_fits_again() {
    let mut counter = open_shop("/kupon HEMAT|10%|60000");
    fill_cart(&mut counter, SARI, 1);
    fill_cart(&mut counter, SARI, 2);
    let cart = type_code(&mut counter, SARI, "HEMAT").to_owned();
    assert!(cart.contains("hemat <b>Rp6.000</b>"), "{cart}");
    counter.say(SARI, "2");
    counter.press(SARI, "➖");
    let cart = counter.say(SARI, "/keranjang").screen.html.clone();
    assert!(cart.contains("HEMAT</b> belum dihitung") && cart.contains("Rp60.000"), "{cart}");
    assert!(cart.contains("Total: <b>Rp50.000</b>"), "{cart}");
    counter.say(SARI, "2");
    counter.press(SARI, "➕");
    let cart = counter.say(SARI, "/keranjang").screen.html.clone();
    assert!(cart.contains("hemat <b>Rp6.000</b>"), "{cart}");
}

#[test]
fn a_coupon_that_is_over_leaves_the_cart_before_anybody_pays() {
    let mut counter = open_shop("/kupon HEMAT|10%|-|1");
    counter.take_transfers();
    fill_cart(&mut counter, SARI, 1);
    type_code(&mut counter, SARI, "HEMAT");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.pass(Span::hours(48));
    let told = counter.press(SARI, "QRIS").screen.html.clone();
    assert!(told.contains("Kupon HEMAT dilepas") && told.contains("sudah lewat"), "{told}");
    assert!(told.contains("Total: <b>Rp50.000</b>"), "{told}");
    assert!(counter.gateway.is_empty(), "nothing is asked for that was not shown");
    counter.press(SARI, "Lanjut ke Pembayaran");
    counter.by_qris(SARI);
    assert_eq!(counter.gateway.len(), 1);
    counter.prove();
}

#[test]
fn an_admin_makes_a_coupon_step_by_step() {
    let mut counter = open_shop("/kupon LAIN|5000");
    counter.say(ADMIN, "/admin");
    counter.press(ADMIN, "Kelola Voucher");
    counter.press(ADMIN, "Buat Kupon");
    let mut say = |typed: &[(&str, &str)]| {
        for (text, answer) in typed {
            let shown = counter.say(ADMIN, text).screen.html.clone();
            assert!(shown.contains(answer), "{text}: {shown}");
        }
    };
    say(&[
        ("HEMAT 10", "tanpa spasi"),
        ("lain", "sedang dipakai kupon lain"),
        ("hemat10", "2 dari 8"),
        ("0%", "tidak dikenali"),
        ("101%", "tidak dikenali"),
        ("-1%", "tidak dikenali"),
        ("1e9%", "tidak dikenali"),
        ("10,5%", "tidak dikenali"),
        ("10.000,50", "tidak dikenali"),
        ("10% 20.000", "3 dari 8"),
        ("9", "Tidak ada produk nomor"),
        ("x", "Nomor produk"),
        (",", "1 sampai 20 produk"),
        ("1, 2", "4 dari 8"),
        ("0", "tidak dikenali"),
        ("-1", "tidak dikenali"),
        ("٣", "tidak dikenali"),
        ("999999999999999999999999999999", "tidak dikenali"),
        ("50.000", "5 dari 8"),
        ("32-13-2026", "tidak dikenali"),
        ("21-11-2026", "sudah lewat"),
        ("31-12-2026", "6 dari 8"),
        ("0", "1 sampai 1.000.000"),
        ("100", "7 dari 8"),
        ("0", "1 sampai 1.000.000"),
        ("2", "8 dari 8"),
        ("ya", "8 dari 8"),
    ]);
    let confirm = counter.press(ADMIN, "Pembelian Pertama Saja").screen.html.clone();
    let conditions = [
        "HEMAT10",
        "10%, maksimal Rp20.000",
        "produk: 1. Netflix, 2. Pulsa",
        "Minimal belanja: Rp50.000",
        "sampai: 31 Desember 2026",
        "Batas total: 100x",
        "Batas per pembeli: 1x",
        "pembelian pertama",
    ];
    for term in conditions {
        assert!(confirm.contains(term), "{term}: {confirm}");
    }
    assert!(counter.press(ADMIN, "Simpan").screen.html.contains("HEMAT10</b> siap dipakai"));
    let list = counter.press(ADMIN, "Kelola Voucher").screen.html.clone();
    assert!(list.contains("Terpakai <b>0</b> dari 100"), "{list}");
    let card = counter.press(ADMIN, "HEMAT10").screen.html.clone();
    for term in conditions {
        assert!(card.contains(term), "{term}: {card}");
    }
    counter.prove();
}

#[test]
fn every_question_but_the_discount_can_be_skipped() {
    let mut counter = open_shop("/kupon LAIN|5000");
    counter.press(ADMIN, "Kelola Voucher");
    counter.press(ADMIN, "Buat Kupon");
    counter.press(ADMIN, "Lewati");
    counter.say(ADMIN, "5.000");
    counter.press(ADMIN, "Streaming");
    for _ in 0..3 {
        counter.press(ADMIN, "Lewati");
    }
    counter.press(ADMIN, "Tanpa Batas");
    let confirm = counter.press(ADMIN, "Semua Pembeli").screen.html.clone();
    for term in [
        "Potongan: <b>Rp5.000</b>",
        "kategori: Streaming",
        "Minimal belanja: tidak ada",
        "Berlaku: tanpa batas waktu",
        "Batas total: tidak ada",
        "Batas per pembeli: tidak ada",
    ] {
        assert!(confirm.contains(term), "{term}: {confirm}");
    }
    counter.press(ADMIN, "Simpan");
    let list = counter.press(ADMIN, "Kelola Voucher").screen.html.clone();
    assert!(list.contains("2 kupon pernah dibuat"), "{list}");
}

#[test]
fn one_line_makes_a_coupon_or_says_what_is_wrong_with_it() {
    let mut counter = open_shop("/kupon A|10%");
    let full = "/kupon B|10% 20000|50000|24-12-2026 31-12-2026|100|2";
    let card = counter.say(ADMIN, full).screen.html.clone();
    for term in
        ["Mulai: 24 Desember 2026", "sampai: 31 Desember 2026", "total: 100x", "pembeli: 2x"]
    {
        assert!(card.contains(term), "{term}: {card}");
    }
    let open = counter.say(ADMIN, "/kupon C|5000|-|-|-|-").screen.html.clone();
    assert!(open.contains("Batas per pembeli: tidak ada"), "{open}");
    let list = |counter: &mut Counter| {
        counter.say(ADMIN, "/admin");
        counter.press(ADMIN, "Kelola Voucher").screen.html.clone()
    };
    let before = list(&mut counter);
    assert!(before.contains("3 kupon"), "{before}");
    let (digits, kilobyte) = ("9".repeat(30), "x".repeat(1024));
    for (rest, answer) in [
        ("", "/kupon HEMAT10|10%"),
        ("D", "/kupon HEMAT10|10%"),
        ("D|10%|-|-|-|-|-", "/kupon HEMAT10|10%"),
        ("A|10%", "sedang dipakai"),
        ("D D|10%", "tanpa spasi"),
        ("🎟️|10%", "tanpa spasi"),
        (&format!("{kilobyte}|10%"), "maks. 32 karakter"),
        ("|10%", "tanpa spasi"),
        ("D|0%", "Potongan “"),
        ("D|101%", "Potongan “"),
        ("D|-1%", "Potongan “"),
        ("D|10,5%", "Potongan “"),
        ("D|1e9", "Potongan “"),
        ("D|0", "Potongan “"),
        ("D|10.000,50", "Potongan “"),
        ("D|٣", "Potongan “"),
        (&format!("D|{digits}"), "Potongan “"),
        (&format!("D|10%|{digits}"), "Jumlah “"),
        ("D|10%|0", "Jumlah “"),
        ("D|10%|-|32-13-2026", "Masa berlaku “"),
        ("D|10%|-|0", "Masa berlaku “"),
        ("D|10%|-|01-01-2020", "sudah lewat"),
        ("D|10%|-|31-12-2026 01-12-2026", "sudah lewat"),
        ("D|10%|-|-|0", "1 sampai 1.000.000"),
        ("D|10%|-|-|1|0", "1 sampai 1.000.000"),
    ] {
        let shown = counter.say(ADMIN, &format!("/kupon {rest}")).screen.html.clone();
        assert!(shown.contains(answer), "{rest}: {shown}");
    }
    assert_eq!(list(&mut counter), before, "nothing has changed");
}

#[test]
fn strangers_hear_nothing_of_the_coupon_desk() {
    let mut counter = open_shop("/kupon HEMAT|10%");
    counter.press(ADMIN, "Kelola Voucher");
    let list = counter.button(ADMIN, "Buat Kupon").1;
    counter.press(ADMIN, "HEMAT");
    let ask = counter.button(ADMIN, "Nonaktifkan Kupon").1;
    counter.press(ADMIN, "Nonaktifkan Kupon");
    let buttons = [list, ask, counter.button(ADMIN, "Ya, Nonaktifkan").1];
    counter.say(SARI, "/start");
    let before = counter.text(SARI);
    counter.say(SARI, "/kupon LAIN|10%");
    for data in buttons {
        let callback = "c".to_owned();
        let update = counter.update(SARI, Said::Button { callback, message: None, data });
        assert_eq!(counter.apply(update), Reply::Done);
        counter.settle();
    }
    assert_eq!(counter.text(SARI), before);
    fill_cart(&mut counter, SARI, 1);
    assert!(type_code(&mut counter, SARI, "HEMAT").contains("hemat"), "nothing was withdrawn");
}

#[test]
fn a_long_list_of_coupons_has_pages() {
    let mut counter = open_shop("/kupon K0|10%");
    for number in 1..20 {
        counter.say(ADMIN, &format!("/kupon K{number}|10%"));
    }
    let first = counter.press(ADMIN, "Kelola Voucher").screen.html.clone();
    assert!(first.contains("<b>K19</b>") && first.contains("Halaman 1 dari 4"), "{first}");
    let last = counter.press(ADMIN, "⏭️ Halaman 4").screen.html.clone();
    assert!(last.contains("<b>K0</b>") && !last.contains("<b>K4</b>"), "{last}");
}
