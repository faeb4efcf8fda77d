//! Each field of a product: changed, refused, taken back, and changed by two at once.

use warung::chat::action::ProductPress;
use warung::chat::incoming::Said;
use warung::chat::staff::product::Editable;
use warung::domain::id::ProductId;
use warung::domain::money::Rupiah;
use warung::engine::input::Reply;
use warung::shop::undo::Act;
use warung::store::read::Read;
use warung::store::schema::{Picture, Table};

use super::{
    ADMIN, Counter, RINA, categories, desk, has, html, labels, open, product, revisions, tap,
};

const NETFLIX: ProductId = ProductId(1);

fn edit(counter: &mut Counter, person: u64, what: Editable) {
    tap(counter, person, ProductPress::Edit(NETFLIX, what));
}

#[test]
fn every_field_shows_what_it_is_takes_what_it_shall_be_and_can_be_taken_back() {
    let mut counter = desk();
    let was = product(&counter, 1);
    for (label, now, typed, shown) in [
        ("✏️ Nama", "Netflix", "Netflix Premium <4K>", "Netflix Premium &lt;4K&gt;"),
        ("💲 Harga", "Rp50.000", "Rp 45.000,-", "Rp45.000"),
        ("🗂️ Kategori", "Streaming", "Film", "Kategori: Film"),
        ("📝 Deskripsi", "Garansi 30 hari.", "Satu layar.\nBulanan.", "Satu layar.\nBulanan."),
    ] {
        open(&mut counter, ADMIN, "1. Netflix");
        counter.press(ADMIN, label);
        has(&counter, ADMIN, now);
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, shown);
        assert_ne!(product(&counter, 1), was, "{label}");
        counter.press(ADMIN, "↩️ Urungkan");
        assert_eq!(product(&counter, 1), was, "{label}");
        assert!(counter.toasts.last().unwrap().contains("Sudah diurungkan"));
        has(&counter, ADMIN, now);
    }
    // The category that was made for it went with it.
    assert_eq!(categories(&counter).len(), 1);
    counter.prove();
}

#[test]
fn prices_are_read_as_people_write_them_and_never_guessed() {
    let mut counter = desk();
    for (typed, price) in [
        ("45rb", 45_000),
        ("60k", 60_000),
        ("55.000", 55_000),
        ("Rp 50.000,-", 50_000),
        ("1,5jt", 1_500_000),
    ] {
        edit(&mut counter, ADMIN, Editable::Price);
        counter.say(ADMIN, typed);
        assert_eq!(product(&counter, 1).price, Rupiah(price), "{typed}");
    }
    let before = revisions(&counter);
    edit(&mut counter, ADMIN, Editable::Price);
    for typed in ["12,5", "50.00", "1.500rb", "-5", "0", "gratis", "50 000"] {
        counter.say(ADMIN, typed);
        has(&counter, ADMIN, "Rp1.500.000");
    }
    assert_eq!(revisions(&counter), before);
    counter.prove();
}

#[test]
fn a_price_that_falls_by_more_than_half_is_asked_about() {
    let mut counter = desk();
    edit(&mut counter, ADMIN, Editable::Price);
    counter.say(ADMIN, "5000");
    has(&counter, ADMIN, "turun lebih dari separuh");
    has(&counter, ADMIN, "Rp5.000");
    assert_eq!(product(&counter, 1).price, Rupiah(50_000));
    // A slip is typed right.
    counter.say(ADMIN, "49000");
    assert_eq!(product(&counter, 1).price, Rupiah(49_000));
    // By the command as well; half is no more than half.
    counter.say(ADMIN, "/setprice 1|24500");
    assert_eq!(product(&counter, 1).price, Rupiah(24_500));
    counter.say(ADMIN, "/setprice 1|12249");
    assert_eq!(product(&counter, 1).price, Rupiah(24_500));
    counter.press(ADMIN, "Ya, Rp12.249");
    assert_eq!(product(&counter, 1).price, Rupiah(12_249));
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(product(&counter, 1).price, Rupiah(24_500));
    counter.prove();
}

/// What is no answer changes nothing, says why, and the question stays.
#[test]
fn nothing_strange_gets_into_a_field() {
    let mut counter = desk();
    let was = product(&counter, 1);
    let long = "x".repeat(2_000);
    let strange = [" ", "\u{200b}", &long, "a@x|1 b@x|2\nc@x|3", "\u{202e}\u{2066}"];
    for (what, question) in [
        (Editable::Name, "Nama sekarang"),
        (Editable::Price, "Ketik harga barunya"),
        (Editable::Category, "Pilih kategori"),
        (Editable::Description, "Ketik deskripsi barunya"),
        (Editable::Least, "Ketik jumlah minimalnya"),
        (Editable::Most, "Ketik jumlah maksimalnya"),
        (Editable::LowMark, "Ketik angkanya"),
    ] {
        edit(&mut counter, ADMIN, what);
        for text in strange {
            // No words at all are no description, and one may have any.
            if what == Editable::Description && (text.trim().len() < 9) {
                continue;
            }
            counter.say(ADMIN, text);
            has(&counter, ADMIN, question);
            let html = html(&counter, ADMIN);
            assert!(!html.starts_with(question), "no reason: {html}");
        }
        for said in [
            Said::Photo { file: "f".into(), caption: String::new() },
            Said::Other("sticker".into()),
        ] {
            let update = counter.update(ADMIN, said);
            assert_eq!(counter.apply(update), Reply::Done);
            counter.settle();
            has(&counter, ADMIN, question);
        }
        assert_eq!(product(&counter, 1), was, "{what:?}");
        // A key of the keyboard leaves it and does its own.
        counter.say(ADMIN, "⚙️ Admin Settings");
        counter.say(ADMIN, "Apa saja");
        assert_eq!(product(&counter, 1), was, "{what:?}");
    }
    for number in ["0", "1001", "1e3", "-1", "٣", "2.5"] {
        edit(&mut counter, ADMIN, Editable::Most);
        counter.say(ADMIN, number);
        has(&counter, ADMIN, "Ketik angka dari 1 sampai 1.000");
    }
    assert_eq!(product(&counter, 1), was);
    counter.prove();
}

#[test]
fn who_answers_what_is_no_longer_so_sees_it_and_is_asked_again() {
    let mut counter = desk();
    edit(&mut counter, ADMIN, Editable::Price);
    edit(&mut counter, RINA, Editable::Price);
    counter.say(RINA, "60000");
    counter.say(ADMIN, "45000");
    has(&counter, ADMIN, "sudah diubah orang lain");
    has(&counter, ADMIN, "Rp60.000");
    assert_eq!(product(&counter, 1).price, Rupiah(60_000));
    counter.say(ADMIN, "45000");
    assert_eq!(product(&counter, 1).price, Rupiah(45_000));
    // Another field of the same product is no matter of theirs.
    edit(&mut counter, ADMIN, Editable::Name);
    tap(&mut counter, RINA, ProductPress::Hide(NETFLIX));
    counter.say(ADMIN, "Netflix Baru");
    let now = product(&counter, 1);
    assert!(now.offer.hidden && now.name.as_str() == "Netflix Baru");
    // A question whether they are sure is about what they saw, too.
    edit(&mut counter, ADMIN, Editable::Price);
    counter.say(ADMIN, "1000");
    counter.say(RINA, "/setprice 1|70000");
    counter.press(ADMIN, "Ya, Rp1.000");
    has(&counter, ADMIN, "sudah diubah orang lain");
    assert_eq!(product(&counter, 1).price, Rupiah(70_000));
    counter.prove();
}

#[test]
fn what_somebody_has_changed_since_is_not_taken_back() {
    let mut counter = desk();
    edit(&mut counter, ADMIN, Editable::Price);
    counter.say(ADMIN, "45000");
    counter.say(RINA, "/setprice 1|44000");
    counter.press(ADMIN, "↩️ Urungkan");
    assert!(counter.toasts.last().unwrap().contains("tidak diurungkan"));
    has(&counter, ADMIN, "Rp44.000");
    assert_eq!(product(&counter, 1).price, Rupiah(44_000));
    // Another field that was changed since is left as it is.
    edit(&mut counter, ADMIN, Editable::Name);
    counter.say(ADMIN, "Netflix Baru");
    counter.say(RINA, "/setprice 1|43000");
    counter.press(ADMIN, "↩️ Urungkan");
    let now = product(&counter, 1);
    assert_eq!((now.name.as_str(), now.price), ("Netflix", Rupiah(43_000)));
    // A second tap of the same button finds nothing of it.
    let before = revisions(&counter);
    for act in [Act { first: 1, last: 9_999 }, Act { first: 9, last: 3 }, Act { first: 0, last: 0 }]
    {
        tap(&mut counter, ADMIN, ProductPress::Undo(NETFLIX, act));
    }
    assert_eq!(revisions(&counter), before);
    counter.prove();
}

#[test]
fn a_photo_is_put_in_replaced_taken_out_and_put_back() {
    let mut counter = desk();
    let pictures = |counter: &Counter| {
        let snap = counter.core.store().snap().unwrap();
        (snap.all::<Picture>(0, 9).unwrap().len(), snap.size(Table::PicturePiece).unwrap())
    };
    let send = |counter: &mut Counter, file: &str| {
        edit(counter, ADMIN, Editable::Picture);
        counter.files.insert(file.into(), file.as_bytes().to_vec());
        let said = Said::Photo { file: file.into(), caption: String::new() };
        let update = counter.update(ADMIN, said);
        assert_eq!(counter.apply(update), Reply::Done);
        counter.settle();
        product(counter, 1).picture
    };
    let first = send(&mut counter, "satu");
    has(&counter, ADMIN, "sudah dipasang");
    let second = send(&mut counter, "dua");
    assert!(first.is_some() && second.is_some() && first != second);
    assert_eq!(pictures(&counter), (2, 2));
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(product(&counter, 1).picture, first);
    // Never more than the one that is shown and the one before it.
    for file in ["tiga", "empat", "lima"] {
        send(&mut counter, file);
        assert_eq!(pictures(&counter), (2, 2), "{file}");
    }
    let last = product(&counter, 1).picture;
    edit(&mut counter, ADMIN, Editable::Picture);
    counter.press(ADMIN, "Hapus Foto");
    assert_eq!(product(&counter, 1).picture, None);
    counter.press(ADMIN, "↩️ Urungkan");
    assert_eq!(product(&counter, 1).picture, last);
    // Words are no photo.
    edit(&mut counter, ADMIN, Editable::Picture);
    counter.say(ADMIN, "foto");
    has(&counter, ADMIN, "Kirim satu foto, bukan teks");
    counter.prove();
}

#[test]
fn a_button_to_a_product_that_never_was_leads_to_the_list() {
    let mut counter = desk();
    let gone = ProductId(77);
    for press in [
        ProductPress::Card(gone),
        ProductPress::Edit(gone, Editable::Name),
        ProductPress::Limits(gone),
        ProductPress::Hide(gone),
        ProductPress::Archive(gone),
        ProductPress::BringBack(gone),
    ] {
        tap(&mut counter, ADMIN, press.clone());
        assert!(!counter.toasts.is_empty(), "{press:?}");
    }
    // No buyer has any of these, wherever they got the button.
    let before = revisions(&counter);
    tap(&mut counter, super::SARI, ProductPress::Hide(NETFLIX));
    tap(&mut counter, super::SARI, ProductPress::Edit(NETFLIX, Editable::Price));
    counter.say(super::SARI, "1000");
    assert_eq!(revisions(&counter), before);
    assert!(labels(&counter, super::SARI).iter().all(|label| !label.contains("Urungkan")));
    counter.prove();
}
